"""What readers ask for is made, once, by workers in processes of their own, on both databases."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from access.notices.records import Notice
from access.production.backlog import Backlog, queue_back_catalogue
from access.production.hearing import heard
from access.production.records import BACK_CATALOGUE, Production, ProductionState
from access.production.running import cancel
from access.requests.records import Request, RequestState
from api.work.workforce import Workforce
from tests.api.work.workplace import (
    HUM,
    SLOW,
    Workplace,
    all_by,
    book,
    got_further,
    is_in,
    lay_voice,
)
from tts.check.checking import check

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers die with their parents")
DONE, PARKED, RUNNING = ProductionState.DONE, ProductionState.PARKED, ProductionState.RUNNING


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    place = Workplace(database_url, tmp_path)
    yield place
    place.close()


@pytest.fixture
def one_slot(place: Workplace) -> Iterator[Workforce]:
    workforce = place.workforce(1)
    yield workforce
    workforce.end()


def test_a_day_at_the_library(place: Workplace, one_slot: Workforce) -> None:
    """Fifty who ask for the same title get one edition and a notice each; a file that is no book
    is parked with its reason; a slow book is heard while it is made, gives way to nobody's wish
    but a waiting reader's, and is stopped when nobody wants it."""
    slow = all_by(lay_voice(place.settings.voices_dir, "slow", SLOW, sys.executable))
    bulk_title = place.title("Когда-нибудь", book(4, 10, "Запас"))
    with place.database.change.begin() as db:
        backlog = Backlog(language="ru", manner=slow, forms=("daisy202",))
        (bulk,) = queue_back_catalogue(db, backlog, now=datetime.now(UTC))
        assert queue_back_catalogue(db, backlog, now=datetime.now(UTC)) == []
    many = place.title("Многим", book())
    readers = place.readers(51)
    with ThreadPoolExecutor(8) as doors:
        list(doors.map(lambda reader: place.ask(reader, many, all_by(HUM)), readers[:50]))
    no_book = place.title("Не книга", "no zip", ".epub")
    refused = place.production_of(place.ask(readers[50], no_book, all_by(HUM)))
    with place.database.look() as db:
        assert db.scalar(select(func.count(Production.id)).where(Production.title_id == many)) == 1

    place.wait([one_slot], is_in(PARKED, number=refused))
    _all_fifty_are_served(place, many)
    parked = place.production(refused)
    assert (parked.fault_code, parked.tries) == ("bad_book", 1)
    assert "EPUB" in (parked.fault or "") or "zip" in (parked.fault or "").lower(), parked.fault
    with place.database.look() as db:
        state = db.scalar(select(Request.state).where(Request.production_id == refused))
        assert state is RequestState.DELAYED

    place.wait([one_slot], got_further(bulk, 3))
    _an_awaited_book_overtakes(place, one_slot, bulk)
    _is_heard_while_it_is_made(place, one_slot, bulk)
    with place.database.change.begin() as db:
        assert cancel(db, production_id=bulk, now=datetime.now(UTC))
    began_s = time.monotonic()
    place.wait([one_slot], lambda _db: not _children(one_slot))
    assert time.monotonic() - began_s < 15
    assert place.editions(bulk_title) == []


def _all_fifty_are_served(place: Workplace, title_id: int) -> None:
    with place.database.look() as db:
        states = db.scalars(select(Request.state).where(Request.title_id == title_id)).all()
        notices = db.scalar(select(func.count(Notice.id)).where(Notice.once_key.like("ready:%")))
    assert set(states) == {RequestState.READY}
    assert (len(states), notices) == (50, 50)
    (edition,) = place.editions(title_id)
    folder = place.settings.shelf_dir / edition.folder
    assert edition.published_at is not None
    assert not check(folder / "daisy202").faults
    assert (folder / "sound" / "phrases.json").is_file()


def _an_awaited_book_overtakes(place: Workplace, workers: Workforce, bulk: int) -> None:
    """The only worker is busy with the back-catalogue, and still begins the reader's book."""
    urgent = place.want(place.title("Сейчас", book(1, 2, "Срочно")), all_by(HUM))
    place.wait([workers], is_in(DONE, number=urgent))
    assert place.production(bulk).state is RUNNING
    assert place.production(bulk).priority == BACK_CATALOGUE


def _is_heard_while_it_is_made(place: Workplace, workers: Workforce, number: int) -> None:
    place.wait([workers], lambda db: db.get_one(Production, number).listen is not None)
    with place.database.look() as db:
        hearing = heard(db, production_id=number)
    assert hearing is not None
    folder = place.settings.shelf_dir / hearing.folder
    assert "#EXTM3U" in (folder / hearing.playlist).read_text("utf-8")
    assert list(folder.glob("*.mp3"))


def _children(workforce: Workforce) -> list[str]:
    """Processes that a slot has started and that live."""
    return [
        child
        for process in workforce.processes()
        for task in Path(f"/proc/{process}/task").glob("*/children")
        for child in task.read_text().split()
    ]
