"""Following a series: the next book comes by itself, in order, and only when it is its turn."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from access.catalogue.errors import SeriesNotFound
from access.catalogue.records import Series, Title
from access.errors import AccessError
from access.people.records import Reader
from access.requests.holding import hold_reader, require_open
from access.requests.limits import Limits
from access.requests.records import Following, Had, Request, RequestKind, RequestState
from access.requests.states import OPEN
from access.requests.telling import BY_SERIES

FIRST = Decimal(1)
MOST_LATELY = 10_000


@dataclass(frozen=True, slots=True)
class _Book:
    """A title of a series as far as its order is concerned."""

    title_id: int
    number: Decimal
    language: str
    is_hidden: bool


def follow(
    db: Session,
    *,
    reader_id: int,
    series_id: int,
    kind: RequestKind,
    now: datetime,
    limits: Limits,
) -> Request | None:
    """From now on the reader gets the books of a series one after another, by themselves.

    The first that they have not had is asked for at once, if its turn has come; it is answered.
    Raises ReaderNotFound, ReaderClosed, SeriesNotFound.
    """
    require_open(hold_reader(db, reader_id))
    if db.get(Series, series_id) is None:
        raise SeriesNotFound(series_id)
    following = db.get(Following, (reader_id, series_id))
    if following is not None:
        following.kind = kind
    else:
        try:
            with db.begin_nested():
                db.add(Following(reader_id=reader_id, series_id=series_id, kind=kind, since_at=now))
        except IntegrityError:
            pass  # followed from another door at this instant
    return ask_next(db, reader_id=reader_id, series_id=series_id, now=now, limits=limits)


def unfollow(db: Session, *, reader_id: int, series_id: int) -> None:
    """Nothing more of the series comes by itself; what is asked for stays asked for."""
    following = db.get(Following, (reader_id, series_id))
    if following is not None:
        db.delete(following)
        db.flush()


def followed(db: Session, *, reader_id: int) -> Sequence[Following]:
    """What the reader follows, each with its series loaded, by its name."""
    return db.scalars(
        select(Following)
        .join(Following.series)
        .where(Following.reader_id == reader_id)
        .options(joinedload(Following.series))
        .order_by(Series.name)
    ).all()


def next_after(
    db: Session, *, reader_id: int, title_id: int, now: datetime, limits: Limits
) -> Request | None:
    """The reader has a title: if they follow its series, the next of it is asked for."""
    series_id = db.scalar(select(Title.series_id).where(Title.id == title_id))
    if series_id is None:
        return None
    return ask_next(db, reader_id=reader_id, series_id=series_id, now=now, limits=limits)


def new_in_series(
    db: Session, title_ids: Collection[int], *, now: datetime, limits: Limits
) -> Sequence[Request]:
    """Titles came into the catalogue, or got a file: those who wait for them as the next of a
    series get them. Answers the requests that were made.
    """
    series_ids = select(Title.series_id).where(
        Title.id.in_(title_ids), Title.series_id.is_not(None)
    )
    waiting = db.execute(
        select(Following.reader_id, Following.series_id)
        .where(Following.series_id.in_(series_ids))
        .order_by(Following.reader_id, Following.series_id)
    ).all()
    for reader_id in sorted({reader_id for reader_id, _ in waiting}):
        hold_reader(db, reader_id)  # all readers before the first production: see holding
    found = (
        ask_next(db, reader_id=reader_id, series_id=series_id, now=now, limits=limits)
        for reader_id, series_id in waiting
    )
    return [request for request in found if request is not None]


def followed_lately(db: Session, *, since: datetime) -> Sequence[int]:
    """Titles of series that somebody follows, which came or changed since a moment; the newest
    10,000."""
    return db.scalars(
        select(Title.id)
        .where(
            Title.changed_at >= since,
            Title.series_id.in_(select(Following.series_id)),
        )
        .order_by(Title.changed_at.desc(), Title.id)
        .limit(MOST_LATELY)
    ).all()


def ask_next(
    db: Session, *, reader_id: int, series_id: int, now: datetime, limits: Limits
) -> Request | None:
    """Ask for the next of a series that the reader follows, if there is one and its turn has come.

    None where they do not follow it, have one of it in hand or on its way, the next number is
    not there yet, or it cannot be asked for today: it is tried again when a title comes or changes
    and when they have had another one.
    """
    from access.requests.asking import ask  # noqa: PLC0415 - asking may tell of a series, too

    reader = hold_reader(db, reader_id)
    following = db.get(Following, (reader_id, series_id), populate_existing=True)
    if following is None or reader.closed_at is not None:
        return None
    title_id = next_title(db, reader=reader, series_id=series_id)
    if title_id is None:
        return None
    try:
        with db.begin_nested():
            return ask(
                db,
                reader_id=reader_id,
                title_id=title_id,
                kind=following.kind,
                door=BY_SERIES,
                now=now,
                limits=limits,
            )
    except AccessError:
        return None


def next_title(db: Session, *, reader: Reader, series_id: int) -> int | None:
    """Which title of a series the reader should get next; None while none should.

    Never a book before an earlier one: the series begins with its first book, and where a number
    is missing in the catalogue it is waited for. What they had is left out, and so is what they
    sent back; what the library refused holds the series up until they ask for one themselves.
    """
    books = _books(db, series_id)
    had = _had(db, reader.id, series_id)
    if had is None:
        return None
    numbers_had = {book.number for book in books if book.title_id in had}
    left = [book for book in books if book.number not in numbers_had and not book.is_hidden]
    if not left:
        return None
    number = left[0].number
    last = max((had_number for had_number in numbers_had if had_number < number), default=None)
    if number > (FIRST if last is None else Decimal(math.floor(last)) + 1):
        return None
    languages = _languages(reader, [book for book in books if book.title_id in had])
    return min(
        (book for book in left if book.number == number),
        key=lambda book: (
            languages.index(book.language) if book.language in languages else len(languages),
            book.title_id,
        ),
    ).title_id


def _books(db: Session, series_id: int) -> Sequence[_Book]:
    found = db.execute(
        select(Title.id, Title.series_number, Title.language, Title.hidden_at)
        .where(Title.series_id == series_id, Title.series_number.is_not(None))
        .order_by(Title.series_number, Title.id)
    )
    return [
        _Book(title_id, number, language, hidden_at is not None)
        for title_id, number, language, hidden_at in found
        if number is not None
    ]


def _had(db: Session, reader_id: int, series_id: int) -> set[int] | None:
    """The titles of the series that they had or do not want; None where one is on its way.

    Without consent to a history their requests still know, as long as those are kept.
    """
    in_series = select(Title.id).where(Title.series_id == series_id)
    requests = db.execute(
        select(Request.title_id, Request.state).where(
            Request.reader_id == reader_id, Request.title_id.in_(in_series)
        )
    ).all()
    if any(state in OPEN for _, state in requests):
        return None
    if _last_was_refused(db, reader_id, in_series_id=series_id):
        return None
    had = {title_id for title_id, _ in requests}
    return had | set(
        db.scalars(
            select(Had.title_id).where(Had.reader_id == reader_id, Had.title_id.in_(in_series))
        )
    )


def _last_was_refused(db: Session, reader_id: int, *, in_series_id: int) -> bool:
    """Whether the newest of their requests in the series was refused: then a person decides."""
    newest = db.execute(
        select(Request.state)
        .join(Title, Title.id == Request.title_id)
        .where(Request.reader_id == reader_id, Title.series_id == in_series_id)
        .order_by(Request.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return newest is RequestState.REFUSED


def _languages(reader: Reader, had: Sequence[_Book]) -> list[str]:
    """In which languages the next one is best: as the last one was, else as they hear."""
    return [*(book.language for book in reversed(had)), reader.speech_language]
