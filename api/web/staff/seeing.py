"""Whoever of the staff sees a part of a reader's record leaves a trace, once for each visit."""

from datetime import timedelta

from fastapi import Depends, Request

from access.people.by_number import reader_of
from access.people.looking import looked, looked_since
from api.web.frame.doors import Db, Now
from api.web.frame.visitor import Coordinator
from api.web.staff.doors import AccountId, Number

READ, DOOR = "profile_read", "web"
ONE_VISIT = timedelta(minutes=10)


def see(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
) -> None:
    """Leave a look, unless the same person left one a moment ago: a visit of several pages is one
    look. What changes the record leaves its own. Raises ReaderNotFound."""
    if request.method not in ("GET", "HEAD"):
        return
    reader_of(db, reader_id)
    since_at = now - ONE_VISIT
    if not looked_since(
        db, reader_id=reader_id, account_id=account_id, what=READ, since_at=since_at
    ):
        looked(db, reader_id=reader_id, account_id=account_id, what=READ, door=DOOR, now=now)


SEEN = Depends(see)
"""For routers and pages whose address has a `reader_id`."""
