"""Machines with keys, over both kinds of database."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from access.database.opening import Database, open_database
from access.people.records import Role
from access.people.tokens import create_token
from access.search.indexing import index_title
from api.settings import Settings
from api.web.app import create_app
from api.web.frame.doors import Doors
from tests.access import desk
from tests.access.desk import NOON


@dataclass(frozen=True, slots=True)
class Library:
    """A database with a reader, a title with a source, a shelf; and callers with their keys."""

    database: Database
    shelf: Path
    reader_id: int
    title_id: int
    reader: TestClient
    coordinator: TestClient
    producer: TestClient
    stranger: TestClient


@pytest.fixture
def library(database_url: str, tmp_path: Path) -> Iterator[Library]:
    """A small library behind the interface."""
    opened = open_database(database_url)
    settings = Settings(shelf_dir=tmp_path / "shelf", store_dir=tmp_path / "store")
    app = create_app(Doors(database=opened, settings=settings, clock=lambda: NOON))
    with opened.change.begin() as db:
        desk.network(db)
        reader_id, title_id = desk.reader(db), desk.title(db)
        index_title(db, title_id)
        keys = [create_token(db, name="app", reader_id=reader_id, now=NOON).key]
        keys += [
            create_token(db, name="program", account_id=desk.account(db, role), now=NOON).key
            for role in (Role.COORDINATOR, Role.PRODUCER)
        ]

    def caller(key: str) -> TestClient:
        headers = {"Accept-Language": "en"} | ({"Authorization": f"Bearer {key}"} if key else {})
        return TestClient(app, base_url="http://testserver/api/v1", headers=headers)

    yield Library(
        opened, tmp_path / "shelf", reader_id, title_id, *(caller(key) for key in (*keys, ""))
    )
    opened.close()
