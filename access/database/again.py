"""A transaction that the database gave up for another's sake is run again, whole, a few times.

Postgres ends one of two transactions that wait for each other (deadlock_detected), or that would
both be right only one after the other (serialization_failure); SQLite says that it is busy when a
writer has waited too long. Nothing of the transaction is left then, so it may be run again from
its start, and only from there. Source: PostgreSQL documentation, 13.5 "Serialization Failure
Handling" and appendix A; SQLite, "Result and Error Codes".
"""

import time
from collections.abc import Callable
from random import SystemRandom
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

Result = TypeVar("Result")

TRIES = 3
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.02, 0.25
GIVEN_UP = frozenset({"40001", "40P01", "55P03"})
"""Postgres: serialization_failure, deadlock_detected, lock_not_available."""
BUSY, LOCKED, PRIMARY = 5, 6, 0xFF
"""SQLite's primary codes; the bits above them say more of the same."""
_LOT = SystemRandom()


def is_conflict(error: BaseException) -> bool:
    """Whether a transaction was given up for another's sake, so that it may be run again."""
    if not isinstance(error, DBAPIError) or error.orig is None:
        return False
    if getattr(error.orig, "sqlstate", None) in GIVEN_UP:
        return True
    code = getattr(error.orig, "sqlite_errorcode", None)
    return isinstance(code, int) and code & PRIMARY in (BUSY, LOCKED)


def pause_s(tries: int) -> float:
    """How long to wait before a transaction is run again: by lot, so that two that met do not meet
    again; longer each time."""
    return _LOT.uniform(SHORTEST_PAUSE_S, LONGEST_PAUSE_S) * tries


def transacted(
    change: sessionmaker[Session],
    work: Callable[[Session], Result],
    *,
    tries: int = TRIES,
    wait: Callable[[float], None] = time.sleep,
) -> Result:
    """Do `work` in a transaction and commit; run it again where the database gave it up.

    `work` must do nothing outside its session. What it answers is read after the commit. Raises
    whatever `work` raises, and the conflict itself after so many tries.
    """
    for n in range(1, tries + 1):
        try:
            with change.begin() as db:
                return work(db)
        except DBAPIError as error:
            if n == tries or not is_conflict(error):
                raise
            wait(pause_s(n))
    raise ValueError("a transaction is tried once at the least")
