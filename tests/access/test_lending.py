"""A copy goes to one reader, and comes back to the next in line."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Medium
from access.notices.records import Notice, NoticeKind
from access.production.records import (
    ProductionState,
)
from access.requests.closing import fulfil, withdraw, withdraw_all
from access.requests.copies import copy_gone, returned, serve_all_lines, serve_line
from access.requests.errors import (
    MediumNeeded,
    NoCopy,
)
from access.requests.limits import STANDARD_LIMITS
from access.requests.place import place_in_queue
from access.requests.records import RequestKind, RequestState
from access.requests.telling import tell_due
from tests.access import desk
from tests.access.wishes import COPY, HOUR, NOON, asked, production_of, told


def test_the_nearest_free_copy_is_put_aside(db: Session) -> None:
    title_id = desk.title(db)
    here = desk.point(db, "here", lat_deg=43.24)
    near, far = desk.point(db, "near", lat_deg=43.25), desk.point(db, "far", lat_deg=43.40)
    far_id, near_id = desk.copy(db, title_id, far), desk.copy(db, title_id, near)
    at_home = desk.reader(db, home_point_id=here)
    assert asked(db, at_home, title_id, COPY).copy_id == near_id
    assert asked(db, desk.reader(db), title_id, COPY, point_id=here).copy_id == far_id


def test_a_copy_that_comes_back_goes_to_the_next_in_line(db: Session) -> None:
    title_id, point_id = desk.title(db), desk.point(db)
    copy_id = desk.copy(db, title_id, point_id)
    readers = [desk.reader(db) for _ in range(3)]
    first, second, third = (
        asked(db, reader_id, title_id, COPY, now=NOON + place * HOUR)
        for place, reader_id in enumerate(readers)
    )
    assert [first.state, second.state] == [RequestState.READY, RequestState.WAITING]
    assert [place_in_queue(db, each) for each in (first, second, third)] == [None, 1, 2]

    fulfil(db, request_id=first.id, reader_id=readers[0], now=NOON, limits=STANDARD_LIMITS)
    copy = db.get_one(Copy, copy_id)
    assert copy.state == "on_loan"
    assert returned(db, copy_id=copy_id, now=NOON) is second
    assert returned(db, copy_id=copy_id, now=NOON) is second
    assert told(db, readers[1]) == [NoticeKind.READY]
    assert db.scalars(select(Notice)).one().facts["place"] == {"ru": "b1"}

    withdraw(db, request_id=second.id, reader_id=readers[1], now=NOON)
    assert third.copy_id == copy_id
    withdraw(db, request_id=third.id, reader_id=readers[2], now=NOON)
    assert copy.state == "on_shelf"


def test_a_lost_copy_is_made_good_from_the_next(db: Session) -> None:
    title_id, point_id = desk.title(db), desk.point(db)
    lost = desk.copy(db, title_id, point_id)
    request = asked(db, desk.reader(db), title_id, COPY)
    later = asked(db, desk.reader(db), title_id, COPY, now=NOON + HOUR)
    assert copy_gone(db, copy_id=lost, now=NOON) is request
    assert (request.state, request.copy_id) == (RequestState.WAITING, None)
    found = desk.copy(db, title_id, point_id)
    assert serve_line(db, title_id=title_id, medium="braille", now=NOON) == [request]
    assert request.copy_id == found
    assert later.state is RequestState.WAITING


def test_the_database_itself_keeps_a_copy_for_one_reader(db: Session) -> None:
    title_id = desk.title(db)
    desk.copy(db, title_id, desk.point(db))
    first = asked(db, desk.reader(db), title_id, COPY)
    second = asked(db, desk.reader(db), title_id, COPY)
    second.state, second.ready_at, second.copy_id = RequestState.READY, NOON, first.copy_id
    with pytest.raises(IntegrityError):
        db.flush()


def test_a_reader_chooses_among_media(db: Session) -> None:
    title_id, point_id, reader_id = desk.title(db), desk.point(db), desk.reader(db)
    desk.copy(db, title_id, point_id, Medium.PRINT)
    large = desk.copy(db, title_id, point_id, Medium.LARGE_PRINT)
    with pytest.raises(MediumNeeded) as question:
        asked(db, reader_id, title_id, COPY)
    assert question.value.media == ("large_print", "print")
    with pytest.raises(NoCopy) as missing:
        asked(db, reader_id, title_id, COPY, form="braille")
    assert missing.value.media == ("large_print", "print")
    assert asked(db, reader_id, title_id, COPY, form="large_print").copy_id == large


def test_a_cartridge_is_lent_where_there_is_one_and_made_where_there_is_none(db: Session) -> None:
    reader_id, lent, made = desk.reader(db), desk.title(db), desk.title(db)
    copy_id = desk.copy(db, lent, desk.point(db), Medium.CARTRIDGE)
    assert asked(db, reader_id, lent, RequestKind.CARTRIDGE).copy_id == copy_id
    assert asked(db, reader_id, made, RequestKind.CARTRIDGE).production_id is not None
    assert asked(db, reader_id, made, RequestKind.HOME_DELIVERY).form == "daisy202"


def test_copies_that_came_by_other_ways_are_found_at_night(db: Session) -> None:
    title_id, point_id = desk.title(db), desk.point(db)
    desk.copy(db, title_id, point_id)
    readers = [desk.reader(db) for _ in range(2)]
    first, second = (asked(db, reader_id, title_id, COPY) for reader_id in readers)
    desk.copy(db, title_id, point_id)
    assert (first.state, second.state) == (RequestState.READY, RequestState.WAITING)
    assert serve_all_lines(db, now=NOON) == 1
    assert second.state == "ready"
    assert serve_all_lines(db, now=NOON) == 0


def test_a_loan_is_called_due_once_and_not_when_its_day_is_over(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    due_on = date(2026, 11, 28)
    notices = {
        tell_due(
            db, reader_id=reader_id, title_id=title_id, about="loan:1", due_on=due_on, now=NOON
        ).id
        for _ in range(2)
    }
    assert len(notices) == 1
    notice = db.scalars(select(Notice)).one()
    assert notice.facts["day"] == "2026-11-28"
    assert notice.lapses_at == datetime(2026, 11, 28, 19, tzinfo=UTC)  # midnight in Almaty


def test_whoever_leaves_waits_for_nothing(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    copy_id = desk.copy(db, title_id, desk.point(db))
    made, lent = asked(db, reader_id, title_id), asked(db, reader_id, title_id, COPY)
    withdraw_all(db, reader_id=reader_id, now=NOON)
    assert {made.state, lent.state} == {RequestState.WITHDRAWN}
    assert db.get_one(Copy, copy_id).state is CopyState.ON_SHELF
    assert production_of(db, made).state is ProductionState.CANCELLED
