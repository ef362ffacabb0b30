"""Words left on the telephone: kept, listed for the coordinators, heard."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from access.errors import AccessError
from access.listening.records import Spoken

MOST_LISTED = 200
MOST_UNHEARD = 1_000
"""More than anybody will hear; then no more are taken until some were heard."""


class TooManySpoken(AccessError):
    """So many messages wait to be heard that no more are taken."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"{limit} spoken messages wait to be heard; no more are taken.")


class SpokenNotFound(AccessError):
    """There is no spoken message with this number."""

    def __init__(self, spoken_id: int) -> None:
        self.spoken_id = spoken_id
        super().__init__(f"There is no spoken message with number {spoken_id}.")


def leave(
    db: Session,
    *,
    reader_id: int | None,
    caller: str,
    language: str,
    sound: str,
    length_ms: int,
    now: datetime,
) -> Spoken:
    """Somebody left words; `sound` is the file that holds them. Raises TooManySpoken."""
    require_room(db)
    message = Spoken(
        reader_id=reader_id,
        caller=caller[:32],
        language=language,
        sound=sound,
        length_ms=length_ms,
        left_at=now,
    )
    db.add(message)
    db.flush()
    return message


def require_room(db: Session) -> None:
    """Raises TooManySpoken."""
    if (db.scalar(select(func.count(Spoken.id)).where(Spoken.heard_at.is_(None))) or 0) >= (
        MOST_UNHEARD
    ):
        raise TooManySpoken(MOST_UNHEARD)


def unheard(db: Session, *, after: int = 0, limit: int = 50) -> Sequence[Spoken]:
    """What nobody has heard yet, the oldest first, each with its reader where one is known.

    Whoever shows them leaves a trace for each reader (access.people.looking).
    """
    return db.scalars(
        select(Spoken)
        .where(Spoken.heard_at.is_(None), Spoken.id > after)
        .options(joinedload(Spoken.reader))
        .order_by(Spoken.id)
        .limit(max(1, min(limit, MOST_LISTED)))
    ).all()


def heard(db: Session, *, spoken_id: int, by_id: int, now: datetime) -> Spoken:
    """A coordinator has heard it; the first one counts. Raises SpokenNotFound."""
    message = db.get(Spoken, spoken_id, with_for_update=True)
    if message is None:
        raise SpokenNotFound(spoken_id)
    if message.heard_at is None:
        message.heard_at, message.heard_by_id = now, by_id
        db.flush()
    return message


def heard_lately(db: Session, *, limit: int = 20) -> Sequence[Spoken]:
    """What was heard, the last heard first, each with its reader and who heard it.

    Whoever shows them leaves a trace for each reader (access.people.looking).
    """
    return db.scalars(
        select(Spoken)
        .where(Spoken.heard_at.is_not(None))
        .options(joinedload(Spoken.reader), joinedload(Spoken.heard_by))
        .order_by(Spoken.heard_at.desc(), Spoken.id.desc())
        .limit(max(1, min(limit, MOST_LISTED)))
    ).all()


def spoken_of(db: Session, *, spoken_id: int) -> Spoken:
    """One message with its reader, where one is known. Raises SpokenNotFound."""
    message = db.scalars(
        select(Spoken).where(Spoken.id == spoken_id).options(joinedload(Spoken.reader))
    ).one_or_none()
    if message is None:
        raise SpokenNotFound(spoken_id)
    return message


def forget_heard(db: Session, *, before_at: datetime, limit: int = 1_000) -> int:
    """What was heard before a moment goes; what nobody heard stays. Answers how many went."""
    old = db.scalars(
        select(Spoken.id).where(Spoken.heard_at < before_at).order_by(Spoken.id).limit(limit)
    ).all()
    if old:
        db.execute(delete(Spoken).where(Spoken.id.in_(old)))
    return len(old)


def sounds_kept(db: Session, sounds: Collection[str]) -> frozenset[str]:
    """Which of these files belong to a message that is still kept."""
    return frozenset(db.scalars(select(Spoken.sound).where(Spoken.sound.in_(sounds))))
