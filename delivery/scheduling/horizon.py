"""Which visit on which day: no day overflows, days are alike full, neighbours share a day.

Greedy, the hardest visit first; where a visit finds no room, one of those who took it is moved to
another of its own days. What still finds none is named with the reason. Pure: days in, days out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from delivery.scheduling.capacity import DayCapacity, Kind

EARLY_DAY, LATE_DAY, TOO_LATE, FULL, NEIGHBOUR, OTHER_DAY = 6, 15, 200, 10, 4, 3
"""What counts how much: a day before the wished one, a day after it (days after it are what is left
when something goes wrong), a day after all that were wished, ten per cent fuller, each neighbour
(up to five) on that day, a day other than the visit has now."""


class LeftCode(StrEnum):
    """Why a visit has no day."""

    NO_ALLOWED_DAY = "no_allowed_day"
    """None of its days is one on which couriers go out."""
    NO_COURIER = "no_courier"
    """On its days nobody works who may and can go there."""
    DAYS_FULL = "days_full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A visit that should be: best on `wanted_on`, from the first to the last of `days`.

    After `owed_on` it is later than the reader wishes. `now_on` is the day that it has already;
    `key` names it.
    """

    key: tuple[int, int]
    kind: Kind
    wanted_on: date
    days: tuple[date, ...]
    owed_on: date | None = None
    now_on: date | None = None
    priority: int = 0
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """Why a visit has no day: a word, and the numbers for the sentence."""

    code: LeftCode
    days: int
    """How many days it might have been."""
    seats: int = 0
    """How many visits those days can hold together."""


@dataclass
class Spread:
    """The days that were chosen, and what found none."""

    on: dict[tuple[int, int], date] = field(default_factory=dict)
    left: dict[tuple[int, int], Left] = field(default_factory=dict)


def spread(
    needs: Sequence[Need], days: Mapping[date, DayCapacity], *, taken: Mapping[int, set[date]]
) -> Spread:
    """Choose a day for each need. Fixed visits sit in `days` already; `taken` are the days that a
    reader (the first number of a key) has already, for nobody is visited twice on one.
    """
    found = Spread()
    busy = {reader: set(on) for reader, on in taken.items()}
    by_key = {need.key: need for need in needs}
    possible = {need.key: _possible(need, days) for need in needs}
    order = sorted(
        needs, key=lambda need: (-need.priority, len(possible[need.key]), need.wanted_on, need.key)
    )
    for need in order:
        mine = busy.setdefault(need.key[0], set())
        for on in sorted(possible[need.key], key=lambda on: (_cost(need, on, days[on]), on)):
            if on not in mine and days[on].take(need.key, need.kind):
                found.on[need.key] = on
                mine.add(on)
                break
        else:
            if not _make_room(need, possible, days, found, busy, by_key):
                found.left[need.key] = _why(need, possible[need.key], days)
    return found


def _possible(need: Need, days: Mapping[date, DayCapacity]) -> list[date]:
    return [on for on in need.days if on in days and days[on].able(need.kind)]


def _cost(need: Need, on: date, capacity: DayCapacity) -> int:
    """The lower, the better."""
    late = (on - need.wanted_on).days
    return (
        (LATE_DAY * late if late > 0 else -EARLY_DAY * late)
        + (TOO_LATE if need.owed_on is not None and on > need.owed_on else 0)
        + FULL * capacity.filled_percent // 10
        - NEIGHBOUR * min(5, capacity.of_area(need.kind.area))
        + (OTHER_DAY if need.now_on not in (None, on) else 0)
    )


def _make_room(
    need: Need,
    possible: Mapping[tuple[int, int], list[date]],
    days: Mapping[date, DayCapacity],
    found: Spread,
    busy: dict[int, set[date]],
    by_key: Mapping[tuple[int, int], Need],
) -> bool:
    """Move one visit to another of its days, so that this one gets in; says whether it worked.

    Visits of one kind are alike to a day: what is found out for one holds for all of them.
    """
    reader = need.key[0]
    closed = set[tuple[date, Kind]]()
    for on in possible[need.key]:
        if on in busy[reader]:
            continue
        useless = set[Kind]()
        for key in [key for key, day in found.on.items() if day == on]:
            kind = by_key[key].kind
            other = None if kind in useless else _other_day(key, kind, possible, days, busy, closed)
            if other is None:
                continue
            days[on].leave(key)
            if days[on].take(need.key, need.kind):
                found.on[key], found.on[need.key] = other, on
                busy[key[0]] = busy[key[0]] - {on} | {other}
                busy[reader].add(on)
                return True
            useless.add(kind)
            days[other].leave(key)
            if not days[on].take(key, kind):
                raise RuntimeError("a visit lost the seat that it had")
    return False


def _other_day(
    key: tuple[int, int],
    kind: Kind,
    possible: Mapping[tuple[int, int], list[date]],
    days: Mapping[date, DayCapacity],
    busy: Mapping[int, set[date]],
    closed: set[tuple[date, Kind]],
) -> date | None:
    """Another of its days that takes the visit in; days that do not are kept in `closed`."""
    for other in possible[key]:
        if other in busy[key[0]] or (other, kind) in closed:
            continue
        if days[other].take(key, kind):
            return other
        closed.add((other, kind))
    return None


def _why(need: Need, possible: Sequence[date], days: Mapping[date, DayCapacity]) -> Left:
    open_days = [on for on in need.days if on in days and days[on].duties]
    if not open_days:
        return Left(LeftCode.NO_ALLOWED_DAY, len(need.days))
    if not possible:
        return Left(LeftCode.NO_COURIER, len(open_days))
    return Left(LeftCode.DAYS_FULL, len(possible), sum(days[on].seats for on in possible))
