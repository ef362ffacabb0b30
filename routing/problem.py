"""A day to be planned: the stops, the couriers, and the roads between them.

Inside, everything is a whole number: seconds, metres, and load in whatever unit the file uses
(grams for us), one number per dimension. Times count from any zero the file likes, midnight as
a rule. What is refused and why is said where a file is read (`vroom_json`); the values here
check only what no reader of a file may forget.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from routing.errors import BadProblem

Load = tuple[int, ...]
Metres = NDArray[np.int64]
Seconds = NDArray[np.int64]

LATEST_S = 2**32 - 1
"""No window closes after this; room for seconds since 1970, as VROOM has."""

NO_ROAD = 10**10
"""Stands in a matrix where no road leads; longer than any day, so that nothing can fit it."""


class StopKind(StrEnum):
    """What happens at a door: a visit of a job, or one end of a shipment."""

    JOB = "job"
    PICKUP = "pickup"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class Window:
    """When work may begin at a door; both ends belong to it."""

    opens_s: int
    closes_s: int

    def __post_init__(self) -> None:
        if self.opens_s > self.closes_s:
            raise BadProblem(
                f"the window closes at {self.closes_s} before it opens at {self.opens_s}.",
                where="time window",
                remedy="Write the opening first.",
            )


ALWAYS = Window(0, LATEST_S)


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map and its row in every travel matrix."""

    index: int
    lon_deg: float | None = None
    lat_deg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One visit to one door.

    `setup_s` (to park, to get in) is spent only when the courier comes from another place;
    `service_s` always. `windows` say when setup may begin; they are sorted and do not overlap.
    `delivery` leaves the bag here, `pickup` enters it. For some types of vehicle setup and
    service may last otherwise: `setup_by_type` and `service_by_type` name them.
    """

    stop_id: int
    kind: StopKind
    place: Place
    setup_s: int = 0
    service_s: int = 0
    delivery: Load = ()
    pickup: Load = ()
    windows: tuple[Window, ...] = (ALWAYS,)
    description: str = ""
    setup_by_type: tuple[tuple[str, int], ...] = ()
    service_by_type: tuple[tuple[str, int], ...] = ()

    def setup_for_s(self, vehicle: "Vehicle") -> int:
        """How long this courier needs to park and get in."""
        if not self.setup_by_type:
            return self.setup_s
        return dict(self.setup_by_type).get(vehicle.vehicle_type, self.setup_s)

    def service_for_s(self, vehicle: "Vehicle") -> int:
        """How long this courier needs at the door."""
        if not self.service_by_type:
            return self.service_s
        return dict(self.service_by_type).get(vehicle.vehicle_type, self.service_s)

    @property
    def name(self) -> str:
        """How a sentence calls it: "stop 7", "pick-up 7", "hand-over 7"."""
        spoken = {
            StopKind.JOB: "stop",
            StopKind.PICKUP: "pick-up",
            StopKind.DELIVERY: "hand-over",
        }
        return f"{spoken[self.kind]} {self.stop_id}"


@dataclass(frozen=True, slots=True)
class Preference:
    """The courier whom a reader knows, and what it costs, in VROOM's unit, to send another."""

    vehicle_id: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Done whole or not at all: a job (one stop) or a shipment (pick up, then hand over).

    With a `penalty` it may be left out where coming would cost more than that; without one it is
    done wherever there is room. `never` names the couriers who may not be sent. `difficulty` is
    what `Balance` shares out: stairs, a dog, a heavy parcel, on any scale.
    """

    stops: tuple[Stop, ...]
    skills: frozenset[int] = frozenset()
    priority: int = 0
    never: frozenset[int] = frozenset()
    preferred: Preference | None = None
    penalty: int | None = None
    difficulty: int = 0

    @property
    def is_shipment(self) -> bool:
        """Two stops, the same courier, first the pick-up."""
        return len(self.stops) == 2

    @property
    def name(self) -> str:
        """How a sentence calls it: "stop 7", or "shipment from pick-up 7 to hand-over 8"."""
        if not self.is_shipment:
            return self.stops[0].name
        return f"shipment from {self.stops[0].name} to {self.stops[1].name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A rest that every used courier takes, in the order of the list, between two visits.

    Fixed where its window is an instant, floating where it is wide. With `max_load` it may be
    taken only while the bag holds no more than that.
    """

    break_id: int
    windows: tuple[Window, ...]
    service_s: int = 0
    description: str = ""
    max_load: Load | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRule:
    """A rest by law: nobody works longer than `after_s` without one of at least `lasts_s`.

    Everything from the start of the run to its end is work, waiting too; breaks of at least
    `lasts_s` are rests. The rest is taken at a door, before setting off or on arrival, as often
    as the day needs it. `worked_s` is what was already worked when the shift opens.
    """

    break_id: int
    after_s: int
    lasts_s: int
    worked_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reload:
    """A depot where a run may be interrupted: returns are left there, the next drops loaded."""

    place: Place
    service_s: int = 0
    windows: tuple[Window, ...] = (ALWAYS,)
    description: str = ""


