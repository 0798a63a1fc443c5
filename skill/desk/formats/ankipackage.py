"""Anki's deck packages (.apkg): a zip with a SQLite collection in it, old or new."""

from skill.desk.ankinotes import Note, notes_of
from skill.desk.blocks import Source
from skill.desk.cards import without_html
from skill.desk.flash import CLOZE
from skill.desk.formats.brought import Brought
from skill.desk.limits import LARGEST_UNPACKED, LONGEST_CARD, MOST_CLOZES, too_much
from skill.desk.pile import Pile
from skill.errors import ContentError

NAME = "an Anki deck package (.apkg)"
_NEW, _OLD = "collection.anki21b", ("collection.anki21", "collection.anki2")
_FRONTS = ("front", "question", "term", "word", "prompt", "text", "q")
_BACKS = ("back", "answer", "definition", "meaning", "a")


def recognise(brought: Brought) -> float | None:
    """A packed file with a collection in it, whatever its name."""
    if {_NEW, *_OLD} & brought.names:
        return 0.99
    return 0.6 if brought.ending == ".apkg" else None


def read(brought: Brought) -> Source:
    """Its notes: cards become entries with a draft, clozes too; decks are topics.

    Raises:
        ContentError: it is damaged, or newer than what can be unpacked here.
    """
    pile = Pile()
    for number, note in enumerate(notes_of(brought.path, _collection(brought)), 1):
        _take(pile, note, number)
    return pile.source()


def _collection(brought: Brought) -> bytes:
    if _NEW in brought.names:  # the older one beside it only says "please update"
        return _unpacked(brought, brought.part(_NEW))
    found = next((name for name in _OLD if name in brought.names), "")
    if not found:
        raise ContentError(
            [f"{brought.path}: this is no Anki package, or a damaged one; export the deck again"]
        )
    return brought.part(found)


def _unpacked(brought: Brought, data: bytes) -> bytes:
    try:
        import zstandard
    except ImportError:
        raise ContentError([
            f"{brought.path}: this package is packed in Anki's newer way, and what unpacks it is not "
            "installed here; in Anki, tick “Support older Anki versions” when you export, or export "
            "“Notes in plain text”"
        ]) from None  # fmt: skip
    try:
        with zstandard.ZstdDecompressor().stream_reader(data) as stream:
            made = stream.read(LARGEST_UNPACKED + 1)
    except zstandard.ZstdError:
        raise ContentError(
            [f"{brought.path}: the collection in it is damaged; export the deck again"]
        ) from None
    if len(made) > LARGEST_UNPACKED:
        raise too_much(str(brought.path), LARGEST_UNPACKED, "bytes once unpacked")
    return made


def _take(pile: Pile, note: Note, number: int) -> None:
    fields = [(name, without_html(text)) for name, text in note.fields]
    first = next((text for _, text in fields if text), "")
    topic = note.deck.rpartition("::")[2]
    topic = "" if topic == "Default" else topic
    if "occlusion" in note.kind.lower():
        pile.left(first or "a picture", "an image occlusion: it asks about a picture", number)
    elif any(len(text) > LONGEST_CARD for _, text in fields):
        pile.left(first, f"a field of more than {LONGEST_CARD:,} characters", number)
    elif any(
        sign in text
        for _, text in note.fields
        for sign in ("\\(", "[latex]", "[$]", "<anki-mathjax")
    ):
        pile.left(
            first or "a formula", "a formula, which has to be put into words to be said", number
        )
    elif gapped := next((text for _, text in fields if CLOZE.search(text)), ""):
        if gapped.count("{{c") > MOST_CLOZES:
            pile.left(gapped, f"a card with more than {MOST_CLOZES} gaps", number)
            return
        more = " ".join(text for _, text in fields if text and text != gapped)
        pile.cloze(gapped, topic, number, more)
    else:
        _card(pile, fields, topic, number)


def _card(pile: Pile, fields: list[tuple[str, str]], topic: str, number: int) -> None:
    """A card by the names of its fields; by their order where the names tell nothing."""
    names = [name.strip().lower() for name, _ in fields]
    front = next((at for at, name in enumerate(names) if name in _FRONTS), 0)
    back = next((at for at, name in enumerate(names) if name in _BACKS and at != front), -1)
    if back < 0:
        back = next((at for at, (_, text) in enumerate(fields) if at != front and text), -1)
    if back < 0:
        pile.left(fields[front][1] if fields else "", "a card with one side only", number)
        return
    rest = [text for at, (_, text) in enumerate(fields) if at not in (front, back) and text]
    pile.card(fields[front][1], fields[back][1], topic, number, " ".join(rest))
