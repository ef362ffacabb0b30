"""A day on the road: loans, cartridges, bags and the next visit are right."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState
from access.notices.records import Notice, NoticeKind
from access.requests.closing import withdraw
from access.requests.loans import lend, loan_of_copy, loans_of
from access.requests.records import Request, RequestState
from delivery.choosing import labels, not_loaded, pick_list
from delivery.crew.records import Absence
from delivery.errors import WrongScan
from delivery.planning.day import day_to_plan
from delivery.planning.planning import plan_runs
from delivery.runs.nightly import courier_away
from delivery.runs.records import EventKind, Proof, RunState, StopState
from delivery.scheduling.changing import add_visit
from delivery.visits.filling import bag_code, fill, is_bag_code
from delivery.visits.records import (
    CartridgeState,
    Cause,
    Handover,
    HandoverState,
    NoNext,
    Outcome,
    Visit,
    VisitState,
    Way,
)
from tests.access import desk
from tests.delivery import town
from tests.delivery.road import Day
from tests.delivery.town import told


def test_what_is_delivered_becomes_a_loan(db: Session) -> None:
    day = Day(db)
    day.outcome(0, Outcome.DELIVERED, proof=Proof.NAME)
    assert day.stop(0).state is StopState.DONE
    assert db.get_one(Visit, day.visits[0].id).state is VisitState.DONE
    assert day.copy(0).state is CopyState.ON_LOAN
    assert loans_of(db, reader_id=day.readers[0]) == 1
    assert day.requests[0].state is RequestState.FULFILLED
    assert day.run.state is RunState.STARTED, "who is at a door has set out"
    assert loans_of(db, reader_id=day.readers[1]) == 0


def test_a_failed_visit_has_its_next_day_and_the_reader_is_told(db: Session) -> None:
    day = Day(db)
    day.outcome(0, Outcome.NO_ANSWER)
    failed, following = town.visits(db, day.readers[0])
    assert (failed.state, failed.next_id) == (VisitState.FAILED, following.id)
    assert (following.visit_on, following.state) == (town.on(2), VisitState.FIXED)
    assert day.copy(0).state is CopyState.RESERVED
    assert {one.state for one in town.handovers(db)} == {
        HandoverState.NOT_DONE, HandoverState.WAITING
    }  # fmt: skip
    told_of = db.scalars(select(Notice).where(Notice.kind == NoticeKind.VISIT_FAILED)).one()
    assert told_of.facts["day"] == "2026-12-02"
    plan_runs(db, on=town.on(2), now=town.at(18, days=1), effort=town.QUICK)
    assert following.state is VisitState.ROUTED
    (drop,) = [one for one in town.handovers(db) if one.closed_at is None and
               one.copy_id == day.requests[0].copy_id]  # fmt: skip
    assert drop.way is Way.DROP


@pytest.mark.parametrize(
    ("outcome", "no_next"),
    [(Outcome.REFUSED, NoNext.REFUSED), (Outcome.WRONG_ADDRESS, NoNext.WRONG_ADDRESS)],
)
def test_some_failures_wait_for_a_coordinator(
    db: Session, outcome: Outcome, no_next: NoNext
) -> None:
    day = Day(db)
    day.outcome(0, outcome)
    (visit,) = town.visits(db, day.readers[0])
    assert (visit.state, visit.no_next) == (VisitState.FAILED, no_next)


def test_a_reader_asks_for_another_day_at_the_door(db: Session) -> None:
    day = Day(db)
    day.outcome(0, Outcome.ANOTHER_DAY, another_on=town.on(8))
    day.outcome(1, Outcome.ANOTHER_DAY, another_on=town.on(6))
    assert [visit.visit_on for visit in town.visits(db, day.readers[0])] == [town.on(1), town.on(8)]
    assert town.visits(db, day.readers[1])[1].visit_on == town.on(2), "nobody works on Sundays"


def test_returned_things_close_loans_and_reach_the_shelf_with_the_run(db: Session) -> None:
    """An overdue loan joins the visit; a book that nobody expected is taken, too."""
    day = Day(db, copies=False)
    reader_id = day.readers[0]
    lent = [town.ready_copy(db, reader_id, day.point_id) for _ in range(2)]
    for request, days in zip(lent, (1, 60), strict=True):
        request.state, request.closed_at = RequestState.FULFILLED, town.MORNING
        lend(db, copy_id=request.copy_id or 0, reader_id=reader_id, now=town.MORNING, days=days)
    plan_runs(db, on=town.on(1), now=town.at(7, days=1), effort=town.QUICK)
    (pick_up,) = [one for one in town.handovers(db) if one.closed_at is None]
    assert (pick_up.way, pick_up.copy_id) == (Way.PICK_UP, lent[0].copy_id)
    later = db.get_one(Copy, lent[1].copy_id)
    event = day.outcome(0, Outcome.DELIVERED, found=(later.barcode or "", "nobody knows it"))
    assert event.facts["unknown"] == 1
    assert loans_of(db, reader_id=reader_id) == 0
    due = db.get_one(Copy, lent[0].copy_id)
    assert {due.state, later.state} == {CopyState.AWAY}, "it is in the car"
    day.tell(told(EventKind.RUN_FINISHED, town.at(17, days=1), run_id=day.run.id))
    db.expire_all()
    assert {due.state, later.state} == {CopyState.ON_SHELF}


def test_a_cartridge_travels_there_and_back(db: Session) -> None:
    day = Day(db, 1, copies=False)
    request = town.ready_edition(db, day.readers[0])
    cartridge, other = town.cartridge(db), town.cartridge(db)
    plan_runs(db, on=town.on(1), now=town.at(7, days=1), effort=town.QUICK)
    code = bag_code(day.visits[0].id)
    (line,) = pick_list(db, service_point_id=day.point_id, on=town.on(1))
    assert (line.medium, line.bag_code, line.edition_id) == ("cartridge", code, request.edition_id)
    when = town.at(8, days=1)
    for _ in range(2):
        day.tell(told(EventKind.SCANNED, when, bag_code=code, code=cartridge.barcode))
    with pytest.raises(WrongScan):
        day.tell(told(EventKind.SCANNED, when, bag_code=code, code=other.barcode))
    assert [label.bag_code for label in labels(db, run_id=day.run.id)] == [code]
    assert not_loaded(db, run_id=day.run.id) == [code]
    day.tell(told(EventKind.BAG_PACKED, when, bag_code=code))
    day.tell(told(EventKind.BAG_LOADED, when, bag_code=code))
    assert not_loaded(db, run_id=day.run.id) == []
    day.outcome(0, Outcome.DELIVERED, proof=Proof.BAG, code=None)
    assert (cartridge.state, cartridge.reader_id) == (CartridgeState.WITH_READER, day.readers[0])
    assert request.state is RequestState.FULFILLED
    again = add_visit(db, reader_id=day.readers[0], on=town.on(29), cause=Cause.LOAN, by_id=None,
                      now=town.at(8, days=2))  # fmt: skip
    bag = fill(db, again, now=town.at(8, days=2))
    rows = db.scalars(select(Handover).where(Handover.delivery_id == bag.id)).all()
    assert [(row.way, row.cartridge_id) for row in rows] == [(Way.PICK_UP, cartridge.id)]


def test_a_copy_goes_only_into_its_own_bag(db: Session) -> None:
    day = Day(db)
    first, second = (bag_code(visit.id) for visit in day.visits)
    when = town.at(8, days=1)
    with pytest.raises(WrongScan):
        day.tell(told(EventKind.SCANNED, when, bag_code=first, code=day.copy(1).barcode))
    with pytest.raises(WrongScan):
        day.tell(told(EventKind.SCANNED, when, bag_code=first[:-1] + "x", code="1"))
    day.tell(told(EventKind.SCANNED, when, bag_code=second, code=day.copy(1).barcode))
    lines = pick_list(db, service_point_id=day.point_id, on=town.on(1))
    assert sorted(line.is_in_bag for line in lines) == [False, True]
    mine, theirs = town.handovers(db)
    mine.copy_id = theirs.copy_id
    with pytest.raises(IntegrityError):
        db.flush()


def test_a_bag_code_finds_a_slip_of_any_digit() -> None:
    code = bag_code(1234)
    assert is_bag_code(code)
    for place in range(len(code)):
        for digit in "0123456789":
            slip = code[:place] + digit + code[place + 1 :]
            assert is_bag_code(slip) == (slip == code)


def test_what_is_not_handed_over_stays_with_the_library(db: Session) -> None:
    """Only one of two books is given; the other comes with the next visit."""
    day = Day(db, 1)
    more = town.ready_copy(db, day.readers[0], day.point_id)
    plan_runs(db, on=town.on(1), now=town.at(7, days=1), effort=town.QUICK)
    first, second = town.handovers(db)
    day.outcome(0, Outcome.DELIVERED, given=(first.id,))
    assert (first.state, second.state) == (HandoverState.DONE, HandoverState.NOT_DONE)
    assert db.get_one(Copy, more.copy_id).state is CopyState.RESERVED
    assert more.state is RequestState.READY


def test_a_book_given_is_with_the_reader_whatever_became_of_its_request(db: Session) -> None:
    """The reader withdrew while the courier was offline; the copy was promised to another."""
    day = Day(db)
    day.tell(told(EventKind.RUN_STARTED, town.at(9, days=1), run_id=day.run.id))
    mine = day.requests[0]
    other_id = desk.reader(db)
    waiting = Request(
        reader_id=other_id, title_id=mine.title_id, kind="copy", form="braille", door="web",
        asked_at=town.MORNING, turn_at=town.MORNING,
    )  # fmt: skip
    db.add(waiting)
    db.flush()
    withdraw(db, request_id=mine.id, reader_id=mine.reader_id, now=town.at(10, days=1))
    assert waiting.copy_id == mine.copy_id
    day.outcome(0, Outcome.DELIVERED)
    loan = loan_of_copy(db, copy_id=mine.copy_id or 0)
    assert loan is not None
    assert loan.reader_id == day.readers[0]
    assert (waiting.state, waiting.copy_id) == (RequestState.WAITING, None)


def test_planning_in_the_middle_of_the_day_keeps_what_is_done_and_what_is_in_the_car(
    db: Session,
) -> None:
    day = Day(db, 4)
    order = [stop.visit_id for stop in town.stops(db, day.run)]
    places = {visit.id: n for n, visit in enumerate(day.visits)}
    day.outcome(places[order[0]], Outcome.DELIVERED, hour=10)
    day.tell(told(EventKind.ON_WAY, town.at(10, 5, days=1),
                  stop_id=day.stop(places[order[1]]).id))  # fmt: skip
    late = town.home(db, 7)
    urgent = add_visit(db, reader_id=late, on=town.on(1), cause=Cause.URGENT, by_id=None,
                       now=town.at(10, 6, days=1))  # fmt: skip
    before = day_to_plan(db, on=town.on(1), now=town.at(10, 6, days=1))
    assert {visit.only_id for visit in before.visits if visit.visit_id != urgent.id} == {
        day.courier.id
    }
    done = plan_runs(db, on=town.on(1), now=town.at(10, 6, days=1), effort=town.QUICK)
    assert done.left == ()
    states = [stop.state for stop in town.stops(db, day.run)]
    assert states[:2] == [StopState.DONE, StopState.ON_WAY]
    assert len(states) == 5
    with_bag = town.home(db, 8)
    town.ready_copy(db, with_bag, day.point_id)
    bag_at_depot = add_visit(db, reader_id=with_bag, on=town.on(1), cause=Cause.URGENT, by_id=None,
                             now=town.at(10, 7, days=1))  # fmt: skip
    done = plan_runs(db, on=town.on(1), now=town.at(10, 7, days=1), effort=town.QUICK)
    assert [(left.visit_id, left.facts["all_on_the_road"]) for left in done.left] == [
        (bag_at_depot.id, True)
    ]


def test_a_car_lost_at_noon_fails_what_is_left_and_gives_it_another_day(db: Session) -> None:
    day = Day(db, 3)
    day.outcome(0, Outcome.DELIVERED)
    touched = courier_away(
        db, courier_id=day.courier.id, from_on=town.on(1), until_on=town.on(1), why=Absence.OTHER,
        now=town.at(12, days=1),
    )  # fmt: skip
    assert len(touched) == 2
    assert day.run.state is RunState.FINISHED
    assert {visit.outcome for visit in day.visits[1:]} == {Outcome.VEHICLE}
    assert all(visit.next_id for visit in day.visits[1:])
