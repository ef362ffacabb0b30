"""Two people change the same things at the same instant: both are served, as if one came later."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import APIRouter, FastAPI, Form
from fastapi.testclient import TestClient
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from access.database.again import TRIES, is_conflict, transacted
from access.database.opening import Database, open_database
from access.network.records import Network
from api.rest.app import create_rest
from api.settings import Settings
from api.web.app import create_app
from api.web.frame import again
from api.web.frame.doors import Db, Doors

WITHIN_S = 60
ATTEMPTS: Counter[str] = Counter()
MET: list[threading.Barrier] = []
BUSY_MS = 50


@pytest.fixture(autouse=True)
def nothing_met() -> None:
    ATTEMPTS.clear()
    MET[:] = [threading.Barrier(2)]


@pytest.fixture
def desk(database: Database) -> Database:
    """Two rows that both of them want; on SQLite nobody waits long for a writer."""
    if database.is_sqlite:

        @event.listens_for(database.engine, "checkout")
        def _impatient(connection: object, *_: object) -> None:
            connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")  # type: ignore[attr-defined]

    with database.change.begin() as db:
        db.add_all(Network(id=number, names={"en": "One"}) for number in (1, 2))
    return database


@pytest.fixture
def app(desk: Database, tmp_path: Path) -> FastAPI:
    settings = Settings(shelf_dir=tmp_path / "shelf", store_dir=tmp_path / "store")
    made = create_app(Doors(database=desk, settings=settings, clock=lambda: datetime.now(UTC)))
    made.include_router(CROSSING)
    return made


CROSSING = APIRouter(tags=["crossing"])


def note(db: Session, number: int, what: str) -> None:
    """One of the rows is changed, and held until the transaction ends."""
    held = db.scalars(select(Network).where(Network.id == number).with_for_update()).one()
    held.phone = (held.phone or "") + what


def cross(db: Session, who: str, first: int, second: int) -> None:
    """Take one row, wait until the other has theirs, then want both: a real deadlock."""
    ATTEMPTS[who] += 1
    note(db, first, who)
    db.flush()
    if ATTEMPTS[who] == 1:
        with suppress(threading.BrokenBarrierError):
            MET[0].wait(5)
    note(db, second, who)


@CROSSING.post("/cross/{first}/{second}")
def crossing(db: Db, first: int, second: int, who: Annotated[str, Form()]) -> str:
    cross(db, who, first, second)
    return who


def together(*deeds: Callable[[], None]) -> None:
    threads = [threading.Thread(target=deed, daemon=True) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WITHIN_S)
        assert not thread.is_alive()


def phones(desk: Database) -> list[str]:
    with desk.look.begin() as db:
        return [
            "".join(sorted(phone or ""))
            for phone in db.scalars(select(Network.phone).order_by(Network.id))
        ]


def test_two_forms_that_meet_in_a_deadlock_are_both_done_once(app: FastAPI, desk: Database) -> None:
    """Postgres ends one of the two; its request is run again, whole, with the form as it was."""
    if desk.is_sqlite:
        pytest.skip("on SQLite writers stand in a line and never meet")
    client, said = TestClient(app), dict[str, int]()

    def send(who: str, first: int, second: int) -> None:
        said[who] = client.post(f"/cross/{first}/{second}", data={"who": who}).status_code

    together(lambda: send("a", 1, 2), lambda: send("b", 2, 1))
    assert said == {"a": 200, "b": 200}
    assert phones(desk) == ["ab", "ab"]
    assert sum(ATTEMPTS.values()) == 3, "one of the two was run twice"


def test_two_jobs_that_meet_in_a_deadlock_are_both_done_once(desk: Database) -> None:
    if desk.is_sqlite:
        pytest.skip("on SQLite writers stand in a line and never meet")
    together(
        lambda: transacted(desk.change, lambda db: cross(db, "a", 1, 2)),
        lambda: transacted(desk.change, lambda db: cross(db, "b", 2, 1)),
    )
    assert phones(desk) == ["ab", "ab"]
    assert sum(ATTEMPTS.values()) == 3


def test_a_serialization_failure_is_run_again(desk: Database) -> None:
    """Two read and then write, each as if it were alone; one of them has to read anew."""
    if desk.is_sqlite:
        pytest.skip("on SQLite writers stand in a line and never meet")

    def add(db: Session, who: str) -> None:
        db.connection(execution_options={"isolation_level": "SERIALIZABLE"})
        ATTEMPTS[who] += 1
        seen = db.scalar(select(Network.phone).where(Network.id == 1)) or ""
        if ATTEMPTS[who] == 1:
            MET[0].wait(5)
        db.execute(update(Network).where(Network.id == 1).values(phone=seen + who))

    together(
        lambda: transacted(desk.change, lambda db: add(db, "a")),
        lambda: transacted(desk.change, lambda db: add(db, "b")),
    )
    assert phones(desk)[0] == "ab"
    assert sum(ATTEMPTS.values()) == 3


@pytest.fixture
def taken(desk: Database) -> Iterator[Database]:
    """Somebody else writes, and does not end."""
    if not desk.is_sqlite:
        pytest.skip("on Postgres whoever wants another row does not wait")
    with desk.engine.connect() as connection:
        connection.execute(text("UPDATE networks SET phone = '0'"))
        yield desk


def test_who_meets_a_writer_that_does_not_end_is_told_to_try_again(
    app: FastAPI, taken: Database
) -> None:
    """Bounded: three tries; then a page, or a problem, that says so, and nothing was changed."""
    client = TestClient(app, headers={"Accept-Language": "en"})
    answer = client.post("/cross/1/2", data={"who": "a"})
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.headers["Retry-After"]
    assert "Nothing of yours was changed" in answer.text
    assert phones(taken) == ["", ""]


def test_a_machine_is_told_the_same_as_a_problem(taken: Database, tmp_path: Path) -> None:
    settings = Settings(shelf_dir=tmp_path / "shelf", store_dir=tmp_path / "store")
    rest = create_rest(
        Doors(database=taken, settings=settings, clock=lambda: datetime.now(UTC))
    )  # fmt: skip
    rest.include_router(CROSSING)
    answer = TestClient(rest).post("/cross/1/2", data={"who": "a"})
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["type"].endswith("busy")


def test_a_job_gives_up_after_so_many_tries(taken: Database) -> None:
    waited: list[float] = []
    with pytest.raises(OperationalError) as failed:
        transacted(taken.change, lambda db: note(db, 1, "a"), wait=waited.append)
    assert is_conflict(failed.value)
    assert len(waited) == TRIES - 1
    assert all(0 < pause < 1 for pause in waited)


def test_what_is_no_conflict_is_not_run_again(desk: Database) -> None:
    def wrong(db: Session) -> None:
        ATTEMPTS["wrong"] += 1
        db.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(Exception, match="nowhere"):
        transacted(desk.change, wrong)
    assert ATTEMPTS["wrong"] == 1


def test_a_form_too_long_to_be_kept_is_not_run_again(
    app: FastAPI, taken: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "MOST_KEPT_BYTES", 3)
    answer = TestClient(app).post("/cross/1/2", data={"who": "a" * 10})
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE


def test_a_database_that_is_opened_anew_knows_conflicts(database_url: str) -> None:
    """What the two databases say of a conflict is read off them, not made up."""
    assert not is_conflict(ValueError())
    opened = open_database(database_url)
    try:
        with pytest.raises(Exception, match="nowhere") as failed, opened.change.begin() as db:
            db.execute(text("SELECT nothing FROM nowhere"))
        assert not is_conflict(failed.value)
    finally:
        opened.close()
