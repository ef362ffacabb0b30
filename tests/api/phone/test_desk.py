"""The desk behind the line, over both databases: who may hear what, orders, places, notices."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from access.catalogue.made import Edition
from access.catalogue.records import Medium, Subject, Title, TitleSubject
from access.database.opening import Database
from access.listening.places import Place as Spot
from access.listening.records import Position, Spoken
from access.notices.calling import NoticeNotFound
from access.notices.outbox import tell
from access.notices.records import CallOutcome, Notice, NoticeKind
from access.people.passwords import set_pin
from access.people.records import Contact, Reader, ReaderSubject, Service, Way
from access.people.signing_in import sign_out_everywhere
from access.production.records import Production
from access.requests.had import note_had
from access.requests.records import Request, RequestKind, RequestState
from access.search.indexing import index_titles
from access.search.keypad import digits_of
from api.phone import acts
from api.phone.desk import Desk, Greeting, SignedOut
from api.phone.saying import Say
from api.settings import Settings
from tests.access import desk as stock
from tests.access.people.people import PIN, QUICK

NOON = stock.NOON
NUMBER = "+77010000001"
AUDIO, HOME = RequestKind.AUDIO, RequestKind.HOME_DELIVERY
Open = Callable[..., Desk]


@pytest.fixture
def reader_id(database: Database) -> int:
    with database.change.begin() as db:
        number = stock.reader(db)
        set_pin(db, reader_id=number, pin=PIN, cost=QUICK)
        db.get_one(Reader, number).speech_language = "ru"
        db.add(Contact(reader_id=number, way=Way.CALL, address=NUMBER))
        return number


@pytest.fixture
def line(database: Database, tmp_path: Path) -> Open:
    """Opens desks of calls."""

    def opened(
        caller: str = NUMBER, now: datetime = NOON, person: str = "", hours: str = "1-7 00:00-24:00"
    ) -> Desk:
        settings = Settings(
            shelf_dir=tmp_path / "shelf", phone_person=person, phone_person_hours=hours
        )
        return Desk(
            database=database, settings=settings, clock=lambda: now, caller=caller, cost=QUICK
        )

    return opened


def sign_in(
    desk: Desk, *, card: str = "", pin: str = PIN, language: str | None = None
) -> acts.Answer:
    asked = acts.SignIn(card=card, pin=pin, caller=desk.caller, language=language)
    return desk.answer(asked)


@pytest.fixture
def known(line: Open, reader_id: int) -> Desk:
    desk = line()
    assert isinstance(sign_in(desk), acts.SignedInAs)
    return desk


def a_title(
    database: Database, name: str = "Старый мост", *, copies: tuple[Medium, ...] = ()
) -> int:
    with database.change.begin() as db:
        number = stock.title(db, name)
        if copies:
            point = stock.point(db, f"b{number}")
            for medium in copies:
                stock.copy(db, number, point, medium)
        index_titles(db, [number])
        return number


def an_edition(database: Database, title_id: int, shelf: Path) -> None:
    """A published edition with two chapters of a minute each."""
    with database.change.begin() as db:
        edition = db.get_one(Edition, stock.edition(db, title_id))
        edition.length_ms = 120_000
        edition.sections = [
            {"title": f"{number} тарау", "language": "kk", "level": 1, "sounds": [f"s{number}.mp3"]}
            for number in (1, 2)
        ]
        folder = shelf / edition.folder / "sound"
    folder.mkdir(parents=True)
    table = {"sounds": {"s1.mp3": 60_000, "s2.mp3": 60_000}, "phrases": []}
    (folder / "phrases.json").write_text(json.dumps(table), encoding="utf-8")


def test_a_number_suggests_a_card_and_a_language_only_where_one_reader_has_it(
    line: Open, database: Database, reader_id: int
) -> None:
    assert line().greeting() == Greeting(knows_card=True, language="ru")
    assert line("+77019999999").greeting() == Greeting(knows_card=False, language="")
    with database.change.begin() as db:
        db.add(Contact(reader_id=stock.reader(db), way=Way.SMS, address=NUMBER))
    assert line().greeting().knows_card is False
    assert sign_in(line()) == acts.NotSignedIn(is_locked=False)


def test_three_wrong_pins_lock_the_card_for_other_callers_and_the_caller_for_other_cards(
    line: Open, database: Database, reader_id: int
) -> None:
    for _ in range(2):
        assert sign_in(line(), pin="0000") == acts.NotSignedIn(is_locked=False)
    assert sign_in(line(), pin="0000") == acts.NotSignedIn(is_locked=True)
    with database.look.begin() as db:
        card = db.get_one(Reader, reader_id).card_number
    assert sign_in(line("+77018888888"), card=card) == acts.NotSignedIn(is_locked=True)
    later = line(now=NOON + timedelta(minutes=16))
    assert isinstance(sign_in(later), acts.SignedInAs)


def test_nothing_of_a_reader_is_answered_before_the_pin_nor_after_the_end(
    line: Open, database: Database, reader_id: int
) -> None:
    desk = line()
    for question in (acts.Requests(), acts.FindReady(), acts.OpenBook(0), acts.ReadNews()):
        with pytest.raises(SignedOut):
            desk.answer(question)
    sign_in(desk)
    with database.change.begin() as db:
        sign_out_everywhere(db, reader_id=reader_id)
    with pytest.raises(SignedOut):
        desk.answer(acts.Requests())


def test_the_language_chosen_once_is_remembered(
    line: Open, database: Database, reader_id: int
) -> None:
    answer = sign_in(line(), language="en")
    assert isinstance(answer, acts.SignedInAs)
    assert answer.language == "en"
    assert line().greeting().language == "en"


def test_a_title_is_found_by_letters_number_and_mark(known: Desk, database: Database) -> None:
    title_id = a_title(database, copies=(Medium.PRINT,))
    found = known.answer(acts.FindByKeys(digits_of("стар")))
    assert isinstance(found, acts.Found)
    assert [title.title_id for title in found.titles] == [title_id]
    for number in (str(title_id), "0" * 20 + str(title_id)):
        assert known.answer(acts.FindByNumber(number)) == found
    assert known.answer(acts.FindByNumber("9" * 24)) == acts.Found(())
    assert known.answer(acts.FindByKeys("22")) == acts.Found(())


def test_new_in_my_subjects_is_what_came_lately(
    known: Desk, database: Database, reader_id: int
) -> None:
    assert known.answer(acts.FindNew()) == acts.Found(())
    title_id = a_title(database)
    with database.change.begin() as db:
        subject = Subject(code="1", name="Тарих")
        db.add(subject)
        db.flush()
        db.add(ReaderSubject(reader_id=reader_id, subject_id=subject.id))
        db.add(TitleSubject(title_id=title_id, subject_id=subject.id))
    found = known.answer(acts.FindNew())
    assert isinstance(found, acts.Found)
    assert [title.title_id for title in found.titles] == [title_id]


def test_asking_twice_orders_once_and_the_request_stands(known: Desk, database: Database) -> None:
    title_id = a_title(database)
    wish = acts.AskFor(title_id, AUDIO, None, again=False)
    for _ in range(3):
        assert known.answer(wish) == acts.AskedFor(is_ready=False, is_aside=False)
    with database.look.begin() as db:
        assert db.scalar(select(func.count(Request.id))) == 1
        assert db.scalar(select(func.count(Production.id))) == 1
        assert db.scalars(select(Request.door)).one() == "phone"
    told = known.answer(acts.Requests())
    assert isinstance(told, acts.Standings)
    (one,) = told.standings
    assert one.says[0].name == "stands_line"
    assert known.answer(acts.Withdraw(one.request_id)) == acts.Withdrawn(was_done=True)
    assert known.answer(acts.Requests()) == acts.Standings(())


def test_a_copy_to_the_door_asks_for_its_medium_where_there_are_several(
    known: Desk, database: Database
) -> None:
    title_id = a_title(database, copies=(Medium.PRINT, Medium.BRAILLE))
    asked = known.answer(acts.AskFor(title_id, HOME, None, again=False))
    assert isinstance(asked, acts.ChooseMedium)
    assert [word for word, _ in asked.media] == ["braille", "print"]
    given = known.answer(acts.AskFor(title_id, HOME, "braille", again=False))
    not_yet = (Say("comes_not_yet"),)
    assert given == acts.AskedFor(is_ready=False, is_aside=True, says=not_yet)


def test_what_cannot_be_asked_for_is_said_in_the_readers_language(
    line: Open, database: Database
) -> None:
    with database.change.begin() as db:
        number = stock.reader(db, entitled=(Service.AUDIO,))
        set_pin(db, reader_id=number, pin=PIN, cost=QUICK)
        card = db.get_one(Reader, number).card_number
        had = stock.title(db, "Абай жолы")
        note_had(db, reader_id=number, title_id=had, on=NOON.date())
        bare = stock.title(db, "Бос", has_source=False)
    desk = line("+77017777777")
    sign_in(desk, card=card, language="en")
    assert isinstance(desk.answer(acts.AskFor(had, AUDIO, None, again=False)), acts.HadAlready)
    assert desk.answer(acts.AskFor(had, AUDIO, None, again=True)) == acts.AskedFor(
        is_ready=False, is_aside=False
    )
    refused = desk.answer(acts.AskFor(had, HOME, None, again=True))
    assert isinstance(refused, acts.Refused)
    assert refused.says[0].name == "not_entitled"
    nothing = desk.answer(acts.AskFor(bare, AUDIO, None, again=False))
    assert isinstance(nothing, acts.Refused)
    assert nothing.says[0].facts["why"]
    assert desk.answer(acts.ReadTitle(9_999)) == acts.Found(())


def test_a_book_is_opened_where_it_was_left_and_its_request_is_fulfilled(
    known: Desk, database: Database, reader_id: int
) -> None:
    title_id = a_title(database)
    an_edition(database, title_id, known.settings.shelf_dir)
    asked = known.answer(acts.AskFor(title_id, AUDIO, None, again=False))
    assert asked == acts.AskedFor(is_ready=True, is_aside=False)
    opened = known.answer(acts.OpenBook(title_id))
    assert isinstance(opened, acts.BookOpened)
    book = opened.book
    assert book is not None
    assert [track.length_ms for track in book.tracks] == [60_000, 60_000]
    assert (book.is_begun, book.is_whole) == (False, True)
    with database.look.begin() as db:
        assert db.scalars(select(Request.state)).one() is RequestState.FULFILLED
    spot = Spot(sound="s2.mp3", at_ms=5_000, book_ms=65_000, length_ms=120_000)
    known.do(acts.KeepPlace(book, spot))
    known.do(acts.SetMark(book, spot))
    again = known.answer(acts.OpenBook(0))
    assert isinstance(again, acts.BookOpened)
    assert again.book is not None
    assert (again.book.start_ms, again.book.is_begun) == (65_000, True)
    assert [mark.book_ms for mark in again.book.marks] == [65_000]
    ready = known.answer(acts.FindReady())
    assert isinstance(ready, acts.Found)
    assert [title.title_id for title in ready.titles] == [title_id]
    known.do(acts.ForgetPlace(book))
    assert known.answer(acts.OpenBook(0)) == acts.BookOpened(None)
    with database.look.begin() as db:
        assert db.scalar(select(func.count(Position.id))) == 0


def test_who_is_not_entitled_hears_no_book(line: Open, database: Database) -> None:
    title_id = a_title(database)
    with database.change.begin() as db:
        number = stock.reader(db, entitled=())
        set_pin(db, reader_id=number, pin=PIN, cost=QUICK)
        card = db.get_one(Reader, number).card_number
    desk = line("+77016666666")
    an_edition(database, title_id, desk.settings.shelf_dir)
    sign_in(desk, card=card)
    assert isinstance(desk.answer(acts.OpenBook(title_id)), acts.Refused)
    with database.change.begin() as db:
        db.get_one(Title, title_id).hidden_at = NOON
    assert desk.answer(acts.OpenBook(title_id)) == acts.Found(())


def test_speed_and_language_are_kept_for_the_reader(
    known: Desk, database: Database, reader_id: int
) -> None:
    known.do(acts.KeepSpeed(150))
    known.do(acts.KeepLanguage("en"))
    with database.look.begin() as db:
        reader = db.get_one(Reader, reader_id)
        assert (reader.speed_percent, reader.speech_language) == (150, "en")


def test_a_notice_is_heard_by_its_reader_alone(
    line: Open, database: Database, reader_id: int
) -> None:
    with database.change.begin() as db:
        db.get_one(Reader, reader_id).notice_way = Way.CALL
        notice_id = tell(
            db, reader_id=reader_id, kind=NoticeKind.READY, about="request:1",
            facts={"title": "Абай жолы", "asked": "audio"}, now=NOON,
        ).id  # fmt: skip
        other = stock.reader(db)
        set_pin(db, reader_id=other, pin="8153", cost=QUICK)
    desk = line("")
    told = desk.notice(notice_id)
    assert "Абай жолы" in told.text
    asked = acts.SignIn(card="", pin="8153", caller="", language=None, notice_id=notice_id)
    assert isinstance(desk.answer(asked), acts.NotSignedIn)
    asked = acts.SignIn(card="", pin=PIN, caller="", language=None, notice_id=notice_id)
    assert isinstance(desk.answer(asked), acts.SignedInAs)
    desk.do(acts.CallWent(notice_id, CallOutcome.HEARD))
    with database.look.begin() as db:
        assert db.get_one(Notice, notice_id).read_at == NOON
    with pytest.raises(NoticeNotFound):
        desk.notice(9_999)


def test_messages_are_heard_once(known: Desk, database: Database, reader_id: int) -> None:
    with database.change.begin() as db:
        tell(db, reader_id=reader_id, kind=NoticeKind.DELAYED, about="request:1",
             facts={"title": "Абай жолы"}, now=NOON)  # fmt: skip
    news = known.answer(acts.ReadNews())
    assert isinstance(news, acts.NewsRead)
    (one,) = news.news
    assert "Абай жолы" in one.text
    known.do(acts.MarkRead(one.notice_id))
    assert known.answer(acts.ReadNews()) == acts.NewsRead(())


@pytest.mark.parametrize(
    ("at", "hours", "person", "is_there"),
    [
        (NOON, "1-5 09:00-18:00", "200", True), (NOON, "1-5 09:00-18:00", "", False),
        (NOON, "1-4 09:00-18:00", "200", False), (NOON, "1-5 13:00-18:00", "200", False),
        (datetime(2026, 11, 28, 7, tzinfo=UTC), "1-5 09:00-18:00", "200", False),
    ],
)  # fmt: skip
def test_a_person_is_there_in_their_hours(
    line: Open, at: datetime, hours: str, person: str, *, is_there: bool
) -> None:
    desk = line(now=at, hours=hours, person=person)
    assert desk.answer(acts.IsPersonThere()) == acts.PersonThere(is_there)


def test_what_is_left_spoken_is_kept_with_its_reader(known: Desk, database: Database) -> None:
    assert known.answer(acts.LeaveMessage("", 0)) == acts.MessageLeft(was_kept=False)
    assert known.answer(acts.LeaveMessage("a.wav", 4_000)) == acts.MessageLeft(was_kept=True)
    with database.look.begin() as db:
        kept = db.scalars(select(Spoken)).one()
        assert (kept.sound, kept.reader_id, kept.caller) == ("a.wav", known.reader_id, NUMBER)
