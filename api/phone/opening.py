"""Which book is heard when a reader opens a title, and where it goes on."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.catalogue.made import Edition
from access.catalogue.records import Title
from access.listening.places import bookmarks_of, position_of, positions_of
from access.listening.records import Position
from access.people.by_number import reader_of
from access.production.hearing import Hearing, heard
from access.production.manner import Manner
from access.requests.asking import open_request
from access.requests.handing import hand_out
from access.requests.limits import STANDARD_LIMITS, require_entitled
from access.requests.records import RequestKind
from api.phone.call import Book, Mark, Track
from api.phone.saying import Foreign
from api.phone.shelf import tracks_of_edition, tracks_of_hearing
from api.phone.telling import shortened
from api.words.saying import length_words
from tts.loose_sound import FOLDER as SOUND


def open_book(
    db: Session, *, reader_id: int, title_id: int, shelf: Path, language: str, now: datetime
) -> Book | None:
    """The edition of a title that this reader hears, or what is made of it so far; None where
    nothing can be heard. `title_id` 0 is the book that they heard last.

    The reader has it from now on. Raises TitleNotFound, NotEntitled.
    """
    last = None
    if not title_id:
        last = next(iter(positions_of(db, reader_id=reader_id, limit=1)), None)
        if last is None:
            return None
        title_id = last.title_id
    title = db.get(Title, title_id)
    if title is None or title.hidden_at is not None:
        raise TitleNotFound(title_id)
    edition = _edition(db, reader_id, title, last)
    if edition is not None:
        hand_out(
            db, reader_id=reader_id, edition_id=edition.id, form=None, now=now,
            limits=STANDARD_LIMITS,
        )  # fmt: skip
        tracks, chapters = tracks_of_edition(shelf, edition)
        folder = f"{edition.folder}/{SOUND}"
        book = _book(title, edition.manner_key, folder, tracks, chapters, is_whole=True)
    else:
        unfinished = _unfinished(db, reader_id, title, shelf, now)
        if unfinished is None:
            return None
        book = unfinished
    return _with_places(db, reader_id, book, language) if book.tracks else None


def _edition(db: Session, reader_id: int, title: Title, last: Position | None) -> Edition | None:
    """The edition on their list; else the one they began; else in their voices; else the newest."""
    wish = open_request(db, reader_id=reader_id, title_id=title.id, kind=RequestKind.AUDIO)
    reader = reader_of(db, reader_id)
    own = Manner(voices=reader.voices).only({title.language, *title.languages}).key
    editions = db.scalars(
        select(Edition)
        .where(
            Edition.title_id == title.id,
            Edition.published_at.is_not(None),
            Edition.withdrawn_at.is_(None),
        )
        .order_by(Edition.published_at.desc(), Edition.id.desc())
    ).all()
    begun = {last.manner_key} if last else set[str]()
    ranked = sorted(
        editions,
        key=lambda edition: (
            wish is None or edition.id != wish.edition_id,
            edition.manner_key not in begun,
            edition.manner_key != own,
        ),
    )
    if wish is not None and wish.edition_id is None and wish.production_id:
        waited_for = [one for one in ranked if one.manner_key == wish.manner_key]
        return waited_for[0] if waited_for else None
    return ranked[0] if ranked else None


def _unfinished(
    db: Session, reader_id: int, title: Title, shelf: Path, now: datetime
) -> Book | None:
    wish = open_request(db, reader_id=reader_id, title_id=title.id, kind=RequestKind.AUDIO)
    if wish is None or wish.production_id is None:
        return None
    require_entitled(
        db, reader_id=reader_id, kind=RequestKind.AUDIO, sounds=True, now=now,
        limits=STANDARD_LIMITS,
    )  # fmt: skip
    hearing: Hearing | None = heard(db, production_id=wish.production_id)
    if hearing is None or not hearing.playlist:
        return None
    tracks, chapters = tracks_of_hearing(shelf, hearing, title.language)
    return _book(title, wish.manner_key, hearing.folder, tracks, chapters, is_whole=False)


def _book(
    title: Title,
    manner_key: str,
    folder: str,
    tracks: tuple[Track, ...],
    chapters: tuple[Foreign, ...],
    *,
    is_whole: bool,
) -> Book:
    return Book(
        title_id=title.id,
        manner_key=manner_key,
        name=Foreign(shortened(title.name), title.language),
        folder=folder,
        tracks=tracks,
        chapters=chapters,
        is_whole=is_whole,
    )


def _with_places(db: Session, reader_id: int, book: Book, language: str) -> Book:
    """Where they stopped, and their marks, as moments of the book as it is now."""
    begins = dict(zip((track.sound for track in book.tracks), book.begins_ms, strict=False))
    where = {"reader_id": reader_id, "title_id": book.title_id, "manner_key": book.manner_key}
    position = position_of(db, **where)  # type: ignore[arg-type]
    marks = []
    for kept in bookmarks_of(db, **where, limit=20):  # type: ignore[arg-type]
        if kept.sound in begins:
            at_ms = begins[kept.sound] + kept.at_ms
            said = length_words(at_ms / 1000, language)
            chapter = book.chapters[book.chapter_at(at_ms)]
            marks.append(Mark(at=said, chapter=chapter, book_ms=at_ms))
    start_ms = 0
    if position is not None and position.sound in begins:
        start_ms = begins[position.sound] + position.at_ms
    return Book(
        title_id=book.title_id,
        manner_key=book.manner_key,
        name=book.name,
        folder=book.folder,
        tracks=book.tracks,
        chapters=book.chapters,
        is_whole=book.is_whole,
        start_ms=start_ms,
        is_begun=start_ms > 0,
        marks=tuple(marks),
    )
