"""Vehicles, and branches and stations from which runs begin."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.points import points
from access.network.zone import today
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.web.homes.done import DONE
from api.web.homes.faults import beside
from api.web.homes.wishing import LARGEST, LAST_BEFORE_FIRST, OVER, day_kept
from api.web.homes.words import word
from api.web.readers.asking import point_name
from api.web.staff.done import done_said
from api.web.staff.doors import Number
from api.words.catalogues import mark
from delivery.crew.fleet import (
    MOST_BAGS,
    MOST_G,
    Machine,
    close_depot,
    depots,
    put_vehicle,
    vehicle_of,
    vehicles,
)
from delivery.crew.hiring import in_repair, open_depot
from delivery.crew.records import Travel, Vehicle

router = APIRouter()
VEHICLES, DEPOTS = "/staff/vehicles", "/staff/depots"
GRAMS, SECONDS, LONGEST_LOADING_MIN = 1_000, 60, 240
MACHINES = (Travel.CAR, Travel.BIKE)
NAME_NEEDED = mark("Write a name, for example the number plate.")
NUMBER_NEEDED = mark("Write a number.")
TRAVEL_NEEDED = mark("Choose which kind of vehicle.")
POINT_NEEDED = mark("Choose the branch or station.")
CLOSED_NEEDED = mark("Write the first day on which no run begins there.")
FROM_NEEDED = mark("Write the first day of the repair, or leave both days empty: it is back.")


@router.get(VEHICLES)
def show_vehicles(request: Request, db: LookDb, now: Now, _person: Coordinator) -> Response:
    """Every vehicle, and when it is in repair."""
    language = language_of(request)
    return page(
        request, "homes/vehicles.html", vehicles=vehicles(db), done=done_said(request, DONE),
        word=lambda code: word(code, language), on=today(db, now=now),
    )  # fmt: skip


@router.get(f"{VEHICLES}/new")
def show_new(request: Request, _person: Coordinator) -> Response:
    """A vehicle more."""
    return _vehicle(request, Form.empty(language_of(request)), None)


@router.post(f"{VEHICLES}/new")
def enter(request: Request, db: Db, _person: Coordinator, sent: Sent) -> Response:
    """It can be driven from now on."""
    return _put(request, db, sent, None)


@router.get(VEHICLES + "/{vehicle_id}")
def show_vehicle(
    request: Request, db: LookDb, _person: Coordinator, vehicle_id: Number
) -> Response:
    """One vehicle, to be changed or sent into repair."""
    return _vehicle(request, Form.empty(language_of(request)), vehicle_of(db, vehicle_id))


@router.post(VEHICLES + "/{vehicle_id}")
def keep(
    request: Request, db: Db, _person: Coordinator, vehicle_id: Number, sent: Sent
) -> Response:
    """What is known of it is this now."""
    return _put(request, db, sent, vehicle_of(db, vehicle_id))


@router.post(VEHICLES + "/{vehicle_id}/repair")
def repair(
    request: Request, db: Db, now: Now, _person: Coordinator, vehicle_id: Number, sent: Sent
) -> Response:
    """It is in repair on these days; with none of them, it is back."""
    vehicle, form = vehicle_of(db, vehicle_id), Form(sent, language_of(request))
    from_on, until_on = form.day("from_on"), form.day("until_on")
    if until_on is not None and from_on is None:
        form.fault("from_on", FROM_NEEDED)
    if until_on is not None and until_on < today(db, now=now):
        form.fault("until_on", OVER)
    if from_on is not None and until_on is not None and until_on < from_on:
        form.fault("until_on", LAST_BEFORE_FIRST)
    if form.is_good:
        with beside(db, form, "from_on"):
            in_repair(db, vehicle_id=vehicle_id, from_on=from_on, until_on=until_on)
    if form.is_good:
        return go_to(f"{VEHICLES}?done=repair")
    return _vehicle(request, form, vehicle, is_repair=True)


@router.get(DEPOTS)
def show_depots(request: Request, db: LookDb, now: Now, _person: Coordinator) -> Response:
    """From where runs begin, and where else they could."""
    return _depots(request, db, now, Form.empty(language_of(request)))


@router.post(DEPOTS)
def open_one(request: Request, db: Db, now: Now, _person: Coordinator, sent: Sent) -> Response:
    """Runs begin at this branch or station from now on; one that is known is opened again."""
    form = Form(sent, language_of(request))
    point_id = form.number("service_point_id", least=1, most=LARGEST, need=POINT_NEEDED)
    minutes = form.number("loading", least=0, most=LONGEST_LOADING_MIN, need=NUMBER_NEEDED)
    if form.is_good and point_id is not None and minutes is not None:
        with beside(db, form, "service_point_id", point="service_point_id"):
            open_depot(db, service_point_id=point_id, loading_s=minutes * SECONDS)
    if form.is_good:
        return go_to(f"{DEPOTS}?done=depot")
    return _depots(request, db, now, form)


@router.get(DEPOTS + "/{depot_id}/close")
def show_close(request: Request, db: LookDb, _person: Coordinator, depot_id: Number) -> Response:
    """From which day on no run begins there."""
    return _close(request, db, depot_id, Form.empty(language_of(request)))


@router.post(DEPOTS + "/{depot_id}/close")
def close(
    request: Request, db: Db, now: Now, _person: Coordinator, depot_id: Number, sent: Sent
) -> Response:
    """No run begins there any more."""
    form = Form(sent, language_of(request))
    on = form.day("closed_on", need=CLOSED_NEEDED)
    if on is not None and on < today(db, now=now):
        form.fault("closed_on", OVER)
    if form.is_good and on is not None:
        with beside(db, form, "closed_on"):
            close_depot(db, depot_id=depot_id, on=on)
    if form.is_good:
        return go_to(f"{DEPOTS}?done=depot_closed")
    return _close(request, db, depot_id, form)


def _put(request: Request, db: Db, sent: Sent, vehicle: Vehicle | None) -> Response:
    form = Form(sent, language_of(request))
    name = form.text("name", need=NAME_NEEDED, longest=100)
    travel = form.choice("travel", list(MACHINES), need=TRAVEL_NEEDED)
    bags = form.number("capacity_bags", least=1, most=MOST_BAGS, need=NUMBER_NEEDED)
    weight = form.number("capacity_kg", least=1, most=MOST_G // GRAMS, need=NUMBER_NEEDED)
    if form.is_good and bags is not None and weight is not None:
        with beside(db, form, "name"):
            what = Machine(
                name=name, travel=Travel(travel), capacity_bags=bags, capacity_g=weight * GRAMS
            )
            put_vehicle(db, what, vehicle_id=vehicle.id if vehicle else None)
    if form.is_good:
        return go_to(f"{VEHICLES}?done=vehicle")
    return _vehicle(request, form, vehicle)


def _vehicle(
    request: Request, form: Form, vehicle: Vehicle | None, *, is_repair: bool = False
) -> Response:
    kept = dict(form.kept())
    if vehicle is not None and (is_repair or not form.sent):
        kept |= {
            "name": vehicle.name, "travel": vehicle.travel.value,
            "capacity_bags": str(vehicle.capacity_bags),
            "capacity_kg": str(max(1, vehicle.capacity_g // GRAMS)),
        }  # fmt: skip
    if vehicle is not None and not is_repair:
        kept |= day_kept("from_on", vehicle.out_from_on) | day_kept(
            "until_on", vehicle.out_until_on
        )
    return page(
        request, "homes/vehicle.html", status=status_of(form), vehicle=vehicle, kept=kept,
        faults=form.faults, travels=[(one.value, word(one, form.language)) for one in MACHINES],
    )  # fmt: skip


def _depots(request: Request, db: Db, now: Now, form: Form) -> Response:
    language, on = form.language, today(db, now=now)
    there = points(db, on=on)
    return page(
        request, "homes/depots.html", status=status_of(form), done=done_said(request, DONE), on=on,
        depots=[(one, point_name(one.service_point, language)) for one in depots(db)],
        points=[(str(one.id), point_name(one, language)) for one in there],
        kept=form.kept() if form.sent else {"loading": "15"}, faults=form.faults,
    )  # fmt: skip


def _close(request: Request, db: Db, depot_id: int, form: Form) -> Response:
    depot = next((one for one in depots(db) if one.id == depot_id), None)
    if depot is None:
        return go_to(DEPOTS)
    return page(
        request, "homes/depot_close.html", status=status_of(form), depot=depot, kept=form.kept(),
        name=point_name(depot.service_point, form.language), faults=form.faults,
    )  # fmt: skip
