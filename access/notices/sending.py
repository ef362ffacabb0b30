"""Handing notices out to be sent, each to one sender at a time, and writing down how it went.

A sender claims notices in one transaction, sends, and says how it went in another. If it dies in
between, its claim runs out and the notice is sent again: a reader may then hear the same thing
twice, once for each sender that died at that instant. The other order would lose notices, and a
reader who never hears that a book is ready is worse off than one who hears it twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from access.notices.outbox import after_quiet
from access.notices.records import Notice, NoticeKind, NoticeState
from access.notices.ways import address_of, language_of, ways_of
from access.people.records import Way

CLAIMED_FOR = timedelta(minutes=10)
"""Longer than any adapter may take."""
DELAYS = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
"""After each try that failed for a passing reason; then the reader's next way is tried."""
LATE, UNREACHABLE, CLOSED, UNSAID = "too_late", "unreachable", "closed", "sender_died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A notice that one sender is to send now, and by when it must say how it went."""

    notice_id: int
    kind: NoticeKind
    way: Way
    address: str
    language: str
    facts: dict[str, Any]
    until_at: datetime


def due(db: Session, *, now: datetime, limit: int) -> Sequence[Claim]:
    """Claim notices whose time has come, the oldest first; no other sender gets them meanwhile.

    Whatever is in the way now (quiet hours that began, consent that was taken back, an address
    that is gone, a day that is over) is looked at here once more, and is dealt with.
    """
    found = db.scalars(
        select(Notice)
        .where(
            Notice.state == NoticeState.WAITING,
            Notice.not_before_at <= now,
            or_(Notice.claimed_until_at.is_(None), Notice.claimed_until_at <= now),
        )
        .order_by(Notice.not_before_at, Notice.id)
        .limit(limit)
        .options(joinedload(Notice.reader))
        .with_for_update(skip_locked=True, of=Notice)
        .execution_options(populate_existing=True)
    ).all()
    claims = [claim for notice in found if (claim := _claimed(db, notice, now)) is not None]
    db.flush()
    return claims


def sent(db: Session, claim: Claim, *, now: datetime) -> None:
    """It went out. Nothing is changed where the claim had run out and somebody else has it."""
    notice = _mine(db, claim)
    if notice is not None:
        notice.state, notice.told_at = NoticeState.SENT, now
        notice.claimed_until_at = notice.fault_code = None
        db.flush()


def failed(db: Session, claim: Claim, *, code: str, passing: bool, now: datetime) -> None:
    """It did not go out: try again later, longer each time, then by the reader's next way.

    `passing`: it may go out later; otherwise the next way is tried at once. Where no way is left
    but their page, it lapses, and the coordinators see it in `unreachable`.
    """
    notice = _mine(db, claim)
    if notice is None:
        return
    notice.fault_code, notice.claimed_until_at = code, None
    if passing and notice.tries <= len(DELAYS):
        later = now + DELAYS[notice.tries - 1]
        notice.not_before_at = after_quiet(db, notice.reader, later)
    else:
        _next_way(db, notice, now)
    db.flush()


def next_due_at(db: Session) -> datetime | None:
    """When the next notice is due, so that a worker knows how long it may rest."""
    return db.scalars(
        select(Notice.not_before_at)
        .where(Notice.state == NoticeState.WAITING)
        .order_by(Notice.not_before_at)
        .limit(1)
    ).one_or_none()


def _claimed(db: Session, notice: Notice, now: datetime) -> Claim | None:
    reader = notice.reader
    if notice.lapses_at is not None and notice.lapses_at <= now:
        _lapse(notice, LATE)
        return None
    if reader.closed_at is not None:
        _lapse(notice, CLOSED)
        return None
    if notice.tries > len(DELAYS):  # as often a sender died with it: something is wrong with it
        notice.fault_code = UNSAID
        _next_way(db, notice, now)
    elif notice.way not in ways_of(db, reader, but=notice.ways_failed):
        _next_way(db, notice, now)
    if notice.state is not NoticeState.WAITING:
        return None
    allowed_at = after_quiet(db, reader, now)
    if allowed_at > now:
        notice.not_before_at = allowed_at
        return None
    address = address_of(db, reader_id=reader.id, way=notice.way)
    if address is None:
        return None  # it was struck off at this instant; the next pass sees that
    notice.tries += 1
    notice.claimed_until_at = now + CLAIMED_FOR
    return Claim(
        notice_id=notice.id,
        kind=notice.kind,
        way=notice.way,
        address=address,
        language=notice.language,
        facts=notice.facts,
        until_at=notice.claimed_until_at,
    )


def _next_way(db: Session, notice: Notice, now: datetime) -> None:
    """The reader's next way; their page shows it anyway, so when that alone is left it lapses,
    unless it was the readers themselves who left no other way."""
    failures = notice.fault_code is not None
    if failures:
        notice.ways_failed = [*notice.ways_failed, notice.way.value]
    way = ways_of(db, notice.reader, but=notice.ways_failed)[0]
    notice.tries = 0
    if way is not Way.WEB:
        notice.way, notice.language = way, language_of(notice.reader, way)
        notice.not_before_at = after_quiet(db, notice.reader, now)
    elif failures or notice.ways_failed:
        _lapse(notice, notice.fault_code or UNREACHABLE)
    else:
        notice.way, notice.state, notice.told_at = Way.WEB, NoticeState.SENT, now


def _lapse(notice: Notice, code: str) -> None:
    notice.state, notice.fault_code, notice.claimed_until_at = NoticeState.LAPSED, code, None


def _mine(db: Session, claim: Claim) -> Notice | None:
    """The notice, held, if the claim still stands."""
    return db.scalars(
        select(Notice)
        .where(
            Notice.id == claim.notice_id,
            Notice.state == NoticeState.WAITING,
            Notice.claimed_until_at == claim.until_at,
        )
        .options(joinedload(Notice.reader))
        .with_for_update(of=Notice)
        .execution_options(populate_existing=True)
    ).one_or_none()
