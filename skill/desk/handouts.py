"""The commands for what pupils hold in their hands: the guide to read and print, the tracks to hear."""

from pathlib import Path

import click

from skill.desk.bringing import content_option
from skill.desk.sound.encoding import FORMS, Form
from skill.settings import from_environment


@click.command()
@click.argument("id", required=False)
@content_option
@click.option("--topic", help="A whole topic, by its name, as a playlist of short tracks.")
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
    help="With --topic: where the tracks go (default: a folder named after the topic).",
)  # fmt: skip
@click.option(
    "--as", "form", type=click.Choice(FORMS),
    help="With --topic: the kind of file (default: mp3, else opus, else wav, by what is installed).",
)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="The WAV file (default: ID.wav).")
@click.option(
    "--voice",
    help="A piper model (.onnx), a program with or without its voice (say:Kate, espeak-ng), or a voice "
    "of espeak-ng (en-gb). Default: the most natural on this machine.",
)
@click.option("--slow", is_flag=True, help="As the learner hears it after “slower”.")
def listen(
    id: str | None, content: Path | None, topic: str | None, to: Path | None, form: Form | None,
    out: Path | None, voice: str | None, slow: bool,
) -> None:  # fmt: skip
    """Speak an entry or a quiz item into a WAV file, or a topic into a playlist.

    Both with the course's pronunciations, by a voice of this machine: piper, macOS, Windows, pico2wave
    or espeak-ng.
    """
    if bool(id) == bool(topic):
        raise click.UsageError("Give the id of an entry or a question, or --topic NAME.")
    if topic:
        if out:
            raise click.UsageError("--topic writes several files: say where with --to FOLDER.")
        _playlist(content, topic, to, form, voice, slow)
        return
    if to or form:
        raise click.UsageError("--to and --as go with --topic; one id makes one WAV file (--out).")
    _one(content, str(id), out, voice, slow)


def _one(content: Path | None, id: str, out: Path | None, voice: str | None, slow: bool) -> None:
    from skill.content.loading import load_course
    from skill.desk.listen import parts_for, speak
    from skill.desk.sound.voices import find_voice

    parts = parts_for(load_course(content or from_environment().content), id)
    out = out or Path(f"{id}.wav")
    length = speak(parts, out, find_voice(voice), slow=slow)
    click.echo(f"Wrote {out}: {length:.1f} seconds.")


def _playlist(
    content: Path | None,
    name: str,
    to: Path | None,
    form: Form | None,
    voice: str | None,
    slow: bool,
) -> None:
    from skill.content.loading import load_course
    from skill.desk.sound.encoding import GET_ONE, find_encoder
    from skill.desk.sound.playlist import Written, file_name, topic_called, write_playlist
    from skill.desk.sound.voices import BETTER, find_voice

    course = load_course(content or from_environment().content)
    topic = topic_called(course, name)
    speaker, encoder = find_voice(voice), find_encoder(form)
    click.echo(f"“{topic.title}”, spoken by {speaker}.")
    lengths = []

    def told(track: Written) -> None:
        lengths.append(track.seconds)
        click.echo(f"  {track.path.name}: {track.seconds:.0f} seconds")

    folder = to or Path(file_name(topic.title))
    playlist = write_playlist(course, topic, folder, speaker, encoder, slow=slow, told=told)
    click.echo(f"Wrote {playlist}: {len(lengths)} tracks, {round(sum(lengths) / 60)} minutes.")
    if not encoder.program and form is None:
        click.echo(f"They are WAV files, large ones. For small ones with titles: {GET_ONE}.")
    if speaker.kind == "espeak-ng":
        click.echo(f"espeak-ng sounds like a machine. A better voice is {BETTER}.")


@click.command()
@content_option
@click.option("--out", type=click.Path(path_type=Path), help="The page (default: guide.html).")
def guide(content: Path | None, out: Path | None) -> None:
    """Make a study guide of the course: one HTML page to read, be tested by and print.

    By topic: what to know, a timeline, key terms, exam questions with what earns their marks, and a
    self-test that scores. Printed, a topic takes one sheet, and its exam questions another.
    """
    from skill.content.loading import load_course
    from skill.desk.files import write_text
    from skill.desk.guide import study_guide

    out = out or Path("guide.html")
    write_text(out, study_guide(load_course(content or from_environment().content)))
    click.echo(f"Wrote {out}.")
