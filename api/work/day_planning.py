"""A process that plans one day and ends: pages stay quick meanwhile, and whatever becomes of it,
the day is planned whole or as it was before. `DayPlanner` starts it and sees how it ended."""

import json
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import api
from access.database.opening import Database, open_database
from delivery.planning.asking import LONGEST, break_off, carry_out
from delivery.planning.records import PlanningFault
from delivery.planning.solving import USUAL_EFFORT, Effort

BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from api.work.day_planning import main; main()"
HOUSE = str(Path(__file__).resolve().parents[2])
ROOMS = api.ROOMS
"""The tables of every room are known to the process that plans."""


class DayPlanner:
    """Has plannings carried out, each by a process of its own; how many at once is bounded by
    `delivery.planning.asking`, how long by `limit_s`."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        *,
        effort: Effort = USUAL_EFFORT,
        limit_s: float = LONGEST.total_seconds(),
    ) -> None:
        self._database, self._clock = database, clock
        self._effort, self._limit_s = effort, limit_s

    def start(self, planning_id: int) -> threading.Thread:
        """Begin; whoever asks is not kept waiting. Answers who sees to its end."""
        thread = threading.Thread(
            target=self._see_through, args=(planning_id,), name="day-planner", daemon=True
        )
        thread.start()
        return thread

    def _see_through(self, planning_id: int) -> None:
        """However the process ends, the records say so; a process that hangs is ended."""
        told = {
            "database_url": self._database.engine.url.render_as_string(hide_password=False),
            "planning_id": planning_id,
            "now": self._clock().isoformat(),
            "time_limit_s": self._effort.time_limit_s,
            "round_limit": self._effort.round_limit,
        }
        try:
            subprocess.run(  # noqa: S603 - our interpreter, our module
                [sys.executable, "-c", BOOT, HOUSE],
                input=json.dumps(told).encode(),
                timeout=self._limit_s,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            traceback.print_exc()
        finally:
            with self._database.change.begin() as db:
                break_off(
                    db, planning_id=planning_id, fault=PlanningFault.BROKE_OFF, now=self._clock()
                )


def main() -> None:
    """Plan what the first and only message asks for."""
    told = json.loads(sys.stdin.buffer.read())
    database = open_database(told["database_url"])
    effort = Effort(time_limit_s=told["time_limit_s"], round_limit=told["round_limit"])
    try:
        carry_out(
            database.change,
            planning_id=told["planning_id"],
            now=datetime.fromisoformat(told["now"]),
            effort=effort,
        )
    finally:
        database.close()
