"""The durable work that makes an edition: a step for the book, for every section, for the forms,
for the records.

A step that was done is never done again, whoever goes on. It ends with a plain word; what went
wrong stands in the production's own row, written in the step.
"""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from dbos import DBOS

from access.database.opening import Database
from access.production.errors import FilesMissing
from access.production.finishing import finish
from access.production.made import MadeEdition
from access.production.records import Production
from access.production.running import Attempt, Trouble, fail, lay_down
from access.production.shelving import FACTS, made_aside, production_of, shelf_folder, take_down
from api.settings import Settings
from api.work.engine import MAKE, RECOVERIES
from api.work.making import Making, NotWanted, Troubled


class Said(TypedDict, total=False):
    """What a step says: that it went on, with a number or a folder, or why it ended here."""

    sections: int
    folder: str
    ended: str


class Bench:
    """What this process works with, and the editions it is making."""

    def __init__(self, settings: Settings, database: Database, worker: str) -> None:
        self.settings, self.database, self.worker = settings, database, worker
        self._makings: dict[str, Making] = {}
        self._door = threading.Lock()
        self._is_closed = False

    def making(self, attempt: Attempt) -> Making:
        """The edition in the making, begun here if need be. Raises NotWanted."""
        with self._door:
            if self._is_closed:
                raise NotWanted
            there = self._makings.get(attempt.name)
        if there is None:
            there = Making(attempt, self.settings, self.database, self.worker)
            with self._door:
                self._makings[attempt.name] = there
        return there

    def let_go(self, attempt: Attempt) -> None:
        """It is made, or not made here any more."""
        with self._door:
            making = self._makings.pop(attempt.name, None)
        if making:
            making.close()

    def under_way(self) -> list[Making]:
        """What is being made here now."""
        with self._door:
            return list(self._makings.values())

    def leave_if_closed(self) -> None:
        """When the process is ending, a step that was interrupted never returns: it was neither
        done nor did it fail, and whoever goes on does it again."""
        if self._is_closed:
            threading.Event().wait()

    def lay_down_all(self) -> None:
        """Stop in good order: no step that is interrupted counts as done or as failed."""
        with self._door:
            self._is_closed = True
            makings = list(self._makings.values())
        for making in makings:
            with self.database.change.begin() as db:
                lay_down(db, making.attempt)
            making.stop()


_BENCH: list[Bench] = []


def work_with(bench: Bench) -> None:
    """Say what this process works with, before the engine is launched."""
    _BENCH[:] = [bench]


@DBOS.workflow(name=MAKE, max_recovery_attempts=RECOVERIES)
def make_edition(production_id: int, round_number: int, number: int) -> str:
    """Make the edition of one attempt; the word says how it ended, the records say what came."""
    told = read_book(production_id, round_number, number)
    for place in range(told.get("sections", 0)):
        if "ended" in told:
            break
        told = speak_section(production_id, round_number, number, place)
    if "ended" not in told:
        told = write_forms(production_id, round_number, number)
    if "ended" not in told:
        told = record_edition(production_id, round_number, number, told["folder"])
    return told["ended"]


@DBOS.step(name="read_book")
def read_book(production_id: int, round_number: int, number: int) -> Said:
    """The book is read and cut into sections."""
    attempt = Attempt(production_id, round_number, number)
    return _step(attempt, lambda making: {"sections": making.sections()})


@DBOS.step(name="speak_section")
def speak_section(production_id: int, round_number: int, number: int, place: int) -> Said:
    """The sound of one section is in the store, to stay."""

    def spoken(making: Making) -> Said:
        making.wait_for_section(place)
        return {}

    return _step(Attempt(production_id, round_number, number), spoken)


@DBOS.step(name="write_forms")
def write_forms(production_id: int, round_number: int, number: int) -> Said:
    """Every form is written, checked and whole, in a folder aside."""
    attempt = Attempt(production_id, round_number, number)
    return _step(attempt, lambda making: {"folder": making.wait_for_the_end()})


@DBOS.step(name="record_edition")
def record_edition(production_id: int, round_number: int, number: int, folder: str) -> Said:
    """The files are in their place, the edition recorded, published if that is the rule."""
    bench, attempt = _BENCH[0], Attempt(production_id, round_number, number)
    bench.let_go(attempt)
    settings, now = bench.settings, datetime.now(UTC)
    shelf = settings.shelf_dir
    try:
        made = _facts(bench, attempt, folder)
        with bench.database.change.begin() as db:
            finish(
                db,
                attempt,
                made,
                shelf=shelf,
                making=folder,
                publishing=settings.publishing,
                now=now,
            )
    except (FilesMissing, OSError) as error:
        _failed(bench, attempt, Trouble("files", str(error), may_pass=True))
        return {"ended": "files"}
    for left in list(made_aside(shelf)):
        if production_of(left) == production_id:
            take_down(shelf, left)
    return {"ended": "made"}


def _facts(bench: Bench, attempt: Attempt, folder: str) -> MadeEdition:
    """What the maker wrote: in its folder, or where a worker put that before it ended.

    Raises FilesMissing, OSError.
    """
    with bench.database.look.begin() as db:
        production = db.get_one(Production, attempt.production_id)
        place = shelf_folder(production.title_id, production.manner_key, attempt)
    for where in (folder, place):
        path: Path = bench.settings.shelf_dir / where / FACTS
        if path.is_file():
            return MadeEdition.of(json.loads(path.read_bytes()))
    raise FilesMissing(folder)


def _step(attempt: Attempt, work: Callable[[Making], Said]) -> Said:
    bench = _BENCH[0]
    try:
        return work(bench.making(attempt))
    except NotWanted:
        bench.leave_if_closed()
        bench.let_go(attempt)
        return {"ended": "not wanted"}
    except Troubled as error:
        bench.leave_if_closed()
        bench.let_go(attempt)
        _failed(bench, attempt, error.trouble)
        return {"ended": error.trouble.code}
    except Exception:
        bench.leave_if_closed()
        bench.let_go(attempt)  # the records are away; what is lost so is found when they are back
        raise


def _failed(bench: Bench, attempt: Attempt, trouble: Trouble) -> None:
    with bench.database.change.begin() as db:
        fail(db, attempt, trouble, patience=bench.settings.patience, now=datetime.now(UTC))
