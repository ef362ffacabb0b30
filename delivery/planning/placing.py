"""A coordinator puts a visit at a place of their choice: when everybody would then be where, and
what it breaks. The order is theirs; only the times are reckoned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from delivery.errors import CannotTakeIt, ImpossibleMove
from delivery.planning.by_hand import require_able
from delivery.planning.day import DayToPlan
from delivery.planning.solving import PlannedDay, PlannedRun, problem_of, run_of
from delivery.runs.records import Run, Stop, StopState
from delivery.states import OPEN_RUNS
from routing import checker
from routing.errors import PlanBroken
from routing.matrix import Measure, great_circle
from routing.plan import Cause, Plan, Route, StepKind, Violation
from routing.problem import GivenKind, GivenStep, Problem, Vehicle

MOST_RESTS = 6
"""At how many places of a run a rest is tried."""
EARLIER, LATER = 15, 45
"""How many minutes an agreed window opens before a visit begins, and closes after it."""
MINUTES_A_DAY = 1440

Orders = Mapping[int, Sequence[int]]
"""The visits of each courier, by number, in their order."""


class Where(StrEnum):
    """At which place of a run."""

    BEST = "best"
    """Wherever it fits: the others may be put in another order."""
    FIRST = "first"
    LAST = "last"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Spot:
    """With which courier, and where in their run; `visit_id` is beside whom."""

    courier_id: int
    where: Where = Where.BEST
    visit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One limit that the order would break: at whose door (None: of the whole run), and by how much
    it is late or early, in seconds."""

    cause: Cause
    courier_id: int
    visit_id: int | None = None
    by_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The two runs that change, with their times, and what they break."""

    planned: PlannedDay
    broken: tuple[Broken, ...]


def orders_on(db: Session, *, on: date) -> dict[int, list[int]]:
    """In which order the visits of each courier stand that can still be moved."""
    found: dict[int, list[int]] = {}
    rows = db.execute(
        select(Run.courier_id, Stop.visit_id)
        .join(Stop, Stop.run_id == Run.id)
        .where(Run.run_on == on, Run.state.in_(OPEN_RUNS), Stop.state == StopState.PLANNED)
        .order_by(Run.courier_id, Stop.turn, Stop.id)
    )
    for courier_id, visit_id in rows:
        found.setdefault(courier_id, []).append(visit_id)
    return found


def place(
    day: DayToPlan,
    orders: Orders,
    *,
    visit_id: int,
    spot: Spot,
    measure: Measure = great_circle,
) -> Placed:
    """What would come of it. It touches no database; the plan has passed the checker unless it
    breaks something.

    Raises NotHere, CannotTakeIt, ImpossibleMove where the neighbour is not in that run.
    """
    require_able(day, visit_id, spot.courier_id)
    changed = _with(orders, visit_id, spot)
    there = {one.visit_id for one in day.visits}
    wanted = {courier: [n for n in line if n in there] for courier, line in changed.items()}
    narrow = replace(
        day,
        visits=tuple(
            replace(one, only_id=spot.courier_id) if one.visit_id == visit_id else one
            for one in day.visits
            if any(one.visit_id in line for line in wanted.values())
        ),
        couriers=tuple(one for one in day.couriers if one.duty.courier_id in wanted),
    )
    problem = problem_of(narrow, measure=measure)
    routes = [
        _best_rest(problem, vehicle, wanted[vehicle.vehicle_id])
        for vehicle in problem.vehicles
        if wanted[vehicle.vehicle_id]
    ]
    lost = set(wanted) - {vehicle.vehicle_id for vehicle in problem.vehicles}
    if any(wanted[courier] for courier in lost):
        raise CannotTakeIt(min(lost), visit_id, "no_courier")
    broken = tuple(one for route in routes for one in _broken(route))
    if not broken:
        faults = checker.faults(problem, Plan(routes=tuple(routes), unassigned=()))
        if faults:
            raise PlanBroken(faults)
    return Placed(planned=PlannedDay(day=narrow, runs=tuple(_runs(routes)), left=()), broken=broken)


def agreed_windows(placed: Placed) -> dict[int, tuple[int, int]] | None:
    """If the readers agree, every visit that would be early or late may begin then: its window on
    this day, in minutes, a quarter of an hour before to three quarters after. None where something
    else would break, which no reader can agree to."""
    begins_s = {stop.visit_id: stop.begins_s for run in placed.planned.runs for stop in run.stops}
    found: dict[int, tuple[int, int]] = {}
    for one in placed.broken:
        if one.visit_id is None or one.cause not in (Cause.DELAY, Cause.LEAD_TIME):
            return None
        minute = begins_s[one.visit_id] // 60
        found[one.visit_id] = max(0, minute - EARLIER), min(MINUTES_A_DAY, minute + LATER)
    return found


def with_windows(day: DayToPlan, windows: Mapping[int, tuple[int, int]]) -> DayToPlan:
    """The day as it is once these windows are agreed upon; what was promised before is not kept."""
    visits = (
        replace(
            one,
            windows_s=((windows[one.visit_id][0] * 60, windows[one.visit_id][1] * 60),),
            promised_s=None,
        )
        if one.visit_id in windows
        else one
        for one in day.visits
    )
    return replace(day, visits=tuple(visits))


def _with(orders: Orders, visit_id: int, spot: Spot) -> dict[int, list[int]]:
    """The orders of the two couriers that change: who gives and who takes."""
    found = {
        courier: [n for n in line if n != visit_id]
        for courier, line in orders.items()
        if visit_id in line or courier == spot.courier_id
    }
    line = found.setdefault(spot.courier_id, [])
    at = len(line)
    if spot.where is Where.FIRST:
        at = 0
    elif spot.where in (Where.BEFORE, Where.AFTER):
        if spot.visit_id not in line:
            raise ImpossibleMove("visit", visit_id, "elsewhere", spot.where)
        at = line.index(spot.visit_id) + (spot.where is Where.AFTER)
    line.insert(at, visit_id)
    return found


def _best_rest(problem: Problem, vehicle: Vehicle, line: Sequence[int]) -> Route:
    """The run in this order, its rest where it breaks least and costs least."""
    visits = [GivenStep(kind=GivenKind.JOB, task_id=n) for n in line]
    if not vehicle.breaks:
        return _judged(problem, vehicle, visits)
    rest = GivenStep(kind=GivenKind.BREAK, task_id=vehicle.breaks[0].break_id)
    places = range(len(visits) + 1)
    if len(visits) >= MOST_RESTS:
        bare = _judged(problem, replace(vehicle, breaks=()), visits)
        window = vehicle.breaks[0].windows[0]
        leaves = [step.leaves_s for step in bare.steps if step.kind is StepKind.JOB]
        first = sum(one < window.opens_s for one in leaves)
        start = max(0, min(first - 1, len(visits) + 1 - MOST_RESTS))
        places = range(start, start + MOST_RESTS)
    tried = [_judged(problem, vehicle, [*visits[:at], rest, *visits[at:]]) for at in places]
    return min(tried, key=lambda one: (_weight(one), one.steps[-1].leaves_s, one.cost))


def _weight(route: Route) -> tuple[int, int]:
    """How much a run breaks: how often, then by how many seconds."""
    broken = [*route.violations, *(one for step in route.steps for one in step.violations)]
    return len(broken), sum(one.duration_s or 0 for one in broken)


def _judged(problem: Problem, vehicle: Vehicle, steps: Sequence[GivenStep]) -> Route:
    from routing.judging.given import judge  # noqa: PLC0415 - OR-Tools: not for pages that only show

    alone = replace(problem, vehicles=(replace(vehicle, steps=tuple(steps)),))
    return judge(alone).routes[0]


def _broken(route: Route) -> Iterator[Broken]:
    def told(one: Violation, visit_id: int | None) -> Broken:
        return Broken(
            cause=one.cause,
            courier_id=route.vehicle_id,
            visit_id=visit_id,
            by_s=one.duration_s,
        )

    for step in route.steps:
        visit_id = step.task_id if step.kind is StepKind.JOB else None
        yield from (told(one, visit_id) for one in step.violations)
    yield from (told(one, None) for one in route.violations)


def _runs(routes: Sequence[Route]) -> Iterator[PlannedRun]:
    for route in routes:
        yield run_of(route)
