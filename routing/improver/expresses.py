"""Which days the improver can weigh, and what in a day is beyond it.

It knows every field that is named here. A field that it does not know must be at its default, so
that a new kind of wish is never overlooked: such a day goes to OR-Tools' searches.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

import numpy as np

from routing.problem import (
    Balance,
    Break,
    Costs,
    Place,
    Preference,
    Problem,
    Roads,
    Stop,
    Task,
    Vehicle,
    Window,
)

KNOWN: dict[type, frozenset[str]] = {
    Problem: frozenset({"tasks", "vehicles", "roads", "dimensions", "balance"}),
    Balance: frozenset({"per_hour", "per_difficulty"}),
    Task: frozenset({"stops", "skills", "priority", "preferred", "penalty", "difficulty"}),
    Preference: frozenset({"vehicle_id", "cost"}),
    Stop: frozenset(
        {
            "stop_id", "kind", "place", "setup_s", "service_s", "delivery", "pickup", "windows",
            "description",
        }
    ),
    Vehicle: frozenset(
        {
            "vehicle_id", "start", "end", "capacity", "skills", "shift", "breaks",
            "speed_percent", "profile", "max_tasks", "max_travel_time_s", "max_distance_m",
            "costs", "description",
        }
    ),
    Break: frozenset({"break_id", "windows", "service_s", "description"}),
    Costs: frozenset({"fixed", "per_hour", "per_km", "per_task_hour"}),
    Roads: frozenset({"durations_s", "distances_m", "costs"}),
    Place: frozenset({"index", "lon_deg", "lat_deg"}),
    Window: frozenset({"opens_s", "closes_s"}),
}  # fmt: skip
LARGEST_TABLES = 2**31
"""Bytes that the tables of roads may take."""


def expresses(problem: Problem) -> tuple[str, ...]:
    """What of a day the improver cannot express, as fields (`Vehicle.breaks`); empty if nothing."""
    strange: dict[type, tuple[Field[Any], ...]] = {}
    found = dict.fromkeys(
        f"{type(value).__name__}.{field.name}"
        for value in _values(problem)
        for field in _of(strange, type(value))
        if not _is_default(field, getattr(value, field.name))
    )
    if _bytes(problem) > LARGEST_TABLES:
        found["Problem.roads"] = None
    return tuple(found)


def _values(problem: Problem) -> Iterator[object]:
    """Every value that a day is made of."""
    yield problem
    if problem.balance is not None:
        yield problem.balance
    yield from problem.roads.values()
    for task in problem.tasks:
        yield task
        if task.preferred is not None:
            yield task.preferred
        for stop in task.stops:
            yield from (stop, stop.place, *stop.windows)
    for vehicle in problem.vehicles:
        yield from (vehicle, vehicle.costs, vehicle.shift)
        yield from (place for place in (vehicle.start, vehicle.end) if place is not None)
        for rest in vehicle.breaks:
            yield from (rest, *rest.windows)


def _of(strange: dict[type, tuple[Field[Any], ...]], kind: type) -> tuple[Field[Any], ...]:
    """The unknown fields of a type, looked up once."""
    if kind not in strange:
        strange[kind] = _unknown(kind)
    return strange[kind]


def _unknown(kind: type[Any]) -> tuple[Field[Any], ...]:
    return tuple(
        field
        for field in fields(kind)  # all of them are dataclasses
        if not any(field.name in KNOWN.get(base, ()) for base in kind.__mro__)
    )


def _is_default(field: Field[Any], value: object) -> bool:
    if field.default is not MISSING:
        # an array (tolls) has no single answer, and is never a default
        same = value is field.default
        return same or (not isinstance(value, np.ndarray) and bool(value == field.default))
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return False


def _bytes(problem: Problem) -> int:
    """About how much the tables of roads take: two ways, seconds and metres, for each speed."""
    nodes = len(problem.stops) + 2 * len(problem.vehicles)
    speeds = {(vehicle.profile, vehicle.speed_percent) for vehicle in problem.vehicles}
    return 16 * nodes**2 * len(speeds)
