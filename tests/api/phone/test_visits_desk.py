"""Visits of a reader who calls, from the real records, over both databases."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.records import Medium
from access.database.opening import Database
from access.notices.outbox import tell
from access.notices.records import CallOutcome, Notice, NoticeKind, NoticeState
from access.people import consents
from access.people.doors import Look
from access.people.passwords import set_pin
from access.people.records import Contact, Purpose, Reader, Way
from access.requests.records import Request, RequestKind, RequestState
from access.search.indexing import index_titles
from api.phone import acts, dialogue
from api.phone.call import Place
from api.phone.desk import Desk, SignedOut
from api.phone.visit_acts import (
    BroughtWhen,
    ChangeVisit,
    DaysFor,
    DaysFound,
    VisitChanged,
    WhenBrought,
)
from api.phone.visit_told import VisitDeed, VisitTold, VisitWish
from api.settings import Settings
from delivery.runs.publishing import publish
from delivery.runs.records import Run, Stop
from delivery.scheduling.changing import add_visit, move_to
from delivery.scheduling.scheduling import schedule
from delivery.visits.records import Cause, Visit, VisitState
from tests.access import desk as stock
from tests.access.people.people import PIN, QUICK
from tests.delivery.town import MORNING, at, courier, depot, home, on, visits

NUMBER = "+77010000001"
TUESDAY, WEDNESDAY = on(1), on(2)
Open = Callable[..., Desk]


@pytest.fixture
def reader_id(database: Database) -> int:
    """A reader who is visited at home, in a town with one courier."""
    with database.change.begin() as db:
        stock.network(db)
        courier(db, depot(db))
        number = home(db)
        reader = db.get_one(Reader, number)
        reader.speech_language = "ru"
        reader.notice_way = Way.CALL
        set_pin(db, reader_id=number, pin=PIN, cost=QUICK)
        db.add(Contact(reader_id=number, way=Way.CALL, address=NUMBER))
        return number


@pytest.fixture
def line(database: Database, tmp_path: Path) -> Open:
    def opened(caller: str = NUMBER, now: datetime = MORNING) -> Desk:
        settings = Settings(shelf_dir=tmp_path / "shelf")
        return Desk(
            database=database, settings=settings, clock=lambda: now, caller=caller,
            cost=QUICK, language="ru",
        )  # fmt: skip

    return opened


@pytest.fixture
def known(line: Open, reader_id: int) -> Desk:
    there = line()
    sign_in(there)
    return there


def sign_in(there: Desk, notice_id: int | None = None) -> None:
    asked = acts.SignIn(card="", pin=PIN, caller=NUMBER, language=None, notice_id=notice_id)
    assert isinstance(there.answer(asked), acts.SignedInAs)


def a_visit(database: Database, reader_id: int, day: date = TUESDAY) -> int:
    with database.change.begin() as db:
        visit = add_visit(
            db, reader_id=reader_id, on=day, cause=Cause.BY_HAND, by_id=None, now=MORNING
        )
        return visit.id


def in_a_run(db: Session, visit_id: int) -> Stop:
    """The visit stands in a published run, between ten and twelve."""
    visit = db.get_one(Visit, visit_id)
    made = Run(
        courier_id=1, depot_id=1, run_on=visit.visit_on, starts_at=at(9, days=1),
        ends_at=at(17, days=1), made_at=MORNING,
    )  # fmt: skip
    db.add(made)
    db.flush()
    stop = Stop(
        run_id=made.id, visit_id=visit_id, turn=1, arrives_at=at(10, 45, days=1),
        begins_at=at(10, 45, days=1), leaves_at=at(11, days=1),
    )  # fmt: skip
    db.add(stop)
    db.flush()
    publish(db, run_id=made.id, now=MORNING)
    return stop


def coming(there: Desk) -> tuple[VisitTold, ...]:
    answer = there.answer(acts.Requests())
    assert isinstance(answer, acts.Standings)
    return answer.visits


def change(
    there: Desk, deed: VisitDeed, visit_id: int, was_on: date, to_on: date | None = None
) -> VisitChanged:
    wish = VisitWish(deed=deed, visit_id=visit_id, was_on=was_on, to_on=to_on)
    answer = there.answer(ChangeVisit(wish))
    assert isinstance(answer, VisitChanged)
    return answer


def test_day_and_hours_are_told_as_they_are_promised(
    known: Desk, database: Database, reader_id: int
) -> None:
    visit_id = a_visit(database, reader_id)
    (told,) = coming(known)
    assert (told.day, told.begins, told.is_promised) == ("вторник, 1 декабря", "", False)
    with database.change.begin() as db:
        in_a_run(db, visit_id)
    (told,) = coming(known)
    assert (told.begins, told.ends, told.is_promised) == ("10:00", "12:00", True)
    assert not told.is_confirmed


def test_a_visit_is_confirmed_once_and_moved_once_however_often_the_key_is_pressed(
    known: Desk, database: Database, reader_id: int
) -> None:
    visit_id = a_visit(database, reader_id)
    for _ in range(2):
        done = change(known, VisitDeed.CONFIRM, visit_id, TUESDAY)
        assert (done.was_done, done.visits[0].is_confirmed) == (True, True)
    days = known.answer(DaysFor(visit_id))
    assert isinstance(days, DaysFound)
    assert TUESDAY not in [day.on for day in days.days]
    assert days.days[0].words == "среда, 2 декабря"
    moved = change(known, VisitDeed.MOVE, visit_id, TUESDAY, WEDNESDAY)
    assert [one.on for one in moved.visits] == [WEDNESDAY]
    again = change(known, VisitDeed.MOVE, visit_id, TUESDAY, on(3))
    assert (again.was_done, again.says[0].name) == (False, "visit_changed_before")
    with database.look.begin() as db:
        visit = db.get_one(Visit, visit_id)
        assert (visit.visit_on, visit.times_moved, visit.confirmed_at) == (WEDNESDAY, 1, None)
        looks = db.execute(select(Look.what, Look.door, Look.account_id)).all()
    assert ("visit_moved", "phone", None) in [tuple(look) for look in looks]


def test_who_is_not_at_home_comes_on_the_next_day_with_room(
    known: Desk, database: Database, reader_id: int
) -> None:
    visit_id = a_visit(database, reader_id)
    moved = change(known, VisitDeed.AWAY, visit_id, TUESDAY)
    assert [one.on for one in moved.visits] == [WEDNESDAY]


def test_a_visit_is_called_off_by_its_reader_alone(
    known: Desk, database: Database, reader_id: int
) -> None:
    visit_id = a_visit(database, reader_id)
    with database.change.begin() as db:
        strangers = add_visit(
            db, reader_id=home(db, 3), on=TUESDAY, cause=Cause.BY_HAND, by_id=None, now=MORNING
        ).id
    assert change(known, VisitDeed.CALL_OFF, strangers, TUESDAY).was_done is False
    for deed in (VisitDeed.CONFIRM, VisitDeed.MOVE, VisitDeed.AWAY):
        assert change(known, deed, strangers, TUESDAY, WEDNESDAY).was_done is False
    assert known.answer(DaysFor(strangers)) == DaysFound(())
    done = change(known, VisitDeed.CALL_OFF, visit_id, TUESDAY)
    assert (done.was_done, done.visits) == (True, ())
    assert change(known, VisitDeed.CONFIRM, visit_id, TUESDAY).was_done is False
    with database.look.begin() as db:
        assert db.get_one(Visit, strangers).state is VisitState.FIXED
        looks = list(db.scalars(select(Look.what).where(Look.reader_id == reader_id)))
    assert looks.count("visit_cancelled") == 1


def test_a_day_that_was_taken_meanwhile_is_said_to_be_gone(
    known: Desk, database: Database, reader_id: int
) -> None:
    first, second = a_visit(database, reader_id), a_visit(database, reader_id, WEDNESDAY)
    days = known.answer(DaysFor(first))
    assert isinstance(days, DaysFound)
    assert WEDNESDAY not in [day.on for day in days.days]
    refused = change(known, VisitDeed.MOVE, first, TUESDAY, WEDNESDAY)
    assert (refused.was_done, refused.says[0].name) == (False, "visit_day_gone")
    assert sorted(one.visit_id for one in refused.visits) == sorted([first, second])


def a_copy(database: Database, medium: Medium = Medium.BRAILLE) -> int:
    with database.change.begin() as db:
        title_id = stock.title(db, "Абай жолы")
        stock.copy(db, title_id, stock.point(db, "b7"), medium)
        index_titles(db, [title_id])
        return title_id


def when(there: Desk, title_id: int, kind: RequestKind) -> str:
    answer = there.answer(WhenBrought(title_id, kind))
    assert isinstance(answer, BroughtWhen)
    return answer.says[0].name


def test_a_copy_that_is_asked_for_leads_to_a_visit_and_its_day_is_read_back(
    known: Desk, database: Database, reader_id: int
) -> None:
    title_id = a_copy(database)
    assert when(known, title_id, RequestKind.HOME_DELIVERY) == "comes_by"
    asked = known.answer(acts.AskFor(title_id, RequestKind.HOME_DELIVERY, None, again=False))
    assert isinstance(asked, acts.AskedFor)
    assert (asked.is_aside, asked.says[0].name) == (True, "comes_by")
    with database.change.begin() as db:
        schedule(db, now=MORNING)
        (visit,) = visits(db, reader_id)
        assert Cause.REQUEST.value in visit.causes
        visit_id = visit.id
    assert [one.visit_id for one in coming(known)] == [visit_id]
    assert when(known, a_copy_of_another(database), RequestKind.HOME_DELIVERY) == "comes_with"


def a_copy_of_another(database: Database) -> int:
    with database.change.begin() as db:
        title_id = stock.title(db, "Қан мен тер")
        stock.copy(db, title_id, stock.point(db, "b8"), Medium.PRINT)
        return title_id


def test_a_cartridge_that_is_asked_for_leads_to_a_visit_as_soon_as_it_is_made(
    known: Desk, database: Database, reader_id: int
) -> None:
    with database.change.begin() as db:
        title_id = stock.title(db, "Ай мен Айша")
    assert when(known, title_id, RequestKind.CARTRIDGE) == "comes_when_ready"
    wish = acts.AskFor(title_id, RequestKind.CARTRIDGE, None, again=False)
    for _ in range(2):
        asked = known.answer(wish)
        assert isinstance(asked, acts.AskedFor)
        assert asked.says[0].name == "comes_when_ready"
    with database.change.begin() as db:
        (made,) = db.scalars(select(Request)).all()
        assert (made.kind, made.form) == (RequestKind.HOME_DELIVERY, "daisy202")
        made.edition_id = stock.edition(db, title_id)
        made.state, made.ready_at = RequestState.READY, MORNING
        db.flush()
        schedule(db, now=MORNING)
        (visit,) = visits(db, reader_id)
        assert Cause.REQUEST.value in visit.causes


def test_a_cartridge_that_exists_is_lent(known: Desk, database: Database) -> None:
    title_id = a_copy(database, Medium.CARTRIDGE)
    assert when(known, title_id, RequestKind.CARTRIDGE) == "comes_by"
    asked = known.answer(acts.AskFor(title_id, RequestKind.CARTRIDGE, None, again=False))
    assert isinstance(asked, acts.AskedFor)
    assert asked.is_aside
    with database.look.begin() as db:
        assert db.scalars(select(Request.form)).one() == "cartridge"


def test_who_is_not_visited_yet_hears_so(line: Open, database: Database) -> None:
    with database.change.begin() as db:
        number = stock.reader(db)
        set_pin(db, reader_id=number, pin=PIN, cost=QUICK)
        card = db.get_one(Reader, number).card_number
    there = line("+77019999999")
    there.answer(acts.SignIn(card=card, pin=PIN, caller="", language=None))
    title_id = a_copy(database)
    assert when(there, title_id, RequestKind.HOME_DELIVERY) == "comes_not_yet"
    assert coming(there) == ()


def planned(database: Database, reader_id: int, visit_id: int) -> int:
    """The notice that the run's publishing wrote."""
    with database.change.begin() as db:
        in_a_run(db, visit_id)
        return db.scalars(
            select(Notice.id).where(
                Notice.reader_id == reader_id, Notice.kind == NoticeKind.VISIT_PLANNED
            )
        ).one()


