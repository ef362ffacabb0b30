"""Notices as pages show them: to the reader, and to the coordinators whom nobody could reach."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from access.notices.records import Notice, NoticeState

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Page:
    """Some notices, and the number before which the next page begins; None where it is the last."""

    notices: Sequence[Notice]
    next_before: int | None


def notices_of(db: Session, *, reader_id: int, before: int | None = None, limit: int = 50) -> Page:
    """What the reader was or will be told, the newest first: also what could not be sent."""
    chosen = select(Notice).where(Notice.reader_id == reader_id)
    if before is not None:
        chosen = chosen.where(Notice.id < before)
    limit = max(1, min(limit, MOST_LISTED))
    found = db.scalars(chosen.order_by(Notice.id.desc()).limit(limit + 1)).all()
    more = len(found) > limit
    return Page(found[:limit], found[limit - 1].id if more else None)


def unread(db: Session, *, reader_id: int) -> int:
    """How many notices the reader has not seen or heard yet."""
    return (
        db.scalar(
            select(func.count(Notice.id)).where(
                Notice.reader_id == reader_id, Notice.read_at.is_(None)
            )
        )
        or 0
    )


def mark_read(db: Session, *, reader_id: int, notice_ids: Collection[int], now: datetime) -> int:
    """The reader saw or heard these; those of others are left alone. Answers how many were new.

    What they have read need not be sent any more.
    """
    mine = (
        Notice.reader_id == reader_id,
        Notice.id.in_(notice_ids),
        Notice.read_at.is_(None),
    )
    db.execute(
        update(Notice)
        .where(*mine, Notice.state == NoticeState.WAITING, Notice.claimed_until_at.is_(None))
        .values(state=NoticeState.SENT, told_at=now)
    )
    read = update(Notice).where(*mine).values(read_at=now).returning(Notice.id)
    return len(db.scalars(read).all())


def unreachable(db: Session, *, after: int | None = None, limit: int = 50) -> Sequence[Notice]:
    """Notices that no way led to their reader, unread, the oldest first, each with its reader: a
    coordinator rings up. Whoever shows them leaves a trace for each reader."""
    chosen = select(Notice).where(Notice.state == NoticeState.LAPSED, Notice.read_at.is_(None))
    if after is not None:
        chosen = chosen.where(Notice.id > after)
    return db.scalars(
        chosen.options(joinedload(Notice.reader))
        .order_by(Notice.id)
        .limit(max(1, min(limit, MOST_LISTED)))
    ).all()


def told_by_a_person(db: Session, *, notice_id: int, now: datetime) -> Notice | None:
    """A coordinator reached the reader and told them; None where there is no such notice."""
    notice = db.get(Notice, notice_id, with_for_update=True)
    if notice is not None:
        mark_read(db, reader_id=notice.reader_id, notice_ids=(notice.id,), now=now)
    return notice
