"""A PDF becomes a book: its own text where it has any, recognised pages where it has not."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from tts.book import Book, Part, PartRole
from tts.errors import BadBook
from tts.narration.lines import Message
from tts.sources.layout.binding import bind_sheets
from tts.sources.layout.headings import Bookmark
from tts.sources.layout.sheet import Line, Sheet, Shown, Word, picture_line
from tts.sources.pdf.metadata import read_metadata
from tts.sources.pdf.pdfium_child import Pdf
from tts.sources.pdf.quality import is_picture, is_rubbish
from tts.sources.remarks import Remarks
from tts.sources.running_text import folded
from tts.sources.scans.crew import Crew, require_recognition
from tts.sources.scans.hocr import Recognised
from tts.sources.scans.recognition import Recognition
from tts.sources.scans.remarks_on_pages import (
    BLANK,
    doubtful_pages,
    pages_named,
    recognised_pages,
    require_read,
)
from tts.sources.scans.tesseract import missing

MOST_PAGES = 20_000
MOST_WORDS = 2_000_000
MOST_PICTURES_BYTES = 256 * 1024 * 1024
FEW_SCANS_SHARE = 0.1
COVERS, LEAST_WITH_COVER = 1, 4  # the cover of a book may be a picture


@dataclass(slots=True)
class _Findings:
    """What has to be said at the end; pages are places in the file, from 0."""

    lost_letters: list[int] = field(default_factory=list)
    rubbish: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    unrecognised: dict[int, str] = field(default_factory=dict)
    mute: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    turned: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)


def read_pdf(path: Path, recognition: Recognition) -> Book:
    """The book in a PDF. Running heads are left out, page numbers become pages.

    Raises BadBook if it is locked, damaged, too large, has nothing to read, or needs recognition
    that is not to be had on this machine.
    """
    with Pdf(path) as pdf, tempfile.TemporaryDirectory() as folder:
        reader = _Reader(pdf, path.name, recognition, Path(folder))
        try:
            sheets = reader.sheets()
        finally:
            reader.close()
        facts = pdf.facts
    bookmarks = [Bookmark(title, depth, page) for title, depth, page, _ in facts["bookmarks"]]
    bound = bind_sheets(sheets, bookmarks)
    sure = recognised_pages(bound.labels, [sheet.confidence for sheet in sheets])
    require_read(bound.blocks, path.name, is_scanned=bool(sure or reader.found.blank))
    warnings = _warnings(reader.found, bound.labels, path.name)
    return Book(
        metadata=read_metadata(facts, bound.blocks, path),
        parts=(Part(PartRole.BODY, tuple(bound.blocks)),),
        notes=tuple(bound.notes),
        pictures=bound.pictures,
        warnings=(*warnings, *doubtful_pages(sure, recognition.doubtful)),
        recognised_pages=sure,
    )


class _Reader:
    """Goes through the pages in order; pictures of pages are recognised while it goes on."""

    def __init__(self, pdf: Pdf, book: str, recognition: Recognition, folder: Path) -> None:
        self._pdf, self._book, self._folder = pdf, book, folder
        self._recognition = recognition
        self._crew: Crew | None = None
        self._left_words, self._left_bytes = MOST_WORDS, MOST_PICTURES_BYTES
        self._lacks: bool | None = None
        self.found = _Findings()

    def sheets(self) -> list[Sheet]:
        """Every page. Raises BadBook."""
        count = self._pdf.facts["pages"]
        if count > MOST_PAGES:
            raise BadBook(
                f"The PDF has more than {MOST_PAGES} pages.",
                where=self._book,
                remedy="Split it into volumes.",
            )
        begun = [self._begin(number) for number in range(count)]
        few = max(int(FEW_SCANS_SHARE * count), COVERS if count >= LEAST_WITH_COVER else 0)
        if len(self.found.unread) > few:
            what = "The text of most of its pages is" if self.found.rubbish else "Its pages are"
            require_recognition(
                self._recognition, self._book, f"{what} only to be seen, not to be read."
            )
        return [self._finished(sheet, asked) for sheet, asked in begun]

    def close(self) -> None:
        """Let recognition end."""
        if self._crew:
            self._crew.close()

    def _begin(self, number: int) -> tuple[Sheet, Future[Recognised | str] | None]:
        page = self._pdf.page(number)
        label = self._pdf.facts["labels"][number]
        if "error" in page:
            self.found.damaged.append(number)
            return Sheet(number, label), None
        if "too_many" in page:
            raise BadBook(
                f"The page has {page['too_many']} letters, which no page of a book has.",
                where=f"{self._book}, page {number + 1}",
                remedy="Save the book as a PDF with pages, or as plain text.",
            )
        rubbish = is_rubbish(page)
        if rubbish:
            self.found.rubbish.append(number)
        elif page["lost"]:
            self.found.lost_letters.append(number)
        asked = self._ask(number) if rubbish or is_picture(page) else None
        if page["mute"] and asked is None and not is_picture(page):
            self.found.mute += [number] * page["mute"]
        return self._sheet(number, label, page), asked

    def _sheet(self, number: int, label: str, page: Message) -> Sheet:
        words, turned = _words(page["words"]), _words(page["turned"])
        self._left_words -= len(words) + len(turned)
        if self._left_words < 0:
            raise BadBook(
                f"The PDF has more than {MOST_WORDS} words.",
                where=self._book,
                remedy="Split it into volumes.",
            )
        if turned:
            self.found.turned.append(number)
        pictures = tuple(self._pictures(page["pictures"], words))
        return Sheet(number, label, words, turned, pictures)

    def _pictures(self, found: Sequence[Message], words: Sequence[Word]) -> Iterator[Line]:
        lowest = max((word.y for word in words), default=0.0)
        for one in found:
            if not folded(one["alt"]):
                continue
            data = base64.b64decode(one.get("data", ""))
            self._left_bytes -= len(data)
            shown = Shown(one["alt"], one.get("media_type", ""), data)
            if self._left_bytes < 0:
                shown = Shown(one["alt"])
            left, right, _, bottom = one.get("place", (0.0, 1.0, 0.0, lowest + 1.0))
            yield picture_line(shown, left, right, bottom)

    def _ask(self, number: int) -> Future[Recognised | str] | None:
        """Have a page recognised; None if nobody can here."""
        if self._lacks is None:
            self._lacks = bool(missing(self._recognition))
        if self._lacks:
            self.found.unread.append(number)
            return None
        if self._crew is None:
            self._crew = Crew(self._recognition)
        file = self._folder / f"{number}.pgm"
        drawn = self._pdf.draw(number, self._recognition.dpi, file)
        if "error" in drawn:
            self.found.damaged.append(number)
            return None
        return self._crew.ask(file, dpi=drawn["dpi"], done=file.unlink)

    def _finished(self, sheet: Sheet, asked: Future[Recognised | str] | None) -> Sheet:
        """The page with its recognised words, if they are more than it had itself."""
        recognised = asked.result() if asked else None
        if isinstance(recognised, str):
            self.found.unrecognised[sheet.number] = recognised
        if not isinstance(recognised, Recognised):
            return sheet
        is_rubbish = sheet.number in self.found.rubbish
        own = sum(len(word.text) for word in sheet.words)
        seen = sum(len(word.text) for word in recognised.words)
        if not recognised.words:
            self.found.blank.append(sheet.number)
        if not recognised.words or (seen < own and not is_rubbish):
            return sheet
        return Sheet(
            sheet.number,
            sheet.label,
            recognised.words,
            pictures=sheet.pictures,
            confidence=recognised.confidence,
        )


def _words(rows: Sequence[Sequence[object]]) -> tuple[Word, ...]:
    return tuple(Word(*row) for row in rows)  # type: ignore[arg-type]


def _warnings(found: _Findings, labels: Sequence[str], book: str) -> tuple[str, ...]:
    """A sentence for each kind of thing that could not be kept or is not sure."""
    remarks = Remarks()

    def say(pages: Sequence[int], sentence: str) -> None:
        if pages:
            names = [labels[page] or f"(sheet {page + 1})" for page in dict.fromkeys(pages)]
            remarks.add("pages", book, f"{pages_named(names)}: {sentence}")

    rubbish = [page for page in found.rubbish if page not in found.unread]
    say(rubbish, "the letters in the file are not those shown, so they were recognised.")
    say(
        found.unread,
        "only a picture, or letters that mean nothing, and left as they are, because what "
        "recognises text is not on this machine.",
    )
    say(found.blank, BLANK)
    say(found.lost_letters, "some letters in the file stand for nothing and cannot be read.")
    say(found.damaged, "damaged, and left out.")
    say(list(found.unrecognised), f"not recognised: {next(iter(found.unrecognised.values()), '')}.")
    say(found.turned, "some lines are written in another direction; they follow the page's text.")
    count = len(found.mute)
    say(
        found.mute,
        f"{count} {'picture has' if count == 1 else 'pictures have'} no text that stands for "
        f"{'it and is' if count == 1 else 'them and are'} left out.",
    )
    return remarks.all()
