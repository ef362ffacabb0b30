"""Who looks after the machine lets staff in and out by command."""

import io
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from access.database.opening import open_database
from access.people.doors import Token
from access.people.records import Account, Role
from access.people.signing_in import SignedIn, sign_in_account
from access.people.tokens import who_by_token
from api.cli.main import run


@pytest.fixture(autouse=True)
def _address(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUYS_DATABASE_URL", database_url)


def can_come(url: str, login: str, password: str) -> bool:
    opened = open_database(url)
    try:
        with opened.change.begin() as db:
            found = sign_in_account(
                db, login=login, password=password, place="", now=datetime.now(UTC)
            )
            return isinstance(found, SignedIn)
    finally:
        opened.close()


def test_staff_is_added_listed_and_disabled(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    added = ["staff", "add", "Aigerim", "--name", "Айгерім Оспанова", "--role", "coordinator",
             "--role", "producer", "--language", "kk", "--print-password"]  # fmt: skip
    assert run(added) == 0
    password = capsys.readouterr().out.strip().rsplit(": ", 1)[1]
    assert can_come(database_url, "aigerim", password)
    assert run(["staff", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "login": "aigerim",
            "name": "Айгерім Оспанова",
            "roles": ["coordinator", "producer"],
            "language": "kk",
            "disabled": False,
        }
    ]
    assert run(["staff", "disable", "aigerim"]) == 0
    assert not can_come(database_url, "aigerim", password)
    assert run(["staff", "list"]) == 0
    assert "disabled" in capsys.readouterr().out


def test_a_password_comes_from_a_pipe_and_changes(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("көктем-2026-гүл\n"))
    assert run(["staff", "add", "dana", "--name", "Дана", "--role", "assistant"]) == 0
    assert can_come(database_url, "dana", "көктем-2026-гүл")
    assert run(["staff", "password", "dana", "--print-password"]) == 0
    assert not can_come(database_url, "dana", "көктем-2026-гүл")
    assert "көктем" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["add", "dana", "--name", "Дана", "--role", "king", "--print-password"],
        ["add", "dana", "--name", "Дана", "--role", "reader", "--print-password"],
        ["add", "da na!", "--name", "Дана", "--role", "courier", "--print-password"],
        ["add", "dana", "--name", " ", "--role", "courier", "--print-password"],
        ["disable", "nobody"],
        ["password", "nobody", "--print-password"],
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    words: list[str], database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["staff", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err
    opened = open_database(database_url)
    with opened.look.begin() as db:
        assert db.scalars(select(Account)).all() == []
    opened.close()


def test_a_weak_password_and_a_taken_login_are_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add = ["staff", "add", "dana", "--name", "Дана", "--role", "courier"]
    monkeypatch.setattr("sys.stdin", io.StringIO("12345678\n"))
    assert run(add) == 2
    assert run([*add, "--print-password"]) == 0
    assert run([*add, "--print-password"]) == 2
    assert "dana" in capsys.readouterr().err


def test_a_program_gets_a_key_that_is_printed_once(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes as the account does, and is kept nowhere as it is."""
    run(
        ["staff", "add", "gulnara", "--name", "Гүлнар", "--role", "coordinator", "--print-password"]
    )
    capsys.readouterr()
    assert run(["staff", "key", "gulnara", "--name", "reception"]) == 0
    key = capsys.readouterr().out.strip().rsplit(": ", 1)[1]
    opened = open_database(database_url)
    with opened.change.begin() as db:
        person = who_by_token(db, key=key, now=datetime.now(UTC))
        assert person is not None
        assert person.may_as(Role.COORDINATOR)
        assert key not in db.scalars(select(Token.key_digest)).all()
    opened.close()
    assert run(["staff", "key", "nobody", "--name", "reception"]) == 2
    assert "dauys staff list" in capsys.readouterr().err
