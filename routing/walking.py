"""Walks along a run and keeps the best ways through it: breaks, rests by law, peaks, windows.

Kept for every number of breaks taken so far: the earliest that the courier is free. Where a rest
by law is asked for, a later way is kept too if the courier is better rested on it. What is free
earlier and rested no longer ago is never worse, and breaks come in a fixed order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from routing.driving import UNITS_PER_S, Pace
from routing.problem import ALWAYS, NO_ROAD, Break, Load, Place, Vehicle, Window
from routing.timeline import Entry, Limit, Obstacle, next_opening


@dataclass(frozen=True, slots=True)
class Leg:
    """A road to drive: seconds outside the peaks at common speed, metres, and what lay before."""

    duration_s: int
    distance_m: int
    before_m: int

    @property
    def units(self) -> int:
        """Its length for a `Pace`."""
        return self.duration_s * UNITS_PER_S

    def at_m(self, units_left: int) -> int:
        """Distance from the start of the run with so much of this road still ahead."""
        if not self.duration_s:
            return self.before_m + self.distance_m
        return self.before_m + self.distance_m * (self.units - units_left) // self.units


@dataclass(frozen=True, slots=True)
class Halt:
    """Where a leg leads: a stop or a reload depot, as this courier meets it.

    `fixed_s` is the instant of a locked step that is known; `pinned` steps are kept though late.
    """

    windows: tuple[Window, ...] | None
    setup_s: int
    service_s: int
    stop: int | None = None
    reload: int | None = None
    pinned: bool = False
    fixed_s: int | None = None

    def begins_s(self, arrival_s: int) -> int | None:
        """When work can begin for who comes then; None when all windows are over."""
        if self.fixed_s is not None:
            return max(arrival_s, self.fixed_s)
        if self.windows is None:
            return arrival_s
        begins_s = next_opening(self.windows, arrival_s)
        return arrival_s if begins_s is None and self.pinned else begins_s

    def late_s(self, arrival_s: int) -> int:
        """By how much somebody who comes then is late."""
        return arrival_s - self.windows[-1].closes_s if self.windows else 0


@dataclass(frozen=True, slots=True)
class _Trail:
    """The lines so far, newest first, shared between the ways that branched off later."""

    entry: Entry
    before: "_Trail | None"


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to have come so far: when free, at work since when, breaks taken, time driven."""

    free_s: int
    rested_s: int
    taken: int
    travel_s: int
    starts_s: int
    trail: _Trail | None = None


