"""What changes hands at a door, and what follows for requests, loans and cartridges.

What happened at the door outweighs what the records expected: a thing that was given is with the
reader, whatever became of its request or visit meanwhile, and it is in nobody else's bag.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState
from access.network.zone import today
from access.requests.closing import fulfil
from access.requests.copies import copy_gone, returned
from access.requests.limits import Limits
from access.requests.loans import end_loan, lend, loan_of_copy
from access.requests.records import Request, RequestState
from delivery.states import HANDOVER, move_handover
from delivery.visits.closing import give_up
from delivery.visits.records import (
    Cartridge,
    CartridgeState,
    Delivery,
    Handover,
    HandoverState,
    Visit,
    Way,
)


def given(
    db: Session, handover: Handover, *, reader_id: int, now: datetime, limits: Limits
) -> None:
    """The reader has it in hand. Told twice, it is once."""
    if handover.state is HandoverState.DONE:
        return
    _close(db, handover, now)
    if handover.request_id is not None:
        request = db.get_one(Request, handover.request_id, populate_existing=True)
        if request.state is RequestState.READY and request.copy_id == handover.copy_id:
            fulfil(db, request_id=request.id, reader_id=request.reader_id, now=now, limits=limits)
    if handover.copy_id is not None:
        _lent_to(db, handover, reader_id, now, limits)
    if handover.cartridge_id is not None:
        cartridge = db.get_one(
            Cartridge, handover.cartridge_id, with_for_update=True, populate_existing=True
        )
        due_on = today(db, now=now) + timedelta(days=limits.loan_days)
        cartridge.state, cartridge.reader_id = CartridgeState.WITH_READER, reader_id
        cartridge.edition_id, cartridge.due_on = handover.edition_id, due_on
    db.flush()


def taken(db: Session, handover: Handover, *, now: datetime) -> None:
    """The reader gave it back and the courier has it: the loan is over. Told twice, it is once."""
    if handover.state is HandoverState.DONE:
        return
    _close(db, handover, now)
    if handover.copy_id is not None:
        took_copy(db, copy_id=handover.copy_id, now=now)
    if handover.cartridge_id is not None:
        took_cartridge(db, cartridge_id=handover.cartridge_id)
    db.flush()


def took_copy(db: Session, *, copy_id: int, now: datetime) -> bool:
    """The courier has the copy; until it is at the depot nobody can have it. Says whether it was
    lent."""
    if end_loan(db, copy_id=copy_id, now=now) is None:
        return False
    db.get_one(Copy, copy_id, populate_existing=True).state = CopyState.AWAY
    db.flush()
    return True


def took_cartridge(db: Session, *, cartridge_id: int) -> bool:
    """The courier has the cartridge. Says whether a reader had it."""
    cartridge = db.get_one(Cartridge, cartridge_id, with_for_update=True, populate_existing=True)
    if cartridge.state is not CartridgeState.WITH_READER:
        return False
    cartridge.state, cartridge.reader_id, cartridge.due_on = CartridgeState.IN_BAG, None, None
    db.flush()
    return True


def back_at_depot(
    db: Session, *, copy_ids: list[int], cartridge_ids: list[int], now: datetime
) -> None:
    """What was taken back is at the depot: copies go to the next in line or to their shelf,
    cartridges are free. What went elsewhere meanwhile is left alone."""
    for copy_id in sorted(set(copy_ids)):
        copy = db.get_one(Copy, copy_id, populate_existing=True)
        if copy.state is CopyState.AWAY and loan_of_copy(db, copy_id=copy_id) is None:
            returned(db, copy_id=copy_id, now=now)
    for number in sorted(set(cartridge_ids)):
        cartridge = db.get_one(Cartridge, number, with_for_update=True, populate_existing=True)
        expected = db.scalar(
            select(Handover.id)
            .where(
                Handover.cartridge_id == number,
                Handover.closed_at.is_(None),
                Handover.way == Way.DROP,
            )
            .limit(1)
        )
        if cartridge.state is CartridgeState.IN_BAG and expected is None:
            cartridge.state, cartridge.edition_id = CartridgeState.FREE, None
    db.flush()


def reader_of(db: Session, handover: Handover) -> int:
    """Whose visit it belongs to."""
    return db.scalars(
        select(Visit.reader_id)
        .join(Delivery, Delivery.visit_id == Visit.id)
        .where(Delivery.id == handover.delivery_id)
    ).one()


def _lent_to(
    db: Session, handover: Handover, reader_id: int, now: datetime, limits: Limits
) -> None:
    """The copy is with the reader, even if it was meant for somebody else by now."""
    copy_id = handover.copy_id
    if copy_id is None:
        return
    loan = loan_of_copy(db, copy_id=copy_id)
    if loan is not None and loan.reader_id == reader_id:
        return
    if loan is not None:
        end_loan(db, copy_id=copy_id, now=now)
    copy_gone(db, copy_id=copy_id, now=now)  # whoever it was put aside for waits again
    lend(
        db, copy_id=copy_id, reader_id=reader_id, request_id=handover.request_id, now=now,
        days=limits.loan_days,
    )  # fmt: skip


def _close(db: Session, handover: Handover, now: datetime) -> None:
    """It is done; whatever other bag counted on the same thing does so no longer."""
    if HANDOVER[handover.state]:
        move_handover(handover, HandoverState.DONE, now=now)
    else:  # it was given up, and yet it happened: the row says so
        handover.state, handover.closed_at = HandoverState.DONE, now
    db.flush()
    same = [
        column == value
        for column, value in (
            (Handover.copy_id, handover.copy_id),
            (Handover.request_id, handover.request_id),
            (Handover.cartridge_id, handover.cartridge_id),
        )
        if value is not None
    ]
    for condition in same:
        for other in db.scalars(
            select(Handover)
            .where(condition, Handover.closed_at.is_(None), Handover.id != handover.id)
            .with_for_update()
        ).all():
            give_up(db, other, now=now)
    db.flush()
