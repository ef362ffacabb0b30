"""The whole web over an empty database, with people who can sign in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from access.database.opening import Database, open_database
from access.people.cards import card_written
from access.people.records import Account, Reader, Role
from access.people.secrets import Cost, hashed
from api.settings import Settings
from api.web.app import create_app
from api.web.frame.doors import Doors
from tests import browser

NOON = datetime(2026, 11, 27, 7, tzinfo=UTC)
"""Noon in Almaty."""
QUICK = Cost(passes=1, memory_kib=8, threads=1)
PASSWORD = "Көктем-2026 келді"  # noqa: S105 - of nobody
CARD = "K-000123"


@pytest.fixture
def desk_url(sqlite_url: str) -> str:
    """Where the records lie: SQLite; what is particular to Postgres is proved below, and pages
    that have to hold on both say so in a conftest of their own."""
    return sqlite_url


@pytest.fixture
def desk(desk_url: str) -> Iterator[Database]:
    """The database behind the pages."""
    opened = open_database(desk_url)
    yield opened
    opened.close()


@pytest.fixture
def moment() -> datetime:
    """When it is in the library: noon, unless a room has a day of its own."""
    return NOON


@pytest.fixture
def doors(desk: Database, tmp_path: Path, moment: datetime) -> Doors:
    """The doors over it, at that moment."""
    settings = Settings(shelf_dir=tmp_path / "shelf", store_dir=tmp_path / "store")
    return Doors(database=desk, settings=settings, clock=lambda: moment)


@pytest.fixture
def app(doors: Doors) -> FastAPI:
    return create_app(doors)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """Somebody who did not sign in, in English."""
    return TestClient(app, headers={"Accept-Language": "en"}, follow_redirects=True)


@pytest.fixture
def reader_id(desk: Database) -> int:
    """A reader with a card and a password."""
    with desk.change.begin() as db:
        reader = Reader(
            card_number=card_written(CARD), family_name="Сейітова", given_name="Айгүл",
            screen_language="en", registered_at=NOON, password_hash=hashed(PASSWORD, cost=QUICK),
        )  # fmt: skip
        db.add(reader)
        db.flush()
        return reader.id


def open_account(desk: Database, login: str, *roles: Role) -> int:
    """Somebody of the staff, or an assistant, with PASSWORD."""
    with desk.change.begin() as db:
        account = Account(
            login=login, name=login.title(), roles=[role.value for role in roles], language="en",
            password_hash=hashed(PASSWORD, cost=QUICK), created_at=NOON,
        )  # fmt: skip
        db.add(account)
        db.flush()
        return account.id


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> None:
    """Through the page, as everybody does."""
    wish = {"name": name, "password": password}
    answer = client.post("/sign-in", data=wish, follow_redirects=False)
    assert answer.status_code == 303, answer.text


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all pages."""
    if reason := browser.why_not():
        pytest.skip(reason)
    with browser.chromium() as opened:
        yield opened


@pytest.fixture
def window(chromium: Browser, app: FastAPI) -> Iterator[Page]:
    """A fresh window of the browser that opens paths of the application, in English."""
    with browser.served(app) as address:
        context = chromium.new_context(base_url=address, locale="en-GB")
        context.set_default_timeout(15_000)
        yield context.new_page()
        context.close()
