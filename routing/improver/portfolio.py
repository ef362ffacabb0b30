"""One day, several searches: each core anneals a plan of its own; what they met is recombined.

The search goes through stages. Between them the runs that all cores met are put together anew, and
late in the search every core goes on from the best plan. The threads share the day and nothing
else, and the compiled steps run without Python's lock. With a limit of rounds nothing depends on
the clock.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial

from routing.effort import Better, Effort
from routing.filling import ONE
from routing.improver.chain import Chain, Runs, Score
from routing.improver.picture import Picture, draw
from routing.improver.searcher import Searcher, pace
from routing.master.recombine import Column, recombine
from routing.problem import Problem

STAGES = (0.5, 0.75, 0.9, 1.0)
"""When the runs met so far are put together anew, as shares of the whole."""
TOGETHER_FROM = 0.75
"""From when on every core goes on from the best plan."""
RECOMBINE_SHARE = 0.04
"""How much of the whole time one choice may take."""
RECOMBINE_EFFORT = 1.0
MOST_COLUMNS, COLUMNS_A_SECOND = 3_000, 200
FEWEST_RUNS = 3
"""Fewer runs can hardly be put together in another way."""
LISTENING_S = 0.05


def improve(problem: Problem, able: Sequence[Sequence[int]], effort: Effort) -> Runs:
    """Good runs for as many tasks as can be placed: one per courier, stops by their numbers."""
    if not any(able):
        return [[] for _ in problem.vehicles]
    picture = draw(problem, able, effort.seed)
    team = _Team(picture, effort)
    team.search()
    found: Runs = [[] for _ in problem.vehicles]
    for courier, run in zip(picture.couriers, team.best.chain.best, strict=True):
        found[courier] = [picture.stops[node] for node in run]
    return found


class _Team:
    """The searches of one day and the best plan among them."""

    def __init__(self, picture: Picture, effort: Effort) -> None:
        self.picture, self.effort = picture, effort
        self.pace = pace(effort, len(picture.stops))
        self.stop = False
        cores = max(1, effort.cores)
        self.searchers = [
            Searcher(Chain(picture.day, effort.seed * 1_000 + core), self.pace, self._stopped)
            for core in range(cores)
        ]
        self.pool: dict[tuple[int, frozenset[int]], Column] = {}
        self.told: Score | None = None

    @property
    def best(self) -> Searcher:
        """The search with the best plan; the first of equals."""
        return min(self.searchers, key=lambda one: one.reached)

    def search(self) -> None:
        """Goes through all stages, or as far as there is time."""
        with ThreadPoolExecutor(len(self.searchers)) as threads:
            try:
                self._together(threads, Searcher.grow)
                for stage in STAGES:
                    self._together(threads, partial(Searcher.search, share=stage))
                    if self.effort.ended():
                        break
                    self._recombine(last=stage == STAGES[-1])
                    if len(self.searchers) > 1 and stage >= TOGETHER_FROM:
                        self._share_best()
                    self._tell()
            finally:
                self.stop = True

    def _together(
        self,
        threads: ThreadPoolExecutor,
        work: Callable[..., None],
    ) -> None:
        """Lets every core do its part; a single one does it here, without a thread of its own."""
        if len(self.searchers) == 1:
            work(self.searchers[0], breathe=self._tell)
            return
        waiting = {threads.submit(work, one, breathe=_silence) for one in self.searchers}
        while waiting:
            done, waiting = wait(waiting, timeout=LISTENING_S)
            self.stop = self.stop or self.effort.watch.cancelled()
            self._tell()
            for part in done:
                part.result()

    def _stopped(self) -> bool:
        """Asked by every thread; who watches is asked only by the first one."""
        if self.stop or self.effort.left_s() <= 0:
            return True
        if len(self.searchers) == 1:
            self.stop = self.effort.watch.cancelled()
        return self.stop

    def _tell(self) -> None:
        """Tells of a better plan."""
        reached = self.best.reached
        if self.told is None or reached < self.told:
            self.told = reached
            stops = len(self.picture.stops) - self.best.chain.placed
            cost = (reached[1] * self.picture.step + ONE // 2) // ONE
            self.effort.watch.on_better(Better(cost, stops))

    def _recombine(self, *, last: bool) -> None:
        """Puts the runs met so far together anew; the best core goes on from what that makes."""
        whole_s = self.effort.deadline_s - self.pace.begun_s
        for one in self.searchers:
            for column in (*one.chain.noted(), *one.chain.columns()):
                key = column.kind, frozenset(column.stops)
                known = self.pool.pop(key, column)  # the newest stand at the end
                self.pool[key] = min(known, column, key=lambda each: each.price)
        most = MOST_COLUMNS
        if self.effort.round_limit is None:
            most = min(most, int(COLUMNS_A_SECOND * whole_s))
        for key in list(self.pool)[: max(0, len(self.pool) - most)]:
            del self.pool[key]
        leader = self.best
        best = leader.chain.columns()
        if len(best) < FEWEST_RUNS or not most:
            return
        chosen = recombine(
            list(self.pool.values()),
            best,
            self.picture.counts,
            limit_s=max(0.01, min(RECOMBINE_SHARE * whole_s, self.effort.left_s())),
            effort=RECOMBINE_EFFORT,
            seed=self.effort.seed % 2**31,
        )
        if chosen is not None:
            self._adopt(leader, chosen)

    def _adopt(self, leader: Searcher, chosen: Sequence[Column]) -> None:
        """Goes on from a choice of runs where it is a plan, and a better one."""
        before = leader.chain.best
        runs = self.picture.placed(without_twice(chosen, self.picture))
        if not leader.chain.begin(runs) or leader.chain.score >= leader.reached:
            leader.chain.begin(before)
        leader.reached = leader.chain.score

    def _share_best(self) -> None:
        """Lets every core go on from the best plan."""
        leader = self.best
        for one in self.searchers:
            if one is not leader:
                one.chain.begin(leader.chain.best)
                one.reached = one.chain.score


def without_twice(chosen: Sequence[Column], picture: Picture) -> list[Column]:
    """The same runs with every stop only in the one where leaving it out would save least."""
    runs = {n: list(column.stops) for n, column in enumerate(chosen)}
    holding: dict[int, list[int]] = {}
    for n, stops in runs.items():
        for stop in stops:
            holding.setdefault(stop, []).append(n)
    for stop, held in holding.items():
        while len(held) > 1:
            dearest = max(held, key=lambda n: picture.saving(chosen[n].kind, runs[n], stop))
            runs[dearest].remove(stop)
            held.remove(dearest)
    return [Column(chosen[n].kind, tuple(stops), 0) for n, stops in runs.items() if stops]


def _silence() -> None:
    """A core with a thread of its own tells nobody."""
