"""What a picture of a day shows: each run's stops with numbers, and the way between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from routing.exports.captions import Captions
from routing.plan import Plan, Route, Step, StepKind, Unassigned
from routing.problem import Place, Problem
from routing.travel.points import Point, points_of
from routing.travel.ways import Guide, Leg, straight

VISITS = (StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY)


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """One line of a run. `number` counts the visits from 1, `point` is None where it has no place
    on the map (a break, or a day that is known by its matrices alone)."""

    step: Step
    number: int | None
    point: Point | None

    @property
    def is_visit(self) -> bool:
        """Whether something is done at a door."""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class DrawnRun:
    """One courier's run, with one leg from each placed step to the next."""

    route: Route
    steps: tuple[DrawnStep, ...]
    legs: tuple[Leg, ...]

    @property
    def label(self) -> str:
        """What stands on the map for it, and before the numbers of its stops: "2"."""
        return str(self.route.vehicle_id)

    @property
    def visits(self) -> tuple[DrawnStep, ...]:
        """The steps that happen at doors."""
        return tuple(step for step in self.steps if step.is_visit)

    @property
    def line(self) -> tuple[Point, ...]:
        """The whole way as one line."""
        points: list[Point] = []
        for leg in self.legs:
            points += leg.shape[1:] if points and leg.shape[0] == points[-1] else leg.shape
        return tuple(points)


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """Every run, and what found no room."""

    runs: tuple[DrawnRun, ...]
    left: tuple[tuple[Unassigned, Point | None], ...]

    @property
    def placeless(self) -> int:
        """How many stops cannot be drawn on a map."""
        stops = [step.point for run in self.runs for step in run.visits]
        return [*stops, *(point for _, point in self.left)].count(None)


def drawn_day(
    problem: Problem, plan: Plan, guide: Guide | None = None, language: str = "en"
) -> DrawnDay:
    """A plan made ready for drawing; with a guide its lines follow the roads.

    Raises RoadsUnavailable where the guide cannot be asked.
    """
    profiles = {vehicle.vehicle_id: vehicle.profile for vehicle in problem.vehicles}
    return DrawnDay(
        runs=tuple(
            _run(route, profiles.get(route.vehicle_id, "car"), guide, language)
            for route in plan.routes
        ),
        left=tuple((left, point_of(left.place)) for left in plan.unassigned),
    )


def point_of(place: Place | None) -> Point | None:
    """A place on the map, where it is on one."""
    if place is None or place.lon_deg is None or place.lat_deg is None:
        return None
    return points_of([place])[0]


def _run(route: Route, profile: str, guide: Guide | None, language: str) -> DrawnRun:
    steps: list[DrawnStep] = []
    visits = 0
    for step in route.steps:
        visits += step.kind in VISITS
        number = visits if step.kind in VISITS else None
        steps.append(DrawnStep(step, number, point_of(step.place)))
    placed = [step.point for step in steps if step.point is not None]
    return DrawnRun(route, tuple(steps), _legs(placed, profile, guide, language))


def _legs(
    placed: Sequence[Point], profile: str, guide: Guide | None, language: str
) -> tuple[Leg, ...]:
    if guide is None:
        return tuple(straight(*pair) for pair in pairwise(placed))
    return guide.way(placed, profile, language)


def step_name(captions: Captions, step: Step) -> str:
    """How a line of a run is called: "stop 7 (the blue gate)"."""
    unnumbered = step.task_id is None or step.kind in (StepKind.BREAK, StepKind.RELOAD)
    number = "" if unnumbered else f" {step.task_id}"
    words = f" ({plain(step.description)})" if step.description else ""
    return f"{captions.of(step.kind)}{number}{words}"


def run_name(captions: Captions, route: Route) -> str:
    """How a run is called: "Courier 2 (car, from the branch)"."""
    words = f" ({plain(route.description)})" if route.description else ""
    return captions.run.format(number=route.vehicle_id) + words


def plain(text: str) -> str:
    """Text on one line, of signs that every format may hold."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def hour(captions: Captions, at_s: int, first_s: int = 0) -> str:
    """A time of day: "09:05", and "09:05 +1 d" on a day after that of `first_s`."""
    days = at_s // 86_400 - first_s // 86_400
    minutes = at_s % 86_400 // 60
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{clock} {captions.next_day.format(days=days)}" if days else clock
