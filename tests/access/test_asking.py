"""A reader asks once and gets one book, or hears clearly why not."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.catalogue.records import Copy, CopyState, Medium, Title
from access.network.errors import PointNotFound
from access.notices.records import Notice, NoticeKind
from access.people.errors import ReaderClosed, ReaderNotFound
from access.people.records import Purpose, Reader, Role, Service
from access.production.errors import FormNotMakeable, NoSource
from access.production.manner import STANDARD, Manner
from access.production.records import (
    BACK_CATALOGUE,
    Production,
    ProductionState,
)
from access.production.wanting import want
from access.requests.asking import ask
from access.requests.closing import fulfil, refuse, withdraw, withdraw_all
from access.requests.copies import copy_gone, returned, serve_line
from access.requests.errors import (
    AlreadyHad,
    ImpossibleMove,
    MayNotDecide,
    MediumNeeded,
    NoCopy,
    NotEntitled,
    RequestNotFound,
    TooManyOpenRequests,
    TooManyRequestsToday,
)
from access.requests.fulfilling import (
    edition_published,
    production_given_up,
    production_parked,
    production_resumed,
)
from access.requests.had import had_on, titles_had
from access.requests.limits import STANDARD_LIMITS, Limits
from access.requests.lists import (
    Filters,
    closed_requests,
    counts,
    open_requests,
    request_of,
    requests_for_staff,
)
from access.requests.place import expected, measured_pace, place_in_queue
from access.requests.records import Refusal, Request, RequestKind, RequestState
from access.requests.states import MOVES, move
from tests.access import desk

NOON = desk.NOON
HOUR = timedelta(hours=1)
AUDIO, COPY = RequestKind.AUDIO, RequestKind.COPY


def asked(
    db: Session,
    reader_id: int,
    title_id: int,
    kind: RequestKind = AUDIO,
    *,
    form: str | None = None,
    now: datetime = NOON,
    limits: Limits = STANDARD_LIMITS,
    point_id: int | None = None,
    again: bool = False,
    manner: Manner | None = None,
) -> Request:
    return ask(
        db,
        reader_id=reader_id,
        title_id=title_id,
        kind=kind,
        form=form,
        manner=manner,
        door="web",
        service_point_id=point_id,
        now=now,
        limits=limits,
        again=again,
    )


def production_of(db: Session, request: Request) -> Production:
    assert request.production_id is not None
    return db.get_one(Production, request.production_id)


def told(db: Session, reader_id: int) -> list[NoticeKind]:
    return list(
        db.scalars(select(Notice.kind).where(Notice.reader_id == reader_id).order_by(Notice.id))
    )


def test_asking_again_answers_the_open_request(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    first = asked(db, reader_id, title_id)
    assert asked(db, reader_id, title_id, form="brf", now=NOON + HOUR) is first
    assert first.form == "daisy202"


def test_the_promise_lives_and_dies_with_the_wish(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    with db.begin_nested() as wish:
        asked(db, reader_id, title_id)
        wish.rollback()
    assert db.scalar(select(func.count(Production.id))) == 0
    assert db.scalar(select(func.count(Request.id))) == 0


def test_the_form_is_the_readers_dearest(db: Session) -> None:
    title_id = desk.title(db)
    assert asked(db, desk.reader(db, forms=("vinyl", "epub3")), title_id).form == "epub3"
    assert asked(db, desk.reader(db, forms=()), title_id).form == "daisy202"


def test_the_voice_of_the_profile_is_asked_for(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    db.get_one(Reader, reader_id).voices = {"kk": "piper:iseke", "ru": "piper:irina"}
    request = asked(db, reader_id, title_id)
    assert request.manner_key == Manner(voices={"kk": "piper:iseke"}).key


def test_a_published_edition_is_ready_at_once_and_nobody_is_written_to(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    edition_id = desk.edition(db, title_id)
    request = asked(db, reader_id, title_id)
    assert (request.state, request.edition_id) == (RequestState.READY, edition_id)
    assert told(db, reader_id) == []
    assert had_on(db, reader_id=reader_id, title_id=title_id) is not None


def test_who_is_not_entitled_today_is_told_which_service(db: Session) -> None:
    title_id = desk.title(db)
    with pytest.raises(NotEntitled) as refused:
        asked(db, desk.reader(db, entitled=()), title_id)
    assert refused.value.service is Service.AUDIO
    copy_id = desk.copy(db, title_id, desk.point(db))
    with pytest.raises(NotEntitled) as refused:
        asked(db, desk.reader(db, entitled=(Service.AUDIO,)), title_id, RequestKind.HOME_DELIVERY)
    assert refused.value.service is Service.HOME_DELIVERY
    assert asked(db, desk.reader(db, entitled=()), title_id, COPY).copy_id == copy_id


def test_the_network_may_rule_otherwise(db: Session) -> None:
    rules = Limits(audio_needs_eligibility=False)
    assert asked(db, desk.reader(db, entitled=()), desk.title(db), limits=rules).id


def test_what_cannot_be_is_refused_with_its_facts(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    hidden = desk.title(db)
    db.get_one(Title, hidden).hidden_at = NOON
    for number in (hidden, 999):
        with pytest.raises(TitleNotFound):
            asked(db, reader_id, number)
    with pytest.raises(ReaderNotFound):
        asked(db, 999, title_id)
    with pytest.raises(PointNotFound):
        asked(db, reader_id, title_id, point_id=999)
    with pytest.raises(NoSource):
        asked(db, reader_id, desk.title(db, has_source=False))
    with pytest.raises(FormNotMakeable):
        asked(db, reader_id, title_id, form="scroll")
    with pytest.raises(FormNotMakeable):
        asked(db, reader_id, title_id, COPY, form="daisy202")
    with pytest.raises(NoCopy):
        asked(db, reader_id, title_id, COPY)
    db.get_one(Reader, reader_id).closed_at = NOON
    with pytest.raises(ReaderClosed):
        asked(db, reader_id, title_id)
    assert db.scalar(select(func.count(Request.id))) == 0


def test_nobody_waits_for_more_than_the_limit(db: Session) -> None:
    reader_id = desk.reader(db)
    rules = Limits(open_per_reader=2, per_day=3)
    desk_titles = [desk.title(db) for _ in range(5)]
    requests = [asked(db, reader_id, number, limits=rules) for number in desk_titles[:2]]
    with pytest.raises(TooManyOpenRequests):
        asked(db, reader_id, desk_titles[2], limits=rules)
    withdraw(db, request_id=requests[0].id, reader_id=reader_id, now=NOON)
    requests.append(asked(db, reader_id, desk_titles[2], limits=rules))
    withdraw(db, request_id=requests[1].id, reader_id=reader_id, now=NOON)
    with pytest.raises(TooManyRequestsToday):
        asked(db, reader_id, desk_titles[3], limits=rules)
    tomorrow = datetime(2026, 11, 27, 19, 1, tzinfo=UTC)  # a minute past midnight in Almaty
    assert asked(db, reader_id, desk_titles[3], limits=rules, now=tomorrow).id


def test_a_title_that_they_had_is_a_question(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    desk.edition(db, title_id)
    first = asked(db, reader_id, title_id)
    fulfil(db, request_id=first.id, reader_id=reader_id, now=NOON, limits=STANDARD_LIMITS)
    with pytest.raises(AlreadyHad) as question:
        asked(db, reader_id, title_id)
    assert question.value.had_on == NOON.date()
    assert asked(db, reader_id, title_id, again=True).id != first.id


def test_without_consent_nothing_is_remembered(db: Session) -> None:
    reader_id = desk.reader(db, agreed=(Purpose.NOTICES,))
    title_id = desk.title(db)
    desk.edition(db, title_id)
    first = asked(db, reader_id, title_id)
    fulfil(db, request_id=first.id, reader_id=reader_id, now=NOON, limits=STANDARD_LIMITS)
    assert titles_had(db, reader_id=reader_id) == []


def test_everybody_who_waits_gets_a_published_edition_and_one_notice(db: Session) -> None:
    title_id = desk.title(db)
    readers = [desk.reader(db) for _ in range(3)]
    requests = [asked(db, reader_id, title_id) for reader_id in readers]
    other_form = asked(db, desk.reader(db, forms=("brf",)), title_id)
    production = production_of(db, requests[0])
    production.forms = ["daisy202"]  # the braille was asked for too late for this round
    edition_id = desk.done(db, production)
    for _ in range(2):
        edition_published(db, edition_id=edition_id, now=NOON)
    assert {request.state for request in requests} == {RequestState.READY}
    assert [told(db, reader_id) for reader_id in readers] == [[NoticeKind.READY]] * 3
    assert [had.title_id for had in titles_had(db, reader_id=readers[0])] == [title_id]
    assert other_form.state is RequestState.WAITING


def test_a_parked_production_delays_and_is_told_once(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    request = asked(db, reader_id, title_id)
    production = production_of(db, request)
    for _ in range(2):
        production.state = ProductionState.PARKED
        production_parked(db, production_id=production.id, now=NOON)
        assert request.state == "delayed"
        production_resumed(db, production_id=production.id, now=NOON)
        assert request.state == "waiting"
    assert told(db, reader_id) == [NoticeKind.DELAYED]
    production.state = ProductionState.PARKED
    late = asked(db, desk.reader(db), title_id)
    assert late.state is RequestState.DELAYED
    production_given_up(db, production_id=production.id, by_id=None, now=NOON)
    assert (request.state, request.refusal) == (RequestState.REFUSED, Refusal.CANNOT_BE_MADE)
    assert told(db, reader_id) == [NoticeKind.DELAYED, NoticeKind.FAILED]
    assert late.closed_at == NOON


def test_a_production_that_nobody_wants_any_more_is_cancelled(db: Session) -> None:
    title_id = desk.title(db)
    one, other = desk.reader(db), desk.reader(db)
    first, second = asked(db, one, title_id), asked(db, other, title_id, now=NOON + HOUR)
    production = production_of(db, first)
    withdraw(db, request_id=first.id, reader_id=one, now=NOON)
    assert production.state == "waiting"
    assert production.turn_at == second.turn_at
    for _ in range(2):
        withdraw(db, request_id=second.id, reader_id=other, now=NOON)
    assert production.state == "cancelled"


def test_the_back_catalogue_goes_on_without_readers(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    want(
        db,
        title_id=title_id,
        manner=STANDARD,
        forms=["daisy202"],
        priority=BACK_CATALOGUE,
        now=NOON,
    )
    request = asked(db, reader_id, title_id)
    production = production_of(db, request)
    assert production.priority == 1
    withdraw(db, request_id=request.id, reader_id=reader_id, now=NOON)
    assert (production.state, production.priority) == (ProductionState.WAITING, BACK_CATALOGUE)


def test_only_those_who_may_withdraw(db: Session) -> None:
    reader_id, other, title_id = desk.reader(db), desk.reader(db), desk.title(db)
    request = asked(db, reader_id, title_id)
    with pytest.raises(RequestNotFound):
        withdraw(db, request_id=request.id, reader_id=other, now=NOON)
    stranger = desk.account(db, Role.ASSISTANT)
    with pytest.raises(MayNotDecide):
        withdraw(db, request_id=request.id, reader_id=reader_id, by_id=stranger, now=NOON)
    with pytest.raises(MayNotDecide):
        refuse(db, request_id=request.id, by_id=stranger, reason=Refusal.DOUBLE, now=NOON)
    coordinator = desk.account(db, Role.COORDINATOR)
    withdraw(db, request_id=request.id, reader_id=reader_id, by_id=coordinator, now=NOON)
    assert request.closed_by_id == coordinator


def test_a_refusal_is_told_with_its_reason(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    request = asked(db, reader_id, title_id)
    by_id = desk.account(db, Role.PRODUCER)
    for _ in range(2):
        refuse(db, request_id=request.id, by_id=by_id, reason=Refusal.NOT_ALLOWED, now=NOON)
    assert told(db, reader_id) == [NoticeKind.FAILED]
    assert db.scalars(select(Notice)).one().facts["refusal"] == "not_allowed"
    assert production_of(db, request).state is ProductionState.CANCELLED


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


@pytest.mark.parametrize("was", list(RequestState))
@pytest.mark.parametrize("to", list(RequestState))
def test_only_the_moves_of_the_table_are_possible(was: RequestState, to: RequestState) -> None:
    request = Request(id=1, state=was)
    if to in MOVES[was]:
        move(request, to, now=NOON)
        assert request.state is to
        assert (request.closed_at is None) == bool(MOVES[to])
    else:
        with pytest.raises(ImpossibleMove):
            move(request, to, now=NOON)
        assert request.state is was


@pytest.mark.parametrize(
    "changes",
    [
        {"state": RequestState.FULFILLED},
        {"closed_at": NOON},
        {"state": RequestState.READY},
        {"state": RequestState.REFUSED, "closed_at": NOON},
        {"refusal": Refusal.DOUBLE},
    ],
)
def test_the_database_refuses_impossible_states(db: Session, changes: dict[str, object]) -> None:
    request = asked(db, desk.reader(db), desk.title(db))
    for name, value in changes.items():
        setattr(request, name, value)
    with pytest.raises(IntegrityError):
        db.flush()


def test_whoever_leaves_waits_for_nothing(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    copy_id = desk.copy(db, title_id, desk.point(db))
    made, lent = asked(db, reader_id, title_id), asked(db, reader_id, title_id, COPY)
    withdraw_all(db, reader_id=reader_id, now=NOON)
    assert {made.state, lent.state} == {RequestState.WITHDRAWN}
    assert db.get_one(Copy, copy_id).state is CopyState.ON_SHELF
    assert production_of(db, made).state is ProductionState.CANCELLED


def test_the_place_in_the_line_is_fair_between_readers(db: Session) -> None:
    """Three titles of one reader do not keep another waiting who asks an hour later."""
    eager, modest = desk.reader(db), desk.reader(db)
    many = [asked(db, eager, desk.title(db)) for _ in range(3)]
    one = asked(db, modest, desk.title(db), now=NOON + HOUR)
    assert [place_in_queue(db, each) for each in (*many, one)] == [1, 3, 4, 2]
    production_of(db, many[0]).state = ProductionState.RUNNING
    db.flush()
    assert [place_in_queue(db, each) for each in (*many, one)] == [0, 2, 3, 1]


def test_what_can_be_expected_is_a_range_and_unknown_at_first(db: Session) -> None:
    reader_id = desk.reader(db)
    request = asked(db, reader_id, desk.title(db))
    assert measured_pace(db, now=NOON, at_once=1) is None
    assert expected(db, request, now=NOON, pace=None) is None
    for minutes in range(10, 70, 10):
        production = want(
            db, title_id=desk.title(db), manner=STANDARD, forms=["brf"], priority=1, now=NOON
        )
        assert isinstance(production, Production)
        production.state, production.started_at = ProductionState.DONE, NOON
        production.finished_at = NOON + timedelta(minutes=minutes)
    db.flush()
    pace = measured_pace(db, now=NOON + HOUR, at_once=1)
    assert pace is not None
    first = expected(db, request, now=NOON, pace=pace)
    behind = expected(db, asked(db, desk.reader(db), desk.title(db)), now=NOON, pace=pace)
    assert first is not None and behind is not None  # noqa: PT018
    assert NOON < first.earliest_at < first.latest_at
    assert behind.latest_at > first.latest_at
    production_of(db, request).state = ProductionState.PARKED
    assert expected(db, request, now=NOON, pace=pace) is None


def test_pages_of_requests_miss_none_and_repeat_none(db: Session) -> None:
    reader_id = desk.reader(db)
    requests = [asked(db, reader_id, desk.title(db)) for _ in range(7)]
    seen, after = [], None
    while True:
        page = requests_for_staff(db, Filters(reader_id=reader_id), after=after, limit=3)
        seen += [request.id for request in page.requests]
        after = page.next_after
        if after is None:
            break
    assert seen == [request.id for request in requests]
    assert counts(db)[RequestState.WAITING] == 7
    assert [each.request.id for each in open_requests(db, reader_id=reader_id, now=NOON)] == seen
    withdraw(db, request_id=seen[0], reader_id=reader_id, now=NOON)
    assert [each.id for each in closed_requests(db, reader_id=reader_id).requests] == seen[:1]
    only = Filters(states=frozenset({RequestState.WITHDRAWN}), kinds=frozenset({AUDIO}))
    assert [each.id for each in requests_for_staff(db, only).requests] == seen[:1]
    assert request_of(db, request_id=seen[0], reader_id=reader_id).title.name == "Абай жолы"
    with pytest.raises(RequestNotFound):
        request_of(db, request_id=seen[0], reader_id=reader_id + 1)
