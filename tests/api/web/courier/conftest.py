"""The courier's pages over a day on the road, and a telephone that can lose its network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page

from access.database.opening import Database, open_database
from api.settings import Settings
from api.web.app import create_app
from api.web.frame.doors import Doors
from tests import browser
from tests.api.web.conftest import sign_in
from tests.api.web.courier.road import Clock, Line, Road, laid
from tests.templates import Templates


@pytest.fixture
def road_on_sqlite(templates: Templates, tmp_path: Path) -> Iterator[tuple[str, Road]]:
    """The day in a file of SQLite."""
    with templates.copy("sqlite", laid, tmp_path) as copied:
        yield copied


@pytest.fixture
def road_on_both(kind: str, templates: Templates, tmp_path: Path) -> Iterator[tuple[str, Road]]:
    """The day on each kind of database."""
    with templates.copy(kind, laid, tmp_path) as copied:
        yield copied


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def where(request: pytest.FixtureRequest) -> tuple[str, Road]:
    """SQLite; a test that is also about Postgres asks for `road_on_both` by its mark."""
    name = "road_on_both" if "road_on_both" in request.fixturenames else "road_on_sqlite"
    found: tuple[str, Road] = request.getfixturevalue(name)
    return found


@pytest.fixture
def road(where: tuple[str, Road]) -> Road:
    return where[1]


@pytest.fixture
def database(where: tuple[str, Road]) -> Iterator[Database]:
    opened = open_database(where[0])
    yield opened
    opened.close()


@pytest.fixture
def line(database: Database, clock: Clock, tmp_path: Path) -> Line:
    """The doors over the day, and the line to them."""
    settings = Settings(shelf_dir=tmp_path / "shelf", store_dir=tmp_path / "store")
    return Line(create_app(Doors(database=database, settings=settings, clock=clock)))


@pytest.fixture
def marat(line: Line) -> TestClient:
    """The courier of the run, signed in, without a browser."""
    client = TestClient(line, headers={"Accept-Language": "en"}, follow_redirects=True)
    sign_in(client, "marat")
    return client


@pytest.fixture
def address(line: Line) -> Iterator[str]:
    with browser.served(line) as served:  # type: ignore[arg-type]
        yield served


@pytest.fixture
def telephone(chromium: Browser, address: str, clock: Clock) -> Iterator[BrowserContext]:
    """A small screen; its clock is that of the library unless a test sets it wrong."""
    context = chromium.new_context(
        base_url=address, locale="en-GB", viewport={"width": 360, "height": 740}, has_touch=True
    )
    context.set_default_timeout(20_000)
    context.clock.install(time=clock.now)
    yield context
    context.close()


@pytest.fixture
def screen(telephone: BrowserContext) -> Page:
    return telephone.new_page()


def event(road: Road, number: int = 1, **facts: Any) -> dict[str, Any]:
    """A report as the page sends it."""
    made = {
        "client_id": f"phone-{number:032d}", "kind": "run_started", "run_id": road.run_id,
        "happened_at": "2026-12-01T04:00:00Z", "sent_at": "2026-12-01T04:00:01Z",
    }  # fmt: skip
    if "stop_id" in facts or "bag_code" in facts:
        del made["run_id"]
    return {**made, **facts}
