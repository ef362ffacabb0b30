"""Every sample of every kind of source, laid in one folder, each under a name of its own."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from api.samples import BOOKS, pack
from tests.tts.daisies import BOOKS as DAISIES
from tests.tts.docx_samples import packed_sample
from tests.tts.fb2s import SAMPLE as FB2
from tests.tts.pdfs import SAMPLES as PDFS
from tests.tts.pdfs import drawn, scan_pdf, scanned
from tts.sources.scans.recognition import Recognition
from tts.sources.scans.tesseract import missing

TEXTS = BOOKS.parent / "texts"
SCAN = "scan.pdf"
Lay = Callable[[Path], object]
"""Puts a source in this place."""


def names() -> tuple[str, ...]:
    """The names of all sources that can be read here: without tesseract, a scan cannot."""
    return tuple(name for name in SOURCES if name != SCAN or not missing(Recognition()))


def lay_all(folder: Path) -> tuple[Path, ...]:
    """All of them, laid in a new folder."""
    folder.mkdir(parents=True)
    for name in names():
        SOURCES[name](folder / name)
    return tuple(folder / name for name in names())


def _epub(book: str) -> Lay:
    return lambda place: pack(BOOKS / book, place)


def _docx(book: str) -> Lay:
    return lambda place: packed_sample(book, place.parent).rename(place)


def _copied(file: Path, *beside: str) -> Lay:
    """The file, and the pictures that it shows from its own folder."""

    def lay(place: Path) -> None:
        for source, target in (
            (file, place),
            *((file.parent / x, place.parent / x) for x in beside),
        ):
            shutil.copyfile(source, target)

    return lay


def _folder(folder: Path) -> Lay:
    return lambda place: shutil.copytree(folder, place, copy_function=shutil.copyfile)


def _fb2(place: Path) -> None:
    """In its commonest encoding."""
    text = FB2.read_text("utf-8").replace("utf-8", "windows-1251", 1)
    place.write_bytes(text.encode("windows-1251", "xmlcharrefreplace"))


def _scan(place: Path) -> None:
    """The upper half of a printed page, laid on the glass."""
    place.write_bytes(scan_pdf([scanned(drawn(PDFS / "russian.pdf", 2, place.parent))[:900]]))
    (place.parent / "drawn.pgm").unlink()


SOURCES: Mapping[str, Lay] = MappingProxyType({
    "english.epub": _epub("english"),
    "kazakh.epub": _epub("kazakh"),
    "mixed.epub": _epub("mixed"),
    "russian.epub": _epub("russian"),
    "fb2_russian.fb2": _fb2,
    "docx_kazakh.docx": _docx("kazakh"),
    "docx_russian.docx": _docx("russian"),
    "qaiyq": _folder(DAISIES / "qaiyq"),
    "mayak.xml": _copied(DAISIES / "mayak.xml", "linza.png"),
    "pdf_english.pdf": _copied(PDFS / "english.pdf"),
    "pdf_kazakh.pdf": _copied(PDFS / "kazakh.pdf"),
    "pdf_russian.pdf": _copied(PDFS / "russian.pdf"),
    "bulaq.txt": _copied(TEXTS / "bulaq.txt"),
    "fonar.txt": _copied(TEXTS / "fonar.txt"),
    "garden.md": _copied(TEXTS / "garden.md"),
    "marshrut.html": _copied(TEXTS / "marshrut.html", "kolco.png"),
    SCAN: _scan,
})  # fmt: skip
