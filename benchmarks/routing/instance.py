"""A day in the plain numbers that every solver of the comparison is given."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routing.problem import (
    ALWAYS,
    Costs,
    Place,
    Problem,
    Roads,
    Stop,
    StopKind,
    Task,
    Vehicle,
    Window,
)

Whole = NDArray[np.int64]
PER_METRE = Costs(fixed=0, per_hour=0, per_km=1000)


@dataclass(frozen=True, slots=True)
class Crew:
    """Couriers who are alike: how many, from which depot, in which shift (None: any time)."""

    count: int
    depot: int
    shift: tuple[int, int] | None


@dataclass(frozen=True, eq=False)
class Instance:
    """Nodes 0..depots-1 are depots, the rest are stops; all numbers are whole.

    The length of all roads is to be small. A stop left out costs `left_out` (None: all must be
    served).
    """

    name: str
    length: Whole
    duration_s: Whole
    demand: Whole
    """(node, dimension)."""
    capacity: tuple[int, ...]
    windows: Whole | None
    """(node, opens and closes)."""
    service_s: Whole
    depots: int
    crews: tuple[Crew, ...]
    best_known: float | None = None
    left_out: int | None = None
    xy: NDArray[np.float64] | None = None

    @property
    def stops(self) -> range:
        """The nodes to be served."""
        return range(self.depots, len(self.length))


def problem(day: Instance) -> Problem:
    """The instance as `dauys plan` would read it."""
    same = np.array_equal(day.length, day.duration_s)
    lengths = None if same else day.length
    costs = Costs() if same else PER_METRE
    places = [Place(node) for node in range(len(day.length))]
    return Problem(
        tasks=tuple(_task(day, places[node]) for node in day.stops),
        vehicles=tuple(
            Vehicle(
                vehicle_id=number,
                start=places[crew.depot],
                end=places[crew.depot],
                capacity=day.capacity,
                shift=ALWAYS if crew.shift is None else Window(*crew.shift),
                costs=costs,
            )
            for number, crew in enumerate((c for c in day.crews for _ in range(c.count)), 1)
        ),
        roads={"car": Roads(day.duration_s, lengths)},
        dimensions=len(day.capacity),
    )


def _task(day: Instance, place: Place) -> Task:
    node = place.index
    load = tuple(day.demand[node].tolist())
    windows = (ALWAYS,) if day.windows is None else (Window(*day.windows[node].tolist()),)
    return Task(
        stops=(
            Stop(
                stop_id=node,
                kind=StopKind.JOB,
                place=place,
                service_s=int(day.service_s[node]),
                delivery=load,
                pickup=(0,) * len(load),
                windows=windows,
            ),
        )
    )
