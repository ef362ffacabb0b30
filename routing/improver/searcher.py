"""One core's search through one day: grows a first plan, then anneals it to a given point."""

from collections.abc import Callable
from dataclasses import dataclass, field

from routing.effort import Effort
from routing.improver.chain import Chain, Runs, Score

SETTLING = 0.1
"""For what share of a part the usual road is still learnt from the plan."""
ROUNDS_AT_ONCE = 200
GROWING_ROUNDS = 20
BREATH_S = 0.03
"""How long a core works before it looks at the clock, about."""
ROUNDS_A_PAIR = 2_000
"""A day of n stops is done after so many rounds times n squared, however much time is left."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a search is: by rounds where they are limited, by the clock where they are not."""

    effort: Effort
    begun_s: float
    most_rounds: int

    def share(self, rounds: int) -> float:
        """How much of the whole is done; 1 at the end."""
        by_rounds = rounds / self.most_rounds
        if self.effort.round_limit is not None:
            return by_rounds
        whole_s = max(1e-9, self.effort.deadline_s - self.begun_s)
        return max(by_rounds, (self.effort.watch.clock() - self.begun_s) / whole_s)

    def rounds_until(self, share: float, rounds: int) -> int:
        """How many rounds there are at the most before a share is done."""
        return max(1, -int(-self.most_rounds * share // 1) - rounds)


def pace(effort: Effort, stops: int) -> Pace:
    """The pace of a search that begins now."""
    most = ROUNDS_A_PAIR * max(1, stops) ** 2
    if effort.round_limit is not None:
        most = min(most, max(1, effort.round_limit))
    return Pace(effort, effort.watch.clock(), most)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a search: from and to which share of the whole, and how warm.

    `warm_arcs` and `cold_arcs` say how much worse a plan may be and still be gone on from, in
    usual roads: at first, at last. A `fresh` part begins with an empty plan.
    """

    begins: float
    ends: float
    warm_arcs: float
    cold_arcs: float
    fresh: bool = False

    def warmth(self, done: float) -> float:
        """How warm it is, in usual roads, when so much of the whole is done."""
        inside = min(1.0, max(0.0, (done - self.begins) / (self.ends - self.begins)))
        return float(self.warm_arcs * (self.cold_arcs / self.warm_arcs) ** inside)


@dataclass(slots=True)
class Searcher:
    """A chain on its way. `stopped` is asked in the searcher's own thread."""

    chain: Chain
    pace: Pace
    stopped: Callable[[], bool]
    rounds: int = 0
    arc: float = 1.0
    at_once: int = ROUNDS_AT_ONCE
    reached: Score = field(init=False)
    """The score of the chain's best plan, as others may read it."""

    def __post_init__(self) -> None:
        self.reached = self.chain.score

    def search(self, *, part: Part, breathe: Callable[[], None]) -> None:
        """Goes through a part of the search, or as far as there is time."""
        if part.fresh:
            self.take_up([[] for _ in self.chain.best])
            self._grow(part, breathe)
        clock, begun = self.pace.effort.watch.clock, self.pace.share(self.rounds)
        settled = begun + SETTLING * (part.ends - begun)
        self.arc = self.chain.usual_arc()
        while (done := self.pace.share(self.rounds)) < part.ends and not self.stopped():
            if done < settled:
                self.arc = self.chain.usual_arc()
            count = min(self.at_once, self.pace.rounds_until(part.ends, self.rounds))
            before_s = clock()
            self._go(count, self.arc * part.warmth(done))
            if self.pace.effort.round_limit is None and count == self.at_once:
                spent_s = max(1e-6, clock() - before_s)
                self.at_once = max(10, int(count * min(2.0, BREATH_S / spent_s)))
            breathe()

    def take_up(self, runs: Runs) -> bool:
        """Goes on from another plan; False where it breaks a limit."""
        kept = self.chain.begin(runs)
        self.reached = self.chain.score
        return kept

    def _grow(self, part: Part, breathe: Callable[[], None]) -> None:
        """A first plan: puts in what fits, until rounds no longer find room for more."""
        left = None
        while left != self.chain.score[0] and self.chain.score[0]:
            left = self.chain.score[0]
            if self.stopped() or self.pace.share(self.rounds) >= part.ends:
                return
            self._go(min(GROWING_ROUNDS, self.pace.rounds_until(part.ends, self.rounds)), 0.0)
            breathe()

    def _go(self, count: int, warmth: float) -> None:
        self.chain.go(count, warmth)
        self.rounds += count
        self.reached = self.chain.score
