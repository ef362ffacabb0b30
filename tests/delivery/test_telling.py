"""A reader who was told that somebody comes hears it, once, when nobody does."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.zone import network_zone
from access.notices.records import Notice, NoticeKind, NoticeState
from access.notices.sending import due
from access.people.records import Contact, Reader, Role, Way
from delivery.planning.by_hand import take_off
from delivery.planning.planning import plan_runs
from delivery.runs.publishing import publish
from delivery.runs.records import Run, Stop
from delivery.scheduling.changing import add_visit, not_at_home
from delivery.visits.closing import cancel_visit
from delivery.visits.records import Cancelled, Cause, Visit
from tests.access import desk
from tests.delivery import town

EVENING = town.at(16)


class Told:
    """One visit, planned and published for Tuesday; the reader was told on Monday at four."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self.courier = town.courier(db, town.depot(db))
        self.reader_id = town.home(db)
        self.visit: Visit = add_visit(
            db, reader_id=self.reader_id, on=town.on(1), cause=Cause.BY_HAND, by_id=None,
            now=town.MORNING,
        )  # fmt: skip
        self.staff_id = desk.account(db, Role.COORDINATOR)
        self.plan()

    def plan(self, days: int = 1) -> None:
        """And publish."""
        plan_runs(self.db, on=town.on(days), now=EVENING, effort=town.QUICK)
        self.publish(days)

    def publish(self, days: int = 1) -> None:
        """What runs there are."""
        live = select(Run.id).where(Run.run_on == town.on(days), Run.closed_at.is_(None))
        for run_id in self.db.scalars(live).all():
            publish(self.db, run_id=run_id, now=EVENING)

    def heard(self) -> list[tuple[str, str | None]]:
        """Kinds and days, in their order."""
        rows = self.db.scalars(select(Notice).order_by(Notice.id))
        return [(row.kind.value, row.facts.get("day")) for row in rows]


TUESDAY = ("visit_planned", "2026-12-01")


def test_a_told_visit_that_staff_moves_is_told_with_its_new_day_once(db: Session) -> None:
    day = Told(db)
    assert day.heard() == [TUESDAY]
    for to_on in (town.on(3), town.on(4)):
        not_at_home(
            db, reader_id=day.reader_id, visit_id=day.visit.id, by_id=day.staff_id, now=EVENING,
            to_on=to_on,
        )  # fmt: skip
    assert day.heard() == [TUESDAY, ("visit_changed", "2026-12-03")]
    (changed,) = db.scalars(select(Notice).where(Notice.kind == NoticeKind.VISIT_CHANGED))
    assert changed.facts["was"] == "2026-12-01"


def test_who_moved_it_hears_no_more_of_it(db: Session) -> None:
    day = Told(db)
    not_at_home(db, reader_id=day.reader_id, visit_id=day.visit.id, by_id=None, now=EVENING)
    assert day.heard() == [TUESDAY]


@pytest.mark.parametrize(
    ("why", "tells"),
    [(Cancelled.BY_STAFF, True), (Cancelled.BY_READER, False), (Cancelled.PAUSED, False)],
)
def test_a_told_visit_that_staff_cancels_is_told(db: Session, why: Cancelled, tells: bool) -> None:
    day = Told(db)
    for _ in range(2):
        cancel_visit(db, visit_id=day.visit.id, why=why, now=EVENING)
    assert day.heard() == [TUESDAY, *([("visit_changed", None)] if tells else [])]


def test_nobody_hears_of_a_change_who_was_not_told_before(db: Session) -> None:
    town.courier(db, town.depot(db))
    visit = add_visit(
        db, reader_id=town.home(db), on=town.on(1), cause=Cause.BY_HAND, by_id=None,
        now=town.MORNING,
    )  # fmt: skip
    cancel_visit(db, visit_id=visit.id, why=Cancelled.BY_STAFF, now=EVENING)
    assert db.scalars(select(Notice)).all() == []


def test_a_promise_that_cannot_be_kept_is_taken_back_and_may_be_given_anew(db: Session) -> None:
    """The courier is taken off the visit and has no room; later there is room at the same hour."""
    day = Told(db)
    (stop,) = db.scalars(select(Stop))
    window = (stop.promised_from_at, stop.promised_until_at)
    other = add_visit(
        db, reader_id=town.home(db, 1), on=town.on(1), cause=Cause.URGENT, by_id=None, now=EVENING
    )
    take_off(db, stop_id=stop.id, now=EVENING)
    day.courier.most_stops = 1
    db.flush()
    for _ in range(2):
        day.plan()
    assert [kind for kind, _ in day.heard()] == ["visit_planned", "visit_planned", "visit_changed"]
    cancel_visit(db, visit_id=other.id, why=Cancelled.BY_READER, now=EVENING)
    day.plan()
    again = db.scalars(select(Stop).where(Stop.visit_id == day.visit.id).order_by(Stop.id)).all()[
        -1
    ]
    assert (again.promised_from_at, again.promised_until_at) == window
    assert day.heard()[-1] == TUESDAY, "told anew, though it is the same window"


def test_what_is_not_true_any_more_never_goes_out(db: Session) -> None:
    """It waited for the end of the quiet hours; then the visit was cancelled."""
    town.courier(db, town.depot(db))
    reader_id = town.home(db)
    add_contact(db, reader_id)
    visit = add_visit(
        db, reader_id=reader_id, on=town.on(1), cause=Cause.BY_HAND, by_id=None, now=town.MORNING
    )
    late = town.at(22)
    plan_runs(db, on=town.on(1), now=late, effort=town.QUICK)
    publish(db, run_id=db.scalars(select(Run.id)).one(), now=late)
    (waiting,) = db.scalars(select(Notice))
    assert waiting.state is NoticeState.WAITING
    assert waiting.not_before_at.astimezone(network_zone(db)).hour == 9
    cancel_visit(db, visit_id=visit.id, why=Cancelled.BY_STAFF, now=late)
    assert db.scalars(select(Notice)).all() == []
    assert due(db, now=town.at(10, days=1), limit=5) == []


def add_contact(db: Session, reader_id: int) -> None:
    """Calls, by choice."""
    db.get_one(Reader, reader_id).notice_way = Way.CALL
    db.add(
        Contact(reader_id=reader_id, way=Way.CALL, address="+77271234567", verified_at=town.MORNING)
    )
    db.flush()
