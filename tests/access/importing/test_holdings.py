"""Copies stand where the holdings of a record say, with bar codes and marks, in any letters."""

import pytest
from sqlalchemy import select

from access.catalogue.records import Copy
from access.importing.files import Kind
from access.network.records import ServicePoint
from fixtures.marc_files import iso_2709
from tests.access.importing.desks import Counter, outcome

MARC21 = [
    "=LDR  00000nam a2200000 a 4500",
    "=001  H-1",
    "=041  0\\$arus",
    "=245  10$aСтупени во дворе",
]
RUSMARC = [
    "=LDR  00000nam0 2200000   450 ",
    "=001  H-1",
    "=101  0\\$arus",
    "=200  1\\$aСтупени во дворе",
]
HOLDINGS = {
    "852": (Kind.MARC21, MARC21, [
        "=852  \\\\$bB01$hР7 Ступ$p70001$p70002", "=852  \\\\$bB02$p70003",
    ]),
    "899": (Kind.RUSMARC, RUSMARC, [
        "=899  \\\\$aАлматы$bB01$jР7 Ступ$p70001", "=899  \\\\$bB01$jР7 Ступ$x70002",
        "=899  \\\\$bB02$p70003",
    ]),
    "910": (Kind.RUSMARC, RUSMARC, [
        "=910  \\\\$a0$dB01$h70001$rР7 Ступ", "=910  \\\\$a0$dB01$b70002$rР7 Ступ",
        "=910  \\\\$a0$dB02$h70003",
    ]),
    "952": (Kind.MARC21, MARC21, [
        "=952  \\\\$aB05$bB01$oР7 Ступ$p70001", "=952  \\\\$aB01$oР7 Ступ$p70002",
        "=952  \\\\$aB02$p70003",
    ]),
}  # fmt: skip
TABLE = (
    "№;Название;Автор;Язык;Филиал;Штрихкод;Шифр\n"
    "H-1;Ступени во дворе;;русский;B01;70001|70002;Р7 Ступ\n"
    "H-1;Ступени во дворе;;русский;B02;70003;\n"
)


def copies(counter: Counter) -> list[tuple[str | None, str, str]]:
    """Bar code, branch and mark of every copy."""
    with counter.database.look() as db:
        points = {one.id: one.code for one in db.scalars(select(ServicePoint))}
        rows = db.scalars(select(Copy).order_by(Copy.barcode))
        return [(one.barcode, points[one.service_point_id], one.shelf_mark) for one in rows]


EXPECTED = [("70001", "B01", "Р7 Ступ"), ("70002", "B01", "Р7 Ступ"), ("70003", "B02", "")]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8"])
@pytest.mark.parametrize("field", sorted(HOLDINGS))
def test_copies_come_from_every_field_that_holds_them(
    city: Counter, field: str, encoding: str
) -> None:
    kind, record, fields = HOLDINGS[field]
    content = iso_2709([*record, *fields], encoding)
    assert outcome(city.take(content, kind=kind)) == (1, 0, 0, 0)
    assert copies(city) == EXPECTED
    assert outcome(city.take(content, kind=kind)) == (0, 0, 1, 0)
    assert copies(city) == EXPECTED


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8", "utf-8-sig"])
def test_copies_come_from_a_table(city: Counter, encoding: str) -> None:
    content = TABLE.replace("№", "Номер").encode(encoding)
    assert outcome(city.take(content, "books.csv")) == (1, 0, 0, 0)
    assert copies(city) == EXPECTED
    assert outcome(city.take(content, "books.csv")) == (0, 0, 1, 0)
