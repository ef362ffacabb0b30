"""What a new plan changes for whom: compared by visits, so that it can be said in any language."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from delivery.holding import at_midnight_s
from delivery.planning.solving import PlannedDay
from delivery.runs.records import Run, Stop, StopState
from delivery.states import OPEN_RUNS

TOLERANCE_S = 300
MOST_TOLD = 200


class Change(StrEnum):
    """What may become of a visit, the most important first."""

    LEFT_OUT = "left_out"
    ADDED = "added"
    OTHER_COURIER = "other_courier"
    OTHER_TIME = "other_time"


@dataclass(frozen=True, slots=True)
class Seat:
    """With whom a visit is and when it begins, in seconds after midnight."""

    courier_id: int
    begins_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One visit that is not as it was; what did not hold before or does not now is None."""

    what: Change
    visit_id: int
    was_courier_id: int | None = None
    courier_id: int | None = None
    was_s: int | None = None
    begins_s: int | None = None


Seats = Mapping[int, Seat]


def seats_on(db: Session, *, on: date, midnight_at: datetime) -> dict[int, Seat]:
    """Every visit of a day that stands in a run and can still be planned otherwise."""
    rows = db.execute(
        select(Stop.visit_id, Run.courier_id, Stop.begins_at)
        .join(Run)
        .where(Run.run_on == on, Run.state.in_(OPEN_RUNS), Stop.state == StopState.PLANNED)
    )
    return {row[0]: Seat(row[1], at_midnight_s(row[2], midnight_at)) for row in rows}


def seats_of(planned: PlannedDay) -> dict[int, Seat]:
    """The same of a plan."""
    return {
        stop.visit_id: Seat(run.courier_id, stop.begins_s)
        for run in planned.runs
        for stop in run.stops
    }


def changes(old: Seats, new: Seats, *, tolerance_s: int = TOLERANCE_S) -> list[Changed]:
    """What the new seats change: who loses a visit, who gains one, who gets another courier, whose
    time moves by more than the tolerance; each in the order of the day."""
    found = [_changed(number, old.get(number), new.get(number)) for number in {*old, *new}]
    order = list(Change)
    return sorted(
        (one for one in found if one is not None and not _is_small(one, tolerance_s)),
        key=lambda one: (order.index(one.what), one.begins_s or one.was_s or 0, one.visit_id),
    )


def told(planned: PlannedDay, old: Seats) -> dict[str, Any]:
    """What is kept of a planning: how many stops, how many left over, and what changed."""
    new = seats_of(planned)
    found = changes(old, new)
    return {
        "stops": len(new),
        "left": len(planned.left),
        "same": sum(number in old for number in new)
        - sum(one.what in (Change.OTHER_COURIER, Change.OTHER_TIME) for one in found),
        "is_first": not old,
        "changed": [_facts(one) for one in found[:MOST_TOLD]],
        "more": max(0, len(found) - MOST_TOLD),
    }


def changed_in(facts: Mapping[str, Any]) -> Iterator[Changed]:
    """What `told` keeps, as it was."""
    for one in facts.get("changed", ()):
        yield Changed(**{**one, "what": Change(one["what"])})


def _changed(number: int, old: Seat | None, new: Seat | None) -> Changed | None:
    if new is None:
        return None if old is None else Changed(
            what=Change.LEFT_OUT, visit_id=number, was_courier_id=old.courier_id, was_s=old.begins_s
        )  # fmt: skip
    if old is None:
        return Changed(
            what=Change.ADDED, visit_id=number, courier_id=new.courier_id, begins_s=new.begins_s
        )
    is_other = old.courier_id != new.courier_id
    return Changed(
        what=Change.OTHER_COURIER if is_other else Change.OTHER_TIME,
        visit_id=number,
        was_courier_id=old.courier_id,
        courier_id=new.courier_id,
        was_s=old.begins_s,
        begins_s=new.begins_s,
    )


def _is_small(one: Changed, tolerance_s: int) -> bool:
    moved_s = abs((one.begins_s or 0) - (one.was_s or 0))
    return one.what is Change.OTHER_TIME and moved_s <= tolerance_s


def _facts(one: Changed) -> dict[str, Any]:
    return {name: value for name, value in asdict(one).items() if value is not None}
