"""A reader finds, asks, waits, hears and takes home, alone, by keys."""

import re
from datetime import date

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page
from sqlalchemy import select

from access.catalogue.records import Contribution, Contributor, ContributorRole
from access.people.records import Eligibility, Reader, Service
from access.requests.records import Had, Request, RequestKind, RequestState
from api.web.frame.doors import Doors
from tests.api.web.conftest import PASSWORD, sign_in
from tests.api.web.readers.conftest import Stock
from tests.browser import focused_name, tab_to


@pytest.fixture
def reader(client: TestClient, stock: Stock) -> TestClient:
    """The reader, signed in."""
    sign_in(client, stock.card)
    return client


def states(doors: Doors, title_id: int) -> list[RequestState]:
    with doors.database.look.begin() as db:
        return list(db.scalars(select(Request.state).where(Request.title_id == title_id)))


def test_a_book_is_asked_for_by_keys_alone(window: Page, stock: Stock, doors: Doors) -> None:
    """From the first page to the list, without a mouse and without a look at the screen."""
    window.goto("/sign-in")
    tab_to(window, "Number of your card, or your name as a member of staff")
    window.keyboard.type(stock.card)
    window.keyboard.press("Tab")
    window.keyboard.type(PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url("**/")
    tab_to(window, "Words of the title, the author or the series")
    window.keyboard.type("кан мен терди")
    window.keyboard.press("Enter")
    window.wait_for_url("**/find*")
    tab_to(window, "Қан мен тер")
    window.keyboard.press("Enter")
    window.wait_for_url("**/titles/*")
    tab_to(window, "Ask for this title")
    window.keyboard.press("Enter")
    window.wait_for_url("**/ask")
    tab_to(window, "to hear or download")
    tab_to(window, "Go on")
    window.keyboard.press("Enter")
    window.wait_for_selector("h1:has-text('Check what you ask for')")
    tab_to(window, "Ask for it")
    window.keyboard.press("Enter")
    window.wait_for_url("**/my/list*")
    assert "Қан мен тер" in window.inner_text(".done")
    assert focused_name(window).startswith("Done")
    assert states(doors, stock.fresh_id) == [RequestState.WAITING]


def test_a_title_that_was_had_is_asked_about_first(
    reader: TestClient, stock: Stock, doors: Doors
) -> None:
    with doors.database.change.begin() as db:
        db.add(Had(reader_id=stock.reader_id, title_id=stock.fresh_id, had_on=date(2026, 5, 1)))
    wish = {"kind": "audio", "form": "", "point": "", "confirmed": "yes"}
    answer = reader.post(f"/titles/{stock.fresh_id}/ask", data=wish)
    assert "once more" in answer.text
    assert states(doors, stock.fresh_id) == []
    reader.post(f"/titles/{stock.fresh_id}/ask", data={**wish, "again": "yes"})
    assert states(doors, stock.fresh_id) == [RequestState.WAITING]


def test_a_copy_needs_a_place_to_fetch_it(reader: TestClient, stock: Stock) -> None:
    answer = reader.post(f"/titles/{stock.fresh_id}/ask", data={"kind": "copy", "form": "braille"})
    assert answer.status_code == 422
    assert html.fromstring(answer.text).xpath("//*[@role='alert']//a/@href") == ["#point"]


def test_a_cartridge_that_is_not_fetched_is_brought_as_on_the_telephone(
    reader: TestClient, stock: Stock, doors: Doors
) -> None:
    """It waits for a visit like every home delivery; the page says so before it is asked for."""
    wish = {"kind": "cartridge", "form": "", "point": ""}
    checked = reader.post(f"/titles/{stock.fresh_id}/ask", data=wish)
    assert "brought to my door" in html.fromstring(checked.text).xpath("string(//dl)")
    reader.post(f"/titles/{stock.fresh_id}/ask", data={**wish, "confirmed": "yes"})
    with doors.database.look.begin() as db:
        asked = db.scalars(select(Request).where(Request.title_id == stock.fresh_id)).one()
        assert (asked.kind, asked.form) == (RequestKind.HOME_DELIVERY, "daisy202")


def test_a_cartridge_is_fetched_by_whom_nobody_visits(
    reader: TestClient, stock: Stock, doors: Doors
) -> None:
    with doors.database.change.begin() as db:
        for one in db.scalars(select(Eligibility)):
            if one.service is Service.HOME_DELIVERY:
                one.until_on = one.since_on
    wish = {"kind": "cartridge", "form": "", "point": "", "confirmed": "yes"}
    answer = reader.post(f"/titles/{stock.fresh_id}/ask", data=wish)
    assert answer.status_code == 422
    assert html.fromstring(answer.text).xpath("//*[@role='alert']//a/@href") == ["#point"]
    reader.post(f"/titles/{stock.fresh_id}/ask", data={**wish, "point": str(stock.point_id)})
    with doors.database.look.begin() as db:
        asked = db.scalars(select(Request).where(Request.title_id == stock.fresh_id)).one()
        assert (asked.kind, asked.service_point_id) == (RequestKind.CARTRIDGE, stock.point_id)


def test_without_a_confirmed_right_the_form_says_whom_to_call(
    reader: TestClient, stock: Stock, doors: Doors
) -> None:
    with doors.database.change.begin() as db:
        for one in db.scalars(select(Eligibility)):
            one.until_on = one.since_on
    wish = {"kind": "audio", "form": "", "point": "", "confirmed": "yes"}
    answer = reader.post(f"/titles/{stock.fresh_id}/ask", data=wish)
    assert answer.status_code == 422
    assert "Call the library" in answer.text


def test_a_wish_is_taken_back_after_one_question(
    reader: TestClient, stock: Stock, doors: Doors
) -> None:
    asked = reader.get(f"/my/requests/{stock.making_id}/withdraw")
    assert "Ай мен Айша" in asked.text
    done = reader.post(f"/my/requests/{stock.making_id}/withdraw")
    assert "any more" in html.fromstring(done.text).xpath("string(//*[@role='status'])")
    with doors.database.look.begin() as db:
        assert db.get_one(Request, stock.making_id).state is RequestState.WITHDRAWN


def test_what_is_ready_of_a_book_can_be_heard_while_it_is_made(
    reader: TestClient, stock: Stock
) -> None:
    page = reader.get(f"/my/requests/{stock.making_id}/listen").text
    assert "Бірінші тарау" in page
    sound = html.fromstring(page).xpath("//audio/@src")[0]
    part = reader.get(sound, headers={"Range": "bytes=3-5"})
    assert (part.status_code, part.content) == (206, b"345")


def test_opening_a_ready_book_fulfils_the_wish(
    reader: TestClient, stock: Stock, doors: Doors
) -> None:
    page = html.fromstring(reader.get(f"/editions/{stock.edition_id}").text)
    assert reader.get(page.xpath("//audio/@src")[0]).content == b"0123456789"
    home = reader.get(page.xpath("//a[contains(@href, '/forms/daisy202')]/@href")[0])
    assert home.headers["content-type"] == "application/zip"
    assert states(doors, stock.ready_id) == [RequestState.FULFILLED]


def test_notices_are_read_once(reader: TestClient) -> None:
    assert "Notices" in reader.get("/my/list").text
    assert "I have read them" not in reader.post("/my/notices/read").text


def test_a_profile_is_changed_and_a_bad_choice_is_named(
    reader: TestClient, stock: Stock, doors: Doors
) -> None:
    good = {
        "speech_language": "ru", "screen_language": "en", "speed": "150", "forms": ["mp3", "brf"],
        "accepts_synthetic": "yes",
    }  # fmt: skip
    assert "Your change is kept" in reader.post("/my/profile/reading", data=good).text
    assert reader.post("/my/profile/reading", data={**good, "speed": "7"}).status_code == 422
    with doors.database.look.begin() as db:
        kept = db.get_one(Reader, stock.reader_id)
        assert (kept.speech_language, kept.speed_percent) == ("ru", 150)
        assert set(kept.forms) == {"mp3", "brf"}


def test_a_consent_is_given_and_taken_back(reader: TestClient) -> None:
    given = reader.post("/my/profile/consents/calls", data={"agree": "yes"}).text
    assert "Take it back: to call me by telephone" in re.sub(r"<[^>]+>", "", given)
    taken = reader.post("/my/profile/consents/calls", data={"agree": "no"}).text
    assert "Agree: to call me by telephone" in re.sub(r"<[^>]+>", "", taken)


def test_a_new_password_is_said_to_be_weak_at_its_field(reader: TestClient) -> None:
    answer = reader.post(
        "/my/profile/password",
        data={"present": PASSWORD, "new": "12345678", "repeated": "12345678"},
    )
    assert html.fromstring(answer.text).xpath("//*[@id='new']/@aria-invalid") == ["true"]
    assert "12345678" not in answer.text


def test_the_card_shows_its_number_and_a_code(reader: TestClient, stock: Stock) -> None:
    page = html.fromstring(reader.get("/my/card").text)
    assert stock.card in page.text_content()
    assert stock.card in page.xpath("//*[@role='img']/@aria-label")[0]
    assert page.xpath("//*[@role='img']/*[local-name()='svg']")


def test_a_slip_of_the_keyboard_still_finds_the_book_and_says_so(reader: TestClient) -> None:
    page = reader.get("/find", params={"q": "f,fq ;jks"}).text
    assert "Абай жолы" in page
    assert "Shown instead" in page


def test_a_key_for_an_app_is_shown_once_and_can_be_taken_away(reader: TestClient) -> None:
    made = html.fromstring(reader.post("/my/keys", data={"name": "Менің қосымшам"}).text)
    key = made.findtext(".//code")
    assert key
    assert key not in reader.get("/my/keys").text
    asked = {"Authorization": f"Bearer {key}"}
    assert reader.get("/api/v1/me", headers=asked).status_code == 200
    reader.post(made.xpath("//form[contains(@action, '/revoke')]/@action")[0])
    assert reader.get("/api/v1/me", headers=asked).status_code == 401


def test_a_liked_author_is_heard_of_until_told_otherwise(
    reader: TestClient, stock: Stock, doors: Doors
) -> None:
    with doors.database.change.begin() as db:
        author = Contributor(name="Нұрпейісов, Әбдіжәміл")
        db.add(author)
        db.flush()
        number = author.id
        db.add(
            Contribution(
                title_id=stock.fresh_id, contributor_id=number, role=ContributorRole.AUTHOR
            )
        )
    liked = reader.post(f"/my/interests/author/{number}").text
    assert "Нұрпейісов" in liked
    assert "Қан мен тер" in liked
    assert "Нұрпейісов" not in reader.post(f"/my/interests/author/{number}/end").text
