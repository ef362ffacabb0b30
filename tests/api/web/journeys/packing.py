"""The bags are packed: two on the page with a scanner that types, the others by their events."""

from playwright.sync_api import Page
from sqlalchemy import select

from access.catalogue.records import Copy
from access.people.records import Account
from delivery.runs.events import report
from delivery.runs.records import EventKind
from delivery.visits.records import Delivery, Handover, Way
from tests.api.web.by_keys import MOST_TABS
from tests.api.web.journeys.coordinating import through
from tests.api.web.journeys.people_at_work import Library
from tests.browser import press, tab_to, violations
from tests.delivery import town

BY_HAND = 2


def packed(library: Library, window: Page) -> None:
    """All twelve."""
    bags = _things(library)
    assert len(bags) == len(library.house.readers)
    through(window, "Pick list", "**/staff/picking*")
    through(window, "Pack bags", "**/staff/picking/scan")
    for code, things in list(bags.items())[:BY_HAND]:
        _scans(window, code, things)
    for code, things in list(bags.items())[BY_HAND:]:
        _counts(library, code, things)


def _things(library: Library) -> dict[str, list[str]]:
    """What belongs into which bag, by bar code; a recording goes on the cartridge."""
    with library.database.look.begin() as db:
        found = dict[str, list[str]]()
        for bag in db.scalars(select(Delivery).order_by(Delivery.id)):
            rows = (
                select(Copy.barcode)
                .select_from(Handover)
                .outerjoin(Copy, Copy.id == Handover.copy_id)
                .where(Handover.delivery_id == bag.id, Handover.way == Way.DROP)
            )
            found[bag.bag_code] = [
                code or library.house.cartridge_code for code in db.scalars(rows)
            ]
        return found


def _scans(window: Page, code: str, things: list[str]) -> None:
    for one in (code, *things):
        window.keyboard.type(one)
        with window.expect_navigation():
            press(window, "Enter")
        assert violations(window) == []
        window.wait_for_function("() => document.activeElement.tagName === 'INPUT'")
    tab_to(window, "Close the bag", most=MOST_TABS)
    press(window, "Enter")
    window.wait_for_url("**/scan?closed=*")
    window.wait_for_function("() => document.activeElement.tagName === 'INPUT'")


def _counts(library: Library, code: str, things: list[str]) -> None:
    now = library.clock()
    with library.database.change.begin() as db:
        account_id = db.scalars(select(Account.id).where(Account.login == "gulnara")).one()
        for one in things:
            scan = town.told(EventKind.SCANNED, now, bag_code=code, code=one)
            report(db, scan, account_id=account_id, now=now)
        close = town.told(EventKind.BAG_PACKED, now, bag_code=code)
        report(db, close, account_id=account_id, now=now)
