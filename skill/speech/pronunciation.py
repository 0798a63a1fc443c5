"""Saying the course's difficult words as the teacher spelled them out."""

import re
from functools import cached_property

from skill.content.course import CourseInfo
from skill.language.measures import measures_in
from skill.speech.parts import Part, Pronounced, Say, Speech

_PLAIN = re.compile(r"\w+")


class Pronouncer:
    """Replaces the words a course has pronunciations for, and units after figures ("25 cm3"). Longer
    words win over shorter ones."""

    def __init__(self, info: CourseInfo):
        self._by_text = {p.text.lower(): p for p in info.pronunciations}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # Plain words are looked up one by one: an alternative for each takes a launch eight milliseconds.
        texts = sorted(
            (text for text in self._by_text if not _PLAIN.fullmatch(text)), key=len, reverse=True
        )
        either = "".join(rf"(?<!\w){re.escape(text)}(?!\w)|" for text in texts)
        return re.compile(rf"{either}\w+", re.IGNORECASE)

    def __call__(self, speech: Speech) -> Speech:
        """The same speech with its difficult words marked."""
        parts: list[Part] = []
        for part in speech:
            parts.extend(self._split(part.text) if isinstance(part, Say) else [part])
        return tuple(parts)

    def _found(self, text: str) -> list[tuple[int, int, Pronounced]]:
        """What has to be said otherwise than written: (start, end, how), the course's own word first."""
        found = []
        for match in self._pattern.finditer(text) if self._by_text else ():
            if how := self._by_text.get(match[0].lower()):
                found.append((*match.span(), Pronounced(match[0], how.say_as, how.ipa or "")))
        if any(char.isdigit() for char in text):
            taken = {at for start, end, _ in found for at in range(start, end)}
            for start, end, said in measures_in(text):
                if taken.isdisjoint(range(start, end)):
                    found.append((start, end, Pronounced(text[start:end], said, "")))
        return sorted(found, key=lambda each: each[0])

    def _split(self, text: str) -> list[Part]:
        parts: list[Part] = []
        done = 0
        for start, end, how in self._found(text):
            if start > done:
                parts.append(Say(text[done:start]))
            parts.append(how)
            done = end
        if done < len(text):
            parts.append(Say(text[done:]))
        return parts
