"""What a table of readers says of their doors and of how they wish to be visited."""

from dataclasses import replace
from datetime import datetime
from math import isfinite

from sqlalchemy.orm import Session

from access.importing.remarks import Code, RecordRefused
from access.importing.tables.hours import DAYS, SPAN
from access.importing.tables.reading import Row
from access.network.zone import today
from access.people.errors import BadField
from access.people.fields import telephone_written
from delivery.errors import BadWish
from delivery.homes.records import EVERY_DAY, Address, Exactness, HomeProfile
from delivery.homes.wishes import Door, Wishes, address_of, live_at, profile_of, wish

LONGEST = {"street": 200, "house": 32, "entrance": 16, "floor": 16, "flat": 16, "door_code": 32,
           "district": 100}  # fmt: skip
YES = frozenset({"yes", "y", "1", "да", "есть", "иә", "бар", "+"})
NO = frozenset({"no", "n", "0", "нет", "жоқ", "-"})
WEB = "import"


def bring_home(db: Session, reader_id: int, row: Row, now: datetime) -> bool:
    """Bring a reader's door and wishes to what a row says; what it does not say stays.

    Answers whether something changed. Raises RecordRefused.
    """
    try:
        moved = _door(db, reader_id, row, now)
        wished = _wishes(db, reader_id, row, now)
    except BadWish as error:
        raise RecordRefused(
            Code.BAD_VALUE, f"This contradicts itself ({error.code}); put it right.",
            field=error.what,
        ) from error  # fmt: skip
    return moved or wished


def _door(db: Session, reader_id: int, row: Row, now: datetime) -> bool:
    said: dict[str, object] = {name: _short(row, name) for name in LONGEST if row.get(name)}
    if row.get("lift"):
        said["has_lift"] = _yes(row, "lift")
    if row.get("lat") or row.get("lon"):
        said |= {"lat_deg": _degrees(row, "lat", 90), "lon_deg": _degrees(row, "lon", 180)}
        said["exactness"] = Exactness.HOUSE
    if not said:
        return False
    there = address_of(db, reader_id=reader_id)
    if there is None and not {"street", "house"} <= said.keys():
        raise _bad("street", "An address needs a street and a house.")
    if there is None:
        door = Door(**{"phone": _phone(row), **said})  # type: ignore[arg-type]
    else:
        known = _known(there)
        has_moved = any(said.get(name, getattr(known, name)) != getattr(known, name)
                        for name in ("street", "house"))  # fmt: skip
        if has_moved and "lat_deg" not in said:  # the old point is not that of the new house
            known = replace(known, lat_deg=None, lon_deg=None, exactness=Exactness.NONE)
        door = replace(known, **said)  # type: ignore[arg-type]
        if (door.lat_deg, door.lon_deg) == (there.lat_deg, there.lon_deg):
            door = replace(door, exactness=there.exactness)
        if door == _known(there):
            return False
    live_at(db, reader_id=reader_id, door=door, by_id=None, now=now, web=WEB)
    return True


def _wishes(db: Session, reader_id: int, row: Row, now: datetime) -> bool:
    said: dict[str, object] = {}
    if row.get("every_days"):
        said["every_days"] = _count(row, "every_days")
    if row.get("days"):
        said["weekdays"] = _weekdays(row.get("days"))
    if row.get("windows"):
        said["windows"] = tuple(_window(one) for one in row.all("windows", ";|,"))
    if not said:
        return False
    if address_of(db, reader_id=reader_id) is None:
        raise _bad("street", "Wishes for visits need an address: a street and a house.")
    there = profile_of(db, reader_id=reader_id)
    known = Wishes(since_on=today(db, now=now)) if there is None else _wished(there)
    wanted = replace(known, **said)  # type: ignore[arg-type]
    if there is not None and wanted == known:
        return False
    wish(db, reader_id=reader_id, wishes=wanted, by_id=None, now=now, web=WEB)
    return True


def _known(address: Address) -> Door:
    return Door(**{name: getattr(address, name) for name in Door.__dataclass_fields__})


def _wished(profile: HomeProfile) -> Wishes:
    kept = {
        name: getattr(profile, name) for name in Wishes.__dataclass_fields__ if name != "windows"
    }
    windows = tuple((one.opens_minute, one.closes_minute) for one in profile.windows)
    return Wishes(windows=windows, **kept)


def _weekdays(said: str) -> int:
    """Days as "Mo-Fr", "пн, ср", "дс-жм", "1-5"."""
    found = 0
    for part in said.casefold().replace("–", "-").replace(";", ",").split(","):
        first, _, last = (piece.strip(" .") for piece in part.partition("-"))
        begin, end = _day(first), _day(last or first)
        span = range(begin, end + 1 if end >= begin else end + 8)
        for day in span:
            found |= 1 << day % 7
    return found & EVERY_DAY


def _day(said: str) -> int:
    if len(said) == 1 and said in "1234567":
        return int(said) - 1
    if said not in DAYS:
        raise _bad("days", "Write days as Mo-Fr, or пн, ср, or 1-5 (Monday is 1).")
    return DAYS[said]


def _window(said: str) -> tuple[int, int]:
    found = SPAN.match(said.replace("–", "-").replace("—", "-"))
    if not found:
        raise _bad("windows", "Write windows as 10:00-13:00; 15:00-18:00.")
    return int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])


def _count(row: Row, column: str) -> int:
    said = row.get(column)
    if not (said.isascii() and said.isdecimal() and len(said) <= 3):
        raise _bad(column, "Write a number of days, as 14.")
    return int(said)


def _degrees(row: Row, column: str, most: int) -> float:
    try:
        value = float(row.get(column).replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value) or abs(value) > most:
        raise _bad(column, "A point needs both numbers, in degrees, as 43.24 and 76.9.")
    return value


def _yes(row: Row, column: str) -> bool:
    said = row.get(column).casefold()
    if said not in YES | NO:
        raise _bad(column, "Write yes or no.")
    return said in YES


def _phone(row: Row) -> str | None:
    for said in row.all("phone"):
        try:
            return telephone_written(said)
        except BadField:
            continue
    return None


def _short(row: Row, column: str) -> str:
    said = row.get(column)
    if len(said) > LONGEST[column]:
        raise _bad(column, f"It is longer than {LONGEST[column]} signs.")
    return said


def _bad(field: str, sentence: str) -> RecordRefused:
    return RecordRefused(Code.BAD_VALUE, sentence, field=field)
