"""The far end of a child process: how it talks with its parent, and dies with it.

This file and what a booth imports stay free of `threading` and `subprocess`: loaded, they make
every fork of a booth touch three times as many pages, which costs half a millisecond each.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import signal
import sys
from contextlib import suppress
from typing import Any, BinaryIO

Message = dict[str, Any]

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_C = ctypes.CDLL(None) if sys.platform == "linux" else None


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
            self._sink.close()
        finally:
            self._source.close()


def die_with(parent: int) -> None:
    """Arrange to be killed when the parent ends; end now if it already has. Linux only."""
    if _C is None:
        return
    _C.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
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
