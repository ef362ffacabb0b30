"""What other rooms do when a reader leaves; they say it here, for this room cannot name them."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

Step = Callable[[Session, int, datetime], None]
"""Takes the number of the reader and the instant."""

_closing: list[Step] = []
_forgetting: list[Step] = []


def at_closing(step: Step) -> Step:
    """To be done, too, when a reader's record is closed; said beside the room's records."""
    _closing.append(step)
    return step


def at_forgetting(step: Step) -> Step:
    """To be done, too, when it is forgotten who a reader is."""
    _forgetting.append(step)
    return step


def leaves(db: Session, *, reader_id: int, now: datetime) -> None:
    """A reader is served no longer."""
    for step in _closing:
        step(db, reader_id, now)


def leaves_nothing(db: Session, *, reader_id: int, now: datetime) -> None:
    """Nothing may say any more who a reader was."""
    for step in _forgetting:
        step(db, reader_id, now)
