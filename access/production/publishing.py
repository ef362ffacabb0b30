"""Which edition readers get: published, replaced by its next round, withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from access.catalogue.made import Edition
from access.production.errors import EditionNotFound, FindingsOpen
from access.production.policy import Publishing
from access.production.records import Finding, FindingState, Production
from access.requests.fulfilling import edition_published
from access.requests.records import Request


def may_go_out(db: Session, edition: Edition, publishing: Publishing) -> bool:
    """Whether a new edition is published without anybody's word."""
    match publishing:
        case Publishing.ALWAYS:
            return True
        case Publishing.CLEAN:
            is_whole = not edition.faults or not _has_form_faults(db, edition)
            return is_whole and not open_findings(db, edition_id=edition.id)
        case Publishing.APPROVED:
            return False


def open_findings(db: Session, *, edition_id: int) -> int:
    """How many findings of an edition nobody has decided."""
    count = select(func.count(Finding.id)).where(
        Finding.edition_id == edition_id, Finding.state == FindingState.OPEN
    )
    return db.scalar(count) or 0


def publish(db: Session, *, edition_id: int, by_id: int | None, now: datetime) -> Edition:
    """Give an edition to readers, in place of the one before it; who waits for it is told.

    Whoever still had the earlier one on their list has this one there now. Done twice it changes
    nothing. Raises EditionNotFound for one that was withdrawn.
    """
    edition = _held(db, edition_id)
    if edition.published_at is not None:
        return edition
    earlier = db.scalars(
        select(Edition).where(
            Edition.title_id == edition.title_id,
            Edition.manner_key == edition.manner_key,
            Edition.published_at.is_not(None),
            Edition.withdrawn_at.is_(None),
        )
    ).all()
    for other in earlier:
        other.withdrawn_at = now
    db.flush()  # at no moment are two of them published
    edition.published_at, edition.approved_by_id = now, by_id
    db.flush()
    db.execute(
        update(Request)
        .where(Request.edition_id.in_([other.id for other in earlier]), Request.closed_at.is_(None))
        .values(edition_id=edition.id, version=Request.version + 1)
    )
    edition_published(db, edition_id=edition.id, now=now)
    return edition


def approve(db: Session, *, edition_id: int, by_id: int, now: datetime) -> Edition:
    """A producer has heard what was doubtful and lets the edition out.

    Raises EditionNotFound, FindingsOpen while a finding waits for its decision.
    """
    count = open_findings(db, edition_id=edition_id)
    if count:
        raise FindingsOpen(edition_id, count)
    return publish(db, edition_id=edition_id, by_id=by_id, now=now)


def withdraw(db: Session, *, edition_id: int, now: datetime) -> Edition:
    """Take an edition away from readers; its files stay for some days. Raises EditionNotFound."""
    edition = _held(db, edition_id)
    edition.withdrawn_at = now
    db.flush()
    return edition


def to_approve(db: Session, *, after_id: int = 0, limit: int = 50) -> Sequence[Edition]:
    """Editions that wait for a producer, by number, each with its title and forms."""
    return db.scalars(
        select(Edition)
        .where(
            Edition.published_at.is_(None), Edition.withdrawn_at.is_(None), Edition.id > after_id
        )
        .options(joinedload(Edition.title), selectinload(Edition.forms))
        .order_by(Edition.id)
        .limit(limit)
    ).all()


def _has_form_faults(db: Session, edition: Edition) -> bool:
    """Faults of sound are findings too, and decided there; the others no lexicon can mend."""
    heard = db.scalar(
        select(func.count(func.distinct(Finding.phrase_id))).where(
            Finding.edition_id == edition.id, Finding.code.in_(("unspoken", "doubtful"))
        )
    )
    return len(edition.faults) > (heard or 0)


def _held(db: Session, edition_id: int) -> Edition:
    """The edition; whoever publishes holds its productions, then itself. Raises EditionNotFound."""
    edition = db.get(Edition, edition_id)
    if edition is None:
        raise EditionNotFound(edition_id)
    db.scalars(
        select(Production.id)
        .where(Production.title_id == edition.title_id, Production.manner_key == edition.manner_key)
        .order_by(Production.id)
        .with_for_update(key_share=True)
    ).all()
    db.refresh(edition, with_for_update=True)
    if edition.withdrawn_at is not None:
        raise EditionNotFound(edition_id)
    return edition
