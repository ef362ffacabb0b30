"""What waits is handed to the workers: in turn, as much as there is room for, and what got lost
between the records and the engine is found again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from access.database.opening import Database
from access.production.policy import Patience
from access.production.records import BACK_CATALOGUE, Production
from access.production.running import Attempt, Trouble, attempt_of, due, fail, hand, running
from api.work.engine import LIVE, Desk

MOST_RUNNING = 1_000


def hand_out(database: Database, desk: Desk, *, workers: int, now: datetime) -> list[Attempt]:
    """Hand out what there is room for, and answer it.

    Each worker makes one edition that somebody waits for. Of the back-catalogue it makes one more
    only while nothing else waits or is made there; if a reader's book comes meanwhile, it begins
    at once beside it, and the other goes on with what the machine has to spare.
    """
    with database.look.begin() as db:
        at_work = running(db, limit=MOST_RUNNING)
        awaited = sum(production.priority < BACK_CATALOGUE for production in at_work)
        wanted = _numbers(db, is_bulk=False, room=workers - awaited, now=now)
        room = workers - len(at_work) - len(wanted)
        bulk = _numbers(db, is_bulk=True, room=room, now=now)
    handed = (_hand(database, desk, number, now) for number in (*wanted, *bulk))
    return [attempt for attempt in handed if attempt]


def find_lost(database: Database, desk: Desk, *, patience: Patience, now: datetime) -> int:
    """Editions that are being made by the records but not by the engine: a worker ended between
    the two, or the engine's tables were lost. Answers how many were found."""
    with database.look.begin() as db:
        at_work = {attempt_of(row): row.priority for row in running(db, limit=MOST_RUNNING)}
    states = desk.states(at_work)
    found = 0
    for attempt, priority in at_work.items():
        state = states.get(attempt.name)
        if state in LIVE:
            continue
        found += 1
        if state is None:
            _hand_in(desk, attempt, priority)
        else:
            _ended(database, attempt, state, patience=patience, now=now)
    return found


def _ended(
    database: Database, attempt: Attempt, state: str, *, patience: Patience, now: datetime
) -> None:
    """The engine has done with it, and nobody said so in the records."""
    sentence = f"The work on it ended by itself ({state.lower()}). It is tried again."
    with database.change.begin() as db:
        fail(
            db, attempt, Trouble("work_ended", sentence, may_pass=True), patience=patience, now=now
        )


def _numbers(db: Session, *, is_bulk: bool, room: int, now: datetime) -> Sequence[int]:
    if room <= 0:
        return []
    return [production.id for production in due(db, is_bulk=is_bulk, now=now, limit=room)]


def _hand(database: Database, desk: Desk, number: int, now: datetime) -> Attempt | None:
    """The record first: a production that was handed out and got lost is found by it."""
    with database.change.begin() as db:
        attempt = hand(db, production_id=number, now=now)
        priority = db.get_one(Production, number).priority
    if attempt:
        _hand_in(desk, attempt, priority)
    return attempt


def _hand_in(desk: Desk, attempt: Attempt, priority: int) -> None:
    desk.hand_in(attempt, priority=priority, is_bulk=priority >= BACK_CATALOGUE)
