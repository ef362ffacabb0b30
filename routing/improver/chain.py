"""One search: its plans, its tally and its luck; goes on where it stopped."""

from typing import cast

import numpy as np

from routing.improver import rounds
from routing.improver.arrays import Day, Pool, Scratch, State, Table, empty_state
from routing.improver.layout import (
    BEST_PRICE,
    BEST_WEIGHT,
    BLINK,
    LONGEST,
    NEARLY,
    PACES,
    POOL_STOPS,
    POOLED,
    PRICE,
    STRINGS,
    TALLIES,
    TEMPERATURE,
    WEIGHT,
    RunRow,
)
from routing.master.recombine import Column

Runs = list[list[int]]
Score = tuple[int, int]
"""What is left out, weighed, and the price; the smaller the better."""

POOL_RUNS = 20_000
POOL_ROOM = 1_000_000
STRINGS_USUAL, LONGEST_USUAL, BLINK_USUAL, NEARLY_USUAL = 10.0, 10.0, 0.01, 1.006


class Chain:
    """A search of one day. It belongs to one thread."""

    def __init__(self, day: Day, seed: int) -> None:
        self.day = day
        draws = np.random.default_rng(seed)
        self.chance = draws.integers(1, 2**63 - 1, 1).astype(np.uint64)
        stops, runs = len(day.able), len(empty_state(day).runs)
        self.scratch = Scratch(
            touched=np.zeros(runs + 1, np.int64),
            marks=np.zeros(runs, np.uint8),
            stale=np.zeros(runs, np.uint8),
            stops=np.zeros(stops + 1, np.int64),
            keys=np.zeros(stops, np.float64),
        )
        self.pool = Pool(
            stops=np.zeros(POOL_ROOM, np.int32),
            ends=np.zeros(POOL_RUNS, np.int64),
            kinds=np.zeros(POOL_RUNS, np.int64),
            prices=np.zeros(POOL_RUNS, np.int64),
            met=np.zeros(8 * POOL_RUNS, np.uint64),
            keys=draws.integers(1, 2**63 - 1, stops).astype(np.uint64),
        )
        self.pace = np.zeros(PACES, np.float64)
        self.pace[[STRINGS, LONGEST]] = STRINGS_USUAL, LONGEST_USUAL
        self.pace[[BLINK, NEARLY]] = BLINK_USUAL, NEARLY_USUAL
        self.begin([[] for _ in range(runs)])

    def begin(self, runs: Runs) -> bool:
        """Goes on from another plan (stops as nodes); False where it breaks a limit."""
        self.tally = np.zeros(TALLIES, np.int64)
        self.tally[WEIGHT] = self.day.weights.clip(0).sum()
        self.states = (empty_state(self.day), empty_state(self.day), empty_state(self.day))
        stops = np.array([stop for run in runs for stop in run], np.int64)
        ends = np.cumsum([len(run) for run in runs], dtype=np.int64)
        kept = rounds.take_up(self.day, self.states, self.tally, self.scratch, stops, ends)
        self.tally[[BEST_WEIGHT, BEST_PRICE]] = self.tally[[WEIGHT, PRICE]]
        return bool(kept)

    def go(self, count: int, temperature: float) -> None:
        """Goes through so many rounds, accepting worse plans by about `temperature`."""
        self.pace[TEMPERATURE] = temperature
        rounds.go_rounds(
            self.day,
            self.states,
            self.tally,
            self.scratch,
            self.pool,
            self.pace,
            self.chance,
            count,
        )

    def usual_arc(self) -> float:
        """The mean price of the roads of the best plan."""
        runs = cast(Table, self.states[2].runs)
        roads = runs["size"].sum() + np.count_nonzero(runs["size"])
        return max(1.0, float(runs["toll"].sum()) / max(1, int(roads)))

    @property
    def placed(self) -> int:
        """How many stops the best plan serves."""
        return sum(map(len, self.best))

    @property
    def score(self) -> Score:
        """Of the best plan."""
        return int(self.tally[BEST_WEIGHT]), int(self.tally[BEST_PRICE])

    @property
    def best(self) -> Runs:
        """The runs of the best plan, stops as nodes."""
        return _runs(self.states[2])

    def noted(self) -> list[Column]:
        """The runs noted since this was last asked; they are forgotten here."""
        count = self.tally[POOLED]
        rows = (self.pool.ends[:count], self.pool.kinds[:count], self.pool.prices[:count])
        ends, kinds, prices = (row.tolist() for row in rows)
        found = [
            Column(kind, tuple(self.pool.stops[first:end].tolist()), price)
            for first, end, kind, price in zip([0, *ends], ends, kinds, prices, strict=False)
        ]
        self.tally[[POOLED, POOL_STOPS]] = 0
        self.pool.met[:] = 0
        return found

    def columns(self) -> list[Column]:
        """The runs of the best plan with their prices."""
        state = self.states[2]
        return [
            Column(int(state.runs[run].kind), tuple(stops), self._price(state.runs[run]))
            for run, stops in enumerate(self.best)
            if stops
        ]

    def _price(self, run: RunRow) -> int:
        kind = self.day.kinds[run.kind]
        return int(kind.fixed + run.toll + run.wish)


def _runs(state: State) -> Runs:
    found: Runs = []
    chain, runs = cast(Table, state.chain), cast(Table, state.runs)
    after = chain["next"].tolist()
    for first, size in runs[["first", "size"]].tolist():
        run: list[int] = []
        stop = first
        while size and stop >= 0:
            run.append(stop)
            stop = after[stop]
        found.append(run)
    return found
