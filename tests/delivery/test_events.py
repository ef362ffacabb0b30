"""What couriers report counts once, in any order, and shows nobody more than they need."""

from dataclasses import fields, is_dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.records import CopyState
from access.notices.records import Notice, NoticeKind
from access.people.records import Reader, Role
from access.people.secrets import hashed
from access.requests.loans import loans_of
from delivery.desk import version_of
from delivery.errors import BadEvent, EventTwice, NotYourRun
from delivery.runs.courier_view import run_of_courier, runs_of_account
from delivery.runs.events import report
from delivery.runs.nightly import close_days
from delivery.runs.records import Event, EventKind, Proof, RunState, StopState
from delivery.runs.report import Report
from delivery.scheduling.changing import not_at_home, pause
from delivery.visits.filling import bag_code
from delivery.visits.records import (
    NoNext,
    Outcome,
    VisitState,
)
from tests.access import desk
from tests.delivery import town
from tests.delivery.road import Day
from tests.delivery.town import told


def test_an_event_sent_again_changes_nothing(db: Session) -> None:
    day = Day(db)
    when = town.at(11, days=1)
    what = told(EventKind.OUTCOME, when, stop_id=day.stop(0).id, outcome=Outcome.NO_ANSWER,
                client_id="device-of-marat:1")  # fmt: skip
    first = day.tell(what)
    again = day.tell(replace(what, sent_at=town.at(20, days=1)))
    assert again.id == first.id
    assert len(town.visits(db, day.readers[0])) == 2
    assert db.scalar(select(func.count(Event.id))) == 1
    with pytest.raises(EventTwice):
        day.outcome(0, Outcome.DELIVERED, client_id="device-of-marat:1")


def test_an_event_sent_again_does_not_make_a_plan_of_the_day_stale(db: Session) -> None:
    """A coordinator who moves a stop meanwhile is not told that the day changed."""
    day = Day(db)
    what = told(EventKind.RUN_STARTED, town.at(9, days=1), run_id=day.run.id)
    packed = told(EventKind.BAG_PACKED, town.at(8, days=1), bag_code=bag_code(day.visits[0].id))
    for one in (packed, what):
        day.tell(one)
    before = version_of(db, on=town.on(1))
    for one in (packed, what):
        day.tell(replace(one, sent_at=town.at(20, days=1)))
    assert version_of(db, on=town.on(1)) == before
    stranger = desk.account(db, Role.READER)
    for one in (packed, what):
        with pytest.raises(NotYourRun):
            report(db, one, account_id=stranger, now=town.at(20, days=1))


def test_a_delivery_told_late_outweighs_a_move(db: Session) -> None:
    """The reader moved the visit while the courier, offline, was at the door."""
    day = Day(db)
    stop_id = day.stop(0).id
    visit = day.visits[0]
    day.tell(told(EventKind.RUN_STARTED, town.at(9, days=1), run_id=day.run.id))
    not_at_home(db, reader_id=visit.reader_id, visit_id=visit.id, by_id=None,
                now=town.at(11, days=1))  # fmt: skip
    assert day.stop(0).state is StopState.TAKEN_OFF
    event = day.outcome(0, Outcome.DELIVERED, stop_id=stop_id, hour=10)
    assert event.ignored is None
    db.expire_all()
    assert visit.state is VisitState.DONE
    assert loans_of(db, reader_id=visit.reader_id) == 1


@pytest.mark.parametrize("delivered_first", [True, False])
def test_two_outcomes_of_a_stop_agree_about_the_book_in_any_order(
    db: Session, delivered_first: bool
) -> None:
    day = Day(db)
    stop_id = day.stop(0).id
    order = [Outcome.DELIVERED, Outcome.NO_ANSWER]
    for outcome in order if delivered_first else reversed(order):
        day.outcome(0, outcome, stop_id=stop_id)
    assert loans_of(db, reader_id=day.readers[0]) == 1
    assert day.copy(0).state is CopyState.ON_LOAN
    events = db.scalars(select(Event).order_by(Event.id)).all()
    assert [event.ignored for event in events] == (
        [None, "too_late"] if delivered_first else [None, None]
    )


def test_an_outcome_after_the_end_of_the_run_still_counts(db: Session) -> None:
    day = Day(db)
    day.tell(told(EventKind.RUN_FINISHED, town.at(17, days=1), run_id=day.run.id))
    day.outcome(0, Outcome.DELIVERED)
    assert loans_of(db, reader_id=day.readers[0]) == 1
    event = day.tell(told(EventKind.AT_DOOR, town.at(10, days=1), stop_id=day.stop(0).id))
    assert event.ignored == "too_late"


def test_the_reader_hears_that_the_courier_is_on_the_way(db: Session) -> None:
    day = Day(db)
    first = town.stops(db, day.run)[0]
    for minute in (0, 5):
        day.tell(told(EventKind.ON_WAY, town.at(10, minute, days=1), stop_id=first.id))
    assert first.state is StopState.ON_WAY
    assert first.expected_at
    assert first.expected_at > town.at(10, days=1)
    notice = db.scalars(select(Notice).where(Notice.kind == NoticeKind.COURIER_ON_WAY)).one()
    assert notice.facts.keys() == {"visit_id", "time"}
    second = town.stops(db, day.run)[1]
    day.tell(told(EventKind.ON_WAY, town.at(10, 20, days=1), stop_id=second.id))
    states = [stop.state for stop in town.stops(db, day.run)]
    assert states == [StopState.PLANNED, StopState.ON_WAY], "a courier goes to one door"