class GivenKind(StrEnum):
    """What a step given in a file may be."""

    START = "start"
    JOB = "job"
    PICKUP = "pickup"
    DELIVERY = "delivery"
    BREAK = "break"
    RELOAD = "reload"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenStep:
    """A step that the file already knows of a run.

    `locked` steps stay as they are, first in the run, in this order. `at_s` is when one of them
    began or will begin: the clock waits for it, and its window no longer counts. `after_s` and
    `before_s` bound it where a given run is judged.
    """

    kind: GivenKind
    task_id: int | None = None
    at_s: int | None = None
    after_s: int | None = None
    before_s: int | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Costs:
    """What a courier costs, in VROOM's unit: by default one hour on the road is 3600."""

    fixed: int = 0
    per_hour: int = 3600
    per_km: int = 0
    per_task_hour: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A courier for one shift: where from, where to, how much, when, and what they can do.

    `start` or `end` may be absent: then the run begins at its first stop, or ends at its last.
    `speed_percent` 50 makes every road take twice as long. `steps` is a run that is already
    known, whole or in part. `reloads` are the depots where the run may be interrupted, at most
    `max_reloads` times.
    """

    vehicle_id: int
    start: Place | None
    end: Place | None
    capacity: Load = ()
    skills: frozenset[int] = frozenset()
    shift: Window = ALWAYS
    breaks: tuple[Break, ...] = ()
    speed_percent: int = 100
    profile: str = "car"
    max_tasks: int | None = None
    max_travel_time_s: int | None = None
    max_distance_m: int | None = None
    costs: Costs = Costs()
    description: str = ""
    vehicle_type: str = ""
    reloads: tuple[Reload, ...] = ()
    max_reloads: int = 1
    rest_rule: RestRule | None = None
    steps: tuple[GivenStep, ...] = ()

    @property
    def locked(self) -> tuple[GivenStep, ...]:
        """The visits that stay first in the run, in their order."""
        return tuple(step for step in self.steps if step.locked)

    @property
    def name(self) -> str:
        """How a sentence calls the courier: "courier 2"."""
        return f"courier {self.vehicle_id}"


@dataclass(frozen=True, slots=True)
class Peak:
    """Hours when the roads are slower, or faster: at 50 % every road takes twice as long.

    From `opens_s` up to, but not at, `closes_s`.
    """

    opens_s: int
    closes_s: int
    speed_percent: int


@dataclass(frozen=True, eq=False)
class Roads:
    """How long and how far it is from every place to every other, for one way of travelling.

    `durations_s[i, j]` and `distances_m[i, j]` run from place i to place j and need not be
    symmetric; NO_ROAD where there is no way. Without distances every plan's distance is unknown.
    `costs[i, j]` stands for the price of the road where somebody prices roads otherwise than by
    time and length. `peaks`, in order of time, change the speed on all roads alike; outside
    them `durations_s` holds. Who leaves later never arrives earlier.
    """

    durations_s: Seconds
    distances_m: Metres | None = None
    costs: Metres | None = None
    peaks: tuple[Peak, ...] = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Roads):
            return NotImplemented
        mine = (self.durations_s, self.distances_m, self.costs)
        theirs = (other.durations_s, other.distances_m, other.costs)
        return self.peaks == other.peaks and all(map(_same, mine, theirs))

    __hash__ = None  # type: ignore[assignment]  # holds arrays, so it is no key of a dict


def _same(one: Metres | None, other: Metres | None) -> bool:
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other)


def slowed_s(duration_s: int, speed_percent: int) -> int:
    """A road's time at a courier's own speed, rounded up so that detours never look shorter."""
    if duration_s >= NO_ROAD:
        return NO_ROAD
    return -(-duration_s * 100 // speed_percent)


@dataclass(frozen=True, slots=True)
class Balance:
    """What an uneven day costs, in VROOM's unit: each hour of the longest run, and each point of
    difficulty of the courier who has the most. Nothing is gained by making anybody's day longer.
    """

    per_hour: int = 0
    per_difficulty: int = 0


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A whole day: tasks, couriers, and one set of roads for each profile a courier uses."""

    tasks: tuple[Task, ...]
    vehicles: tuple[Vehicle, ...]
    roads: dict[str, Roads] = field(hash=False)
    dimensions: int = 0
    balance: Balance | None = None

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Every stop of every task, in their order; a stop's number is its index here."""
        return tuple(stop for task in self.tasks for stop in task.stops)

    @cached_property
    def task_of(self) -> tuple[int, ...]:
        """For every stop the number of its task."""
        return tuple(number for number, task in enumerate(self.tasks) for _ in task.stops)

    @cached_property
    def stops_of(self) -> tuple[tuple[int, ...], ...]:
        """For every task the numbers of its stops, pick-up first."""
        found: list[tuple[int, ...]] = []
        first = 0
        for task in self.tasks:
            found.append(tuple(range(first, first + len(task.stops))))
            first += len(task.stops)
        return tuple(found)

    @cached_property
    def number_of(self) -> dict[tuple[str, int], int]:
        """The number of a stop by its kind and id."""
        return {(stop.kind.value, stop.stop_id): n for n, stop in enumerate(self.stops)}

    @property
    def knows_distances(self) -> bool:
        """Whether the roads of every courier have lengths."""
        return all(roads.distances_m is not None for roads in self.roads.values())