class Walk:
    """One courier's walk along one run."""

    def __init__(self, vehicle: Vehicle, pace: Pace, aside: Limit | None) -> None:
        self.vehicle, self.pace = vehicle, pace
        self.rests: Sequence[Break] = vehicle.breaks
        if aside is Limit.BREAK:
            self.rests = [replace(rest, windows=(ALWAYS,), max_load=None) for rest in self.rests]
        self.rule = None if aside is Limit.REST else vehicle.rest_rule
        self.shift_counts = aside is not Limit.SHIFT

    def entries(
        self, halts: Sequence[Halt], legs: Sequence[Leg], loads: Sequence[Load]
    ) -> tuple[int, list[Entry]] | Obstacle:
        """When the run starts, and its lines; or what it breaks first."""
        opens_s = self.vehicle.shift.opens_s
        worked_s = self.rule.worked_s if self.rule else 0
        ways = [_Way(opens_s, opens_s - worked_s, 0, 0, opens_s)]
        for halt, leg, load in zip(halts, legs[:-1], loads[:-1], strict=True):
            found = self._next(ways, halt, leg, load)
            if isinstance(found, Obstacle):
                return found
            ways = found
        return self._ended(ways, legs[-1], loads[-1])

    def _next(
        self, ways: Sequence[_Way], halt: Halt, leg: Leg, load: Load
    ) -> list[_Way] | Obstacle:
        """Every way on to the next halt that is worth keeping."""
        late_s, tired_s = NO_ROAD, NO_ROAD
        after: list[_Way] = []
        for way in ways:
            for there in self._arrivals(way, leg, load):
                begins_s = halt.begins_s(there.free_s)
                if begins_s is None:
                    late_s = min(late_s, halt.late_s(there.free_s))
                    continue
                come = self._setting_off(there, leg, begins_s)
                entry = Entry(
                    halt.stop,
                    None,
                    come.free_s,
                    begins_s,
                    halt.setup_s,
                    halt.service_s,
                    come.travel_s,
                    leg.before_m + leg.distance_m,
                    None if halt.reload is None else self.vehicle.reloads[halt.reload],
                )
                over_s = self._overworked_s(come, entry.leaves_s)
                if over_s > 0:
                    tired_s = min(tired_s, over_s)
                    continue
                after.append(_onward(come, entry))
        if after:
            return _worth_keeping(after)
        if late_s < NO_ROAD:
            return Obstacle(Limit.WINDOW, late_s, halt.stop)
        return Obstacle(Limit.REST, tired_s, halt.stop)

    def _ended(
        self, ways: Sequence[_Way], leg: Leg, load: Load
    ) -> tuple[int, list[Entry]] | Obstacle:
        """The way home, all breaks taken, as early as can be."""
        home = [
            there
            for way in ways
            for there in self._arrivals(way, leg, load)
            if there.taken == len(self.rests)
        ]
        if not home:
            return Obstacle(Limit.BREAK)
        awake = [there for there in home if self._overworked_s(there, there.free_s) <= 0]
        if not awake:
            return Obstacle(Limit.REST, min(self._overworked_s(one, one.free_s) for one in home))
        best = min(awake, key=lambda there: there.free_s)
        if self.shift_counts and best.free_s > self.vehicle.shift.closes_s:
            return Obstacle(Limit.SHIFT, best.free_s - self.vehicle.shift.closes_s)
        end_m = leg.before_m + leg.distance_m
        entries = [Entry(None, None, best.free_s, best.free_s, 0, 0, best.travel_s, end_m)]
        trail = best.trail
        while trail is not None:
            entries.append(trail.entry)
            trail = trail.before
        return self._later_start(best.starts_s, entries[::-1])

    def _later_start(self, starts_s: int, entries: list[Entry]) -> tuple[int, list[Entry]]:
        """Rather at home than waiting for a first break on the road."""
        first = entries[0]
        wait_s = first.begins_s - first.arrival_s
        if not first.rest or not wait_s or self.pace.peaks:
            return starts_s, entries
        return starts_s + wait_s, [replace(first, arrival_s=first.begins_s), *entries[1:]]

    def _setting_off(self, there: _Way, leg: Leg, begins_s: int) -> _Way:
        """Who has done nothing yet leaves home only when the first door asks."""
        wait_s = begins_s - there.free_s
        if there.trail is not None or wait_s <= 0:
            return there
        if not self.pace.peaks:
            later_s = there.starts_s + wait_s
            return replace(
                there, free_s=begins_s, starts_s=later_s, rested_s=there.rested_s + wait_s
            )
        later_s = max(there.starts_s, self.pace.departure_s(begins_s, leg.units))
        arrival_s = self.pace.arrival_s(later_s, leg.units)
        return replace(
            there,
            free_s=arrival_s,
            starts_s=later_s,
            travel_s=arrival_s - later_s,
            rested_s=there.rested_s + later_s - there.starts_s,
        )

    def _overworked_s(self, way: _Way, until_s: int) -> int:
        """By how much somebody works too long who works until then; nought or less if not."""
        return until_s - way.rested_s - self.rule.after_s if self.rule else 0

    def _arrivals(self, way: _Way, leg: Leg, load: Load) -> list[_Way]:
        """Arrivals at the end of a road, with no rest on it, or one before it, or one after it."""
        straight = self._driven(way, leg, load)
        if self.rule is None or way.trail is None:
            return straight
        before = self._rested(way, leg.before_m)
        late = [self._rested(there, leg.before_m + leg.distance_m) for there in straight]
        return [
            *straight,
            *(self._driven(before, leg, load) if before else []),
            *(one for one in late if one is not None),
        ]

    def _rested(self, way: _Way, at_m: int) -> _Way | None:
        """The same way with a rest by law here; None for who has already worked too long."""
        rule = self.rule
        if rule is None or self._overworked_s(way, way.free_s) > 0:
            return None
        rest = Break(break_id=rule.break_id, windows=(ALWAYS,), service_s=rule.lasts_s)
        entry = Entry(None, rest, way.free_s, way.free_s, 0, rule.lasts_s, way.travel_s, at_m)
        return replace(_onward(way, entry), rested_s=entry.leaves_s)

    def _driven(self, way: _Way, leg: Leg, load: Load) -> list[_Way]:
        """Arrivals at the end of a road, with no break on it, with the next one, with two, ...

        A break begins as soon as it may: at the last door, on the road, or where the road ends;
        the rest of the road is driven after it.
        """
        units = leg.units
        found = [self._arrived(way, units)]
        for number in range(way.taken, len(self.rests)):
            rest = self.rests[number]
            begins_s = next_opening(rest.windows, way.free_s)
            if begins_s is None or _too_full(rest, load):
                break
            there_s = self.pace.arrival_s(way.free_s, units)
            stops_s = min(there_s, begins_s)
            if there_s <= begins_s:
                units = 0
            else:
                units -= self.pace.progress(way.free_s, stops_s)
            travel_s = way.travel_s + stops_s - way.free_s
            entry = Entry(
                None, rest, stops_s, begins_s, 0, rest.service_s, travel_s, leg.at_m(units)
            )
            rested_s = way.rested_s
            if self.rule and rest.service_s >= self.rule.lasts_s:
                if self._overworked_s(way, begins_s) > 0:
                    break
                rested_s = entry.leaves_s
            way = _Way(
                entry.leaves_s,
                rested_s,
                number + 1,
                travel_s,
                way.starts_s,
                _Trail(entry, way.trail),
            )
            found.append(self._arrived(way, units))
        return found

    def _arrived(self, way: _Way, units: int) -> _Way:
        if not units:
            return way
        there_s = self.pace.arrival_s(way.free_s, units)
        return _Way(
            there_s,
            way.rested_s,
            way.taken,
            way.travel_s + there_s - way.free_s,
            way.starts_s,
            way.trail,
        )


def _onward(way: _Way, entry: Entry) -> _Way:
    """The way once a line of the timetable is done."""
    return _Way(
        entry.leaves_s,
        way.rested_s,
        way.taken,
        way.travel_s,
        way.starts_s,
        _Trail(entry, way.trail),
    )


def _too_full(rest: Break, load: Load) -> bool:
    return rest.max_load is not None and any(
        held > most for held, most in zip(load, rest.max_load, strict=True)
    )


def _worth_keeping(ways: list[_Way]) -> list[_Way]:
    """Those that no other is at least as good as, with as many breaks taken."""
    if len(ways) == 1:
        return ways
    kept: list[_Way] = []
    for way in sorted(ways, key=lambda one: (one.taken, one.free_s, -one.rested_s)):
        if not kept or kept[-1].taken != way.taken or kept[-1].rested_s < way.rested_s:
            kept.append(way)
    return kept


def here_already(here: Place | None, there: Place) -> bool:
    """Whether the courier is at a place, so that parking again falls away."""
    return here is not None and here.index == there.index
