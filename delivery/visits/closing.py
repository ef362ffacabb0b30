"""A visit that does not take place: it leaves its run, and its bag is emptied again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from delivery.holding import hold_visit, live_stop
from delivery.runs.records import StopState
from delivery.states import move_delivery, move_handover, move_stop, move_visit
from delivery.telling_changes import tell_changed
from delivery.visits.records import (
    Cancelled,
    Cartridge,
    CartridgeState,
    Delivery,
    DeliveryState,
    Handover,
    HandoverState,
    Visit,
    VisitState,
)


def cancel_visit(db: Session, *, visit_id: int, why: Cancelled, now: datetime) -> Visit:
    """Nobody comes. Copies stay put aside for the reader and come with another visit.

    Done twice it changes nothing. Raises NotHere, ImpossibleMove.
    """
    visit = hold_visit(db, visit_id)
    if visit.state is VisitState.CANCELLED:
        return visit
    visit.cancelled = why
    move_visit(visit, VisitState.CANCELLED, now=now)
    off_its_run(db, visit)
    unpack(db, visit_id=visit_id, now=now)
    if why is Cancelled.BY_STAFF:
        tell_changed(db, visit, was_on=visit.visit_on, next_on=None, now=now)
    return visit


def off_its_run(db: Session, visit: Visit) -> None:
    """The visit is no stop of any run any more."""
    stop = live_stop(db, visit.id)
    if stop is not None:
        move_stop(stop, StopState.TAKEN_OFF)
    db.flush()


def unpack(db: Session, *, visit_id: int, now: datetime) -> None:
    """Nothing of this visit's bag changed hands, and none of it will with this visit."""
    delivery = delivery_of(db, visit_id)
    if delivery is None or delivery.closed_at is not None:
        return
    for handover in open_handovers(db, delivery.id):
        give_up(db, handover, now=now)
    move_delivery(delivery, DeliveryState.BACK, now=now)
    db.flush()


def give_up(db: Session, handover: Handover, *, now: datetime) -> None:
    """It does not change hands on this visit; a cartridge that was filled for it is free again."""
    if handover.edition_id is not None and handover.cartridge_id is not None:
        cartridge = db.get_one(Cartridge, handover.cartridge_id, with_for_update=True)
        if cartridge.state is CartridgeState.IN_BAG:
            cartridge.state, cartridge.edition_id = CartridgeState.FREE, None
    move_handover(handover, HandoverState.NOT_DONE, now=now)


def delivery_of(db: Session, visit_id: int) -> Delivery | None:
    """The bag of a visit, held."""
    return db.scalars(
        select(Delivery)
        .where(Delivery.visit_id == visit_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def open_handovers(db: Session, delivery_id: int) -> list[Handover]:
    """What of a bag has not changed hands yet, held, in order."""
    return list(
        db.scalars(
            select(Handover)
            .where(Handover.delivery_id == delivery_id, Handover.closed_at.is_(None))
            .order_by(Handover.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
