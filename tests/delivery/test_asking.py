"""A day is planned because somebody asked: once at a time, told in facts, honest when it breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.database.opening import Database
from delivery.errors import NoDeliveryThatDay, TooManyPlannings
from delivery.holding import change_day
from delivery.planning import asking
from delivery.planning.asking import ask_planning, carry_out, fault_of, is_over, last_on
from delivery.planning.changes import Change, Seat, changed_in, changes
from delivery.planning.records import Planning, PlanningFault, PlanningState
from delivery.planning.solving import plan
from delivery.runs.records import Run
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause
from tests.delivery import town

TUESDAY = town.on(1)


def begin(database: Database, homes: int = 4) -> list[int]:
    """A depot, two couriers, some visits on Tuesday; answers the visits."""
    with database.change.begin() as db:
        depot_id = town.depot(db)
        for _ in range(2):
            town.courier(db, depot_id)
        return [
            add_visit(
                db, reader_id=town.home(db, n), on=TUESDAY, cause=Cause.BY_HAND, by_id=None,
                now=town.MORNING,
            ).id
            for n in range(homes)
        ]  # fmt: skip


def asked(database: Database, **more: object) -> int:
    with database.change.begin() as db:
        return ask_planning(db, on=TUESDAY, by_id=None, now=town.MORNING, **more)[0].id  # type: ignore[arg-type]


def last(database: Database) -> Planning:
    with database.change.begin() as db:
        found = last_on(db, on=TUESDAY)
        assert found is not None
        db.expunge(found)
        return found


def done(database: Database, number: int) -> bool:
    return carry_out(database.change, planning_id=number, now=town.MORNING, effort=town.QUICK)


def test_what_was_asked_for_is_planned_and_told(database: Database) -> None:
    visits = begin(database)
    assert done(database, asked(database, act={"code": "urgent"}))
    planning = last(database)
    assert planning.state is PlanningState.DONE
    assert planning.acts == [{"code": "urgent"}]
    assert planning.told["stops"] == len(visits)
    assert planning.told["is_first"]
    told = {one.visit_id: one.what for one in changed_in(planning.told)}
    assert told == dict.fromkeys(visits, Change.ADDED)
    with database.look.begin() as db:
        assert db.scalars(select(Run)).all()


def test_planned_again_only_what_is_otherwise_is_told(database: Database) -> None:
    visits = begin(database)
    for _ in range(2):
        assert done(database, asked(database))
    told = last(database).told
    assert len(told["changed"]) + told["same"] == len(visits)
    assert not told["is_first"]
    assert {one.what for one in changed_in(told)} <= {Change.OTHER_TIME, Change.OTHER_COURIER}


def test_a_day_is_planned_once_at_a_time(database: Database) -> None:
    begin(database)
    first = asked(database)
    assert asked(database, act={"code": "urgent"}) == first
    assert last(database).acts == [{"code": "urgent"}]


def test_what_broke_off_is_said_and_the_day_can_be_asked_for_again(database: Database) -> None:
    begin(database)
    first = asked(database)
    later = town.MORNING + asking.LONGEST
    lost = last(database)
    assert not is_over(lost, now=town.MORNING)
    assert is_over(lost, now=later)
    assert fault_of(lost, now=later) is PlanningFault.BROKE_OFF
    with database.change.begin() as db:
        second, is_new = ask_planning(db, on=TUESDAY, by_id=None, now=later)
        assert (second.id != first, is_new) == (True, True)
        second_id = second.id
    assert not done(database, first), "who comes back too late changes nothing"
    assert done(database, second_id)


def test_a_planning_that_was_given_up_meanwhile_keeps_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(database)
    number = asked(database)

    def given_up(day: object, **more: object) -> object:
        with database.change.begin() as db:
            asking.break_off(
                db, planning_id=number, fault=PlanningFault.BROKE_OFF, now=town.MORNING
            )
        return plan(day, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(asking, "plan", given_up)
    assert not done(database, number)
    with database.look.begin() as db:
        assert db.scalars(select(Run)).all() == []


def test_a_day_that_keeps_changing_is_told_to_have_changed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(database)

    def changed(day: object, **more: object) -> object:
        with database.change.begin() as db:
            change_day(db, TUESDAY)
        return plan(day, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(asking, "plan", changed)
    assert not done(database, asked(database))
    assert last(database).fault is PlanningFault.DAY_CHANGED


def test_only_a_few_days_are_planned_at_once_and_none_that_is_over(db: Session) -> None:
    for days in range(1, 1 + asking.MOST_AT_ONCE):
        ask_planning(db, on=town.on(days), by_id=None, now=town.MORNING)
    with pytest.raises(TooManyPlannings):
        ask_planning(db, on=town.on(5), by_id=None, now=town.MORNING)
    with pytest.raises(NoDeliveryThatDay):
        ask_planning(db, on=town.on(-1), by_id=None, now=town.MORNING)


def test_a_difference_names_who_loses_gains_and_moves_and_leaves_small_shifts_out() -> None:
    old = {1: Seat(1, 0), 2: Seat(1, 900), 3: Seat(1, 1800), 4: Seat(1, 2700), 5: Seat(1, 3000)}
    new = {2: Seat(2, 900), 3: Seat(1, 2700), 4: Seat(1, 2800), 6: Seat(2, 60), 5: Seat(1, 3000)}
    found = [(one.what, one.visit_id) for one in changes(old, new)]
    assert found == [
        (Change.LEFT_OUT, 1), (Change.ADDED, 6), (Change.OTHER_COURIER, 2), (Change.OTHER_TIME, 3),
    ]  # fmt: skip


SEATS = st.dictionaries(
    st.integers(1, 8), st.builds(Seat, st.integers(1, 3), st.integers(0, 86_399)), max_size=8
)


@given(SEATS, SEATS)
def test_every_visit_is_told_of_once_and_as_what_it_is(
    old: dict[int, Seat], new: dict[int, Seat]
) -> None:
    found = changes(old, new)
    numbers = [one.visit_id for one in found]
    assert len(set(numbers)) == len(numbers)
    by_kind = {kind: {one.visit_id for one in found if one.what is kind} for kind in Change}
    assert by_kind[Change.LEFT_OUT] == old.keys() - new.keys()
    assert by_kind[Change.ADDED] == new.keys() - old.keys()
    both = old.keys() & new.keys()
    assert by_kind[Change.OTHER_COURIER] == {
        n for n in both if old[n].courier_id != new[n].courier_id
    }
    assert changes(new, new) == []
