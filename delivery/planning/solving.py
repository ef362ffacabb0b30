"""A day becomes runs: made into a problem of routes, solved, checked, and told apart again."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from delivery.planning.day import PARKING_S, DayCourier, DayToPlan, DayVisit, Point, Span
from routing.matrix import Measure, great_circle
from routing.plan import Change, Plan, ReasonCode, Route, Step, StepKind, Unassigned
from routing.problem import (
    Balance,
    Break,
    Place,
    Preference,
    Problem,
    Stop,
    StopKind,
    Task,
    Vehicle,
    Window,
)

KNOWN_COURIER = 7_200
"""What it costs to send somebody else than the courier a reader knows: two hours on the road."""
FAIR = Balance(per_hour=3_600)
"""An hour of the longest run weighs as an hour on the road."""
SPARE_STOPS = 2
"""How many more stops than the mean one courier is given, while that leaves no visit over."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long may be planned; with `round_limit` and a seed the same day gives the same plan, if
    the time is ample."""

    time_limit_s: float = 20.0
    round_limit: int | None = None
    seed: int = 0


USUAL_EFFORT, QUICK = Effort(), Effort(time_limit_s=2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStop:
    """A visit in a run. Seconds after midnight."""

    visit_id: int
    arrives_s: int
    begins_s: int
    leaves_s: int
    distance_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRun:
    """A courier's day."""

    courier_id: int
    starts_s: int
    ends_s: int
    distance_m: int
    stops: tuple[PlannedStop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """A visit without a place: `facts` hold a code and numbers, for a sentence in any language."""

    visit_id: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """What came out; `known` visits are with the courier they wished for."""

    day: DayToPlan
    runs: tuple[PlannedRun, ...]
    left: tuple[LeftOver, ...]
    known: int = 0


def plan(
    day: DayToPlan, *, measure: Measure = great_circle, effort: Effort = USUAL_EFFORT
) -> PlannedDay:
    """Plan a day. It touches no database: read the day before, keep the plan afterwards.

    No visit is left over for the sake of the same courier or of fair work; among plans that leave
    as few over, both count against the road. The plan has passed the checker. Raises PlanBroken.
    """
    if not day.visits or not day.couriers:
        return PlannedDay(day=day, runs=(), left=tuple(_left_alone(day)))
    problem = problem_of(day, measure=measure)
    vehicles = tuple(_with_fair_share(problem.vehicles, day.visits))
    shared = replace(problem, vehicles=vehicles)
    found = _solved(shared, effort)
    if found.unassigned and shared != problem:
        unshared = _solved(problem, effort)
        found = min(found, unshared, key=lambda one: len(one.unassigned))
    return _told(day, found)


def problem_of(day: DayToPlan, *, measure: Measure = great_circle) -> Problem:
    """The day as routes know it: a task a visit, a vehicle a courier."""
    places = _Places()
    tasks = _tasks(day, places)
    areas = {visit.area for visit in day.visits if visit.area}
    words = _Words()
    vehicles = [_vehicle(courier, places, words, areas) for courier in day.couriers]
    return Problem(
        tasks=tuple(replace(task, skills=words.of(task_words)) for task, task_words in tasks),
        vehicles=tuple(vehicles),
        roads={
            travel: measure(places.all, travel)
            for travel in sorted({courier.duty.travel for courier in day.couriers})
        },
        dimensions=2,
        balance=FAIR,
    )


def _solved(problem: Problem, effort: Effort) -> Plan:
    """Half of the time for each of the two attempts."""
    from routing.planner import plan_day  # noqa: PLC0415 - not for pages that only show

    return plan_day(
        problem,
        time_limit_s=effort.time_limit_s / 2,
        round_limit=effort.round_limit,
        seed=effort.seed,
    )


def _with_fair_share(vehicles: Sequence[Vehicle], visits: Sequence[DayVisit]) -> Iterator[Vehicle]:
    """Nobody is given much more than the others; what lies in a car already is not taken away."""
    share = -(-len(visits) // len(vehicles)) + SPARE_STOPS
    theirs = Counter(visit.only_id for visit in visits)
    for one in vehicles:
        most = max(share, theirs[one.vehicle_id])
        yield replace(one, max_tasks=min(most, one.max_tasks or most))


def _wished(day: DayToPlan) -> dict[int, int]:
    """Visits whose courier works today and could come."""
    couriers = {one.duty.courier_id: one for one in day.couriers}
    found = {}
    for visit in day.visits:
        courier = couriers.get(visit.courier_id or 0)
        if courier and courier.duty.can(visit.area, visit.needs) and _may(courier, visit):
            found[visit.visit_id] = courier.duty.courier_id
    return found


def _may(courier: DayCourier, visit: DayVisit) -> bool:
    if visit.only_id is not None:
        return visit.only_id == courier.duty.courier_id
    return not (visit.from_depot and courier.is_out)


def _known(day: DayToPlan, plan: Plan) -> int:
    whom = {visit.visit_id: visit.courier_id for visit in day.visits}
    return sum(
        whom.get(step.task_id or 0) == route.vehicle_id
        for route in plan.routes
        for step in route.steps
        if step.kind is StepKind.JOB
    )


class _Places:
    """The points of a day, each once, with its row in the matrices."""

    def __init__(self) -> None:
        self._rows: dict[Point, Place] = {}

    @property
    def all(self) -> tuple[Place, ...]:
        """In the order of their rows."""
        return tuple(self._rows.values())

    def row(self, at: Point) -> Place:
        """The place of a point."""
        return self._rows.setdefault(at, Place(len(self._rows), *at))


class _Words:
    """Skills are words here and numbers in a problem."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, words: set[str]) -> frozenset[int]:
        """Their numbers."""
        return frozenset(self._numbers.setdefault(w, len(self._numbers) + 1) for w in sorted(words))


def _tasks(day: DayToPlan, places: _Places) -> list[tuple[Task, set[str]]]:
    """The visits, and what is needed for each in words."""
    wished = _wished(day)
    return [
        (_task(day, visit, places, wished.get(visit.visit_id)), _needed(visit))
        for visit in day.visits
    ]


def _needed(visit: DayVisit) -> set[str]:
    return set(visit.needs) | ({f"area:{visit.area}"} if visit.area else set())


def _task(day: DayToPlan, visit: DayVisit, places: _Places, wished: int | None) -> Task:
    barred = {one.duty.courier_id for one in day.couriers if not _may(one, visit)}
    return Task(
        stops=(
            Stop(
                stop_id=visit.visit_id,
                kind=StopKind.JOB,
                place=places.row(visit.at),
                setup_s=PARKING_S,
                service_s=visit.service_s,
                delivery=(int(visit.drop_g > 0), visit.drop_g),
                pickup=(int(visit.pick_up_g > 0), visit.pick_up_g),
                windows=tuple(Window(*span) for span in windows_s(visit)),
            ),
        ),
        priority=visit.priority,
        never=frozenset(barred),
        preferred=Preference(wished, KNOWN_COURIER) if wished is not None else None,
    )


def windows_s(visit: DayVisit) -> tuple[Span, ...]:
    """When the visit may begin: what was promised, else when somebody opens."""
    return (visit.promised_s,) if visit.promised_s else visit.windows_s


def _vehicle(courier: DayCourier, places: _Places, words: _Words, areas: set[str]) -> Vehicle:
    duty = courier.duty
    able = set(duty.skills) | {f"speaks:{tag}" for tag in duty.languages}
    able |= {f"area:{area}" for area in areas if not duty.areas or area in duty.areas}
    return Vehicle(
        vehicle_id=duty.courier_id,
        start=places.row(courier.at),
        end=places.row(courier.depot),
        capacity=(duty.capacity_bags, duty.capacity_g),
        skills=words.of(able),
        shift=Window(courier.starts_s, duty.ends_minute * 60),
        breaks=_breaks(courier),
        profile=duty.travel,
        max_tasks=courier.stops_left,
    )


def _breaks(courier: DayCourier) -> tuple[Break, ...]:
    """The rest, if there is one and it can still begin."""
    duty = courier.duty
    until_s = duty.break_until_minute * 60
    if not duty.break_minutes or until_s < courier.starts_s:
        return ()
    return (
        Break(
            break_id=duty.courier_id,
            windows=(Window(max(duty.break_from_minute * 60, courier.starts_s), until_s),),
            service_s=duty.break_minutes * 60,
        ),
    )


def _told(day: DayToPlan, plan: Plan) -> PlannedDay:
    visits = {visit.visit_id: visit for visit in day.visits}
    return PlannedDay(
        day=day,
        runs=tuple(run_of(route) for route in plan.routes),
        left=(
            *(
                LeftOver(visit_id=one.task_id, facts=_facts(day, visits[one.task_id], one))
                for one in plan.unassigned
            ),
            *(LeftOver(visit_id=n, facts={"code": "no_point"}) for n in day.nowhere),
        ),
        known=_known(day, plan),
    )  # fmt: skip


def run_of(route: Route) -> PlannedRun:
    """A route as a courier's day."""
    last = route.steps[-1]
    return PlannedRun(
        courier_id=route.vehicle_id,
        starts_s=route.steps[0].arrival_s,
        ends_s=last.leaves_s,
        distance_m=last.distance_m,
        stops=tuple(_stop(step) for step in route.steps if step.kind is StepKind.JOB),
    )


def _stop(step: Step) -> PlannedStop:
    return PlannedStop(
        visit_id=step.task_id or 0,
        arrives_s=step.arrival_s,
        begins_s=step.arrival_s + step.waiting_s,
        leaves_s=step.leaves_s,
        distance_m=step.distance_m,
    )


def _left_alone(day: DayToPlan) -> list[LeftOver]:
    """Where nobody works, or nothing is to be planned."""
    code = {"code": ReasonCode.NO_COURIER.value, "couriers": 0}
    return [
        *(LeftOver(visit_id=visit.visit_id, facts=code) for visit in day.visits),
        *(LeftOver(visit_id=number, facts={"code": "no_point"}) for number in day.nowhere),
    ]


def _facts(day: DayToPlan, visit: DayVisit, left: Unassigned) -> dict[str, Any]:
    """The reason in numbers. That a promise or a lock is in the way is said, too: it can be
    undone with one key."""
    facts: dict[str, Any] = {"code": left.reason.code.value, "couriers": len(day.couriers)}
    if visit.promised_s:
        facts["promised_s"] = list(visit.promised_s)
    if visit.only_id is not None:
        facts["only_courier_id"] = visit.only_id
    if left.reason.change is not None:
        facts["remedy"] = _remedy(left.reason.change)
    able = [one.duty for one in day.couriers if one.duty.can(visit.area, visit.needs)]
    match left.reason.code:
        case ReasonCode.PAIR:
            facts["all_on_the_road"] = visit.from_depot and all(one.is_out for one in day.couriers)
        case ReasonCode.SKILL:
            known = {
                word
                for one in day.couriers
                for word in (*one.duty.skills, *(f"speaks:{tag}" for tag in one.duty.languages))
            }
            facts["missing"] = sorted(visit.needs - known)
            facts["area"] = visit.area if not able else ""
        case ReasonCode.LOAD:
            facts["load_g"] = max(visit.drop_g, visit.pick_up_g)
            facts["most_g"] = max((duty.capacity_g for duty in able), default=0)
        case ReasonCode.WINDOW | ReasonCode.FAR:
            facts["windows_s"] = [list(span) for span in windows_s(visit)]
            facts["shifts_s"] = [[duty.starts_minute * 60, duty.ends_minute * 60] for duty in able]
        case ReasonCode.ROOM | ReasonCode.COUNT | ReasonCode.PRIORITY:
            facts["stops"] = len(day.visits)
            facts["most_stops"] = sum(one.stops_left for one in day.couriers)
    return facts


def _remedy(change: Change) -> dict[str, Any]:
    """What would make room, for a fix by one key: with whom, and what would be otherwise."""
    remedy: dict[str, Any] = {"courier_id": change.vehicle_id}
    if change.shift is not None:
        remedy["shift_s"] = [change.shift.opens_s, change.shift.closes_s]
    if change.stop_windows:
        remedy["windows_s"] = [[one.opens_s, one.closes_s] for one in change.stop_windows]
    if change.max_tasks is not None:
        remedy["most_stops"] = change.max_tasks
    if change.capacity is not None:
        remedy["bags"], remedy["load_g"] = change.capacity
    if change.instead_of:
        remedy["instead_of"] = [number for _, number in change.instead_of]
    return remedy
