"""Whoever of the staff sees a part of a reader's record leaves a trace, once for each visit."""

from fastapi import Depends, Request

from access.people.by_number import reader_of
from access.people.looking import looked_once
from api.web.frame.doors import Db, Now
from api.web.frame.visitor import Coordinator
from api.web.staff.doors import AccountId, Number

READ, DOOR = "profile_read", "web"


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
    looked_once(db, reader_ids=[reader_id], account_id=account_id, what=READ, door=DOOR, now=now)


SEEN = Depends(see)
"""For routers and pages whose address has a `reader_id`."""
