"""The schedule begins tomorrow, and knows what is under way today."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.records import Holiday
from delivery.homes.wishes import require_address
from delivery.scheduling.scheduling import schedule
from delivery.visits.filling import fill
from delivery.visits.records import Visit, VisitState
from tests.delivery import town

NIGHT = town.at(2)


def visit(db: Session, reader_id: int, days: int, state: VisitState, **more: object) -> Visit:
    made = Visit(
        reader_id=reader_id, visit_on=town.on(days), state=state, made_at=town.MORNING,
        address_id=require_address(db, reader_id=reader_id).id, **more,
    )  # fmt: skip
    db.add(made)
    db.flush()
    return made


def a_door(db: Session, *, every_days: int | None = 14, last: int = -14) -> int:
    """With a courier from Monday to Friday; the reader was visited so many days ago."""
    town.courier(db, town.depot(db))
    reader_id = town.home(db, 1, every_days=every_days, since_on=town.on(-60))
    visit(db, reader_id, last, VisitState.DONE, outcome="delivered", closed_at=town.MORNING)
    return reader_id


def days(db: Session, reader_id: int) -> list[int]:
    """On which days somebody comes from tomorrow on."""
    found = select(Visit.visit_on).where(
        Visit.reader_id == reader_id, Visit.closed_at.is_(None), Visit.visit_on > town.MONDAY
    )
    return [(on - town.MONDAY).days for on in db.scalars(found.order_by(Visit.visit_on))]


def test_who_is_visited_today_is_not_overdue_tomorrow(db: Session) -> None:
    reader_id = a_door(db)
    visit(db, reader_id, 0, VisitState.ROUTED)
    schedule(db, now=NIGHT)
    assert all(on >= 11 for on in days(db, reader_id))


def test_what_is_in_todays_bag_asks_for_no_other_visit(db: Session) -> None:
    reader_id = a_door(db, every_days=None)
    town.ready_edition(db, reader_id)
    today = visit(db, reader_id, 0, VisitState.ROUTED)
    fill(db, today, now=town.at(1, days=-1))
    schedule(db, now=NIGHT)
    assert days(db, reader_id) == []


def test_what_became_ready_after_the_bag_was_filled_asks_for_a_visit(db: Session) -> None:
    reader_id = a_door(db, every_days=None)
    today = visit(db, reader_id, 0, VisitState.ROUTED)
    fill(db, today, now=town.at(1, days=-1))
    town.ready_edition(db, reader_id)
    schedule(db, now=NIGHT)
    assert len(days(db, reader_id)) == 1


def test_who_found_no_place_in_a_run_today_comes_next(db: Session) -> None:
    reader_id = a_door(db)
    today = visit(db, reader_id, 0, VisitState.PROPOSED, left_over={"code": "no_room_found"})
    schedule(db, now=NIGHT)
    assert today.visit_on in (town.on(1), town.on(2))
    assert today.left_over is None


def test_who_was_never_planned_today_is_still_awaited_today(db: Session) -> None:
    """The worker was off since yesterday: this night plans today yet."""
    reader_id = a_door(db)
    today = visit(db, reader_id, 0, VisitState.PROPOSED)
    schedule(db, now=NIGHT)
    assert today.visit_on == town.MONDAY
    assert all(on >= 11 for on in days(db, reader_id))


def test_a_visit_comes_rather_too_early_than_too_late(db: Session) -> None:
    """Its own day is a holiday; the day before it is as empty as the one after."""
    db.add(Holiday(holiday_on=town.on(2), names={"ru": "День"}))
    reader_id = a_door(db, last=-12)
    schedule(db, now=NIGHT)
    assert days(db, reader_id)[0] == 1
