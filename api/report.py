"""What is told of a conversion: the same facts for `--json`, for the page, for the shelf."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from tts.edition import Edition, LexiconUse

REPORT_NAME = "report.json"


class SectionReport(BaseModel):
    """One heading and its sound; times are seconds."""

    model_config = ConfigDict(frozen=True)

    title: str
    language: str
    level: int
    sounds: tuple[str, ...]
    audio_s: float


class LexiconReport(BaseModel):
    """The lexicon of an edition: its version, its files, how often which entry was used."""

    model_config = ConfigDict(frozen=True)

    version: str
    sources: tuple[str, ...]
    entries: int
    uses: dict[str, int]

    @classmethod
    def of(cls, use: LexiconUse) -> Self:
        """The same facts."""
        return cls(
            version=use.version, sources=use.sources, entries=use.entries, uses=dict(use.uses)
        )


class EditionReport(BaseModel):
    """One book made into talking books. `forms` are places relative to the report's own folder; so
    are `volumes`, in order, for a form that is a set. `made_from` is the fingerprint of the source
    and the order.

    `recognised_pages` are the pages read from pictures, by their labels, and how sure that was.
    """

    model_config = ConfigDict(frozen=True)

    source: str
    title: str
    creators: tuple[str, ...]
    language: str
    languages: dict[str, int]
    voices: dict[str, str]
    words_per_minute: dict[str, int] = Field(default_factory=dict)
    forms: dict[str, str]
    volumes: dict[str, tuple[str, ...]] = {}
    sections: tuple[SectionReport, ...]
    sentences: int
    spoken: int
    reused: int
    audio_s: float
    spent_s: float
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    lexicon: LexiconReport | None = None
    recognised_pages: dict[str, float] = Field(default_factory=dict)
    made_from: str = ""

    @classmethod
    def of(cls, edition: Edition, *, spent_s: float, made_from: str = "") -> Self:
        """The report of an edition that took so many seconds to make."""
        folder = edition.folder
        return cls(
            source=edition.source.name,
            title=edition.title,
            creators=edition.creators,
            language=edition.language,
            languages=dict(edition.languages),
            voices=dict(edition.voices),
            words_per_minute=dict(edition.words_per_minute),
            forms={name: p.relative_to(folder).as_posix() for name, p in edition.forms.items()},
            volumes={
                name: tuple(place.relative_to(folder).as_posix() for place in places)
                for name, places in edition.volumes.items()
            },
            sections=tuple(
                SectionReport(
                    title=section.title,
                    language=section.language,
                    level=section.level,
                    sounds=section.sounds,
                    audio_s=section.audio_ms / 1000,
                )
                for section in edition.sections
            ),
            sentences=edition.sentences,
            spoken=edition.spoken,
            reused=edition.reused,
            audio_s=edition.audio_ms / 1000,
            spent_s=round(spent_s, 3),
            faults=edition.faults,
            warnings=edition.warnings,
            lexicon=LexiconReport.of(edition.lexicon) if edition.lexicon else None,
            recognised_pages=dict(edition.recognised_pages),
            made_from=made_from,
        )

    def places(self) -> Iterator[str]:
        """Every form and every volume, by its place in the report's own folder."""
        yield from self.forms.values()
        for volumes in self.volumes.values():
            yield from volumes


def reports_in(shelf: Path) -> dict[str, EditionReport]:
    """The reports of all talking books in a folder, by the name of the book's own folder."""
    return {
        path.parent.name: EditionReport.model_validate_json(path.read_bytes())
        for path in sorted(shelf.glob(f"*/{REPORT_NAME}"))
    }
