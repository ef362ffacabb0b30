"""A day becomes runs: made into a problem of routes, solved, checked, and told apart again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from delivery.planning.day import PARKING_S, DayCourier, DayToPlan, DayVisit, Point, Span
from routing.matrix import Measure, great_circle
from routing.plan import Plan, ReasonCode, Route, Step, StepKind, Unassigned
from routing.planner import plan_day
from routing.problem import Break, Place, Problem, Stop, StopKind, Task, Vehicle, Window

MOST_ATTEMPTS = 4
SPARE_STOPS = 1
"""How many more stops than the mean a courier is given while there is room elsewhere."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long may be planned, all attempts together; with `round_limit` and a seed the same day
    gives the same plan, if the time is ample."""

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


@dataclass(frozen=True)
class _Wish:
    """What an attempt insists on beyond what must be."""

    couriers: Mapping[int, int] = field(default_factory=dict)
    is_fair: bool = True


def plan(
    day: DayToPlan, *, measure: Measure = great_circle, effort: Effort = USUAL_EFFORT
) -> PlannedDay:
    """Plan a day. It touches no database: read the day before, keep the plan afterwards.

    First everybody keeps the courier they know and work is shared evenly; where that leaves a visit
    over, it gives way step by step. Every plan has passed the checker. Raises PlanBroken.
    """
    if not day.visits or not day.couriers:
        return PlannedDay(day=day, runs=(), left=tuple(_left_alone(day)))
    places = _Places()
    for visit in day.visits:
        places.row(visit.at)
    for courier in day.couriers:
        places.row(courier.at)
        places.row(courier.depot)
    roads = {
        travel: measure(places.all, travel)
        for travel in sorted({courier.duty.travel for courier in day.couriers})
    }
    wish = _Wish(_wished(day))
    best: tuple[tuple[int, int], Plan] | None = None
    for attempt in range(MOST_ATTEMPTS):
        problem = _problem(day, places, roads, wish)
        found = plan_day(
            problem,
            time_limit_s=effort.time_limit_s / MOST_ATTEMPTS,
            round_limit=effort.round_limit,
            seed=effort.seed + attempt,
        )
        worth = (len(found.unassigned), -_known(day, found))
        if best is None or worth < best[0]:
            best = (worth, found)
        over = {one.task_id for one in found.unassigned}
        softer = _softer(wish, over)
        if not over or softer is None:
            break
        wish = softer
    if best is None:
        raise RuntimeError("no attempt was made")
    return _told(day, best[1])


def _softer(wish: _Wish, over: set[int]) -> _Wish | None:
    """What the next attempt insists on; None where nothing is left to give."""
    if over & wish.couriers.keys():
        return _Wish({n: who for n, who in wish.couriers.items() if n not in over}, wish.is_fair)
    if wish.is_fair:
        return _Wish(wish.couriers, is_fair=False)
    return _Wish(is_fair=False) if wish.couriers else None


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


def _problem(day: DayToPlan, places: _Places, roads: Mapping[str, Any], wish: _Wish) -> Problem:
    words = _Words()
    mean = -(-len(day.visits) // len(day.couriers))
    areas = {visit.area for visit in day.visits if visit.area}
    return Problem(
        tasks=tuple(
            _task(visit, places, words, wish.couriers.get(visit.visit_id)) for visit in day.visits
        ),
        vehicles=tuple(
            _vehicle(courier, places, words, areas, mean + SPARE_STOPS if wish.is_fair else None)
            for courier in day.couriers
        ),
        roads=dict(roads),
        dimensions=2,
    )


def _task(visit: DayVisit, places: _Places, words: _Words, wished: int | None) -> Task:
    needed = set(visit.needs)
    if visit.area:
        needed.add(f"area:{visit.area}")
    if visit.from_depot:
        needed.add("from_depot")
    only = visit.only_id or wished
    if only is not None:
        needed.add(f"courier:{only}")
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
        skills=words.of(needed),
        priority=visit.priority,
    )


def windows_s(visit: DayVisit) -> tuple[Span, ...]:
    """When the visit may begin: what was promised, else when somebody opens."""
    return (visit.promised_s,) if visit.promised_s else visit.windows_s


def _vehicle(
    courier: DayCourier, places: _Places, words: _Words, areas: set[str], fair: int | None
) -> Vehicle:
    duty = courier.duty
    able = set(duty.skills) | {f"speaks:{tag}" for tag in duty.languages}
    able |= {f"area:{area}" for area in areas if not duty.areas or area in duty.areas}
    able.add(f"courier:{duty.courier_id}")
    if not courier.is_out:
        able.add("from_depot")
    return Vehicle(
        vehicle_id=duty.courier_id,
        start=places.row(courier.at),
        end=places.row(courier.depot),
        capacity=(duty.capacity_bags, duty.capacity_g),
        skills=words.of(able),
        shift=Window(courier.starts_s, duty.ends_minute * 60),
        breaks=_breaks(courier),
        profile=duty.travel,
        max_tasks=courier.stops_left if fair is None else min(courier.stops_left, fair),
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
        runs=tuple(_run(route) for route in plan.routes),
        left=(
            *(
                LeftOver(visit_id=one.task_id, facts=_facts(day, visits[one.task_id], one))
                for one in plan.unassigned
            ),
            *(LeftOver(visit_id=n, facts={"code": "no_point"}) for n in day.nowhere),
        ),
        known=_known(day, plan),
    )  # fmt: skip


def _run(route: Route) -> PlannedRun:
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
    able = [one.duty for one in day.couriers if one.duty.can(visit.area, visit.needs)]
    match left.reason.code:
        case ReasonCode.SKILL:
            known = {
                word
                for one in day.couriers
                for word in (*one.duty.skills, *(f"speaks:{tag}" for tag in one.duty.languages))
            }
            facts["missing"] = sorted(visit.needs - known)
            facts["area"] = visit.area if not able else ""
            facts["all_on_the_road"] = visit.from_depot and all(one.is_out for one in day.couriers)
        case ReasonCode.LOAD:
            facts["load_g"] = max(visit.drop_g, visit.pick_up_g)
            facts["most_g"] = max((duty.capacity_g for duty in able), default=0)
        case ReasonCode.WINDOW | ReasonCode.FAR:
            facts["windows_s"] = [list(span) for span in windows_s(visit)]
            facts["shifts_s"] = [[duty.starts_minute * 60, duty.ends_minute * 60] for duty in able]
        case ReasonCode.ROOM | ReasonCode.COUNT:
            facts["stops"] = len(day.visits)
            facts["most_stops"] = sum(one.stops_left for one in day.couriers)
    return facts
