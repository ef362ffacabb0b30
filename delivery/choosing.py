"""The choosers' work: what to take from the shelves of a branch for which run, into which bag."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.made import Edition
from access.catalogue.records import Copy, Title
from delivery.crew.records import Depot
from delivery.errors import WrongScan
from delivery.runs.records import Run, RunState, Stop
from delivery.states import OPEN_RUNS, OPEN_STOPS, move_delivery, move_handover
from delivery.visits.closing import open_handovers
from delivery.visits.filling import into_bag, is_bag_code
from delivery.visits.records import (
    Cartridge,
    CartridgeState,
    Delivery,
    DeliveryState,
    Handover,
    HandoverState,
    Way,
)

MOST_LINES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PickLine:
    """One thing to be taken from a shelf, or to be put on a cartridge, and into which bag."""

    handover_id: int
    run_id: int
    turn: int
    bag_code: str
    title: str
    language: str
    medium: str
    shelf_mark: str
    barcode: str | None
    edition_id: int | None
    is_in_bag: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What stands on a bag: its number as digits and bar code, run and turn. No name, no title."""

    bag_code: str
    run_id: int
    run_on: date
    turn: int
    things: int


def pick_list(db: Session, *, service_point_id: int, on: date) -> list[PickLine]:
    """What a branch takes from its shelves for the runs of a day, run by run in the order of
    loading: the last stop's bag first. Editions are put on cartridges at the run's own depot.
    """
    rows = db.execute(
        select(Handover, Stop, Delivery.bag_code, Copy, Edition.id, Title)
        .join(Delivery, Delivery.id == Handover.delivery_id)
        .join(Stop, Stop.visit_id == Delivery.visit_id)
        .join(Run, Run.id == Stop.run_id)
        .join(Depot, Depot.id == Run.depot_id)
        .outerjoin(Copy, Copy.id == Handover.copy_id)
        .outerjoin(Edition, Edition.id == Handover.edition_id)
        .join(Title, (Title.id == Copy.title_id) | (Title.id == Edition.title_id))
        .where(
            Run.run_on == on,
            Run.state.in_(OPEN_RUNS),
            Stop.state.in_(OPEN_STOPS),
            Handover.way == Way.DROP,
            Handover.closed_at.is_(None),
            (Copy.service_point_id == service_point_id)
            | ((Handover.edition_id.is_not(None)) & (Depot.service_point_id == service_point_id)),
        )
        .order_by(Run.starts_at, Run.id, Stop.turn.desc(), Handover.id)
        .limit(MOST_LINES)
    )
    return [
        PickLine(
            handover_id=handover.id,
            run_id=stop.run_id,
            turn=stop.turn,
            bag_code=code,
            title=title.name,
            language=title.language,
            medium=copy.medium.value if copy else "cartridge",
            shelf_mark=copy.shelf_mark if copy else "",
            barcode=copy.barcode if copy else None,
            edition_id=edition_id,
            is_in_bag=handover.state is HandoverState.IN_BAG,
        )
        for handover, stop, code, copy, edition_id, title in rows
    ]


def labels(db: Session, *, run_id: int) -> list[Label]:
    """A label for each bag of a run that something is dropped from, in the order of its stops."""
    rows = db.execute(
        select(Delivery, Stop.turn, Run.run_on)
        .join(Stop, Stop.visit_id == Delivery.visit_id)
        .join(Run, Run.id == Stop.run_id)
        .where(Run.id == run_id, Stop.state.in_(OPEN_STOPS))
        .order_by(Stop.turn, Stop.id)
    ).all()
    found = []
    for delivery, turn, on in rows:
        drops = [one for one in open_handovers(db, delivery.id) if one.way is Way.DROP]
        if drops:
            found.append(
                Label(
                    bag_code=delivery.bag_code,
                    run_id=run_id,
                    run_on=on,
                    turn=turn,
                    things=len(drops),
                )
            )
    return found


def bag_by_code(db: Session, code: str) -> Delivery:
    """The bag of a scanned label, held. Raises WrongScan."""
    found = None
    if is_bag_code(code):
        found = db.scalars(
            select(Delivery)
            .where(Delivery.bag_code == code)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one_or_none()
    if found is None:
        raise WrongScan("no_bag")
    return found


def scan_into(
    db: Session, *, bag: Delivery, code: str, edition_id: int | None = None, now: datetime
) -> Handover:
    """A copy's or cartridge's bar code was scanned into a bag, which is held.

    A cartridge holds the edition that was named, else the first that has none yet. Scanned twice it
    lies in the bag once. Raises WrongScan: it belongs to another bag, or to none.
    """
    if bag.state not in (DeliveryState.OPEN, DeliveryState.PACKED):
        raise WrongScan("bag_is_closed")
    mine = [one for one in open_handovers(db, bag.id) if one.way is Way.DROP]
    copy_id = db.scalar(select(Copy.id).where(Copy.barcode == code))
    if copy_id is not None:
        handover = next((one for one in mine if one.copy_id == copy_id), None)
        if handover is None:
            raise WrongScan("other_copy")
    else:
        handover = _on_cartridge(db, mine, code, edition_id)
    into_bag(handover, now=now)
    db.flush()
    return handover


def pack(db: Session, *, bag: Delivery, now: datetime) -> None:
    """The bag is closed. What was not found on the shelf stays out and waits for the next visit.

    Raises ImpossibleMove.
    """
    for handover in open_handovers(db, bag.id):
        if handover.way is Way.DROP and handover.state is HandoverState.WAITING:
            move_handover(handover, HandoverState.NOT_DONE, now=now)
    move_delivery(bag, DeliveryState.PACKED, now=now)
    db.flush()


def not_loaded(db: Session, *, run_id: int) -> list[str]:
    """The bags of a run that nobody has scanned into the car yet."""
    return list(
        db.scalars(
            select(Delivery.bag_code)
            .join(Stop, Stop.visit_id == Delivery.visit_id)
            .join(Run, Run.id == Stop.run_id)
            .where(
                Run.id == run_id,
                Run.state != RunState.CANCELLED,
                Stop.state.in_(OPEN_STOPS),
                Delivery.state.in_((DeliveryState.OPEN, DeliveryState.PACKED)),
            )
            .order_by(Stop.turn)
        )
    )


def _on_cartridge(db: Session, mine: list[Handover], code: str, edition_id: int | None) -> Handover:
    cartridge = db.scalars(
        select(Cartridge)
        .where(Cartridge.barcode == code)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if cartridge is None:
        raise WrongScan("unknown")
    for handover in mine:
        if handover.cartridge_id == cartridge.id:
            return handover
    if cartridge.state is not CartridgeState.FREE:
        raise WrongScan("cartridge_in_use")
    for handover in mine:
        empty = handover.edition_id is not None and handover.cartridge_id is None
        if empty and edition_id in (None, handover.edition_id):
            handover.cartridge_id = cartridge.id
            cartridge.state, cartridge.edition_id = CartridgeState.IN_BAG, handover.edition_id
            return handover
    raise WrongScan("no_edition_waits")
