"""Readers who merge, leave or are forgotten; couriers who are entered; what lists show."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.forgetting import close_reader, forget_reader
from access.people.merging import merge_readers
from access.requests.loans import lend, loans_of, tell_due_loans
from access.requests.records import RequestState
from delivery import lists
from delivery.crew.duty import Skill, duties
from delivery.crew.hiring import Crewman, Hours, change, crew, hire, in_repair, leaves, open_depot
from delivery.crew.records import Travel, Vehicle
from delivery.errors import BadWish, NotHere
from delivery.homes.records import Address, HomeProfile
from delivery.homes.wishes import require_address, without_point
from delivery.planning.planning import plan_runs
from delivery.runs.publishing import publish, tell_day
from delivery.runs.records import Run
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cancelled, Cause, Visit
from tests.access import desk
from tests.delivery import town


def asked(db: Session, reader_id: int, days: int = 1) -> Visit:
    return add_visit(
        db, reader_id=reader_id, on=town.on(days), cause=Cause.BY_HAND, by_id=None,
        now=town.MORNING,
    )  # fmt: skip


def test_two_records_of_one_reader_are_visited_once(db: Session) -> None:
    """The last door holds; of two visits on a day one stays; loans move along."""
    depot_id = town.depot(db)
    town.courier(db, depot_id)
    stays, goes = town.home(db), town.home(db, 1, now=town.at(9))
    for reader_id in (stays, goes):
        asked(db, reader_id)
    asked(db, goes, days=2)
    request = town.ready_copy(db, goes, town.point_of(db, depot_id))
    request.state, request.closed_at = RequestState.FULFILLED, town.MORNING
    lend(db, copy_id=request.copy_id or 0, reader_id=goes, now=town.MORNING)
    merge_readers(db, stays_id=stays, goes_id=goes, by_id=None, now=town.at(10))
    assert require_address(db, reader_id=stays).house == "2"
    assert len(db.scalars(select(HomeProfile)).all()) == 1
    assert [v.cancelled for v in town.visits(db, stays)] == [None, Cancelled.MERGED, None]
    assert loans_of(db, reader_id=stays) == 1


def test_nobody_is_sent_to_a_reader_who_left_and_no_door_is_kept(db: Session) -> None:
    town.courier(db, town.depot(db))
    reader_id = town.home(db, district="Медеу")
    visit = asked(db, reader_id)
    plan_runs(db, on=town.on(1), now=town.MORNING, effort=town.QUICK)
    close_reader(db, reader_id=reader_id, by_id=None, now=town.MORNING)
    assert visit.cancelled is Cancelled.LEFT
    forget_reader(db, reader_id=reader_id, by_id=None, now=town.MORNING)
    db.expire_all()
    (address,) = db.scalars(select(Address)).all()
    assert (address.street, address.phone, address.door_code, address.lat_deg) == (
        "",
        None,
        "",
        None,
    )
    assert address.district == "Медеу"
    assert db.scalars(select(HomeProfile)).all() == []
    assert without_point(db) == []


def test_couriers_are_entered_changed_and_leave(db: Session) -> None:
    point_id = desk.point(db, "depot")
    depot = open_depot(db, service_point_id=point_id)
    assert open_depot(db, service_point_id=point_id).id == depot.id
    van = Vehicle(name="Газель", travel=Travel.CAR)
    db.add(van)
    db.flush()
    who = Crewman(name="Әсел", depot_id=depot.id, vehicle_id=van.id, skills=(Skill.LIFT,))
    hours = [Hours(weekday=day, starts=540, ends=1080) for day in range(5)]
    courier = hire(db, who, hours=hours)
    change(db, courier_id=courier.id, who=who, hours=hours[:2])
    assert [len(one.shifts) for one in crew(db, on=town.on(0))] == [2]
    with pytest.raises(BadWish):
        change(db, courier_id=courier.id, who=who, hours=[hours[0], hours[0]])
    with pytest.raises(NotHere):
        leaves(db, courier_id=999, on=town.on(0))
    town.depot(db)  # its hours open the network
    assert [duty.travel for duty in duties(db, days=[town.on(1)])[town.on(1)]] == ["car"]
    in_repair(db, vehicle_id=van.id, from_on=town.on(0), until_on=None)
    assert [duty.vehicle_id for duty in duties(db, days=[town.on(1)])[town.on(1)]] == [None]
    leaves(db, courier_id=courier.id, on=town.on(1))
    assert duties(db, days=[town.on(1)])[town.on(1)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": 600, "ends": 540},
        {"weekday": 7},
        {"break_minutes": 30, "break_from": 1070, "break_until": 1075},
    ],
)
def test_impossible_shifts_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(BadWish):
        Hours(**{"weekday": 0, "starts": 540, "ends": 1080} | wrong)


def test_a_day_at_a_glance_and_in_the_calendar(db: Session) -> None:
    town.courier(db, town.depot(db), most_stops=2)
    for n in range(2):
        asked(db, town.home(db, n))
    plan_runs(db, on=town.on(1), now=town.MORNING, effort=town.QUICK)
    lost = asked(db, town.home(db, 7), days=2)
    lost.opens_minute, lost.closes_minute = 1200, 1260
    plan_runs(db, on=town.on(2), now=town.MORNING, effort=town.QUICK)
    seen = lists.glance(db, on=town.on(1), now=town.at(9, days=1))
    assert (len(seen.waiting), seen.late, seen.unassigned) == (2, (), ())
    assert len(lists.glance(db, on=town.on(1), now=town.at(20, days=1)).late) == 2
    assert lists.glance(db, on=town.on(2), now=town.MORNING).unassigned == (lost.id,)
    days = lists.calendar(db, from_on=town.on(0), days=7)
    assert [(day.visits, day.seats) for day in days] == [
        (0, 2), (2, 2), (1, 2), (0, 2), (0, 2), (0, 0), (0, 0)
    ]  # fmt: skip
    free = lists.days_for(db, visit=lost, from_on=town.on(0), days=7)
    assert free == [town.on(0), town.on(3), town.on(4)]
    (run,) = lists.runs_on(db, on=town.on(1))
    assert [stop.visit.address.house for stop in run.stops] in (["1", "2"], ["2", "1"])
    assert [visit.id for visit in lists.coming(db, reader_id=lost.reader_id)] == [lost.id]
    assert [visit.id for visit in lists.visits_of(db, reader_id=lost.reader_id)] == [lost.id]
    assert lists.to_decide(db, since_on=town.on(0)) == []


def test_a_run_published_early_is_told_the_day_before(db: Session) -> None:
    town.courier(db, town.depot(db))
    asked(db, town.home(db), days=4)
    plan_runs(db, on=town.on(4), now=town.MORNING, effort=town.QUICK)
    run = db.scalars(select(Run)).one()
    publish(db, run_id=run.id, now=town.MORNING)
    assert tell_day(db, on=town.on(4), now=town.at(18)) == 0
    assert tell_day(db, on=town.on(4), now=town.at(18, days=3)) == 1


def test_due_loans_are_told_once(db: Session) -> None:
    depot_id = town.depot(db)
    reader_id = town.home(db)
    request = town.ready_copy(db, reader_id, town.point_of(db, depot_id))
    lend(db, copy_id=request.copy_id or 0, reader_id=reader_id, now=town.MORNING, days=2)
    after = tell_due_loans(db, until_on=town.on(3), now=town.MORNING)
    assert after is not None
    assert tell_due_loans(db, until_on=town.on(3), now=town.MORNING, after_id=after) is None
