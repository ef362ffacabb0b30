"""How a call about a notice went is written down; "later" is later, and not in the night."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from access.notices.calling import (
    LATER_AFTER,
    MOST_LATER,
    NoticeNotFound,
    call_went,
    notice_to_tell,
)
from access.notices.outbox import tell
from access.notices.records import CallOutcome, NoticeKind, NoticeState
from access.notices.sending import due, sent
from access.people.records import Way
from tests.access import desk

NOON = desk.NOON


def placed(db: Session, now: datetime = NOON) -> int:
    """A notice for which a reader has been rung up."""
    reader_id = desk.reader(db, way=Way.CALL, contacts=((Way.CALL, "+77010000002"),))
    notice = tell(
        db, reader_id=reader_id, kind=NoticeKind.READY, about="request:1",
        facts={"title": "Абай жолы"}, now=now,
    )  # fmt: skip
    (claim,) = due(db, now=now, limit=1)
    sent(db, claim, now=now)
    return notice.id


def test_who_heard_it_has_read_it(db: Session) -> None:
    number = placed(db)
    assert notice_to_tell(db, notice_id=number).reader.given_name == "Айгүл"
    notice = call_went(db, notice_id=number, outcome=CallOutcome.HEARD, now=NOON)
    assert (notice.read_at, notice.call_outcome) == (NOON, CallOutcome.HEARD)
    assert due(db, now=NOON + timedelta(days=2), limit=5) == []


def test_later_is_in_three_hours_and_three_times_at_most(db: Session) -> None:
    number, now = placed(db), NOON
    for _ in range(MOST_LATER):
        call_went(db, notice_id=number, outcome=CallOutcome.LATER, now=now)
        assert due(db, now=now + timedelta(hours=2), limit=5) == []
        now = datetime(2026, 11, 28, 5, tzinfo=UTC) + (now - NOON) + LATER_AFTER
        (claim,) = due(db, now=now, limit=5)
        sent(db, claim, now=now)
    call_went(db, notice_id=number, outcome=CallOutcome.LATER, now=now)
    assert due(db, now=now + timedelta(days=3), limit=5) == []


def test_a_stranger_leaves_the_notice_unread(db: Session) -> None:
    notice = call_went(db, notice_id=placed(db), outcome=CallOutcome.STRANGER, now=NOON)
    assert notice.read_at is None
    assert notice.state is NoticeState.SENT


def test_only_notices_that_go_by_telephone_are_told(db: Session) -> None:
    reader_id = desk.reader(db)
    notice = tell(
        db, reader_id=reader_id, kind=NoticeKind.READY, about="request:2", facts={}, now=NOON
    )
    for number in (notice.id, 999):
        with pytest.raises(NoticeNotFound):
            notice_to_tell(db, notice_id=number)
        with pytest.raises(NoticeNotFound):
            call_went(db, notice_id=number, outcome=CallOutcome.HEARD, now=NOON)
