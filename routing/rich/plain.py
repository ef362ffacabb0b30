"""A plainer picture of a rich day, for engines that know only windows, loads and limits.

It allows too much rather than too little, only that roads are as slow all day as on average; what
it allows wrongly is set right on exact timetables afterwards.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from routing.problem import NO_ROAD, Peak, Problem, Roads, Vehicle, Window
from routing.timetable import Timetable, Timetables


def plain(problem: Problem, tables: Timetables) -> Problem:
    """The day without reloads, rests by law, locked steps and peak hours."""
    opens_s = min(vehicle.shift.opens_s for vehicle in problem.vehicles)
    closes_s = max(vehicle.shift.closes_s for vehicle in problem.vehicles)
    typed = any(stop.setup_by_type or stop.service_by_type for stop in problem.stops)
    return replace(
        problem,
        # who may never go where is told to engines by the list of those who may
        tasks=tuple(
            replace(task, never=frozenset()) if task.never else task for task in problem.tasks
        ),
        vehicles=tuple(_vehicle(tables, vehicle, typed=typed) for vehicle in problem.vehicles),
        roads={name: _steady(roads, opens_s, closes_s) for name, roads in problem.roads.items()},
        # the run of whoever is on the way already has begun before this picture does
        balance=None if any(tables.locked.values()) else problem.balance,
    )


def _steady(roads: Roads, opens_s: int, closes_s: int) -> Roads:
    """Roads as slow all day as they are on average while somebody works."""
    if not roads.peaks:
        return roads
    percent = _mean_percent(roads.peaks, opens_s, closes_s)
    slower = np.ceil(roads.durations_s * (100 / percent)).astype(np.int64)
    slower[roads.durations_s >= NO_ROAD] = NO_ROAD
    return replace(roads, durations_s=slower, peaks=())


def _mean_percent(peaks: Sequence[Peak], opens_s: int, closes_s: int) -> float:
    whole_s = max(1, closes_s - opens_s)
    lost_s = sum(
        max(0, min(closes_s, peak.closes_s) - max(opens_s, peak.opens_s))
        * (100 - peak.speed_percent)
        for peak in peaks
    )
    return max(1.0, 100 - lost_s / whole_s)


def _vehicle(tables: Timetables, vehicle: Vehicle, *, typed: bool) -> Vehicle:
    trips = 1 + (vehicle.max_reloads if vehicle.reloads else 0)
    plainer = replace(
        vehicle,
        capacity=tuple(most * trips for most in vehicle.capacity),
        breaks=tuple(replace(rest, max_load=None) for rest in vehicle.breaks),
        reloads=(),
        max_reloads=1,
        vehicle_type=vehicle.vehicle_type if typed else "",
        rest_rule=None,
        steps=(),
    )
    return _after_locked(tables, vehicle, plainer)


def _after_locked(tables: Timetables, vehicle: Vehicle, plainer: Vehicle) -> Vehicle:
    """The courier where the locked steps leave off."""
    prefix = [number for number, _ in tables.locked[vehicle.vehicle_id]]
    if not prefix:
        return plainer
    table = tables.lay_out(replace(vehicle, end=None, breaks=(), rest_rule=None), prefix)
    if not isinstance(table, Timetable):
        return plainer
    free_s = min(max(table.ends_s, plainer.shift.opens_s), plainer.shift.closes_s)
    return replace(
        plainer,
        start=tables.problem.stops[prefix[-1]].place,
        shift=Window(free_s, plainer.shift.closes_s),
        breaks=tuple(rest for rest in plainer.breaks if rest.windows[-1].closes_s >= free_s),
        max_tasks=_less(plainer.max_tasks, len(prefix)),
        max_travel_time_s=_less(plainer.max_travel_time_s, table.travel_s),
        max_distance_m=_less(plainer.max_distance_m, table.distance_m),
    )


def _less(limit: int | None, used: int) -> int | None:
    return None if limit is None else max(0, limit - used)
