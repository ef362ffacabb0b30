"""Pictures of pages become a book: one picture, a TIFF of many pages, a zip of pictures."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

from tts.book import Book, Metadata, Part, PartRole
from tts.errors import BadBook
from tts.sources.archive import open_archive
from tts.sources.identifying import identifier_of_file
from tts.sources.layout.binding import bind_sheets
from tts.sources.layout.sheet import Sheet
from tts.sources.loose import MOST_PICTURE_BYTES
from tts.sources.remarks import Remarks
from tts.sources.scans.crew import Crew, require_recognition
from tts.sources.scans.hocr import Recognised
from tts.sources.scans.recognition import Recognition
from tts.sources.scans.remarks_on_pages import BLANK, doubtful_pages, recognised_pages, require_read
from tts.sources.scans.tiff import pages_of_tiff

MOST_TIFF_BYTES = 4096 * 1024 * 1024
MOST_PICTURES = 5_000
DIGITS = re.compile(r"([0-9]{1,18})")

Asked = tuple[str, Future[Recognised | str]]


def read_picture(path: Path, recognition: Recognition) -> Book:
    """The book on one picture, or on all pages of a TIFF. Raises BadBook."""
    _require(recognition, path)
    with closing(Crew(recognition)) as crew:
        return _book(list(_ask_all(path, path.name, crew)), path, recognition)


def read_pictures_zip(path: Path, recognition: Recognition) -> Book:
    """The book on the pictures in a zip, in the order of their names: 2.png before 10.png.

    Raises BadBook.
    """
    _require(recognition, path)
    asked = list[Asked]()
    with (
        closing(Crew(recognition)) as crew,
        tempfile.TemporaryDirectory() as folder,
        open_archive(path) as archive,
    ):
        for number, name in enumerate(sorted(archive.names, key=natural)[: MOST_PICTURES + 1]):
            if number == MOST_PICTURES:
                raise _too_many(path)
            file = Path(folder) / f"{number}{Path(name).suffix}"
            file.write_bytes(archive.read(name))
            asked += _ask_all(file, name, crew, passing=True)
        return _book(asked, path, recognition)


def natural(name: str) -> list[tuple[int, str]]:
    """A key that sorts numbers in names by their value.

    >>> sorted(["p10.png", "p2.png"], key=natural)
    ['p2.png', 'p10.png']
    """
    return [
        (int(piece), "") if piece.isdigit() else (-1, piece.casefold())
        for piece in DIGITS.split(name)
    ]


def _require(recognition: Recognition, path: Path) -> None:
    require_recognition(recognition, path.name, "The book is made of pictures.")


def _ask_all(file: Path, name: str, crew: Crew, *, passing: bool = False) -> Iterator[Asked]:
    """Every page of a picture file; one that is only `passing` is deleted when it has been read."""
    pages = pages_of_tiff(file)
    most = MOST_TIFF_BYTES if pages > 1 else MOST_PICTURE_BYTES
    if file.stat().st_size > most:
        raise BadBook(
            f"The picture has more than {most // 1024**2} MiB.",
            where=name,
            remedy="Scan in grey at 300 dots an inch, and save it as PNG or JPEG.",
        )
    if pages <= 1:
        yield name, crew.ask(file, done=file.unlink if passing else None)
        return
    for page in range(pages):
        yield f"{name}, page {page + 1}", crew.ask(file, page=page)


def _book(asked: Sequence[Asked], path: Path, recognition: Recognition) -> Book:
    remarks = Remarks()
    sheets = list[Sheet]()
    for number, (name, future) in enumerate(asked):
        found = future.result()
        if isinstance(found, str):
            remarks.add("pages that were not recognised", name, f"not recognised: {found}.")
            sheets.append(Sheet(number))
        elif not found.words:
            remarks.add("pages without text", name, BLANK)
            sheets.append(Sheet(number))
        else:
            sheets.append(Sheet(number, words=found.words, confidence=found.confidence))
    bound = bind_sheets(sheets, ())
    sure = recognised_pages(bound.labels, [sheet.confidence for sheet in sheets])
    require_read(bound.blocks, path.name, is_scanned=True)
    return Book(
        metadata=Metadata(identifier=identifier_of_file(path), title=path.stem),
        parts=(Part(PartRole.BODY, tuple(bound.blocks)),),
        notes=tuple(bound.notes),
        warnings=(*remarks.all(), *doubtful_pages(sure, recognition.doubtful)),
        recognised_pages=sure,
    )


def _too_many(path: Path) -> BadBook:
    return BadBook(
        f"The archive has more than {MOST_PICTURES} pictures.",
        where=path.name,
        remedy="Split the book into volumes.",
    )
