"""The door of a reader as it is now: mended where it stands, or another one."""

from datetime import datetime

from sqlalchemy.orm import Session

from access.people.looking import looked
from access.requests.holding import hold_reader, require_open
from delivery.homes.records import Address
from delivery.homes.wishes import Door, address_of, live_at, require_address


def door_of(address: Address) -> Door:
    """What is known of a door, to be changed and written again."""
    return Door(**{name: getattr(address, name) for name in Door.__dataclass_fields__})


def lives_behind(
    db: Session, *, reader_id: int, door: Door, by_id: int | None, now: datetime, web: str = "desk"
) -> Address:
    """All that is known of the reader's door is this now.

    The same street and house: what was wrong or missing is mended, also for visits that were made.
    Another one: they moved, see live_at. Raises ReaderNotFound, ReaderClosed.
    """
    old = address_of(db, reader_id=reader_id)
    if old is None or not same_house(old, door):
        return live_at(db, reader_id=reader_id, door=door, by_id=by_id, now=now, web=web)
    require_open(hold_reader(db, reader_id))
    for name in Door.__dataclass_fields__:
        setattr(old, name, getattr(door, name))
    if by_id is not None:
        old.verified_by_id, old.verified_at = by_id, now
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="address_set", door=web, now=now)
    return old


def ring_at(
    db: Session, *, reader_id: int, phone: str | None, by_id: int | None, now: datetime, web: str
) -> Address:
    """Whom couriers ring up at this door, E.164; None: nobody. What else is known of the door, and
    who checked it, stays. Raises ReaderNotFound, ReaderClosed, NoAddress."""
    require_open(hold_reader(db, reader_id))
    address = require_address(db, reader_id=reader_id)
    address.phone = phone
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="address_set", door=web, now=now)
    return address


def same_house(address: Address, door: Door) -> bool:
    """Whether it is the same house, however its letters and blanks are written."""
    old, new = (" ".join(f"{one.street} {one.house}".casefold().split()) for one in (address, door))
    return old == new
