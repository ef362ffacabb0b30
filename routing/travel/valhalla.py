"""Valhalla as a source of travel times: in this process, beside it, or far away."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np

from routing.problem import NO_ROAD, Metres
from routing.travel.engine import Table, covering
from routing.travel.errors import RequestRefused, RoadsUnavailable
from routing.travel.great_circle import straight_m
from routing.travel.points import Point
from routing.travel.valhalla_json import (
    Json,
    Nonsense,
    costing_of,
    location,
    matrix_answer,
    matrix_question,
    snapped,
)

TOO_MANY = {"150"}
NOBODY_GETS_THERE = {"154", "170", "171", "442"}
"""Of one question as a whole: too far apart, on another island, no road near, no way found."""

PLACES_AT_ONCE = 200
PAIRS_AT_ONCE = 40_000
MOST_SPLITS = 500
"""How often a question may be cut because somebody in it gets nowhere."""

FARTHEST_M = {"auto": 400_000, "bicycle": 200_000, "pedestrian": 200_000}
"""What Valhalla's own settings allow between two places of a matrix."""


class Asker(Protocol):
    """Takes a question to a Valhalla. Safe in several threads."""

    def __call__(self, action: str, question: Json, /) -> Json:
        """The answer; a bare list is found under the empty name.

        Raises RequestRefused where Valhalla declines, RoadsUnavailable where nobody answers.
        """
        ...


