"""The server as an assistant meets it, with the SDK's own client in memory."""

from skill.content.loading import load_course
from skill.settings import HOME
from tests.channels.mcp.conftest import facts
from tests.doors.conftest import Alexa

TOOLS = {
    "ask", "quiz_start", "answer", "hint", "skip", "explain", "teach", "exam_question", "progress",
    "due",
}  # fmt: skip


def test_its_tools_are_typed_and_described(owl, talk):
    async def look(client):
        return (await client.list_tools()).tools

    tools = talk(owl.server(), look)
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert 20 < len(tool.description) < 200 and tool.title
        for name, schema in tool.input_schema["properties"].items():
            assert schema.get("description"), f"{tool.name}: {name}"
        assert {"says", "waits", "question", "marked", "quiz"} <= set(
            tool.output_schema["properties"]
        )
        assert tool.annotations.open_world_hint is False
    deleting = [tool.name for tool in tools if tool.annotations.destructive_hint]
    assert deleting == ["answer"]


def test_it_says_how_it_wants_to_be_used(owl, talk):
    async def look(client):
        return client.instructions, client.server_info

    instructions, info = talk(owl.server(), look)
    assert "do not mark" in instructions and owl.course.info.title in instructions
    assert (info.name, info.version) == ("revision-owl", "1.2.3")


def test_a_conversation(owl, talk):
    async def hold(client):
        async def call(name, **arguments):
            return facts(await client.call_tool(name, arguments))

        asked = await call("ask", question="why did stalin industrialise")
        assert "fear" in asked["says"] and len(asked["lines"]) == 6
        assert "heir" in (await call("answer", words="yes"))["says"]
        simple = await call("explain", how="simpler")
        assert simple["says"] != asked["says"]
        first = await call("quiz_start", topic="the five year plans", questions=2)
        assert first["question"]["of"] == 2
        hinted = await call("hint")
        assert hinted["question"] == first["question"] and hinted["marked"] is None
        second = await call("answer", words=owl.right(first["question"]["text"]))
        assert second["marked"]["verdict"] == "right" and second["question"]["number"] == 2
        aside = await call("ask", question="what was gosplan")
        assert "Committee" in aside["says"] and aside["question"] == second["question"]
        put_off = await call("skip")
        assert put_off["marked"]["verdict"] == "skipped"
        assert (await call("progress"))["says"] and (await call("due"))["says"]
        assert (await call("teach", topic="the five year plans"))["question"]
        exam = await call("exam_question", marks=4)
        assert "four marks" in exam["says"]
        assert not (await call("answer", words="stop"))["waits"]

    talk(owl.server(), hold)


def test_callers_are_apart(owl, talk):
    async def hold(client):
        await client.call_tool("quiz_start", {})
        owl.caller = "two"
        other = facts(await client.call_tool("answer", {"words": "what's my score"}))
        assert other["question"] is None
        owl.caller = "one"
        assert facts(await client.call_tool("hint", {}))["question"]

    talk(owl.server(), hold)


def test_what_is_out_of_bounds_is_refused_in_words(owl, talk):
    async def hold(client):
        for name, arguments in (
            ("quiz_start", {"questions": 21}), ("ask", {"question": ""}), ("ask", {}),
            ("answer", {"words": "x" * 2001}), ("explain", {"how": "in rhyme"}),
            ("exam_question", {"marks": 0}),
        ):  # fmt: skip
            result = await client.call_tool(name, arguments)
            assert result.is_error and "Traceback" not in result.content[0].text, name

    talk(owl.server(), hold)


def test_a_fault_behind_it_never_shows(owl, talk, monkeypatch):
    def broken(*_):
        raise RuntimeError("SECRET")

    monkeypatch.setattr(owl.handler, "take", broken)

    async def hold(client):
        result = await client.call_tool("hint", {})
        assert result.is_error and "SECRET" not in str(result)

    talk(owl.server(), hold)


def test_the_guide_is_there_to_read_and_tells_no_quiz_answers(owl, talk):
    async def hold(client):
        resources = (await client.list_resources()).resources
        assert len(resources) == 1 + sum(bool(topic.entries) for topic in owl.course.topics)
        assert {each.mime_type for each in resources} == {"text/markdown"}
        first = (await client.read_resource("owl://guide")).contents[0].text
        pages = ""
        for each in resources:
            text = (await client.read_resource(str(each.uri))).contents[0].text
            assert text.startswith("# ")
            pages += text
            assert each.uri == "owl://guide" or f"({each.uri})" in first
        assert all(entry.question in pages for entry in owl.course.entries())
        assert not any(item.prompt in pages for item in owl.course.items())

    talk(owl.server(), hold)


def test_a_shelfs_other_subjects_are_in_the_guide(owl, talk):
    from skill.channels.mcp.server import build_server

    other = load_course(HOME / "tests" / "shelf" / "chemistry.json")
    server = build_server(owl.course, owl.handler, lambda _: "one", others={"chemistry": other})

    async def hold(client):
        addresses = [str(each.uri) for each in (await client.list_resources()).resources]
        assert len(set(addresses)) == len(addresses)
        theirs = [each for each in addresses if each.startswith("owl://guide/chemistry/")]
        assert len(theirs) == sum(bool(topic.entries) for topic in other.topics) > 0
        assert "# " in (await client.read_resource(theirs[0])).contents[0].text
        assert theirs[0] in (await client.read_resource("owl://guide")).contents[0].text
        assert other.info.title in client.instructions

    talk(server, hold)


def test_its_prompts(owl, talk):
    async def hold(client):
        prompts = (await client.list_prompts()).prompts
        assert {prompt.name for prompt in prompts} == {"quiz_me", "teach_me", "what_next"}
        got = await client.get_prompt("quiz_me", {"topic": "Gosplan"})
        assert "on Gosplan" in got.messages[0].content.text
        assert "quiz_start" in (await client.get_prompt("quiz_me")).messages[0].content.text

    talk(owl.server(), hold)


def test_linking_by_voice_where_the_operator_lets_it(linking_owl, talk):
    async def hold(client):
        assert "link_code" in {tool.name for tool in (await client.list_tools()).tools}
        says = facts(await client.call_tool("link_code", {}))["says"]
        digits = "".join(letter for letter in says if letter.isdigit())
        assert len(digits) == 6
        # Typed into this door, which anybody may open, it does nothing.
        await client.call_tool("answer", {"words": f"link code {digits}"})
        assert not linking_owl.door.is_linked("one")
        alexa = Alexa(linking_owl.service)
        alexa.say("quiz me")
        alexa.say("pause")
        assert "linked" in alexa.say("link code " + " ".join(digits))
        carried = facts(await client.call_tool("answer", {"words": "carry on"}))
        assert carried["question"]["number"] == 1

    talk(linking_owl.server(), hold)
