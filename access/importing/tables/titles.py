"""A table of titles as entries: rows that speak of one title become one entry."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from access.catalogue.records import ContributorRole, Medium
from access.importing.cleaning import number_in, year_in
from access.importing.drafting import LONGEST_CONTROL, Draft, holding_of
from access.importing.entry import FILE, Entry, Holding, Named, Read
from access.importing.keeping import found_file, keep
from access.importing.languages import tags_of
from access.importing.marc.entries import refused
from access.importing.measures import seconds_in
from access.importing.media_words import medium_said
from access.importing.people_words import sorted_name
from access.importing.remarks import Code, RecordRefused, quoted
from access.importing.tables.reading import Row, Table, refuse_if_too_many

MOST_ROWS = 1_000_000
IDENTIFYING = ("name", "authors", "language", "number", "narrator")
PEOPLE = {
    "authors": ContributorRole.AUTHOR,
    "narrator": ContributorRole.NARRATOR,
    "translator": ContributorRole.TRANSLATOR,
}


def entries_of_table(
    table: Table, *, catalogue: str, folder: Path, sources: Path | None, most_bytes: int
) -> Iterator[Read]:
    """What the rows say. Rows with one number (or, without numbers, one name, author, language
    and volume) are copies of one title: the first says what the title is, all say where it stands.

    Files are looked for in `folder`, never outside it, and kept in `sources`.
    """
    counted = iter(table.rows)
    for rows in _by_title(islice(counted, MOST_ROWS), catalogue):
        first = rows[0]
        try:
            for row in rows:
                refuse_if_too_many(row)
            entry = _entry(rows, catalogue)
            yield _with_file(entry, first, folder, sources, most_bytes)
        except RecordRefused as refusal:
            yield refused(refusal, first.line, first.get("id"))
    if left := next(counted, None):
        sentence = f"A table has at most {MOST_ROWS} rows; cut it in two. The rest is left out."
        yield refused(RecordRefused(Code.TOO_MANY, sentence), left.line, left.get("id"))


def _by_title(rows: Iterable[Row], catalogue: str) -> Iterable[list[Row]]:
    """Rows together that speak of one title, in the order of their first."""
    found = dict[str, list[Row]]()
    for row in rows:
        found.setdefault(_key(row, catalogue), []).append(row)
    return found.values()


def _key(row: Row, catalogue: str) -> str:
    if row.get("id"):
        return f"id {row.get('id')}"
    said = "\n".join([catalogue, *(row.get(column).casefold() for column in IDENTIFYING)])
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()


def _entry(rows: list[Row], catalogue: str) -> Entry:
    row = rows[0]
    draft = Draft(record=row.line, control=row.get("id")[:LONGEST_CONTROL])
    draft.known_as(f"csv:{catalogue}", row.get("id") or _key(row, catalogue))
    fill(draft, row)
    for each in rows:
        _holding(each, draft)
    return draft.entry()


def fill(draft: Draft, row: Row) -> None:
    """Put down what a row says of its title; what it does not say stays as it was."""
    draft.name = row.get("name") or draft.name
    draft.subtitle = row.get("subtitle") or draft.subtitle
    for said in row.all("language", ";|,"):
        draft.language(*tags_of(said))
    for column, role in PEOPLE.items():
        for name in row.all(column):
            draft.person(sorted_name(name), role)
    draft.publisher = row.get("publisher") or draft.publisher
    draft.annotation = row.get("annotation") or draft.annotation
    if row.get("series"):
        draft.series, draft.series_number = row.get("series"), number_in(row.get("number"))
    draft.year = _year(row, draft) or draft.year
    draft.pages = _count(row, "pages", draft) or draft.pages
    for said in row.all("isbn", ";|,"):
        draft.isbn(said, field="isbn")
    for said in row.all("subjects"):
        draft.topic("own", said)
    for scheme in ("udc", "bbk"):
        for said in row.all(scheme):
            draft.topic(scheme, said, said)


def _holding(row: Row, draft: Draft) -> None:
    if not row.get("branch") and not row.get("barcode"):
        return
    said = row.get("medium")
    medium = medium_said(said) if said else Medium.PRINT
    if medium is None:
        draft.remark(
            Code.BAD_VALUE,
            f"Line {row.line}: “{quoted(said)}” is no medium; print, large print, braille, audio "
            "and cartridge are. The copy is taken for print.",
            field="medium",
            value=said,
        )
    copies = _count(row, "copies", draft) or 1
    for barcode in row.all("barcode") or [""]:
        draft.holds(
            holding_of(
                Holding(
                    row.get("branch"), medium or Medium.PRINT, barcode, row.get("shelf_mark"),
                    1 if barcode else copies, seconds_in(row.get("playing_time")),
                )
            )
        )  # fmt: skip


def _year(row: Row, draft: Draft) -> int | None:
    said = row.get("year")
    year = year_in(said)
    if said and year is None:
        draft.remark(
            Code.BAD_VALUE,
            f"“{quoted(said)}” is no year; it is left out.",
            field="year",
            value=said,
        )
    return year


def _count(row: Row, column: str, draft: Draft) -> int | None:
    said = row.get(column)
    if said.isascii() and said.isdecimal() and 0 < len(said) <= 5:
        return int(said) or None
    if said:
        draft.remark(
            Code.BAD_VALUE,
            f"Line {row.line}: “{quoted(said)}” is no number; it is left out.",
            field=column,
            value=said,
        )
    return None


def _with_file(
    entry: Entry, row: Row, folder: Path, sources: Path | None, most_bytes: int
) -> Entry:
    said = row.get("file")
    if not said:
        return entry
    place = (folder / said).resolve()
    if not place.is_relative_to(folder.resolve()) or not place.is_file():
        raise RecordRefused(
            Code.NO_FILE,
            f"There is no file “{quoted(said)}” beside the table, so the row is left out.",
            field="file",
            file=said,
        )
    file = found_file(place, most_bytes=most_bytes)
    if sources is not None:
        keep(file, sources)
    return replace(entry, files=(file,), names=(*entry.names, Named(FILE, file.sha256)))