def test_a_wrong_clock_is_set_right(db: Session) -> None:
    day = Day(db)
    wrong = timedelta(hours=7)
    what = told(EventKind.OUTCOME, town.at(11, days=1) - wrong, stop_id=day.stop(0).id,
                outcome=Outcome.DELIVERED)  # fmt: skip
    day.tell(what, now=town.at(11, days=1))
    assert day.stop(0).outcome_at == town.at(11, days=1)
    future = told(EventKind.OUTCOME, town.at(12, days=3), stop_id=day.stop(1).id,
                  outcome=Outcome.DELIVERED)  # fmt: skip
    day.tell(future, now=town.at(12, days=1))
    assert day.stop(1).outcome_at == town.at(12, days=1)


def test_the_pin_is_compared_and_not_kept(db: Session) -> None:
    day = Day(db)
    for reader_id in day.readers:
        db.get_one(Reader, reader_id).pin_hash = hashed("4711")
    right = day.outcome(0, Outcome.DELIVERED, proof=Proof.PIN, pin="4711")
    day.outcome(1, Outcome.DELIVERED, proof=Proof.PIN, pin="1111")
    assert (day.stop(0).is_proved, day.stop(1).is_proved) == (True, False)
    assert "4711" not in f"{right.facts}{right.digest}"


def test_only_the_courier_and_coordinators_report(db: Session) -> None:
    day = Day(db)
    stranger, coordinator = desk.account(db, Role.COURIER), desk.account(db, Role.COORDINATOR)
    what = told(EventKind.RUN_STARTED, town.at(9, days=1), run_id=day.run.id)
    with pytest.raises(NotYourRun):
        report(db, what, account_id=stranger, now=what.sent_at)
    with pytest.raises(NotYourRun):
        run_of_courier(db, run_id=day.run.id, account_id=stranger)
    report(db, what, account_id=coordinator, now=what.sent_at)
    assert runs_of_account(db, account_id=stranger, from_on=town.on(0), until_on=town.on(9)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "x"},
        {"stop_id": None},
        {"outcome": None},
        {"sent_at": town.at(9)},
        {"found": ("1",) * 100},
        {"happened_at": town.at(10).replace(tzinfo=None)},
        {"bag_code": "00000018"},
        {"code": "00000018"},
        {"code": "", "proof": Proof.BAG},
        {"words": "ә" * 301},
        {"pin": "1" * 13},
        {"kind": EventKind.AT_DOOR, "outcome": None, "words": "so"},
        {"kind": EventKind.AT_DOOR, "outcome": None, "pin": "4711"},
    ],
)
def test_an_event_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    good: dict[str, object] = {
        "client_id": "device-0001", "kind": EventKind.OUTCOME, "happened_at": town.at(10),
        "sent_at": town.at(11), "stop_id": 1, "outcome": Outcome.DELIVERED,
    }  # fmt: skip
    Report(**good)  # type: ignore[arg-type]
    with pytest.raises(BadEvent):
        Report(**good | wrong)  # type: ignore[arg-type]


def test_a_courier_sees_name_door_and_bag_and_nothing_else(db: Session) -> None:
    """No title, no card, no need, no other reader."""
    day = Day(db)
    reader = db.get_one(Reader, day.readers[0])
    seen = run_of_courier(db, run_id=day.run.id, account_id=day.account_id)
    assert [stop.name for stop in seen.stops] == [reader.name] * 2
    assert {one.name for one in fields(seen.stops[0])} == {
        "stop_id", "turn", "state", "arrives_at", "promised_from_at", "promised_until_at", "name",
        "door", "bag",
    }  # fmt: skip
    text = str(everything(seen))
    for secret in (reader.card_number, "Абай жолы", "help", "cannot_see_print", "daisy202"):
        assert secret not in text
    assert "17К" in text
    assert (day.copy(0).barcode or "?") in text
    day.outcome(0, Outcome.DELIVERED)
    after = run_of_courier(db, run_id=day.run.id, account_id=day.account_id)
    assert sum(stop.bag is None for stop in after.stops) == 1


def everything(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: everything(getattr(value, one.name)) for one in fields(value)}
    return [everything(one) for one in value] if isinstance(value, tuple) else value


def test_what_nobody_reported_is_closed_at_night(db: Session) -> None:
    day = Day(db)
    stop_id = day.stop(1).id
    day.outcome(0, Outcome.DELIVERED)
    pause(db, reader_id=day.readers[1], from_on=town.on(2), until_on=None, by_id=None,
          now=town.at(13, days=1))  # fmt: skip
    close_days(db, now=town.at(1, days=2))
    assert close_days(db, now=town.at(2, days=2)) == []
    assert day.run.state is RunState.FINISHED
    assert (day.visits[1].state, day.visits[1].no_next) == (VisitState.FAILED, NoNext.PAUSED)
    day.outcome(1, Outcome.DELIVERED, stop_id=stop_id)  # the telephone came online late
    assert loans_of(db, reader_id=day.readers[1]) == 1
