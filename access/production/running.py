"""How a production goes on: handed to a worker, begun, further, put off, parked, cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from access.catalogue.made import Source
from access.production.errors import NotParked, ProductionNotFound
from access.production.policy import Patience
from access.production.records import (
    BACK_CATALOGUE,
    SOMEBODY_WAITS,
    Production,
    ProductionState,
)
from access.production.wanting import IN_TURN
from access.requests.fulfilling import (
    production_given_up,
    production_parked,
    production_resumed,
)

ENDS_ITS_WORKER, BAD_SOURCE = "ends_its_worker", "bad_book"
LONGEST_FAULT = 2_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of one round of a production: what a worker is given."""

    production_id: int
    round: int
    number: int

    @property
    def name(self) -> str:
        """The name of the durable work, the same on every machine: make:17:r1, make:17:r1:t2."""
        name = f"make:{self.production_id}:r{self.round}"
        return name if self.number <= 1 else f"{name}:t{self.number}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong: a code, a sentence (what, where, what to do), whether it may pass."""

    code: str
    sentence: str
    may_pass: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an attempt is; `listen` is the play list under the shelf, once there is one."""

    sections_done: int
    sections_total: int
    phrases_done: int
    phrases_total: int
    listen: str | None = None


def attempt_of(production: Production) -> Attempt:
    """The attempt that a production is at."""
    return Attempt(production.id, production.round, production.tries)


def due(db: Session, *, is_bulk: bool, now: datetime, limit: int) -> Sequence[Production]:
    """What waits to be made now, in turn; of the back-catalogue, or of everything before it."""
    bulk = Production.priority >= BACK_CATALOGUE
    return db.scalars(
        select(Production)
        .where(
            Production.state == ProductionState.WAITING,
            bulk if is_bulk else ~bulk,
            or_(Production.next_try_at.is_(None), Production.next_try_at <= now),
        )
        .order_by(*IN_TURN)
        .limit(limit)
    ).all()


def running(db: Session, *, limit: int) -> Sequence[Production]:
    """What is being made, those begun first before the others."""
    return db.scalars(
        select(Production)
        .where(Production.state == ProductionState.RUNNING)
        .order_by(Production.started_at, Production.id)
        .limit(limit)
    ).all()


def hand(db: Session, *, production_id: int, now: datetime) -> Attempt | None:
    """Give a waiting production to the workers; None where somebody else did."""
    production = locked(db, production_id)
    if production.state is not ProductionState.WAITING:
        return None
    if not production.tries:  # a new round: whatever the one before it came to
        production.starts = production.sections_done = production.phrases_done = 0
    production.state = ProductionState.RUNNING
    production.tries += 1
    production.started_at = now
    production.next_try_at = production.worker = None
    db.flush()
    return attempt_of(production)


def is_wanted(db: Session, attempt: Attempt) -> bool:
    """Whether this very attempt is still to be gone on with."""
    production = db.get(Production, attempt.production_id)
    return production is not None and _is_at(production, attempt)


def begin(
    db: Session, attempt: Attempt, *, worker: str, patience: Patience, now: datetime
) -> Production | None:
    """A worker begins, or goes on after another ended; None where the attempt is not wanted.

    A book at whose same place workers end again and again is parked.
    """
    production = locked(db, attempt.production_id)
    if not _is_at(production, attempt):
        return None
    if production.starts >= patience.most_starts:
        sentence = (
            f"Its worker ended {production.starts} times at the same place, after section "
            f"{production.sections_done} of {production.sections_total}. Look for what is unusual "
            "there, or choose another voice; then try again."
        )
        park(db, attempt, Trouble(ENDS_ITS_WORKER, sentence, may_pass=False), now=now)
        return None
    production.starts += 1
    production.worker = worker
    db.flush()
    return production


def lay_down(db: Session, attempt: Attempt) -> None:
    """A worker is stopped in good order: that it began does not count against the book."""
    production = locked(db, attempt.production_id)
    if _is_at(production, attempt):
        production.starts = max(production.starts - 1, 0)
        production.worker = None


def went_on(db: Session, attempt: Attempt, reached: Reached) -> bool:
    """Note how far it is; False where the attempt is not wanted any more."""
    production = locked(db, attempt.production_id)
    if not _is_at(production, attempt):
        return False
    if reached.phrases_done > production.phrases_done:
        production.starts = 1
        production.phrases_done = reached.phrases_done
    production.phrases_total = reached.phrases_total
    production.sections_done = max(production.sections_done, reached.sections_done)
    production.sections_total = reached.sections_total
    production.listen = reached.listen
    db.flush()
    return True


def fail(
    db: Session, attempt: Attempt, trouble: Trouble, *, patience: Patience, now: datetime
) -> None:
    """Put the production off if its trouble may pass and tries are left; else park it."""
    production = locked(db, attempt.production_id)
    if not _is_at(production, attempt):
        return
    if not trouble.may_pass or production.tries >= patience.most_tries:
        park(db, attempt, trouble, now=now)
        return
    _stand_still(production, ProductionState.WAITING, trouble)
    production.next_try_at = now + patience.delay(production.tries)
    db.flush()


def park(db: Session, attempt: Attempt, trouble: Trouble, *, now: datetime) -> None:
    """Lay the production aside until a producer decides; who waits for it is told, once.

    A source that is no book is marked, so that nobody promises an edition of it again.
    """
    production = locked(db, attempt.production_id)
    if not _is_at(production, attempt):
        return
    _stand_still(production, ProductionState.PARKED, trouble)
    production.finished_at = now
    if trouble.code == BAD_SOURCE:
        source = db.get_one(Source, production.source_id)
        source.refused = production.fault
    db.flush()
    production_parked(db, production_id=production.id, now=now)


def cancel(db: Session, *, production_id: int, now: datetime) -> bool:
    """Nobody wants it any more; a running one is stopped within seconds. False if it is over.

    Raises ProductionNotFound.
    """
    production = locked(db, production_id)
    if production.state in {ProductionState.DONE, ProductionState.CANCELLED}:
        return False
    production.state = ProductionState.CANCELLED
    production.finished_at, production.next_try_at = now, None
    production.worker = production.listen = None
    db.flush()
    return True


def try_again(db: Session, *, production_id: int, now: datetime) -> Production:
    """A producer lets a parked production wait again, as new; its source counts as good again.

    Raises ProductionNotFound, NotParked.
    """
    production = locked(db, production_id)
    if production.state is not ProductionState.PARKED:
        raise NotParked(production_id, production.state.value)
    db.get_one(Source, production.source_id).refused = None
    begin_round(production, now=now)
    db.flush()
    production_resumed(db, production_id=production_id, now=now)
    return production


def give_up(db: Session, *, production_id: int, by_id: int | None, now: datetime) -> None:
    """A producer decides that a parked production cannot be made; who waits for it is told.

    Raises ProductionNotFound, NotParked.
    """
    production = locked(db, production_id)
    if production.state is not ProductionState.PARKED:
        raise NotParked(production_id, production.state.value)
    production.state = ProductionState.CANCELLED
    production.finished_at = now
    db.flush()
    production_given_up(db, production_id=production_id, by_id=by_id, now=now)


def bring_forward(db: Session, *, production_id: int, now: datetime) -> bool:
    """A producer wants it made as if a reader waited, before whatever has its turn later; made for
    its own sake, it is not dropped when the last reader goes. False where it waits no more.

    Raises ProductionNotFound.
    """
    production = locked(db, production_id)
    if production.state is not ProductionState.WAITING:
        return False
    earliest = db.scalar(
        select(func.min(Production.turn_at)).where(
            Production.state == ProductionState.WAITING, Production.priority == SOMEBODY_WAITS
        )
    )
    first = min(filter(None, (earliest, now)))
    if production.priority != SOMEBODY_WAITS or production.turn_at != earliest:
        production.turn_at = first - timedelta(seconds=1)
    production.priority = production.kept_priority = SOMEBODY_WAITS
    production.next_try_at = None
    db.flush()
    return True


def begin_round(production: Production, *, now: datetime) -> None:
    """Let it wait for another round; what was spoken before comes from the store."""
    production.state = ProductionState.WAITING
    production.round += 1
    production.tries = production.starts = 0
    production.asked_at = now
    production.started_at = production.next_try_at = production.finished_at = None
    production.fault_code = production.fault = None
    production.sections_done = production.phrases_done = 0
    production.worker = production.listen = None


def _stand_still(production: Production, state: ProductionState, trouble: Trouble) -> None:
    production.state = state
    production.fault_code = trouble.code
    production.fault = trouble.sentence[:LONGEST_FAULT]
    production.starts = 0
    production.worker = production.listen = None


def _is_at(production: Production, attempt: Attempt) -> bool:
    is_running = production.state is ProductionState.RUNNING
    return is_running and attempt_of(production) == attempt


def locked(db: Session, production_id: int) -> Production:
    """Raises ProductionNotFound."""
    production = db.scalars(
        select(Production)
        .where(Production.id == production_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if production is None:
        raise ProductionNotFound(production_id)
    return production
