"""A table as a spreadsheet saves it: encoding and separator are found, columns known by names.

Source: RFC 4180 (CSV), with the semicolons and tabs that spreadsheets write in Kazakhstan.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from access.importing.cleaning import clean
from access.importing.remarks import Code, RecordRefused, quoted
from tts.errors import BadBook
from tts.sources.encodings import letters_of

LARGEST_TABLE_BYTES = 256 * 1024 * 1024
LONGEST_CELL = 100_000
SEPARATORS = ";,\t|"


class TableKind(StrEnum):
    """What the rows of a table are."""

    TITLES = "titles"
    READERS = "readers"
    POINTS = "service points"
    HOLIDAYS = "holidays"


COLUMNS: Mapping[str, str] = {
    "id": "id номер нөмір number_in_catalogue control",
    "name": "name title название заглавие наименование атауы тақырып",
    "subtitle": "subtitle подзаголовок",
    "authors": "authors author автор авторы авторлары",
    "narrator": "narrator narrators чтец диктор оқыған оқитын читает",
    "translator": "translator translators переводчик аудармашы",
    "language": "language languages язык языки тіл тілі",
    "series": "series серия цикл топтама",
    "number": "number series_number №_в_серии номер_в_серии том реті",
    "isbn": "isbn",
    "subjects": "subjects subject темы тема рубрики тақырыптар",
    "udc": "udc удк әож",
    "bbk": "bbk ббк кбж",
    "publisher": "publisher издательство баспа",
    "year": "year год жыл жылы",
    "pages": "pages страниц страницы бет беттер",
    "annotation": "annotation description аннотация описание сипаттама",
    "medium": "medium носитель вид тасығыш түрі",
    "branch": "branch point филиал бөлімше",
    "barcode": "barcode штрихкод штрих-код инв_номер штрих_код",
    "shelf_mark": "shelf_mark шифр полочный_шифр",
    "copies": "copies экземпляров количество дана",
    "playing_time": "playing_time length время_звучания длительность ұзақтығы",
    "file": "file файл",
    "code": "code код",
    "kind": "kind тип түр",
    "name_kk": "name_kk атауы_kk название_kk",
    "name_ru": "name_ru атауы_ru название_ru",
    "name_en": "name_en атауы_en название_en",
    "address": "address адрес мекенжай мекенжайы",
    "district": "district район аудан",
    "lat": "lat latitude lat_deg широта ендік",
    "lon": "lon lng longitude lon_deg долгота бойлық",
    "specialised": "specialised specialized is_specialised специализированный мамандандырылған",
    "phone": "phone telephone телефон телефоны",
    "hours": "hours opening_hours часы часы_работы жұмыс_уақыты",
    "closed_on": "closed_on closed закрыт закрыта жабылған",
    "card": "card card_number library_card билет читательский_билет номер_билета карта "
    "билет_нөмірі оқырман_билеті карта_нөмірі",
    "family_name": "family_name surname last_name фамилия тегі тек",
    "given_name": "given_name first_name имя аты есімі",
    "patronymic": "patronymic middle_name отчество әкесінің_аты",
    "born_on": "born_on birthday date_of_birth birth_year дата_рождения год_рождения туған_күні "
    "туған_жылы",
    "notice_way": "notice_way contact_way способ_связи как_сообщать байланыс_тәсілі",
    "email": "email e-mail эл._почта электронная_почта эл._пошта электрондық_пошта",
    "street": "street улица көше көшесі",
    "house": "house дом үй",
    "entrance": "entrance подъезд кіреберіс",
    "floor": "floor этаж қабат",
    "flat": "flat apartment квартира кв пәтер",
    "door_code": "door_code код_двери домофон есік_коды",
    "lift": "lift has_lift лифт",
    "every_days": "every_days каждые_дней раз_в_дней неше_күнде",
    "days": "days weekdays дни дни_недели күндер апта_күндері",
    "windows": "windows окна окна_времени уақыт_аралығы аралықтар",
    "date": "date дата күні holiday_on",
}
_KNOWN = {alias: name for name, aliases in COLUMNS.items() for alias in aliases.split()}
REMEDY = "Its first line has to name the columns; see docs/importing.md."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number as a spreadsheet counts (the heading is 1), its cells."""

    line: int
    cells: Mapping[str, str]
    has_too_many: bool = False
    """More cells than columns: most often a separator inside a cell that is not in quotes."""

    def get(self, column: str) -> str:
        """The cell, cleaned; "" where there is none."""
        return clean(self.cells.get(column, ""))

    def all(self, column: str, between: str = ";|") -> list[str]:
        """The several values of one cell."""
        text = self.cells.get(column, "")
        for sign in between:
            text = text.replace(sign, "\n")
        return list(filter(None, map(clean, text.split("\n"))))


@dataclass(frozen=True, slots=True)
class Table:
    """An opened table: what its rows are, the columns that it has, the rows to be read once."""

    kind: TableKind
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: Iterator[Row]


def open_table(path: Path) -> Table:
    """The table in a file. Raises RecordRefused for what is none of ours.

    Rows are given as they are read; a cell is cut at 100,000 characters.
    """
    text = _text(path)
    heading, _, _ = text.lstrip("\r\n").partition("\n")
    separator = max(SEPARATORS, key=heading.count)
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_TABLE_BYTES))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    said = next(lines, [])
    columns = [_KNOWN.get(_folded(name), "") for name in said]
    unknown = tuple(clean(n) for n, known in zip(said, columns, strict=True) if not known and n)
    kind = _kind({name for name in columns if name}, path.name, said)
    return Table(kind, tuple(filter(None, columns)), unknown, _rows(lines, columns))


def _rows(lines: Iterator[list[str]], columns: list[str]) -> Iterator[Row]:
    line = 1
    while True:
        line += 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            continue
        found = dict[str, str]()
        for name, cell in zip(columns, cells, strict=False):
            if name and cell.strip():
                found[name] = cell[:LONGEST_CELL]
        if found:
            yield Row(line, found, any(cell.strip() for cell in cells[len(columns) :]))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_TABLE_BYTES:
            raise RecordRefused(
                Code.TOO_LARGE,
                f"The table has more than {LARGEST_TABLE_BYTES >> 20} MB; cut it into several.",
            )
        return letters_of(path.read_bytes(), path.name).text.removeprefix("\ufeff")
    except OSError as error:
        raise RecordRefused(Code.NO_FILE, f"The file cannot be read ({error.strerror}).") from error
    except BadBook as error:
        raise RecordRefused(Code.BAD_FILE, f"{error.what} {error.remedy}") from error


def _kind(columns: set[str], file: str, said: list[str]) -> TableKind:
    if "card" in columns:
        return TableKind.READERS
    if "date" in columns:
        return TableKind.HOLIDAYS
    if "code" in columns and columns & {"hours", "kind", "address", "specialised", "name_ru"}:
        return TableKind.POINTS
    if "name" in columns:
        return TableKind.TITLES
    heading = quoted(", ".join(said[:12]))
    raise RecordRefused(
        Code.BAD_FILE,
        f"{file} has no column that we know titles, readers, service points or holidays by "
        f"({heading}). " + REMEDY,
        columns=heading,
    )


def refuse_if_too_many(row: Row) -> None:
    """Raises RecordRefused for a row of which nobody can say which cell is in which column."""
    if row.has_too_many:
        raise RecordRefused(
            Code.BAD_VALUE,
            f"Line {row.line} has more cells than there are columns. A cell that has the "
            "separator in it has to stand in quotes.",
        )


def _folded(name: str) -> str:
    return clean(name).casefold().replace(" ", "_").strip("\ufeff\"'")
