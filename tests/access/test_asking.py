"""A reader asks once and gets one book, or hears clearly why not."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.catalogue.records import Title
from access.network.errors import PointNotFound
from access.notices.records import Notice, NoticeKind
from access.people.errors import MayNotActFor, ReaderClosed, ReaderNotFound
from access.people.records import Purpose, Reader, Role, Service
from access.production.errors import FormNotMakeable, NoSource
from access.production.manner import STANDARD, Manner
from access.production.records import (
    BACK_CATALOGUE,
    Production,
    ProductionState,
)
from access.production.wanting import want
from access.requests.closing import fulfil, refuse, withdraw
from access.requests.errors import (
    AlreadyHad,
    MayNotDecide,
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
from access.requests.records import Refusal, Request, RequestKind, RequestState
from tests.access import desk
from tests.access.wishes import COPY, HOUR, NOON, asked, production_of, told


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
    with pytest.raises(MayNotActFor):
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
