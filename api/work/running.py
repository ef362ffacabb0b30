"""`dauys worker` over the database: the workforce kept up, and told of in plain lines."""

import json
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from access.database.opening import Database, open_database
from access.production.records import Production, ProductionState
from access.production.running import due, running
from api.cli.console import say
from api.settings import Settings
from api.work.telling import production_told, production_words
from api.work.workforce import Workforce

LOOK_EVERY_S = 1.0
MOST_TOLD = 1_000


def run(settings: Settings, *, processes: int, once: bool, as_json: bool) -> int:
    """Keep so many slots at work until told to stop; with `once`, until nothing is due.

    Raises BadSettings where the database is not there.
    """
    workforce = Workforce(settings, processes)
    database = open_database(settings.database_url)
    stopping = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stopping.set())
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    news = News(database, say=lambda told: say(_line(told, as_json=as_json)))
    if not as_json:
        say(f"{processes} workers make what readers wait for. Stop them with Ctrl-C.")
    try:
        while not stopping.is_set():
            workforce.keep_up()
            news.look()
            if once and is_done(database):
                break
            stopping.wait(LOOK_EVERY_S)
    finally:
        workforce.end()
        news.look()
        database.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def is_done(database: Database) -> bool:
    """Whether nothing is being made and nothing is due."""
    with database.look.begin() as db:
        now = datetime.now(UTC)
        waits = any(due(db, is_bulk=bulk, now=now, limit=1) for bulk in (False, True))
        return not waits and not running(db, limit=1)


class News:
    """Tells of every production that began, went on by a quarter, ended, or ran into trouble."""

    def __init__(self, database: Database, *, say: Callable[[dict[str, Any]], object]) -> None:
        self._database, self._say = database, say
        self._known: dict[int, tuple[object, ...]] = {}
        self._since = datetime.now(UTC)

    def look(self) -> None:
        """Tell what is new since the last look."""
        with self._database.look.begin() as db:
            rows = db.scalars(
                select(Production)
                .where(
                    or_(
                        Production.state == ProductionState.RUNNING,
                        Production.next_try_at > self._since,
                        Production.finished_at > self._since,
                    )
                )
                .options(joinedload(Production.title))
                .order_by(Production.id)
                .limit(MOST_TOLD)
            ).all()
            told = [production_told(row) for row in rows]
        for each in told:
            quarter = each["sections_done"] * 4 // max(each["sections_total"], 1)
            state = (each["state"], each["round"], each["tries"], quarter)
            if self._known.get(each["production"]) != state:
                self._known[each["production"]] = state
                self._say(each)


def _line(told: dict[str, Any], *, as_json: bool) -> str:
    return json.dumps(told, ensure_ascii=False) if as_json else production_words(told)
