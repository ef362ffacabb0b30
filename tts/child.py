"""A process of ours that does one job in a room of its own and talks in lines of JSON.

It starts as a fresh interpreter, not as a fork of its parent: a parent with threads cannot be
forked safely, and a fresh one has never spoken. It ends when its parent does, however that ends:
the kernel tells it (Linux), and its input comes to an end (everywhere).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from tts.lines import Lines, Message

_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from tts.lines import main; main()"
_HOUSE = str(Path(__file__).resolve().parent.parent)
_ENDING_LIMIT_S = 2.0


class ChildGone(Exception):
    """The child ended, or was ended, before it answered."""


class Child:
    """The parent's end. `room` is a module with `serve(lines)`, which the child runs.

    With `own_group` the child and all it starts are a process group: `kill` ends them together,
    and Ctrl-C on the terminal reaches only the parent, who decides. Start it from a thread that
    lives as long as the child shall: on Linux it dies with that thread.
    """

    def __init__(self, room: str, *, own_group: bool) -> None:
        self._own_group = own_group and sys.platform != "win32"
        self._ending, self._ended = threading.Lock(), False
        self._process = subprocess.Popen(  # noqa: S603 - our interpreter, our module
            [sys.executable, "-c", _BOOT, _HOUSE, room, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0 if self._own_group else None,
        )
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101, PT018
        self._lines = Lines(self._process.stdout, self._process.stdin)

    def send(self, message: Message) -> None:
        """Raises ChildGone."""
        try:
            self._lines.send(message)
        except OSError as error:
            raise ChildGone from error

    def receive(self, limit_s: float | None = None) -> Message:
        """The next message. The child is killed if none comes in time. Raises ChildGone."""
        if limit_s is None:
            return self._next()
        alarm = threading.Timer(limit_s, self.kill)
        alarm.start()
        try:
            return self._next()
        finally:
            alarm.cancel()
            alarm.join()

    def kill(self) -> None:
        """End it now; with its whole group if it has one of its own. May be called twice."""
        with self._ending:
            if self._ended:  # its number may be another's by now
                return
            with suppress(ProcessLookupError, PermissionError):
                if self._own_group:
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()

    def close(self) -> None:
        """Let it end, by the end of its input; kill it if it does not. Then forget it."""
        with suppress(OSError):
            self._lines.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_ENDING_LIMIT_S)
        self.kill()
        with self._ending:
            self._process.wait()
            self._ended = True

    def _next(self) -> Message:
        message = self._lines.receive()
        if message is None:
            raise ChildGone
        return message
