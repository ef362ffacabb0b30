"""The night plans and the evening publishes: each step once, whatever goes wrong with another."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from access.database.opening import Database
from access.network.records import Holiday
from access.notices.records import Notice, NoticeKind
from access.requests.loans import lend
from delivery import night as nights
from delivery.night import EVENING, NIGHT, Night, do_step, next_delivery_day, undone
from delivery.runs.night_report import Done, NightStep, Step, last, night
from delivery.runs.night_report import nights as known_nights
from delivery.runs.records import Run, RunState
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause, Visit, VisitState
from tests.delivery import town

NIGHT_OF_MONDAY = town.at(2)
SOMEBODY = "Айгүл Ахметова"


def a_town(database: Database, *, doors: int = 4, most_stops: int = 12) -> list[int]:
    """One courier, from Monday to Friday, and readers whom somebody visits every two weeks."""
    with database.change.begin() as db:
        town.courier(db, town.depot(db), most_stops=most_stops)
        return [
            town.home(db, n, every_days=14, since_on=town.on(-60), windows=((600, 960),))
            for n in range(doors)
        ]  # fmt: skip


def the(database: Database, days: int = 0, **wishes: bool) -> Night:
    """The night of a day, Monday is 0."""
    return Night(
        change=database.change, look=database.look, night_on=town.on(days), effort=town.QUICK,
        **wishes,  # type: ignore[arg-type]
    )  # fmt: skip


def pass_night(which: Night, now: datetime) -> dict[Step, NightStep]:
    return {step: do_step(which, step, now=now) for step in NIGHT}


def pass_evening(which: Night, now: datetime) -> dict[Step, NightStep]:
    return {step: do_step(which, step, now=now) for step in EVENING}


def ask(database: Database, reader_id: int, *, days: int, now: datetime = town.MORNING) -> None:
    with database.change.begin() as db:
        add_visit(db, reader_id=reader_id, on=town.on(days), cause=Cause.BY_HAND, by_id=None,
                  now=now)  # fmt: skip


def runs(db: Session, days: int) -> list[RunState]:
    states = select(Run.state).where(Run.run_on == town.on(days), Run.state != RunState.CANCELLED)
    return list(db.scalars(states))


def told(db: Session) -> list[str]:
    kinds = select(Notice).where(Notice.kind == NoticeKind.VISIT_PLANNED)
    return sorted(notice.facts["day"] for notice in db.scalars(kinds))


def test_a_night_plans_tomorrow_and_the_evening_publishes_it_and_tells(database: Database) -> None:
    """The coordinator has the day between to change what she likes."""
    for reader_id in a_town(database):
        ask(database, reader_id, days=1)
    rows = pass_night(the(database), NIGHT_OF_MONDAY)
    assert rows[Step.NEXT].about_on == town.on(1)
    assert rows[Step.NEXT].counts == {"runs": 1, "stops": 4, "left": 0}
    with database.look.begin() as db:
        assert runs(db, 1) == [RunState.DRAFT]
        assert told(db) == []
    rows = pass_evening(the(database), town.at(16))
    assert rows[Step.PUBLISH].counts == {"published": 1}
    with database.look.begin() as db:
        assert runs(db, 1) == [RunState.PUBLISHED]
        assert told(db) == ["2026-12-01"] * 4
        assert [row.step for row in last(db)] == list(Step)
        assert all(row.fault is None and row.ended_at for row in last(db))
        assert list(known_nights(db)) == [town.MONDAY]


def test_what_is_done_is_not_done_twice(database: Database) -> None:
    for reader_id in a_town(database):
        ask(database, reader_id, days=1)
    for _ in range(2):
        pass_night(the(database), NIGHT_OF_MONDAY)
        rows = pass_evening(the(database), town.at(16))
    assert {row.tries for row in rows.values()} == {1}
    again = do_step(the(database), Step.NEXT, now=town.at(17), again=True)
    assert (again.tries, again.counts["stops"]) == (2, 4)
    with database.look.begin() as db:
        assert runs(db, 1) == [RunState.PUBLISHED]
        assert len(told(db)) == 4


def test_a_network_that_wants_a_person_to_publish_gets_drafts(database: Database) -> None:
    for reader_id in a_town(database):
        ask(database, reader_id, days=1)
    pass_night(the(database, publishes=False), NIGHT_OF_MONDAY)
    pass_evening(the(database, publishes=False), town.at(16))
    with database.look.begin() as db:
        assert runs(db, 1) == [RunState.DRAFT]
        assert told(db) == []


def test_before_a_weekend_the_next_working_day_is_planned_and_told_on_the_day_before(
    database: Database,
) -> None:
    """Friday makes and publishes Monday; the readers hear it on Sunday."""
    for reader_id in a_town(database):
        ask(database, reader_id, days=7)
    with database.change.begin() as db:
        db.add(Holiday(holiday_on=town.on(4), names={"ru": "День"}))
        assert next_delivery_day(db, after_on=town.on(3)) == town.on(7)
    pass_night(the(database, 3), town.at(2, days=3))
    pass_evening(the(database, 3), town.at(16, days=3))
    with database.look.begin() as db:
        assert runs(db, 7) == [RunState.PUBLISHED]
        assert told(db) == []
    for days in (5, 6):
        pass_night(the(database, days), town.at(2, days=days))
        pass_evening(the(database, days), town.at(16, days=days))
    with database.look.begin() as db:
        assert told(db) == ["2026-12-07"] * 4


def test_a_missed_evening_is_made_up_for_in_the_night(database: Database) -> None:
    """The worker was off since yesterday morning: today is planned, published, told."""
    for reader_id in a_town(database):
        ask(database, reader_id, days=1)
    rows = pass_night(the(database, 1), town.at(7, days=1))
    assert rows[Step.TODAY].counts == {"runs": 1, "stops": 4, "left": 0, "published": 1}
    with database.look.begin() as db:
        assert runs(db, 1) == [RunState.PUBLISHED]
        assert told(db) == ["2026-12-01"] * 4


def test_who_comes_in_during_the_day_is_planned_in_before_it_is_published(
    database: Database,
) -> None:
    readers = a_town(database)
    for reader_id in readers[:3]:
        ask(database, reader_id, days=1)
    pass_night(the(database), NIGHT_OF_MONDAY)
    ask(database, readers[3], days=1, now=town.at(12))
    rows = pass_evening(the(database), town.at(16))
    assert rows[Step.LATE].counts == {"runs": 1, "stops": 4, "left": 0}
    with database.look.begin() as db:
        assert len(told(db)) == 4


def test_what_found_no_run_is_listed_with_its_reason(database: Database) -> None:
    readers = a_town(database, doors=3, most_stops=3)
    for reader_id in readers:
        ask(database, reader_id, days=1)
    with database.change.begin() as db:
        visit = db.scalars(select(Visit).where(Visit.reader_id == readers[0])).one()
        visit.opens_minute, visit.closes_minute = 1200, 1260
        visit_id = visit.id
    row = pass_night(the(database), NIGHT_OF_MONDAY)[Step.NEXT]
    assert row.counts == {"runs": 1, "stops": 2, "left": 1}
    assert row.left == [{"visit_id": visit_id, "code": "window_outside_shifts"}]


def test_a_reader_without_a_day_is_named_with_the_reason(database: Database) -> None:
    (reader_id,) = a_town(database, doors=1)
    with database.change.begin() as db:
        stranger = town.home(db, 3, every_days=14, since_on=town.on(-60), language="ug")
    row = pass_night(the(database), NIGHT_OF_MONDAY)[Step.SCHEDULE]
    assert {one["reader_id"] for one in row.left} == {stranger} != {reader_id}
    assert row.left[0]["code"] == "no_courier"
    assert row.counts["left"] == len(row.left)


def test_a_step_that_fails_is_told_and_keeps_none_of_the_others(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the next time it is done."""
    for reader_id in a_town(database):
        ask(database, reader_id, days=1)

    def broken(_night: Night, _now: datetime) -> Done:
        raise ZeroDivisionError(SOMEBODY)

    monkeypatch.setitem(nights._DOING, Step.SCHEDULE, broken)
    rows = pass_night(the(database), NIGHT_OF_MONDAY)
    assert rows[Step.SCHEDULE].fault == "ZeroDivisionError"
    assert {row.fault for step, row in rows.items() if step is not Step.SCHEDULE} == {None}
    assert rows[Step.NEXT].counts["stops"] == 4
    with database.look.begin() as db:
        assert undone(db, night_on=town.MONDAY, steps=NIGHT) == [Step.SCHEDULE]
    monkeypatch.undo()
    row = pass_night(the(database), town.at(3))[Step.SCHEDULE]
    assert (row.fault, row.tries) == (None, 2)


