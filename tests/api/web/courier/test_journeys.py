"""A courier's page to a screen reader, to one hand, by keys, with a scanner, full of reports."""

import pytest
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import select

from access.database.opening import Database
from delivery.runs.records import Event, EventKind
from tests.api.web.courier.road import (
    PIN,
    Clock,
    Line,
    Road,
    addresses,
    all_sent,
    bag_of,
    go,
    outcomes,
    proved,
    queue,
    ready,
    sign_in,
    status,
    told,
    unsent,
)
from tests.browser import press, tab_to, violations

NARROW_PX = 320
TOO_SMALL = """() => [...document.querySelectorAll('#main a, #main button, #main input')]
  .filter(one => one.offsetParent && !one.classList.contains('skip'))
  .map(one => [one.id || one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""


def faults(window: Page) -> list[str]:
    """What is wrong with the page as it stands: axe, wider than the window, too small to touch."""
    found = violations(window)
    if window.evaluate("document.documentElement.scrollWidth") > NARROW_PX:
        found.append(f"{window.url} is wider than the window")
    small: list[str] = window.evaluate(TOO_SMALL)
    return found + small


@pytest.fixture
def narrow(screen: Page) -> Page:
    """A page magnified four times: 320 pixels are left of 1280 (WCAG 1.4.10)."""
    screen.set_viewport_size({"width": NARROW_PX, "height": 700})
    sign_in(screen)
    ready(screen)
    return screen


def test_axe_finds_nothing_on_a_stop_and_its_faults(
    telephone: BrowserContext, narrow: Page, road: Road
) -> None:
    found = []
    for path in addresses(road):
        narrow.goto(path)
        all_sent(narrow)
        found += faults(narrow)
    telephone.set_offline(True)
    for proof, field in (("bag", "code"), ("pin", "pin")):
        narrow.check(f"#proof-{proof}")
        go(narrow, "Delivered")
        assert narrow.evaluate("document.activeElement.id") == field
        found += faults(narrow)
    narrow.check("#proof-name")
    for name in ("The reader asks for another day", "Take this code", "Delivered"):
        narrow.fill("#thing-code", "X-1")
        go(narrow, name)
        found += faults(narrow)
    assert found == []


def test_axe_finds_nothing_when_a_run_ends_and_the_line_breaks(
    telephone: BrowserContext, narrow: Page, road: Road, line: Line
) -> None:
    found = []
    telephone.set_offline(True)
    narrow.goto(f"/run/{road.run_id}")
    narrow.wait_for_selector("#stop-list")
    for name in ("Set out", "Finish the run", "Sign out"):
        go(narrow, name)
        found += faults(narrow)
    for path in ("/run/999", f"/run/{road.run_id}/stops/999", f"/run/{road.run_id}?lang=kk"):
        narrow.goto(path)
        narrow.wait_for_selector("#back")
        found += faults(narrow)
    line.loses_answers = True
    telephone.set_offline(False)
    status(narrow, lambda said: "does not answer" in said)
    found += faults(narrow)
    line.loses_answers = False
    go(narrow, "Send now")
    all_sent(narrow)
    narrow.goto(f"/run/{road.run_id}?lang=kk")
    narrow.wait_for_selector("#stop-list")
    assert "Сапар: сейсенбі, 1 желтоқсан" in narrow.inner_text("body")
    assert "Аялдамалар" in narrow.inner_text("body")
    assert faults(narrow) + found == []


def test_a_courier_works_by_keys_alone_and_hears_what_happened(
    telephone: BrowserContext, screen: Page, road: Road, database: Database
) -> None:
    """Load a bag, set out, tell that one is on the way, deliver by PIN."""
    sign_in(screen)
    ready(screen)
    screen.goto("/run")
    screen.wait_for_selector(f"#run-{road.run_id}")
    tab_to(screen, screen.inner_text(f"#run-{road.run_id}"))
    press(screen, "Enter")
    screen.wait_for_selector("#stop-list")
    assert screen.evaluate("document.activeElement.tagName") == "H1"
    tab_to(screen, "Code of the bag")
    screen.keyboard.type(bag_of(database, road.stop_ids[0]))
    press(screen, "Enter")
    status(screen, lambda _said: "In the car: 1 of 12" in screen.inner_text("#loaded"))
    assert screen.evaluate("document.activeElement.id") == "bag-code"
    tab_to(screen, "Set out")
    press(screen, "Enter")
    screen.wait_for_selector("#next")
    assert screen.evaluate("document.activeElement.id") == "said"
    tab_to(screen, screen.inner_text("#next"))
    press(screen, "Enter")
    tab_to(screen, "I am on the way")
    press(screen, "Enter")
    status(screen, lambda _said: "On the way to 1." in screen.inner_text("#said"))
    tab_to(screen, "Without proof")
    press(screen, "ArrowDown", "ArrowDown")
    screen.wait_for_selector("#pin")
    tab_to(screen, "PIN")
    screen.keyboard.type(PIN)
    tab_to(screen, "Delivered")
    press(screen, "Enter")
    screen.wait_for_url(f"**/run/{road.run_id}")
    assert "Delivered" in screen.inner_text("#said")
    assert screen.evaluate("document.activeElement.id") == "said"
    all_sent(screen)
    assert outcomes(database) == {"delivered": 1}
    kinds = (EventKind.BAG_LOADED, EventKind.ON_WAY)
    assert [told(database, kind) for kind in kinds] == [1, 1]
    assert proved(database, road.stop_ids[0]) is True


def test_a_scanner_that_types_ticks_things_and_finds_the_wrong_bag(
    telephone: BrowserContext, screen: Page, road: Road, database: Database
) -> None:
    sign_in(screen)
    ready(screen)
    telephone.set_offline(True)
    screen.goto(f"/run/{road.run_id}/stops/{road.stop_ids[0]}")
    screen.wait_for_selector("#thing-code")

    def scan(code: str) -> str:
        screen.fill("#thing-code", code)
        press(screen, "Enter")
        return screen.inner_text("#said")

    assert "bag of stop 2" in scan(bag_of(database, road.stop_ids[1]))
    assert scan(bag_of(database, road.stop_ids[0])) == "This is the right bag."
    assert screen.is_checked("#proof-bag")
    box = screen.locator("#main input[type=checkbox]").first
    box.uncheck()
    label = screen.locator("#main .choice label").first.inner_text()
    assert "Ticked to hand over" in scan(label.rpartition(", ")[2])
    assert screen.locator("#main input[type=checkbox]").first.is_checked()
    assert "beyond the list: C-77" in scan("C-77")
    go(screen, "Delivered")
    unsent(screen, 1)
    sent = queue(screen)[0]
    assert (sent["proof"], sent["code"], sent["found"]) == (
        "bag", bag_of(database, road.stop_ids[0]), ["C-77"],
    )  # fmt: skip


def test_another_day_needs_a_day_and_words_go_along(
    telephone: BrowserContext, screen: Page, road: Road, database: Database
) -> None:
    sign_in(screen)
    ready(screen)
    screen.goto(f"/run/{road.run_id}/stops/{road.stop_ids[0]}")
    screen.wait_for_selector("#words")
    go(screen, "The reader asks for another day")
    screen.wait_for_selector("#another_on-error")
    screen.fill("#another_on", "2026-12-04")
    screen.fill("#words", "After lunch.")
    go(screen, "The reader asks for another day")
    all_sent(screen)
    screen.wait_for_selector("#stop-list")
    all_sent(screen)
    with database.look.begin() as db:
        event = db.scalars(select(Event)).one()
        assert (event.facts["next"], event.words) == ("2026-12-04", "After lunch.")


def test_a_telephone_full_of_reports_takes_no_more_and_sends_them_in_bounded_parts(
    telephone: BrowserContext, screen: Page, road: Road, line: Line, clock: Clock
) -> None:
    """Four thousand wait; the next one is refused in words, and nothing of them is lost."""
    sign_in(screen)
    ready(screen)
    telephone.set_offline(True)
    counted = screen.evaluate(
        """async ([account, run]) => {
          const store = await import('/static/courier/store.js');
          const at = new Date().toISOString();
          let number = 0;
          const one = () => store.enqueue(account, {
            client_id: `phone-many-${number++}`, kind: 'run_started', run_id: run, happened_at: at,
          });
          while ((await Promise.all(Array.from({length: 100}, one))).every(Boolean));
          return number;
        }""",
        [road.account_id, road.run_id],
    )
    assert counted == 4_100
    screen.goto(f"/run/{road.run_id}/stops/{road.stop_ids[0]}")
    screen.wait_for_selector("#delivered")
    go(screen, "Delivered")
    status(screen, lambda _said: "as many unsent reports as it can" in screen.inner_text("#said"))
    assert len(queue(screen)) == 4_000
    telephone.set_offline(False)
    screen.reload()
    for _ in range(40):
        if line.came.count("POST /run/events") >= 3:
            break
        screen.wait_for_timeout(500)
    left = len(queue(screen))
    assert left < 4_000
    assert left % 50 == 0, "fifty at once"


CAMERA = """() => {
  const picture = document.createElement('canvas');
  setInterval(() => picture.getContext('2d').fillRect(0, 0, 9, 9), 50);
  window.codes = [];
  navigator.mediaDevices.getUserMedia = async () => picture.captureStream(5);
  window.BarcodeDetector = class {
    async detect() { return window.codes.map(rawValue => ({rawValue})); }
  };
}"""
"""A telephone whose browser reads bar codes; this one reads none by itself."""


def test_the_camera_reads_a_bag_where_the_browser_can(
    telephone: BrowserContext, screen: Page, road: Road, database: Database
) -> None:
    """It says that it waits, can be stopped, loads the bag, and lets the camera go."""
    telephone.add_init_script(f"({CAMERA})()")
    sign_in(screen)
    ready(screen)
    screen.goto(f"/run/{road.run_id}")
    screen.wait_for_selector("#scan-bag")
    go(screen, "Scan with the camera")
    screen.wait_for_selector("video")
    assert violations(screen) == []
    go(screen, "Stop scanning")
    screen.wait_for_selector("video", state="detached")
    go(screen, "Scan with the camera")
    screen.wait_for_selector("video")
    screen.evaluate("code => window.codes.push(code)", bag_of(database, road.stop_ids[0]))
    status(screen, lambda _said: "In the car: 1 of 12" in screen.inner_text("#loaded"))
    all_sent(screen)
    assert told(database, EventKind.BAG_LOADED) == 1
    assert screen.locator("video").count() == 0
