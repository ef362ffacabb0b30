"""What a coordinator does to runs: lock, put in another place, and see at once what that breaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from delivery.errors import CannotTakeIt, ImpossibleMove, NotHere
from delivery.holding import hold, hold_day
from delivery.planning.day import DayToPlan, DayVisit
from delivery.planning.solving import QUICK, Effort, LeftOver, PlannedDay, PlannedRun, plan
from delivery.runs.records import Run, Stop, StopState
from delivery.states import OPEN_RUNS, move_stop, move_visit
from delivery.visits.records import Visit, VisitState
from routing.matrix import Measure, great_circle


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What would come of a change: who goes when, and what it would leave out, with the reason."""

    planned: PlannedDay
    moved: tuple[int, ...]
    """Visits that would get another courier."""
    left: tuple[LeftOver, ...]


def lock(db: Session, *, stop_id: int, is_locked: bool) -> Stop:
    """Planning leaves the stop with its courier, or may choose again. Raises NotHere,
    ImpossibleMove."""
    stop = _open_stop(db, stop_id)
    stop.is_locked = is_locked
    db.flush()
    return stop


def take_off(db: Session, *, stop_id: int, now: datetime) -> Stop:
    """The visit is in no run any more and waits among those of the day. Raises NotHere,
    ImpossibleMove."""
    stop = _open_stop(db, stop_id)
    move_stop(stop, StopState.TAKEN_OFF)
    move_visit(hold(db, Visit, stop.visit_id, name="visit"), VisitState.FIXED, now=now)
    db.flush()
    return stop


def judge_day(
    day: DayToPlan,
    *,
    visit_id: int,
    to_courier_id: int,
    measure: Measure = great_circle,
    effort: Effort = QUICK,
) -> Judged:
    """What would happen if this courier made the visit and everybody else kept their couriers.

    Writes nothing; the day was read before, so no transaction waits for the thinking. Raises
    NotHere, CannotTakeIt: whatever else is moved, they cannot.
    """
    require_able(day, visit_id, to_courier_id)
    wished = replace(day, visits=tuple(_pinned(one, visit_id, to_courier_id) for one in day.visits))
    planned = plan(wished, measure=measure, effort=effort)
    if any(one.visit_id == visit_id for one in planned.left):
        code = next(one.facts["code"] for one in planned.left if one.visit_id == visit_id)
        raise CannotTakeIt(to_courier_id, visit_id, str(code))
    return Judged(planned=planned, moved=tuple(_moved(day.visits, planned.runs)), left=planned.left)


def require_able(day: DayToPlan, visit_id: int, courier_id: int) -> None:
    """Raises NotHere, CannotTakeIt where this courier cannot make the visit, whatever else they
    do."""
    visit = next((one for one in day.visits if one.visit_id == visit_id), None)
    courier = next((one for one in day.couriers if one.duty.courier_id == courier_id), None)
    if visit is None:
        raise NotHere("visit", visit_id)
    if courier is None:
        raise CannotTakeIt(courier_id, visit_id, "no_courier")
    if not courier.duty.can(visit.area, visit.needs):
        raise CannotTakeIt(courier_id, visit_id, "no_courier_has_skill")
    if visit.from_depot and courier.is_out:
        raise CannotTakeIt(courier_id, visit_id, "bag_is_at_depot")
    if visit.drop_g and not visit.from_depot and visit.only_id not in (None, courier_id):
        raise CannotTakeIt(courier_id, visit_id, "bag_is_on_the_road")


def _pinned(visit: DayVisit, visit_id: int, to_courier_id: int) -> DayVisit:
    if visit.visit_id != visit_id:
        return visit
    return replace(visit, only_id=to_courier_id, priority=100)


def _moved(visits: Sequence[DayVisit], runs: Sequence[PlannedRun]) -> list[int]:
    whose = {stop.visit_id: run.courier_id for run in runs for stop in run.stops}
    return [
        one.visit_id
        for one in visits
        if one.courier_id is not None and whose.get(one.visit_id) not in (None, one.courier_id)
    ]


def _open_stop(db: Session, stop_id: int) -> Stop:
    seen = db.get(Stop, stop_id)
    if seen is None:
        raise NotHere("stop", stop_id)
    run = db.get_one(Run, seen.run_id)
    hold_day(db, run.run_on).version += 1
    stop = hold(db, Stop, stop_id, name="stop")
    if stop.state is not StopState.PLANNED or run.state not in OPEN_RUNS:
        raise ImpossibleMove("stop", stop.id, stop.state, StopState.PLANNED)
    return stop
