"""Loans: which copy is with which reader, until when, and that it came back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from access.catalogue.records import Copy, CopyState
from access.ils.moves import write_move
from access.ils.records import MoveKind
from access.network.zone import today
from access.requests.errors import CopyIsLent
from access.requests.records import Loan
from access.requests.telling import tell_due

LOAN_DAYS = 30
MOST_LISTED = 500


def lend(
    db: Session,
    *,
    copy_id: int,
    reader_id: int,
    now: datetime,
    request_id: int | None = None,
    days: int = LOAN_DAYS,
) -> Loan:
    """The reader has the copy from now on, for so many days. Lent to them already, that loan is
    answered. Raises CopyIsLent where somebody else has it."""
    copy = db.get_one(Copy, copy_id)
    lent = loan_of_copy(db, copy_id=copy_id)
    if lent is not None:
        if lent.reader_id != reader_id:
            raise CopyIsLent(copy_id)
        return lent
    copy.state = CopyState.ON_LOAN
    loan = Loan(
        copy_id=copy_id,
        reader_id=reader_id,
        request_id=request_id,
        lent_at=now,
        due_on=today(db, now=now) + timedelta(days=days),
    )
    db.add(loan)
    db.flush()
    write_move(db, loan, MoveKind.LEND, at=now)
    return loan


def end_loan(db: Session, *, copy_id: int, now: datetime, is_lost: bool = False) -> Loan | None:
    """The copy is with no reader any more. Answers the loan that ended, if there was one."""
    loan = loan_of_copy(db, copy_id=copy_id)
    if loan is not None:
        loan.returned_at, loan.is_lost = max(now, loan.lent_at), is_lost
        db.flush()
        kind = MoveKind.LOSE if is_lost else MoveKind.RETURN
        write_move(db, loan, kind, at=loan.returned_at)
    return loan


def extend(
    db: Session, *, loan_id: int, reader_id: int, until_on: date, now: datetime
) -> Loan | None:
    """The reader keeps it longer; never shorter. None where they have no such loan."""
    loan = db.scalars(
        select(Loan)
        .where(Loan.id == loan_id, Loan.reader_id == reader_id, Loan.returned_at.is_(None))
        .with_for_update()
    ).one_or_none()
    if loan is not None and until_on > loan.due_on:
        loan.due_on = until_on
        db.flush()
        write_move(db, loan, MoveKind.RENEW, at=now)
    return loan


def loan_of_copy(db: Session, *, copy_id: int) -> Loan | None:
    """The loan that the copy is on now, held."""
    return db.scalars(
        select(Loan)
        .where(Loan.copy_id == copy_id, Loan.returned_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def loans_of(db: Session, *, reader_id: int) -> int:
    """How many copies a reader has now."""
    return (
        db.scalar(
            select(func.count(Loan.id)).where(
                Loan.reader_id == reader_id, Loan.returned_at.is_(None)
            )
        )
        or 0
    )


def lent_to(db: Session, *, reader_id: int, limit: int = MOST_LISTED) -> Sequence[Loan]:
    """What a reader has now, each with copy and title, the first due first."""
    return db.scalars(
        select(Loan)
        .where(Loan.reader_id == reader_id, Loan.returned_at.is_(None))
        .options(joinedload(Loan.copy).joinedload(Copy.title))
        .order_by(Loan.due_on, Loan.id)
        .limit(max(1, min(limit, MOST_LISTED)))
    ).all()


def tell_due_loans(
    db: Session, *, until_on: date, now: datetime, after_id: int = 0, limit: int = MOST_LISTED
) -> int | None:
    """Nightly: readers hear what is due back by a day, once for each day it is due on.

    Goes through so many loans after one; answers the last it looked at, None at the end.
    """
    on = today(db, now=now)
    found = db.scalars(
        select(Loan)
        .where(Loan.returned_at.is_(None), Loan.due_on.between(on, until_on), Loan.id > after_id)
        .options(joinedload(Loan.copy))
        .order_by(Loan.id)
        .limit(max(1, min(limit, MOST_LISTED)))
    ).all()
    for loan in found:
        tell_due(
            db,
            reader_id=loan.reader_id,
            title_id=loan.copy.title_id,
            about=f"loan:{loan.id}:{loan.due_on.isoformat()}",
            due_on=loan.due_on,
            now=now,
        )
    return found[-1].id if found else None
