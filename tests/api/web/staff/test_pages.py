"""Every page of the staff in every language: it opens, has one heading, and axe finds nothing."""

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from api.web.staff.routers import STAFF
from api.words.languages import LANGUAGES
from tests.api.web.conftest import PASSWORD
from tests.api.web.desk_day import Day
from tests.api.web.walking import filled, pages_of, turns
from tests.browser import violations

PAGES = pages_of(STAFF, but=("/staff/messages/{spoken_id}/sound",))
MORE = (
    "/staff/titles?q=мост", "/staff/titles?q=1",
    "/staff/requests?state=ready", "/staff/accounts?role=producer", "/staff/readers?done=forgotten",
)  # fmt: skip


def sign_in_window(window: Page) -> None:
    window.goto("/sign-in?lang=en")
    window.fill("#name", "gulnara")
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url("**/staff/readers")


def test_every_page_opens_in_every_language(staff: TestClient, day: Day) -> None:
    for path, language in turns((*PAGES, *MORE), LANGUAGES):
        address = filled(path, day)
        answer = staff.get(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert answer.status_code == 200, (address, answer.text[-600:])
        shown = html.fromstring(answer.text)
        assert shown.get("lang") == language
        assert len(shown.findall(".//h1")) == 1, address
        assert (shown.findtext(".//title") or "").strip(" –"), address
        for table in shown.findall(".//table"):
            assert table.find("caption") is not None, address


@pytest.mark.usefixtures("staff_id")
def test_axe_finds_nothing_and_a_narrow_window_is_enough(window: Page, day: Day) -> None:
    """Also where a page is magnified four times: 320 pixels are left of 1280 (WCAG 1.4.10)."""
    sign_in_window(window)
    window.set_viewport_size({"width": 320, "height": 800})
    found = []
    for place, path in enumerate((*PAGES, *MORE)):
        address = filled(path, day)
        language = list(LANGUAGES)[place % len(LANGUAGES)]
        window.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        found += violations(window)
        if window.evaluate("document.documentElement.scrollWidth") > 320:
            found.append(f"{address} is wider than the window")
    window.goto("/staff/readers?lang=kk")
    window.fill("#q", "ахм")
    window.keyboard.press("Enter")
    window.wait_for_selector("caption")
    assert found + violations(window) == []
