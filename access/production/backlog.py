"""The back-catalogue: digitised titles that nobody asked for yet, made with what time is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from access.catalogue.made import Edition, Source
from access.catalogue.records import Title
from access.production.manner import STANDARD, Manner
from access.production.records import BACK_CATALOGUE, Production, ProductionState
from access.production.wanting import want

MOST_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Which titles: of a language ("" for all), those added first before the others, so many."""

    language: str = ""
    limit: int = 100
    forms: tuple[str, ...] = ("daisy202", "epub3")
    manner: Manner = STANDARD


@dataclass(frozen=True, slots=True)
class Counts:
    """How many productions are in which state, of all and of the back-catalogue."""

    all: dict[str, int]
    bulk: dict[str, int]


def queue_back_catalogue(db: Session, backlog: Backlog, *, now: datetime) -> Sequence[int]:
    """Have titles made that have a source and neither edition nor production in this manner.

    Every reader's book goes before them. Done again it goes on where it stopped. Answers the
    numbers of the productions. Raises FormNotMakeable.
    """
    key = backlog.manner.key
    which = [
        Title.hidden_at.is_(None),
        exists().where(Source.title_id == Title.id, Source.refused.is_(None)),
        ~exists().where(Production.title_id == Title.id, Production.manner_key == key),
        ~exists().where(
            Edition.title_id == Title.id,
            Edition.manner_key == key,
            Edition.withdrawn_at.is_(None),
        ),
    ]
    if backlog.language:
        which.append(Title.language == backlog.language)
    titles = db.scalars(
        select(Title.id)
        .where(*which)
        .order_by(Title.added_at, Title.id)
        .limit(min(backlog.limit, MOST_AT_ONCE))
    ).all()
    wanted = (
        want(
            db,
            title_id=title_id,
            manner=backlog.manner,
            forms=backlog.forms,
            priority=BACK_CATALOGUE,
            now=now,
        )
        for title_id in titles
    )
    return [production.id for production in wanted if isinstance(production, Production)]


def cancel_back_catalogue(db: Session, *, now: datetime) -> int:
    """Take back what waits of the back-catalogue; what is being made goes on. Answers how many."""
    waiting = db.scalars(
        select(Production)
        .where(Production.state == ProductionState.WAITING, Production.priority >= BACK_CATALOGUE)
        .with_for_update()
    ).all()
    for production in waiting:
        production.state, production.finished_at = ProductionState.CANCELLED, now
    db.flush()
    return len(waiting)


def counts(db: Session) -> Counts:
    """How much waits, runs, is done, is parked."""
    rows = db.execute(
        select(Production.state, Production.priority, func.count()).group_by(
            Production.state, Production.priority
        )
    )
    both: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for state, priority, count in rows:
        for found in both if priority >= BACK_CATALOGUE else both[:1]:
            found[state.value] = found.get(state.value, 0) + count
    return Counts(*both)
