"""`dauys ils`: what the library's system can do, and what is told to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from access.catalogue.records import Copy
from access.database.opening import open_database
from access.people.records import Reader
from access.requests.loans import lend
from api.cli.main import run
from tests.access import desk
from tests.api.ils.conftest import NOON
from tests.api.ils.small_ils import SmallIls


@pytest.fixture
def ils(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallIls]:
    """A library system that the settings name, and an empty database."""
    made = SmallIls(cards={"K1": "1"}, lent={"C1": None})
    made.open()
    monkeypatch.chdir(tmp_path)
    for name, value in (
        ("DATABASE_URL", sqlite_url), ("ILS_HOST", "127.0.0.1"), ("ILS_PORT", str(made.port)),
        ("ILS_TLS", "false"), ("ILS_LOGIN", "dauys"), ("ILS_PASSWORD", "secret"),
        ("ILS_LIMIT_S", "2"),
    ):  # fmt: skip
        monkeypatch.setenv(f"DAUYS_{name}", value)
    yield made
    made.close()


def lend_one(url: str, barcode: str = "C1") -> None:
    database = open_database(url)
    with database.change.begin() as db:
        copy_id = desk.copy(db, desk.title(db, has_source=False), desk.point(db, barcode))
        db.get_one(Copy, copy_id).barcode = barcode
        reader_id = desk.reader(db)
        db.get_one(Reader, reader_id).card_number = f"K{barcode[1:]}"
        db.flush()
        lend(db, copy_id=copy_id, reader_id=reader_id, now=NOON)
    database.close()


def test_what_it_can_do_is_said(ils: SmallIls, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ils", "check"]) == 0
    first = capsys.readouterr().out
    assert "Кітапхана answers, SIP 2.00." in first
    assert "yes  loans (11)" in first
    ils.bx = "YNYYYYYYNNYNNNNN"
    assert run(["ils", "check"]) == 1
    said = capsys.readouterr()
    assert "no   loans (11)" in said.out
    assert "takes no loans" in said.err
    assert not ils.done


def test_what_is_wrong_with_the_way_there_is_a_sentence(
    ils: SmallIls, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAUYS_ILS_PASSWORD", "wrong")
    assert run(["ils", "check"]) == 1
    assert "DAUYS_ILS_PASSWORD" in capsys.readouterr().err
    ils.close()
    assert run(["ils", "check"]) == 1
    assert "Nobody answers" in capsys.readouterr().err
    monkeypatch.delenv("DAUYS_ILS_HOST")
    assert run(["ils", "check"]) == 2
    assert "DAUYS_ILS_HOST" in capsys.readouterr().err


def test_what_waits_is_told_on_command(
    ils: SmallIls, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ils", "send"]) == 0
    assert "dauys ils rule told" in capsys.readouterr().err
    assert run(["ils", "rule", "told"]) == 0
    lend_one(sqlite_url)
    lend_one(sqlite_url, "C9")
    capsys.readouterr()
    assert run(["ils", "send"]) == 1
    assert "1 changes told, 1 not taken, 0 wait." in capsys.readouterr().out
    assert ils.done == {("11", "K1", "C1"): 1}
    ils.close()
    lend_one(sqlite_url, "C3")
    assert run(["ils", "send"]) == 1
    said = capsys.readouterr()
    assert "1 wait" in said.out
    assert "Nobody answers" in said.err
