"""A production goes its way: handed out once, tried again after longer and longer, parked."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from access.catalogue.made import Source
from access.production.backlog import (
    Backlog,
    cancel_back_catalogue,
    counts,
    queue_back_catalogue,
)
from access.production.errors import NoSource, NotParked, ProductionNotFound
from access.production.manner import STANDARD
from access.production.policy import Patience
from access.production.records import (
    BACK_CATALOGUE,
    SOMEBODY_WAITS,
    Production,
    ProductionState,
)
from access.production.running import (
    BAD_SOURCE,
    ENDS_ITS_WORKER,
    Attempt,
    Reached,
    Trouble,
    begin,
    cancel,
    due,
    fail,
    give_up,
    hand,
    is_wanted,
    lay_down,
    try_again,
    went_on,
)
from access.production.wanting import want
from access.production.workers import Watch, alive, beat, forget, say_goodbye
from tests.access import desk

NOON = desk.NOON
PATIENCE = Patience(most_tries=3, first_delay_s=60, growth=5, most_starts=2)
PASSING = Trouble("files", "The disk was away.", may_pass=True)
LASTING = Trouble(BAD_SOURCE, "a.epub: it is no book. Send another.", may_pass=False)


def wanted(db: Session, name: str = "Абай жолы", priority: int = SOMEBODY_WAITS) -> Production:
    title = desk.title(db, name)
    made = want(
        db, title_id=title, manner=STANDARD, forms=["daisy202"], priority=priority, now=NOON
    )
    assert isinstance(made, Production)
    return made


def begun(db: Session, production: Production) -> Attempt:
    attempt = hand(db, production_id=production.id, now=NOON)
    assert attempt is not None
    assert begin(db, attempt, worker="here-0", patience=PATIENCE, now=NOON) is production
    return attempt


def test_it_is_handed_out_once(db: Session) -> None:
    production = wanted(db)
    attempt = hand(db, production_id=production.id, now=NOON)
    assert attempt == Attempt(production.id, 1, 1)
    assert attempt.name == f"make:{production.id}:r1"
    assert hand(db, production_id=production.id, now=NOON) is None


def test_a_passing_fault_is_tried_again_after_longer_and_longer(db: Session) -> None:
    """After one minute, after five, then a person looks at it; each try is work of its own name."""
    production = wanted(db)
    waits = []
    for _ in range(PATIENCE.most_tries):
        fail(db, begun(db, production), PASSING, patience=PATIENCE, now=NOON)
        if production.next_try_at and production.state is ProductionState.WAITING:
            waits.append(production.next_try_at - NOON)
            assert not due(db, is_bulk=False, now=NOON, limit=9)
            assert list(due(db, is_bulk=False, now=production.next_try_at, limit=9)) == [production]
    assert waits == [timedelta(minutes=1), timedelta(minutes=5)]
    assert production.state is ProductionState.PARKED
    assert production.fault == PASSING.sentence


def test_no_wait_is_longer_than_a_day() -> None:
    assert Patience().delay(100) == timedelta(days=1)


def test_a_lasting_fault_is_parked_at_once_and_its_source_refused(db: Session) -> None:
    """Nobody promises an edition of it again until a producer lets it wait as new."""
    production = wanted(db)
    fail(db, begun(db, production), LASTING, patience=PATIENCE, now=NOON)
    assert (production.state, production.tries) == (ProductionState.PARKED, 1)
    other = STANDARD.__class__(words_per_minute={"kk": 120})
    with pytest.raises(NoSource):
        want(
            db, title_id=production.title_id, manner=other, forms=["mp3"],
            priority=SOMEBODY_WAITS, now=NOON,
        )  # fmt: skip
    try_again(db, production_id=production.id, now=NOON)
    assert (production.state, production.round) == (ProductionState.WAITING, 2)
    assert db.get_one(Source, production.source_id).refused is None


def test_where_workers_end_again_and_again_it_is_parked(db: Session) -> None:
    production = wanted(db)
    attempt = begun(db, production)
    for _ in range(PATIENCE.most_starts - 1):
        assert begin(db, attempt, worker="here-1", patience=PATIENCE, now=NOON)
    assert begin(db, attempt, worker="here-2", patience=PATIENCE, now=NOON) is None
    assert production.fault_code == ENDS_ITS_WORKER


def test_who_gets_further_begins_to_count_anew(db: Session) -> None:
    """A long book survives any number of restarts, as long as something of it is made each time;
    a worker that is stopped in good order does not count."""
    production = wanted(db)
    attempt = begun(db, production)
    for phrases in range(1, 9):
        assert went_on(db, attempt, Reached(0, 3, phrases, 30, "a/listen/book.m3u8"))
        assert begin(db, attempt, worker="here-1", patience=PATIENCE, now=NOON)
    lay_down(db, attempt)
    assert begin(db, attempt, worker="here-1", patience=PATIENCE, now=NOON)
    assert begin(db, attempt, worker="here-1", patience=PATIENCE, now=NOON) is None


def test_another_round_begins_to_count_anew(db: Session) -> None:
    """How far the round before it came is no measure."""
    production = wanted(db)
    attempt = begun(db, production)
    went_on(db, attempt, Reached(3, 3, 30, 30))
    production.state = ProductionState.WAITING
    production.round, production.tries = 2, 0
    again = begun(db, production)
    assert (production.phrases_done, production.starts) == (0, 1)
    assert went_on(db, again, Reached(0, 3, 1, 30))
    assert production.starts == 1


def test_what_was_cancelled_goes_on_nowhere(db: Session) -> None:
    production = wanted(db)
    attempt = begun(db, production)
    assert cancel(db, production_id=production.id, now=NOON)
    assert not cancel(db, production_id=production.id, now=NOON)
    assert not is_wanted(db, attempt)
    assert not went_on(db, attempt, Reached(1, 3, 9, 30))
    assert begin(db, attempt, worker="here-1", patience=PATIENCE, now=NOON) is None
    fail(db, attempt, PASSING, patience=PATIENCE, now=NOON)
    assert production.state is ProductionState.CANCELLED


def test_only_what_is_parked_is_decided(db: Session) -> None:
    production = wanted(db)
    with pytest.raises(NotParked):
        try_again(db, production_id=production.id, now=NOON)
    with pytest.raises(NotParked):
        give_up(db, production_id=production.id, by_id=None, now=NOON)
    with pytest.raises(ProductionNotFound):
        cancel(db, production_id=999, now=NOON)
    fail(db, begun(db, production), LASTING, patience=PATIENCE, now=NOON)
    give_up(db, production_id=production.id, by_id=None, now=NOON)
    assert production.state is ProductionState.CANCELLED


def test_the_back_catalogue_waits_behind_everybody(db: Session) -> None:
    """Only titles with a file that nobody asked for; done twice it adds nothing."""
    asked = wanted(db, "Спрошенная")
    idle = desk.title(db, "Спящая")
    desk.title(db, "Без файла", has_source=False)
    desk.title(db, "Негодная", refused="It is no book.")
    desk.edition(db, desk.title(db, "Готовая"))
    (number,) = queue_back_catalogue(db, Backlog(language="kk"), now=NOON)
    queued = db.get_one(Production, number)
    assert (queued.title_id, queued.priority) == (idle, BACK_CATALOGUE)
    assert queue_back_catalogue(db, Backlog(), now=NOON) == []
    assert queue_back_catalogue(db, Backlog(language="en"), now=NOON) == []
    assert list(due(db, is_bulk=False, now=NOON, limit=9)) == [asked]
    assert list(due(db, is_bulk=True, now=NOON, limit=9)) == [queued]
    assert counts(db).all == {"waiting": 2}
    assert counts(db).bulk == {"waiting": 1}
    assert cancel_back_catalogue(db, now=NOON) == 1
    assert counts(db).bulk == {"cancelled": 1}


def test_a_silent_worker_is_dead_by_the_watchers_clock(db: Session) -> None:
    """Whatever the clocks of other machines say; who ended in good order is taken over at once."""
    watch = Watch("here-0", dead_after_s=10)
    for name in ("here-0", "there-0", "there-1"):
        beat(db, name=name, now=NOON)
    assert watch.dead(db, clock_s=100) == []
    beat(db, name="there-1", now=NOON)
    assert watch.dead(db, clock_s=109) == []
    assert watch.dead(db, clock_s=110) == ["there-0"]
    say_goodbye(db, name="there-1", now=NOON)
    assert watch.dead(db, clock_s=111) == ["there-0", "there-1"]
    assert list(alive(db, now=NOON, dead_after_s=10)) == ["here-0", "there-0"]
    forget(db, names=["there-0"])
    assert list(alive(db, now=NOON, dead_after_s=10)) == ["here-0"]
    assert list(alive(db, now=NOON + timedelta(seconds=11), dead_after_s=10)) == []
