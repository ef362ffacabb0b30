"""Where a reader is in a book: kept by any door, found by any other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from access.database.once import insert_once
from access.listening.records import Bookmark, Position

MOST_LISTED = 100
MOST_BOOKMARKS = 200
"""Of one reader in one title; the oldest goes when one more is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a book: the sound file, milliseconds in it, and from the book's beginning.

    `length_ms` is that of the whole book, 0 where nobody knows it yet.
    """

    sound: str
    at_ms: int
    book_ms: int
    length_ms: int = 0


def position_of(db: Session, *, reader_id: int, title_id: int, manner_key: str) -> Position | None:
    """Where the reader stopped in this title; None where they did not begin, or have finished."""
    return db.scalars(
        select(Position).where(
            Position.reader_id == reader_id,
            Position.title_id == title_id,
            Position.manner_key == manner_key,
        )
    ).one_or_none()


def positions_of(db: Session, *, reader_id: int, limit: int = 20) -> Sequence[Position]:
    """The books that the reader is in the middle of, the one heard last first, with titles."""
    return db.scalars(
        select(Position)
        .where(Position.reader_id == reader_id)
        .options(joinedload(Position.title))
        .order_by(Position.changed_at.desc(), Position.id.desc())
        .limit(max(1, min(limit, MOST_LISTED)))
    ).all()


def keep_position(
    db: Session,
    *,
    reader_id: int,
    title_id: int,
    manner_key: str,
    place: Place,
    door: str,
    now: datetime,
) -> Position:
    """The reader is here now. What came from another door later than `now` is left as it is."""
    insert_once(
        db,
        Position,
        {
            "reader_id": reader_id, "title_id": title_id, "manner_key": manner_key,
            "sound": place.sound, "at_ms": place.at_ms, "book_ms": place.book_ms,
            "length_ms": place.length_ms, "door": door, "changed_at": now,
        },
    )  # fmt: skip
    position = db.scalars(
        select(Position)
        .where(
            Position.reader_id == reader_id,
            Position.title_id == title_id,
            Position.manner_key == manner_key,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if position.changed_at <= now:
        position.sound, position.at_ms = place.sound, place.at_ms
        position.book_ms, position.length_ms = place.book_ms, place.length_ms
        position.door, position.changed_at = door, now
        db.flush()
    return position


def forget_position(db: Session, *, reader_id: int, title_id: int, manner_key: str) -> None:
    """The reader has come to the end, or wants to begin anew."""
    db.execute(
        delete(Position).where(
            Position.reader_id == reader_id,
            Position.title_id == title_id,
            Position.manner_key == manner_key,
        )
    )


def bookmarks_of(
    db: Session, *, reader_id: int, title_id: int, manner_key: str, limit: int = 50
) -> Sequence[Bookmark]:
    """The reader's marks in a title, the newest first."""
    return db.scalars(
        select(Bookmark)
        .where(
            Bookmark.reader_id == reader_id,
            Bookmark.title_id == title_id,
            Bookmark.manner_key == manner_key,
        )
        .order_by(Bookmark.made_at.desc(), Bookmark.id.desc())
        .limit(max(1, min(limit, MOST_LISTED)))
    ).all()


def mark(
    db: Session, *, reader_id: int, title_id: int, manner_key: str, place: Place, now: datetime
) -> None:
    """Set a mark here; twice at the same place is one mark."""
    insert_once(
        db,
        Bookmark,
        {
            "reader_id": reader_id, "title_id": title_id, "manner_key": manner_key,
            "sound": place.sound, "at_ms": place.at_ms, "book_ms": place.book_ms, "made_at": now,
        },
    )  # fmt: skip
    old = db.scalars(
        select(Bookmark.id)
        .where(
            Bookmark.reader_id == reader_id,
            Bookmark.title_id == title_id,
            Bookmark.manner_key == manner_key,
        )
        .order_by(Bookmark.made_at.desc(), Bookmark.id.desc())
        .offset(MOST_BOOKMARKS)
    ).all()
    if old:
        db.execute(delete(Bookmark).where(Bookmark.id.in_(old)))


def unmark(db: Session, *, reader_id: int, bookmark_id: int) -> None:
    """Take a mark away; that of somebody else stays."""
    db.execute(delete(Bookmark).where(Bookmark.id == bookmark_id, Bookmark.reader_id == reader_id))
