"""What a run looks like once it is laid out in time, and what may keep it from being so."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from routing.problem import Break, Load, Reload, Window

Run = Sequence[int]
"""The stops of one run in order, by number; -1, -2, ... stand for the courier's reload depots."""


class Limit(IntEnum):
    """What a run must keep to, in the order in which it is looked at."""

    SKILL = 1
    PAIR = 2
    LOCK = 3
    LOAD = 4
    COUNT = 5
    TRIPS = 6
    ROAD = 7
    TRAVEL = 8
    DISTANCE = 9
    WINDOW = 10
    BREAK = 11
    REST = 12
    SHIFT = 13


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The first limit that a run breaks, by how much in that limit's unit, and at which stop."""

    limit: Limit
    excess: int = 0
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timetable: a stop, a break, a reload, or (all None) the end of the run.

    `travel_s` counts from the start of the run to here.
    """

    stop: int | None
    rest: Break | None
    arrival_s: int
    begins_s: int
    setup_s: int
    service_s: int
    travel_s: int
    distance_m: int
    reload: Reload | None = None

    @property
    def leaves_s(self) -> int:
        """When the courier is free again."""
        return self.begins_s + self.setup_s + self.service_s


@dataclass(frozen=True, slots=True)
class Timetable:
    """A run that keeps every limit: when it starts, and its lines down to the end."""

    starts_s: int
    entries: tuple[Entry, ...]
    loads: tuple[Load, ...]
    """What is in the bag at the start, then on leaving each stop or reload depot."""
    road_cost: int | None = None
    """What the roads cost, where the file prices them by a matrix of its own."""

    @property
    def ends_s(self) -> int:
        """When the courier is done."""
        return self.entries[-1].leaves_s

    @property
    def travel_s(self) -> int:
        """Time on the road."""
        return self.entries[-1].travel_s

    @property
    def distance_m(self) -> int:
        """Length of the road."""
        return self.entries[-1].distance_m

    @property
    def task_s(self) -> int:
        """Time spent at doors."""
        return sum(one.setup_s + one.service_s for one in self.entries if one.stop is not None)

    @property
    def lasts_s(self) -> int:
        """From leaving home to being back."""
        return self.ends_s - self.starts_s


def next_opening(windows: Sequence[Window], from_s: int) -> int | None:
    """The first instant in any of the windows at or after `from_s`; None when all are over."""
    for window in windows:
        if from_s <= window.closes_s:
            return max(from_s, window.opens_s)
    return None
