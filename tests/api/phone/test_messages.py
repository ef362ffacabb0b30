"""What callers left spoken goes when it was heard long ago, or its reader is forgotten."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from access.database.opening import Database
from access.listening.records import Spoken
from access.listening.spoken import heard, leave
from access.people.forgetting import forget_reader
from access.people.records import Role
from api.phone.sweeping import JUST_SPOKEN, sweep_messages
from tests.access import desk

NOON = desk.NOON
LONG_AGO = NOON - timedelta(days=40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "phone" / "messages"
    made.mkdir(parents=True)
    return made


def spoken(
    database: Database, folder: Path, name: str, *, reader_id: int | None = None,
    heard_days_ago: int | None = None,
) -> int:  # fmt: skip
    sound = folder / name
    sound.write_bytes(b"RIFF")
    os.utime(sound, (LONG_AGO.timestamp(),) * 2)
    with database.change.begin() as db:
        number = leave(
            db, reader_id=reader_id, caller="", language="ru", sound=name, length_ms=4_000,
            now=LONG_AGO,
        ).id  # fmt: skip
        if heard_days_ago is not None:
            by_id = desk.account(db, Role.COORDINATOR)
            at = NOON - timedelta(days=heard_days_ago)
            heard(db, spoken_id=number, by_id=by_id, now=at)
        return number


def sweep(database: Database, folder: Path) -> int:
    return sweep_messages(database, folder.parent, kept_days=30, now=NOON)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_heard_long_ago_goes_and_what_nobody_heard_stays(
    database: Database, folder: Path
) -> None:
    spoken(database, folder, "old.wav", heard_days_ago=31)
    spoken(database, folder, "young.wav", heard_days_ago=29)
    spoken(database, folder, "unheard.wav")
    assert sweep(database, folder) == 1
    assert names(folder) == ["unheard.wav", "young.wav"]
    assert sweep(database, folder) == 0
    with database.look.begin() as db:
        assert db.scalar(select(func.count(Spoken.id))) == 2


def test_the_voice_of_a_forgotten_reader_is_gone_from_the_folder_too(
    database: Database, folder: Path
) -> None:
    with database.change.begin() as db:
        reader_id, other = desk.reader(db), desk.reader(db)
    spoken(database, folder, "theirs.wav", reader_id=reader_id)
    spoken(database, folder, "another.wav", reader_id=other)
    with database.change.begin() as db:
        forget_reader(db, reader_id=reader_id, by_id=None, now=NOON, even_so=True)
    assert sweep(database, folder) == 1
    assert names(folder) == ["another.wav"]


def test_what_is_just_being_spoken_and_what_is_none_of_ours_is_left(
    database: Database, folder: Path
) -> None:
    for name, age in (("now.wav", timedelta(0)), ("note.txt", JUST_SPOKEN * 9)):
        (folder / name).write_bytes(b"")
        os.utime(folder / name, ((NOON - age).timestamp(),) * 2)
    assert sweep(database, folder) == 0
    assert names(folder) == ["note.txt", "now.wav"]


def test_where_the_line_runs_on_another_machine_nothing_is_swept(
    database: Database, tmp_path: Path
) -> None:
    assert sweep_messages(database, tmp_path / "nowhere", kept_days=30, now=NOON) == 0
