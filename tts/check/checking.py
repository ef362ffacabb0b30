"""`check` reads a finished talking book back and lists every fault; it never changes a file.

The form is recognised by what lies in the folder or zip: ncc.html is DAISY 2.02, a package with a
navigation beside it DAISY 3, META-INF/container.xml an EPUB, publication.json a W3C Audiobook,
manifest.json a Readium one, packed or unpacked. A folder of numbered MP3 files is one, too, and so
is a file of sound that begins as MP4 does. Braille is a folder of .brf files, or one of them, or an
XML file in the namespace of PEF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tts.check import audiobook, brf, daisy3, daisy202, epub3, lpf, m4b, mp3, pef
from tts.check.fault import MOST_FAULTS, Checked, Fault
from tts.check.mp3.book import NUMBERED
from tts.check.pef.structure import NAMESPACE
from tts.check.sets import with_sets
from tts.check.shelf import Alone, Folder, Packed, Shelf, Unreadable
from tts.errors import BadBook

__all__ = ["Checked", "Fault", "check", "check_all"]

MOST_BOOKS = 1_000
_DEEPEST = 5
"""So deep a library's shelf is: title, manner, round, edition, form."""
_PACKED = (".epub", ".zip", ".audiobook", ".lpf", ".m4b", ".pef")
_AT_TOP = (".opf", ".ncx", ".smil", ".brf")
_ALONE = (".m4b", ".pef", ".brf")
_MP4_START = b"ftyp"
_OPENING = 4096
_MANIFESTS = {"publication.json": lpf.FORM, "manifest.json": audiobook.FORM}
_CONTAINER = "META-INF/container.xml"
_LINE = re.compile(r"line (\d{1,9})")

CHECKS: dict[str, Callable[[Shelf], Checked]] = {
    daisy202.FORM: daisy202.check_daisy202,
    daisy3.FORM: daisy3.check_daisy3,
    epub3.FORM: epub3.check_epub3,
    audiobook.FORM: audiobook.check_audiobook,
    lpf.FORM: lpf.check_lpf,
    mp3.FORM: mp3.check_mp3,
    m4b.FORM: m4b.check_m4b,
    brf.FORM: brf.check_brf,
    pef.FORM: pef.check_pef,
}


def check(path: Path) -> Checked:
    """Every fault of the one talking book that lies here.

    Raises BadBook where there is none, or more than one (see `check_all`).
    """
    found = check_all(path)
    if len(found) > 1:
        raise BadBook(
            f"there are {len(found)} talking books in it.",
            where=str(path),
            remedy="Give one of them.",
        )
    return found[0]


def check_all(path: Path) -> tuple[Checked, ...]:
    """Every talking book in a folder, in the folders in it, or in one file, each with its faults.

    Raises BadBook where there is none.
    """
    checked: list[Checked] = []
    for place in _places(path):
        checked += _checked(place, alone=place == path)
        if len(checked) >= MOST_BOOKS:
            break
    if not checked:
        raise BadBook(
            "this is no DAISY 2.02, DAISY 3, EPUB, audiobook or braille book that we know.",
            where=str(path),
            remedy="Give an .epub, .audiobook, .lpf, .m4b, .pef or .brf file, a folder of numbered "
            "MP3 files or of .brf files, or a folder or zip with ncc.html or an .opf at its top.",
        )
    return tuple(map(_in_order, with_sets(checked, path)))


def _checked(place: Path, *, alone: bool) -> list[Checked]:
    """The forms in one place, checked. A broken file among others is a fault, not an end."""
    try:
        shelf = _shelf_of(place)
    except BadBook as error:
        if alone:
            raise
        broken = Fault("file-unreadable", "", "", f"This cannot be read: {error.what}")
        return [Checked(path=place, form="", faults=(broken,), sections=0, phrases=0, sound_ms=0)]
    try:
        return [CHECKS[form](shelf) for form in _forms_of(shelf)]
    finally:
        shelf.close()


