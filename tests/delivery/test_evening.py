"""In the evening nobody is forgotten: who was left over today, and what came after the planning."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.database.opening import Database
from delivery.night import EVENING, NIGHT, do_step
from delivery.runs.night_report import Step
from delivery.visits.records import Handover, Visit, VisitState
from tests.delivery import town
from tests.delivery.test_night import a_town, ask, the


def visit_of(db: Session, reader_id: int, days: int) -> Visit:
    return db.scalars(
        select(Visit).where(Visit.reader_id == reader_id, Visit.visit_on == town.on(days))
    ).one()


def test_who_found_no_place_today_is_planned_in_tomorrow(database: Database) -> None:
    """Not the day after: in the night it would be too late for that."""
    readers = a_town(database)
    for reader_id in readers[1:]:
        ask(database, reader_id, days=1)
    do_step(the(database), Step.NEXT, now=town.at(2))
    with database.change.begin() as db:
        today = Visit(
            reader_id=readers[0], visit_on=town.MONDAY, state=VisitState.FIXED,
            made_at=town.MORNING, left_over={"code": "no_room_found"}, causes=["by_hand"],
            address_id=visit_of(db, readers[1], 1).address_id,
        )  # fmt: skip
        db.add(today)
    for step in EVENING:
        assert do_step(the(database), step, now=town.at(16)).fault is None
    with database.look.begin() as db:
        today = visit_of(db, readers[0], 0)
        assert today.state is VisitState.FAILED
        assert visit_of(db, readers[0], 1).state is VisitState.ROUTED
        assert today.next_id == visit_of(db, readers[0], 1).id


def test_what_became_ready_since_the_planning_comes_along(database: Database) -> None:
    (reader_id,) = a_town(database, doors=1)
    ask(database, reader_id, days=1)
    for step in NIGHT:
        do_step(the(database), step, now=town.at(2))
    with database.change.begin() as db:
        request_id = town.ready_edition(db, reader_id).id
    for step in EVENING:
        assert do_step(the(database), step, now=town.at(16)).fault is None
    with database.look.begin() as db:
        assert [one.request_id for one in db.scalars(select(Handover))] == [request_id]
