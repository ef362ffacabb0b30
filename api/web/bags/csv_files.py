"""Tables as files for spreadsheets: RFC 4180, in UTF-8 with the mark by which Excel knows it."""

import csv
import io
from collections.abc import Iterable, Sequence

from fastapi.responses import Response

from api.web.frame.pages import PRIVATE

MARK = "\ufeff"
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What begins like this a spreadsheet may take for a formula and run."""

Cell = str | int | float


def csv_file(head: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> Response:
    """The table with its head as a file called `name`."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([_safe(cell) for cell in head])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    headers = {
        **PRIVATE,
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(
        (MARK + written.getvalue()).encode("utf-8"),
        media_type="text/csv; charset=utf-8; header=present",
        headers=headers,
    )


def _safe(cell: Cell) -> Cell:
    """Words that look like a formula begin with an apostrophe, so that they stay words."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell
