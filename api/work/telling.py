"""How far the work is, in words and for machines."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from access.database.opening import open_database
from access.production.backlog import (
    Backlog,
    cancel_back_catalogue,
    counts,
    queue_back_catalogue,
)
from access.production.records import BACK_CATALOGUE, Production, ProductionState
from access.production.workers import alive
from api.settings import Settings
from api.work.workforce import require_database
from tts.forms.writers import forms_named

MOST_TOLD = 200
_TOLD = (ProductionState.RUNNING, ProductionState.PARKED)


def state_of(settings: Settings) -> dict[str, Any]:
    """What waits, runs, is parked: counts, and the productions that run or are parked."""
    require_database(settings)
    database = open_database(settings.database_url)
    try:
        with database.look.begin() as db:
            found = counts(db)
            workers = alive(db, now=datetime.now(UTC), dead_after_s=settings.worker_dead_after_s)
            told = [production_told(production) for production in _told(db)]
    finally:
        database.close()
    return {
        "workers": list(workers),
        "productions": found.all,
        "back_catalogue": found.bulk,
        "now": told,
    }


def state_words(state: dict[str, Any]) -> Iterator[str]:
    """The same in sentences."""
    workers = state["workers"]
    yield f"Workers: {', '.join(workers)}." if workers else "No worker is running."
    for name, of_what in (("productions", "Editions"), ("back_catalogue", "Of the back-catalogue")):
        parts = ", ".join(f"{count} {word}" for word, count in sorted(state[name].items()))
        yield f"{of_what}: {parts or 'none'}."
    yield from (production_words(told) for told in state["now"])


def production_told(production: Production) -> dict[str, Any]:
    """One production with its title, for machines."""
    return {
        "production": production.id,
        "title": production.title.name,
        "state": production.state.value,
        "round": production.round,
        "tries": production.tries,
        "worker": production.worker,
        "is_back_catalogue": production.priority >= BACK_CATALOGUE,
        "sections_done": production.sections_done,
        "sections_total": production.sections_total,
        "phrases_done": production.phrases_done,
        "phrases_total": production.phrases_total,
        "next_try_at": production.next_try_at and production.next_try_at.isoformat(),
        "fault_code": production.fault_code,
        "fault": production.fault,
    }


def production_words(told: dict[str, Any]) -> str:
    """One production in a sentence."""
    what = f"{told['production']}, {told['title']}"
    match told["state"]:
        case "running" if told["sections_total"]:
            return f"{what}: {told['sections_done']} of {told['sections_total']} sections spoken."
        case "running":
            return f"{what}: begun."
        case "done":
            return f"{what}: made."
        case "parked":
            return f"{what}: parked. {told['fault']}"
        case "waiting" if told["fault"]:
            tried = f"tried {told['tries']} times, next try at {told['next_try_at']}"
            return f"{what}: {tried}. {told['fault']}"
        case state:
            return f"{what}: {state}."


def back_catalogue(settings: Settings, *, language: str, limit: int, to: str, cancel: bool) -> str:
    """Queue titles of the back-catalogue, or take back what waits; says what was done.

    Raises BadChoice for forms that do not exist, BadSettings.
    """
    forms = tuple(form.value for form in forms_named(to))
    require_database(settings)
    database = open_database(settings.database_url)
    now = datetime.now(UTC)
    try:
        with database.change.begin() as db:
            if cancel:
                return f"{cancel_back_catalogue(db, now=now)} titles were taken back."
            backlog = Backlog(language=language, limit=limit, forms=forms)
            return f"{len(queue_back_catalogue(db, backlog, now=now))} titles wait to be made."
    finally:
        database.close()


def _told(db: Session) -> list[Production]:
    return list(
        db.scalars(
            select(Production)
            .where(Production.state.in_(_TOLD))
            .options(joinedload(Production.title))
            .order_by(Production.state.desc(), Production.id)
            .limit(MOST_TOLD)
        )
    )
