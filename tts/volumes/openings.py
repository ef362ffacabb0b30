"""What a volume says that the book does not: its title and number, and what it goes on with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tts.book import Heading, PartRole, Text
from tts.forms.daisy.catalogue import heading_words
from tts.script import Phrase, Role, Script, Section, Span
from tts.scripting.cutting import Cutter
from tts.scripting.losses import Losses

_WORDS = {
    "kk": ("{count} томның {number}-томы", "жалғасы"),
    "ru": ("том {number} из {count}", "продолжение"),
    "en": ("volume {number} of {count}", "continued"),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """The first section of a volume; and the heading under which a parted section goes on."""

    title: str
    first: Section
    continued: Section | None

    @property
    def sections(self) -> tuple[Section, ...]:
        """What has to be spoken."""
        return (self.first, self.continued) if self.continued else (self.first,)


def opening(script: Script, number: int, count: int, parted: Section | None) -> Opening:
    """The opening of volume `number`, which goes on with section `parted` or begins with a heading.

    Ids and names are like none of the book: section o0002, phrase o0002_1.
    """
    language = script.metadata.language
    volume, _ = _words(language)
    words = f"({volume.format(number=number, count=count)})"
    title = f"{script.metadata.title} {words}"
    cutter = Cutter(language, (), (), Losses())
    content = (Text(script.metadata.title), Text(f" {words}", language))
    first = _section(f"o{number:04}", cutter.heading(content, language), PartRole.FRONT)
    return Opening(title, first, _continued(script, number, parted) if parted else None)


def openings_script(script: Script, openings: Sequence[Opening]) -> Script:
    """All openings as one script, for the narrator."""
    sections = tuple(section for opening in openings for section in opening.sections)
    return replace(script, sections=sections, pictures={}, warnings=())


def _continued(script: Script, number: int, parted: Section) -> Section:
    language = script.metadata.language
    _, words = _words(language)
    name = heading_words(parted)[0]
    spans = (*name.spans, Span(f" ({words})", language))
    phrase = Phrase(phrase_id="", role=Role.SENTENCE, spans=spans, language=name.language)
    return _section(f"c{number:04}", (phrase,), parted.part)


def _section(section_id: str, content: Sequence[Phrase], part: PartRole) -> Section:
    phrases = tuple(
        replace(phrase, phrase_id=f"{section_id}_{place}")
        for place, phrase in enumerate(content, start=1)
    )
    return Section(section_id=section_id, part=part, level=1, heading=Heading(1, phrases))


def _words(language: str) -> tuple[str, str]:
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])
