"""Files that nobody needs any more: of editions withdrawn days ago, of workers that ended."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.made import Edition, EditionForm
from access.production.records import Production, ProductionState
from access.production.shelving import made_aside, production_of, take_down

KEPT_DAYS = 7
"""So long after it was withdrawn an edition can still be read on by who had begun with it."""


def clear_withdrawn(db: Session, *, shelf: Path, now: datetime, limit: int) -> list[str]:
    """Remove the files of editions that were withdrawn some days ago, at most so many; the records
    of them stay, without forms. Answers the folders."""
    old = db.scalars(
        select(Edition)
        .where(
            Edition.withdrawn_at < now - timedelta(days=KEPT_DAYS),
            Edition.forms.any(EditionForm.id.is_not(None)),
        )
        .order_by(Edition.id)
        .limit(limit)
        .with_for_update()
    ).all()
    folders = [edition.folder.rpartition("/")[0] or edition.folder for edition in old]
    for edition, folder in zip(old, folders, strict=True):
        take_down(shelf, folder)
        for form in db.scalars(select(EditionForm).where(EditionForm.edition_id == edition.id)):
            db.delete(form)
    db.flush()
    return folders


def clear_made_aside(db: Session, *, shelf: Path, limit: int) -> list[str]:
    """Remove what workers that ended left half-made, unless its production is running now."""
    cleared = list[str]()
    for folder in made_aside(shelf):
        number = production_of(folder)
        production = db.get(Production, number) if number else None
        if production is not None and production.state is ProductionState.RUNNING:
            continue
        take_down(shelf, folder)
        cleared.append(folder)
        if len(cleared) >= limit:
            break
    return cleared
