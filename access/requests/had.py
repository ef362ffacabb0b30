"""Which titles a reader had: kept only for those who agreed to it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from access.people.records import Purpose
from access.requests.records import Had

MOST_LISTED = 200


def note_had(db: Session, *, reader_id: int, title_id: int, on: date) -> None:
    """Write down that a reader had a title, if they agreed to a history; the last day counts."""
    from access.people.consents import is_allowed  # noqa: PLC0415 - taken back, it forgets this list

    if not is_allowed(db, reader_id=reader_id, purpose=Purpose.HISTORY):
        return
    had = db.get(Had, (reader_id, title_id))
    if had is None:
        try:
            with db.begin_nested():
                db.add(Had(reader_id=reader_id, title_id=title_id, had_on=on))
        except IntegrityError:
            return  # somebody wrote the same down at this instant
    else:
        had.had_on = max(had.had_on, on)


def had_on(db: Session, *, reader_id: int, title_id: int) -> date | None:
    """When the reader last had the title, where that is known."""
    return db.scalar(select(Had.had_on).where(Had.reader_id == reader_id, Had.title_id == title_id))


def titles_had(
    db: Session, *, reader_id: int, before: tuple[date, int] | None = None, limit: int = 50
) -> Sequence[Had]:
    """What the reader had, the newest first, each with its title loaded.

    `before` is the day and title of the last one of the page before this one.
    """
    chosen = select(Had).where(Had.reader_id == reader_id)
    if before is not None:
        day, title_id = before
        chosen = chosen.where(
            (Had.had_on < day) | ((Had.had_on == day) & (Had.title_id < title_id))
        )
    return db.scalars(
        chosen.options(joinedload(Had.title))
        .order_by(Had.had_on.desc(), Had.title_id.desc())
        .limit(min(limit, MOST_LISTED))
    ).all()


def forget_had(db: Session, *, reader_id: int, title_id: int | None = None) -> int:
    """Strike one title, or all, off the list: when the reader wishes so or takes back the consent.

    Answers how many were struck off.
    """
    chosen = delete(Had).where(Had.reader_id == reader_id)
    if title_id is not None:
        chosen = chosen.where(Had.title_id == title_id)
    return int(db.execute(chosen).rowcount)  # type: ignore[attr-defined]
