"""What goes wrong passes, what is changed is made anew, what hurries goes first."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from access.database.working import open_work_engine, work_address
from access.production.bench import remake
from access.production.lexicon import entry, pronounce
from access.production.records import BACK_CATALOGUE, Production, ProductionState
from access.production.shelving import FACTS
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

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
DONE = ProductionState.DONE
NICE_FIELD = 16
"""Of /proc/PROCESS/stat, counted behind the name of the program; see proc(5)."""


@pytest.fixture
def place(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    place = Workplace(database_url, tmp_path)
    yield place
    place.close()


def test_a_week_of_troubles(place: Workplace) -> None:
    """A file that was away is tried again; a corrected word costs its own sentences only; a bulk
    book that a reader wants hurries; and if the engine's tables are lost, nothing else is."""
    workforce = place.workforce(1)
    try:
        _a_file_that_comes_back(place, workforce)
        _a_corrected_word(place, workforce)
        slow = _a_bulk_book_that_hurries(place, workforce)
    finally:
        workforce.end()
    _lose_the_engine(place)
    assert place.production(slow).state is ProductionState.RUNNING
    workforce = place.workforce(1)
    try:
        place.wait([workforce], is_in(DONE, number=slow))
    finally:
        workforce.end()


def _a_file_that_comes_back(place: Workplace, workforce: Workforce) -> None:
    title = place.title("Вернётся", book(1, 1, "Вернётся"))
    (file,) = place.settings.sources_dir.iterdir()
    away = file.rename(file.with_suffix(".away"))
    number = place.want(title, all_by(HUM))
    place.wait([workforce], lambda db: db.get_one(Production, number).tries > 1)
    assert place.production(number).state is not ProductionState.PARKED
    away.rename(file)
    place.wait([workforce], is_in(DONE, number=number))
    assert place.production(number).fault is None


def _a_corrected_word(place: Workplace, workforce: Workforce) -> None:
    title = place.title(
        "Слово", "# Слово\n\n## Раз\n\nПаром ждал. Туман стоял.\n\n## Два\n\nНочь.\n"
    )
    number = place.want(title, all_by(HUM))
    place.wait([workforce], is_in(DONE, number=number))
    (first,) = place.editions(title)
    now = datetime.now(UTC)
    with place.database.change.begin() as db:
        new = entry(language="ru", written="Паром", said="Корабль")
        pronounce(db, new, title_id=title, by_id=None, now=now)
        remake(db, edition_id=first.id, now=now)
    place.wait([workforce], is_in(DONE, number=number))
    first, second = place.editions(title)
    assert (first.withdrawn_at is None, second.published_at is None) == (False, False)
    assert second.lexicon_version != first.lexicon_version
    facts = place.settings.shelf_dir / second.folder / ".." / FACTS
    assert json.loads(facts.read_bytes())["spoken"] == 1


def _a_bulk_book_that_hurries(place: Workplace, workforce: Workforce) -> int:
    slow = all_by(lay_voice(place.settings.voices_dir, "slow", SLOW, sys.executable))
    title = place.title("Не к спеху", book(3, 5, "Не к спеху"))
    number = place.want(title, slow, priority=BACK_CATALOGUE)
    place.wait([workforce], got_further(number, 2))
    assert _nice_of_makers(workforce) == [19]
    place.want(title, slow)
    place.wait([workforce], lambda _db: _nice_of_makers(workforce) == [0])
    place.wait([workforce], got_further(number, 6))
    return number


def _lose_the_engine(place: Workplace) -> None:
    url = place.settings.database_url
    if place.database.is_sqlite:
        for path in Path(work_address(url).database or "").parent.glob("*-work.db*"):
            path.unlink()
        return
    engine = open_work_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA dbos CASCADE"))
    engine.dispose()


def _nice_of_makers(workforce: Workforce) -> list[int]:
    """How gently each maker runs: 0 is as everybody, 19 behind everybody."""
    found = []
    for process in workforce.processes():
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            for child in task.read_text().split():
                stat = Path(f"/proc/{child}/stat")
                if stat.is_file() and b"api.work.maker" in (stat.parent / "cmdline").read_bytes():
                    found.append(int(stat.read_text().rpartition(")")[2].split()[NICE_FIELD]))
    return found
