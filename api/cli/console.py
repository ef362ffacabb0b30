"""How the shell door speaks: plain words by default, a moving bar only on a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Counter = Callable[[int, int], None]
"""Told how much is done and how much there is in all."""


def say(sentence: str) -> None:
    """One line to whoever ran the command."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def warn(sentence: str) -> None:
    """One line beside the result: progress, warnings, errors. Keeps standard output clean."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


@contextmanager
def counting(what: str, *, plain: bool, quiet: bool = False) -> Iterator[Counter]:
    """Say how far a long task is: a bar on a terminal, elsewhere a line each quarter."""
    if quiet:
        yield lambda _done, _total: None
    elif not plain and sys.stderr.isatty():
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
            task = bar.add_task(what, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
    else:
        yield _quarters(what)


def _quarters(what: str) -> Counter:
    said = -1

    def count(done: int, total: int) -> None:
        nonlocal said
        quarter = done * 4 // max(total, 1)
        if quarter > said:
            said = quarter
            warn(f"{what}: {done} of {total}")

    return count


def duration_words(seconds: float) -> str:
    """A length of time as people say it: "2 h 5 min", "3 min 20 s", "45 s"."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
