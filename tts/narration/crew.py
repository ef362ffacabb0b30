"""The crew: workers that share out a book's sections, replaced when they die.

Each worker has a thread here that starts it, hands it sections and listens. Nothing in this
process is ever forked, so it may be called from a program with threads.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tts.errors import SpeechFailed
from tts.narration.child import Child, ChildGone
from tts.narration.lines import Message
from tts.narration.section_sound import Line, Made

_TRIES = 3
_LOOK_UP_EVERY_S = 0.5  # so that Ctrl-C is heard where a lock cannot be interrupted


@dataclass(frozen=True, slots=True)
class Task:
    """A section to be made. `number` is the caller's own."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """`lines` of the section are done; `files` hold their sound, and grow."""

    number: int
    lines: int
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """The section is made."""

    number: int
    made: Made


class _Closing(Exception):
    """The crew is closing; start nothing more."""


class Crew:
    """Makes tasks with `workers` processes, each told `opening` first."""

    def __init__(self, tasks: Sequence[Task], workers: int, opening: Message) -> None:
        self._opening, self._count = opening, len(tasks)
        self._tasks = queue.SimpleQueue[Task]()
        for task in tasks:
            self._tasks.put(task)
        self._news = queue.SimpleQueue[Progress | Finished | Exception]()
        self._closing = threading.Event()
        self._children: set[Child] = set()
        self._door = threading.Lock()
        self._threads = [
            threading.Thread(target=self._look_after_a_worker, name=f"worker {number}")
            for number in range(min(workers, len(tasks)))
        ]

    def news(self) -> Generator[Progress | Finished, None, None]:
        """Everything that happens, until all is made. Leaving early ends every process.

        Raises SpeechFailed when what broke would break every section.
        """
        finished = 0
        try:
            for thread in self._threads:
                thread.start()
            while finished < self._count:
                try:
                    event = self._news.get(timeout=_LOOK_UP_EVERY_S)
                except queue.Empty:
                    continue
                if isinstance(event, Exception):
                    raise event
                finished += isinstance(event, Finished)
                yield event
        finally:
            if finished < self._count:
                self._kill()
            for thread in self._threads:
                if thread.ident is not None:
                    thread.join()

    def _kill(self) -> None:
        self._closing.set()
        with self._door:
            for child in self._children:
                child.kill()

    def _look_after_a_worker(self) -> None:
        keeper = _Keeper(self._start)
        try:
            while not self._closing.is_set():
                try:
                    task = self._tasks.get_nowait()
                except queue.Empty:
                    break
                self._news.put(Finished(task.number, keeper.make(task, self._news.put)))
        except _Closing:
            pass
        except Exception as error:  # noqa: BLE001 - a thread's failure must reach the caller
            self._news.put(error)
        finally:
            keeper.close()

    def _start(self) -> Child:
        """A worker that is ended with the crew. Raises _Closing."""
        with self._door:
            if self._closing.is_set():
                raise _Closing
            child = Child("tts.narration.worker", own_group=True)
            self._children.add(child)
        child.send(self._opening)
        return child


class _Keeper:
    """One thread's worker, and what to do when it dies."""

    def __init__(self, start: Callable[[], Child]) -> None:
        self._start = start
        self._child: Child | None = None

    def make(self, task: Task, tell: Callable[[Progress], object]) -> Made:
        """Have a section made; one that ends three workers is left mute, with every line failed.

        Raises SpeechFailed if it cannot be made even so, _Closing.
        """
        mute_because = f"the process that made this section ended {_TRIES} times"
        for mute in ("",) * _TRIES + (mute_because,):
            try:
                return self._try(task, mute, tell)
            except ChildGone:
                self.close()
        raise SpeechFailed(f"Section {task.number + 1} cannot be encoded: its process ends.")

    def close(self) -> None:
        """End the worker."""
        if self._child:
            self._child.close()
        self._child = None

    def _try(self, task: Task, mute_because: str, tell: Callable[[Progress], object]) -> Made:
        self._child = self._child or self._start()
        lines = [line.as_json() for line in task.lines]
        self._child.send({"lines": lines, "mute_because": mute_because})
        while "line" in (answer := self._child.receive()):
            files = tuple(map(Path, answer["files"]))
            tell(Progress(task.number, answer["line"], files))
        if "broke" in answer:
            raise SpeechFailed(answer["broke"])
        failed = {int(place): reason for place, reason in answer["failed"].items()}
        return Made(answer["key"], answer["spoken"], answer["reused"], failed)
