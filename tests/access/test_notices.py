"""A reader is told once, by their way, outside their quiet hours, and never by two senders."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.database.opening import Database
from access.notices.lists import mark_read, notices_of, unreachable, unread
from access.notices.outbox import tell
from access.notices.quiet import is_quiet, not_quiet
from access.notices.records import Notice, NoticeKind, NoticeState
from access.notices.sending import CLAIMED_FOR, DELAYS, Claim, due, failed, next_due_at, sent
from access.people.errors import ReaderNotFound
from access.people.records import Consent, Purpose, Reader, Way
from tests.access import desk

NOON = desk.NOON
ALMATY = ZoneInfo("Asia/Almaty")
EMAIL, SMS, CALL = (
    (Way.EMAIL, "a@example.kz"),
    (Way.SMS, "+77010000001"),
    (Way.CALL, "+77010000002"),
)


def told(db: Session, reader_id: int, about: str = "request:1", now: datetime = NOON) -> Notice:
    return tell(
        db,
        reader_id=reader_id,
        kind=NoticeKind.READY,
        about=about,
        facts={"title": "Абай жолы"},
        now=now,
    )


def claimed(db: Session, now: datetime = NOON) -> Claim:
    (claim,) = due(db, now=now, limit=10)
    return claim


def test_what_is_told_twice_is_one_notice(db: Session) -> None:
    reader_id = desk.reader(db)
    assert told(db, reader_id) is told(db, reader_id)
    assert told(db, reader_id, "request:2").id != told(db, reader_id).id
    with pytest.raises(ReaderNotFound):
        told(db, 999)


def test_a_notice_rolled_back_was_never_told(db: Session) -> None:
    reader_id = desk.reader(db)
    with db.begin_nested() as fact:
        told(db, reader_id)
        fact.rollback()
    assert db.scalar(select(func.count(Notice.id))) == 0


def test_on_the_page_it_stands_at_once(db: Session) -> None:
    notice = told(db, desk.reader(db, way=Way.WEB, contacts=(EMAIL,)))
    assert (notice.way, notice.state, notice.told_at) == (Way.WEB, NoticeState.SENT, NOON)


@pytest.mark.parametrize(
    ("way", "agreed", "contacts", "goes"),
    [
        (Way.EMAIL, (Purpose.NOTICES,), (EMAIL, SMS), Way.EMAIL),
        (Way.EMAIL, (Purpose.NOTICES,), (SMS,), Way.SMS),
        (Way.CALL, (Purpose.NOTICES,), (CALL, EMAIL), Way.EMAIL),
        (Way.CALL, (Purpose.CALLS,), (CALL, EMAIL), Way.CALL),
        (Way.SMS, (), (SMS,), Way.WEB),
        (Way.SMS, (Purpose.NOTICES,), (), Way.WEB),
    ],
)
def test_it_goes_by_the_way_they_chose_and_agreed_to(
    db: Session,
    way: Way,
    agreed: tuple[Purpose, ...],
    contacts: tuple[tuple[Way, str], ...],
    goes: Way,
) -> None:
    assert told(db, desk.reader(db, way=way, agreed=agreed, contacts=contacts)).way is goes


def test_a_call_speaks_and_a_letter_is_written_in_their_languages(db: Session) -> None:
    reader_id = desk.reader(db, way=Way.CALL, contacts=(CALL, EMAIL))
    reader = db.get_one(Reader, reader_id)
    reader.speech_language, reader.screen_language = "kk", "ru-KZ"
    assert told(db, reader_id).language == "kk"
    reader.notice_way = Way.EMAIL
    assert told(db, reader_id, "request:2").language == "ru"
    reader.screen_language = "uz"
    assert told(db, reader_id, "request:3").language == "kk"


def test_nobody_is_written_to_at_night(db: Session) -> None:
    """Quiet from nine to nine, over midnight; ten in the evening in Almaty is 17 UTC."""
    reader_id = desk.reader(db, way=Way.EMAIL, contacts=(EMAIL,))
    evening = datetime(2026, 11, 27, 17, tzinfo=UTC)
    morning = datetime(2026, 11, 28, 4, tzinfo=UTC)
    assert told(db, reader_id, now=evening).not_before_at == morning
    assert due(db, now=evening, limit=10) == []
    assert claimed(db, morning).address == "a@example.kz"


def test_what_was_left_lying_until_the_night_waits_for_the_morning(db: Session) -> None:
    told(db, desk.reader(db, way=Way.EMAIL, contacts=(EMAIL,)))
    evening = datetime(2026, 11, 27, 17, tzinfo=UTC)
    assert due(db, now=evening, limit=10) == []
    assert next_due_at(db) == datetime(2026, 11, 28, 4, tzinfo=UTC)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 1439),
    st.integers(0, 1439),
    st.sampled_from(["Asia/Almaty", "Europe/London", "America/St_Johns"]),
)
def test_the_next_instant_is_never_quiet_and_never_far(
    at: datetime, begins: int, ends: int, name: str
) -> None:
    zone = ZoneInfo(name)
    found = not_quiet(at, zone, quiet_from=begins, quiet_until=ends)
    local = found.astimezone(zone)
    assert not is_quiet(local.hour * 60 + local.minute, quiet_from=begins, quiet_until=ends)
    assert at <= found < at + timedelta(hours=25)


def test_a_claimed_notice_is_nobody_elses_until_its_sender_is_given_up(db: Session) -> None:
    """A sender that died costs one more try, not the notice."""
    told(db, desk.reader(db, way=Way.EMAIL, contacts=(EMAIL,)))
    first = claimed(db)
    assert due(db, now=NOON + CLAIMED_FOR / 2, limit=10) == []
    second = claimed(db, NOON + CLAIMED_FOR)
    sent(db, first, now=NOON + CLAIMED_FOR)
    notice = db.scalars(select(Notice)).one()
    assert notice.state == "waiting"  # the first sender came back too late to say anything
    sent(db, second, now=NOON + CLAIMED_FOR)
    assert (notice.state, notice.told_at) == (NoticeState.SENT, NOON + CLAIMED_FOR)
    assert due(db, now=NOON + timedelta(days=9), limit=10) == []


def test_a_notice_at_which_every_sender_dies_does_not_live_for_ever(db: Session) -> None:
    told(db, desk.reader(db, way=Way.EMAIL, contacts=(EMAIL,)))
    now, claims = NOON, 0
    while due(db, now=now, limit=10):
        claims += 1
        now += CLAIMED_FOR
    assert claims == len(DELAYS) + 1
    assert db.scalars(select(Notice)).one().state is NoticeState.LAPSED


def test_tries_grow_apart_then_the_next_way_is_taken_then_a_person_is_asked(db: Session) -> None:
    reader_id = desk.reader(db, way=Way.EMAIL, contacts=(EMAIL, SMS))
    reader = db.get_one(Reader, reader_id)
    reader.quiet_from_minute = reader.quiet_until_minute
    told(db, reader_id)
    now, waits = NOON, []
    for _ in range(len(DELAYS) + 1):
        failed(db, claimed(db, now), code="smtp_unreachable", passing=True, now=now)
        coming = next_due_at(db)
        assert coming is not None
        waits.append(coming - now)
        now = coming
    assert waits == [*DELAYS, timedelta(0)]
    claim = claimed(db, now)
    assert (claim.way, claim.address) == (Way.SMS, SMS[1])
    failed(db, claim, code="bad_number", passing=False, now=now)
    (left,) = unreachable(db)
    assert (left.fault_code, left.reader.id) == ("bad_number", reader_id)
    assert due(db, now=now + timedelta(days=9), limit=10) == []


def test_consent_taken_back_before_the_sending_counts(db: Session) -> None:
    told(db, desk.reader(db, way=Way.EMAIL, contacts=(EMAIL,)))
    for consent in db.scalars(select(Consent)):
        consent.withdrawn_at = NOON
    db.flush()
    assert due(db, now=NOON, limit=10) == []
    notice = db.scalars(select(Notice)).one()
    assert (notice.way, notice.state) == (Way.WEB, NoticeState.SENT)
    assert unreachable(db) == []


def test_what_would_come_too_late_is_not_sent(db: Session) -> None:
    reader_id = desk.reader(db, way=Way.EMAIL, contacts=(EMAIL,))
    tell(
        db,
        reader_id=reader_id,
        kind=NoticeKind.DUE,
        about="loan:1",
        facts={"title": "Абай", "day": "2026-11-28"},
        now=NOON,
        lapses_at=NOON + timedelta(hours=1),
    )
    assert due(db, now=NOON + timedelta(hours=1), limit=10) == []
    assert db.scalars(select(Notice)).one().state is NoticeState.LAPSED


def test_a_reader_pages_through_their_notices_and_marks_them_read(db: Session) -> None:
    reader_id, other = desk.reader(db), desk.reader(db)
    numbers = [told(db, reader_id, f"request:{number}").id for number in range(5)]
    theirs = told(db, other, "request:9").id
    page = notices_of(db, reader_id=reader_id, limit=3)
    rest = notices_of(db, reader_id=reader_id, before=page.next_before, limit=3)
    assert [each.id for each in (*page.notices, *rest.notices)] == numbers[::-1]
    assert rest.next_before is None
    assert mark_read(db, reader_id=reader_id, notice_ids=[*numbers[:2], theirs], now=NOON) == 2
    assert mark_read(db, reader_id=reader_id, notice_ids=numbers[:2], now=NOON) == 0
    assert (unread(db, reader_id=reader_id), unread(db, reader_id=other)) == (3, 1)


def test_what_was_read_on_the_page_need_not_be_sent(db: Session) -> None:
    reader_id = desk.reader(db, way=Way.EMAIL, contacts=(EMAIL,))
    notice = told(db, reader_id)
    mark_read(db, reader_id=reader_id, notice_ids=[notice.id], now=NOON)
    assert due(db, now=NOON, limit=10) == []


def test_four_senders_at_once_claim_each_notice_once(database: Database) -> None:
    with database.change.begin() as db:
        reader_id = desk.reader(db, way=Way.EMAIL, contacts=(EMAIL,))
        for number in range(60):
            told(db, reader_id, f"request:{number}")

    def claims(_sender: int) -> list[int]:
        mine: list[int] = []
        while True:
            with database.change.begin() as db:
                found = [claim.notice_id for claim in due(db, now=NOON, limit=4)]
            if not found:
                return mine
            mine += found

    with ThreadPoolExecutor(4) as senders:
        found = [number for mine in senders.map(claims, range(4)) for number in mine]
    assert len(found) == len(set(found)) == 60
