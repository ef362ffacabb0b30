"""How letters lie on the keys in this network; kept beside the index, which is made by it."""

from collections.abc import Mapping

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from access.search.keypad import USUAL, Keypad, keypad_of
from access.search.records import IndexedTitle, KeypadLayout

STALE = 0
"""No version of Dauys indexes by this number: such titles are indexed anew."""


def keypad_in_use(db: Session) -> Keypad:
    """The network's own layout, else the usual one."""
    own = db.scalars(select(KeypadLayout.letters).order_by(KeypadLayout.id).limit(1)).first()
    return keypad_of(own) if own is not None else USUAL


def use_keypad(db: Session, letters: Mapping[str, object] | None) -> bool:
    """Letters lie so from now on (None: as usual); every title has to be indexed anew then.

    False where they lie so already. Raises BadKeypad, and nothing is changed.
    """
    wished = USUAL if letters is None else keypad_of(letters)
    if wished == keypad_in_use(db):
        return False
    db.execute(delete(KeypadLayout))
    if wished != USUAL:
        db.add(KeypadLayout(letters=dict(wished.letters)))
    db.execute(update(IndexedTitle).values(version=STALE))
    db.flush()
    return True
