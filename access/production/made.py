"""What a worker tells of an edition it made: the facts of its records, in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tts.edition import Doubt
from tts.edition import Edition as Made


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeForm:
    """One form: its places under the edition's folder, and its size."""

    places: tuple[str, ...]
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEdition:
    """Everything that an edition's records say of it, but whose it is and where it lies.

    `name` is that of its own folder, in which the forms and the loose sound are.
    """

    name: str
    language: str
    voices: Mapping[str, str]
    speeds: Mapping[str, int]
    lexicon_version: str | None
    fingerprint: str
    length_ms: int
    sentences: int
    spoken: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    sections: tuple[Mapping[str, Any], ...]
    forms: Mapping[str, MadeForm]
    doubts: tuple[Doubt, ...]

    def told(self) -> dict[str, Any]:
        """The same as JSON keeps it; `MadeEdition.of` reads it."""
        return asdict(self)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "MadeEdition":
        """The edition that `told` was written from. Raises KeyError, TypeError."""
        facts = dict(told)
        for name in ("faults", "warnings", "sections"):
            facts[name] = tuple(facts[name])
        facts["forms"] = {
            form: MadeForm(places=tuple(made["places"]), size_bytes=made["size_bytes"])
            for form, made in facts["forms"].items()
        }
        facts["doubts"] = tuple(Doubt(**doubt) for doubt in facts["doubts"])
        return cls(**facts)


def made_edition(edition: Made, *, fingerprint: str) -> MadeEdition:
    """The facts of a finished conversion. Raises OSError."""
    places = {form: (place,) for form, place in edition.forms.items()} | dict(edition.volumes)
    return MadeEdition(
        name=edition.folder.name,
        language=edition.language,
        voices=dict(edition.voices),
        speeds=dict(edition.words_per_minute),
        lexicon_version=edition.lexicon.version if edition.lexicon else None,
        fingerprint=fingerprint,
        length_ms=edition.audio_ms,
        sentences=edition.sentences,
        spoken=edition.spoken,
        faults=edition.faults,
        warnings=edition.warnings,
        sections=tuple(asdict(section) for section in edition.sections),
        forms={form: _form(edition.folder, found) for form, found in places.items()},
        doubts=edition.doubts,
    )


def _form(folder: Path, places: Sequence[Path]) -> MadeForm:
    return MadeForm(
        places=tuple(place.relative_to(folder).as_posix() for place in places),
        size_bytes=sum(file.stat().st_size for place in places for file in _files(place)),
    )


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from (path for path in place.rglob("*") if path.is_file())
    else:
        yield place
