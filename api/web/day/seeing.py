"""Whoever sees readers on a page of a day leaves a trace at each, once for a visit of pages."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from access.people.looking import looked_once
from api.web.day.doors import Turn

SEEN, DOOR = "visits_seen", "web"


def see(db: Session, turn: Turn, reader_ids: Collection[int]) -> None:
    """Leave a look at each of these records, unless this person left one a moment ago."""
    looked_once(
        db,
        reader_ids=set(reader_ids),
        account_id=turn.account_id,
        what=SEEN,
        door=DOOR,
        now=turn.now,
    )
