from skill.content.course import Entry, Term, Topic
from skill.content.loading import load_course
from skill.desk.guidebook.terms import key_terms
from skill.settings import HOME


def entry(question, answer, some_id="e"):
    return Entry(id=some_id, question=question, answer=answer)


def terms(*entries, glossary=()):
    topic = Topic(id="t", title="T", entries=entries, glossary=glossary)
    return [(each.term, each.meaning, each.entry) for each in key_terms(topic)]


def test_a_glossary_and_the_entries_that_define_make_one_list():
    found = terms(
        entry("What was the Okhrana?", "It was the Tsar's secret police. It opened letters."),
        glossary=(Term(term="tsar", meaning="The emperor."), Term(term="Duma", meaning="A parliament.")),
    )  # fmt: skip
    assert found == [
        ("Duma", "A parliament.", ""),
        ("Okhrana", "It was the Tsar's secret police.", "e"),
        ("tsar", "The emperor.", ""),
    ]


def test_what_asks_for_an_account_is_no_term():
    long = "A kulak was " + "a better-off peasant and " * 12 + "hated."
    assert terms(
        entry("What was Russia like in 1894?", "It was vast."),
        entry("Why did Stalin win?", "He held the posts."),
        entry("What was the scissors crisis?", "In 1923 prices parted."),
        entry("What were the main causes of the war?", "They were many."),
        entry("What is the Cheka, and why did it matter?", "It was feared."),
        entry("What was a kulak?", long),
    ) == []  # fmt: skip


def test_the_glossarys_meaning_wins_over_an_entrys():
    glossary = (Term(term="Nepmen", meaning="Private traders.", also_called=("NEP men",)),)
    assert terms(entry("Who were the NEP men?", "They were traders."), glossary=glossary) == [
        ("Nepmen", "Private traders.", "")
    ]


def test_a_meaning_is_the_course_s_own_sentence():
    for file in ("content.json", "courses/chemistry.json"):
        course = load_course(HOME / file)
        for topic in course.topics:
            said = {term.meaning for term in topic.glossary}
            found = key_terms(topic)
            assert len(found) >= len(topic.glossary)
            for each in found:
                own = course.entry(each.entry)
                assert each.meaning in said or (own and own.answer.startswith(each.meaning))
