"""Whatever is brought to it: a sound course, or a reason why not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.content.loading import examine_value
from skill.desk.importing import import_file
from skill.errors import ContentError

LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                "What is it?",
                "Why? Because.",
                "• In 1929 Stalin wrote 35.5% of <b>it</b>.",
                "- 3",
                "Heading",
                "A sentence about Marx and 1,000 things.",
                "# Notes",
                "<p>Who was she?</p><ul><li>A queen</li></ul>",
                "term\tdefinition",
                "#separator:tab",
                "question,answer",
                '"open quote\tx',
                "x" * 900,
                "It was " + "very " * 300 + "long.",
            ]
        ),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from([".txt", ".md", ".html", ".csv", ".tsv"]))
def test_any_source_gives_a_sound_course_or_a_reason(tmp_path_factory, lines, ending):
    file = tmp_path_factory.getbasetemp() / f"any{ending}"
    file.write_bytes("\n".join(lines).encode("utf-8", errors="surrogatepass"))
    try:
        report = import_file(file)
    except ContentError as error:
        assert error.problems
        return
    examined = examine_value(report.course)
    assert examined.faults == ()
    again = import_file(file, report.course)
    assert again.course == report.course
