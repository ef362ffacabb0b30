"""A notice told by telephone: who answered, and what they chose."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from access.errors import AccessError
from access.notices.outbox import after_quiet
from access.notices.records import CallOutcome, Notice, NoticeState
from access.people.records import Way

LATER_AFTER = timedelta(hours=3)
READ = frozenset({CallOutcome.HEARD, CallOutcome.PERSON, CallOutcome.FINE, CallOutcome.MOVED})
MOST_LATER = 3
"""How often a reader may say "later" before their page alone keeps it."""


class NoticeNotFound(AccessError):
    """There is no notice with this number that a reader could be called about."""

    def __init__(self, notice_id: int) -> None:
        self.notice_id = notice_id
        super().__init__(f"There is no notice with number {notice_id} to be told by telephone.")


def notice_to_tell(db: Session, *, notice_id: int) -> Notice:
    """The notice for which somebody was rung up, with its reader. Raises NoticeNotFound, also for
    one that goes by another way or whose reader has gone."""
    notice = db.scalars(
        select(Notice).where(Notice.id == notice_id).options(joinedload(Notice.reader))
    ).one_or_none()
    if notice is None or notice.way is not Way.CALL or notice.reader.closed_at is not None:
        raise NoticeNotFound(notice_id)
    return notice


def call_went(db: Session, *, notice_id: int, outcome: CallOutcome, now: datetime) -> Notice:
    """Write down how the call about a notice went.

    HEARD, PERSON, FINE and MOVED: it has been read. TOLD: it was said, nobody knows to whom.
    LATER: it is told again in three hours, outside the reader's quiet hours, three times at most.
    STRANGER: whoever answered could not show that they are the reader; nothing was said. Raises
    NoticeNotFound.
    """
    notice = db.scalars(
        select(Notice)
        .where(Notice.id == notice_id, Notice.way == Way.CALL)
        .options(joinedload(Notice.reader))
        .with_for_update(of=Notice)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if notice is None:
        raise NoticeNotFound(notice_id)
    notice.call_outcome = outcome
    if outcome in READ:
        notice.read_at = notice.read_at or now
        if notice.state is NoticeState.WAITING:
            notice.state, notice.told_at = NoticeState.SENT, now
        notice.claimed_until_at = None
    elif outcome is CallOutcome.LATER and notice.put_off < MOST_LATER:
        notice.put_off += 1
        notice.state, notice.tries, notice.claimed_until_at = NoticeState.WAITING, 0, None
        notice.not_before_at = after_quiet(db, notice.reader, now + LATER_AFTER)
    db.flush()
    return notice
