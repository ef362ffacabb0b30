"""Every page of home delivery in every language: it opens, is whole, and axe finds nothing."""

from itertools import pairwise

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from api.web.homes.routers import HOMES_MINE, HOMES_STAFF
from api.words.languages import LANGUAGES
from tests.api.web.conftest import PASSWORD
from tests.api.web.homes.conftest import CARD, Town
from tests.api.web.walking import filled, pages_of, turns
from tests.browser import violations

STAFF, MINE = pages_of(HOMES_STAFF), pages_of(HOMES_MINE)
MORE = (
    "/staff/readers/{lost_id}/home", "/staff/readers/{nobody_id}/home",
    "/staff/readers/{nobody_id}/home/address", "/staff/readers/{reader_id}/home?done=moved",
    "/staff/cartridges?state=lost", "/staff/crew?done=days_off&n=3", "/staff/readers/{reader_id}",
)  # fmt: skip
MORE_MINE = ("/my/visits?done=moved",)
WRONG: tuple[tuple[str, dict[str, str]], ...] = (
    ("/staff/readers/{reader_id}/home/address", {"point": "1", "phone": "x"}),
    ("/staff/readers/{reader_id}/home/wishes", {"opens-1": "25", "every_days": "x"}),
    ("/staff/readers/{reader_id}/home/pause", {"from_on-day": "32"}),
    ("/staff/readers/{reader_id}/home/visits/new", {"opens-1": "12", "closes-1": "9"}),
    ("/staff/readers/{reader_id}/home/visits/{visit_id}/move", {}),
    ("/staff/crew/new", {"opens-0": "9"}),
    ("/staff/crew/{courier_id}/days-off", {}),
    ("/staff/crew/{courier_id}/leave", {}),
    ("/staff/vehicles/new", {}),
    ("/staff/vehicles/{vehicle_id}/repair", {"until_on-day": "1"}),
    ("/staff/depots", {}),
    ("/staff/depots/{depot_id}/close", {}),
    ("/staff/cartridges", {}),
    ("/staff/cartridges/find", {"sought": "nothing"}),
    ("/staff/addresses/{address_id}", {"point": "far"}),
)
WRONG_MINE: tuple[tuple[str, dict[str, str]], ...] = (
    ("/my/visits/{visit_id}/move", {}),
    ("/my/visits/pause", {"from_on-day": "32"}),
    ("/my/visits/wishes", {}),
    ("/my/visits/phone", {"phone": "x"}),
)

PAGES = {"staff": ((*STAFF, *MORE), WRONG), "reader": ((*MINE, *MORE_MINE), WRONG_MINE)}


def enter(window: Page, name: str) -> None:
    window.goto("/sign-in?lang=en")
    window.fill("#name", name)
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_function("location.pathname !== '/sign-in'")


def whole(text: str, language: str, address: str) -> None:
    """One title, one first heading, none left out, no id twice, labels that exist."""
    shown = html.fromstring(text)
    assert shown.get("lang") == language
    assert len(shown.findall(".//h1")) == 1, address
    assert (shown.findtext(".//title") or "").strip(" –"), address
    levels = [int(str(one.tag)[1]) for one in shown.iter("h1", "h2", "h3", "h4")]
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels)), (address, levels)
    ids = [one.get("id") for one in shown.xpath("//*[@id]")]
    assert len(ids) == len(set(ids)), address
    for attribute in ("aria-labelledby", "aria-describedby"):
        named = {part for one in shown.xpath(f"//@{attribute}") for part in one.split()}
        assert named <= set(ids), address
    for link in shown.xpath("//div[@class='error-summary']//a/@href"):
        assert link[1:] in ids, (address, link)
    for table in shown.findall(".//table"):
        assert table.find("caption") is not None, address


@pytest.mark.parametrize("who", ["reader", "staff"])
def test_every_page_and_every_fault_is_whole_in_every_language(
    request: pytest.FixtureRequest, here: Town, who: str
) -> None:
    client: TestClient = request.getfixturevalue(who)
    good, wrong = PAGES[who]
    for path, language in turns(good, LANGUAGES):
        address = filled(path, here)
        answer = client.get(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert answer.status_code == 200, (address, answer.text[-600:])
        whole(answer.text, language, address)
    for path, written in wrong:
        for language in LANGUAGES:
            address = filled(path, here)
            answer = client.post(f"{address}?lang={language}", data=written)
            assert answer.status_code == 422, address
            assert 'class="error-summary"' in answer.text
            whole(answer.text, language, address)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", ["reader", "staff"])
@pytest.mark.usefixtures("staff_id")
def test_axe_finds_nothing_and_a_narrow_window_is_enough(
    window: Page, here: Town, who: str
) -> None:
    """Also where a page is magnified four times: 320 pixels are left of 1280 (WCAG 1.4.10)."""
    good, wrong = PAGES[who]
    enter(window, "gulnara" if who == "staff" else CARD)
    window.set_viewport_size({"width": 320, "height": 800})
    found = []

    def judge(address: str) -> None:
        found.extend(violations(window))
        if window.evaluate("document.documentElement.scrollWidth") > 320:
            found.append(f"{address} is wider than the window")

    for place, path in enumerate(good):
        address = filled(path, here)
        language = list(LANGUAGES)[place % len(LANGUAGES)]
        window.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        judge(address)
    for path, written in wrong:
        address = filled(path, here)
        form = f"form[action='{address}']"
        window.goto(f"{address.replace('/repair', '').replace('/find', '')}?lang=ru")
        for name, value in written.items():
            window.fill(f"{form} [name='{name}']", value)
        ticked = window.locator(f"{form} input[type=checkbox]:checked")
        for _ in range(ticked.count()):
            ticked.first.uncheck()
        window.locator(f"{form} button").first.click()
        window.wait_for_selector(".error-summary")
        judge(address)
    assert found == []