def _shelf_of(place: Path) -> Shelf:
    """A folder, a file that is a whole book, or a zip. Raises BadBook where a file is neither."""
    if place.is_dir():
        return Folder(place)
    ending = _ending(place) if place.is_file() else ""
    return Alone(place, ending) if ending else Packed(place)


def _ending(place: Path) -> str:
    """The ending that a file has, or should have, which is a whole book; "" for any other."""
    if place.suffix.lower() in _ALONE:
        return place.suffix.lower()
    try:
        with place.open("rb") as stream:
            opening = stream.read(_OPENING)
    except OSError:
        return ""
    if opening[4:8] == _MP4_START:
        return ".m4b"
    return ".pef" if NAMESPACE.encode() in opening else ""


def _forms_of(shelf: Shelf) -> list[str]:
    """The forms in which a book lies on a shelf; DAISY 2.02 and 3 may share a folder."""
    if isinstance(shelf, Alone):
        return [Path(next(iter(shelf.sizes))).suffix.lower()[1:]]
    if _CONTAINER in shelf.sizes or _says_epub(shelf):
        return [epub3.FORM]
    top = {name.lower() for name in shelf.sizes if "/" not in name}
    forms = [daisy202.FORM] if "ncc.html" in top else []
    if any(name.endswith((".opf", ".ncx")) for name in top):
        forms.append(daisy3.FORM)
    if not forms and any(name.endswith(".smil") for name in top):
        forms.append(daisy202.FORM)
    return forms or _sound_forms(shelf)


def _sound_forms(shelf: Shelf) -> list[str]:
    """The form of a book that is only listened to."""
    for name, form in _MANIFESTS.items():
        if name in shelf.sizes:
            return [form]
    if any(name.lower().endswith(".brf") for name in shelf.sizes):
        return [brf.FORM]
    return [mp3.FORM] if any(map(NUMBERED.fullmatch, shelf.sizes)) else []


def _says_epub(shelf: Shelf) -> bool:
    try:
        return "mimetype" in shelf.sizes and shelf.read("mimetype").startswith(b"application/epub")
    except Unreadable:
        return False


def _places(path: Path) -> Iterator[Path]:
    """Where talking books may lie: the path itself, or the folders and packed files below it."""
    if not path.exists():
        raise BadBook("there is nothing here.", where=str(path), remedy="Check the path.")
    if not path.is_dir() or _looks_like_a_book(path):
        yield path
        return
    waiting = [(path, 0)]
    while waiting:
        folder, depth = waiting.pop(0)
        for inner in _inside(folder):
            if inner.is_dir() and _looks_like_a_book(inner):
                yield inner
            elif inner.is_dir() and depth + 1 < _DEEPEST:
                waiting.append((inner, depth + 1))
            elif inner.is_file() and inner.suffix.lower() in _PACKED:
                yield inner


def _looks_like_a_book(folder: Path) -> bool:
    if (folder / _CONTAINER).is_file():
        return True
    names = {inner.name.lower() for inner in _inside(folder) if inner.is_file()}
    return bool(names & {"ncc.html", "mimetype", *_MANIFESTS}) or any(
        name.endswith((".opf", ".ncx", ".smil", ".brf")) or NUMBERED.fullmatch(name)
        for name in names
    )


def _inside(folder: Path) -> list[Path]:
    """What lies in a folder, by name, without links and what is hidden, as the half-made is;
    nothing where it may not be looked into."""
    try:
        there = sorted(folder.iterdir())
        return [one for one in there if not one.is_symlink() and not one.name.startswith(".")]
    except OSError:
        return []


def _in_order(checked: Checked) -> Checked:
    """The faults by file and line, each once, and no more than anybody could read."""
    faults = sorted(dict.fromkeys(checked.faults), key=_order)
    if len(faults) > MOST_FAULTS:
        faults = faults[:MOST_FAULTS]
        sentence = f"There are more faults; these are the first {MOST_FAULTS}."
        faults.append(Fault("more-faults", "", "", sentence))
    return replace(checked, faults=tuple(faults))


def _order(fault: Fault) -> tuple[str, int, str]:
    line = _LINE.match(fault.place)
    return fault.file, int(line[1]) if line else 0, fault.code
