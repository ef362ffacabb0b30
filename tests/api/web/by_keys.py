"""What somebody does who has no mouse: signs in, goes through links, writes into fields."""

from playwright.sync_api import Page

from tests.api.web.conftest import PASSWORD
from tests.browser import tab_to

MOST_TABS = 300


def enter(window: Page, name: str, first: str) -> None:
    """Sign in by keys."""
    window.goto("/sign-in?lang=en")
    tab_to(window, "Number of your card, or your name as a member of staff")
    window.keyboard.type(name)
    window.keyboard.press("Tab")
    window.keyboard.type(PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url(first)


def go(window: Page, name: str, to: str) -> None:
    """To a link or button by Tab, and through it by Enter."""
    tab_to(window, name, most=MOST_TABS)
    window.keyboard.press("Enter")
    window.wait_for_url(to)


def typed(window: Page, label: str, text: str) -> None:
    tab_to(window, label, most=MOST_TABS)
    window.keyboard.press("Control+A")
    window.keyboard.type(text)


def on_day(window: Page, day: int, month: int, year: int) -> None:
    """The three fields of a day, one after the other."""
    for label, number in (("Day", day), ("Month", month), ("Year", year)):
        typed(window, label, str(number))
