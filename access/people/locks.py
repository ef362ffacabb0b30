"""Patience with those who sign in: a few tries are free, then each failure costs a longer wait.

A name and a place are counted each for itself, by digests; unknown names like known ones, so
that a wait tells nothing. Failures are forgiven one by one as time goes by.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from access.database.once import insert_once
from access.people.doors import Lock

ROUNDS = 20
KEPT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Patience:
    """So many failures are free; the next costs `first_s`, each further one twice as long, never
    more than `longest_s`. One failure is forgiven after each `forgiven_s` without another."""

    free: int
    first_s: int
    longest_s: int
    forgiven_s: int


A_NAME = Patience(free=4, first_s=5, longest_s=3_600, forgiven_s=3_600)
A_PLACE = Patience(free=30, first_s=5, longest_s=900, forgiven_s=60)
"""A branch with one address for all its readers must not be locked by a bad morning."""
A_PIN = Patience(free=2, first_s=900, longest_s=86_400, forgiven_s=86_400)
A_CALLER = Patience(free=2, first_s=900, longest_s=86_400, forgiven_s=86_400)


@dataclass(frozen=True, slots=True)
class Tried:
    """Something that is counted, and how patient we are with it."""

    what: str
    patience: Patience


def tried(kind: str, name: str, patience: Patience) -> Tried:
    """A name or place as it is counted: its kind and its digest."""
    return Tried(f"{kind}:{sha256(name.encode()).hexdigest()}", patience)


def waits_until(db: Session, tries: Sequence[Tried], *, now: datetime) -> datetime | None:
    """Until when nobody may try; None where it is free.

    Whoever else tries the same name or place waits here until this transaction ends: a thousand
    guesses at once are still counted one by one.
    """
    waits = [row.until_at for row in _held(db, tries, now) if row.until_at and row.until_at > now]
    return max(waits, default=None)


def failed(db: Session, tries: Sequence[Tried], *, now: datetime) -> datetime | None:
    """Count a failure of each; gives the moment from which it may be tried again, None: now."""
    until: list[datetime] = []
    patience = {one.what: one.patience for one in tries}
    for row in _held(db, tries, now):
        rule = patience[row.what]
        passed_s = max(0, int((now - row.failed_at).total_seconds()))
        row.failures = max(0, row.failures - passed_s // rule.forgiven_s) + 1
        row.failed_at, row.until_at = now, None
        over = row.failures - rule.free
        if over > 0:
            wait_s = min(rule.longest_s, rule.first_s * 2 ** min(over - 1, 20))
            row.until_at = now + timedelta(seconds=wait_s)
            until.append(row.until_at)
    db.flush()
    return max(until, default=None)


def forgive(db: Session, one: Tried) -> None:
    """Forget what was counted: the right person came, or a coordinator opened the door."""
    db.execute(delete(Lock).where(Lock.what == one.what))


def tidy_locks(db: Session, *, now: datetime) -> None:
    """Take away what was counted long ago; for the nightly work."""
    db.execute(delete(Lock).where(Lock.failed_at < now - KEPT))


def _held(db: Session, tries: Sequence[Tried], now: datetime) -> list[Lock]:
    """The rows, made where missing, ours until the transaction ends; in one order for everybody,
    so that nobody waits for somebody who waits for them."""
    rows = []
    for what in sorted(one.what for one in tries):
        for _ in range(ROUNDS):  # another may take the row away just before we hold it
            insert_once(db, Lock, {"what": what, "failures": 0, "failed_at": now})
            row = db.scalars(
                select(Lock)
                .where(Lock.what == what)
                .with_for_update()
                .execution_options(populate_existing=True)
            ).one_or_none()
            if row is not None:
                rows.append(row)
                break
    return rows
