"""Who looks after the machine makes, checks, copies and brings back the database."""

import os
from pathlib import Path

import pytest
from sqlalchemy import select, update

from access.database.opening import open_database
from access.people.records import Account
from access.search.finding import find
from access.search.records import IndexedTitle
from api.cli.main import run
from tests.access.search.catalogue import BOOKS, Book, add, lay
from tests.access.test_database import NOON


@pytest.fixture(autouse=True)
def _address(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUYS_DATABASE_URL", database_url)


def add_account(login: str) -> None:
    opened = open_database(os.environ["DAUYS_DATABASE_URL"])
    with opened.change.begin() as db:
        db.add(Account(login=login, name=login, created_at=NOON))
    opened.close()


def logins() -> list[str]:
    opened = open_database(os.environ["DAUYS_DATABASE_URL"])
    with opened.look.begin() as db:
        found = list(db.scalars(select(Account.login).order_by(Account.login)))
    opened.close()
    return found


def test_a_whole_database_is_said_to_be_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["db", "check"]) == 0
    assert "whole" in capsys.readouterr().out


def test_upgrading_an_upgraded_database_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["db", "upgrade"]) == 0
    assert "already" in capsys.readouterr().out


def test_upgrading_puts_titles_into_the_index_of_this_version(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Those that an older version put there or none, and says so; a second time there are none."""
    opened = open_database(os.environ["DAUYS_DATABASE_URL"])
    with opened.change.begin() as db:
        lay(db)
        db.execute(update(IndexedTitle).where(IndexedTitle.title_id > 3).values(version=0))
        add(db, Book("new", "Вертолётчики"))
    assert run(["db", "upgrade"]) == 0
    told = capsys.readouterr()
    stale = len(BOOKS) - 3 + 1
    assert f"{stale} titles are put into the search index now" in told.out
    assert f"Titles indexed: {stale} of {stale}" in told.err
    with opened.look.begin() as db:
        assert [hit.name for hit in find(db, "вертолётчик").hits] == ["Вертолётчики"]
    opened.close()
    assert run(["db", "upgrade"]) == 0
    assert "index" not in capsys.readouterr().out


def test_a_copy_brings_back_what_was_there(tmp_path: Path) -> None:
    """What was added after the copy is gone, what was there before is back."""
    add_account("before")
    assert run(["db", "backup", str(tmp_path / "copy.db")]) == 0
    add_account("after")
    assert run(["db", "restore", str(tmp_path / "copy.db"), "--yes"]) == 0
    assert logins() == ["before"]
    assert run(["db", "check"]) == 0


def test_a_copy_never_overwrites_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "copy.db").write_text("something dear")
    assert run(["db", "backup", str(tmp_path / "copy.db")]) == 2
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "copy.db").read_text() == "something dear"


def test_rubbish_is_not_put_in_the_place_of_the_database(tmp_path: Path) -> None:
    add_account("here")
    (tmp_path / "rubbish").write_bytes(bytes(range(256)) * 40)
    assert run(["db", "restore", str(tmp_path / "rubbish"), "--yes"]) == 2
    assert logins() == ["here"]


def test_a_copy_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["db", "restore", str(tmp_path / "nothing"), "--yes"]) == 2
    assert "There is no file" in capsys.readouterr().err
