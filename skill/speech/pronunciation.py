"""Saying the course's difficult words as the teacher spelled them out."""

import re
from functools import cached_property

from skill.content.course import CourseInfo
from skill.speech.parts import Part, Pronounced, Say, Speech


class Pronouncer:
    """Replaces the words a course has pronunciations for. Longer words win over shorter ones."""

    def __init__(self, info: CourseInfo):
        self._by_text = {p.text.lower(): p for p in info.pronunciations}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        texts = sorted(self._by_text, key=len, reverse=True)
        if not texts:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, texts))})(?!\w)", re.IGNORECASE)

    def __call__(self, speech: Speech) -> Speech:
        """The same speech with its difficult words marked."""
        if self._pattern is None:
            return speech
        parts: list[Part] = []
        for part in speech:
            parts.extend(self._split(part.text) if isinstance(part, Say) else [part])
        return tuple(parts)

    def _split(self, text: str) -> list[Part]:
        parts: list[Part] = []
        done = 0
        assert self._pattern is not None
        for match in self._pattern.finditer(text):
            if match.start() > done:
                parts.append(Say(text[done : match.start()]))
            found = self._by_text[match[0].lower()]
            parts.append(Pronounced(match[0], found.say_as, found.ipa or ""))
            done = match.end()
        if done < len(text):
            parts.append(Say(text[done:]))
        return parts
