"""The next book of a series comes by itself, in order, and never before its turn."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.errors import SeriesNotFound
from access.catalogue.records import Title
from access.notices.records import Notice, NoticeKind
from access.people.errors import ReaderClosed
from access.people.records import Purpose, Reader, Role
from access.requests.closing import fulfil, refuse, withdraw
from access.requests.fairness import TURN, turn_of
from access.requests.fulfilling import edition_published
from access.requests.had import note_had
from access.requests.limits import STANDARD_LIMITS, Limits
from access.requests.records import Refusal, Request, RequestKind, RequestState
from access.requests.series import (
    follow,
    followed,
    followed_lately,
    new_in_series,
    unfollow,
)
from tests.access import desk
from tests.access.wishes import asked, production_of

NOON = desk.NOON


def following(
    db: Session, reader_id: int, series_id: int, limits: Limits = STANDARD_LIMITS
) -> Request | None:
    return follow(
        db,
        reader_id=reader_id,
        series_id=series_id,
        kind=RequestKind.AUDIO,
        now=NOON,
        limits=limits,
    )


def heard(db: Session, request: Request) -> None:
    """The edition is made and published, and the reader opens it."""
    if request.state is RequestState.WAITING:
        edition_id = desk.done(db, production_of(db, request))
        edition_published(db, edition_id=edition_id, now=NOON)
    fulfil(
        db,
        request_id=request.id,
        reader_id=request.reader_id,
        now=NOON,
        limits=STANDARD_LIMITS,
    )


def asked_titles(db: Session, reader_id: int) -> list[int]:
    chosen = select(Request.title_id).where(Request.reader_id == reader_id)
    return list(db.scalars(chosen.order_by(Request.id)))


@pytest.mark.parametrize("agreed", [(Purpose.HISTORY,), ()])
def test_one_book_comes_after_another(db: Session, agreed: tuple[Purpose, ...]) -> None:
    """Also for readers of whom no history is kept."""
    series_id, reader_id = desk.series(db), desk.reader(db, agreed=agreed)
    third, first, second = (
        desk.title(db, series_id=series_id, number=number) for number in ("3", "1", "2")
    )
    request = following(db, reader_id, series_id)
    assert following(db, reader_id, series_id) is None  # one is on its way already
    for _ in range(3):
        assert request is not None
        heard(db, request)
        request = db.scalars(
            select(Request).where(Request.reader_id == reader_id, Request.closed_at.is_(None))
        ).one_or_none()
    assert request is None
    assert asked_titles(db, reader_id) == [first, second, third]


def test_who_is_told_of_the_next_is_told_that_it_is_the_next(db: Session) -> None:
    series_id, reader_id = desk.series(db), desk.reader(db)
    desk.edition(db, desk.title(db, series_id=series_id, number="1"))
    desk.title(db, series_id=series_id, number="2")
    first = following(db, reader_id, series_id)
    assert first is not None
    assert first.state is RequestState.READY
    heard(db, first)
    second = db.scalars(select(Request).order_by(Request.id.desc())).first()
    assert second is not None
    heard(db, second)
    kinds = list(db.scalars(select(Notice.kind)))
    assert kinds == [NoticeKind.NEXT_IN_SERIES] * 2


def test_a_missing_book_is_waited_for_and_comes_when_it_is_there(db: Session) -> None:
    series_id, reader_id = desk.series(db), desk.reader(db)
    third = desk.title(db, series_id=series_id, number="3")
    assert following(db, reader_id, series_id) is None
    first = desk.title(db, series_id=series_id, number="1")
    (request,) = new_in_series(db, [first], now=NOON, limits=STANDARD_LIMITS)
    heard(db, request)
    assert asked_titles(db, reader_id) == [first]
    second = desk.title(db, series_id=series_id, number="2", has_source=False)
    assert new_in_series(db, [second], now=NOON, limits=STANDARD_LIMITS) == []
    desk.source(db, second)
    (request,) = new_in_series(db, [second, third], now=NOON, limits=STANDARD_LIMITS)
    heard(db, request)
    assert asked_titles(db, reader_id) == [first, second, third]


def test_what_they_had_is_left_out(db: Session) -> None:
    series_id, reader_id = desk.series(db), desk.reader(db)
    titles = [desk.title(db, series_id=series_id, number=str(n)) for n in (1, 2, 3)]
    for title_id in titles[:2]:
        note_had(db, reader_id=reader_id, title_id=title_id, on=NOON.date())
    request = following(db, reader_id, series_id)
    assert request is not None
    assert request.title_id == titles[2]


def test_a_hidden_book_that_they_had_still_counts(db: Session) -> None:
    series_id, reader_id = desk.series(db), desk.reader(db)
    first, second = (desk.title(db, series_id=series_id, number=str(n)) for n in (1, 2))
    note_had(db, reader_id=reader_id, title_id=first, on=NOON.date())
    db.get_one(Title, first).hidden_at = NOON
    db.flush()
    request = following(db, reader_id, series_id)
    assert request is not None
    assert request.title_id == second


def test_a_book_sent_back_is_passed_over_and_a_refused_one_holds_the_series_up(
    db: Session,
) -> None:
    series_id, reader_id = desk.series(db), desk.reader(db)
    first, second, third = (desk.title(db, series_id=series_id, number=str(n)) for n in (1, 2, 3))
    request = following(db, reader_id, series_id)
    assert request is not None
    withdraw(db, request_id=request.id, reader_id=reader_id, now=NOON)
    (request,) = new_in_series(db, [first], now=NOON, limits=STANDARD_LIMITS)
    assert request.title_id == second
    staff = desk.account(db, Role.PRODUCER)
    refuse(db, request_id=request.id, by_id=staff, reason=Refusal.NOT_ALLOWED, now=NOON)
    assert new_in_series(db, [third], now=NOON, limits=STANDARD_LIMITS) == []
    heard(db, asked(db, reader_id, third))
    assert asked_titles(db, reader_id) == [first, second, third]


def test_halves_and_noughts_have_their_place(db: Session) -> None:
    series_id, reader_id = desk.series(db), desk.reader(db)
    numbers = ("2", "1.5", "0", "1")
    titles = {number: desk.title(db, series_id=series_id, number=number) for number in numbers}
    request = following(db, reader_id, series_id)
    while request is not None:
        heard(db, request)
        request = db.scalars(select(Request).where(Request.closed_at.is_(None))).one_or_none()
    assert asked_titles(db, reader_id) == [titles[each] for each in ("0", "1", "1.5", "2")]


def test_of_two_translations_the_language_of_the_series_is_chosen(db: Session) -> None:
    series_id, reader_id = desk.series(db), desk.reader(db)
    first = desk.title(db, series_id=series_id, number="1")
    kazakh = desk.title(db, series_id=series_id, number="2")
    russian = desk.title(db, series_id=series_id, number="2")
    for title_id in (first, russian):
        db.get_one(Title, title_id).language = "ru"
    db.flush()
    note_had(db, reader_id=reader_id, title_id=first, on=NOON.date())
    request = following(db, reader_id, series_id)
    assert request is not None
    assert request.title_id == russian
    heard(db, request)
    assert kazakh not in asked_titles(db, reader_id)


def test_who_stops_following_gets_nothing_more(db: Session) -> None:
    series_id, reader_id = desk.series(db), desk.reader(db)
    for number in ("1", "2"):
        desk.title(db, series_id=series_id, number=number)
    request = following(db, reader_id, series_id)
    assert request is not None
    assert [each.series.name for each in followed(db, reader_id=reader_id)] == ["Жол"]
    unfollow(db, reader_id=reader_id, series_id=series_id)
    unfollow(db, reader_id=reader_id, series_id=series_id)
    heard(db, request)
    assert len(asked_titles(db, reader_id)) == 1


def test_what_cannot_be_followed_is_refused(db: Session) -> None:
    reader_id = desk.reader(db)
    with pytest.raises(SeriesNotFound):
        following(db, reader_id, 999)
    db.get_one(Reader, reader_id).closed_at = NOON
    with pytest.raises(ReaderClosed):
        following(db, reader_id, desk.series(db))


def test_the_limits_hold_for_what_comes_by_itself_too(db: Session) -> None:
    series_id, reader_id = desk.series(db), desk.reader(db)
    first = desk.title(db, series_id=series_id, number="1")
    assert following(db, reader_id, series_id, Limits(open_per_reader=0)) is None
    assert len(new_in_series(db, [first], now=NOON, limits=STANDARD_LIMITS)) == 1


ASKING = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 72)), min_size=1, max_size=40)
"""Who asks, and in which hour."""


def _line(asking: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """(turn in hours, hour asked, reader), nothing being made meanwhile."""
    waiting: dict[int, int] = {}
    line = []
    for reader, hour in sorted(asking, key=lambda each: each[1]):
        asked_at = NOON + timedelta(hours=hour)
        turn = turn_of(asked_at=asked_at, waiting=waiting.get(reader, 0))
        waiting[reader] = waiting.get(reader, 0) + 1
        line.append((int((turn - NOON) / timedelta(hours=1)), hour, reader))
    return line


@given(ASKING)
def test_nobody_is_passed_after_their_turn_has_come(asking: list[tuple[int, int]]) -> None:
    """No starvation: what is asked after the turn of a request never comes before it."""
    line = _line(asking)
    for turn, _, _ in line:
        assert all(other[0] >= turn for other in line if other[1] >= turn)


@given(ASKING)
def test_each_other_passes_with_one_request_a_day_at_most(asking: list[tuple[int, int]]) -> None:
    """The n-th open request of a reader waits at most n - 1 days longer than its age says; in
    that time each other reader has at most one turn a day, and one for each day they asked."""
    line = _line(asking)
    day = TURN / timedelta(hours=1)
    for turn, hour, reader in line:
        passing: dict[int, int] = {}
        for other_turn, other_hour, other in line:
            if other != reader and hour < other_hour and other_turn < turn:
                passing[other] = passing.get(other, 0) + 1
        days = (turn - hour) / day
        assert all(number <= days for number in passing.values())


@given(ASKING)
def test_a_first_request_goes_before_every_second_one_of_that_day(
    asking: list[tuple[int, int]],
) -> None:
    line = _line(asking)
    seen = set[int]()
    firsts: list[tuple[int, int, int]] = []
    others: list[tuple[int, int, int]] = []
    for turn, hour, reader in line:
        (others if reader in seen else firsts).append((turn, hour, reader))
        seen.add(reader)
    for first_turn, first_hour, first_reader in firsts:
        for turn, hour, reader in others:
            if reader != first_reader and first_hour - hour < TURN / timedelta(hours=1):
                assert first_turn < turn or first_hour == turn


def test_a_night_makes_up_for_an_import_that_was_cut_short(db: Session) -> None:
    """The next book came, but nobody was told: it is found by when it came, once."""
    series_id, reader_id = desk.series(db), desk.reader(db)
    first = desk.title(db, "Бір", series_id=series_id, number="1")
    wish = following(db, reader_id, series_id)
    assert wish is not None
    heard(db, wish)
    second = desk.title(db, "Екі", series_id=series_id, number="2")
    desk.title(db, "Жалғыз")
    lately = followed_lately(db, since=NOON - timedelta(days=8))
    assert sorted(lately) == [first, second]
    assert followed_lately(db, since=NOON + timedelta(seconds=1)) == []
    for expected in (1, 0):
        assert len(new_in_series(db, lately, now=NOON, limits=STANDARD_LIMITS)) == expected
    assert asked_titles(db, reader_id) == [first, second]
