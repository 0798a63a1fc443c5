"""The simulator in a terminal: type what you would say, read what the owl says."""

import json
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from skill.bench.envelopes import DEVICES
from skill.bench.exchange import Exchange
from skill.bench.replay import QUIT, Replay, save_replay
from skill.bench.session import Handler, Models, Session

HELP = f"""\
Type what you would say; an empty line is silence. Commands:
  /card            the card of the last reply
  /json            both envelopes of the last turn
  /screen          what the screen was told to show
  /device NAME     {", ".join(DEVICES)}
  /locale NAME     the language model to use, such as en-GB
  /touch ARGUMENT  touch what sends this argument, such as option:2
  /silence         say nothing
  /new             hang up and start afresh
  /record FILE     keep what you say, in the format of "ask dialog"
  /help            this list
  /quit            leave (so does the end of the input)"""


def run(
    handler: Handler, models: Models, *, locale: str = "en-GB", device: str = "no-screen",
    source: Iterable[str] | None = None, out: TextIO | None = None, record: Path | None = None,
) -> Session:  # fmt: skip
    """Hold a conversation until /quit or the end of the input.

    Args:
        handler: the skill; called with (event, context).
        models: the interaction model of a locale.
        source: lines to say, echoed as they are said; None reads standard input.
        out: where to write; None writes standard output.
        record: a file for what was said, written at the end.
    """
    out = out or sys.stdout
    session = Session(handler, models, locale=locale, device=device)
    terminal = _Terminal(session, out, record)
    typing = source is None and sys.stdin.isatty()
    print(f'Say "open {session.invocation_name}" to begin; /help lists commands.', file=out)
    for line in _typed(out) if typing else _echoed(sys.stdin if source is None else source, out):
        if line in ("/quit", QUIT):
            break
        terminal.take(line)
    terminal.finish()
    return session


def _typed(out: TextIO) -> Iterator[str]:
    """Lines from the keyboard, until its end or an interrupt."""
    while True:
        try:
            yield input("\nyou: ").strip()
        except (EOFError, KeyboardInterrupt):
            print(file=out)
            return


def _echoed(source: Iterable[str], out: TextIO) -> Iterator[str]:
    """Lines that nobody sees being typed, written out so that the log reads as a talk."""
    for line in source:
        print(f"\nyou: {line.strip()}", file=out)
        yield line.strip()


@dataclass
class _Terminal:
    session: Session
    out: TextIO
    record: Path | None
    said: list[str] = field(default_factory=list)
    last: Exchange | None = None

    def take(self, line: str) -> None:
        """One line: something said, or a command."""
        if not line.startswith("/"):
            self.said += [line] if line else []
            self._show(self.session.say(line))
            return
        name, _, argument = line[1:].partition(" ")
        commands: dict[str, Callable[[str], None]] = {
            "card": self._card, "json": self._json, "screen": self._screen, "help": self._help,
            "device": lambda name: self._use(device=name), "locale": lambda name: self._use(locale=name),
            "touch": lambda what: self._show(self.session.touch([what])),
            "silence": lambda _: self._show(self.session.silence()),
            "new": self._new, "record": self._record,
        }  # fmt: skip
        command = commands.get(name)
        if command is None:
            self._say(f"There is no /{name}; /help lists what there is.")
        else:
            command(argument.strip())

    def finish(self) -> None:
        """The end of the conversation."""
        self.session.end()
        if self.record:
            save_replay(Replay(tuple(self.said), self.session.setting.locale), self.record)
            self._say(f"Recorded in {self.record}.")

    def _say(self, text: str) -> None:
        print(text, file=self.out)

    def _show(self, exchange: Exchange) -> None:
        self.last = exchange
        if exchange.speech:
            indent = "     "
            self._say(textwrap.fill(exchange.speech, 100, initial_indent="owl: ",
                                    subsequent_indent=indent))  # fmt: skip
        for fault in exchange.faults:
            self._say(f"     Alexa would refuse this response: {fault}")
        if not exchange.listening:
            self._say("     (the session has ended)")

    def _card(self, _: str) -> None:
        card = self.last and self.last.card
        self._say(f"{card['title']}\n{card['text']}" if card else "The last reply had no card.")

    def _json(self, _: str) -> None:
        if self.last is None or self.last.request is None:
            self._say(
                "Nothing was sent yet."
                if self.last is None
                else "Nothing was sent: only a reprompt."
            )
            return
        for name, envelope in (("request", self.last.request), ("response", self.last.response)):
            self._say(f"--- {name}\n{json.dumps(envelope, indent=2, ensure_ascii=False)}")

    def _screen(self, _: str) -> None:
        screen = self.last and self.last.screen
        text = json.dumps(screen, indent=2, ensure_ascii=False)
        self._say(text if screen else "The last reply showed nothing; try /device screen.")

    def _help(self, _: str) -> None:
        self._say(HELP)

    def _use(self, *, device: str | None = None, locale: str | None = None) -> None:
        try:
            self.session.use(device=device, locale=locale)
        except (ValueError, OSError) as error:
            self._say(str(error))
            return
        self._say(f"Now {self.session.setting.device}, {self.session.setting.locale}.")

    def _new(self, _: str) -> None:
        self.session.new()
        self.last = None
        self._say(f'A fresh start: say "open {self.session.invocation_name}".')

    def _record(self, path: str) -> None:
        if not path:
            self._say("Which file? /record talk.json")
            return
        self.record = Path(path)
        self._say(f"What is said goes to {path} at the end.")
