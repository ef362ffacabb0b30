"""The table is laid once, and copied for each test; it is Monday afternoon."""

import shutil
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

NAME = "dauys.db"


@pytest.fixture(scope="session")
def laid(sqlite_ready: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Bags]:
    """A filled database and what is in it."""
    path = tmp_path_factory.mktemp("table") / NAME
    shutil.copyfile(sqlite_ready, path)
    opened = open_database(f"sqlite:///{path}")
    bags = lay(opened)
    opened.close()
    return path, bags


@pytest.fixture
def bags(laid: tuple[Path, Bags]) -> Bags:
    return laid[1]


@pytest.fixture
def sqlite_url(laid: tuple[Path, Bags], tmp_path: Path) -> str:
    """A copy of that table."""
    shutil.copyfile(laid[0], tmp_path / NAME)
    return f"sqlite:///{tmp_path / NAME}"


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
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path
) -> Iterator[tuple[TestClient, Bags, Database]]:
    """Gulnara over either database; over Postgres the table is laid for this test."""
    opened = open_database(database_url)
    is_laid = database_url.startswith("sqlite")
    bags = request.getfixturevalue("bags") if is_laid else lay(opened)
    app: FastAPI = create_app(doors_over(opened, tmp_path))
    client = TestClient(app, headers={"Accept-Language": "en"}, follow_redirects=True)
    sign_in(client, "gulnara")
    yield client, bags, opened
    opened.close()
