"""Tells quickly that a stop cannot be put somewhere, before the whole run is laid out.

Breaks and rests are left out, so what is refused here is impossible, and what is let through may
still be. Not for runs with reload depots, whose roads are not known yet, nor where some hours are
faster than the roads say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from routing.problem import NO_ROAD, Place, Problem, Vehicle
from routing.timetable import Timetables, next_opening


@dataclass(frozen=True, slots=True)
class Bounds:
    """For a run: when the courier is free before each road at the earliest, and by when they must
    be at its end at the latest."""

    free_s: tuple[int, ...]
    due_s: tuple[int, ...]


def bounds(
    problem: Problem, tables: Timetables, vehicle: Vehicle, visits: Sequence[int]
) -> Bounds | None:
    """The bounds of a run; None where they would not hold."""
    peaks = problem.roads[vehicle.profile].peaks
    if vehicle.reloads or any(peak.speed_percent > 100 for peak in peaks):
        return None
    locked = dict(tables.locked[vehicle.vehicle_id])
    places = [vehicle.start, *(problem.stops[number].place for number in visits), vehicle.end]
    roads = [tables.road(vehicle, places[n], places[n + 1])[0] for n in range(len(places) - 1)]
    free = [vehicle.shift.opens_s]
    for n, number in enumerate(visits):
        stop, arrival_s = problem.stops[number], free[-1] + roads[n]
        opens_s = next_opening(stop.windows, arrival_s)
        begins_s = arrival_s if number in locked or opens_s is None else opens_s
        free.append(begins_s + _at_door_s(problem, vehicle, number, places[n]))
    due = [vehicle.shift.closes_s]
    for n in range(len(visits) - 1, -1, -1):
        stop = problem.stops[visits[n]]
        latest_s = due[-1] - roads[n + 1] - stop.service_for_s(vehicle)
        if visits[n] not in locked:
            latest_s = min(latest_s, stop.windows[-1].closes_s)
        due.append(latest_s)
    return Bounds(tuple(free), tuple(due[::-1]))


def _at_door_s(problem: Problem, vehicle: Vehicle, number: int, here: Place | None) -> int:
    stop = problem.stops[number]
    same = here is not None and here.index == stop.place.index
    return stop.service_for_s(vehicle) + (0 if same else stop.setup_for_s(vehicle))


def may_stand(
    problem: Problem,
    tables: Timetables,
    vehicle: Vehicle,
    of_run: Bounds,
    at: tuple[int, Place | None, Place | None],
    stop: int,
) -> bool:
    """Whether a stop may be possible on a road: its number, where it leaves from and leads to."""
    n, here, there = at
    wanted = problem.stops[stop]
    to_s, on_s = (
        tables.road(vehicle, here, wanted.place)[0],
        tables.road(vehicle, wanted.place, there)[0],
    )
    if to_s >= NO_ROAD or on_s >= NO_ROAD:
        return False
    begins_s = next_opening(wanted.windows, of_run.free_s[n] + to_s)
    if begins_s is None:
        return False
    return begins_s + _at_door_s(problem, vehicle, stop, here) + on_s <= of_run.due_s[n]
