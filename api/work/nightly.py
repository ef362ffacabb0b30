"""What is done every night, in the network's own time: cleaning, and drawing the quality sample.

Each job is bounded, and does no harm done twice; what it does not get done waits for the next
night.
"""

from datetime import UTC, datetime, timedelta
from random import SystemRandom
from typing import Any

from dbos import DBOS

from access.database.working import open_work_engine
from access.network.zone import network_zone
from access.people.locks import tidy_locks
from access.people.signing_in import tidy_sign_ins
from access.production.leftovers import clear_made_aside, clear_withdrawn
from access.production.sampling import draw_sample
from access.requests.copies import serve_all_lines
from access.requests.limits import STANDARD_LIMITS
from access.requests.series import followed_lately, new_in_series
from access.search.forgetting import forget_words
from api.phone.sweeping import sweep_messages
from api.work.editions import Bench
from api.work.engine import open_desk

KEPT_DAYS = 30
"""So long the engine's rows of finished work can be looked at."""
MOST_AT_ONCE, MOST_A_NIGHT = 500, 50_000
MOST_FOLDERS = 2_000
LATELY = timedelta(days=8)
"""New books of a series are looked for so far back: an import may have been cut short."""
SCHEDULES = (
    ("clear_old_work", "0 2 * * *"),
    ("clear_leftovers", "30 2 * * *"),
    ("draw_quality_sample", "0 3 * * *"),
    ("tidy_doors", "30 3 * * *"),
    ("serve_copies", "0 4 * * *"),
    ("forget_words", "30 4 * * *"),
    ("sweep_spoken", "15 * * * *"),
)

_BENCH: list[Bench] = []


def begin(bench: Bench) -> None:
    """Enter the schedules. A night that was missed is made up for by the next one: every job takes
    what has come together until then."""
    _BENCH[:] = [bench]
    with bench.database.look.begin() as db:
        zone = network_zone(db).key
    jobs = {
        "clear_old_work": clear_old_work,
        "clear_leftovers": clear_leftovers,
        "draw_quality_sample": draw_quality_sample,
        "tidy_doors": tidy_doors,
        "serve_copies": serve_copies,
        "forget_words": forget_old_words,
        "sweep_spoken": sweep_spoken,
    }
    DBOS.apply_schedules(
        [
            {
                "schedule_name": name,
                "workflow_fn": jobs[name],
                "schedule": when,
                "context": None,
                "cron_timezone": zone,
                "automatic_backfill": False,
            }
            for name, when in SCHEDULES
        ]
    )


@DBOS.workflow(name="clear_old_work")
def clear_old_work(_due_at: datetime, _context: Any) -> None:
    """The engine forgets work that was finished long ago."""
    clear_work()


@DBOS.workflow(name="clear_leftovers")
def clear_leftovers(_due_at: datetime, _context: Any) -> None:
    """Files that nobody needs any more go."""
    clear_files()


@DBOS.workflow(name="draw_quality_sample")
def draw_quality_sample(_due_at: datetime, _context: Any) -> None:
    """Editions are drawn by lot, to be heard by a person."""
    draw()


@DBOS.workflow(name="tidy_doors")
def tidy_doors(_due_at: datetime, _context: Any) -> None:
    """What the doors counted or kept for a while is forgotten."""
    tidy()


@DBOS.workflow(name="serve_copies")
def serve_copies(_due_at: datetime, _context: Any) -> None:
    """Copies that came back unnoticed go to who waits for them, and so do books of series."""
    serve()


@DBOS.workflow(name="forget_words")
def forget_old_words(_due_at: datetime, _context: Any) -> None:
    """The search forgets words that no title has any more."""
    forget()


@DBOS.workflow(name="sweep_spoken")
def sweep_spoken(_due_at: datetime, _context: Any) -> None:
    """What callers left spoken, and was heard long ago or is forgotten, goes; every hour."""
    sweep()


@DBOS.step(name="sweep")
def sweep() -> int:
    """Answers how many sounds went."""
    bench = _BENCH[0]
    return sweep_messages(
        bench.database, bench.settings.phone_dir.resolve(),
        kept_days=bench.settings.phone_messages_kept_days, now=datetime.now(UTC),
    )  # fmt: skip


@DBOS.step(name="tidy")
def tidy() -> None:
    """Sign-ins that ended, wrong passwords counted long ago, answers kept for repeated calls."""
    from api.rest.once import forget_given  # noqa: PLC0415 - a door, which loads slowly

    now = datetime.now(UTC)
    with _BENCH[0].database.change.begin() as db:
        tidy_sign_ins(db, now=now)
        tidy_locks(db, now=now)
        forget_given(db, now=now)


@DBOS.step(name="serve")
def serve() -> int:
    """Answers how many requests became ready, or were made by a series that somebody follows."""
    now = datetime.now(UTC)
    with _BENCH[0].database.change.begin() as db:
        served = serve_all_lines(db, now=now)
    with _BENCH[0].database.change.begin() as db:
        lately = followed_lately(db, since=now - LATELY)
        return served + len(new_in_series(db, lately, now=now, limits=STANDARD_LIMITS))


@DBOS.step(name="forget")
def forget() -> int:
    """Answers how many words went."""
    return forget_words(_BENCH[0].database.change.begin)


@DBOS.step(name="clear_work")
def clear_work() -> int:
    """Answers how many rows of work went."""
    engine = open_work_engine(_BENCH[0].settings.database_url)
    desk = open_desk(engine)
    before = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat()
    cleared = 0
    try:
        while cleared < MOST_A_NIGHT:
            some = desk.clear(before_iso=before, limit=MOST_AT_ONCE)
            cleared += some
            if some < MOST_AT_ONCE:
                break
    finally:
        desk.close()
        engine.dispose()
    return cleared


@DBOS.step(name="clear_files")
def clear_files() -> int:
    """Answers how many folders went. The store is brought back to its limit, too, if nothing is
    made at this moment."""
    bench = _BENCH[0]
    shelf = bench.settings.shelf_dir
    with bench.database.change.begin() as db:
        gone = clear_withdrawn(db, shelf=shelf, now=datetime.now(UTC), limit=MOST_FOLDERS)
        gone += clear_made_aside(db, shelf=shelf, limit=MOST_FOLDERS)
    return len(gone)


@DBOS.step(name="draw")
def draw() -> int:
    """Answers how many editions were drawn."""
    bench = _BENCH[0]
    with bench.database.change.begin() as db:
        a_week = bench.settings.quality_sample_a_week
        return len(draw_sample(db, a_week=a_week, lot=SystemRandom(), now=datetime.now(UTC)))
