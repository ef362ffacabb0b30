"""Tables of the network: its service points with their hours, and its holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isfinite

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from access.importing.marc.entries import refused
from access.importing.remarks import Code, RecordRefused, Remark, quoted
from access.importing.report import Fate, Report, Tally
from access.importing.running import Desk
from access.importing.tables.hours import Hours, hours_in
from access.importing.tables.reading import Row, Table, TableKind, refuse_if_too_many
from access.network.records import Holiday, OpeningHours, PointKind, ServicePoint

KINDS = {
    "branch": PointKind.BRANCH, "филиал": PointKind.BRANCH, "бөлімше": PointKind.BRANCH,
    "библиотека": PointKind.BRANCH, "кітапхана": PointKind.BRANCH, "": PointKind.BRANCH,
    "station": PointKind.STATION, "станция": PointKind.STATION, "бекет": PointKind.STATION,
    "терминал": PointKind.STATION,
}  # fmt: skip
YES = frozenset({"yes", "y", "1", "true", "да", "иә", "+", "x", "х"})
NO = frozenset({"", "no", "n", "0", "false", "нет", "жоқ", "-"})
NAMES = {"kk": "name_kk", "ru": "name_ru", "en": "name_en"}
MOST_ROWS = 20_000
LONGEST = {"code": 64, "address": 500, "district": 100, "phone": 32}


@dataclass(frozen=True, slots=True)
class _Point:
    """A row of the table, understood."""

    code: str
    kind: PointKind
    names: dict[str, str]
    address: str
    district: str
    lat_deg: float | None
    lon_deg: float | None
    is_specialised: bool
    phone: str | None
    hours: Hours
    closed_for_good_on: date | None


def run_network(table: Table, desk: Desk, *, what: str) -> Report:
    """Bring the network's points or holidays to what the table says, all in one transaction.

    A point is known by its code, a holiday by its day and point. What the table does not name
    stays as it is. A row that is not clear is refused alone.
    """
    tally = Tally(what)
    one = _save_point if table.kind is TableKind.POINTS else _save_holiday
    with desk.transaction() as db:
        for row in _bounded(table.rows, tally, what):
            try:
                tally.count(one(db, row))
                db.flush()
            except RecordRefused as refusal:
                remark = refused(refusal, row.line, row.get("code")).remark
                tally.count(Fate.REFUSED, [_placed(remark, what)])
    desk.on_progress(tally.records)
    return tally.report()


def _bounded(rows: Iterator[Row], tally: Tally, what: str) -> Iterator[Row]:
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            sentence = f"A table of the network has at most {MOST_ROWS} rows; the rest is left out."
            tally.say([Remark(code=Code.TOO_MANY, sentence=sentence, file=what, is_refusal=True)])
            return
        yield row


def _placed(remark: Remark, what: str) -> Remark:
    return Remark(
        code=remark.code, sentence=remark.sentence, file=what, record=remark.record,
        control=remark.control, field=remark.field, facts=remark.facts, is_refusal=True,
    )  # fmt: skip


def _save_point(db: Session, row: Row) -> Fate:
    wanted = _point(row)
    point = db.scalars(
        select(ServicePoint)
        .where(ServicePoint.code == wanted.code)
        .options(selectinload(ServicePoint.hours))
        .with_for_update()
    ).one_or_none()
    if point is None:
        point = ServicePoint(code=wanted.code, hours=_hours(wanted.hours))
        _put(point, wanted)
        db.add(point)
        return Fate.ADDED
    before = _told(point)
    _put(point, wanted)
    spans = {(one.weekday, one.opens_minute, one.closes_minute) for one in wanted.hours.spans}
    if {(one.weekday, one.opens_minute, one.closes_minute) for one in point.hours} != spans:
        point.hours = _hours(wanted.hours)
        return Fate.CHANGED
    return Fate.UNCHANGED if _told(point) == before else Fate.CHANGED


def _put(point: ServicePoint, wanted: _Point) -> None:
    point.kind, point.names = wanted.kind, wanted.names
    point.address, point.district = wanted.address, wanted.district
    point.lat_deg, point.lon_deg = wanted.lat_deg, wanted.lon_deg
    point.is_specialised, point.phone = wanted.is_specialised, wanted.phone
    point.is_always_open = wanted.hours.is_always
    point.closed_for_good_on = wanted.closed_for_good_on


def _told(point: ServicePoint) -> tuple[object, ...]:
    return (
        point.kind, dict(point.names), point.address, point.district, point.lat_deg, point.lon_deg,
        point.is_specialised, point.phone, point.is_always_open, point.closed_for_good_on,
    )  # fmt: skip


def _hours(hours: Hours) -> list[OpeningHours]:
    return [
        OpeningHours(
            weekday=one.weekday, opens_minute=one.opens_minute, closes_minute=one.closes_minute
        )
        for one in hours.spans
    ]


def _point(row: Row) -> _Point:
    refuse_if_too_many(row)
    code = _short(row, "code")
    names = {tag: row.get(column)[:200] for tag, column in NAMES.items() if row.get(column)}
    if row.get("name"):
        names.setdefault("ru", row.get("name")[:200])
    if not code or not names:
        missing = "a name" if code else "a code"
        raise _bad("code" if not code else "name_ru", "", f"The place has not got {missing}.")
    kind = KINDS.get(row.get("kind").casefold())
    if kind is None:
        raise _bad("kind", row.get("kind"), "A place is a branch or a station.")
    return _Point(
        code=code,
        kind=kind,
        names=names,
        address=_short(row, "address"),
        district=_short(row, "district"),
        lat_deg=_degrees(row, "lat", 90),
        lon_deg=_degrees(row, "lon", 180),
        is_specialised=_yes(row, "specialised"),
        phone=_short(row, "phone") or None,
        hours=hours_in(row.get("hours")),
        closed_for_good_on=_day(row, "closed_on") if row.get("closed_on") else None,
    )


def _save_holiday(db: Session, row: Row) -> Fate:
    refuse_if_too_many(row)
    day = _day(row, "date")
    names = {tag: row.get(column)[:200] for tag, column in NAMES.items() if row.get(column)}
    if row.get("name"):
        names.setdefault("ru", row.get("name")[:200])
    point_id = None
    code = row.get("branch") or row.get("code")
    if code:
        point_id = db.scalar(select(ServicePoint.id).where(ServicePoint.code == code))
        if point_id is None:
            raise RecordRefused(
                Code.NO_POINT, f"There is no place with the code “{quoted(code)}”.",
                field="branch", point=code,
            )  # fmt: skip
    where = Holiday.service_point_id
    kept = db.scalars(
        select(Holiday)
        .where(
            Holiday.holiday_on == day, where.is_(None) if point_id is None else where == point_id
        )
        .with_for_update()
    ).one_or_none()
    if kept is None:
        db.add(Holiday(holiday_on=day, service_point_id=point_id, names=names))
        return Fate.ADDED
    if kept.names == names:
        return Fate.UNCHANGED
    kept.names = names
    return Fate.CHANGED


def _day(row: Row, column: str) -> date:
    """2026-12-16, or 16.12.2026 as people here write it."""
    said = row.get(column)
    parts = said.split(".")
    iso = "-".join((parts[2], parts[1].zfill(2), parts[0].zfill(2))) if len(parts) == 3 else said
    try:
        return date.fromisoformat(iso)
    except ValueError as error:
        raise _bad(column, said, "There is no such day; write it as YYYY-MM-DD.") from error


def _degrees(row: Row, column: str, most: int) -> float | None:
    said = row.get(column).replace(",", ".")
    if not said:
        return None
    try:
        value = float(said)
    except ValueError:
        value = float("nan")
    if not isfinite(value) or abs(value) > most:
        raise _bad(column, said, f"It is no number of degrees between -{most} and {most}.")
    return value


def _yes(row: Row, column: str) -> bool:
    said = row.get(column).casefold()
    if said not in YES | NO:
        raise _bad(column, said, "Write yes or no.")
    return said in YES


def _short(row: Row, column: str) -> str:
    said = row.get(column)
    if len(said) > LONGEST[column]:
        raise _bad(column, said, f"It is longer than {LONGEST[column]} characters.")
    return said


def _bad(column: str, said: str, sentence: str) -> RecordRefused:
    shown = f"“{quoted(said)}”: " if said else ""
    return RecordRefused(Code.BAD_VALUE, f"{shown}{sentence}", field=column, value=said)
