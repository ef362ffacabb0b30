"""A process of ours that does one job in a room of its own and talks in lines of JSON.

It starts as a fresh interpreter, not as a fork of its parent: a parent with threads cannot be
forked safely, and a fresh one has never spoken. It ends when its parent does, however that ends:
the kernel tells it (Linux), and its input comes to an end (everywhere).
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

Message = dict[str, Any]

_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from tts.child import main; main()"
_HOUSE = str(Path(__file__).resolve().parent.parent)
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


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
        """End it and forget it."""
        self.kill()
        with self._ending:
            self._process.wait()
            self._ended = True
        with suppress(OSError):
            self._lines.close()

    def _next(self) -> Message:
        message = self._lines.receive()
        if message is None:
            raise ChildGone
        return message


class Lines:
    """Messages both ways over two streams, each a line of JSON."""

    def __init__(self, source: BinaryIO | Any, sink: BinaryIO | Any) -> None:
        self._source, self._sink = source, sink

    def send(self, message: Message) -> None:
        """Raises OSError where nobody listens any more."""
        self._sink.write(json.dumps(message).encode() + b"\n")
        self._sink.flush()

    def receive(self) -> Message | None:
        """The next message; None when the other side has ended."""
        line = self._source.readline()
        if not line.endswith(b"\n"):
            return None
        message: Message = json.loads(line)
        return message

    def close(self) -> None:
        """Close both streams. Raises OSError."""
        try:
            self._source.close()
        finally:
            self._sink.close()


def die_with(parent: int) -> None:
    """Arrange to be killed when the parent ends; end now if it already has. Linux only."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def main() -> None:
    """What the fresh interpreter does: the room, the parent's number are its arguments."""
    room, parent = sys.argv[2], int(sys.argv[3])
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    # Engines may print. Their words go where errors go, and leave the lines whole.
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError):
        importlib.import_module(room).serve(Lines(sys.stdin.buffer, sink))
    os._exit(0)  # nothing is left to tidy, and a thread of an engine may not hold us
