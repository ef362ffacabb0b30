"""Databases for every test that asks: SQLite always, Postgres where its programs are."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from access.database.opening import Database, open_database
from access.database.upgrading import upgrade
from delivery import records as delivery_records
from tests import postgres
from tests.templates import Templates

NAMES = count(1)
EVERY_TABLE = delivery_records.ROOMS
"""Whoever compares tables with records, or merges readers, has to know all of them."""
NO_POSTGRES = "Postgres is not here (on Debian: apt-get install postgresql)"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A running cluster with one upgraded database `ready`, from which others are copied."""
    if postgres.postgres_programs() is None:
        pytest.skip(NO_POSTGRES)
    with postgres.cluster() as server, postgres.database(server, "ready") as ready:
        upgrade(ready)
        yield server


@pytest.fixture(scope="session")
def sqlite_ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded file of SQLite, from which others are copied."""
    path = tmp_path_factory.mktemp("sqlite") / "ready.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """Of which kind the database is; the test runs once on each."""
    named: str = request.param
    return named


@pytest.fixture(scope="session")
def templates(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Templates:
    """Databases that are filled once and copied for each test."""
    return Templates(request, tmp_path_factory.mktemp("templates"))


@pytest.fixture
def database_url(request: pytest.FixtureRequest, kind: str) -> Iterator[str]:
    """The address of an empty, upgraded database of each kind."""
    if kind == "sqlite":
        yield request.getfixturevalue("sqlite_url")
    else:
        server = request.getfixturevalue("postgres_server")
        with postgres.database(server, f"test_{next(NAMES)}", "ready") as url:
            yield url


@pytest.fixture
def sqlite_url(sqlite_ready: Path, tmp_path: Path) -> str:
    """The address of an empty, upgraded file of SQLite."""
    path = tmp_path / "dauys.db"
    path.write_bytes(sqlite_ready.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An opened database of each kind, empty."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A session in a transaction that is rolled back in the end."""
    with database.change() as session:
        yield session
        session.rollback()
