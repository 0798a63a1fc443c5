"""What sounds alike scores above what only looks alike."""

import pytest

from skill.language.lexicon import is_everyday, is_word
from skill.language.phonetics import sounds_like


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("bukharin", "booker in", "bulganin"),
        ("mitochondria", "my toe con dree uh", "mitosis"),
        ("vein", "vane", "artery"),
        ("photosynthesis", "photo sin thesis", "phototropism"),
        ("electrolysis", "a lectro lysis", "hydrolysis"),
        ("hypotenuse", "hi pot news", "hypothesis"),
    ],
)
def test_the_mangled_form_is_nearer_than_the_other_term(word: str, near: str, far: str) -> None:
    assert sounds_like(word, near) > 0.8 > sounds_like(word, far)


def test_the_lexicon_tells_words_from_noises_and_common_from_rare() -> None:
    assert is_word("meiosis") and is_word("bulganin") and not is_word("bukarin")
    assert is_everyday("stalling") and not is_everyday("mitosis")
