"""Vehicles, depots, days off and cartridges are entered; slips are refused with their reason."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from access.people.looking import looks_at
from access.people.records import Role
from delivery.crew.absences import away, courier_of, works_after_all
from delivery.crew.duty import duties
from delivery.crew.fleet import (
    Machine,
    close_depot,
    depots,
    put_vehicle,
    vehicle_of,
    vehicles,
)
from delivery.crew.hiring import Crewman, hire, leaves
from delivery.crew.records import Absence
from delivery.errors import BadWish, ImpossibleMove, NotHere
from delivery.visits.cartridges import (
    by_barcode,
    cartridges,
    counts,
    find_again,
    holder_of,
    lose,
    register,
)
from delivery.visits.filling import bag_code
from delivery.visits.records import CartridgeState
from tests.access import desk
from tests.delivery import town


def test_two_vehicles_are_not_called_alike(db: Session) -> None:
    van = put_vehicle(db, Machine(name=" Газель "))
    put_vehicle(db, Machine(name="Газель", capacity_bags=5), vehicle_id=van.id)
    assert [one.capacity_bags for one in vehicles(db)] == [5]
    with pytest.raises(BadWish):
        put_vehicle(db, Machine(name="Газель"))
    with pytest.raises(BadWish):
        Machine(name=" ")
    with pytest.raises(BadWish):
        Machine(name="x", capacity_g=0)
    with pytest.raises(NotHere):
        vehicle_of(db, 999)


def test_a_depot_closes_when_nobody_begins_there(db: Session) -> None:
    depot_id = town.depot(db)
    courier = town.courier(db, depot_id)
    with pytest.raises(BadWish):
        close_depot(db, depot_id=depot_id, on=town.on(3))
    leaves(db, courier_id=courier.id, on=town.on(2))
    close_depot(db, depot_id=depot_id, on=town.on(3))
    assert [one.id for one in depots(db, on=town.on(2))] == [depot_id]
    assert depots(db, on=town.on(3)) == []


def test_days_off_free_the_courier_and_can_be_taken_back(db: Session) -> None:
    courier = town.courier(db, town.depot(db))
    away(
        db, courier_id=courier.id, from_on=town.on(0), until_on=town.on(1), why=Absence.AWAY,
        now=town.MORNING,
    )  # fmt: skip
    assert duties(db, days=[town.on(1)])[town.on(1)] == []
    (off,) = courier_of(db, courier.id).days_off
    works_after_all(db, courier_id=courier.id + 1, day_off_id=off.id)
    assert duties(db, days=[town.on(1)])[town.on(1)] == []
    for _ in range(2):
        works_after_all(db, courier_id=courier.id, day_off_id=off.id)
    assert len(duties(db, days=[town.on(1)])[town.on(1)]) == 1


@pytest.mark.parametrize(
    ("from_on", "until_on", "what"),
    [
        (town.on(-1), town.on(1), "from_on"),
        (town.on(2), town.on(1), "until_on"),
        (town.on(1), date(2029, 1, 1), "until_on"),
    ],
)
def test_impossible_days_off_are_refused(
    db: Session, from_on: date, until_on: date, what: str
) -> None:
    courier = town.courier(db, town.depot(db))
    with pytest.raises(BadWish) as refused:
        away(
            db, courier_id=courier.id, from_on=from_on, until_on=until_on, why=Absence.HOLIDAY,
            now=town.MORNING,
        )  # fmt: skip
    assert refused.value.what == what


def test_one_account_is_one_courier(db: Session) -> None:
    depot_id = town.depot(db)
    first = town.courier(db, depot_id)
    with pytest.raises(BadWish):
        hire(db, Crewman(name="Б", depot_id=depot_id, account_id=first.account_id), hours=[])
    with pytest.raises(NotHere):
        courier_of(db, 999)


def test_cartridges_are_counted_and_found_without_a_name(db: Session) -> None:
    for n in range(3):
        register(db, f" K{n} ")
    assert [one.barcode for one in cartridges(db, after="K0", limit=1)] == ["K1"]
    assert counts(db)[CartridgeState.FREE] == 3
    assert cartridges(db, state=CartridgeState.LOST) == []
    assert by_barcode(db, "K9") is None


@pytest.mark.parametrize("code", ["", "K 1", "K\x001", "K" * 65, bag_code(7), "K000", "C-1"])
def test_a_scan_never_means_two_things(db: Session, code: str) -> None:
    register(db, "K000")
    copy_id = desk.copy(db, desk.title(db, has_source=False), desk.point(db))
    from access.catalogue.records import Copy  # noqa: PLC0415

    db.get_one(Copy, copy_id).barcode = "C-1"
    db.flush()
    with pytest.raises(BadWish) as refused:
        register(db, code)
    assert refused.value.what == "barcode"


def test_who_has_a_cartridge_is_told_with_a_trace(db: Session) -> None:
    by_id, reader_id = desk.account(db, Role.COORDINATOR), desk.reader(db)
    cartridge = town.cartridge(db)
    assert holder_of(db, cartridge_id=cartridge.id, by_id=by_id, now=town.MORNING) is None
    cartridge.state, cartridge.reader_id = CartridgeState.WITH_READER, reader_id
    cartridge.due_on = town.on(5)
    holder = holder_of(db, cartridge_id=cartridge.id, by_id=by_id, now=town.MORNING)
    assert holder is not None
    lost = lose(db, cartridge_id=cartridge.id, by_id=by_id, now=town.MORNING)
    assert (lost.state, lost.reader_id) == (CartridgeState.LOST, None)
    traces = [look.what for look in looks_at(db, reader_id=reader_id)]
    assert traces == ["cartridge_lost", "cartridge_sought"]
    find_again(db, cartridge_id=cartridge.id)
    assert counts(db)[CartridgeState.FREE] == 1


def test_a_cartridge_in_a_bag_is_not_lost(db: Session) -> None:
    cartridge = town.cartridge(db)
    cartridge.state = CartridgeState.IN_BAG
    db.flush()
    with pytest.raises(ImpossibleMove):
        lose(db, cartridge_id=cartridge.id, by_id=desk.account(db), now=town.MORNING)
