"""Every page says who is there, speaks one language, and answers a failure in words."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Page

from access.database.opening import Database
from access.people.person import Person
from access.people.records import Role
from api.web.app import create_app
from api.web.frame import places
from api.web.frame.doors import Doors
from api.web.frame.pages import own_path
from api.web.frame.places import places_of
from api.words.catalogues import LOCALES
from api.words.gathering import AREAS, forms, missing, renewed, written
from api.words.languages import LANGUAGES, chosen
from tests.api.web.conftest import CARD, NOON, PASSWORD, open_account, sign_in
from tests.browser import tab_to, violations

NAME = "Айгүл Сейітова"
FACT = re.compile(r"%\(\w+\)[sd]")
OPEN_PAGES = ("/sign-in", "/help", "/privacy", "/nowhere")


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_sentence_is_said_in_every_language(area: str, language: str) -> None:
    """No reader meets a page half in a language that she does not read."""
    assert missing(area, language) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_translation_names_the_same_facts(language: str) -> None:
    """A fact that a translator lost would be a hole in the page, a new one would break it."""
    for area in AREAS:
        for message in renewed(area, language):
            asked = message.id if isinstance(message.id, str) else message.id[-1]
            for form in forms(message) if asked else ():
                assert set(FACT.findall(form)) == set(FACT.findall(asked)), asked


def test_the_files_for_translators_are_as_gathered() -> None:
    """`make words` was run after the pages changed."""
    for language in ("kk", "ru"):
        for path in (LOCALES / language).glob("*.po"):
            assert path.read_bytes() == written(renewed(path.stem, language)), path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_a_page_has_its_language_one_heading_and_names(
    client: TestClient, path: str, language: str
) -> None:
    page = html.fromstring(client.get(path, params={"lang": language}).text)
    assert page.get("lang") == language
    assert page.findtext(".//title")
    assert len(page.findall(".//h1")) == 1


def test_a_chosen_language_stays(client: TestClient) -> None:
    client.get("/help", params={"lang": "kk"})
    assert html.fromstring(client.get("/help").text).get("lang") == "kk"


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_wish_and_any_header_give_a_language_of_ours(wish: str, header: str) -> None:
    assert chosen([wish], header) in LANGUAGES


@given(st.text(max_size=60))
def test_no_address_leads_away_from_the_library(wish: str) -> None:
    """A link in a letter cannot send a reader who signs in to somebody else's page."""
    path = own_path(wish)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))


@pytest.mark.usefixtures("reader_id")
def test_a_reader_signs_in_and_out(client: TestClient) -> None:
    sign_in(client, CARD)
    assert "Айгүл Сейітова" in client.get("/help").text
    client.post("/sign-out")
    assert "Айгүл" not in client.get("/help").text


@pytest.mark.usefixtures("reader_id")
def test_a_computer_with_a_wrong_clock_stays_signed_in(doors: Doors) -> None:
    """The browser's clock is a year ahead of the library's; the sign-in lasts as long as ever."""
    behind = replace(doors, clock=lambda: NOON - timedelta(days=365))
    ahead = TestClient(create_app(behind), headers={"Accept-Language": "en"})
    sign_in(ahead, CARD)
    assert "Айгүл Сейітова" in ahead.get("/help").text


@pytest.mark.usefixtures("reader_id")
@pytest.mark.parametrize("card", [CARD, "K-999"])
def test_a_wrong_password_and_an_unknown_card_sound_alike(client: TestClient, card: str) -> None:
    """Nobody can find out who is a reader of ours."""
    answer = client.post("/sign-in", data={"name": card, "password": "guess of 1"})
    assert answer.status_code == 422
    assert "do not belong together" in answer.text
    assert "guess of 1" not in answer.text


def test_an_empty_form_says_what_is_missing_field_by_field(client: TestClient) -> None:
    answer = client.post("/sign-in", data={})
    page = html.fromstring(answer.text)
    assert [a.get("href") for a in page.xpath("//*[@role='alert']//a")] == ["#name", "#password"]
    assert page.xpath("//*[@id='name']/@aria-describedby") == ["name-error"]


@pytest.mark.usefixtures("reader_id")
def test_another_sites_form_is_refused(client: TestClient) -> None:
    wish = {"name": CARD, "password": PASSWORD}
    assert (
        client.post("/sign-in", data=wish, headers={"Sec-Fetch-Site": "cross-site"}).status_code
        == 403
    )
    assert (
        client.post("/sign-in", data=wish, headers={"Origin": "https://evil.example"}).status_code
        == 403
    )


def test_a_form_without_end_is_refused_in_words(client: TestClient) -> None:
    answer = client.post("/sign-in", data={"name": "x" * 2_000_000})
    assert answer.status_code == 413
    assert "at most 1 MB" in answer.text


def test_our_own_fault_is_said_without_a_fact_of_a_reader(
    app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ValueError(NAME)

    app.add_api_route("/broken", broken)
    answer = TestClient(app).get("/broken", params={"lang": "ru"})
    assert answer.status_code == 500
    assert "ошибка" in answer.text
    assert NAME not in answer.text + caplog.text
    assert "ValueError" in caplog.text


def test_somebody_of_the_staff_sees_their_menu(client: TestClient, desk: Database) -> None:
    open_account(desk, "gulnara", Role.COORDINATOR)
    answer = client.post(
        "/sign-in", data={"name": "gulnara", "password": PASSWORD}, follow_redirects=False
    )
    assert answer.headers["location"] == "/staff/readers"
    menu = html.fromstring(client.get("/help").text).xpath(
        "//nav[@aria-label='Main menu']//a/@href"
    )
    assert "/staff/requests" in menu
    assert "/bench/lexicon" not in menu


def test_a_long_menu_is_told_in_groups_and_loses_no_entry(
    client: TestClient, desk: Database
) -> None:
    """Each group is a list that says what it is; a short menu stays one list."""
    short = html.fromstring(client.get("/help").text)
    assert short.xpath("//nav[@aria-label='Main menu']//p") == []
    open_account(desk, "everything", *Role)
    sign_in(client, "everything")
    menu = html.fromstring(client.get("/help").text).xpath("//nav[@aria-label='Main menu']")[0]
    names = [menu.get_element_by_id(one).text for one in menu.xpath(".//ul/@aria-labelledby")]
    assert names == ["For you", "Readers", "Home delivery", "Books", "Network"]
    everybody = Person(
        account_id=1, name="", roles=frozenset(Role), screen_language="en", speech_language="en"
    )
    assert sorted(menu.xpath(".//a/@href")) == sorted(one.path for one in places_of(everybody))


def test_every_entry_of_the_menu_is_in_one_group() -> None:
    known = [one for one in vars(places).values() if isinstance(one, places.Place)]
    grouped = [one for _, members in places.GROUPS for one in members]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == set(known)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_axe_finds_nothing(window: Page, path: str, language: str) -> None:
    window.goto(f"{path}?lang={language}")
    assert violations(window) == []


@pytest.mark.usefixtures("reader_id")
def test_a_reader_signs_in_by_keys_alone(window: Page) -> None:
    window.goto("/help")
    tab_to(window, "Sign in")
    window.keyboard.press("Enter")
    window.wait_for_url("**/sign-in*")
    tab_to(window, "Number of your card, or your name as a member of staff")
    window.keyboard.type(CARD)
    window.keyboard.press("Tab")
    window.keyboard.type(PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url("**/")
    window.goto("/help")
    assert "Signed in: Айгүл Сейітова" in window.inner_text("header")