def test_a_call_about_a_courier_says_nothing_before_the_pin_unless_the_reader_agreed(
    line: Open, database: Database, reader_id: int
) -> None:
    notice_id = planned(database, reader_id, a_visit(database, reader_id))
    there = line("")
    turn = dialogue.begin_call(there.notice(notice_id), caller="")
    assert turn.call.place is Place.CALL_PIN
    (visit,) = turn.call.visits
    fine = VisitWish(deed=VisitDeed.CONFIRM, visit_id=visit.visit_id, was_on=visit.on)
    with pytest.raises(SignedOut):
        there.answer(ChangeVisit(fine))
    sign_in(there, notice_id)
    assert there.answer(ChangeVisit(fine)).was_done  # type: ignore[union-attr]


def test_who_agreed_hears_the_day_at_once_and_may_say_that_it_is_fine_and_no_more(
    line: Open, database: Database, reader_id: int
) -> None:
    visit_id = a_visit(database, reader_id)
    notice_id = planned(database, reader_id, visit_id)
    with database.change.begin() as db:
        consents.give(
            db, reader_id=reader_id, purpose=Purpose.COURIER_CALLS, wording="2026", now=MORNING
        )
    there = line("")
    rung = there.notice(notice_id)
    assert rung.opening[0].facts == {
        "day": "вторник, 1 декабря", "from": "10:00", "until": "12:00"
    }  # fmt: skip
    for wish in (
        VisitWish(deed=VisitDeed.MOVE, visit_id=visit_id, was_on=TUESDAY, to_on=WEDNESDAY),
        VisitWish(deed=VisitDeed.CALL_OFF, visit_id=visit_id, was_on=TUESDAY),
        VisitWish(deed=VisitDeed.CONFIRM, visit_id=visit_id + 1, was_on=TUESDAY),
    ):
        with pytest.raises(SignedOut):
            there.answer(ChangeVisit(wish))
    fine = VisitWish(deed=VisitDeed.CONFIRM, visit_id=visit_id, was_on=TUESDAY)
    answer = there.answer(ChangeVisit(fine))
    assert isinstance(answer, VisitChanged)
    assert (answer.was_done, answer.visits) == (True, ())
    there.do(acts.CallWent(notice_id, CallOutcome.FINE))
    with database.look.begin() as db:
        notice = db.get_one(Notice, notice_id)
        assert (notice.call_outcome, notice.read_at) == (CallOutcome.FINE, MORNING)
        assert db.get_one(Visit, visit_id).confirmed_door == "phone"
    assert there.answer(acts.LeaveMessage("a.wav", 4_000)) == acts.MessageLeft(was_kept=True)


