"""A program run for one answer: without a shell, for a limited time, and ended with all it began.

Linux and macOS only: it stands on process groups.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

from tts.errors import SpeechFailed

CAN_RUN = os.name == "posix"
MOST_BYTES = 200_000_000

# A program's sound may not depend on who starts Dauys, so it gets this and what its file says.
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}
_BLOCK_BYTES = 1 << 16
_MOST_TOLD_BYTES = 2_000
_MOST_TOLD_CHARACTERS = 200

# Told the numbers of process groups on a pipe, it ends the last of them when the pipe ends, and
# removes our folder: when we are killed ourselves, nothing runs on and nothing is left. 0 is none.
_WATCHMAN = """
import os, shutil, signal, sys
last = 0
for line in sys.stdin.buffer:
    last = int(line)
try:
    if last:
        os.killpg(last, signal.SIGKILL)
finally:
    shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


class Runner:
    """Runs programs one after the other. Belongs to one thread.

    `folder` is for their files; it is gone when the runner is.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = {**_ENVIRONMENT, **environment}
        self.folder = Path(mkdtemp(prefix="dauys-"))
        self._watchman = subprocess.Popen(  # noqa: S603 - our interpreter, our words
            [sys.executable, "-I", "-S", "-c", _WATCHMAN, str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        weakref.finalize(self, _dismiss, self._watchman)

    def run(
        self, arguments: Sequence[str], *, folder: Path, limit_s: float, text_file: Path | None
    ) -> bytes:
        """What it writes to standard output, run in `folder`, with `text_file` as its input.

        Raises SpeechFailed if it does not start, ends badly, takes too long or writes too much.
        """
        program = Path(arguments[0]).name
        with (folder / "errors").open("w+b") as errors:
            process = self._started(arguments, folder, text_file, errors)
            try:
                output = _output(process, time.monotonic() + limit_s)
            except TimeoutError as error:
                raise SpeechFailed(f"{program} took longer than {limit_s:g} s") from error
            finally:
                self._end(process)
            if len(output) > MOST_BYTES:
                raise SpeechFailed(f"{program} wrote more than {MOST_BYTES} bytes")
            if process.returncode != 0:
                errors.seek(0)
                words = _last_line(errors.read(_MOST_TOLD_BYTES))
                raise SpeechFailed(f"{program} {_way_of_ending(process.returncode)}{words}")
        return output

    def _started(
        self, arguments: Sequence[str], folder: Path, text_file: Path | None, errors: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        with Path(text_file or os.devnull).open("rb") as source:
            try:
                process = subprocess.Popen(  # noqa: S603 - an admin's words, never a book's
                    arguments,
                    stdin=source,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    cwd=folder,
                    env=self._environment,
                    start_new_session=True,
                )
            except OSError as error:
                raise SpeechFailed(f"{arguments[0]} does not start: {error.strerror}") from error
        self._watch(process.pid)
        _limit_files(process.pid)
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """End whatever is left of its group, and forget it."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._watch(0)
        if process.stdout:
            process.stdout.close()

    def _watch(self, group: int) -> None:
        assert self._watchman.stdin is not None  # noqa: S101 - it was opened with one
        with suppress(BrokenPipeError):
            self._watchman.stdin.write(b"%d\n" % group)
            self._watchman.stdin.flush()


def _dismiss(watchman: subprocess.Popen[bytes]) -> None:
    if watchman.stdin:
        with suppress(BrokenPipeError):
            watchman.stdin.close()
    watchman.wait()


def _output(process: subprocess.Popen[bytes], until_s: float) -> bytes:
    """Its standard output until it has ended; a byte more than allowed if that is too much.

    Raises TimeoutError.
    """
    assert process.stdout is not None  # noqa: S101 - it was opened with one
    descriptor, output = process.stdout.fileno(), bytearray()
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    while len(output) <= MOST_BYTES:
        if not poll.poll(1000 * max(0.0, until_s - time.monotonic())):
            raise TimeoutError
        block = os.read(descriptor, _BLOCK_BYTES)
        if not block:
            break
        output += block
    try:
        process.wait(max(0.0, until_s - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    return bytes(output)


def _limit_files(process: int) -> None:
    """Let it write no file larger than we would read. Linux only."""
    import resource  # noqa: PLC0415 - Windows has none

    if sys.platform == "linux":
        with suppress(OSError):
            resource.prlimit(process, resource.RLIMIT_FSIZE, (MOST_BYTES, MOST_BYTES))


def _way_of_ending(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def _last_line(octets: bytes) -> str:
    """ ": " and what it told last, if it told anything."""
    lines = [line for line in octets.decode("utf-8", "replace").splitlines() if line.strip()]
    return f": {lines[-1].strip()[:_MOST_TOLD_CHARACTERS]}" if lines else ""
