"""One core's search through one day: grows a first plan, then anneals it to a given point."""

from collections.abc import Callable
from dataclasses import dataclass, field

from routing.effort import Effort
from routing.improver.chain import Chain, Score

WARM_ARCS, COLD_ARCS = 1.0, 0.01
"""How much worse a plan may be and still be gone on from, in usual roads: at first, at last."""
SETTLING = 0.1
"""For what share of the whole the usual road is still learnt from the plan."""
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
    """The best score, as others may read it."""

    def __post_init__(self) -> None:
        self.reached = self.chain.score

    def grow(self, *, breathe: Callable[[], None]) -> None:
        """A first plan: puts in what fits, until rounds no longer find room for more."""
        left = None
        while left != self.chain.score[0] and self.chain.score[0]:
            left = self.chain.score[0]
            if self.stopped() or self.pace.share(self.rounds) >= 1:
                return
            self._go(min(GROWING_ROUNDS, self.pace.rounds_until(1.0, self.rounds)), 0.0)
            breathe()

    def search(self, *, share: float, breathe: Callable[[], None]) -> None:
        """Anneals until so much of the whole is done."""
        clock = self.pace.effort.watch.clock
        while (done := self.pace.share(self.rounds)) < share and not self.stopped():
            if done < SETTLING or self.arc == 1.0:
                self.arc = self.chain.usual_arc()
            warmth = self.arc * WARM_ARCS * (COLD_ARCS / WARM_ARCS) ** done
            count = min(self.at_once, self.pace.rounds_until(share, self.rounds))
            before_s = clock()
            self._go(count, warmth)
            if self.pace.effort.round_limit is None:
                spent_s = max(1e-6, clock() - before_s)
                fitting = int(self.at_once * min(2.0, BREATH_S / spent_s))
                self.at_once = max(10, fitting) if count == self.at_once else self.at_once
            breathe()

    def _go(self, count: int, warmth: float) -> None:
        self.chain.go(count, warmth)
        self.rounds += count
        self.reached = self.chain.score
