"""A finished conversion becomes the facts that the records keep of it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from access.production.made import MadeEdition, MadeForm
from tts.edition import Edition


def made_edition(edition: Edition, *, fingerprint: str) -> MadeEdition:
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
