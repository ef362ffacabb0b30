"""What the ILS is to be told, written down with the loan; listed, and settled by people.

The list of what waits is bounded. What finds no room there is no loss: it can be seen in the loans
themselves, and is written down as soon as there is room (`catch_up`).
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, joinedload

from access.catalogue.records import Copy
from access.ils.errors import MoveNotFound
from access.ils.records import IlsRule, LoanMove, MoveKind, MoveState, WhyRefused
from access.ils.rule import ils_of, rule_of
from access.requests.records import Loan

MOST_WAITING = 20_000
CAUGHT_UP_AT_ONCE = 200
MOST_LISTED = 200


def write_move(
    db: Session, loan: Loan, kind: MoveKind, *, at: datetime, due_on: date | None = None
) -> LoanMove | None:
    """Write down what happened to a loan, in its own transaction. None where the ILS is told
    nothing, or there is no room. The same once more changes nothing."""
    if rule_of(db) is IlsRule.OFF or waiting_count(db) >= MOST_WAITING:
        return None
    if kind is not MoveKind.LEND and _lends_later(db, loan):
        return None  # nothing of a loan goes before that it was lent
    due_on = due_on or loan.due_on
    known = _known(db, loan.id, kind, due_on)
    return known if known is not None else _written(db, loan.id, kind, at=at, due_on=due_on)


def catch_up(db: Session, *, now: datetime) -> int:
    """Write down what found no room when it happened, the oldest loans first. Answers how much."""
    row = ils_of(db)
    if row is None or row.rule is IlsRule.OFF or row.since_at is None:
        return 0
    room = min(CAUGHT_UP_AT_ONCE, MOST_WAITING - waiting_count(db))
    written = 0
    for loan in _missing(db, _lent(), Loan.lent_at >= row.since_at, room):
        _written(db, loan.id, MoveKind.LEND, at=loan.lent_at, due_on=loan.due_on)
        written += 1
    kept_on = _lent() & Loan.returned_at.is_(None)
    for loan in _missing(db, _due_told(), kept_on, room - written):
        _written(db, loan.id, MoveKind.RENEW, at=now, due_on=loan.due_on)
        written += 1
    over = Loan.returned_at >= row.since_at
    for loan in _missing(db, _ended(), over, room - written):
        kind = MoveKind.LOSE if loan.is_lost else MoveKind.RETURN
        _written(db, loan.id, kind, at=loan.returned_at or now, due_on=loan.due_on)
        written += 1
    return written


def waiting_count(db: Session) -> int:
    """How much waits to be carried; not counted further than the bound."""
    some = select(LoanMove.id).where(LoanMove.state == MoveState.WAITING).limit(MOST_WAITING)
    return db.scalar(select(func.count()).select_from(some.subquery())) or 0


def waiting(db: Session, *, limit: int = MOST_LISTED) -> Sequence[LoanMove]:
    """What waits, in the order in which it goes."""
    return _listed(db, LoanMove.state == MoveState.WAITING, limit)


def refused(
    db: Session, *, after: int | None = None, limit: int = MOST_LISTED
) -> Sequence[LoanMove]:
    """What a person has to look at, the oldest first; go on after a number."""
    condition = LoanMove.state == MoveState.REFUSED
    return _listed(db, condition & (LoanMove.id > (after or 0)), limit)


def settle(db: Session, *, move_id: int, by_id: int, now: datetime) -> LoanMove:
    """Somebody has put it right at the ILS by hand. Raises MoveNotFound where there is no such
    thing to settle; done twice it changes nothing."""
    move = _held(db, move_id)
    if move.state is MoveState.SETTLED:
        return move
    if move.state is not MoveState.REFUSED:
        raise MoveNotFound(move_id)
    move.state, move.closed_at, move.settled_by_id = MoveState.SETTLED, now, by_id
    db.flush()
    return move


def try_again(db: Session, *, move_id: int) -> LoanMove:
    """Somebody removed what was in the way: it is carried once more; what may have been done is
    asked first, as ever. Raises MoveNotFound."""
    move = _held(db, move_id)
    if move.state is not MoveState.REFUSED or move.why is WhyRefused.LOST:
        raise MoveNotFound(move_id)
    move.state, move.closed_at, move.why, move.words, move.tries = (
        MoveState.WAITING, None, None, "", 0,
    )  # fmt: skip
    db.flush()
    return move


def _held(db: Session, move_id: int) -> LoanMove:
    move = db.get(LoanMove, move_id, with_for_update=True, populate_existing=True)
    if move is None:
        raise MoveNotFound(move_id)
    return move


def _known(
    db: Session, loan_id: int, kind: MoveKind, due_on: date | None = None
) -> LoanMove | None:
    query = select(LoanMove).where(LoanMove.loan_id == loan_id, LoanMove.kind == kind)
    if due_on is not None:
        query = query.where(LoanMove.due_on == due_on)
    return db.scalars(query.order_by(LoanMove.id).limit(1)).one_or_none()


def _written(db: Session, loan_id: int, kind: MoveKind, *, at: datetime, due_on: date) -> LoanMove:
    move = LoanMove(loan_id=loan_id, kind=kind, happened_at=at, due_on=due_on)
    if kind is MoveKind.LOSE:
        move.state, move.why, move.closed_at = MoveState.REFUSED, WhyRefused.LOST, at
    db.add(move)
    db.flush()
    return move


def _lent() -> ColumnElement[bool]:
    return exists().where(LoanMove.loan_id == Loan.id, LoanMove.kind == MoveKind.LEND)


def _lends_later(db: Session, loan: Loan) -> bool:
    """Whether it is still to be written down that this was lent."""
    row = ils_of(db)
    is_ours = row is not None and row.since_at is not None and loan.lent_at >= row.since_at
    return is_ours and _known(db, loan.id, MoveKind.LEND) is None


def _due_told() -> ColumnElement[bool]:
    return exists().where(LoanMove.loan_id == Loan.id, LoanMove.due_on == Loan.due_on)


def _ended() -> ColumnElement[bool]:
    return exists().where(
        LoanMove.loan_id == Loan.id, LoanMove.kind.in_((MoveKind.RETURN, MoveKind.LOSE))
    )


def _missing(
    db: Session, written: ColumnElement[bool], since: ColumnElement[bool], room: int
) -> Sequence[Loan]:
    return db.scalars(
        select(Loan).where(since, ~written).order_by(Loan.id).limit(max(0, room))
    ).all()


def _listed(db: Session, condition: ColumnElement[bool], limit: int) -> Sequence[LoanMove]:
    of_loan = joinedload(LoanMove.loan)
    return db.scalars(
        select(LoanMove)
        .where(condition)
        .options(
            of_loan.joinedload(Loan.copy).joinedload(Copy.title), of_loan.joinedload(Loan.reader)
        )
        .order_by(LoanMove.id)
        .limit(max(1, min(limit, MOST_LISTED)))
    ).all()
