"""Betters a day by taking some tasks out and putting them back, with exact times and prices.

Slow beside a compiled engine, but it knows every wish: what an engine finds on a plainer picture
of the day is finished here. Ruin and recreate with annealing, after Schrimpf and others, "Record
Breaking Optimization Results Using the Ruin and Recreate Principle", Journal of Computational
Physics 159 (2000), 139.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log
from random import Random

from routing.rich.insertion import Insertion, urgency, without
from routing.rich.state import Day, Score, State

MOST_REMOVED = 10
WARM, COLD = 0.5, 0.005
"""How much worse a day may be and still be gone on from, in shares of a stop's mean cost."""
PATIENCE = 400
"""After so many rounds without a better day the search goes back to the best one."""
MOST_LEFT_TRIED = 10


def never() -> bool:
    """Nobody asks for the search to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Stopping:
    """When to stop: with no second left, after a count of rounds, or when somebody asks for it."""

    left_s: Callable[[], float]
    rounds: int | None = None
    cancelled: Callable[[], bool] = never

    def over(self, rounds: int) -> bool:
        """Whether it is time, after so many rounds."""
        if self.rounds is not None and rounds >= self.rounds:
            return True
        return self.cancelled() or self.left_s() <= 0


class Polish:
    """One search on one day."""

    def __init__(
        self, day: Day, able: Sequence[Sequence[int]], seed: int, *, fixed: frozenset[int]
    ) -> None:
        self.day, self.able, self.fixed = day, able, fixed
        self.insertion = Insertion(day, able)
        self.random = Random(seed)  # noqa: S311 - an order of trying, not a secret
        self.open = [task for task, who in enumerate(able) if who and task not in fixed]

    def better(self, state: State, stopping: Stopping) -> State:
        """The best day that was met, never worse than the one to begin with."""
        best, best_score = state.copy(), self.day.score(state)
        here, here_score = state.copy(), best_score
        whole_s, rounds, since = stopping.left_s(), 0, 0
        usual = max(1, best_score[1] // max(1, len(self.open)))
        while self.open and not stopping.over(rounds):
            warmth = self._warmth(stopping, whole_s, rounds)
            rounds, since = rounds + 1, since + 1
            tried = here.copy()
            if not self._round(tried):
                continue
            score = self.day.score(tried)
            if self._goes_on(score, here_score, usual * warmth):
                here, here_score = tried, score
            if score < best_score:
                best, best_score, since = tried.copy(), score, 0
            if since > PATIENCE:
                here, here_score, since = best.copy(), best_score, 0
        return best

    def _warmth(self, stopping: Stopping, whole_s: float, rounds: int) -> float:
        """Cooling from WARM to COLD, by rounds where they are counted, by the clock if not."""
        if stopping.rounds is not None:
            share = rounds / max(1, stopping.rounds)
        else:
            share = 1 - max(0.0, min(1.0, stopping.left_s() / max(whole_s, 1e-3)))
        return WARM * exp(share * log(COLD / WARM))

    def _goes_on(self, score: Score, here: Score, bearable: float) -> bool:
        if score[0] != here[0]:
            return score[0] < here[0]
        return score[1] <= here[1] - bearable * log(max(self.random.random(), 1e-9))

    def _round(self, state: State) -> bool:
        """Takes some tasks out, puts them and some of those left over back."""
        placed = [task for task in self.open if task not in state.left]
        out = self._chosen(state, placed) if placed else set[int]()
        if out and not without(self.day, state, out):
            return False
        waiting = [task for task in self.open if task in state.left and task not in out]
        if len(waiting) > MOST_LEFT_TRIED:
            waiting = self.random.sample(waiting, MOST_LEFT_TRIED)
        self.insertion.fill(state, self._in_order([*sorted(out), *waiting]), self.random)
        return True

    def _in_order(self, tasks: list[int]) -> list[int]:
        """By urgency, or in any order."""
        if self.random.random() < 0.3:
            return sorted(tasks, key=lambda task: urgency(self.day.problem, task))
        self.random.shuffle(tasks)
        if self.random.random() < 0.5:  # what may be left out comes last
            tasks.sort(key=lambda task: -self.day.weights[task])
        return tasks

    def _chosen(self, state: State, placed: Sequence[int]) -> set[int]:
        """Neighbours, or a stretch of one run, or any tasks, or a whole run."""
        count = self.random.randint(1, min(len(placed), MOST_REMOVED))
        seed, draw = self.random.choice(placed), self.random.random()
        if draw < 0.5:
            return set(self._neighbours(seed, placed)[:count])
        if draw < 0.7:
            return set(self.random.sample(list(placed), count))
        home = next(
            [task for task in self._tasks(one.visits) if task not in self.fixed]
            for one in state.laid
            if seed in self._tasks(one.visits)
        )
        if draw < 0.8 and len(home) <= 2 * MOST_REMOVED:
            return set(home)
        at = home.index(seed)
        first = max(0, at - self.random.randint(0, count))
        return {seed, *home[first : first + count]}

    def _tasks(self, visits: Sequence[int]) -> list[int]:
        return list(dict.fromkeys(self.day.problem.task_of[number] for number in visits))

    def _neighbours(self, seed: int, placed: Sequence[int]) -> list[int]:
        """The nearest tasks to one, itself first, by the time there and back."""
        problem = self.day.problem
        matrix = next(iter(problem.roads.values())).durations_s
        here = problem.tasks[seed].stops[0].place.index
        rows = [problem.tasks[task].stops[0].place.index for task in placed]
        apart = matrix[here, rows] + matrix[rows, here]
        order = sorted(zip(apart.tolist(), placed, strict=True))
        return [seed, *(task for _, task in order if task != seed)]
