"""A lexicon as a table, CSV or TSV, as coordinators keep such lists in a spreadsheet.

Columns are written, said, language; with a first row of names they may stand in any order, and
there may be kind, case, phonemes, alphabet, example, expected and role.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from tts.lexicon.entry import Case, Entry, Example, Kind, kind_of
from tts.lexicon.faults import Desk
from tts.text.languages import normalized

_USUAL = ("written", "said", "language")
_COLUMNS = (*_USUAL, "kind", "case", "phonemes", "alphabet", "example", "expected", "role")


def read_table(text: str, desk: Desk) -> None:
    """Lay every entry and fault of the table on the desk; its separator shows in its first row."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    columns: Sequence[str] = ()
    for line, cells in _rows(rows, desk):
        if not columns:
            names = [cell.casefold() for cell in cells]
            columns = names if {"written", "said"} <= {*names} else _USUAL
            if columns is names:
                _check_columns(names, line, desk)
                continue
        _read_row(line, cells, columns, desk)


def table_of(entries: Sequence[Entry]) -> tuple[str, tuple[str, ...]]:
    """The table with commas, and a sentence for every example that does not fit: a row has one."""
    rows = [_cells(entry) for entry in entries]
    used = [name for name in _COLUMNS if name in _USUAL or any(row[name] for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, used, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    left = tuple(
        f"“{entry.written}” has {len(entry.examples)} examples; a row of a table keeps the first."
        for entry in entries
        if len(entry.examples) > 1
    )
    return out.getvalue(), left


def _rows(rows: Iterator[list[str]], desk: Desk) -> Iterator[tuple[int, list[str]]]:
    """The rows that have something in them, each with the line that it begins in."""
    line = 1
    try:
        for typed in rows:
            cells = [" ".join(cell.split()) for cell in typed]
            if any(cells):
                yield line, cells
            line = rows.line_num + 1  # type: ignore[attr-defined]
    except csv.Error as error:
        desk.fault(line, f"This row cannot be read: {error}.")


def _separator(text: str) -> str:
    """Tab or semicolon where the first row has three cells so, else a comma."""
    first = next(filter(str.strip, text.splitlines()), "")
    return next((sign for sign in "\t;" if first.count(sign) >= len(_USUAL) - 1), ",")


def _check_columns(names: Sequence[str], line: int, desk: Desk) -> None:
    for name in names:
        if name and name not in _COLUMNS:
            desk.fault(line, f"There is no column “{name}”; there are {', '.join(_COLUMNS)}.")
    if "language" not in names:
        desk.fault(line, "A column “language” is missing.")


def _read_row(line: int, cells: Sequence[str], columns: Sequence[str], desk: Desk) -> None:
    row = dict(zip(columns, cells, strict=False))
    if len(cells) < len(_USUAL) or any(cells[len(columns) :]):
        return desk.fault(
            line, f"This row has {len(cells)} cells; {', '.join(columns)} are expected."
        )
    if row.get("kind", "") not in ["", *Kind] or row.get("case", "") not in ["", *Case]:
        return desk.fault(
            line, f"A kind is {', '.join(Kind)}; a case is {', '.join(Case)}; or both are empty."
        )
    return desk.add(line, lambda: _entry(row))


def _entry(row: Mapping[str, str]) -> Entry:
    written, example = row["written"], row.get("example", "")
    return Entry(
        kind=kind_of(written, is_pattern=row.get("kind") == Kind.PATTERN),
        written=written,
        said=row["said"],
        language=normalized(row.get("language", "")) or row.get("language", ""),
        phonemes=row.get("phonemes", ""),
        alphabet=row.get("alphabet", ""),
        examples=(Example(example, row.get("expected", "")),) if example else (),
        case=Case(row.get("case") or Case.AS_WRITTEN),
        role=row.get("role", ""),
    )


def _cells(entry: Entry) -> dict[str, str]:
    example = entry.examples[0] if entry.examples else Example("")
    return {
        "written": entry.written,
        "said": entry.said,
        "language": entry.language,
        "kind": "pattern" if entry.kind is Kind.PATTERN else "",
        "case": "" if entry.case is Case.AS_WRITTEN else entry.case.value,
        "phonemes": entry.phonemes,
        "alphabet": entry.alphabet,
        "example": example.text,
        "expected": example.said,
        "role": entry.role,
    }