def test_the_log_of_a_failure_names_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_night: Night, _now: datetime) -> Done:
        raise ZeroDivisionError(SOMEBODY)

    monkeypatch.setitem(nights._DOING, Step.CLOSE, broken)
    do_step(the(database), Step.CLOSE, now=NIGHT_OF_MONDAY)
    assert "ZeroDivisionError" in caplog.text
    assert "Ахметова" not in caplog.text


def test_due_loans_are_told_in_the_night(database: Database) -> None:
    (reader_id,) = a_town(database, doors=1)
    with database.change.begin() as db:
        point_id = town.point_of(db, town.depot(db))
        request = town.ready_copy(db, reader_id, point_id)
        request.state, request.closed_at = "fulfilled", town.MORNING  # type: ignore[assignment]
        lend(db, copy_id=request.copy_id or 0, reader_id=reader_id, now=town.MORNING, days=2)
    for days in (0, 1):
        pass_night(the(database, days), town.at(2, days=days))
    with database.look.begin() as db:
        due = db.scalars(select(Notice).where(Notice.kind == NoticeKind.DUE)).all()
        assert [notice.facts["day"] for notice in due] == ["2026-12-02"]


def test_a_visit_due_on_a_holiday_is_made_beside_it(database: Database) -> None:
    """Every week, on Wednesdays alone: where Wednesday is a holiday, the next Wednesday is not the
    first that somebody thinks of."""
    a_town(database, doors=0)
    with database.change.begin() as db:
        db.add(Holiday(holiday_on=town.on(9), names={"ru": "День"}))
        reader_id = town.home(db, 1, every_days=7, since_on=town.on(-60), weekdays=0b000_0100)
        db.add(
            Visit(
                reader_id=reader_id, visit_on=town.on(2), state=VisitState.DONE,
                outcome="delivered", made_at=town.MORNING, closed_at=town.MORNING,
                address_id=_door(db, reader_id),
            )
        )  # fmt: skip
    row = pass_night(the(database, 3), town.at(2, days=3))[Step.SCHEDULE]
    assert row.left == []
    with database.look.begin() as db:
        assert _proposed(db, reader_id) == [town.on(16)]


