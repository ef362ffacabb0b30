"""Fifty readers ask for one title at the same instant, from eight processes: it is made once."""

import multiprocessing
from collections.abc import Sequence
from functools import partial
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import func, select

from access.catalogue.records import Copy, Medium
from access.database.opening import Database, open_database
from access.notices.records import Notice
from access.production.records import Production
from access.requests.asking import ask
from access.requests.fulfilling import edition_published
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import Request, RequestKind, RequestState
from tests.access import desk

PROCESSES, READERS = 8, 50
WITHIN_S = 120


def _ask_all(
    url: str, gate: Barrier, title_id: int, kind: RequestKind, reader_ids: Sequence[int]
) -> None:
    """One process: waits until all are there, then asks for its readers."""
    database = open_database(url)
    gate.wait(WITHIN_S)
    for reader_id in reader_ids:
        with database.change.begin() as db:
            ask(
                db,
                reader_id=reader_id,
                title_id=title_id,
                kind=kind,
                door="api",
                now=desk.NOON,
                limits=STANDARD_LIMITS,
            )
    database.close()


def _at_once(url: str, title_id: int, kind: RequestKind, shares: Sequence[Sequence[int]]) -> None:
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload([__name__])  # eight processes, but one reading of our modules
    gate = server.Barrier(len(shares))
    one = partial(_ask_all, url, gate, title_id, kind)
    people = [server.Process(target=one, args=(share,)) for share in shares]
    for person in people:
        person.start()
    for person in people:
        person.join(WITHIN_S)
        if person.is_alive():
            person.kill()
    assert [person.exitcode for person in people] == [0] * len(shares)


@pytest.fixture
def waiting(database: Database) -> tuple[int, list[int]]:
    """A title with a file, and fifty readers."""
    with database.change.begin() as db:
        return desk.title(db), [desk.reader(db) for _ in range(READERS)]


def test_fifty_readers_at_the_same_instant_get_one_production_and_a_notice_each(
    database: Database, database_url: str, waiting: tuple[int, list[int]]
) -> None:
    title_id, readers = waiting
    shares = [readers[place::PROCESSES] for place in range(PROCESSES)]
    _at_once(database_url, title_id, RequestKind.AUDIO, shares)
    with database.change.begin() as db:
        production = db.scalars(select(Production)).one()
        requests = db.scalars(select(Request)).all()
        assert sorted(request.reader_id for request in requests) == readers
        assert {request.production_id for request in requests} == {production.id}
        edition_id = desk.done(db, production)
        edition_published(db, edition_id=edition_id, now=desk.NOON)
    with database.look.begin() as db:
        ready = select(func.count(Request.id)).where(Request.state == RequestState.READY)
        assert db.scalar(ready) == READERS
        assert sorted(db.scalars(select(Notice.reader_id))) == readers


def test_one_reader_who_presses_eight_keys_at_once_asks_once(
    database: Database, database_url: str, waiting: tuple[int, list[int]]
) -> None:
    title_id, readers = waiting
    _at_once(database_url, title_id, RequestKind.AUDIO, [readers[:1]] * PROCESSES)
    with database.look.begin() as db:
        assert db.scalar(select(func.count(Request.id))) == 1


def test_five_copies_are_put_aside_for_five_readers(
    database: Database, database_url: str, waiting: tuple[int, list[int]]
) -> None:
    title_id, readers = waiting
    with database.change.begin() as db:
        point_id = desk.point(db)
        for _ in range(5):
            desk.copy(db, title_id, point_id, Medium.BRAILLE)
    shares = [readers[place::PROCESSES] for place in range(PROCESSES)]
    _at_once(database_url, title_id, RequestKind.COPY, shares)
    with database.look.begin() as db:
        kept = db.scalars(
            select(Request.copy_id).where(Request.copy_id.is_not(None)).order_by(Request.copy_id)
        ).all()
        assert kept == db.scalars(select(Copy.id).order_by(Copy.id)).all()
        waits = select(func.count(Request.id)).where(Request.state == RequestState.WAITING)
        assert db.scalar(waits) == READERS - 5
