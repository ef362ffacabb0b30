"""What is told of a conversion: the same facts for `--json`, for the page, for the shelf."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from tts.conversion import Edition

REPORT_NAME = "report.json"


class SectionReport(BaseModel):
    """One heading and its sound; times are seconds."""

    model_config = ConfigDict(frozen=True)

    title: str
    language: str
    level: int
    sounds: tuple[str, ...]
    audio_s: float


class EditionReport(BaseModel):
    """One book made into talking books. `forms` are places relative to the report's own folder.

    `recognised_pages` are the pages read from pictures, by their labels, and how sure that was.
    """

    model_config = ConfigDict(frozen=True)

    source: str
    title: str
    creators: tuple[str, ...]
    language: str
    languages: dict[str, int]
    voices: dict[str, str]
    forms: dict[str, str]
    sections: tuple[SectionReport, ...]
    sentences: int
    spoken: int
    reused: int
    audio_s: float
    spent_s: float
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    recognised_pages: dict[str, float] = {}

    @classmethod
    def of(cls, edition: Edition, *, spent_s: float) -> Self:
        """The report of an edition that took so many seconds to make."""
        folder = edition.folder
        return cls(
            source=edition.source.name,
            title=edition.title,
            creators=edition.creators,
            language=edition.language,
            languages=dict(edition.languages),
            voices=dict(edition.voices),
            forms={name: p.relative_to(folder).as_posix() for name, p in edition.forms.items()},
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
            recognised_pages=dict(edition.recognised_pages),
        )


def reports_in(shelf: Path) -> dict[str, EditionReport]:
    """The reports of all talking books in a folder, by the name of the book's own folder."""
    return {
        path.parent.name: EditionReport.model_validate_json(path.read_bytes())
        for path in sorted(shelf.glob(f"*/{REPORT_NAME}"))
    }
