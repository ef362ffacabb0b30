"""One key for a visit that found no room: what would help is carried out, then the day is planned
again."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.records import MINUTES_A_DAY
from delivery.crew.duty import duties, this_day_alone
from delivery.errors import ImpossibleMove, NotHere
from delivery.holding import change_day, hold_visit
from delivery.runs.records import Run, Stop, StopState
from delivery.scheduling.changing import not_at_home
from delivery.scheduling.needs import STANDARD_RULES, Rules
from delivery.states import OPEN_RUNS
from delivery.visits.records import Visit, VisitState

DOOR = "web"


class Fix(StrEnum):
    """What may help, as a button says it."""

    LONGER_SHIFT = "longer_shift"
    """The courier works longer on this day alone."""
    OTHER_WINDOW = "other_window"
    """This one visit may begin at another time."""
    MORE_STOPS = "more_stops"
    INSTEAD_OF = "instead_of"
    """Another visit, that is less urgent, moves to the next day with room."""
    UNLOCK = "unlock"
    OTHER_DAY = "other_day"


def fixes_of(visit: Visit) -> list[Fix]:
    """The fixes that the last planning named for a visit, the least disturbing first."""
    facts = visit.left_over or {}
    remedy = facts.get("remedy") or {}
    named = {
        Fix.LONGER_SHIFT: "shift_s" in remedy,
        Fix.MORE_STOPS: "most_stops" in remedy,
        Fix.OTHER_WINDOW: window_of(facts) is not None,
        Fix.UNLOCK: "only_courier_id" in facts or facts.get("code") == "runs_are_locked",
        Fix.INSTEAD_OF: bool(remedy.get("instead_of")),
        Fix.OTHER_DAY: facts.get("code") != "no_point",
    }
    return [fix for fix, is_named in named.items() if is_named]


def window_of(facts: Mapping[str, Any]) -> tuple[int, int] | None:
    """The window that would do, in whole minutes of the day: the one that is not there yet."""
    known = [tuple(one) for one in facts.get("windows_s", ())]
    named = [tuple(one) for one in (facts.get("remedy") or {}).get("windows_s", ())]
    fresh = [one for one in named if one not in known] or named
    if not fresh:
        return None
    opens_s, closes_s = fresh[0]
    opens, closes = int(opens_s) // 60, min(MINUTES_A_DAY, -(-int(closes_s) // 60))
    return (opens, closes) if 0 <= opens < closes else None


def carry_out_fix(
    db: Session,
    *,
    visit_id: int,
    fix: Fix,
    on: date,
    by_id: int,
    now: datetime,
    rules: Rules = STANDARD_RULES,
) -> dict[str, Any]:
    """Do what helps; answers a code and numbers of what was done. The day waits to be planned.

    Raises NotHere, ImpossibleMove where the visit is in a run or on another day by now, or the last
    planning named no such fix; and what the act itself refuses.
    """
    visit = hold_visit(db, visit_id)
    waits = visit.state in (VisitState.PROPOSED, VisitState.FIXED)
    if visit.visit_on != on or not waits or fix not in fixes_of(visit):
        raise ImpossibleMove("visit", visit.id, visit.state, fix)
    left = visit.left_over or {}
    remedy: Mapping[str, Any] = left.get("remedy") or {}
    facts: dict[str, Any] = {"code": fix.value, "visit_id": visit.id}
    match fix:
        case Fix.LONGER_SHIFT:
            facts |= _longer_shift(db, remedy, on)
        case Fix.MORE_STOPS:
            duty = this_day_alone(
                db, courier_id=remedy["courier_id"], on=on, most_stops=int(remedy["most_stops"])
            )
            facts |= {"courier_id": duty.courier_id, "most_stops": duty.most_stops}
        case Fix.OTHER_WINDOW:
            visit.opens_minute, visit.closes_minute = window_of(left) or (None, None)
            facts |= {"opens_minute": visit.opens_minute, "closes_minute": visit.closes_minute}
        case Fix.UNLOCK:
            facts |= {"courier_id": left.get("only_courier_id"), "stops": _unlock(db, left, on)}
        case Fix.INSTEAD_OF:
            numbers = [int(number) for number in remedy["instead_of"]]
            facts["moved"] = [_to_next_day(db, number, by_id, now, rules) for number in numbers]
        case Fix.OTHER_DAY:
            facts["moved"] = [_to_next_day(db, visit.id, by_id, now, rules)]
    change_day(db, on)
    db.flush()
    return facts


def _longer_shift(db: Session, remedy: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The shift of this day alone, in steps of five minutes; it is never made shorter."""
    courier_id = int(remedy["courier_id"])
    duty = next((one for one in duties(db, days=[on])[on] if one.courier_id == courier_id), None)
    if duty is None:
        raise NotHere("courier", courier_id)
    opens_s, closes_s = remedy["shift_s"]
    starts = min(duty.starts_minute, int(opens_s) // 300 * 5)
    ends = max(duty.ends_minute, min(MINUTES_A_DAY, -(-int(closes_s) // 300) * 5))
    this_day_alone(db, courier_id=courier_id, on=on, starts_minute=starts, ends_minute=ends)
    return {"courier_id": courier_id, "from_minute": starts, "until_minute": ends}


def _to_next_day(
    db: Session, visit_id: int, by_id: int, now: datetime, rules: Rules
) -> dict[str, Any]:
    visit = hold_visit(db, visit_id)
    moved = not_at_home(
        db, reader_id=visit.reader_id, visit_id=visit_id, by_id=by_id, now=now, door=DOOR,
        rules=rules,
    )  # fmt: skip
    return {"visit_id": moved.id, "to_on": moved.visit_on.isoformat()}


def _unlock(db: Session, left: Mapping[str, Any], on: date) -> int:
    """Locked stops of the courier who was the only one (of everybody, where nobody is named)."""
    chosen = (
        select(Stop)
        .join(Run)
        .where(
            Run.run_on == on,
            Run.state.in_(OPEN_RUNS),
            Stop.state == StopState.PLANNED,
            Stop.is_locked.is_(True),
        )
        .with_for_update(of=Stop)
    )
    if left.get("only_courier_id") is not None:
        chosen = chosen.where(Run.courier_id == left["only_courier_id"])
    stops = db.scalars(chosen).all()
    for stop in stops:
        stop.is_locked = False
    return len(stops)
