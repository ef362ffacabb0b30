"""How long and how hard a day is searched, and who watches: the one agreement of all searches."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Better:
    """A better plan was met: what it costs in VROOM's unit and how many stops it leaves out."""

    cost: int
    left_out: int


def _nobody(_: Better) -> None:
    """Nobody wants to hear of better plans."""


def _never() -> bool:
    """Nobody wants to stop the search."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who watches a search: told of better plans, asked whether to go on.

    Both are called in the thread that asked for the plan, some ten times a second at the most.
    `clock` counts seconds; its zero does not matter.
    """

    on_better: Callable[[Better], None] = _nobody
    cancelled: Callable[[], bool] = _never
    clock: Callable[[], float] = monotonic


UNWATCHED = Watch()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to search: until an instant of the clock, or for a count of rounds.

    In each round the plan is taken apart somewhere and put together again. Where a `round_limit`
    is reached before the deadline, the same problem, seed and cores give the same runs.
    """

    deadline_s: float
    round_limit: int | None = None
    seed: int = 0
    cores: int = 1
    watch: Watch = UNWATCHED

    def left_s(self) -> float:
        """Seconds left."""
        return self.deadline_s - self.watch.clock()

    def ended(self) -> bool:
        """Whether the time is up or somebody has stopped the search."""
        return self.left_s() <= 0 or self.watch.cancelled()
