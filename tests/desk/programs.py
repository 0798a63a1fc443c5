"""Programs that stand in for others: they note how they were called, and write what they are asked for."""

import json
import stat
import sys

SPEAKS = """
out = next(args[at + 1] for at, arg in enumerate(args) if arg in {flags!r})
text = sys.stdin.read() or args[-1]
with wave.open(out, "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(8000)
    file.writeframes(bytes(2 * 80 * len(text)))
"""
"""A voice: ten milliseconds of silence for each letter."""
ENCODES = """
if "-encoders" in args:
    print("Encoders:\\n A..... {codec} A codec"); sys.exit()
pathlib.Path(args[-1]).write_bytes(b"SOUND" + pathlib.Path({wav}).read_bytes()[:4])
"""


def stand_in(folder, name, does):
    """A program of that name in the folder, and where the lines of its calls are kept."""
    folder.mkdir(exist_ok=True)
    notes = folder / f"{name}.calls"
    program = folder / name
    program.write_text(
        f"#!{sys.executable}\nimport json, pathlib, sys, wave\nargs = sys.argv[1:]\n"
        f"open({str(notes)!r}, 'a').write(json.dumps(args) + '\\n')\n{does}"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return notes


def calls(notes):
    """How a program was called, each time."""
    return [json.loads(line) for line in notes.read_text().splitlines()]


def voice(folder, name="espeak-ng", flags=("-w",)):
    """A stand-in that speaks."""
    return stand_in(folder, name, SPEAKS.format(flags=flags))


def encoder(folder, name="ffmpeg", codec="libmp3lame"):
    """A stand-in that encodes: ffmpeg takes the sound after -i, others as the last but one."""
    wav = 'args[args.index("-i") + 1]' if name == "ffmpeg" else "args[-2]"
    return stand_in(folder, name, ENCODES.format(codec=codec, wav=wav))
