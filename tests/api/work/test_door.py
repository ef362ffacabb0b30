"""`dauys worker` from the shell: what waits is made, and said in plain lines."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from access.production.lexicon import entry
from access.production.manner import STANDARD
from access.production.records import Production
from api.cli.main import run
from api.work.trying import say_sample
from tests.api.work.workplace import HUM, Workplace, all_by, book

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers die with their parents")


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    place = Workplace(sqlite_url, tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("database_url", "store_dir", "shelf_dir", "sources_dir", "voices_dir"):
        monkeypatch.setenv(f"DAUYS_{name.upper()}", str(getattr(place.settings, name)))
    yield place
    place.close()


def test_what_waits_is_made_and_told(place: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    """In sentences, and as facts; then it ends, because it was asked to."""
    number = place.want(place.title("Старый мост", book(2, 1)), all_by(HUM))
    assert run(["worker", "status"]) == 0
    said = capsys.readouterr().out
    assert "No worker is running." in said
    assert "Editions: 1 waiting." in said
    assert run(["worker", "--processes", "1", "--once", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {each["production"] for each in told} == {number}
    assert told[-1]["state"] == "done"
    assert run(["worker", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["productions"] == {"done": 1}


def test_the_back_catalogue_is_queued_and_taken_back(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    place.title("Старый мост", book(1, 1))
    assert run(["worker", "back-catalogue", "--language", "kk"]) == 0
    assert run(["worker", "back-catalogue", "--language", "ru", "--limit", "5"]) == 0
    assert run(["worker", "back-catalogue", "--cancel"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "0 titles wait to be made.",
        "1 titles wait to be made.",
        "1 titles were taken back.",
    ]
    assert run(["worker", "back-catalogue", "--to", "stone"]) == 2


def test_without_a_database_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DAUYS_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert run(["worker", "--once"]) == 2
    assert "dauys db upgrade" in capsys.readouterr().err


def test_a_sentence_is_tried_before_its_word_is_kept(place: Workplace) -> None:
    """What is heard is an MP3; what is said of it is what the voice was given."""
    word = entry(language="ru", written="МИТ", said="эм ай ти")
    with place.database.look() as db:
        tried = say_sample(db, place.settings, "Это МИТ.", "ru", manner=all_by(HUM), entries=[word])
        plain = say_sample(db, place.settings, "Это МИТ.", "ru", manner=STANDARD)
        assert db.query(Production).count() == 0
    assert tried.said == "Это эм ай ти."
    assert tried.mp3[:2] in {b"\xff\xfb", b"\xff\xf3"}
    assert "эм ай ти" not in plain.said
