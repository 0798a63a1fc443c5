"""What is heard as a link code, and what never is."""

import pytest

from skill.understanding.link_codes import LinkWords, link_words

CODE = LinkWords("code", "123456")


@pytest.mark.parametrize("text", [
    "link code one two three four five six", "link code 123456", "Link code: 1 2 3 4 5 6.",
    "um my link code is one two three four five six please", "code 123 456", "link 12 34 56",
    "link code twelve thirty four fifty six", "the code is 123,456",
])  # fmt: skip
def test_a_code_is_heard(text):
    assert link_words([text]) == CODE


@pytest.mark.parametrize(("text", "digits"), [
    ("link code oh oh seven double four nine", "007449"),
    ("link code triple one two two two", "111222"), ("link code twenty twenty twenty", "202020"),
    ("link code zero nought o one for two", "000142"), ("link code ninety nine ten forty", "991040"),
])  # fmt: skip
def test_digits_are_read_as_they_are_said(text, digits):
    assert link_words([text]) == LinkWords("code", digits)


@pytest.mark.parametrize("text", [
    "123456", "one two three four five six", "nineteen twenty nine", "the missing link",
    "what was the link between the purges and the economy", "request code",
    "give me my request code", "six million tons", "code", "the five year plans were the link", "",
    "the link is that one two three four five six were kulaks",
])  # fmt: skip
def test_anything_else_is_not_for_it(text):
    assert link_words([text]) is None


@pytest.mark.parametrize("text", ["link code one two three", "link code", "my link code seven"])
def test_too_few_digits_are_asked_for_again(text):
    assert link_words([text]) == LinkWords("code")


def test_another_reading_may_have_the_digits():
    assert link_words(["link code one two", "link code 123456"]) == CODE


@pytest.mark.parametrize("text", ["unlink", "please unlink this device", "unlink everything"])
def test_unlinking_is_heard(text):
    assert link_words([text]) == LinkWords("unlink")
