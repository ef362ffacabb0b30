"""What is wanted of every book of one conversion, and by what one knows that it was done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tts.engine import Casting
from tts.engines.registry import known_as
from tts.forms.making import Making
from tts.forms.writers import Form
from tts.lexicon.files import beside
from tts.manner.choice import NOTHING, ReadingManner
from tts.narration.keys import fingerprint
from tts.narration.narrator import Manner
from tts.scripting.framing import Framing
from tts.sources.scans.recognition import Recognition
from tts.volumes.media import Medium


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted of every book of one conversion. `castings` gives each language its voice.

    The lexicon of the manner is for all books; one beside a book (`tts.lexicon.files.own_lexicons`)
    goes over it. A form that has no room on the `medium` becomes a set of volumes. With
    `may_listen`, what is ready of a book can be heard while the rest is made (`tts.listening`).
    With `keeps_sound`, its sound files and their table of phrases stay beside the forms, loose
    (`tts.loose_sound`).
    """

    forms: tuple[Form, ...]
    castings: Mapping[str, Casting]
    shelf: Path
    making: Making
    workers: int
    manner: Manner
    medium: Medium | None = None
    recognition: Recognition = field(default_factory=Recognition)
    may_listen: bool = False
    keeps_sound: bool = False

    @property
    def framing(self) -> Framing | None:
        """What each book says of its making; None where it is to say nothing."""
        if not self.manner.reading.frames:
            return None
        voices = {language: known_as(casting) for language, casting in self.castings.items()}
        making = self.making
        return Framing(producer=making.producer, made_on=making.made_on, voices=voices)

    def fingerprint_of(self, source: Path) -> str:
        """Changes whenever the order or the source would give another edition, whatever the day.

        Raises OSError.
        """
        making = self.making
        return fingerprint(
            *(making.generator, making.producer, *making.narrators, repr(making.braille)),
            *(repr(part) for part in (self.forms, self.medium, self.manner.mp3)),
            *_told(self.manner.reading),
            repr(sorted(self.castings.items())),
            self.manner.lexicon.version,
            repr(self.recognition.languages),
            *(_digest(path) for path in (*_files(source), *beside(source))),
        )


def _told(reading: ReadingManner) -> Iterator[str]:
    """The manner in words that are the same in every process: the order in a set is not."""
    yield ",".join(sorted(reading.announced))
    yield repr(replace(reading, announced=NOTHING))


def _files(source: Path) -> Iterator[Path]:
    if source.is_dir():
        yield from sorted(path for path in source.rglob("*") if path.is_file())
    else:
        yield source


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}"
