"""The workforce of a machine: its slots started, started again when one ends, ended together."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from access.database.upgrading import newest_step, step_of
from access.database.working import prepare_work_file
from api.settings import BadSettings, Settings

_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from api.work.slot import main; main()"
_HOUSE = str(Path(__file__).resolve().parents[2])
ENDS_WITHIN_S = 10.0
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 10.0
STEADY_S = 30.0


@dataclass(slots=True)
class _Place:
    """A slot's place: who holds it, since when; how long to wait before the next, if that one
    ended soon after it began."""

    process: "subprocess.Popen[bytes] | None" = None
    began_s: float = 0.0
    not_before_s: float = 0.0
    pause_s: float = SHORTEST_PAUSE_S


class Workforce:
    """So many slots on this machine. One that ends is replaced, at once or with a growing pause
    where it ends again and again."""

    def __init__(
        self, settings: Settings, slots: int, *, longest_pause_s: float = LONGEST_PAUSE_S
    ) -> None:
        """Raises BadSettings where the database is not there or not of this version."""
        require_database(settings)
        prepare_work_file(settings.database_url)
        self._settings, self._longest_pause_s = settings, longest_pause_s
        self._places = [_Place() for _ in range(slots)]

    def keep_up(self) -> None:
        """Start what is not running."""
        now_s = time.monotonic()
        for number, place in enumerate(self._places):
            if place.process and place.process.poll() is None:
                continue
            if place.process:
                place.process, is_steady = None, now_s - place.began_s > STEADY_S
                pause_s = SHORTEST_PAUSE_S if is_steady else place.pause_s
                place.not_before_s = now_s + pause_s
                place.pause_s = min(pause_s * 2, self._longest_pause_s)
            if now_s >= place.not_before_s:
                place.process, place.began_s = self._start(number), now_s

    def processes(self) -> list[int]:
        """The numbers of the processes that run."""
        running = (place.process for place in self._places)
        return [process.pid for process in running if process and process.poll() is None]

    def end(self) -> None:
        """Have all lay down their work in good order; end who does not."""
        processes = [place.process for place in self._places if place.process]
        for process in processes:
            process.send_signal(signal.SIGTERM)
        ends_s = time.monotonic() + ENDS_WITHIN_S
        for process in processes:
            try:
                process.wait(max(ends_s - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for place in self._places:
            place.process = None

    def _start(self, number: int) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(  # noqa: S603 - our interpreter, our module
            [sys.executable, "-c", _BOOT, _HOUSE, str(number), str(os.getpid())],
            stdin=subprocess.PIPE,
        )
        assert process.stdin is not None  # noqa: S101
        process.stdin.write(self._settings.as_line().encode() + b"\n")
        process.stdin.close()
        return process


def require_database(settings: Settings) -> None:
    """Raises BadSettings unless the tables are there, at the step that this version knows."""
    if step_of(settings.database_url) != newest_step():
        raise BadSettings(
            "The database is not there or not of this version. Run `dauys db upgrade` first "
            "(DAUYS_DATABASE_URL says which it is)."
        )
