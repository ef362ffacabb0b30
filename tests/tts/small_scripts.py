"""Scripts of a few phrases, for a test of one case."""

from collections.abc import Callable
from dataclasses import replace

from tts.book import Block, Heading, Metadata, PageKind, PartRole
from tts.script import Phrase, Role, Script, Section, Span

ABOUT = Metadata(identifier="kz-1", title="Атау", language="kk", creators=("Автор",))


class Words:
    """Phrases of one script, numbered as they are asked for."""

    def __init__(self) -> None:
        self._last = 0

    def say(self, text: str = "сөз", role: Role = Role.SENTENCE, language: str = "kk") -> Phrase:
        """A phrase in one language."""
        self._last += 1
        span = Span(text, language)
        return Phrase(phrase_id=f"e{self._last:06}", role=role, spans=(span,), language=language)

    def mark(self, note_id: str) -> Phrase:
        """A note mark."""
        return replace(self.say("1", Role.NOTE_REFERENCE), note_id=note_id)

    def page(
        self, label: str, kind: PageKind = PageKind.NORMAL, value: int | None = None
    ) -> Phrase:
        """A page number."""
        return replace(self.say(label, Role.PAGE), page_kind=kind, page_value=value)

    def picture(self, name: str) -> Phrase:
        """A picture's text."""
        return replace(self.say("сурет", Role.PICTURE), picture=name)

    def section(self, number: int = 1, level: int = 1, part: PartRole = PartRole.BODY) -> Section:
        """A section that has only a heading of one sentence."""
        heading = Heading(level, (self.say("тақырып"),))
        return Section(section_id=f"s{number:04}", part=part, level=level, heading=heading)


def one_section(make: Callable[[Words], tuple[Block[Phrase], ...]]) -> Script:
    words = Words()
    section = words.section()
    return Script(metadata=ABOUT, sections=(replace(section, blocks=make(words)),))
