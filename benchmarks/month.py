"""A month of home delivery in a made-up city, through the real domain, on a real database.

`python -m benchmarks.month [--readers 1200] [--days 30] [--seconds 10 | --rounds 20]
[--couriers 8] [--seed 2026] [--database URL]`

Every night closes the day, schedules a fortnight, plans the next day; every evening publishes and
tells; couriers report; things go wrong by lot from a seed (fixtures/city_month.py says what and how
often). After each night and each day the rows are judged by code that shares nothing with the
planning (fixtures/month/frequency.py, where "kept" is defined). Ends with 1 where something is that
must never be, a day took longer than a minute to plan, or less than 98 % of the wished intervals
were kept. The database must be empty; without an address it is a file of SQLite that is thrown
away. Seconds are of the wall clock, and on a busy machine the search gets less done in them; with
`--rounds` the search is counted, gives the same plans everywhere, and seconds are of the processor.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from statistics import mean

from sqlalchemy import text
from sqlalchemy.orm import Session

from access.database.opening import Database, open_database
from access.database.upgrading import upgrade
from delivery import records
from delivery.planning.solving import Effort
from fixtures.city_month import CREW, city_month
from fixtures.month.judged import Verdict, faults, judged
from fixtures.month.laid import City, lay
from fixtures.month.lived import Life
from routing.improver.readiness import make_ready

PLANNED_WITHIN_S = 60
KEPT_PERCENT = 98
AMPLE_S = 600.0
TABLES = records.ROOMS
"""Naming them makes the tables of home delivery known."""


def main() -> int:
    """Prints a line for every day, then the month."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=1_200)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, help="Of the search, instead of its seconds.")
    parser.add_argument("--couriers", type=int, default=len(CREW), help="The first so many.")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--database", default="")
    chosen = parser.parse_args()
    month = city_month(
        readers=chosen.readers, crew=CREW[: chosen.couriers], days=chosen.days, seed=chosen.seed
    )
    effort, stopwatch = Effort(time_limit_s=chosen.seconds), time.perf_counter
    if chosen.rounds:
        effort = Effort(time_limit_s=AMPLE_S, round_limit=chosen.rounds)
        stopwatch = time.process_time
    make_ready()
    with _opened(chosen.database) as database:
        began_s = time.perf_counter()
        city = lay(database.change, month)
        print(f"{len(month.readers)} readers, {len(month.crew)} couriers laid down "
              f"in {time.perf_counter() - began_s:.0f} s")  # fmt: skip
        wrong: list[str] = []

        def look(day: int, now: datetime) -> None:
            with database.look.begin() as db:
                found = faults(db, city)
            wrong.extend(f"{now:%Y-%m-%d %H:%M}: {sentence}" for sentence in found)
            for sentence in found[:5]:
                print(f"  WRONG on day {day}: {sentence}", flush=True)

        life = Life(database, city, effort=effort, look=look, stopwatch=stopwatch)
        _live(life, database, city)
        with database.look.begin() as db:
            verdict = judged(db, city, until_on=month.on(chosen.days - 1))
    return _tell(verdict, life, wrong)


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        address = url or f"sqlite:///{Path(folder) / 'month.db'}"
        upgrade(address)
        database = open_database(address)
        try:
            yield database
        finally:
            database.close()


def _live(life: Life, database: Database, city: City) -> None:
    """Day by day, with a line for each."""
    print("day, planned in s, by the wall clock, night in s, whole day in s, runs, stops, "
          "left over, without a day")  # fmt: skip
    began_s = time.perf_counter()
    life.evening_before()
    for day in range(len(city.month.days)):
        life.day(day)
        on, log = city.month.on(day), life.log
        with database.look.begin() as db:
            runs, stops = _work_of(db, on)
        print(
            f"{on:%a %d %b}, {log.planning_s.get(on, 0):.1f}, {log.wall_s.get(on, 0):.1f}, "
            f"{log.night_s.get(on, 0):.1f}, "
            f"{time.perf_counter() - began_s:.0f}, {runs}, {stops}, {log.left.get(on, 0)}, "
            f"{log.without_day.get(on, 0)}",
            flush=True,
        )
        began_s = time.perf_counter()


def _work_of(db: Session, on: date) -> tuple[int, int]:
    row = db.execute(
        text(
            "SELECT COUNT(DISTINCT r.id), COUNT(s.id) FROM runs r JOIN stops s ON s.run_id = r.id "
            "WHERE r.run_on = :day AND r.state <> 'cancelled' AND s.state <> 'taken_off'"
        ),
        {"day": on},
    ).one()
    return int(row[0]), int(row[1])


def _tell(verdict: Verdict, life: Life, wrong: list[str]) -> int:
    log, kept, strict = life.log, verdict.frequency, verdict.strict
    planning = sorted(log.planning_s.values()) or [0.0]
    working = len(log.planning_s)
    done = verdict.visits["done delivered"]
    print(f"\nWorking days: {working}. Visits made: {done}, {done / max(1, working):.1f} a day.")
    print("Visits: " + ", ".join(f"{name} {n}" for name, n in sorted(verdict.visits.items())))
    print(f"Planning of a day: mean {mean(planning):.1f} s, longest {planning[-1]:.1f} s; "
          f"by the wall clock at most {max(log.wall_s.values(), default=0):.1f} s.")  # fmt: skip
    if log.replanned_s:
        print(f"Planning again under way: {len(log.replanned_s)} times, "
              f"longest {max(log.replanned_s):.1f} s.")  # fmt: skip
    print(f"Wished intervals kept: {kept.percent:.2f} % ({kept.kept} of "
          f"{kept.counted}); left out: {dict(kept.left_out)}.")  # fmt: skip
    print(f"Completed visits alone: {strict.percent:.2f} % ({strict.kept} of {strict.counted}).")
    print(f"Why not kept: {dict(kept.causes)}; strictly: {dict(strict.causes)}.")
    print(f"Days late where not kept: {sorted(one.late_days for one in kept.broken)}")
    print(f"Same courier as before, where that courier worked: "
          f"{100 * verdict.known / max(1, verdict.knowable):.1f} % "
          f"of {verdict.knowable}.")  # fmt: skip
    print(f"Promised windows kept: {100 * verdict.on_time / max(1, verdict.promised):.2f} % of "
          f"{verdict.promised}.")  # fmt: skip
    print(f"Runs: {verdict.runs}, mean {mean(verdict.minutes or [0]):.0f} min, longest less "
          f"shortest of a day mean {mean(verdict.spread_minutes or [0]):.0f} min, "
          f"{verdict.distance_m / 1000:.0f} km.")  # fmt: skip
    print(f"Notices: {dict(verdict.told)}. Refused: {log.refused}.")
    print(f"Steps of nights that failed: {log.faults or 'none'}.")
    print(f"What must never be: {len(wrong)} times.")
    good = (
        not wrong
        and not log.faults
        and planning[-1] < PLANNED_WITHIN_S
        and kept.percent >= KEPT_PERCENT
    )
    print("Good." if good else "NOT GOOD.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
