"""Visits follow from frequency and from what waits; no day overflows; people's changes stay."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.network.records import Holiday
from access.requests.loans import lend
from access.requests.records import Loan, RequestState
from delivery.errors import (
    BadWish,
    DayFull,
    NoDayHasRoom,
    NoDeliveryThatDay,
    NotHere,
    NotVisitedAtHome,
    VisitedThatDay,
)
from delivery.homes.wishes import Door, Wishes
from delivery.scheduling.changing import add_visit, not_at_home, pause, resume
from delivery.scheduling.horizon import LeftCode
from delivery.scheduling.needs import Rules
from delivery.scheduling.scheduling import schedule
from delivery.visits.records import Cancelled, Cause, Outcome, Visit, VisitState
from tests.delivery import town


def days(db: Session, reader_id: int) -> list[date]:
    return [visit.visit_on for visit in town.visits(db, reader_id) if visit.closed_at is None]


def test_a_reader_is_visited_as_often_as_they_wish(db: Session) -> None:
    """Every week, on the days when couriers go out, none of them a holiday."""
    town.courier(db, town.depot(db))
    db.add(Holiday(holiday_on=town.on(1), names={"ru": "День"}))
    reader_id = town.home(db, every_days=7)
    schedule(db, now=town.MORNING)
    found = days(db, reader_id)
    assert len(found) == 2
    assert town.on(1) not in found
    assert 5 <= (found[1] - found[0]).days <= 9
    assert all(on.weekday() < 5 for on in found)


def test_scheduling_again_changes_nothing(db: Session) -> None:
    town.courier(db, town.depot(db))
    readers = [town.home(db, n, every_days=7) for n in range(8)]
    schedule(db, now=town.MORNING)
    before = [days(db, reader_id) for reader_id in readers]
    again = schedule(db, now=town.MORNING)
    assert [days(db, reader_id) for reader_id in readers] == before
    assert again.made == again.moved == again.cancelled == []


def test_what_is_ready_brings_a_visit_by_itself(db: Session) -> None:
    depot_id = town.depot(db)
    town.courier(db, depot_id)
    reader_id, nobody = town.home(db), town.home(db, 1)
    town.ready_copy(db, reader_id, town.point_of(db, depot_id))
    schedule(db, now=town.MORNING)
    (visit,) = town.visits(db, reader_id)
    assert visit.causes == [Cause.REQUEST]
    assert visit.visit_on <= town.on(14)
    assert town.visits(db, nobody) == []


def test_a_due_loan_brings_a_visit_and_an_overdue_one_joins_the_next(db: Session) -> None:
    depot_id = town.depot(db)
    town.courier(db, depot_id)
    reader_id, often = town.home(db), town.home(db, 1, every_days=7)
    for number in (reader_id, often):
        request = town.ready_copy(db, number, town.point_of(db, depot_id))
        lend(db, copy_id=request.copy_id or 0, reader_id=number, now=town.MORNING, days=5)
        request.state, request.closed_at = RequestState.FULFILLED, town.MORNING
    db.flush()
    schedule(db, now=town.MORNING)
    assert [visit.causes for visit in town.visits(db, reader_id)] == [[Cause.LOAN]]
    assert Cause.LOAN in town.visits(db, often)[0].causes
    assert len(days(db, often)) == 2
    assert db.scalar(select(func.count(Loan.id))) == 2


def test_no_day_overflows_and_days_are_alike_full(db: Session) -> None:
    """Forty readers, one courier with six stops a day: ten days of four."""
    town.courier(db, town.depot(db), most_stops=6)
    for n in range(40):
        town.home(db, n, every_days=14)
    done = schedule(db, now=town.MORNING, rules=Rules(share_percent=100))
    assert done.left == []
    loads = db.execute(select(Visit.visit_on, func.count()).group_by(Visit.visit_on)).all()
    assert sum(count for _, count in loads) == 40
    assert max(count for _, count in loads) <= 6
    assert min(count for _, count in loads) >= 2


def test_whoever_finds_no_day_is_named_with_the_reason(db: Session) -> None:
    town.courier(db, town.depot(db), most_stops=1, areas=("Алатау",))
    full = [town.home(db, n, every_days=14, district="Алатау") for n in range(12)]
    far = town.home(db, 20, every_days=14, district="Наурызбай")
    english = town.home(db, 21, every_days=14, district="Алатау", language="en")
    sundays = town.home(db, 22, every_days=14, district="Алатау", weekdays=0b100_0000)
    done = schedule(db, now=town.MORNING, rules=Rules(share_percent=100))
    why = dict(done.left)
    assert why[far].code is LeftCode.NO_COURIER
    assert why[english].code is LeftCode.NO_COURIER
    assert why[sundays].code is LeftCode.NO_ALLOWED_DAY
    left = [reader_id for reader_id in full if reader_id in why]
    assert len(left) == 2
    assert {why[reader_id].code for reader_id in left} == {LeftCode.DAYS_FULL}
    assert all(why[one].seats == why[one].days for one in left)


def test_couriers_change_areas_to_make_room(db: Session) -> None:
    """One may go anywhere, one only to A: two in A and one in B fit, whoever comes first."""
    depot_id = town.depot(db)
    town.courier(db, depot_id, most_stops=1)
    town.courier(db, depot_id, most_stops=2, areas=("A",))
    readers = [town.home(db, n, district=area) for n, area in enumerate("AAB")]
    for reader_id in readers:
        add_visit(db, reader_id=reader_id, on=town.on(1), cause=Cause.BY_HAND, by_id=None,
                  now=town.MORNING)  # fmt: skip
    more = town.home(db, 5, district="B")
    with pytest.raises(DayFull):
        add_visit(db, reader_id=more, on=town.on(1), cause=Cause.URGENT, by_id=None,
                  now=town.MORNING)  # fmt: skip


def test_an_urgent_visit_takes_the_place_of_a_proposed_one(db: Session) -> None:
    town.courier(db, town.depot(db))
    reader_id = town.home(db, every_days=7)
    schedule(db, now=town.MORNING)
    first = days(db, reader_id)[0]
    add_visit(db, reader_id=reader_id, on=first, cause=Cause.URGENT, by_id=None, now=town.MORNING)
    assert town.visits(db, reader_id)[0].state is VisitState.FIXED
    with pytest.raises(VisitedThatDay):
        add_visit(db, reader_id=reader_id, on=first, cause=Cause.URGENT, by_id=None,
                  now=town.MORNING)  # fmt: skip
    for impossible in (town.on(-1), town.on(6)):
        with pytest.raises(NoDeliveryThatDay):
            add_visit(db, reader_id=reader_id, on=impossible, cause=Cause.URGENT, by_id=None,
                      now=town.MORNING)  # fmt: skip


def test_not_at_home_moves_the_visit_to_the_next_day_that_has_room(db: Session) -> None:
    town.courier(db, town.depot(db), most_stops=1)
    first, second = town.home(db), town.home(db, 1)
    visit = add_visit(db, reader_id=first, on=town.on(1), cause=Cause.BY_HAND, by_id=None,
                      now=town.MORNING)  # fmt: skip
    add_visit(db, reader_id=second, on=town.on(2), cause=Cause.BY_HAND, by_id=None,
              now=town.MORNING)  # fmt: skip
    not_at_home(db, reader_id=first, visit_id=visit.id, by_id=None, now=town.MORNING)
    assert (visit.visit_on, visit.state, visit.times_moved) == (town.on(3), VisitState.FIXED, 1)
    with pytest.raises(NotHere):
        not_at_home(db, reader_id=second, visit_id=visit.id, by_id=None, now=town.MORNING)
    with pytest.raises(DayFull):
        not_at_home(db, reader_id=first, visit_id=visit.id, by_id=None, now=town.MORNING,
                    to_on=town.on(2))  # fmt: skip


def test_nobody_is_visited_while_in_hospital(db: Session) -> None:
    town.courier(db, town.depot(db))
    reader_id = town.home(db, every_days=7)
    schedule(db, now=town.MORNING)
    gone = pause(db, reader_id=reader_id, from_on=town.on(0), until_on=None, by_id=None,
                 now=town.MORNING)  # fmt: skip
    assert len(gone) == 2
    assert {visit.cancelled for visit in town.visits(db, reader_id)} == {Cancelled.PAUSED}
    schedule(db, now=town.MORNING)
    assert days(db, reader_id) == []
    with pytest.raises(NotVisitedAtHome) as why:
        add_visit(db, reader_id=reader_id, on=town.on(1), cause=Cause.URGENT, by_id=None,
                  now=town.MORNING)  # fmt: skip
    assert why.value.code == "paused"
    resume(db, reader_id=reader_id, by_id=None, now=town.MORNING)
    schedule(db, now=town.MORNING)
    assert len(days(db, reader_id)) == 2


def test_no_day_of_a_fortnight_has_room_for_what_nobody_can_do(db: Session) -> None:
    courier = town.courier(db, town.depot(db))
    reader_id = town.home(db)
    visit = add_visit(db, reader_id=reader_id, on=town.on(1), cause=Cause.BY_HAND, by_id=None,
                      now=town.MORNING)  # fmt: skip
    courier.left_on = town.on(2)
    db.flush()
    with pytest.raises(NoDayHasRoom):
        not_at_home(db, reader_id=reader_id, visit_id=visit.id, by_id=None, now=town.MORNING)


def test_the_database_knows_one_open_visit_a_reader_a_day(db: Session) -> None:
    town.courier(db, town.depot(db))
    reader_id = town.home(db)
    visit = add_visit(db, reader_id=reader_id, on=town.on(1), cause=Cause.BY_HAND, by_id=None,
                      now=town.MORNING)  # fmt: skip
    db.add(Visit(reader_id=reader_id, address_id=visit.address_id, visit_on=visit.visit_on,
                 made_at=town.MORNING))  # fmt: skip
    with pytest.raises(IntegrityError):
        db.flush()


@pytest.mark.parametrize(
    "windows", [((600, 540),), ((540, 540),), ((0, 1441),), ((540, 700), (650, 800))]
)
def test_impossible_windows_are_refused(windows: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(BadWish):
        Wishes(since_on=town.MONDAY, windows=windows)


@pytest.mark.parametrize(("lat", "lon"), [(43.0, None), (95.0, 10.0), (43.0, 200.0)])
def test_a_door_that_is_nowhere_is_refused(lat: float, lon: float | None) -> None:
    with pytest.raises(BadWish):
        Door(street="Абай", house="1", lat_deg=lat, lon_deg=lon)


def test_a_door_without_a_point_is_not_planned(db: Session) -> None:
    town.courier(db, town.depot(db))
    reader_id = town.home(db, every_days=7, on_map=False)
    schedule(db, now=town.MORNING)
    assert town.visits(db, reader_id) == []


def test_far_days_are_planned_when_their_time_comes(db: Session) -> None:
    """Every 28 days: not in this fortnight once more, but before the month is over."""
    town.courier(db, town.depot(db))
    reader_id = town.home(db, every_days=28)
    schedule(db, now=town.MORNING)
    (first,) = town.visits(db, reader_id)
    first.state, first.outcome, first.closed_at = VisitState.DONE, Outcome.DELIVERED, town.MORNING
    db.flush()
    schedule(db, now=town.MORNING + timedelta(days=2))
    assert len(town.visits(db, reader_id)) == 1
    schedule(db, now=town.MORNING + timedelta(days=18))
    second = town.visits(db, reader_id)[1]
    assert 25 <= (second.visit_on - first.visit_on).days <= 31
