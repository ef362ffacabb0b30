"""A coordinator's hand: a place in a run, one key for what found no room, a courier who is ill."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.database.opening import Database
from delivery import desk
from delivery.crew.duty import duties, this_day_alone
from delivery.crew.records import Vehicle
from delivery.errors import BadWish, CannotTakeIt, DayChanged, ImpossibleMove, NotHere
from delivery.planning.by_hand import lock
from delivery.planning.changes import seats_on
from delivery.planning.day import day_to_plan
from delivery.planning.fixing import Fix, carry_out_fix, fixes_of, window_of
from delivery.planning.following import cannot_come, visit_again
from delivery.planning.placing import Spot, Where, orders_on
from delivery.planning.planning import plan_runs
from delivery.planning.proposing import accept, proposal_of, propose_move
from delivery.runs.events import report
from delivery.runs.publishing import publish
from delivery.runs.records import EventKind, Run, RunState, Stop, StopState
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause, Outcome, Visit, VisitState
from tests.access import desk as people
from tests.delivery import town

TUESDAY = town.on(1)


def begin(
    database: Database, *, couriers: int = 2, homes: int = 6, most_stops: int = 12
) -> tuple[list[int], list[int]]:
    """A planned Tuesday: the couriers, who share the visits, and the visits."""
    with database.change.begin() as db:
        depot_id = town.depot(db)
        crew = [town.courier(db, depot_id) for _ in range(couriers)]
        hired = [one.id for one in crew]
        visits = [
            asked(db, town.home(db, n, preferred_courier_id=hired[n % couriers])).id
            for n in range(homes)
        ]
        for one in crew:
            one.most_stops = most_stops
        planned(db)
        return hired, visits


def asked(db: Session, reader_id: int, on: date = TUESDAY, **more: object) -> Visit:
    return add_visit(
        db, reader_id=reader_id, on=on, cause=Cause.BY_HAND, by_id=None, now=town.MORNING,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def planned(db: Session) -> None:
    plan_runs(db, on=TUESDAY, now=town.MORNING, effort=town.QUICK)


def orders(database: Database) -> dict[int, list[int]]:
    with database.look.begin() as db:
        return orders_on(db, on=TUESDAY)


def propose(database: Database, visit_id: int, spot: Spot) -> int:
    return propose_move(
        database.change, visit_id=visit_id, spot=spot, on=TUESDAY, by_id=None, now=town.MORNING,
        effort=town.QUICK,
    )  # fmt: skip


def agree(database: Database, number: int) -> None:
    with database.change.begin() as db:
        accept(db, proposal_id=number, on=TUESDAY, now=town.MORNING)


@pytest.mark.parametrize("where", sorted(Where))
def test_a_visit_goes_exactly_where_it_is_put_and_is_locked_there(
    database: Database, where: Where
) -> None:
    begin(database)
    before = orders(database)
    (giver, given), (taker, taken) = sorted(before.items(), key=lambda one: one[0])
    visit_id, beside = given[0], taken[1]
    spot = Spot(taker, where, beside if where in (Where.BEFORE, Where.AFTER) else None)
    number = propose(database, visit_id, spot)
    with database.look.begin() as db:
        shown = proposal_of(db, proposal_id=number, on=TUESDAY)
        assert shown.told["broken"] == []
        begins_s = shown.told["begins_s"]
    assert orders(database) == before, "nothing is written before somebody agrees"
    agree(database, number)
    after = orders(database)
    if where is not Where.BEST:
        line = [*taken]
        line.insert({"first": 0, "last": len(taken), "before": 1, "after": 2}[where], visit_id)
        assert after == {giver: given[1:], taker: line}
    with database.change.begin() as db:
        stop = db.scalars(
            select(Stop).where(Stop.visit_id == visit_id, Stop.state == StopState.PLANNED)
        ).one()
        assert stop.is_locked
        day = day_to_plan(db, on=TUESDAY, now=town.MORNING)
        seats = seats_on(db, on=TUESDAY, midnight_at=day.midnight_at)
        assert (seats[visit_id].courier_id, seats[visit_id].begins_s) == (taker, begins_s)


def test_up_in_the_own_run_is_a_move_too(database: Database) -> None:
    begin(database, couriers=1)
    ((courier, line),) = orders(database).items()
    agree(database, propose(database, line[2], Spot(courier, Where.BEFORE, line[1])))
    assert orders(database) == {courier: [line[0], line[2], line[1], *line[3:]]}


def test_an_order_that_breaks_a_window_is_said_and_not_kept(database: Database) -> None:
    with database.change.begin() as db:
        courier = town.courier(db, town.depot(db)).id
        early = asked(db, town.home(db, 0), window=(570, 600)).id
        late = asked(db, town.home(db, 1), window=(960, 1020)).id
        planned(db)
    number = propose(database, early, Spot(courier, Where.AFTER, late))
    with database.look.begin() as db:
        broken = proposal_of(db, proposal_id=number, on=TUESDAY).told["broken"]
    assert {one["cause"] for one in broken} <= {"delay", "lead_time"}
    assert {one["visit_id"] for one in broken} <= {early, late}
    assert sum(one["by_s"] for one in broken) > 5 * 3600
    with pytest.raises(ImpossibleMove):
        agree(database, number)
    assert orders(database) == {courier: [early, late]}


def test_a_window_gives_way_only_where_the_reader_agreed(database: Database) -> None:
    """Then the visit may begin at the new time, and planning the day again keeps to it."""
    with database.change.begin() as db:
        courier = town.courier(db, town.depot(db)).id
        early = asked(db, town.home(db, 0), window=(570, 600)).id
        late = asked(db, town.home(db, 1), window=(660, 720)).id
        planned(db)
        for run in db.scalars(select(Run)).all():
            publish(db, run_id=run.id, now=town.MORNING)
    number = propose(database, early, Spot(courier, Where.AFTER, late))
    with database.look.begin() as db:
        told = proposal_of(db, proposal_id=number, on=TUESDAY).told
    assert told["agreeable"]
    with pytest.raises(ImpossibleMove):
        agree(database, number)
    with database.change.begin() as db:
        accept(db, proposal_id=number, on=TUESDAY, now=town.MORNING, readers_agreed=True)
    assert orders(database) == {courier: [late, early]}
    with database.change.begin() as db:
        for visit_id in told["agreeable"]:
            visit = db.get_one(Visit, visit_id)
            stop = db.scalars(select(Stop).where(Stop.visit_id == visit_id)).one()
            assert stop.promised_from_at is None
            minute = (stop.begins_at - town.at(0, days=1)).total_seconds() / 60
            assert (visit.opens_minute or 0) <= minute <= (visit.closes_minute or 0)
        planned(db)
        assert not [one for one in town.visits(db) if one.left_over]
        publish(db, run_id=db.scalars(select(Run.id)).one(), now=town.MORNING)
        assert all(stop.promised_from_at for stop in db.scalars(select(Stop)))


def test_two_coordinators_at_once_one_is_told_that_the_day_changed(database: Database) -> None:
    begin(database)
    (_, given), (taker, taken) = sorted(orders(database).items())
    mine = propose(database, given[0], Spot(taker, Where.LAST))
    theirs = propose(database, given[1], Spot(taker, Where.FIRST))
    agree(database, theirs)
    kept = orders(database)
    with pytest.raises(DayChanged):
        agree(database, mine)
    assert orders(database) == kept
    assert kept[taker] == [given[1], *taken]


def test_a_move_is_agreed_to_once(database: Database) -> None:
    begin(database)
    (_, given), (taker, _taken) = sorted(orders(database).items())
    number = propose(database, given[0], Spot(taker, Where.LAST))
    agree(database, number)
    with pytest.raises(NotHere):
        agree(database, number)
    with database.look.begin() as db, pytest.raises(NotHere):
        proposal_of(db, proposal_id=number, on=town.on(2))


def test_a_bag_in_one_car_is_not_moved_to_another(database: Database) -> None:
    couriers, _visits = begin(database)
    with database.change.begin() as db:
        run = db.scalars(select(Run).where(Run.courier_id == couriers[0])).one()
        stop = town.stops(db, run)[-1]
        reader_id = db.get_one(Visit, stop.visit_id).reader_id
        town.ready_copy(db, reader_id, town.point_of(db, run.depot_id))
        planned(db)
        publish(db, run_id=run.id, now=town.MORNING)
        account_id = desk.couriers_by_id(db, couriers)[couriers[0]].account_id or 0
        what = town.told(EventKind.RUN_STARTED, town.at(9, days=1), run_id=run.id)
        report(db, what, account_id=account_id, now=town.at(9, days=1))
        held = stop.visit_id
    with pytest.raises(CannotTakeIt) as refused:
        propose_move(
            database.change, visit_id=held, spot=Spot(couriers[1], Where.FIRST), on=TUESDAY,
            by_id=None, now=town.at(9, days=1), effort=town.QUICK,
        )  # fmt: skip
    assert refused.value.code == "bag_is_on_the_road"


def test_a_neighbour_in_another_run_is_refused(database: Database) -> None:
    begin(database)
    (_, given), (taker, _taken) = sorted(orders(database).items())
    with pytest.raises(ImpossibleMove):
        propose(database, given[0], Spot(taker, Where.AFTER, given[1]))
    with pytest.raises(CannotTakeIt):
        propose(database, given[0], Spot(taker + 77, Where.FIRST))
    with pytest.raises(NotHere):
        propose(database, 4711, Spot(taker, Where.FIRST))


def left_over(db: Session) -> Visit:
    return db.scalars(select(Visit).where(Visit.state == VisitState.FIXED)).one()


def fixed(db: Session, visit: Visit, fix: Fix) -> dict[str, object]:
    found = carry_out_fix(
        db, visit_id=visit.id, fix=fix, on=TUESDAY, by_id=people.account(db), now=town.MORNING
    )
    planned(db)
    return found


def test_one_more_stop_makes_room(database: Database) -> None:
    begin(database, couriers=1, homes=4, most_stops=3)
    with database.change.begin() as db:
        visit = left_over(db)
        assert Fix.MORE_STOPS in fixes_of(visit)
        assert fixed(db, visit, Fix.MORE_STOPS)["most_stops"] == 4
        assert visit.state is VisitState.ROUTED
        assert duties(db, days=[town.on(2)])[town.on(2)][0].most_stops == 3, "that day alone"


def test_a_longer_shift_makes_room(database: Database) -> None:
    with database.change.begin() as db:
        town.courier(db, town.depot(db), shift=(540, 1080))
        visit = asked(db, town.home(db, 0), window=(1100, 1140))
        planned(db)
        assert Fix.LONGER_SHIFT in fixes_of(visit)
        fixed(db, visit, Fix.LONGER_SHIFT)
        assert visit.state is VisitState.ROUTED


def test_another_window_makes_room(database: Database) -> None:
    with database.change.begin() as db:
        town.courier(db, town.depot(db))
        visits = [asked(db, town.home(db, n * 3), window=(570, 575)) for n in range(3)]
        planned(db)
        left = [one for one in visits if Fix.OTHER_WINDOW in fixes_of(one) and one.left_over]
        assert left
        visit = left[0]
        wanted = window_of(visit.left_over or {})
        fixed(db, visit, Fix.OTHER_WINDOW)
        assert (visit.opens_minute, visit.closes_minute) == wanted
        assert visit.state is VisitState.ROUTED


def test_a_visit_goes_to_another_day(database: Database) -> None:
    begin(database, couriers=1, homes=4, most_stops=3)
    with database.change.begin() as db:
        visit = left_over(db)
        facts = fixed(db, visit, Fix.OTHER_DAY)
        assert visit.visit_on == town.on(2)
        assert facts["moved"] == [{"visit_id": visit.id, "to_on": "2026-12-02"}]
        with pytest.raises(ImpossibleMove):
            carry_out_fix(
                db, visit_id=visit.id, fix=Fix.OTHER_DAY, on=TUESDAY, by_id=1, now=town.MORNING
            )


def test_a_lock_in_the_way_is_opened(database: Database) -> None:
    couriers, _visits = begin(database, homes=2)
    with database.change.begin() as db:
        line = orders_on(db, on=TUESDAY)
        visit_id = next(iter(line.values()))[0]
        stop = db.scalars(select(Stop).where(Stop.visit_id == visit_id)).one()
        courier = next(iter(line))
        lock(db, stop_id=stop.id, is_locked=True)
        visit = db.get_one(Visit, visit_id)
        visit.opens_minute, visit.closes_minute = 1200, 1260
        planned(db)
        assert (visit.left_over or {})["only_courier_id"] == courier
        assert Fix.UNLOCK in fixes_of(visit)
        assert fixed(db, visit, Fix.UNLOCK)["courier_id"] == courier
    assert couriers


def test_a_fix_that_nobody_named_is_refused(database: Database) -> None:
    begin(database, couriers=1, homes=4, most_stops=3)
    with database.change.begin() as db, pytest.raises(ImpossibleMove):
        fixed(db, left_over(db), Fix.OTHER_WINDOW)


def test_a_day_duty_cannot_be_impossible(db: Session) -> None:
    courier = town.courier(db, town.depot(db))
    with pytest.raises(BadWish):
        this_day_alone(db, courier_id=courier.id, on=TUESDAY, ends_minute=500)
    with pytest.raises(BadWish):
        this_day_alone(db, courier_id=courier.id, on=town.on(5), ends_minute=1100)


def test_who_is_ill_in_the_morning_goes_nowhere_and_others_take_the_visits(
    database: Database,
) -> None:
    couriers, visits = begin(database)
    with database.change.begin() as db:
        mine = orders_on(db, on=TUESDAY)[couriers[0]]
        facts = cannot_come(
            db, courier_id=couriers[0], on=TUESDAY, vehicle_is_lost=False, now=town.MORNING
        )
        assert (facts["waits"], facts["failed"]) == (sorted(mine), [])
        planned(db)
        assert sorted(orders_on(db, on=TUESDAY)[couriers[1]]) == sorted(visits)


def test_a_car_lost_at_noon_fails_what_lies_in_it_and_each_has_a_next_day(
    database: Database,
) -> None:
    couriers, _visits = begin(database)
    with database.change.begin() as db:
        vehicle = Vehicle(name="A 1")
        db.add(vehicle)
        db.flush()
        courier = desk.couriers_by_id(db, couriers)[couriers[0]]
        courier.vehicle_id = vehicle.id
        run = db.scalars(select(Run).where(Run.courier_id == courier.id)).one()
        publish(db, run_id=run.id, now=town.MORNING)
        first = town.stops(db, run)[0]
        for what in (
            town.told(EventKind.RUN_STARTED, town.at(9, days=1), run_id=run.id),
            town.told(
                EventKind.OUTCOME, town.at(10, days=1), stop_id=first.id, outcome=Outcome.DELIVERED
            ),
        ):
            report(db, what, account_id=courier.account_id or 0, now=town.at(10, days=1))
        facts = cannot_come(
            db, courier_id=courier.id, on=TUESDAY, vehicle_is_lost=True, now=town.at(12, days=1)
        )
        assert facts["waits"] == []
        assert all(one["next_on"] > "2026-12-01" for one in facts["failed"])
        assert len(facts["failed"]) == len(town.stops(db, run)) - 1
        assert db.get_one(Run, run.id).state is RunState.FINISHED
        assert vehicle.out_from_on == TUESDAY
        failed_id = facts["failed"][0]["visit_id"]
        again = visit_again(
            db, visit_id=failed_id, to_on=TUESDAY, by_id=people.account(db),
            now=town.at(12, days=1),
        )  # fmt: skip
        assert (again.visit_on, again.state) == (TUESDAY, VisitState.FIXED)
        plan_runs(db, on=TUESDAY, now=town.at(12, days=1), effort=town.QUICK)
        assert again.id in orders_on(db, on=TUESDAY)[couriers[1]]
        with pytest.raises(ImpossibleMove):
            visit_again(db, visit_id=again.id, to_on=None, by_id=1, now=town.at(12, days=1))


def test_a_refused_visit_has_a_next_day_only_when_a_coordinator_says_so(
    database: Database,
) -> None:
    couriers, _visits = begin(database, couriers=1, homes=1)
    with database.change.begin() as db:
        run = db.scalars(select(Run)).one()
        publish(db, run_id=run.id, now=town.MORNING)
        stop = town.stops(db, run)[0]
        account_id = desk.couriers_by_id(db, couriers)[couriers[0]].account_id or 0
        what = town.told(
            EventKind.OUTCOME, town.at(10, days=1), stop_id=stop.id, outcome=Outcome.REFUSED
        )
        report(db, what, account_id=account_id, now=town.at(10, days=1))
        failed = desk.failed_on(db, on=TUESDAY)[0]
        assert failed.next_id is None
        again = visit_again(
            db, visit_id=failed.id, to_on=None, by_id=people.account(db), now=town.at(11, days=1)
        )
        assert again.visit_on == town.on(2)
        assert desk.next_days(db, [failed])[failed.id].id == again.id
