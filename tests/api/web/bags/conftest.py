"""The table is laid once, and copied for each test; it is Monday afternoon."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from access.database.opening import Database, open_database
from api.settings import Settings
from api.web.app import create_app
from api.web.frame.doors import Doors
from tests.api.web.bags.table import Bags, lay
from tests.api.web.conftest import sign_in
from tests.delivery import town
from tests.templates import Templates


@pytest.fixture
def laid(templates: Templates, tmp_path: Path) -> Iterator[tuple[str, Bags]]:
    """A file of SQLite with the table, and what lies on it."""
    with templates.copy("sqlite", lay, tmp_path) as copied:
        yield copied


@pytest.fixture
def bags(laid: tuple[str, Bags]) -> Bags:
    return laid[1]


@pytest.fixture
def desk_url(laid: tuple[str, Bags]) -> str:
    return laid[0]


@pytest.fixture
def doors(desk: Database, tmp_path: Path) -> Doors:
    """The doors over the copy, the evening before."""
    return doors_over(desk, tmp_path)


def doors_over(opened: Database, folder: Path) -> Doors:
    settings = Settings(shelf_dir=folder / "shelf", store_dir=folder / "store")
    return Doors(database=opened, settings=settings, clock=lambda: town.at(17))


@pytest.fixture
def coordinator(client: TestClient) -> TestClient:
    """Gulnara at her desk."""
    sign_in(client, "gulnara")
    return client


@pytest.fixture
def everywhere(
    kind: str, templates: Templates, tmp_path: Path
) -> Iterator[tuple[TestClient, Bags, Database]]:
    """Gulnara over either database."""
    with templates.copy(kind, lay, tmp_path) as (url, bags):
        opened = open_database(url)
        app: FastAPI = create_app(doors_over(opened, tmp_path))
        client = TestClient(app, headers={"Accept-Language": "en"}, follow_redirects=True)
        sign_in(client, "gulnara")
        yield client, bags, opened
        opened.close()
