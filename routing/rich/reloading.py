"""Where a run is best interrupted to fill the bag again, for visits in a given order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routing.filling import detour
from routing.problem import NO_ROAD, Load, Problem, Vehicle
from routing.timetable import Timetables

MOST_OFFERED = 24


@dataclass(frozen=True, slots=True)
class _Part:
    """The cheapest way to have served the first visits: its price and its reloads so far."""

    price: int
    reloads: tuple[tuple[int, int], ...]


def with_reloads(
    problem: Problem, tables: Timetables, vehicle: Vehicle, visits: Sequence[int]
) -> Iterator[list[int]]:
    """The visits with reloads put in so that the bag is never too full, the shortest way first.

    First the shortest of all; should the clock forbid it, other places for a single reload.
    """
    at = _Places(problem, tables, vehicle, visits)
    best = at.shortest()
    offered = 0
    if best is not None:
        yield _put(visits, best)
        offered += 1
    for _, where, depot in sorted(at.single()):
        if offered >= MOST_OFFERED:
            return
        if best != ((where, depot),):
            offered += 1
            yield _put(visits, ((where, depot),))


def _put(visits: Sequence[int], reloads: Sequence[tuple[int, int]]) -> list[int]:
    run = list(visits)
    for where, depot in sorted(reloads, reverse=True):
        run.insert(where, -1 - depot)
    return run


class _Places:
    """What a reload costs before every visit, and which visits fit into one bag."""

    def __init__(
        self, problem: Problem, tables: Timetables, vehicle: Vehicle, visits: Sequence[int]
    ) -> None:
        self.problem, self.vehicle, self.visits = problem, vehicle, visits
        ways = [vehicle.start, *(problem.stops[n].place for n in visits), vehicle.end]
        self.prices: list[list[int]] = [
            [
                price
                if (price := detour(tables, vehicle, ways[n], (depot.place,), ways[n + 1]))
                is not None
                else NO_ROAD
                for depot in vehicle.reloads
            ]
            for n in range(len(visits))
        ]
        self.fits = [self._longest_from(n) for n in range(len(visits))]

    def shortest(self) -> tuple[tuple[int, int], ...] | None:
        """The cheapest reloads that keep the bag from being too full, by dynamic programming."""
        count = len(self.visits)
        if self.fits[0] >= count:
            return ()
        ways: dict[int, _Part] = {0: _Part(0, ())}  # by the visit that the last trip begins with
        ends: list[_Part] = []
        for _ in range(self.vehicle.max_reloads):
            ways = self._further(ways)
            ends += [part for first, part in ways.items() if self.fits[first] >= count]
        return min(ends, key=lambda part: part.price).reloads if ends else None

    def _further(self, ways: dict[int, _Part]) -> dict[int, _Part]:
        """The same ways with one more reload, before every visit where it can be."""
        further: dict[int, _Part] = {}
        for first, part in ways.items():
            for where in range(first + 1, min(self.fits[first], len(self.visits) - 1) + 1):
                for depot, price in enumerate(self.prices[where]):
                    total = part.price + price
                    if price < NO_ROAD and (where not in further or total < further[where].price):
                        further[where] = _Part(total, (*part.reloads, (where, depot)))
        return further

    def single(self) -> Iterator[tuple[int, int, int]]:
        """Every single reload that is enough: price, before which visit, at which depot."""
        for where in range(1, len(self.visits)):
            if self.fits[0] >= where and self.fits[where] >= len(self.visits):
                for depot, price in enumerate(self.prices[where]):
                    if price < NO_ROAD:
                        yield price, where, depot

    def _longest_from(self, first: int) -> int:
        """Up to, but not with, which visit one filling of the bag lasts from here."""
        held = list(self._on_board(first))
        peak = list(held)
        for n in range(first, len(self.visits)):
            stop = self.problem.stops[self.visits[n]]
            shipped = self.problem.tasks[self.problem.task_of[self.visits[n]]].is_shipment
            for k, most in enumerate(self.vehicle.capacity):
                filled = 0 if shipped else stop.delivery[k]
                held[k] += filled
                peak[k] = max(peak[k] + filled, held[k])
                held[k] += stop.pickup[k] - stop.delivery[k]
                peak[k] = max(peak[k], held[k])
                if peak[k] > most:
                    return n
        return len(self.visits)

    def _on_board(self, first: int) -> Load:
        """What shipments have put into the bag before a visit."""
        held = [0] * self.problem.dimensions
        for number in self.visits[:first]:
            if self.problem.tasks[self.problem.task_of[number]].is_shipment:
                stop = self.problem.stops[number]
                held = [
                    one + taken - given
                    for one, taken, given in zip(held, stop.pickup, stop.delivery, strict=True)
                ]
        return tuple(held)
