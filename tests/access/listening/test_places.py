"""A place in a book is kept to the millisecond and shared by all doors."""

from datetime import timedelta
from typing import TypedDict

from sqlalchemy.orm import Session

from access.listening.places import (
    MOST_BOOKMARKS,
    Place,
    bookmarks_of,
    forget_position,
    keep_position,
    mark,
    position_of,
    positions_of,
    unmark,
)
from access.people.forgetting import forget_reader
from access.people.merging import merge_readers
from tests.access import desk

NOON = desk.NOON


class Book(TypedDict):
    """Which book, in which manner of reading."""

    title_id: int
    manner_key: str


def at(ms: int, sound: str = "s0001.mp3") -> Place:
    return Place(sound=sound, at_ms=ms, book_ms=ms, length_ms=60_000)


def stop(db: Session, reader_id: int, title_id: int, ms: int, minutes: int = 0) -> None:
    keep_position(
        db, reader_id=reader_id, title_id=title_id, manner_key="standard", place=at(ms),
        door="phone", now=NOON + timedelta(minutes=minutes),
    )  # fmt: skip


def where(db: Session, reader_id: int, title_id: int) -> int | None:
    found = position_of(db, reader_id=reader_id, title_id=title_id, manner_key="standard")
    return found.at_ms if found else None


def test_the_last_place_counts_whichever_door_comes_first(db: Session) -> None:
    reader, title = desk.reader(db), desk.title(db)
    stop(db, reader, title, 1_234)
    stop(db, reader, title, 9_876, minutes=2)
    stop(db, reader, title, 5_000, minutes=1)
    assert where(db, reader, title) == 9_876
    assert [one.title.name for one in positions_of(db, reader_id=reader)] == ["Абай жолы"]
    forget_position(db, reader_id=reader, title_id=title, manner_key="standard")
    assert where(db, reader, title) is None


def test_marks_are_set_once_and_taken_away_by_their_reader_alone(db: Session) -> None:
    reader, other, title = desk.reader(db), desk.reader(db), desk.title(db)
    book = Book(title_id=title, manner_key="standard")
    for ms in (1_000, 2_000, 2_000):
        mark(db, reader_id=reader, place=at(ms), now=NOON + timedelta(seconds=ms), **book)
    newest, oldest = bookmarks_of(db, reader_id=reader, **book)
    assert (newest.at_ms, oldest.at_ms) == (2_000, 1_000)
    unmark(db, reader_id=other, bookmark_id=newest.id)
    assert len(bookmarks_of(db, reader_id=reader, **book)) == 2
    unmark(db, reader_id=reader, bookmark_id=newest.id)
    assert [one.at_ms for one in bookmarks_of(db, reader_id=reader, **book)] == [1_000]


def test_the_oldest_mark_goes_when_there_are_too_many(db: Session) -> None:
    reader, title = desk.reader(db), desk.title(db)
    book = Book(title_id=title, manner_key="standard")
    for ms in range(MOST_BOOKMARKS + 2):
        mark(db, reader_id=reader, place=at(ms), now=NOON + timedelta(seconds=ms), **book)
    kept = bookmarks_of(db, reader_id=reader, **book, limit=100)
    assert kept[0].at_ms == MOST_BOOKMARKS + 1
    assert where(db, reader, title) is None


def test_of_two_records_of_one_person_the_later_place_stays(db: Session) -> None:
    one, other, title = desk.reader(db), desk.reader(db), desk.title(db)
    stop(db, one, title, 1_000)
    stop(db, other, title, 7_000, minutes=5)
    merge_readers(db, stays_id=one, goes_id=other, by_id=None, now=NOON)
    assert where(db, one, title) == 7_000


def test_who_is_forgotten_leaves_no_place(db: Session) -> None:
    reader, title = desk.reader(db), desk.title(db)
    stop(db, reader, title, 1_000)
    forget_reader(db, reader_id=reader, by_id=None, now=NOON)
    assert where(db, reader, title) is None
