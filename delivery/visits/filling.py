"""What belongs into the bag of a visit: what is ready for the reader, and what is due back."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from access.catalogue.records import Medium
from access.requests.records import Loan, Request, RequestKind, RequestState
from delivery.homes.records import HomeProfile
from delivery.states import move_handover
from delivery.visits.closing import delivery_of, give_up, open_handovers
from delivery.visits.records import (
    Cartridge,
    CartridgeState,
    Delivery,
    DeliveryState,
    Handover,
    HandoverState,
    Visit,
    Way,
)

MOST_IN_BAG = 20
SHORT_NOTICE_DAYS = 7
WEIGHTS_G = {
    Medium.PRINT: 500,
    Medium.LARGE_PRINT: 900,
    Medium.BRAILLE: 1_500,
    Medium.AUDIO: 150,
    Medium.CARTRIDGE: 80,
}
"""Planning assumptions, not measurements."""


def fill(db: Session, visit: Visit, *, now: datetime) -> Delivery:
    """Bring the bag of a visit, which is held, up to what is true now; a bag that is out stays.

    What was withdrawn or came back goes out of it, what became ready or falls due before the visit
    after this one comes in. Done again it changes nothing.
    """
    delivery = delivery_of(db, visit.id)
    if delivery is None:
        delivery = Delivery(visit_id=visit.id, bag_code=bag_code(visit.id))
        db.add(delivery)
        db.flush()
    if delivery.state not in (DeliveryState.OPEN, DeliveryState.PACKED):
        return delivery
    kept = 0
    for handover in open_handovers(db, delivery.id):
        if _still_true(db, handover):
            kept += 1
        else:
            give_up(db, handover, now=now)
    db.flush()
    for handover in _new(db, visit)[: MOST_IN_BAG - kept]:
        handover.delivery_id = delivery.id
        db.add(handover)
    db.flush()
    return delivery


def foreseen(db: Session, visit: Visit) -> list[Handover]:
    """What would come into the bag of a visit that has none yet, in order; nothing is written."""
    with db.no_autoflush:
        return _new(db, visit)[:MOST_IN_BAG]


def bag_code(number: int) -> str:
    """The number of a bag with a check digit (ISO/IEC 7812-1, annex B: Luhn), at least 8 digits."""
    digits = f"{number:07d}"
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
        for place, digit in enumerate(reversed(digits))
    )
    return f"{digits}{-total % 10}"


def is_bag_code(code: str) -> bool:
    """Whether a scanned code can be that of a bag: a slip of one digit is found."""
    return code.isascii() and code.isdigit() and 8 <= len(code) <= 16 and (
        bag_code(int(code[:-1])) == code
    )  # fmt: skip


def weight_g(handover: Handover) -> int:
    """What it weighs; copies have to be loaded with it."""
    medium = handover.copy.medium if handover.copy is not None else Medium.CARTRIDGE
    return WEIGHTS_G[medium]


def loaded(db: Session, visit_ids: list[int]) -> dict[int, Delivery]:
    """The bags of visits by visit, with what is in them and copies loaded."""
    rows = db.scalars(
        select(Delivery)
        .where(Delivery.visit_id.in_(visit_ids))
        .options(
            selectinload(Delivery.handovers).selectinload(Handover.copy),
            selectinload(Delivery.handovers).selectinload(Handover.cartridge),
        )
        .execution_options(populate_existing=True)
    )
    return {delivery.visit_id: delivery for delivery in rows}


def _still_true(db: Session, handover: Handover) -> bool:
    if handover.way is Way.DROP:
        request = db.get(Request, handover.request_id) if handover.request_id else None
        return (
            request is not None
            and request.state is RequestState.READY
            and request.copy_id == handover.copy_id
        )
    if handover.loan_id is not None:
        return db.get_one(Loan, handover.loan_id).returned_at is None
    cartridge = db.get_one(Cartridge, handover.cartridge_id)
    return cartridge.state is CartridgeState.WITH_READER


def _new(db: Session, visit: Visit) -> list[Handover]:
    """Requests that are ready, then what is due, each in the order of its time."""
    in_bags = select(Handover.request_id).where(
        Handover.closed_at.is_(None), Handover.request_id.is_not(None)
    )
    ready = db.scalars(
        select(Request)
        .where(
            Request.reader_id == visit.reader_id,
            Request.kind == RequestKind.HOME_DELIVERY,
            Request.state == RequestState.READY,
            Request.id.not_in(in_bags),
        )
        .order_by(Request.ready_at, Request.id)
    )
    drops = [
        Handover(
            way=Way.DROP,
            request_id=request.id,
            copy_id=request.copy_id,
            edition_id=None if request.copy_id else request.edition_id,
        )
        for request in ready
    ]
    return [*drops, *_due(db, visit)]


def _due(db: Session, visit: Visit) -> list[Handover]:
    """Loans and cartridges that would be overdue before the next visit, and those that are."""
    by = _due_by(db, visit)
    copies = select(Handover.copy_id).where(
        Handover.closed_at.is_(None), Handover.copy_id.is_not(None)
    )
    cartridges = select(Handover.cartridge_id).where(
        Handover.closed_at.is_(None), Handover.cartridge_id.is_not(None)
    )
    loans = db.scalars(
        select(Loan)
        .where(
            Loan.reader_id == visit.reader_id,
            Loan.returned_at.is_(None),
            Loan.due_on <= by,
            Loan.copy_id.not_in(copies),
        )
        .order_by(Loan.due_on, Loan.id)
    )
    out = db.scalars(
        select(Cartridge)
        .where(
            Cartridge.reader_id == visit.reader_id,
            Cartridge.due_on <= by,
            Cartridge.id.not_in(cartridges),
        )
        .order_by(Cartridge.due_on, Cartridge.id)
    )
    return [
        *(Handover(way=Way.PICK_UP, loan_id=loan.id, copy_id=loan.copy_id) for loan in loans),
        *(Handover(way=Way.PICK_UP, cartridge_id=one.id) for one in out),
    ]


def _due_by(db: Session, visit: Visit) -> date:
    every = db.scalar(
        select(HomeProfile.every_days).where(HomeProfile.reader_id == visit.reader_id)
    )
    return visit.visit_on + timedelta(days=every or SHORT_NOTICE_DAYS)


def into_bag(handover: Handover, *, now: datetime) -> None:
    """It lies in its bag."""
    move_handover(handover, HandoverState.IN_BAG, now=now)
