"""Who may act for whom: assistants for readers who gave them leave, coordinators for any reader."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from access.network.zone import today
from access.people.by_number import account_of
from access.people.cards import reader_who_stayed
from access.people.errors import DatesInWrongOrder, MayNotActFor, ReaderClosed
from access.people.records import Account, Assistance, Reader, Role

MOST_READERS = 200


def grant(
    db: Session,
    *,
    account_id: int,
    reader_id: int,
    since_on: date,
    until_on: date | None = None,
    now: datetime,
) -> Assistance:
    """A reader gives an assistant leave to act for them. Given again, the dates are changed.

    Raises AccountNotFound, ReaderNotFound, ReaderClosed, DatesInWrongOrder, and MayNotActFor where
    the account is no assistant's.
    """
    if until_on is not None and until_on < since_on:
        raise DatesInWrongOrder(since_on, until_on)
    account = account_of(db, account_id)
    reader = reader_who_stayed(db, reader_id)
    if reader.closed_at is not None:
        raise ReaderClosed(reader.id)
    if account.disabled_at is not None or not account.may_as(Role.ASSISTANT):
        raise MayNotActFor(account.id, reader.id)
    found = db.scalars(_open(account.id, reader.id).with_for_update()).one_or_none()
    if found is None:
        found = Assistance(account_id=account.id, reader_id=reader.id, granted_at=now)
        db.add(found)
    found.since_on, found.until_on = since_on, until_on
    db.flush()
    return found


def withdraw(db: Session, *, account_id: int, reader_id: int, now: datetime) -> None:
    """A reader takes their leave back; it ends at once, also where the assistant is signed in."""
    found = db.scalars(_open(account_id, reader_id).with_for_update()).one_or_none()
    if found is not None:
        found.ended_at = now
        db.flush()


def may_act_for(db: Session, account: Account, reader: Reader, *, now: datetime) -> bool:
    """Whether this account may act for this reader at this moment."""
    if account.disabled_at is not None or reader.closed_at is not None:
        return False
    if account.may_as(Role.COORDINATOR):
        return True
    if not account.may_as(Role.ASSISTANT):
        return False
    on = today(db, now=now)
    return (
        db.scalars(_valid(account.id, on).where(Assistance.reader_id == reader.id)).first()
        is not None
    )


def readers_of(db: Session, *, account_id: int, on: date) -> Sequence[Reader]:
    """The readers for whom an assistant may act on a day, by name; at most 200."""
    return db.scalars(
        select(Reader)
        .join(Assistance, Assistance.reader_id == Reader.id)
        .where(Assistance.id.in_(_valid(account_id, on).with_only_columns(Assistance.id)))
        .where(Reader.closed_at.is_(None))
        .order_by(Reader.family_name, Reader.given_name, Reader.id)
        .limit(MOST_READERS)
    ).all()


def assistants_of(db: Session, *, reader_id: int) -> Sequence[Assistance]:
    """Who has leave to act for a reader, each with the account; those not yet begun included."""
    return db.scalars(
        select(Assistance)
        .where(Assistance.reader_id == reader_id, Assistance.ended_at.is_(None))
        .options(joinedload(Assistance.account))
        .order_by(Assistance.since_on, Assistance.id)
        .limit(MOST_READERS)
    ).all()


def _open(account_id: int, reader_id: int) -> Select[Assistance]:
    return select(Assistance).where(
        Assistance.account_id == account_id,
        Assistance.reader_id == reader_id,
        Assistance.ended_at.is_(None),
    )


def _valid(account_id: int, on: date) -> Select[Assistance]:
    return select(Assistance).where(
        Assistance.account_id == account_id,
        Assistance.ended_at.is_(None),
        Assistance.since_on <= on,
        or_(Assistance.until_on.is_(None), Assistance.until_on >= on),
    )
