"""What a call that we make is about: which words, which book, which visit, and whether the day may
be said to whoever answers."""

from datetime import datetime

from sqlalchemy.orm import Session

from access.errors import AccessError
from access.notices.calling import notice_to_tell
from access.notices.records import Notice, NoticeKind
from access.people.consents import is_allowed
from access.people.records import Purpose, Way
from access.requests import lists
from access.requests.records import Request, RequestKind, RequestState
from api.notices.words import Letterhead, words_of
from api.phone.call import Rung, TitleTold
from api.phone.saying import Foreign
from api.phone.telling import shortened
from api.phone.visit_told import VisitTold
from api.phone.visits_desk import told
from api.words.languages import known
from delivery.expecting import expected_visit
from delivery.visits.records import Visit

VISITS = frozenset({NoticeKind.VISIT_PLANNED, NoticeKind.COURIER_ON_WAY, NoticeKind.VISIT_FAILED})


def rung_about(db: Session, *, notice_id: int, now: datetime) -> tuple[Rung, int]:
    """What is said of a notice, and to which reader. Raises NoticeNotFound.

    Day and hours of a visit are as they are now, not as they were when the notice was written.
    """
    notice = notice_to_tell(db, notice_id=notice_id)
    language = known(notice.language) or "kk"
    wish, visit = _request_of(db, notice), _visit_of(db, notice, language, now)
    may_say = visit is not None and is_allowed(
        db, reader_id=notice.reader_id, purpose=Purpose.COURIER_CALLS
    )
    title = None
    if wish is not None:
        name = Foreign(shortened(wish.title.name), wish.title.language)
        title = TitleTold(title_id=wish.title_id, name=name)
    is_old_text = visit is not None and notice.kind is not NoticeKind.VISIT_FAILED
    rung = Rung(
        notice_id=notice_id,
        language=language,
        text="" if is_old_text else notice_text(notice, language),
        title=title,
        can_hear=wish is not None
        and wish.kind is RequestKind.AUDIO
        and wish.state is RequestState.READY,
        visit=visit,
        opening=visit.says[:1] if visit is not None and may_say else (),
    )
    return rung, notice.reader_id


def notice_text(notice: Notice, language: str) -> str:
    """A notice as it is said."""
    return words_of(notice.kind, Way.CALL, language, notice.facts, Letterhead({})).text


def _visit_of(db: Session, notice: Notice, language: str, now: datetime) -> VisitTold | None:
    """The visit that a notice is about, or that makes up for it; None where it is over by now."""
    number = notice.facts.get("visit_id")
    if notice.kind not in VISITS or not isinstance(number, int):
        return None
    if notice.kind is NoticeKind.VISIT_FAILED:
        failed = db.get(Visit, number)
        number = failed.next_id if failed is not None else None
    if number is None:
        return None
    found = expected_visit(db, visit_id=number, reader_id=notice.reader_id, now=now)
    return told(found, language) if found is not None else None


def _request_of(db: Session, notice: Notice) -> Request | None:
    """The request that a notice is about, where it is about one."""
    _, _, about = notice.once_key.partition(":")
    kind, _, number = about.partition(":")
    if kind != "request" or not number.isdecimal():
        return None
    try:
        return lists.request_of(db, request_id=int(number), reader_id=notice.reader_id)
    except AccessError:
        return None
