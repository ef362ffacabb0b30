"""Handing out what the ILS is to be told, one after another, and writing down how it went.

One carrier at a time holds the row of the ILS. Before anything is sent it is written down that it
goes out; so whoever takes over from a carrier that died knows what has to be asked about first.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, joinedload

from access.ils.errors import NotTheCarrier
from access.ils.records import Ils, IlsRule, LoanMove, MoveKind, MoveState, WhyRefused
from access.ils.rule import ONLY, row_held
from access.requests.records import Loan

HELD_FOR = timedelta(minutes=15)
"""Longer than one thing may take to be carried, with all its tries."""
MOST_TRIES = 5
"""So often the answer to one thing may be lost before a person looks at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What is to be told now. `may_be_done`: it went out before, and nobody knows what came of
    it."""

    move_id: int
    kind: MoveKind
    card: str
    barcode: str
    due_on: date
    happened_at: datetime
    may_be_done: bool


def take(db: Session, *, holder: str, now: datetime) -> bool:
    """Become the carrier, or go on being it. False where another is, or the ILS is told nothing."""
    row = row_held(db)
    if row.rule is IlsRule.OFF:
        return False
    is_free = row.held_by in {None, holder} or row.held_until_at is None or row.held_until_at <= now
    if is_free:
        row.held_by, row.held_until_at = holder, now + HELD_FOR
        db.flush()
    return is_free


def let_go(db: Session, *, holder: str) -> None:
    """Carry no more."""
    db.execute(
        update(Ils)
        .where(Ils.id == ONLY, Ils.held_by == holder)
        .values(held_by=None, held_until_at=None)
    )


def next_errand(db: Session, *, holder: str, now: datetime) -> Errand | None:
    """The oldest thing that waits; None: nothing does. What cannot be said at all is left to a
    person on the way. Raises NotTheCarrier."""
    _require(db, holder, now)
    while True:
        move = db.scalars(
            select(LoanMove)
            .where(LoanMove.state == MoveState.WAITING)
            .options(
                joinedload(LoanMove.loan).joinedload(Loan.copy),
                joinedload(LoanMove.loan).joinedload(Loan.reader),
            )
            .order_by(LoanMove.id)
            .limit(1)
            .execution_options(populate_existing=True)
        ).one_or_none()
        if move is None:
            return None
        why = _hopeless(move)
        if why is None:
            return Errand(
                move_id=move.id,
                kind=move.kind,
                card=move.loan.reader.card_number,
                barcode=move.loan.copy.barcode or "",
                due_on=move.due_on,
                happened_at=move.happened_at,
                may_be_done=move.asked_at is not None,
            )
        move.state, move.why, move.closed_at = MoveState.REFUSED, why, now
        db.flush()


def goes_out(db: Session, errand: Errand, *, holder: str, now: datetime) -> None:
    """It is about to be sent; commit before it is. Raises NotTheCarrier."""
    _require(db, holder, now)
    move = db.get_one(LoanMove, errand.move_id, with_for_update=True, populate_existing=True)
    if move.state is not MoveState.WAITING:
        raise NotTheCarrier
    move.asked_at, move.tries = now, move.tries + 1
    db.flush()


def was_not_done(db: Session, errand: Errand, *, holder: str, now: datetime) -> None:
    """Asked about, and it was not: it may be sent. Raises NotTheCarrier."""
    _require(db, holder, now)
    _change(db, errand, asked_at=None)


def done(db: Session, errand: Errand, *, holder: str, words: str, now: datetime) -> None:
    """The ILS has it. Raises NotTheCarrier."""
    _require(db, holder, now)
    _change(db, errand, state=MoveState.DONE, closed_at=now, words=words)


def turned_down(
    db: Session, errand: Errand, *, holder: str, why: WhyRefused, words: str, now: datetime
) -> None:
    """It cannot be told: a person looks at it. Raises NotTheCarrier."""
    _require(db, holder, now)
    _change(db, errand, state=MoveState.REFUSED, why=why, closed_at=now, words=words)


def _hopeless(move: LoanMove) -> WhyRefused | None:
    if not move.loan.copy.barcode:
        return WhyRefused.NO_BARCODE
    return WhyRefused.UNSURE if move.tries >= MOST_TRIES else None


def _change(db: Session, errand: Errand, **values: object) -> None:
    """What somebody settled by hand meanwhile stays settled."""
    db.execute(
        update(LoanMove)
        .where(LoanMove.id == errand.move_id, LoanMove.state == MoveState.WAITING)
        .values(**values)
    )


def _require(db: Session, holder: str, now: datetime) -> None:
    held = db.execute(
        update(Ils)
        .where(
            Ils.id == ONLY,
            Ils.held_by == holder,
            or_(Ils.held_until_at.is_(None), Ils.held_until_at > now),
        )
        .values(held_until_at=now + HELD_FOR)
    )
    if not held.rowcount:  # type: ignore[attr-defined]
        raise NotTheCarrier
