"""What is asked of several days: who is to be visited how often, on which days, and who works."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from routing.errors import BadProblem
from routing.plan import Plan, Reason
from routing.problem import Balance, Problem, Roads, Task, Vehicle

MOST_DAYS = 42
MOST_VISITS = 2_000
MOST_COURIERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A reader who is visited again and again: what is done each time, and how often.

    Either `times` in the whole horizon, or `every` so many days, give or take `slack` days. Days
    count from 0. Only `allowed` days count (None: all); on `fixed` days the visit is promised.
    Two visits are at least `apart` days apart. `last_day` is the last visit before the horizon,
    below nought: -1 is the day before it. With `same_courier` one courier makes all of them.
    """

    task: Task
    times: int | None = None
    every: int | None = None
    slack: int = 1
    allowed: frozenset[int] | None = None
    fixed: frozenset[int] = frozenset()
    apart: int = 1
    last_day: int | None = None
    same_courier: bool = True

    def days(self, count: int) -> list[int]:
        """The days on which a visit may be."""
        allowed = range(count) if self.allowed is None else sorted(self.allowed)
        return [
            day for day in allowed if self.last_day is None or day - self.last_day >= self.least
        ]

    @property
    def least(self) -> int:
        """The fewest days from one visit to the next."""
        if self.every is None:
            return self.apart
        return max(self.apart, self.every - self.slack)

    @property
    def most(self) -> int | None:
        """The most days from one visit to the next; None where it does not matter."""
        return None if self.every is None else self.every + self.slack

    def wanted(self, count: int) -> int:
        """How many visits are asked for in a horizon of so many days."""
        if self.times is not None:
            return self.times
        since = self.last_day if self.last_day is not None else -(self.every or 1)
        return max(0, (count - 1 - since) // (self.every or 1))


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """Who works on a day. `most_stops` bounds the stops of all together."""

    vehicles: tuple[Vehicle, ...] = ()
    most_stops: int | None = None


@dataclass(frozen=True, kw_only=True)
class Horizon:
    """Some days in a row, usually fourteen. `share` of every shift is planned with, no more."""

    visits: tuple[Visit, ...]
    days: tuple[WorkingDay, ...]
    roads: Mapping[str, Roads] = field(hash=False)
    dimensions: int = 0
    balance: Balance | None = None
    share: float = 0.9

    def __post_init__(self) -> None:
        _bounded(self)
        for n, visit in enumerate(self.visits):
            _sensible(visit, f"visits[{n}]", len(self.days))

    def problem(self, day: int, tasks: tuple[Task, ...]) -> Problem:
        """One day of it with some of the tasks."""
        vehicles = self.days[day].vehicles
        used = {vehicle.profile for vehicle in vehicles}
        return Problem(
            tasks=tasks,
            vehicles=vehicles,
            roads={name: roads for name, roads in self.roads.items() if name in used},
            dimensions=self.dimensions,
            balance=self.balance,
        )


def _bounded(horizon: Horizon) -> None:
    for what, count, most in (
        ("days", len(horizon.days), MOST_DAYS),
        ("visits", len(horizon.visits), MOST_VISITS),
    ):
        if not 1 <= count <= most:
            raise BadProblem(f"has {count} elements.", where=what, remedy=f"Give from 1 to {most}.")
    if not 0 < horizon.share <= 1:
        raise BadProblem(
            f"is {horizon.share}.", where="share", remedy="Use more than 0, at most 1."
        )
    for n, day in enumerate(horizon.days):
        if len(day.vehicles) > MOST_COURIERS:
            raise BadProblem(
                f"has {len(day.vehicles)} elements.",
                where=f"days[{n}].vehicles",
                remedy=f"Give {MOST_COURIERS} at the most.",
            )
        for vehicle in day.vehicles:
            if vehicle.profile not in horizon.roads:
                raise BadProblem(
                    f"has no '{vehicle.profile[:40]}', which {vehicle.name} uses.",
                    where="roads",
                    remedy="Add it.",
                )


def _sensible(visit: Visit, where: str, days: int) -> None:
    """Refuses what contradicts itself."""
    faults = {
        "times": (visit.times is None) == (visit.every is None),
        "every": visit.every is not None and not 1 <= visit.every <= MOST_DAYS,
        "slack": visit.every is not None and not 0 <= visit.slack < visit.every,
        "apart": not 1 <= visit.apart <= MOST_DAYS,
        "allowed": visit.allowed is not None and not visit.allowed <= set(range(days)),
        "fixed": not visit.fixed <= set(visit.days(days)),
        "last_day": visit.last_day is not None and visit.last_day >= 0,
    }
    remedies = {
        "times": "Give either times or every, and not both.",
        "every": f"Use from 1 to {MOST_DAYS} days.",
        "slack": "Use less than the days from visit to visit.",
        "apart": f"Use from 1 to {MOST_DAYS} days.",
        "allowed": f"Use days from 0 to {days - 1}.",
        "fixed": "Fix only days that are allowed, late enough after the last visit.",
        "last_day": "Use -1 for the day before the horizon, -2 for the one before.",
    }
    for name, wrong in faults.items():
        if wrong:
            value = getattr(visit, name)
            shown = sorted(value) if isinstance(value, frozenset) else value
            raise BadProblem(f"is {shown}.", where=f"{where}.{name}", remedy=remedies[name])
    if visit.times is not None and not 0 <= visit.times <= days:
        raise BadProblem(
            f"is {visit.times}.", where=f"{where}.times", remedy=f"Use from 0 to {days}."
        )
    between = sorted(visit.fixed)
    for one, other in pairwise(between):
        if other - one < visit.least:
            raise BadProblem(
                f"has days {one} and {other}, nearer than {visit.least} days.",
                where=f"{where}.fixed",
                remedy="Unfix one of them.",
            )


@dataclass(frozen=True, slots=True)
class Missed:
    """A visit that found no day, or none on the day that was chosen for it."""

    visit: int
    day: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class DayPlanned:
    """One day: its problem and its plan."""

    problem: Problem
    plan: Plan


@dataclass(frozen=True, slots=True)
class Fortnight:
    """All days, on which days each reader is visited, and what found no place."""

    days: tuple[DayPlanned, ...]
    visited: tuple[tuple[int, ...], ...]
    """For every visit of the horizon its days, in order."""
    missed: tuple[Missed, ...]


"""Days without a courier have an empty plan."""
