"""A courier works a whole day without a network, and everything is in the library exactly once."""

from playwright.sync_api import BrowserContext, Page

from access.database.opening import Database
from tests.api.web.courier.road import Line, Road, all_sent, outcomes, ready, sign_in, unsent


def test_try(screen: Page, telephone: BrowserContext, line: Line, road: Road, database: Database) -> None:
    screen.on("console", lambda m: print("CONSOLE", m.text))
    screen.on("pageerror", lambda m: print("ERROR", m))
    sign_in(screen)
    ready(screen)
    print(screen.inner_text("main"))
    before = len(line.came)
    telephone.set_offline(True)
    screen.reload()
    print("offline reached server:", line.came[before:])
    print(screen.inner_text("body"))
    screen.goto(f"/run/{road.run_id}")
    print(screen.inner_text("body"))
    screen.goto(f"/run/{road.run_id}/stops/{road.stop_ids[0]}")
    print(screen.inner_text("body"))
    print("offline reached server:", line.came[before:])