def _door(db: Session, reader_id: int) -> int:
    from delivery.homes.wishes import require_address  # noqa: PLC0415 - for this test alone

    return require_address(db, reader_id=reader_id).id


def _proposed(db: Session, reader_id: int) -> list[date]:
    mine = select(Visit.visit_on).where(
        Visit.reader_id == reader_id, Visit.state == VisitState.PROPOSED
    )
    return list(db.scalars(mine.order_by(Visit.visit_on)))


class Killed(BaseException):
    """The process ended here."""


class Mortal(sessionmaker[Session]):
    """Begins so many transactions, then its process is killed."""

    left = 0

    def begin(self) -> Any:
        """Raises Killed."""
        type(self).left -= 1
        if self.left < 0:
            raise Killed
        return super().begin()


def test_killed_before_any_of_its_transactions_a_night_goes_on(database: Database) -> None:
    """The first try dies before its first transaction, the second before its second, and so on."""
    for reader_id in a_town(database, doors=3):
        ask(database, reader_id, days=1)
    mortal = replace(the(database), change=Mortal(database.engine))
    for lives in range(60):
        Mortal.left = lives
        with suppress(Killed):
            for steps, hour in ((NIGHT, 2), (EVENING, 16)):
                for step in steps:
                    do_step(mortal, step, now=town.at(hour))
            break
    else:
        pytest.fail("it did not come to its end")
    assert lives > 10, "it was killed often"
    with database.look.begin() as db:
        assert runs(db, 1) == [RunState.PUBLISHED]
        assert told(db) == ["2026-12-01"] * 3
        rows = {row.step: row for row in last(db)}
        assert rows[Step.NEXT].counts == {"runs": 1, "stops": 3, "left": 0}
        assert all(row.fault is None and row.ended_at for row in rows.values())


def test_the_report_of_a_night_is_in_the_order_of_the_steps(database: Database) -> None:
    a_town(database, doors=1)
    for step in reversed(NIGHT):
        do_step(the(database), step, now=NIGHT_OF_MONDAY + timedelta(minutes=1))
    with database.look.begin() as db:
        assert [row.step for row in night(db, night_on=town.MONDAY)] == list(NIGHT)
        assert last(db)[0].began_at == NIGHT_OF_MONDAY + timedelta(minutes=1)
