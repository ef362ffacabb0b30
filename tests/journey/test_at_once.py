"""Fifty readers ask for one title at the same instant, by HTTP, from eight processes."""

import multiprocessing
from collections.abc import Iterator
from functools import partial
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import select

from access.catalogue.made import Edition
from access.notices.records import Notice, NoticeKind
from access.production.records import Production
from access.requests.records import Request, RequestState
from tests import postgres
from tests.api.work.workplace import Workplace, book
from tests.journey.crowd import Answer, Wish, ask_until_answered, readers_with_keys
from tests.journey.set_up import Library

PROCESSES, READERS = 8, 50
WITHIN_S = 120


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Where a network of many branches has its records."""
    with postgres.database(postgres_server, "at_once", "ready") as url:
        yield url


def test_fifty_at_once_are_one_production_and_fifty_notices(
    postgres_url: str, tmp_path: Path
) -> None:
    """Each sends its wish twice, as an app does whose answer was lost; the worker makes the title
    once, and each reader is told once."""
    library = Library(postgres_url, tmp_path)
    place = Workplace(postgres_url, tmp_path)
    title_id = place.title("Мост", book(1, 2, "Мост"))
    people = readers_with_keys(place.database, READERS)
    wishes = [Wish(reader, key, title_id) for reader, key in people]
    with library.pages() as server:
        answers = _all_at_once(server.address, wishes)
    assert len(answers) == 2 * READERS
    assert len({one.request_id for one in answers}) == READERS
    library.dauys("worker", "--once", "--processes", "1")
    with place.database.look.begin() as db:
        (production,) = db.scalars(select(Production)).all()
        (edition,) = db.scalars(select(Edition)).all()
        requests = db.scalars(select(Request)).all()
        notices = db.scalars(select(Notice).where(Notice.kind == NoticeKind.READY)).all()
        assert production.edition_id == edition.id
        assert {one.state for one in requests} == {RequestState.READY}
        readers = sorted(reader for reader, _key in people)
        assert sorted(one.reader_id for one in requests) == readers
        assert sorted(one.reader_id for one in notices) == readers
    place.close()


def _all_at_once(address: str, wishes: list[Wish]) -> list[Answer]:
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload([__name__])
    gate, out = server.Barrier(PROCESSES), server.Queue()
    one = partial(_some, address, gate, out)
    people = [server.Process(target=one, args=(wishes[n::PROCESSES],)) for n in range(PROCESSES)]
    for person in people:
        person.start()
    answers = [answer for _ in people for answer in out.get(timeout=WITHIN_S)]
    for person in people:
        person.join(WITHIN_S)
    assert [person.exitcode for person in people] == [0] * PROCESSES
    return answers


def _some(address: str, gate: Barrier, out: "Queue[list[Answer]]", wishes: list[Wish]) -> None:
    """One process: waits until all are there, then asks for its readers, each twice."""
    gate.wait(WITHIN_S)
    out.put(ask_until_answered(address, [wish for wish in wishes for _ in range(2)]))