def test_what_a_machine_heard_does_not_count_as_read(
    line: Open, database: Database, reader_id: int
) -> None:
    notice_id = planned(database, reader_id, a_visit(database, reader_id))
    line("").do(acts.CallWent(notice_id, CallOutcome.TOLD))
    with database.look.begin() as db:
        notice = db.get_one(Notice, notice_id)
        assert (notice.call_outcome, notice.read_at) == (CallOutcome.TOLD, None)


def test_the_day_is_told_as_it_is_now_and_a_visit_that_is_over_is_not_asked_about(
    line: Open, database: Database, reader_id: int
) -> None:
    visit_id = a_visit(database, reader_id)
    notice_id = planned(database, reader_id, visit_id)
    with database.change.begin() as db:
        db.get_one(Notice, notice_id).state = NoticeState.SENT  # rung up before it was moved
        db.flush()
        move_to(db, visit=db.get_one(Visit, visit_id), to_on=on(3), now=MORNING)
    visit = line("").notice(notice_id).visit
    assert visit is not None
    assert visit.day == "четверг, 3 декабря"
    late = line("", at(9, days=8)).notice(notice_id)
    assert (late.visit, late.opening) == (None, ())
    assert late.text


def test_of_a_failed_visit_the_next_one_is_asked_about(
    line: Open, database: Database, reader_id: int
) -> None:
    visit_id = a_visit(database, reader_id, on(4))
    with database.change.begin() as db:
        failed = Visit(
            reader_id=reader_id, address_id=db.get_one(Visit, visit_id).address_id,
            visit_on=on(-3), made_at=MORNING, state=VisitState.FAILED, closed_at=MORNING,
            outcome="no_answer", next_id=visit_id,
        )  # fmt: skip
        db.add(failed)
        db.flush()
        notice_id = tell(
            db, reader_id=reader_id, kind=NoticeKind.VISIT_FAILED, about=f"visit:{failed.id}",
            facts={"visit_id": failed.id, "outcome": "no_answer", "day": on(4).isoformat()},
            now=MORNING,
        ).id  # fmt: skip
    rung = line("").notice(notice_id)
    assert rung.visit is not None
    assert rung.visit.visit_id == visit_id
    assert "никто не открыл" in rung.text
    with database.look.begin() as db:
        assert db.scalar(select(func.count(Visit.id))) == 2
