"""The door is killed while many ask: what was answered is there, and nothing is there twice."""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from random import Random

from sqlalchemy import select

from access.database.opening import Database
from access.production.records import Production
from access.requests.records import Request
from tests.access import desk
from tests.api.notices.servers import free_port
from tests.journey.crowd import Answer, Wish, ask_until_answered, readers_with_keys
from tests.journey.set_up import WAITS_S, Library

READERS, TITLES, DOORS, KILLS = 12, 10, 8, 3


def test_every_answer_is_kept_whenever_the_door_is_killed(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    """Killed in the middle of asking, three times over, and begun again at the same address."""
    library, port = Library(database_url, tmp_path), free_port()
    people = readers_with_keys(database, READERS)
    with database.change.begin() as db:
        titles = [desk.title(db, f"Кітап {number}") for number in range(TITLES)]
    wishes = [Wish(reader, key, title) for title in titles for reader, key in people]
    moments = Random(7)  # noqa: S311 - the same moments every time
    marks = sorted(moments.sample(range(10, len(wishes) - 10), KILLS))
    came = threading.Semaphore(0)
    with ThreadPoolExecutor(DOORS) as crowd:
        asking = [
            crowd.submit(
                ask_until_answered, f"http://127.0.0.1:{port}", wishes[n::DOORS], came.release
            )
            for n in range(DOORS)
        ]
        seen = 0
        for mark in [*marks, len(wishes)]:
            with library.pages(port=port) as server:
                for _ in range(mark - seen):
                    _wait(came, asking)
                seen = mark
                if mark in marks:
                    server.kill()
        answers = list(chain.from_iterable(one.result() for one in asking))
    _each_is_there_once(database, answers)


def _wait(came: threading.Semaphore, asking: Sequence["Future[list[Answer]]"]) -> None:
    """One answer more. Whoever failed says why."""
    ends_s = time.monotonic() + WAITS_S
    while not came.acquire(timeout=0.5):
        for one in asking:
            if one.done():
                one.result()
        assert time.monotonic() < ends_s, "nobody is answered"


def _each_is_there_once(database: Database, answers: list[Answer]) -> None:
    with database.look.begin() as db:
        kept = {one.id: (one.reader_id, one.title_id) for one in db.scalars(select(Request))}
        made = Counter(db.scalars(select(Production.title_id)))
    assert len(answers) == READERS * TITLES
    assert kept == {one.request_id: (one.wish.reader_id, one.wish.title_id) for one in answers}
    assert len(set(kept.values())) == len(kept)
    assert set(made.values()) == {1}
    assert len(made) == TITLES
