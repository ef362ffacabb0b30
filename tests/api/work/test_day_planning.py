"""A day is planned by a process of its own, and whatever becomes of it, the records say so."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from access.database.opening import Database
from api.work import day_planning
from api.work.day_planning import DayPlanner
from delivery.planning.asking import ask_planning
from delivery.planning.records import Planning, PlanningFault, PlanningState
from delivery.planning.solving import Effort
from delivery.runs.records import Run
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause
from tests.delivery import town

WAITS_S = 180.0


def asked(database: Database) -> int:
    with database.change.begin() as db:
        town.courier(db, town.depot(db))
        for n in range(3):
            add_visit(
                db, reader_id=town.home(db, n), on=town.MONDAY, cause=Cause.BY_HAND, by_id=None,
                now=town.MORNING,
            )  # fmt: skip
        return ask_planning(db, on=town.MONDAY, by_id=None, now=town.MORNING)[0].id


def through(database: Database, number: int, **more: float) -> tuple[Planning, int]:
    """How the planning ended, and how many runs there are."""
    planner = DayPlanner(
        database, lambda: town.MORNING + timedelta(seconds=9),
        effort=Effort(time_limit_s=2.0, round_limit=4), **more,
    )  # fmt: skip
    watcher = planner.start(number)
    watcher.join(WAITS_S)
    assert not watcher.is_alive()
    with database.look.begin() as db:
        planning = db.get_one(Planning, number)
        db.expunge(planning)
        return planning, len(db.scalars(select(Run)).all())


def test_a_process_plans_the_day_and_whoever_asked_is_not_kept(database: Database) -> None:
    planning, runs = through(database, asked(database))
    assert (planning.state, runs) == (PlanningState.DONE, 1)
    assert planning.told["stops"] == 3


def test_a_process_that_dies_leaves_the_day_as_it_was_and_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_planning, "BOOT", "import os; os.abort()")
    planning, runs = through(database, asked(database))
    assert (planning.fault, runs) == (PlanningFault.BROKE_OFF, 0)
    assert planning.finished_at == town.MORNING + timedelta(seconds=9)


def test_a_process_that_hangs_is_ended(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_planning, "BOOT", "import time; time.sleep(600)")
    planning, runs = through(database, asked(database), limit_s=0.5)
    assert (planning.fault, runs) == (PlanningFault.BROKE_OFF, 0)
