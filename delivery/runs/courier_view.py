"""What a courier sees of a run: name, door and bag of each stop, and nothing else of any reader."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from delivery.crew.records import Courier
from delivery.errors import NotHere, NotYourRun
from delivery.homes.records import Address, HomeProfile
from delivery.runs.events import require_run_of
from delivery.runs.in_car import not_handed_over, taken_back
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.visits.filling import loaded
from delivery.visits.records import Delivery, DeliveryState, Handover, Visit, Way

MOST_RUNS = 8
SEEN = (RunState.PUBLISHED, RunState.STARTED, RunState.FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierDoor:
    """Where it is and how to get in."""

    district: str
    street: str
    house: str
    entrance: str
    floor: str
    flat: str
    has_lift: bool | None
    door_code: str
    notes: str
    phone: str | None
    lat_deg: float | None
    lon_deg: float | None
    exactness: str
    phone_first: bool
    speaks: str | None
    """In which language to speak, where it matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierThing:
    """What changes hands: its bar code and what it is made of, never its title.

    A cartridge without a bar code was never filled: there is nothing to hand over.
    """

    handover_id: int
    medium: str
    barcode: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InCar:
    """A thing that lies in the car and has to come back to the depot."""

    medium: str
    barcode: str | None
    is_from_reader: bool
    """False: it was brought along and nobody took it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierBag:
    """What is handed over and what is taken back."""

    bag_code: str
    is_loaded: bool
    """Whether it was scanned into the car, or the run has begun."""
    drops: tuple[CourierThing, ...]
    pick_ups: tuple[CourierThing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierStop:
    """A stop as its courier sees it."""

    stop_id: int
    turn: int
    state: str
    arrives_at: datetime
    promised_from_at: datetime | None
    promised_until_at: datetime | None
    name: str
    door: CourierDoor
    bag: CourierBag | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourierRun:
    """A run as its courier sees it, small enough to be kept on a telephone."""

    run_id: int
    run_on: date
    state: str
    starts_at: datetime
    ends_at: datetime
    stops: tuple[CourierStop, ...]
    in_car: tuple[InCar, ...] = ()


def run_of_courier(db: Session, *, run_id: int, account_id: int) -> CourierRun:
    """A published run with its stops in order. Raises NotHere, NotYourRun."""
    run = db.get(Run, run_id)
    if run is None:
        raise NotHere("run", run_id)
    require_run_of(db, run=run, account_id=account_id)
    if run.state not in SEEN:
        raise NotYourRun(run_id, account_id)
    stops = db.scalars(
        select(Stop)
        .where(Stop.run_id == run_id, Stop.state != StopState.TAKEN_OFF)
        .options(
            selectinload(Stop.visit).joinedload(Visit.address),
            selectinload(Stop.visit).joinedload(Visit.reader),
        )
        .order_by(Stop.turn, Stop.id)
        .execution_options(populate_existing=True)
    ).all()
    bags = loaded(db, [stop.visit_id for stop in stops])
    profiles = {
        profile.reader_id: profile
        for profile in db.scalars(
            select(HomeProfile).where(
                HomeProfile.reader_id.in_([stop.visit.reader_id for stop in stops])
            )
        )
    }
    return CourierRun(
        run_id=run.id,
        run_on=run.run_on,
        state=run.state.value,
        starts_at=run.starts_at,
        ends_at=run.ends_at,
        stops=tuple(
            _stop(stop, bags.get(stop.visit_id), profiles.get(stop.visit.reader_id))
            for stop in stops
        ),
        in_car=_in_car(db, run),
    )


def runs_for_device(
    db: Session, *, account_id: int, from_on: date, until_on: date
) -> list[CourierRun]:
    """The published runs of a courier as their telephone may keep them: of a run that is over no
    name and no door is left."""
    found = [
        run_of_courier(db, run_id=run_id, account_id=account_id)
        for run_id in runs_of_account(
            db, account_id=account_id, from_on=from_on, until_on=until_on
        )[:MOST_RUNS]
    ]
    return [
        replace(run, stops=()) if run.state == RunState.FINISHED.value else run for run in found
    ]


def own_run(db: Session, *, run_id: int, account_id: int) -> CourierRun:
    """A run of this courier's own. Raises NotHere, NotYourRun, even for who oversees couriers."""
    run = run_of_courier(db, run_id=run_id, account_id=account_id)
    courier = db.scalars(select(Courier).join(Run).where(Run.id == run_id)).one()
    if courier.account_id != account_id:
        raise NotYourRun(run_id, account_id)
    return run


def runs_of_account(db: Session, *, account_id: int, from_on: date, until_on: date) -> list[int]:
    """The published runs of whoever signs in with this account, by day."""
    return list(
        db.scalars(
            select(Run.id)
            .join(Courier)
            .where(
                Courier.account_id == account_id,
                Run.run_on.between(from_on, until_on),
                Run.state.in_(SEEN),
            )
            .order_by(Run.run_on, Run.id)
        )
    )


def _stop(stop: Stop, bag: Delivery | None, profile: HomeProfile | None) -> CourierStop:
    is_over = stop.state in (StopState.DONE, StopState.FAILED)
    return CourierStop(
        stop_id=stop.id,
        turn=stop.turn,
        state=stop.state.value,
        arrives_at=stop.arrives_at,
        promised_from_at=stop.promised_from_at,
        promised_until_at=stop.promised_until_at,
        name=stop.visit.reader.name,
        door=_door(stop.visit.address, profile),
        bag=None if bag is None or is_over else _bag(bag),
    )


def _door(address: Address, profile: HomeProfile | None) -> CourierDoor:
    return CourierDoor(
        district=address.district,
        street=address.street,
        house=address.house,
        entrance=address.entrance,
        floor=address.floor,
        flat=address.flat,
        has_lift=address.has_lift,
        door_code=address.door_code,
        notes=address.notes,
        phone=address.phone,
        lat_deg=address.lat_deg,
        lon_deg=address.lon_deg,
        exactness=address.exactness.value,
        phone_first=profile.phone_first if profile else False,
        speaks=profile.language if profile else None,
    )


def _bag(bag: Delivery) -> CourierBag:
    still_open = [one for one in bag.handovers if one.closed_at is None]
    return CourierBag(
        bag_code=bag.bag_code,
        is_loaded=bag.state is DeliveryState.OUT,
        drops=tuple(_thing(one) for one in still_open if one.way is Way.DROP),
        pick_ups=tuple(_thing(one) for one in still_open if one.way is Way.PICK_UP),
    )


def _in_car(db: Session, run: Run) -> tuple[InCar, ...]:
    back, left = taken_back(db, run), not_handed_over(db, run)
    return tuple(
        InCar(medium=medium, barcode=barcode, is_from_reader=is_from_reader)
        for rows, is_from_reader in ((back, True), (left, False))
        for medium, barcode in rows
    )


def _thing(one: Handover) -> CourierThing:
    if one.copy is not None:
        return CourierThing(
            handover_id=one.id, medium=one.copy.medium.value, barcode=one.copy.barcode
        )
    return CourierThing(
        handover_id=one.id,
        medium="cartridge",
        barcode=one.cartridge.barcode if one.cartridge else None,
    )
