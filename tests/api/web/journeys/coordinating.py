"""What the coordinator does by keys alone; each page is judged before she goes on."""

from playwright.sync_api import Page

from tests.api.web.by_keys import MOST_TABS, enter, go, on_day, typed
from tests.api.web.journeys.town_house import DAY, SHE, TITLE
from tests.browser import focused_name, press, tab_to, violations

WEDNESDAY = "Wednesday, 2 December 2026"


def through(window: Page, name: str, to: str) -> None:
    """Follow a link or press a button; nothing is wrong with the page that comes."""
    go(window, name, to)
    window.wait_for_load_state()
    assert violations(window) == []


def finds_her(window: Page, reader_id: int) -> None:
    """By the beginning of her name, without the marks of its letters."""
    enter(window, "gulnara", "**/staff/readers")
    assert violations(window) == []
    typed(window, "Card, name, telephone or e-mail", "жанаб")
    press(window, "Enter")
    window.wait_for_selector("h2:has-text('Found')")
    assert violations(window) == []
    through(window, SHE, f"**/staff/readers/{reader_id}")


def writes_down_where_and_how(window: Page, reader_id: int) -> None:
    """Her house on the map, her door, and that somebody may come on Wednesdays."""
    home = f"**/staff/readers/{reader_id}/home"
    through(window, "Address, wishes and visits", home)
    through(window, "Write down the address", "**/address")
    typed(window, "Street", "Абай даңғылы")
    typed(window, "House", "13")
    typed(window, "Point on the map", "43.2210, 76.8600")
    tab_to(window, "there is no point yet")
    for _ in range(5):
        press(window, "ArrowUp")
        if focused_name(window) == "the house":
            break
    typed(window, "Telephone at the door", "8 727 222 33 44")
    press(window, "Enter")
    window.wait_for_url(f"{home}?done=address")
    through(window, "Write down how the reader is visited", "**/wishes")
    for name in ("Monday", "Tuesday", "Thursday", "Friday", "Saturday", "Sunday"):
        tab_to(window, name, most=MOST_TABS)
        if window.evaluate("document.activeElement.checked"):
            press(window, "Space")
    on_day(window, 30, 11, 2026)
    press(window, "Enter")
    window.wait_for_url(f"{home}?done=wishes")
    assert violations(window) == []


def asks_for_her(window: Page, reader_id: int) -> None:
    """A copy of a book, to be brought home."""
    window.goto(f"/staff/readers/{reader_id}")
    through(window, "Act for this reader", "**/")
    typed(window, "Words of the title, the author or the series", "ушкан уя")
    press(window, "Enter")
    window.wait_for_url("**/find*")
    through(window, TITLE, "**/titles/*")
    through(window, "Ask for this title", "**/ask")
    for _ in range(MOST_TABS):
        press(window, "Tab")
        if window.evaluate("document.activeElement.name") == "kind":
            break
    for _ in range(4):
        if focused_name(window) == "brought to my door":
            break
        press(window, "ArrowDown")
    assert focused_name(window) == "brought to my door"
    tab_to(window, "Go on")
    press(window, "Enter")
    window.wait_for_selector("h1:has-text('Check what you ask for')")
    assert violations(window) == []
    through(window, "Ask for it", "**/my/list*")
    assert TITLE in window.inner_text(".done")
    tab_to(window, f"Stop acting for {SHE}")
    press(window, "Enter")
    window.wait_for_load_state()


def publishes(window: Page) -> None:
    """On the next morning she reads the day, locks the first stop, and publishes."""
    enter(window, "gulnara", "**/staff/readers")
    through(window, "Calendar of visits", "**/staff/calendar")
    through(window, WEDNESDAY, f"**/staff/days/{DAY}")
    assert "0 of 12 visits done." in window.inner_text("main")
    first = window.inner_text("tbody tr:first-child th")
    through(window, f"Lock: 1. {first}", "**?done=locked**")
    assert "locked" in window.inner_text("tbody tr:first-child")
    through(window, "Publish all runs", "**?done=published")
    assert "The couriers see their runs" in (window.locator(":focus").text_content() or "")
