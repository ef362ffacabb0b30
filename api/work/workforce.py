"""The workforce of a machine: its slots started, started again when one ends, ended together."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from access.database.upgrading import newest_step, step_of
from api.settings import BadSettings, Settings
from api.work.engine import make_ready

_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from api.work.slot import main; main()"
_HOUSE = str(Path(__file__).resolve().parents[2])
ENDS_WITHIN_S = 10.0
LONGEST_PAUSE_S = 30.0
STEADY_S = 60.0


@dataclass(slots=True)
class _Place:
    """A slot's place: who holds it, since when, and how long to wait if that one ends soon."""

    process: "subprocess.Popen[bytes] | None" = None
    began_s: float = 0.0
    not_before_s: float = 0.0
    pause_s: float = 0.5


class Workforce:
    """So many slots on this machine. One that ends is replaced, at once or with a growing pause
    where it ends again and again."""

    def __init__(self, settings: Settings, slots: int) -> None:
        """Raises BadSettings where the database is not there or not of this version."""
        require_database(settings)
        make_ready(settings.database_url)
        self._settings = settings
        self._places = [_Place() for _ in range(slots)]

    def keep_up(self) -> None:
        """Start what is not running."""
        now_s = time.monotonic()
        for number, place in enumerate(self._places):
            if place.process and place.process.poll() is None:
                continue
            if place.process:
                is_steady = now_s - place.began_s > STEADY_S
                place.pause_s = 0.5 if is_steady else min(place.pause_s * 2, LONGEST_PAUSE_S)
                place.not_before_s, place.process = now_s + place.pause_s - 0.5, None
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
        process.stdin.write(self._settings.model_dump_json().encode() + b"\n")
        process.stdin.close()
        return process


def require_database(settings: Settings) -> None:
    """Raises BadSettings unless the tables are there, at the step that this version knows."""
    if step_of(settings.database_url) != newest_step():
        raise BadSettings(
            "The database is not there or not of this version. Run `dauys db upgrade` first "
            "(DAUYS_DATABASE_URL says which it is)."
        )
