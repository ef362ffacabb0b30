"""A reader says that they will be at home; the word holds for that day and for no other."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.people.looking import looks_at
from delivery.errors import DayFull, ImpossibleMove, NoDeliveryThatDay, NotHere
from delivery.scheduling.changing import add_visit, not_at_home
from delivery.scheduling.scheduling import schedule
from delivery.visits.closing import cancel_visit
from delivery.visits.confirming import confirm
from delivery.visits.records import Cancelled, Cause, Visit, VisitState
from tests.delivery import town


def asked(db: Session, reader_id: int, days: int = 1) -> Visit:
    return add_visit(
        db, reader_id=reader_id, on=town.on(days), cause=Cause.BY_HAND, by_id=None,
        now=town.MORNING,
    )  # fmt: skip


def test_the_first_word_holds_and_leaves_one_trace(db: Session) -> None:
    town.courier(db, town.depot(db))
    reader_id = town.home(db)
    visit = asked(db, reader_id)
    for door, hour in (("phone", 9), ("web", 10)):
        confirm(db, reader_id=reader_id, visit_id=visit.id, door=door, now=town.at(hour))
    assert (visit.confirmed_at, visit.confirmed_door) == (town.at(9), "phone")
    assert [look.what for look in looks_at(db, reader_id=reader_id)].count("visit_confirmed") == 1


def test_what_was_confirmed_is_moved_by_no_night(db: Session) -> None:
    town.courier(db, town.depot(db))
    reader_id = town.home(db, every_days=7)
    schedule(db, now=town.MORNING)
    first = town.visits(db, reader_id)[0]
    assert first.state is VisitState.PROPOSED
    confirmed = confirm(db, reader_id=reader_id, visit_id=first.id, door="web", now=town.MORNING)
    assert confirmed.state is VisitState.FIXED


def test_a_visit_that_is_moved_has_to_be_confirmed_anew(db: Session) -> None:
    town.courier(db, town.depot(db))
    reader_id = town.home(db)
    visit = asked(db, reader_id)
    confirm(db, reader_id=reader_id, visit_id=visit.id, door="web", now=town.MORNING)
    not_at_home(db, reader_id=reader_id, visit_id=visit.id, by_id=None, now=town.MORNING)
    assert (visit.confirmed_at, visit.confirmed_door) == (None, None)
    confirm(db, reader_id=reader_id, visit_id=visit.id, door="phone", now=town.at(9))
    assert visit.confirmed_door == "phone"


def test_only_ones_own_open_visit_can_be_confirmed(db: Session) -> None:
    town.courier(db, town.depot(db))
    mine, other = town.home(db), town.home(db, 1)
    visit = asked(db, mine)
    with pytest.raises(NotHere):
        confirm(db, reader_id=other, visit_id=visit.id, door="web", now=town.MORNING)
    with pytest.raises(NoDeliveryThatDay):
        confirm(db, reader_id=mine, visit_id=visit.id, door="web", now=town.at(9, days=2))
    cancel_visit(db, visit_id=visit.id, why=Cancelled.BY_READER, now=town.MORNING)
    with pytest.raises(ImpossibleMove):
        confirm(db, reader_id=mine, visit_id=visit.id, door="web", now=town.MORNING)


def test_a_proposed_visit_is_not_confirmed_where_others_took_the_day(db: Session) -> None:
    """Two seats, one proposed; then two ask for that day: the proposed one had to give way."""
    town.courier(db, town.depot(db), most_stops=2)
    reader_id = town.home(db, every_days=7)
    schedule(db, now=town.MORNING)
    first = town.visits(db, reader_id)[0]
    for n in (1, 2):
        asked(db, town.home(db, n), days=(first.visit_on - town.MONDAY).days)
    with pytest.raises(DayFull):
        confirm(db, reader_id=reader_id, visit_id=first.id, door="web", now=town.MORNING)


def test_a_word_without_its_door_is_no_word(db: Session) -> None:
    town.courier(db, town.depot(db))
    asked(db, town.home(db))
    visit = db.scalars(select(Visit)).one()
    visit.confirmed_at = town.MORNING
    with pytest.raises(IntegrityError):
        db.flush()
