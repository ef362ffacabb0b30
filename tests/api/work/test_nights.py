"""Workers are killed in the night, and home delivery is planned all the same: once, whole."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.zone import today
from access.notices.records import Notice, NoticeKind
from api.settings import Settings
from api.work.nights import Part, due_parts
from delivery.night import EVENING, NIGHT, next_delivery_day, undone
from delivery.runs.night_report import Step, night
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause, Visit, VisitState
from tests.api.work.workplace import Workplace, kill
from tests.delivery import town

ALMATY = ZoneInfo("Asia/Almaty")
DOORS = 12


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    """A library whose night and evening are due whenever a worker looks."""
    place = Workplace(
        database_url, tmp_path, night_at="00:00", publish_at="00:00", plan_limit_s=3.0
    )
    yield place
    place.close()


def doors(place: Workplace) -> date:
    """Two couriers, and visits on the next day on which they go out; answers that day."""
    now = datetime.now(UTC)
    with place.database.change.begin() as db:
        depot_id = town.depot(db)
        for _ in range(2):
            town.courier(db, depot_id, weekdays=range(7))
        on = next_delivery_day(db, after_on=today(db, now=now))
        assert on is not None
        for n in range(DOORS):
            reader_id = town.home(db, n, since_on=on - timedelta(days=30), now=now)
            add_visit(db, reader_id=reader_id, on=on, cause=Cause.BY_HAND, by_id=None, now=now)
    return on


def is_over(db: Session) -> bool:
    on = today(db, now=datetime.now(UTC))
    return not undone(db, night_on=on, steps=(*NIGHT, *EVENING))


def has_begun(db: Session, step: Step) -> bool:
    """Whether a step is under way, or behind already."""
    rows = night(db, night_on=today(db, now=datetime.now(UTC)))
    return any(row.step is step for row in rows)


@pytest.mark.skipif(sys.platform != "linux", reason="workers die with their parents")
def test_a_night_goes_on_wherever_its_workers_are_killed(place: Workplace) -> None:
    """Every visit is in one run, every run is published, every reader is told once."""
    on, moments = doors(place), Random(6)  # noqa: S311 - the same moments every time
    workforce = place.workforce(1)
    try:
        for step in (Step.NEXT, Step.NEXT, Step.NEXT, Step.PUBLISH):
            place.wait([workforce], lambda db, step=step: has_begun(db, step))  # type: ignore[misc]
            time.sleep(moments.uniform(0.0, 1.5))
            for process in workforce.processes():
                kill(process)
        place.wait([workforce], is_over)
    finally:
        workforce.end()
    with place.database.look.begin() as db:
        runs = db.scalars(select(Run).where(Run.state != RunState.CANCELLED)).all()
        assert {run.state for run in runs} == {RunState.PUBLISHED}
        assert Counter(run.courier_id for run in runs).most_common(1)[0][1] == 1
        live = select(Stop.visit_id).where(Stop.state == StopState.PLANNED)
        stops = db.scalars(live).all()
        visits = db.scalars(select(Visit).where(Visit.visit_on == on)).all()
        assert sorted(stops) == sorted(visit.id for visit in visits)
        assert {visit.state for visit in visits} == {VisitState.ROUTED}
        told = select(Notice.reader_id).where(Notice.kind == NoticeKind.VISIT_PLANNED)
        assert max(Counter(db.scalars(told)).values(), default=1) == 1
        rows = night(db, night_on=today(db, now=datetime.now(UTC)))
        assert [row.step for row in rows] == list(Step)
        assert {row.fault for row in rows} == {None}
        planned = next(row for row in rows if row.step is Step.NEXT)
        assert planned.counts == {"runs": len(runs), "stops": DOORS, "left": 0}


@pytest.mark.skipif(sys.platform != "linux", reason="workers die with their parents")
def test_many_workers_do_a_night_once(place: Workplace) -> None:
    doors(place)
    workforces = [place.workforce(2, "one"), place.workforce(1, "two")]
    try:
        for step in (Step.CLOSE, Step.PUBLISH):
            place.wait(workforces, lambda db, step=step: has_begun(db, step))  # type: ignore[misc]
        place.wait(workforces, is_over)
    finally:
        for workforce in workforces:
            workforce.end()
    with place.database.look.begin() as db:
        rows = night(db, night_on=today(db, now=datetime.now(UTC)))
        assert {row.step: row.tries for row in rows} == dict.fromkeys(Step, 1)


@pytest.mark.parametrize(
    ("hour", "parts"),
    [
        (1, []),
        (2, [Part.NIGHT]),
        (15, [Part.NIGHT]),
        (16, [Part.NIGHT, Part.EVENING]),
        (23, [Part.NIGHT, Part.EVENING]),
    ],
)
def test_what_is_due_follows_from_the_networks_clock(hour: int, parts: list[Part]) -> None:
    """So a night that was missed is due until its day is over."""
    now = datetime(2026, 11, 30, hour, 5, tzinfo=ALMATY)
    due = due_parts(now.astimezone(UTC), ALMATY, Settings())
    assert due == [(part, date(2026, 11, 30)) for part in parts]
