"""Workers are killed, and every edition is made all the same: once, whole, on both databases."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.made import Edition
from access.production.records import Production, ProductionState
from access.production.shelving import MAKING
from access.requests.records import Request, RequestState
from tests.api.work.workplace import (
    ENDS_ITS_WORKER,
    HUM,
    SLOW,
    Workplace,
    all_by,
    book,
    got_further,
    is_in,
    kill,
    lay_voice,
)
from tts.check.checking import check

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers die with their parents")
KILLS, BOOKS = 20, 4


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    place = Workplace(database_url, tmp_path)
    yield place
    place.close()


def test_twenty_kills_lose_nothing(place: Workplace) -> None:
    """Whatever a worker was doing: each request is fulfilled, no edition is there twice, none half;
    and what was spoken is not spoken again."""
    titles = [place.title(f"Книга {n}", book(3, 3, f"Книга {n}")) for n in range(BOOKS)]
    requests = [
        place.ask(reader, title, all_by(HUM))
        for reader, title in zip(place.readers(BOOKS), titles, strict=True)
    ]
    moments = Random(4)  # noqa: S311 - the same moments every time
    workforce = place.workforce(2)
    try:
        workforce.keep_up()
        for _ in range(KILLS):
            time.sleep(moments.uniform(0.2, 1.2))
            if processes := workforce.processes():
                kill(moments.choice(processes))
            workforce.keep_up()
        place.wait([workforce], lambda db: _are_ready(db, requests))
    finally:
        workforce.end()
    for title in titles:
        (edition,) = place.editions(title)
        folder = place.settings.shelf_dir / edition.folder
        assert edition.published_at is not None
        assert not check(folder / "daisy202").faults
    on_shelf = sorted(path for path in place.settings.shelf_dir.glob("*/*/*"))
    assert len([path for path in on_shelf if MAKING not in path.parts]) == BOOKS


def test_a_dead_workers_book_is_taken_over(place: Workplace) -> None:
    """Another machine goes on with it within the time after which a worker counts as dead; not a
    sentence that was spoken is spoken again."""
    slow = all_by(lay_voice(place.settings.voices_dir, "slow", SLOW, sys.executable))
    number = place.want(place.title("Долгая", book(2, 5)), slow)
    first = place.workforce(1, "one")
    second = place.workforce(1, "two")
    try:
        place.wait([first], got_further(number, 5))
        place.wait([second], lambda _db: bool(second.processes()))
        spoken = _spoken(place)
        (process,) = first.processes()
        kill(process)  # and nobody starts it again
        place.wait([second], is_in(ProductionState.DONE, number=number))
    finally:
        for workforce in (first, second):
            workforce.end()
    assert all(_spoken(place)[path] == made for path, made in spoken.items())
    with place.database.look() as db:
        assert db.scalar(select(func.count(Edition.id))) == 1


def test_a_worker_stopped_in_good_order_leaves_its_book_as_it_is(place: Workplace) -> None:
    """Nothing failed, so nothing is put off: the next worker goes on at once, in the same try."""
    slow = all_by(lay_voice(place.settings.voices_dir, "slow", SLOW, sys.executable))
    number = place.want(place.title("Долгая", book(2, 5)), slow)
    for goal in (is_in(ProductionState.RUNNING, number=number), got_further(number, 4)):
        workforce = place.workforce(1)
        try:
            place.wait([workforce], goal)
        finally:
            workforce.end()
        assert place.production(number).state is ProductionState.RUNNING
    workforce = place.workforce(1)
    try:
        place.wait([workforce], is_in(ProductionState.DONE, number=number))
    finally:
        workforce.end()
    made = place.production(number)
    assert (made.tries, made.fault) == (1, None)


def test_a_chapter_that_ends_its_worker_is_parked(database_url: str, tmp_path: Path) -> None:
    """It is tried a few times, then a producer has to look; other books are made meanwhile."""
    place = Workplace(database_url, tmp_path, production_starts=3)
    deadly = lay_voice(place.settings.voices_dir, "deadly", ENDS_ITS_WORKER, sys.executable)
    bad = place.want(place.title("Беда", book(2, 2, "Старый мост")), all_by(deadly))
    workforce = place.workforce(1)
    try:
        place.wait([workforce], lambda db: db.get_one(Production, bad).starts > 0)
        good = place.want(place.title("Удача", book(1, 1, "Новый")), all_by(HUM))
        place.wait([workforce], is_in(ProductionState.PARKED, number=bad))
        place.wait([workforce], is_in(ProductionState.DONE, number=good))
        parked = place.production(bad)
    finally:
        workforce.end()
        place.close()
    assert parked.fault_code == "ends_its_worker"
    assert "3 times at the same place" in (parked.fault or "")


def _are_ready(db: Session, requests: list[int]) -> bool:
    states = db.scalars(select(Request.state).where(Request.id.in_(requests))).all()
    return set(states) == {RequestState.READY}


def _spoken(place: Workplace) -> dict[Path, int]:
    """Every finished sentence in the store, and when it was made."""
    utterances = place.settings.store_dir / "utterances"
    return {path: path.stat().st_mtime_ns for path in utterances.rglob("*.pcm")}
