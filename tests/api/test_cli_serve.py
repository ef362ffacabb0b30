"""`dauys serve` answers over the database of the settings, and says whether it can work."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import text

from access.database.opening import Database
from api.cli.main import run
from tests.processes import serving


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    monkeypatch.setenv("DAUYS_SHELF_DIR", str(tmp_path / "shelf"))


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


def test_a_database_without_tables_is_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAUYS_DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")
    assert run(["serve", "--port", "0"]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "dauys db upgrade" in sentence


def test_a_port_that_is_taken_is_said(
    sqlite_url: str,
    taken_port: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DAUYS_DATABASE_URL", sqlite_url)
    assert run(["serve", "--port", str(taken_port)]) == 2
    assert f"port {taken_port}" in capsys.readouterr().err


def test_it_answers_and_says_when_it_can_work_no_more(
    database: Database, database_url: str
) -> None:
    """Ready while the tables are right, not ready when they are not; alive all the time. It tells
    nobody what it is, and logs nothing of who reads what."""
    with serving(database_url) as server, httpx2.Client(base_url=server.address) as caller:
        page = caller.get("/", headers={"Accept-Language": "kk"})
        assert (page.status_code, page.headers["content-language"]) == (200, "kk")
        assert "server" not in page.headers
        assert caller.get("/readyz").json() == {"status": "ready"}
        with database.change.begin() as db:
            db.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        assert caller.get("/readyz").status_code == 503
        assert "dauys db upgrade" in caller.get("/readyz").json()["why"]
        assert caller.get("/healthz").json() == {"status": "ok"}
        assert caller.get("/find", params={"q": "құпия"}).status_code == 200
        said = server.end()
    assert "құпия" not in said
    assert "GET" not in said
    assert said.count("\n") == 1, said


def test_a_proxy_that_is_trusted_says_that_the_way_is_kept_from_listeners(
    database_url: str,
) -> None:
    """The cookie of the language then goes by https only."""
    asked = {"X-Forwarded-Proto": "https"}
    for trusted, is_kept in (("127.0.0.1", True), ("", False)):
        with serving(database_url, DAUYS_TRUSTED_PROXIES=trusted) as server:
            answer = httpx2.get(f"{server.address}/help?lang=kk", headers=asked)
        assert ("Secure" in answer.headers["set-cookie"]) is is_kept