class Valhalla:
    """Asks for matrices in pieces that the engine at the other end accepts.

    `quick`, where there is one, is asked first: the same map with Valhalla's search of matrices
    that spreads from each source. For cars it takes a fifth of the time, on foot it is exact where
    the other is not, but it leaves some rows and columns empty (a few places of a hundred); those
    alone are asked of `sure`, which finds whatever there is. `at_once` questions may run at the
    same time.
    """

    knows_streets = True

    def __init__(
        self,
        name: str,
        version: str,
        sure: Asker,
        *,
        quick: Asker | None = None,
        has_own_limits: bool = False,
        at_once: int = 1,
    ) -> None:
        self.name, self.version = name, version
        self._sure, self._quick, self._at_once = sure, quick, max(1, at_once)
        self._far_m: dict[str, int] = {} if has_own_limits else FARTHEST_M
        self._pairs_at_once = PAIRS_AT_ONCE

    def off_road_m(self, points: Sequence[Point], profile: str) -> Metres:
        """How far each point lies from its nearest road; NO_ROAD where there is none near."""
        costing = costing_of(profile)
        found: list[int] = []
        for first in range(0, len(points), PLACES_AT_ONCE):
            some = points[first : first + PLACES_AT_ONCE]
            question: Json = {
                "locations": [location(point) for point in some],
                "costing": costing,
                "verbose": False,
            }
            try:
                near = snapped(self._sure("locate", question), len(some))
            except (Nonsense, RequestRefused) as fault:
                raise self._nonsense(fault) from fault
            found += [_nearest_m(point, roads) for point, roads in zip(some, near, strict=True)]
        return np.array(found, dtype=np.int64)

    def table(self, sources: Sequence[Point], targets: Sequence[Point], profile: str) -> Table:
        """Travel between points that are on the road net."""
        costing = costing_of(profile)
        found = Table.without_roads(len(sources), len(targets))
        for rows, columns in self._within_reach(sources, targets, costing):
            part = self._complete(
                [sources[row] for row in rows], [targets[column] for column in columns], costing
            )
            found.put(rows, columns, part)
        return found

    def _within_reach(
        self, sources: Sequence[Point], targets: Sequence[Point], costing: str
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Rows that reach the same columns, together: a pair that is too far spoils a question."""
        everything = list(range(len(sources))), list(range(len(targets)))
        if costing not in self._far_m:
            yield everything
            return
        groups = defaultdict[bytes, list[int]](list)
        near = straight_m(sources, targets) <= self._far_m[costing]
        for row in everything[0]:
            groups[near[row].tobytes()].append(row)
        for rows in groups.values():
            columns = np.flatnonzero(near[rows[0]]).tolist()
            if columns:
                yield rows, columns

    def _complete(self, sources: Sequence[Point], targets: Sequence[Point], costing: str) -> Table:
        """One matrix: quickly first, then what that left empty."""
        if self._quick is None:
            return self._in_pieces(self._sure, sources, targets, costing)
        found = self._side_by_side(self._quick, sources, targets, costing)
        for rows, columns in covering(found.missing):
            some = [sources[row] for row in rows], [targets[column] for column in columns]
            found.fill(rows, columns, self._in_pieces(self._sure, *some, costing))
        return found

    def _side_by_side(
        self, ask: Asker, sources: Sequence[Point], targets: Sequence[Point], costing: str
    ) -> Table:
        """Several sources each: what spreads from one source helps no other."""
        shares = [
            share.tolist()
            for share in np.array_split(np.arange(len(sources)), self._at_once)
            if len(share)
        ]
        found = Table.without_roads(len(sources), len(targets))
        with ThreadPoolExecutor(self._at_once) as threads:
            parts = threads.map(
                lambda rows: self._in_pieces(ask, [sources[n] for n in rows], targets, costing),
                shares,
            )
            for rows, part in zip(shares, parts, strict=True):
                found.put(rows, range(len(targets)), part)
        return found

    def _in_pieces(
        self, ask: Asker, sources: Sequence[Point], targets: Sequence[Point], costing: str
    ) -> Table:
        found = Table.without_roads(len(sources), len(targets))
        waiting = [(list(range(len(sources))), list(range(len(targets))))]
        splits = 0
        while waiting:
            rows, columns = waiting.pop()
            if not rows or not columns:
                continue
            small = len(rows) * len(columns) <= self._pairs_at_once
            part = self._once(ask, sources, targets, (rows, columns), costing) if small else None
            if part is not None:
                found.put(rows, columns, part)
            elif len(rows) * len(columns) > 1:
                splits += small
                if splits > MOST_SPLITS:
                    raise self._nonsense("declines question after question")
                waiting += _halves(rows, columns)
        return found

    def _once(
        self,
        ask: Asker,
        sources: Sequence[Point],
        targets: Sequence[Point],
        cells: tuple[list[int], list[int]],
        costing: str,
    ) -> Table | None:
        """One question; None where less must be asked at once, or where one pair has no road."""
        rows, columns = cells
        question = matrix_question(
            [sources[row] for row in rows], [targets[column] for column in columns], costing
        )
        try:
            return matrix_answer(ask("sources_to_targets", question), len(rows), len(columns))
        except RequestRefused as refused:
            if refused.number in TOO_MANY and len(rows) * len(columns) > 1:
                self._pairs_at_once = max(1, len(rows) * len(columns) // 2)
                return None
            if refused.number in NOBODY_GETS_THERE:
                return None
            raise self._nonsense(refused) from refused
        except Nonsense as fault:
            raise self._nonsense(fault) from fault

    def _nonsense(self, fault: Exception | str) -> RoadsUnavailable:
        return RoadsUnavailable(
            self.name,
            f"Valhalla answers, but not as it should: {fault}.",
            "See its log, or use --matrix great-circle.",
        )


def _nearest_m(point: Point, roads: Sequence[Point]) -> int:
    if not roads:
        return NO_ROAD
    return int(np.ceil(straight_m([point], roads).min() - 0.5))


def _halves(rows: list[int], columns: list[int]) -> list[tuple[list[int], list[int]]]:
    """The same cells as two questions, cut across the longer side."""
    if len(rows) >= len(columns):
        half = len(rows) // 2
        return [(rows[:half], columns), (rows[half:], columns)]
    half = len(columns) // 2
    return [(rows, columns[:half]), (rows, columns[half:])]
