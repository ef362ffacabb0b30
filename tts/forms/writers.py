"""The forms there are, each with its writer: a name on the shelf, a way to write it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tts.errors import BadChoice
from tts.forms import audiobook, brf, daisy3, daisy202, epub3, lpf, m4b, mp3, pef
from tts.forms.making import Making
from tts.script import Script
from tts.timing import Timing


class Form(StrEnum):
    """A kind of talking book, by the name used on the command line."""

    DAISY202 = "daisy202"
    DAISY3 = "daisy3"
    EPUB3 = "epub3"
    AUDIOBOOK = "audiobook"
    LPF = "lpf"
    MP3 = "mp3"
    M4B = "m4b"
    BRF = "brf"
    PEF = "pef"


@dataclass(frozen=True, slots=True)
class Writer:
    """How a form is written: into a folder, or as one file with this ending and media type.

    `write` may answer what of the book the form could not hold, in sentences. A form that
    `needs_sound` is written from a script that has been narrated.
    """

    write: Callable[[Script, Timing, Making, Path], tuple[str, ...] | None]
    file_ending: str = ""
    media_type: str = ""
    needs_sound: bool = True

    @property
    def is_folder(self) -> bool:
        """Whether the form is a folder of files."""
        return not self.file_ending


WRITERS = {
    Form.DAISY202: Writer(daisy202.write),
    Form.DAISY3: Writer(daisy3.write),
    Form.EPUB3: Writer(epub3.write, ".epub", "application/epub+zip"),
    Form.AUDIOBOOK: Writer(audiobook.write, ".audiobook", "application/audiobook+zip"),
    Form.LPF: Writer(lpf.write, ".lpf", "application/lpf+zip"),
    Form.MP3: Writer(mp3.write),
    Form.M4B: Writer(m4b.write, ".m4b", "audio/mp4"),
    Form.BRF: Writer(brf.write, needs_sound=False),
    Form.PEF: Writer(pef.write, ".pef", pef.MEDIA_TYPE, needs_sound=False),
}


def forms_named(names: str) -> tuple[Form, ...]:
    """The forms of a list such as "daisy202,epub3", each once. Raises BadChoice."""
    wanted = dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip())
    known = ", ".join(Form)
    if not wanted:
        raise BadChoice(f"No form was named; choose of {known}.")
    for name in wanted:
        if name not in set(Form):
            raise BadChoice(f"There is no form {name!r}; choose of {known}.")
    return tuple(Form(name) for name in wanted)
