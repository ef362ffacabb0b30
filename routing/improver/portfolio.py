"""One day, several searches: each anneals a plan of its own; what they met is recombined.

Each core lives through one or more searches, every one from an empty plan; the runs of all of them
are put together anew, and the cores polish what that makes. A large day has time for a single
search. The threads share the day and nothing else, and the compiled steps run without Python's
lock. With a limit of rounds nothing depends on the clock.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait

from routing.effort import Better, Effort
from routing.filling import ONE
from routing.improver.chain import Chain, Runs, Score
from routing.improver.picture import Picture, draw
from routing.improver.searcher import Part, Searcher, pace
from routing.master.recombine import Column, recombine
from routing.problem import Problem

LIVES_END = 0.85
"""What share of the whole goes to searches from an empty plan; the rest polishes."""
MOST_LIVES = 3
ROUNDS_OF_A_LIFE = 20
"""For each pair of stops: after so many rounds a search from an empty plan has found about what
it finds, so that another one is worth more (100 stops: 0.2 million; 200: 0.8 million)."""
PROBE = 0.02
"""After what share of the whole it is known how fast the rounds are."""
WARM_ARCS, COLD_ARCS = 1.0, 0.01
MIXED_WARM_ARCS, MIXED_COLD_ARCS = 5.0, 0.05
"""The same where couriers differ: stops then change hands only over much worse plans."""
POLISH_WARM_ARCS, POLISH_COLD_ARCS = 0.1, 0.01
RECOMBINE_SHARE = 0.04
"""How much of the whole time one choice may take."""
RECOMBINE_EFFORT = 1.0
MOST_COLUMNS, COLUMNS_A_SECOND = 4_000, 300
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
    for courier, run in zip(picture.couriers, team.best, strict=True):
        found[courier] = [picture.stops[node] for node in run]
    return found


class _Team:
    """The searches of one day and the best plan among them."""

    def __init__(self, picture: Picture, effort: Effort) -> None:
        self.picture, self.effort = picture, effort
        self.pace = pace(effort, len(picture.stops))
        self.stop = False
        self.searchers = [
            Searcher(Chain(picture.day, effort.seed * 1_000 + core), self.pace, self._stopped)
            for core in range(max(1, effort.cores))
        ]
        self.best: Runs = self.searchers[0].chain.best
        self.columns: list[Column] = []
        self.score = self.searchers[0].reached
        self.pool: dict[tuple[int, frozenset[int]], Column] = {}
        self.told: Score | None = None

    def search(self) -> None:
        """All lives, recombination and polish, or as far as there is time."""
        with ThreadPoolExecutor(len(self.searchers)) as threads:
            try:
                for part in self._lives(threads):
                    self._together(threads, part)
                    self._harvest()
                    if part.ends < LIVES_END and not self.effort.ended():
                        continue
                    self._recombine()
                    polish = Part(part.ends, 1.0, POLISH_WARM_ARCS, POLISH_COLD_ARCS)
                    for one in self.searchers:
                        one.take_up(self.best)
                    self._together(threads, polish)
                    self._harvest()
                    self._recombine()
            finally:
                self.stop = True
                self._harvest()

    def _lives(self, threads: ThreadPoolExecutor) -> Iterator[Part]:
        """The searches from an empty plan: as many as there are rounds for."""
        warm, cold = WARM_ARCS, COLD_ARCS
        if len(self.picture.counts) > 1:
            warm, cold = MIXED_WARM_ARCS, MIXED_COLD_ARCS
        probe = Part(0.0, PROBE, warm, warm, fresh=True)
        self._together(threads, probe)
        done = self.searchers[0].rounds
        whole = done / max(PROBE / 2, min(1.0, self.pace.share(done)))
        if self.effort.round_limit is not None:
            whole = float(self.pace.most_rounds)
        rounds = max(1, ROUNDS_OF_A_LIFE * len(self.picture.stops) ** 2)
        lives = min(MOST_LIVES, max(1, int(LIVES_END * whole / rounds)))
        for life in range(lives):
            begins = LIVES_END * life / lives
            ends = LIVES_END * (life + 1) / lives if life + 1 < lives else LIVES_END
            yield Part(begins, ends, warm, cold, fresh=life > 0)

    def _together(self, threads: ThreadPoolExecutor, part: Part) -> None:
        """Lets every core go through a part; a single one does it here, without a thread."""
        if len(self.searchers) == 1:
            self.searchers[0].search(part=part, breathe=self._tell)
            return
        waiting = {
            threads.submit(one.search, part=part, breathe=_silence) for one in self.searchers
        }
        while waiting:
            done, waiting = wait(waiting, timeout=LISTENING_S)
            self.stop = self.stop or self.effort.watch.cancelled()
            self._tell()
            for each in done:
                each.result()

    def _stopped(self) -> bool:
        """Asked by every core; who watches is asked in the thread that asked for the plan."""
        if self.stop or self.effort.left_s() <= 0:
            return True
        if len(self.searchers) == 1:
            self.stop = self.effort.watch.cancelled()
        return self.stop

    def _tell(self) -> None:
        """Tells of a better plan."""
        leader = min(self.searchers, key=lambda one: one.reached)
        if leader.reached < self.score and (self.told is None or leader.reached < self.told):
            self.told = leader.reached
            left = len(self.picture.stops) - leader.chain.placed
            cost = (leader.reached[1] * self.picture.step + ONE // 2) // ONE
            self.effort.watch.on_better(Better(cost, left))

    def _harvest(self) -> None:
        """Keeps the best plan that any core has found, and the runs that all of them noted."""
        most = MOST_COLUMNS
        if self.effort.round_limit is None:
            whole_s = self.effort.deadline_s - self.pace.begun_s
            most = min(most, int(COLUMNS_A_SECOND * whole_s))
        each = max(1, most // (2 * len(self.searchers)))
        for one in self.searchers:
            columns = one.chain.columns()
            if one.chain.score < self.score:
                self.score, self.best, self.columns = one.chain.score, one.chain.best, columns
            for column in (*one.chain.noted()[-each:], *columns):
                key = column.kind, frozenset(column.stops)
                known = self.pool.pop(key, column)  # the newest stand at the end
                self.pool[key] = min(known, column, key=lambda run: run.price)
        for key in list(self.pool)[: max(0, len(self.pool) - most)]:
            del self.pool[key]

    def _recombine(self) -> None:
        """Puts the runs met so far together anew; the first core takes up what that makes."""
        if self.effort.ended() or len(self.columns) < FEWEST_RUNS:
            return
        whole_s = self.effort.deadline_s - self.pace.begun_s
        chosen = recombine(
            list(self.pool.values()),
            self.columns,
            self.picture.counts,
            limit_s=max(0.01, min(RECOMBINE_SHARE * whole_s, self.effort.left_s())),
            effort=RECOMBINE_EFFORT,
            seed=self.effort.seed % 2**31,
        )
        if chosen is None:
            return
        # the choice does not know what an uneven day costs
        plan = self.picture.placed(without_twice(chosen, self.picture))
        if self.searchers[0].take_up(plan) and self.searchers[0].reached < self.score:
            self._tell()
            self._harvest()
        else:
            self.searchers[0].take_up(self.best)


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
