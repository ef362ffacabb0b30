"""A door is mended or changed; visits go where the reader lives, and a cancelled one stays so."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.looking import looks_at
from delivery.errors import BadWish, NotHere
from delivery.homes.mapping import neighbour, put_on_map, require_near, weak_doors
from delivery.homes.moving import door_of, lives_behind
from delivery.homes.points import Place
from delivery.homes.records import Address, Exactness
from delivery.homes.wishes import require_address, require_profile, wish, wishes_of
from delivery.planning.planning import plan_runs
from delivery.scheduling.cancelling import cancel
from delivery.scheduling.changing import add_visit
from delivery.scheduling.scheduling import schedule
from delivery.visits.contents import bags_of, next_bag
from delivery.visits.filling import fill
from delivery.visits.records import Cancelled, Cause, Visit, VisitState, Way
from tests.delivery import town


def asked(db: Session, reader_id: int, days: int = 1) -> Visit:
    return add_visit(
        db, reader_id=reader_id, on=town.on(days), cause=Cause.BY_HAND, by_id=None,
        now=town.MORNING,
    )  # fmt: skip


def test_the_same_house_is_mended_in_place(db: Session) -> None:
    """A new door code is no new address: the runs of tomorrow stay as they are."""
    town.courier(db, town.depot(db))
    reader_id = town.home(db)
    visit = asked(db, reader_id)
    plan_runs(db, on=town.on(1), now=town.MORNING, effort=town.QUICK)
    old = require_address(db, reader_id=reader_id)
    door = replace(door_of(old), street=" абай  ДАҢҒЫЛЫ ", door_code="99")
    lives_behind(db, reader_id=reader_id, door=door, by_id=None, now=town.at(9))
    assert [one.door_code for one in db.scalars(select(Address))] == ["99"]
    assert visit.state is VisitState.ROUTED
    assert looks_at(db, reader_id=reader_id)[0].what == "address_set"


def test_open_visits_follow_a_reader_who_moves(db: Session) -> None:
    """What was planned to the old house leaves its run, and stands with the new door."""
    town.courier(db, town.depot(db))
    reader_id = town.home(db)
    visit = asked(db, reader_id)
    plan_runs(db, on=town.on(1), now=town.MORNING, effort=town.QUICK)
    door = replace(door_of(require_address(db, reader_id=reader_id)), house="100")
    new = lives_behind(db, reader_id=reader_id, door=door, by_id=None, now=town.at(9))
    assert (visit.address_id, visit.state.value) == (new.id, "fixed")
    assert len(db.scalars(select(Address)).all()) == 2


def test_wishes_are_read_and_written_without_loss(db: Session) -> None:
    reader_id = town.home(db, every_days=7, windows=((540, 600), (700, 800)), needs_help=True)
    before = wishes_of(require_profile(db, reader_id=reader_id))
    wish(db, reader_id=reader_id, wishes=before, by_id=None, now=town.at(9))
    assert wishes_of(require_profile(db, reader_id=reader_id)) == before
    assert before.windows == ((540, 600), (700, 800))


def test_a_visit_that_a_reader_cancelled_is_not_made_again_by_night(db: Session) -> None:
    """By frequency the next one is an interval later, also when that day is over."""
    town.courier(db, town.depot(db))
    reader_id = town.home(db, every_days=7)
    schedule(db, now=town.MORNING)
    first = town.visits(db, reader_id)[0]
    cancel(
        db, reader_id=reader_id, visit_id=first.id, why=Cancelled.BY_READER, by_id=None,
        now=town.MORNING,
    )  # fmt: skip
    gone_on = first.visit_on
    for nights in range(9):
        schedule(db, now=town.at(20, days=nights))
        days = [one.visit_on for one in town.visits(db, reader_id) if one.closed_at is None]
        assert all((on - gone_on).days > 3 for on in days if on >= gone_on)


def test_what_waits_comes_after_the_day_that_was_cancelled(db: Session) -> None:
    depot_id = town.depot(db)
    town.courier(db, depot_id)
    reader_id = town.home(db)
    town.ready_copy(db, reader_id, town.point_of(db, depot_id))
    schedule(db, now=town.MORNING)
    (first,) = town.visits(db, reader_id)
    for _ in range(2):
        cancel(
            db, reader_id=reader_id, visit_id=first.id, why=Cancelled.BY_READER, by_id=None,
            now=town.MORNING,
        )  # fmt: skip
    assert [look.what for look in looks_at(db, reader_id=reader_id)].count("visit_cancelled") == 1
    schedule(db, now=town.MORNING)
    (_, second) = town.visits(db, reader_id)
    assert second.visit_on > first.visit_on


def test_nobody_cancels_the_visit_of_another(db: Session) -> None:
    town.courier(db, town.depot(db))
    mine, other = town.home(db), town.home(db, 1)
    visit = asked(db, mine)
    with pytest.raises(NotHere):
        cancel(
            db, reader_id=other, visit_id=visit.id, why=Cancelled.BY_READER, by_id=None,
            now=town.MORNING,
        )  # fmt: skip


def test_doors_without_a_point_come_first_and_a_neighbour_knows_it(db: Session) -> None:
    town.depot(db)
    known, lost = town.home(db, 3), town.home(db, 3, on_map=False)
    weak = weak_doors(db)
    assert (weak.total, [one.reader_id for one in weak.here]) == (1, [lost])
    place = neighbour(db, weak.here[0])
    assert place is not None
    assert place.lat_deg == require_address(db, reader_id=known).lat_deg
    by_id = town.courier(db, town.depot(db)).account_id or 0
    put_on_map(
        db, address_id=weak.here[0].id, place=place, exactness=Exactness.HOUSE, by_id=by_id,
        now=town.MORNING,
    )  # fmt: skip
    assert weak_doors(db).total == 0
    assert looks_at(db, reader_id=lost)[0].what == "point_set"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place(76.9, 43.24), "swapped"),
        (Place(51.1, 71.4), "far_from_city"),
        (Place(43.24, 79.0), "far_from_city"),
    ],
)
def test_a_point_far_from_every_branch_is_a_slip(db: Session, place: Place, code: str) -> None:
    assert require_near(db, place) == place  # nobody entered a branch yet
    town.depot(db)
    with pytest.raises(BadWish) as refused:
        require_near(db, place)
    assert refused.value.code == code


def test_what_comes_is_told_before_and_after_the_bag_is_filled(db: Session) -> None:
    depot_id = town.depot(db)
    town.courier(db, depot_id)
    reader_id = town.home(db)
    town.ready_copy(db, reader_id, town.point_of(db, depot_id))
    town.ready_edition(db, reader_id)
    visit = asked(db, reader_id)
    before = next_bag(db, visit)
    assert [one.name for one in before.going(Way.DROP)] == ["Абай жолы", "Абай жолы"]
    assert bags_of(db, [visit]) == {}
    assert before.code == ""
    fill(db, visit, now=town.MORNING)
    after = next_bag(db, visit)
    assert [one.medium for one in after.things] == [one.medium for one in before.things]
    assert after == bags_of(db, [visit])[visit.id]
    assert after.code
