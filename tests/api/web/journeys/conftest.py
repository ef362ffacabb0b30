"""The library of the story on each kind of database, its pages, and two windows on them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from access.database.opening import open_database
from api.settings import Settings
from api.web.app import create_app
from api.web.frame.doors import Doors
from tests import browser
from tests.api.notices.servers import Postbox, mail_server
from tests.api.web.courier.road import Clock
from tests.api.web.journeys.people_at_work import Library
from tests.api.web.journeys.reports import Reports
from tests.api.web.journeys.town_house import laid
from tests.delivery import town

MOST_WAIT_MS = 20_000


@pytest.fixture
def library(database_url: str, tmp_path: Path) -> Iterator[Library]:
    """On Monday at ten."""
    postbox, opened = Postbox(), open_database(database_url)
    with mail_server(postbox) as port:
        settings = Settings(
            shelf_dir=tmp_path / "shelf", store_dir=tmp_path / "store", plan_limit_s=2,
            mail_host="127.0.0.1", mail_port=port, mail_security="none", mail_from="a@library.kz",
        )  # fmt: skip
        yield Library(
            database=opened, settings=settings, clock=Clock(town.at(10)), postbox=postbox,
            house=laid(opened),
        )  # fmt: skip
    opened.close()


@pytest.fixture
def reports(library: Library) -> Reports:
    """Its pages, and what is reported to them."""
    doors = Doors(database=library.database, settings=library.settings, clock=library.clock)
    return Reports(create_app(doors))


@pytest.fixture
def address(reports: Reports) -> Iterator[str]:
    """Where the pages are."""
    with browser.served(reports) as served:  # type: ignore[arg-type]
        yield served


@pytest.fixture
def coordinator(chromium: Browser, address: str) -> Iterator[Page]:
    """The window of somebody who cannot see it."""
    context = chromium.new_context(base_url=address, locale="en-GB")
    context.set_default_timeout(MOST_WAIT_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def telephone(chromium: Browser, address: str, library: Library) -> Iterator[BrowserContext]:
    """The courier's, with a small screen."""
    context = chromium.new_context(
        base_url=address, locale="en-GB", viewport={"width": 360, "height": 740}, has_touch=True
    )
    context.set_default_timeout(MOST_WAIT_MS)
    context.clock.install(time=library.clock())
    yield context
    context.close()
