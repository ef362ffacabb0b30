"""Somebody else changes the reader's record at the same instant: the caller's key still counts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, select

from access.database.opening import Database
from access.people.passwords import set_pin
from access.people.records import Reader
from api.phone import acts
from api.phone.desk import Desk
from api.settings import Settings
from tests.access import desk as stock
from tests.access.people.people import PIN, QUICK

WITHIN_S = 30
IMPATIENT = {
    True: "PRAGMA busy_timeout=50",
    False: "SET lock_timeout = '50ms'",
}


@pytest.fixture
def reader_id(database: Database) -> int:
    with database.change.begin() as db:
        number = stock.reader(db)
        set_pin(db, reader_id=number, pin=PIN, cost=QUICK)
        return number


@pytest.fixture
def known(database: Database, reader_id: int, tmp_path: Path) -> Desk:
    """A caller who has signed in."""
    desk = Desk(
        database=database, settings=Settings(shelf_dir=tmp_path / "shelf"),
        clock=lambda: stock.NOON, caller="+77010000001", cost=QUICK,
    )  # fmt: skip
    with database.look.begin() as db:
        card = db.get_one(Reader, reader_id).card_number
    answer = desk.answer(acts.SignIn(card=card, pin=PIN, caller=desk.caller, language=None))
    assert isinstance(answer, acts.SignedInAs)
    return desk


@contextmanager
def held_until_somebody_is_refused(database: Database, reader_id: int) -> Iterator[list[str]]:
    """The record is held elsewhere until a transaction was given up for its sake; yields what the
    database then said."""
    is_held, is_refused, said = threading.Event(), threading.Event(), list[str]()

    @event.listens_for(database.engine, "checkout")
    def _impatient(connection: object, *_: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute(IMPATIENT[database.is_sqlite])

    @event.listens_for(database.engine, "handle_error")
    def _refused(context: object) -> None:
        said.append(str(context.original_exception))  # type: ignore[attr-defined]
        is_refused.set()

    def hold() -> None:
        with database.change.begin() as db:
            db.scalars(select(Reader).where(Reader.id == reader_id).with_for_update()).one()
            is_held.set()
            is_refused.wait(WITHIN_S)

    holder = threading.Thread(target=hold, daemon=True)
    holder.start()
    assert is_held.wait(WITHIN_S)
    yield said
    holder.join(WITHIN_S)
    assert not holder.is_alive()


def test_a_speed_that_is_chosen_while_the_record_is_held_is_kept(
    known: Desk, database: Database, reader_id: int
) -> None:
    with held_until_somebody_is_refused(database, reader_id) as said:
        known.do(acts.KeepSpeed(150))
    assert len(said) == 1
    with database.look.begin() as db:
        assert db.get_one(Reader, reader_id).speed_percent == 150
