"""Who may decide about a reader's requests: they themselves, who acts for them, and staff."""

from datetime import datetime

from sqlalchemy.orm import Session

from access.people.assisting import may_act_for
from access.people.errors import MayNotActFor
from access.people.records import Account, Reader, Role
from access.requests.errors import MayNotDecide


def require_may_act(db: Session, *, account_id: int | None, reader_id: int, now: datetime) -> None:
    """Raises MayNotActFor for an account that may not act for the reader now.

    No account: it is the reader.
    """
    if account_id is None:
        return
    account = db.get(Account, account_id)
    if account is None or not may_act_for(db, account, db.get_one(Reader, reader_id), now=now):
        raise MayNotActFor(account_id, reader_id)


def require_staff(db: Session, *, account_id: int) -> None:
    """Raises MayNotDecide unless the account is a coordinator's, a producer's or an
    administrator's."""
    account = db.get(Account, account_id)
    roles = (Role.COORDINATOR, Role.PRODUCER, Role.ADMINISTRATOR)
    if account is None or account.disabled_at is not None or not account.may_as(*roles):
        raise MayNotDecide(account_id)
