"""Productions, editions and lexicon entries as the pages of producers list them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import Session, joinedload, selectinload

from access.catalogue.made import Edition
from access.production.errors import (
    EditionNotFound,
    FindingNotFound,
    ProductionNotFound,
    PronunciationNotFound,
    SampleNotFound,
)
from access.production.records import (
    Finding,
    FindingState,
    Production,
    ProductionState,
    Pronunciation,
    QualitySample,
)
from access.production.wanting import IN_TURN

MOST_LISTED = 200


def productions(
    db: Session, *, state: ProductionState, after_id: int | None = None, limit: int = 50
) -> Sequence[Production]:
    """Productions in a state, each with its title: in the order in which they are made. Go on with
    the last one's number; from one that left the line meanwhile it goes on all the same."""
    query = select(Production).where(Production.state == state)
    last = db.get(Production, after_id) if after_id else None
    if last is not None:
        query = query.where(tuple_(*IN_TURN) > (last.priority, last.turn_at, last.id))
    return db.scalars(
        query.options(joinedload(Production.title)).order_by(*IN_TURN).limit(_bounded(limit))
    ).all()


def production_of(db: Session, *, production_id: int) -> Production:
    """One production with its title and source. Raises ProductionNotFound."""
    found = db.scalars(
        select(Production)
        .where(Production.id == production_id)
        .options(joinedload(Production.title), joinedload(Production.source))
    ).one_or_none()
    if found is None:
        raise ProductionNotFound(production_id)
    return found


def productions_of(db: Session, *, title_id: int, limit: int = 20) -> Sequence[Production]:
    """What was and is made of a title, the newest first."""
    return db.scalars(
        select(Production)
        .where(Production.title_id == title_id)
        .order_by(Production.id.desc())
        .limit(_bounded(limit))
    ).all()


def edition_of(db: Session, *, edition_id: int) -> Edition:
    """One edition with its title and forms, unpublished and withdrawn ones too.

    Raises EditionNotFound.
    """
    found = db.scalars(
        select(Edition)
        .where(Edition.id == edition_id)
        .options(joinedload(Edition.title), selectinload(Edition.forms))
    ).one_or_none()
    if found is None:
        raise EditionNotFound(edition_id)
    return found


def published_editions(
    db: Session, *, before_id: int | None = None, limit: int = 50
) -> Sequence[Edition]:
    """What readers get now, the newest first, each with its title."""
    query = select(Edition).where(Edition.published_at.is_not(None), Edition.withdrawn_at.is_(None))
    if before_id:
        query = query.where(Edition.id < before_id)
    return db.scalars(
        query.options(joinedload(Edition.title)).order_by(Edition.id.desc()).limit(_bounded(limit))
    ).all()


def finding_of(db: Session, *, finding_id: int) -> Finding:
    """One finding with its edition and title. Raises FindingNotFound."""
    found = db.scalars(
        select(Finding)
        .where(Finding.id == finding_id)
        .options(joinedload(Finding.edition).joinedload(Edition.title))
    ).one_or_none()
    if found is None:
        raise FindingNotFound(finding_id)
    return found


def open_by_edition(db: Session, *, edition_ids: Sequence[int]) -> dict[int, int]:
    """How many findings of these editions nobody has decided; those with none are left out."""
    rows = db.execute(
        select(Finding.edition_id, func.count(Finding.id))
        .where(Finding.edition_id.in_(edition_ids), Finding.state == FindingState.OPEN)
        .group_by(Finding.edition_id)
    )
    return {number: int(count) for number, count in rows}


def entries(
    db: Session,
    *,
    title_id: int | None,
    language: str = "",
    containing: str = "",
    after_id: int | None = None,
    limit: int = 50,
) -> Sequence[Pronunciation]:
    """Entries in use, of the network or of one title, by language and written form; those whose
    written or said form has these letters. Go on with the last one's number."""
    which: list[ColumnElement[bool]] = [Pronunciation.ended_at.is_(None), _of(title_id)]
    if language:
        which.append(Pronunciation.language == language)
    if containing:
        which.append(
            or_(
                Pronunciation.written.contains(containing, autoescape=True),
                Pronunciation.said.contains(containing, autoescape=True),
            )
        )
    order = (Pronunciation.language, Pronunciation.written, Pronunciation.id)
    last = db.get(Pronunciation, after_id) if after_id else None
    if last is not None:
        which.append(tuple_(*order) > (last.language, last.written, last.id))
    return db.scalars(
        select(Pronunciation).where(*which).order_by(*order).limit(_bounded(limit))
    ).all()


def titles_with_entries(db: Session, *, limit: int = 50) -> Sequence[tuple[int, int]]:
    """Titles that have entries of their own, each with how many, those with most first."""
    count = func.count(Pronunciation.id)
    rows = db.execute(
        select(Pronunciation.title_id, count)
        .where(Pronunciation.title_id.is_not(None), Pronunciation.ended_at.is_(None))
        .group_by(Pronunciation.title_id)
        .order_by(count.desc(), Pronunciation.title_id)
        .limit(_bounded(limit))
    )
    return [(int(number), int(some)) for number, some in rows if number is not None]


def history(db: Session, *, pronunciation_id: int) -> Sequence[Pronunciation]:
    """What was said for the same words before, and is now, the newest first.

    Raises PronunciationNotFound.
    """
    one = db.get(Pronunciation, pronunciation_id)
    if one is None:
        raise PronunciationNotFound(pronunciation_id)
    return db.scalars(
        select(Pronunciation)
        .where(
            _of(one.title_id),
            Pronunciation.language == one.language,
            Pronunciation.written == one.written,
        )
        .order_by(Pronunciation.id.desc())
        .limit(MOST_LISTED)
    ).all()


def sample_of(db: Session, *, sample_id: int) -> QualitySample:
    """One edition drawn by lot, with its title. Raises SampleNotFound."""
    found = db.scalars(
        select(QualitySample)
        .where(QualitySample.id == sample_id)
        .options(joinedload(QualitySample.edition).joinedload(Edition.title))
    ).one_or_none()
    if found is None:
        raise SampleNotFound(sample_id)
    return found


def _of(title_id: int | None) -> ColumnElement[bool]:
    if title_id is None:
        return Pronunciation.title_id.is_(None)
    return Pronunciation.title_id == title_id


def _bounded(limit: int) -> int:
    return max(1, min(limit, MOST_LISTED))
