"""A reader or an account by its number, to look at or to change."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.errors import AccountNotFound, ReaderClosed, ReaderNotFound
from access.people.records import Account, Reader


def reader_of(db: Session, reader_id: int) -> Reader:
    """The reader of that number, closed ones too. Raises ReaderNotFound."""
    found = db.get(Reader, reader_id)
    if found is None:
        raise ReaderNotFound(reader_id)
    return found


def readers_of(db: Session, reader_ids: Collection[int]) -> dict[int, Reader]:
    """Readers by number, closed ones too; a number that nobody has is left out."""
    rows = db.scalars(select(Reader).where(Reader.id.in_(list(reader_ids))))
    return {reader.id: reader for reader in rows}


def reader_held(db: Session, reader_id: int) -> Reader:
    """The reader to change: nobody else changes them until this transaction ends.

    Raises ReaderNotFound, ReaderClosed.
    """
    found = db.scalars(
        select(Reader)
        .where(Reader.id == reader_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise ReaderNotFound(reader_id)
    if found.closed_at is not None:
        raise ReaderClosed(reader_id)
    return found


def account_of(db: Session, account_id: int) -> Account:
    """The account of that number, disabled ones too. Raises AccountNotFound."""
    found = db.get(Account, account_id)
    if found is None:
        raise AccountNotFound(account_id)
    return found


def account_held(db: Session, account_id: int) -> Account:
    """The account to change: nobody else changes it until this transaction ends.

    Raises AccountNotFound.
    """
    found = db.scalars(
        select(Account)
        .where(Account.id == account_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise AccountNotFound(account_id)
    return found
