"""A reader asks for a title: the promise, or a clear reason why not."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.catalogue.made import Edition
from access.catalogue.records import Title
from access.ils.standing import require_good, want_standing
from access.network.errors import PointNotFound
from access.network.records import ServicePoint
from access.network.zone import today
from access.people.records import Reader
from access.production.manner import Manner
from access.production.records import SOMEBODY_WAITS, ProductionState
from access.production.wanting import want
from access.requests.choosing import chosen_form, is_made, sounds
from access.requests.copies import serve_line
from access.requests.errors import AlreadyHad
from access.requests.fairness import turn_of
from access.requests.had import had_on, note_had
from access.requests.holding import hold_copies, hold_reader, require_open
from access.requests.limits import Limits, require_entitled, require_room
from access.requests.records import Request, RequestKind, RequestState
from access.requests.states import DELAYED, READY, WAITING, move
from access.requests.telling import BY_SERIES, tell_ready


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    kind: RequestKind
    form: str | None
    manner: Manner | None
    door: str
    by_id: int | None
    service_point_id: int | None
    now: datetime
    limits: Limits
    again: bool


def ask(  # noqa: PLR0913 - what somebody wishes, who asks for them, where
    db: Session,
    *,
    reader_id: int,
    title_id: int,
    kind: RequestKind,
    form: str | None = None,
    manner: Manner | None = None,
    door: str,
    by_id: int | None = None,
    service_point_id: int | None = None,
    now: datetime,
    limits: Limits,
    again: bool = False,
) -> Request:
    """Take down a reader's wish for a title; what is to be made for it is promised with it.

    Asking again answers the request that is open, also at the same instant from several doors.
    Without a `form` it is the reader's dearest, or the medium that there is; without a `manner`
    it is read in the voices of their profile. What is there already is READY in the answer, and no
    notice is sent: whoever asks hears it. (The next of a series comes unasked; then one is.)
    A title that they had is a question to them, AlreadyHad: ask with `again` if they want it.

    Raises ReaderNotFound, ReaderClosed, TitleNotFound, PointNotFound, NotEntitled, AlreadyHad,
    TooManyOpenRequests, TooManyRequestsToday, NoCopy, MediumNeeded, NoSource, FormNotMakeable,
    BadManner, BlockedAtIls; then nothing was kept.
    """
    wish = _Wish(
        kind=kind,
        form=form,
        manner=manner,
        door=door,
        by_id=by_id,
        service_point_id=service_point_id,
        now=now,
        limits=limits,
        again=again,
    )
    reader = require_open(hold_reader(db, reader_id))
    is_open = open_request(db, reader_id=reader_id, title_id=title_id, kind=kind)
    if is_open is not None:
        return is_open
    title = db.get(Title, title_id)
    if title is None or title.hidden_at is not None:
        raise TitleNotFound(title_id)
    if service_point_id is not None and db.get(ServicePoint, service_point_id) is None:
        raise PointNotFound(service_point_id)
    wish = replace(wish, form=chosen_form(db, reader=reader, title=title, kind=kind, form=form))
    _require_allowed(db, reader, title, wish)
    try:
        with db.begin_nested():
            return _asked(db, reader, title, wish)
    except IntegrityError:
        is_open = open_request(db, reader_id=reader_id, title_id=title_id, kind=kind)
        if is_open is None:
            raise
        return is_open


def open_request(
    db: Session, *, reader_id: int, title_id: int, kind: RequestKind
) -> Request | None:
    """The reader's open request of this kind for a title, if there is one."""
    return db.scalars(
        select(Request).where(
            Request.reader_id == reader_id,
            Request.title_id == title_id,
            Request.kind == kind,
            Request.closed_at.is_(None),
        )
    ).one_or_none()


def _require_allowed(db: Session, reader: Reader, title: Title, wish: _Wish) -> None:
    require_entitled(
        db,
        reader_id=reader.id,
        kind=wish.kind,
        sounds=sounds(wish.kind, wish.form),
        now=wish.now,
        limits=wish.limits,
    )
    if wish.kind is not RequestKind.AUDIO:
        want_standing(db, reader_id=reader.id, now=wish.now)
        require_good(db, reader_id=reader.id, now=wish.now)
    day = had_on(db, reader_id=reader.id, title_id=title.id)
    if day is not None and not wish.again:
        raise AlreadyHad(title.id, day)
    require_room(db, reader_id=reader.id, now=wish.now, limits=wish.limits)


def _asked(db: Session, reader: Reader, title: Title, wish: _Wish) -> Request:
    request = Request(
        reader_id=reader.id,
        title_id=title.id,
        kind=wish.kind,
        form=wish.form,
        state=WAITING,
        asked_at=wish.now,
        turn_at=wish.now,
        door=wish.door,
        asked_by_id=wish.by_id,
        service_point_id=wish.service_point_id,
    )
    if is_made(wish.form):
        _make(db, request, reader, title, wish)
    else:
        _lend(db, request, wish)
    if request.state is READY and wish.door == BY_SERIES:
        tell_ready(db, request, now=wish.now)
    return request


def _make(db: Session, request: Request, reader: Reader, title: Title, wish: _Wish) -> None:
    """An edition is there, or is promised."""
    languages = {title.language, *title.languages}
    manner = (wish.manner or Manner(voices=reader.voices)).only(languages)
    request.manner_key = manner.key
    request.turn_at = turn_of(
        asked_at=wish.now, waiting=_to_be_made(db, reader.id), turn=wish.limits.turn
    )
    found = want(
        db,
        title_id=title.id,
        manner=manner,
        forms=[request.form or ""],
        priority=SOMEBODY_WAITS,
        now=wish.now,
        turn_at=request.turn_at,
    )
    if isinstance(found, Edition):
        move(request, READY, now=wish.now)
        request.edition_id = found.id
    else:
        request.production_id = found.id
        if found.state is ProductionState.PARKED:
            move(request, DELAYED, now=wish.now)
    db.add(request)
    db.flush()
    if request.state is READY and request.kind is RequestKind.AUDIO:
        day = today(db, now=wish.now)
        note_had(db, reader_id=reader.id, title_id=title.id, on=day)


def _to_be_made(db: Session, reader_id: int) -> int:
    """For how many titles that are still to be made the reader waits."""
    return (
        db.scalar(
            select(func.count(Request.id)).where(
                Request.reader_id == reader_id,
                Request.state == RequestState.WAITING,
                Request.production_id.is_not(None),
            )
        )
        or 0
    )


def _lend(db: Session, request: Request, wish: _Wish) -> None:
    """A copy is put aside, or they stand in line for one."""
    medium = request.form or ""
    hold_copies(db, title_id=request.title_id, medium=medium)
    db.add(request)
    db.flush()
    serve_line(db, title_id=request.title_id, medium=medium, now=wish.now, untold=request)
