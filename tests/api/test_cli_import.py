"""`dauys import`: what came, what was refused and why, in words and for machines."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from access.catalogue.records import Title
from access.database.opening import open_database
from access.requests.asking import ask
from access.requests.closing import fulfil
from access.requests.had import note_had
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import Request, RequestKind, RequestState
from access.requests.series import follow
from access.search.indexing import unindexed
from access.search.records import IndexedTitle
from api.cli.main import run
from fixtures.marc_files import CATALOGUE, marc_bytes
from tests.access import desk as a_library


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample files; the settings point to an empty database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DAUYS_SOURCES_DIR", str(tmp_path / "sources"))
    (tmp_path / "books.mrc").write_bytes(marc_bytes("marc21"))
    shutil.copy(CATALOGUE / "network.csv", tmp_path / "network.csv")
    return tmp_path


def test_files_are_taken_in_the_order_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "network.csv", "books.mrc"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "network.csv: 52 records; 52 added, 0 changed, 0 unchanged, 0 refused.",
        "books.mrc: 5 records; 5 added, 0 changed, 0 unchanged, 0 refused.",
    ]
    assert "note: books.mrc, record 5, number ALM-000105" in said.err
    assert run(["import", "books.mrc"]) == 0
    assert "5 unchanged" in capsys.readouterr().out


def test_what_was_taken_is_found_at_once(sqlite_url: str) -> None:
    """The search knows a title from the moment in which it came."""
    run(["import", "books.mrc"])
    database = open_database(sqlite_url)
    with database.look() as db:
        assert unindexed(db) == 0
        assert db.scalars(select(IndexedTitle.title_id)).all()
    database.close()


def test_what_is_refused_is_named_and_the_code_is_one(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "cut.mrc").write_bytes(marc_bytes("marc21")[:-100])
    assert run(["import", "cut.mrc"]) == 1
    said = capsys.readouterr()
    assert "refused: cut.mrc, record 5" in said.err
    assert "4 added" in said.out


def test_a_machine_gets_everything(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "cut.mrc").write_bytes(marc_bytes("marc21")[:-100])
    assert run(["import", "--json", "cut.mrc"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["added"], told["refused"], told["said"]["truncated"]) == (4, 1, 1)
    assert told["remarks"][0]["code"]


def test_a_file_that_is_missing_ends_it_before_anything_is_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["import", "books.mrc", "nowhere.mrc"]) == 2
    assert "nowhere.mrc" in capsys.readouterr().err
    assert run(["import", "books.mrc"]) == 0
    assert "5 added" in capsys.readouterr().out


def test_a_database_without_tables_is_told_of(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAUYS_DATABASE_URL", f"sqlite:///{desk / 'none.db'}")
    assert run(["import", "books.mrc"]) == 2
    assert "dauys db upgrade" in capsys.readouterr().err


def test_the_kind_can_be_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "--kind", "rusmarc", "books.mrc"]) == 1
    assert "0 added" in capsys.readouterr().out
    assert desk


def test_what_came_goes_to_who_waits_for_it(desk: Path, sqlite_url: str) -> None:
    """A second copy to the next in line, the next of a series to who follows it: at once."""
    head = "id;name;authors;language;series;number;medium;branch;barcode\n"
    first = "T-1;Кілт;Заречный, Пётр;ru;Дом;1;braille;B01;{}\n"
    (desk / "one.csv").write_text(head + first.format("T01"), encoding="utf-8")
    second = "T-2;Чердак;Заречный, Пётр;ru;Дом;2;braille;B01;T03\n"
    (desk / "two.csv").write_text(head + first.format("T02") + second, encoding="utf-8")
    assert run(["import", "network.csv", "one.csv"]) == 0
    database = open_database(sqlite_url)
    with database.change.begin() as db:
        title = db.scalars(select(Title)).one()
        follower, waiting = a_library.reader(db), a_library.reader(db)
        for reader_id in (follower, waiting):
            ask(
                db, reader_id=reader_id, title_id=title.id, kind=RequestKind.COPY, form="braille",
                door="web", now=a_library.NOON, limits=STANDARD_LIMITS,
            )  # fmt: skip
        title_id = title.id
        assert title.series_id is not None
        note_had(db, reader_id=follower, title_id=title.id, on=a_library.NOON.date())
        mine = db.scalars(select(Request).where(Request.reader_id == follower)).one()
        fulfil(
            db, request_id=mine.id, reader_id=follower, now=a_library.NOON, limits=STANDARD_LIMITS
        )
        follow(
            db, reader_id=follower, series_id=title.series_id, kind=RequestKind.COPY,
            now=a_library.NOON, limits=STANDARD_LIMITS,
        )  # fmt: skip
    assert run(["import", "two.csv"]) == 0
    with database.look.begin() as db:
        states = {
            (one.reader_id, one.title_id == title_id): one.state
            for one in db.scalars(select(Request))
        }
    assert states == {
        (follower, True): RequestState.FULFILLED,
        (waiting, True): RequestState.READY,
        (follower, False): RequestState.READY,
    }
    database.close()
