"""Who may decide about a reader's requests: they themselves, their assistants, coordinators."""

from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from access.people.records import Account, Assistance, Role
from access.requests.errors import MayNotDecide


def require_may_act(db: Session, *, account_id: int | None, reader_id: int, on: date) -> None:
    """Raises MayNotDecide for an account that may not act for the reader on that day.

    No account: it is the reader.
    """
    if account_id is None:
        return
    account = db.get(Account, account_id)
    if account is None or account.disabled_at is not None:
        raise MayNotDecide(account_id)
    if account.may_as(Role.COORDINATOR, Role.ADMINISTRATOR):
        return
    if not account.may_as(Role.ASSISTANT) or not _assists(db, account_id, reader_id, on):
        raise MayNotDecide(account_id)


def require_staff(db: Session, *, account_id: int) -> None:
    """Raises MayNotDecide unless the account is a coordinator's, a producer's or an
    administrator's."""
    account = db.get(Account, account_id)
    roles = (Role.COORDINATOR, Role.PRODUCER, Role.ADMINISTRATOR)
    if account is None or account.disabled_at is not None or not account.may_as(*roles):
        raise MayNotDecide(account_id)


def _assists(db: Session, account_id: int, reader_id: int, on: date) -> bool:
    return bool(
        db.scalar(
            select(
                exists().where(
                    Assistance.account_id == account_id,
                    Assistance.reader_id == reader_id,
                    Assistance.ended_at.is_(None),
                    Assistance.since_on <= on,
                    or_(Assistance.until_on.is_(None), Assistance.until_on >= on),
                )
            )
        )
    )
