"""The library's USB cartridges: registered by bar code, lost and found, and where each is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy
from access.people.looking import looked
from access.people.records import Reader
from delivery.errors import BadWish, ImpossibleMove, NotHere
from delivery.holding import hold
from delivery.visits.filling import is_bag_code
from delivery.visits.records import Cartridge, CartridgeState

LONGEST_CODE, MOST_LISTED = 64, 200


def register(db: Session, barcode: str) -> Cartridge:
    """One more cartridge. Raises BadWish ("barcode"): missing, too_long, bad_signs, taken, and
    of_copy or of_bag where a scan could not tell what it is."""
    code = barcode.strip()
    if not code:
        raise BadWish("barcode", "missing")
    if len(code) > LONGEST_CODE:
        raise BadWish("barcode", "too_long")
    if not code.isprintable() or " " in code:
        raise BadWish("barcode", "bad_signs")
    if is_bag_code(code):
        raise BadWish("barcode", "of_bag")
    if db.scalar(select(Copy.id).where(Copy.barcode == code)) is not None:
        raise BadWish("barcode", "of_copy")
    if by_barcode(db, code) is not None:
        raise BadWish("barcode", "taken")
    cartridge = Cartridge(barcode=code)
    db.add(cartridge)
    db.flush()
    return cartridge


def cartridge_of(db: Session, cartridge_id: int) -> Cartridge:
    """The cartridge with this number. Raises NotHere."""
    found = db.get(Cartridge, cartridge_id)
    if found is None:
        raise NotHere("cartridge", cartridge_id)
    return found


def by_barcode(db: Session, barcode: str) -> Cartridge | None:
    """The cartridge with this bar code."""
    return db.scalars(select(Cartridge).where(Cartridge.barcode == barcode.strip())).one_or_none()


def cartridges(
    db: Session, *, state: CartridgeState | None = None, after: str = "", limit: int = 50
) -> Sequence[Cartridge]:
    """Cartridges by bar code, with where they are but not with whom; go on with the last code."""
    chosen = select(Cartridge).where(Cartridge.barcode > after).order_by(Cartridge.barcode)
    if state is not None:
        chosen = chosen.where(Cartridge.state == state)
    return db.scalars(chosen.limit(max(1, min(limit, MOST_LISTED)))).all()


def counts(db: Session) -> dict[CartridgeState, int]:
    """How many are where."""
    rows = db.execute(select(Cartridge.state, func.count(Cartridge.id)).group_by(Cartridge.state))
    found = {row[0]: row[1] for row in rows}
    return {state: found.get(state, 0) for state in CartridgeState}


def holder_of(
    db: Session, *, cartridge_id: int, by_id: int, now: datetime, door: str = "desk"
) -> Reader | None:
    """The reader who has it now, with a trace in their record; None: none has. Raises NotHere."""
    cartridge = hold(db, Cartridge, cartridge_id, name="cartridge")
    if cartridge.reader_id is None:
        return None
    looked(
        db, reader_id=cartridge.reader_id, account_id=by_id, what="cartridge_sought", door=door,
        now=now,
    )  # fmt: skip
    return db.get_one(Reader, cartridge.reader_id)


def lose(db: Session, *, cartridge_id: int, by_id: int, now: datetime) -> Cartridge:
    """Nobody can find it; the reader who had it owes it no more, which their record tells.

    Lost twice it changes nothing. Raises NotHere, and ImpossibleMove while it lies in a bag: take
    it out of the bag first.
    """
    cartridge = hold(db, Cartridge, cartridge_id, name="cartridge")
    if cartridge.state is CartridgeState.IN_BAG:
        raise ImpossibleMove("cartridge", cartridge_id, cartridge.state, CartridgeState.LOST)
    if cartridge.reader_id is not None:
        looked(
            db, reader_id=cartridge.reader_id, account_id=by_id, what="cartridge_lost", door="desk",
            now=now,
        )  # fmt: skip
    cartridge.state, cartridge.reader_id = CartridgeState.LOST, None
    cartridge.edition_id = cartridge.due_on = None
    db.flush()
    return cartridge


def find_again(db: Session, *, cartridge_id: int) -> Cartridge:
    """A lost one turned up and can be filled again; of another nothing changes. Raises NotHere."""
    cartridge = hold(db, Cartridge, cartridge_id, name="cartridge")
    if cartridge.state is CartridgeState.LOST:
        cartridge.state = CartridgeState.FREE
        db.flush()
    return cartridge
