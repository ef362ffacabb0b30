"""From the first command to the book in the reader's hand: every step by its own door."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import func, select

from access.catalogue.made import Edition
from access.database.opening import open_database
from access.notices.records import Notice
from access.production.records import Production
from access.requests.records import Request
from tests.api.notices.servers import Postbox
from tests.browser import focused_name, tab_to, violations
from tests.journey.set_up import (
    PASSWORD,
    WAITS_S,
    Library,
    caller,
    certified,
    digits_for,
    registered,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers die with their parents")
CARD, EMAIL, TITLE = "K-000123", "aigul@example.kz", "Үш кілт"
MOST_WAYS = 4
PLAYS = "() => [...document.querySelectorAll('audio')].some(one => one.currentTime > 0.1)"


def test_a_book_comes_from_the_folder_into_the_readers_hand(
    library: Library, postbox: Postbox, chromium: Browser
) -> None:
    """Imported, asked for with the keyboard alone, made by a worker, told of in one letter, heard,
    taken home as DAISY 2.02 without a fault; no page of all these has a violation."""
    with library.pages() as server, library.worker():
        digits = _somebody_is_registered(library, server.address)
        with _at_home(chromium, server.address) as window:
            _choose_a_password(window, digits)
            _wish_for_letters(window)
            _ask(window)
            _wait_for_the_letter(postbox)
            _hear(window)
            packed = _take_home(window, library.folder)
    checked = json.loads(library.dauys("check", "--json", str(packed)))
    assert [(book["form"], book["faults"]) for book in checked] == [("daisy202", [])]
    _each_thing_is_there_once(library)
    assert postbox.recipients == [EMAIL]


def _somebody_is_registered(library: Library, address: str) -> str:
    """Answers the ten digits that the reader is told."""
    password, key = library.coordinator()
    with caller(address, key) as staff:
        reader_id = registered(staff, CARD, screen_language="en", emails=[EMAIL])
        certified(staff, reader_id)
    return digits_for(address, reader_id, password)


@contextmanager
def _at_home(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=address, locale="en-GB", accept_downloads=True)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def _opened(window: Page, place: str) -> None:
    """A page is there; it is judged before anybody goes on."""
    window.wait_for_url(place)
    assert violations(window) == []


def _choose_a_password(window: Page, digits: str) -> None:
    window.goto("/")
    tab_to(window, "Sign in")
    window.keyboard.press("Enter")
    _opened(window, "**/sign-in")
    tab_to(window, "The library gave you ten digits for a new password")
    window.keyboard.press("Enter")
    _opened(window, "**/reset")
    tab_to(window, "Number of your card")
    for words in (CARD, digits, PASSWORD, PASSWORD):
        window.keyboard.type(words)
        window.keyboard.press("Tab")
    tab_to(window, "Keep the password and sign in", most=60)
    window.keyboard.press("Enter")
    _opened(window, "**/")


def _wish_for_letters(window: Page) -> None:
    """By e-mail, at any hour, which the reader agrees to."""
    tab_to(window, "My profile")
    window.keyboard.press("Enter")
    _opened(window, "**/my/profile")
    tab_to(window, "Agree: to send me notices")
    window.keyboard.press("Enter")
    _opened(window, "**/my/profile?done=1*")
    tab_to(window, "Change Notices")
    window.keyboard.press("Enter")
    _opened(window, "**/my/profile/notices*")
    tab_to(window, "on these pages only")
    for _ in range(MOST_WAYS):
        window.keyboard.press("ArrowUp")
        if focused_name(window) == "by e-mail":
            break
    for field in ("Quiet hours begin", "Quiet hours end"):
        tab_to(window, field)
        window.keyboard.type("12")
    tab_to(window, "Keep")
    window.keyboard.press("Enter")
    _opened(window, "**/my/profile?done=1*")


def _ask(window: Page) -> None:
    tab_to(window, "Find a book")
    window.keyboard.press("Enter")
    _opened(window, "**/")
    tab_to(window, "Words of the title, the author or the series")
    window.keyboard.type("уш килт")
    window.keyboard.press("Enter")
    _opened(window, "**/find*")
    tab_to(window, TITLE)
    window.keyboard.press("Enter")
    _opened(window, "**/titles/*")
    tab_to(window, "Ask for this title")
    window.keyboard.press("Enter")
    _opened(window, "**/ask")
    tab_to(window, "Go on")
    window.keyboard.press("Enter")
    window.wait_for_selector("h1:has-text('Check what you ask for')")
    assert violations(window) == []
    tab_to(window, "Ask for it")
    window.keyboard.press("Enter")
    _opened(window, "**/my/list*")
    assert TITLE in window.inner_text(".done")


def _wait_for_the_letter(postbox: Postbox) -> None:
    ends_s = time.monotonic() + WAITS_S
    while not postbox.letters:
        assert time.monotonic() < ends_s, "no letter came"
        time.sleep(0.2)


def _hear(window: Page) -> None:
    window.goto("/my/list")
    assert violations(window) == []
    tab_to(window, f"Listen or take home {TITLE}")
    window.keyboard.press("Enter")
    _opened(window, "**/editions/*")
    source = window.get_attribute("audio", "src")
    part = window.request.get(str(source), headers={"Range": "bytes=100-199"})
    assert (part.status, len(part.body())) == (206, 100)
    window.evaluate("document.querySelector('audio').focus()")
    window.keyboard.press("Space")
    window.wait_for_function(PLAYS)
    window.keyboard.press("Space")


def _take_home(window: Page, folder: Path) -> Path:
    window.reload()
    name = window.inner_text("a[href$='/forms/daisy202']")
    tab_to(window, name)
    with window.expect_download() as download:
        window.keyboard.press("Enter")
    packed = folder / "home.zip"
    download.value.save_as(packed)
    return packed


def _each_thing_is_there_once(library: Library) -> None:
    database = open_database(library.url)
    with database.look.begin() as db:
        counts = {
            kind.__name__: db.scalar(select(func.count()).select_from(kind))
            for kind in (Request, Production, Edition, Notice)
        }
    database.close()
    assert counts == {"Request": 1, "Production": 1, "Edition": 1, "Notice": 1}
