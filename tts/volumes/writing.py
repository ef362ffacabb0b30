"""Writing a form, in one volume or several: all of them whole and checked, or none."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from tts.check.checking import check
from tts.errors import BadBook
from tts.forms.making import Making
from tts.forms.writers import WRITERS, Form
from tts.publishing import replacing
from tts.script import Script
from tts.timing import Timing
from tts.volumes.binding import Bound, Speak, bound
from tts.volumes.media import Medium

_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_ROOMS = (1.0, 0.9, 0.75)
"""A form that comes out larger than it was weighed is cut again, for so much of the medium."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A narrated book, where its forms go, and what each volume has to fit on."""

    script: Script
    timing: Timing
    making: Making
    folder: Path
    medium: Medium | None
    speak: Speak


@dataclass(frozen=True, slots=True)
class Written:
    """Where the volumes of a form are, in order, what the check says of them, and what of the book
    the form could not hold."""

    places: tuple[Path, ...]
    faults: tuple[str, ...]
    losses: tuple[str, ...]


def write_form(form: Form, job: Job) -> Written:
    """Write one form beside its place, read it back, put it there; what of the same form lay there
    before goes away. Raises BadBook where it does not fit on the medium, OSError."""
    for share in _ROOMS:
        volumes = bound(job.script, job.timing, form, _smaller(job.medium, share), job.speak)
        written = _written(form, volumes, job)
        if written:
            _take_away_others(form, job.folder, written.places)
            return written
    raise BadBook(
        "it does not come out as small as it was weighed.",
        where=f"{job.folder.name}, {form}",
        remedy="Choose a smaller --split.",
    )


def place_of(form: Form, folder: Path, number: int, count: int) -> Path:
    """Where a volume goes: daisy202, or daisy202_2of3; book.epub, or book_2of3.epub.

    Players of sets know no letters but ASCII: a book of any other name is called "book" there.
    """
    writer = WRITERS[form]
    name = form.value if writer.is_folder else folder.name
    if count > 1:
        name = f"{name if _PLAIN.fullmatch(name) else 'book'}_{number}of{count}"
    return folder / (name + writer.file_ending)


def _written(form: Form, volumes: Sequence[Bound], job: Job) -> Written | None:
    """All volumes in their places; None, and nothing is changed, where one is too large."""
    writer = WRITERS[form]
    places, faults, losses = list[Path](), list[str](), list[str]()
    try:
        with ExitStack() as all_or_none:
            for number, volume in enumerate(volumes, start=1):
                place = place_of(form, job.folder, number, len(volumes))
                partial = all_or_none.enter_context(replacing(place, is_folder=writer.is_folder))
                losses += writer.write(volume.script, volume.timing, job.making, partial) or ()
                _require_room(job.medium, partial)
                faults += _faults(form, place, partial, is_one=len(volumes) == 1)
                places.append(place)
    except _TooLarge:
        return None
    return Written(tuple(places), tuple(faults), tuple(dict.fromkeys(losses)))


def _require_room(medium: Medium | None, partial: Path) -> None:
    if medium and medium.taken_by(partial) > medium.room_bytes:
        raise _TooLarge


class _TooLarge(Exception):
    """A volume came out larger than its medium."""


def _smaller(medium: Medium | None, share: float) -> Medium | None:
    if medium is None:
        return None
    return Medium(medium.name, int(medium.room_bytes * share), medium.block_bytes)


def _faults(form: Form, place: Path, partial: Path, *, is_one: bool) -> Iterator[str]:
    name = form.value if is_one else place.name
    for fault in check(partial).faults:
        yield f"{name}: {fault.file} {fault.place}: {fault.sentence}"


def _take_away_others(form: Form, folder: Path, kept: Sequence[Path]) -> None:
    """An older edition of the same form, cut otherwise, would be mixed up with this one."""
    writer = WRITERS[form]
    names = {form.value} if writer.is_folder else {folder.name, "book"}
    shape = re.compile(rf"({'|'.join(map(re.escape, names))})(_\d+of\d+)?", re.ASCII)
    for path in folder.iterdir():
        stem = path.name.removesuffix(writer.file_ending)
        if path in kept or not path.name.endswith(writer.file_ending) or not shape.fullmatch(stem):
            continue
        if writer.is_folder and path.is_dir():
            rmtree(path)
        elif not writer.is_folder and path.is_file():
            path.unlink()
