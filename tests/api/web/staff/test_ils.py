"""The page on the library's own system: how it is, what is put right by hand; readers it blocks."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page
from sqlalchemy import select

from access.catalogue.records import Copy
from access.database.opening import Database
from access.ils import carrying
from access.ils.records import IlsRule, LoanMove, MoveState, Standing, Verdict, WhyRefused
from access.ils.rule import note_answered, note_fault, set_rule
from access.ils.standing import note_standing, to_be_asked, want_standing
from access.requests.loans import lend
from api.settings import Settings
from api.web.frame.doors import Doors
from tests.access import desk as a_library
from tests.api.web.conftest import NOON, PASSWORD
from tests.browser import violations


@pytest.fixture
def doors(desk: Database) -> Doors:
    """A network with a library system."""
    return Doors(database=desk, settings=Settings(ils_host="ils.example"), clock=lambda: NOON)


def refuse_a_loan(desk: Database, *, words: str = "Нет такого билета") -> tuple[int, int]:
    """The library system said no to one loan; the numbers of the move and the reader."""
    with desk.change.begin() as db:
        set_rule(db, IlsRule.TOLD, now=NOON)
        point_id = a_library.point(db, "ils1")
        copy_id = a_library.copy(db, a_library.title(db, has_source=False), point_id)
        db.get_one(Copy, copy_id).barcode = "C-77"
        reader_id = a_library.reader(db)
        lend(db, copy_id=copy_id, reader_id=reader_id, now=NOON)
        carrying.take(db, holder="w", now=NOON)
        errand = carrying.next_errand(db, holder="w", now=NOON)
        assert errand
        carrying.turned_down(db, errand, holder="w", why=WhyRefused.REFUSED, words=words, now=NOON)
        return errand.move_id, reader_id


def state(desk: Database, move_id: int) -> MoveState:
    with desk.look.begin() as db:
        return db.get_one(LoanMove, move_id).state


def test_the_rule_is_chosen_on_the_page(staff: TestClient, desk: Database) -> None:
    assert "is told nothing" in staff.get("/staff/ils").text
    assert staff.post("/staff/ils", data={}).status_code == 422
    answer = staff.post("/staff/ils", data={"rule": "decides"})
    assert "The rule is changed" in answer.text
    assert "It has not been asked yet" in answer.text
    with desk.change.begin() as db:
        note_answered(db, now=NOON)
    assert "It answers." in staff.get("/staff/ils").text
    for code, words in (("away", "does not answer"), ("login_refused", "name or password")):
        with desk.change.begin() as db:
            note_fault(db, code, now=NOON + timedelta(hours=1))
        assert words in staff.get("/staff/ils").text


def test_what_was_refused_is_settled_or_told_again(staff: TestClient, desk: Database) -> None:
    move_id, reader_id = refuse_a_loan(desk)
    shown = staff.get("/staff/ils").text
    for words in ("C-77", "The library system said no.", "Нет такого билета"):
        assert words in shown
    assert "found the record" in staff.get(f"/staff/readers/{reader_id}/looks").text
    staff.post(f"/staff/ils/{move_id}/again")
    assert state(desk, move_id) is MoveState.WAITING
    assert "1 change of a loan" in staff.get("/staff/ils").text
    assert staff.post(f"/staff/ils/{move_id}/settled").status_code == 404
    with desk.change.begin() as db:
        errand = carrying.next_errand(db, holder="w", now=NOON)
        assert errand
        carrying.turned_down(db, errand, holder="w", why=WhyRefused.UNSURE, words="", now=NOON)
    answer = staff.post(f"/staff/ils/{move_id}/settled")
    assert "It is noted that this is settled" in answer.text
    assert "There is nothing to put right" in answer.text
    assert state(desk, move_id) is MoveState.SETTLED


def test_staff_are_warned_of_a_blocked_card(staff: TestClient, desk: Database) -> None:
    _, reader_id = refuse_a_loan(desk)
    asked = staff.post(f"/staff/readers/{reader_id}/ils")
    assert "The library system is asked" in asked.text
    with desk.change.begin() as db:
        want_standing(db, reader_id=reader_id, now=NOON)
        (one,) = to_be_asked(db, now=NOON)
        note_standing(db, one, verdict=Verdict.BLOCKED, words="Просрочено", now=NOON)
    shown = staff.get(f"/staff/readers/{reader_id}").text
    assert "lends nothing on this card" in shown
    assert "Просрочено" in shown
    with desk.look.begin() as db:
        assert db.scalars(select(Standing.wanted_at)).all() == [None]


def test_the_page_is_clean_and_goes_by_keys(staff_id: int, desk: Database, window: Page) -> None:
    """axe finds nothing, also in a narrow window; the button is reached and pressed by keys."""
    assert staff_id
    move_id, _ = refuse_a_loan(desk, words="Очень длинные слова " * 10)
    window.goto("/sign-in?lang=en")
    window.fill("#name", "gulnara")
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url("**/staff/readers")
    window.set_viewport_size({"width": 320, "height": 800})
    for language in ("en", "kk", "ru"):
        window.goto(f"/staff/ils?lang={language}")
        assert violations(window) == []
        assert window.evaluate("document.documentElement.scrollWidth") <= 320
    window.focus(f"form[action='/staff/ils/{move_id}/settled'] button")
    window.keyboard.press("Enter")
    window.wait_for_selector(".done")
    assert state(desk, move_id) is MoveState.SETTLED
    assert violations(window) == []
