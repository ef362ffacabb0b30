"""A chooser packs bags with a hand scanner: every scan is answered, nothing counts twice."""

import re

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page
from sqlalchemy import func, select

from access.catalogue.records import Copy, CopyState
from access.database.opening import Database
from access.requests.records import Request, RequestState
from delivery.runs.events import report
from delivery.runs.records import Event, EventKind
from delivery.visits.records import Cartridge, CartridgeState, Delivery, DeliveryState
from tests.api.web.bags.table import TUESDAY, Bags
from tests.api.web.bags.test_pages import window_of
from tests.api.web.conftest import sign_in
from tests.browser import focused_name, press
from tests.delivery import town

Everywhere = tuple[TestClient, Bags, Database]
FIELD = "Bar code of the thing"


def bag_page(client: TestClient, code: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/staff/picking/bags/{code}?lang=en").text)


def scan(
    client: TestClient, code: str, thing: str, *, client_id: str = "", lang: str = "en"
) -> html.HtmlElement:
    """What the page says after a scan."""
    shown = bag_page(client, code)
    number = client_id or shown.xpath("//form[contains(@action, '/scan')]//@value")[0]
    answer = client.post(
        f"/staff/picking/bags/{code}/scan?lang={lang}", data={"code": thing, "client_id": number}
    )
    return html.fromstring(answer.text)


def close(client: TestClient, code: str, *, missing: str | None = None) -> html.HtmlElement:
    shown = bag_page(client, code)
    (form,) = shown.xpath("//form[contains(@action, '/close')]")
    sent = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    if missing is not None:
        sent["missing"] = missing
    return html.fromstring(client.post(f"/staff/picking/bags/{code}/close", data=sent).text)


def said(shown: html.HtmlElement) -> str:
    """What the field with the focus is described by: the first thing that is heard."""
    (field,) = shown.xpath("//input[@autofocus]")
    words = [
        shown.get_element_by_id(name).text_content()
        for name in field.get("aria-describedby").split()
    ]
    return " ".join(" ".join(words).split())


def state(opened: Database, code: str) -> DeliveryState:
    with opened.look.begin() as db:
        return db.scalars(select(Delivery.state).where(Delivery.bag_code == code)).one()


def events(opened: Database) -> int:
    with opened.look.begin() as db:
        return db.scalar(select(func.count(Event.id))) or 0


def test_a_bag_is_packed_and_closed(everywhere: Everywhere) -> None:
    """A copy and a recording on a cartridge; what happened is said, and how much is missing."""
    client, bags, opened = everywhere
    code, barcode = bags.codes[0], bags.copies[0]
    answer = client.post("/staff/picking/scan", data={"bag": code})
    assert answer.url.path == f"/staff/picking/bags/{code}"
    heard = said(scan(client, code, barcode))
    assert heard.startswith(f"In the bag: Қызыл <кітап> {barcode}, braille, {barcode}.")
    assert "1 thing is missing." in heard
    heard = said(scan(client, code, bags.cartridge))
    assert bags.cartridge in heard
    assert "Nothing is missing: close the bag." in heard
    shown = close(client, code)
    assert f"Bag {code} is closed. Scan the next bag." in said(shown)
    assert state(opened, code) is DeliveryState.PACKED
    with opened.look.begin() as db:
        assert db.scalars(select(Cartridge.state)).one() is CartridgeState.IN_BAG
        assert db.scalars(select(Event.kind).order_by(Event.id)).all() == [
            EventKind.SCANNED, EventKind.SCANNED, EventKind.BAG_PACKED
        ]  # fmt: skip


def test_what_is_sent_twice_is_done_once(everywhere: Everywhere) -> None:
    """A key pressed twice, a page sent again after going back, the same thing scanned again."""
    client, bags, opened = everywhere
    code, barcode = bags.codes[1], bags.copies[1]
    for _ in range(2):
        assert "In the bag:" in said(scan(client, code, barcode, client_id="page-0000001"))
    assert events(opened) == 1
    assert "In the bag:" in said(scan(client, code, barcode)), "another page, the same thing"
    again = scan(client, code, bags.copies[2], client_id="page-0000001")
    assert "This page was sent before." in said(again)
    for _ in range(2):
        sent = {"client_id": "page-0000002", "missing": "0"}
        answer = client.post(f"/staff/picking/bags/{code}/close", data=sent)
        assert answer.url.path == "/staff/picking/scan", answer.text
    assert events(opened) == 3
    assert state(opened, code) is DeliveryState.PACKED


def test_a_wrong_scan_says_what_is_wrong_and_where_the_thing_belongs(
    everywhere: Everywhere,
) -> None:
    client, bags, opened = everywhere
    code = bags.codes[1]
    wrong = {
        bags.copies[2]: f"it belongs into bag {bags.codes[2]}",
        "4600000000000": "Nothing in the library has this bar code.",
        bags.cartridge: "No recording of this bag waits for a cartridge.",
        "": "Scan or write the bar code of the thing.",
        "<script>": "Nothing in the library has this bar code.",
        "9" * 65: "Write at most 64 characters.",
    }
    for thing, sentence in wrong.items():
        shown = scan(client, code, thing)
        assert sentence in said(shown), thing
        assert shown.xpath("//input[@autofocus]/@aria-invalid") == ["true"]
        assert "Fault:" in (shown.findtext(".//title") or "")
    assert events(opened) == 0


def test_the_label_of_another_bag_leads_to_it(coordinator: TestClient, bags: Bags) -> None:
    shown = scan(coordinator, bags.codes[1], bags.codes[2])
    assert f"This is bag {bags.codes[2]}. 1 thing is missing." in said(shown)


@pytest.mark.parametrize("code", ["12345678", "00000000", "abc", "99999999999999999", ""])
def test_a_code_of_no_bag_is_said_to_be_none(coordinator: TestClient, code: str) -> None:
    answer = coordinator.post("/staff/picking/scan?lang=en", data={"bag": code})
    assert answer.status_code == 422
    assert "bag" in said(html.fromstring(answer.text))
    assert coordinator.get(f"/staff/picking/bags/{code or 'x'}").status_code == 404


def test_a_bag_that_went_out_takes_nothing_more(everywhere: Everywhere) -> None:
    client, bags, opened = everywhere
    code = bags.codes[1]
    with opened.change.begin() as db:
        account = db.scalars(select(Event.account_id)).first()
        assert account is None
        out = town.told(EventKind.BAG_LOADED, town.at(17), bag_code=code)
        report(db, out, account_id=1, now=town.at(17))
    shown = bag_page(client, code)
    assert "on the way" in shown.text_content()
    assert not shown.xpath("//form[contains(@action, '/bags/')]")
    answer = client.post(
        f"/staff/picking/bags/{code}/scan?lang=en",
        data={"code": bags.copies[1], "client_id": "page-0000001"},
    )
    assert "This bag has gone out already" in answer.text


def test_a_bag_is_closed_without_what_is_missing_only_if_the_page_said_so(
    everywhere: Everywhere,
) -> None:
    client, bags, opened = everywhere
    code = bags.codes[2]
    assert "Something changed meanwhile." in close(client, code, missing="0").text_content()
    assert state(opened, code) is DeliveryState.OPEN
    assert "Close the bag without 1 thing" in bag_page(client, code).text_content()
    close(client, code)
    assert state(opened, code) is DeliveryState.PACKED


def test_what_is_on_no_shelf_makes_the_reader_wait_for_another(everywhere: Everywhere) -> None:
    client, bags, opened = everywhere
    code, barcode = bags.codes[1], bags.copies[1]
    (address,) = bag_page(client, code).xpath("//a[contains(@href, '/not-found/')]/@href")
    assert barcode in client.get(address).text
    for _ in range(2):
        shown = html.fromstring(client.post(f"{address}?lang=en").text)
        assert "The reader waits for another copy." in said(shown)
    with opened.look.begin() as db:
        copy = db.scalars(select(Copy).where(Copy.barcode == barcode)).one()
        assert copy.state is CopyState.AWAY
        states = db.scalars(select(Request.state).where(Request.copy_id == copy.id)).all()
        assert RequestState.READY not in states
    other = re.sub(r"\d+$", "999999", address)
    assert client.post(other).status_code == 404
    of_another = address.replace(code, bags.codes[2])
    assert client.post(of_another).status_code == 404


def test_the_pick_list_goes_from_the_last_stop_and_says_what_lies_in_no_bag(
    everywhere: Everywhere,
) -> None:
    client, bags, _ = everywhere
    rows = "//tbody/tr"
    shown = html.fromstring(client.get(f"/staff/picking?lang=en&on={TUESDAY}").text)
    assert len(shown.xpath(rows)) == 4
    turns = [int(cell.text_content()) for cell in shown.xpath(f"{rows}/td[1]")]
    assert turns == sorted(turns, reverse=True)
    assert "4 of them lie in no bag yet." in shown.text_content()
    scan(client, bags.codes[1], bags.copies[1])
    waiting = client.get(f"/staff/picking?lang=en&on={TUESDAY}&show=waiting").text
    assert len(html.fromstring(waiting).xpath(rows)) == 3
    assert "Ахметова" not in waiting, "nobody's name is needed to find a book"


def test_the_pick_list_opens_on_the_next_day_for_which_bags_are_to_be_packed(
    everywhere: Everywhere,
) -> None:
    """The evening before, nobody has to look for the day; when all is packed it is today again."""
    client, bags, opened = everywhere
    shown = html.fromstring(client.get("/staff/picking?lang=en").text)
    assert shown.xpath("//select[@name='on']/option[@selected]/@value") == [TUESDAY.isoformat()]
    with opened.change.begin() as db:
        for bag in db.scalars(select(Delivery)):
            bag.state, bag.packed_at = DeliveryState.PACKED, town.at(17)
    shown = html.fromstring(client.get("/staff/picking?lang=en").text)
    assert shown.xpath("//select[@name='on']/option[@selected]/@value") == ["2026-11-30"]
    assert shown.xpath("//a[@href='/staff/picking/scan']"), "a label can be scanned on any day"
    assert bags


@pytest.mark.parametrize(
    "wish", ["on=1899-01-01", "on=9999-12-31", "on=soon", "point=0", "point=x"]
)
def test_a_day_that_no_calendar_has_leads_to_no_page(coordinator: TestClient, wish: str) -> None:
    assert coordinator.get(f"/staff/picking?{wish}").status_code == 404


def test_who_may_pack(client: TestClient, bags: Bags) -> None:
    """Staff and couriers; a courier sees no title. Assistants and readers see nothing of it."""
    pages = ("/staff/picking", "/staff/picking/scan", f"/staff/picking/bags/{bags.codes[0]}")
    assert client.get(pages[0]).url.path == "/sign-in"
    for login, status in (("saule", 200), ("marat", 200), ("assel", 403)):
        client.cookies.clear()
        sign_in(client, login)
        for path in pages:
            assert client.get(path).status_code == status, (login, path)
    client.cookies.clear()
    sign_in(client, "marat")
    for path in (f"/staff/picking?on={TUESDAY}", pages[2]):
        text = client.get(path).text
        assert bags.copies[0] in text
        assert "Қызыл" not in text
    assert "Қызыл" not in said(scan(client, bags.codes[0], bags.copies[0]))


def test_two_bags_are_packed_by_keys_alone(window: Page, desk: Database, bags: Bags) -> None:
    """After every Enter of the scanner the focus is in the field again, described by what was."""
    window_of(window, "gulnara")
    window.goto("/staff/picking/scan")

    def in_a_field() -> None:
        window.wait_for_function("() => document.activeElement.tagName === 'INPUT'")

    def scanner_types(code: str, expected: str, name: str) -> None:
        in_a_field()
        window.keyboard.type(code)
        with window.expect_navigation():
            press(window, "Enter")
        in_a_field()
        assert focused_name(window) == name
        heard = window.evaluate(
            "() => document.activeElement.getAttribute('aria-describedby').split(' ')"
            ".map(id => document.getElementById(id).innerText).join(' ')"
        )
        assert expected in heard, heard

    for place in (1, 2):
        scanner_types(bags.codes[place], "Scan a copy", FIELD)
        scanner_types(bags.copies[3 - place], "Fault:", FIELD)
        scanner_types(bags.copies[place], "Nothing is missing", FIELD)
        for _ in range(20):
            press(window, "Tab")
            if focused_name(window) == "Close the bag":
                break
        press(window, "Enter")
        window.wait_for_url("**/scan?closed=*")
        in_a_field()
        assert focused_name(window) == "Code of the bag"
    assert [state(desk, code) for code in bags.codes[1:]] == [DeliveryState.PACKED] * 2
