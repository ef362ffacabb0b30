"""A move is judged and shown, then done if somebody says so: exactly what was shown, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, sessionmaker

from delivery.errors import DayChanged, ImpossibleMove, NotHere
from delivery.holding import hold
from delivery.planning.asking import end
from delivery.planning.by_hand import judge_day
from delivery.planning.changes import seats_of, seats_on, told
from delivery.planning.day import DayToPlan, day_to_plan
from delivery.planning.keeping import keep_plan
from delivery.planning.placing import (
    Broken,
    Spot,
    Where,
    agreed_windows,
    orders_on,
    place,
    with_windows,
)
from delivery.planning.records import Planning, PlanningState
from delivery.planning.solving import (
    QUICK,
    Effort,
    LeftOver,
    PlannedDay,
    PlannedRun,
    PlannedStop,
)
from delivery.runs.records import Stop, StopState
from delivery.visits.records import Visit
from routing.matrix import Measure, great_circle

HOLDS = timedelta(minutes=15)
"""So long a proposal can be said yes to; then the couriers are elsewhere."""
MOST_SHOWN = 20


def propose_move(  # noqa: PLR0913 - each is a fact of its own
    change: sessionmaker[Session],
    *,
    visit_id: int,
    spot: Spot,
    on: date,
    by_id: int | None,
    now: datetime,
    measure: Measure = great_circle,
    effort: Effort = QUICK,
) -> int:
    """Judge what would come of a move and keep it as a proposal; answers its number.

    The day is read and the proposal written in short transactions, the thinking is between them.
    Raises NotHere, CannotTakeIt, ImpossibleMove.
    """
    with change.begin() as db:
        day = day_to_plan(db, on=on, now=now)
        seats = seats_on(db, on=on, midnight_at=day.midnight_at)
        orders = orders_on(db, on=on)
    broken: tuple[Broken, ...] = ()
    windows: dict[int, tuple[int, int]] | None = None
    if spot.where is Where.BEST:
        planned = judge_day(
            day, visit_id=visit_id, to_courier_id=spot.courier_id, measure=measure, effort=effort
        ).planned
    else:
        placed = place(day, orders, visit_id=visit_id, spot=spot, measure=measure)
        planned, broken = placed.planned, placed.broken
        windows = agreed_windows(placed) if broken else None
    if windows is not None:
        relaxed = place(
            with_windows(day, windows), orders, visit_id=visit_id, spot=spot, measure=measure
        )
        planned = planned if relaxed.broken else relaxed.planned
        windows = None if relaxed.broken else windows
    touched = {one.visit_id for one in planned.day.visits}
    facts = told(planned, {number: seat for number, seat in seats.items() if number in touched})
    facts["visit_id"], facts["courier_id"] = visit_id, spot.courier_id
    facts["begins_s"] = seats_of(planned)[visit_id].begins_s
    facts["broken"] = [asdict(one) for one in broken[:MOST_SHOWN]]
    facts["agreeable"] = sorted(windows or ())
    with change.begin() as db:
        _forget_old(db, on=on, now=now)
        made = Planning(
            day_on=on, state=PlanningState.PROPOSED, asked_at=now, asked_by_id=by_id,
            until_at=now + HOLDS, version=day.version, told=facts,
            proposal=_written(planned, windows or {}),
        )  # fmt: skip
        db.add(made)
        db.flush()
        return made.id


def proposal_of(db: Session, *, proposal_id: int, on: date) -> Planning:
    """A move that was judged and waits for an answer. Raises NotHere."""
    found = db.get(Planning, proposal_id)
    if found is None or found.day_on != on or found.state is not PlanningState.PROPOSED:
        raise NotHere("proposal", proposal_id)
    return found


def accept(
    db: Session, *, proposal_id: int, on: date, now: datetime, readers_agreed: bool = False
) -> Planning:
    """What was shown is done: every run of it, and the stop is locked at its courier.

    Where a window or a promise would break, only if the readers agreed: then their visit may begin
    at the new time on this day, and what they were promised before is promised anew on publishing.
    Raises NotHere, DayChanged where anything about the day changed since or it is too long ago,
    ImpossibleMove where it breaks something else. Then nothing is done.
    """
    day = day_to_plan(db, on=on, now=now)
    found = proposal_of(db, proposal_id=proposal_id, on=on)
    found = hold(db, Planning, found.id, name="proposal")
    if found.state is not PlanningState.PROPOSED or found.until_at <= now:
        raise DayChanged(on)
    if day.version != found.version:
        raise DayChanged(on)
    written = found.proposal or {}
    windows: dict[str, list[int]] = written.get("windows", {})
    if found.told.get("broken") and not (readers_agreed and windows):
        raise ImpossibleMove("proposal", found.id, found.state, PlanningState.DONE)
    planned = _read(day, written)
    if {run.courier_id for run in planned.runs} - {one.duty.courier_id for one in day.couriers}:
        raise DayChanged(on)
    _agree_on(db, {int(number): span for number, span in windows.items()})
    keep_plan(db, planned, now=now)
    visit_id = found.told["visit_id"]
    stop = db.scalars(
        select(Stop)
        .where(Stop.visit_id == visit_id, Stop.state == StopState.PLANNED)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    stop.is_locked = True
    end(found, None, now=now)
    db.flush()
    return found


def _agree_on(db: Session, windows: Mapping[int, Sequence[int]]) -> None:
    """These visits may begin in these windows on their day; older promises fall away."""
    for number, (opens, closes) in sorted(windows.items()):
        visit = hold(db, Visit, number, name="visit")
        visit.opens_minute, visit.closes_minute = opens, closes
    stops = db.scalars(
        select(Stop).where(Stop.visit_id.in_(list(windows)), Stop.state == StopState.PLANNED)
    )
    for stop in stops.all():
        stop.promised_from_at = stop.promised_until_at = None
    db.flush()


def _forget_old(db: Session, *, on: date, now: datetime) -> None:
    """Proposals that nobody can say yes to any more."""
    db.execute(
        delete(Planning).where(
            Planning.day_on == on,
            Planning.state == PlanningState.PROPOSED,
            Planning.until_at <= now,
        )
    )


def _written(planned: PlannedDay, windows: Mapping[int, tuple[int, int]]) -> dict[str, Any]:
    return {
        "windows": {str(number): list(span) for number, span in windows.items()},
        "visits": [one.visit_id for one in planned.day.visits],
        "runs": [asdict(one) for one in planned.runs],
        "left": [{"visit_id": one.visit_id, "facts": dict(one.facts)} for one in planned.left],
    }


def _read(day: DayToPlan, written: dict[str, Any]) -> PlannedDay:
    touched = set(written["visits"])
    return PlannedDay(
        day=replace(day, visits=tuple(one for one in day.visits if one.visit_id in touched)),
        runs=tuple(
            PlannedRun(**{**run, "stops": tuple(PlannedStop(**stop) for stop in run["stops"])})
            for run in written["runs"]
        ),
        left=tuple(LeftOver(**one) for one in written["left"]),
    )
