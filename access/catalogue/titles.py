"""Titles as pages and lists show them, and taking them out of sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from access.catalogue.errors import SeriesNotFound, TitleNotFound
from access.catalogue.holdings import Shelf, shelves
from access.catalogue.made import Edition, Source
from access.catalogue.records import (
    Contribution,
    Contributor,
    ContributorRole,
    Series,
    Subject,
    Title,
)

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class TitlePage:
    """All that is known of a title: the record with everything loaded, where copies stand, what
    can be heard (published editions with their forms), and of what more could be made."""

    title: Title
    shelves: Sequence[Shelf]
    editions: Sequence[Edition]
    sources: Sequence[Source]

    def people(self, role: ContributorRole) -> list[str]:
        """Who did this for the title, in the order of its title page."""
        return [one.contributor.name for one in self.title.contributions if one.role is role]


def title_page(db: Session, *, title_id: int, with_hidden: bool = False) -> TitlePage:
    """Everything of one title, in a handful of questions. Raises TitleNotFound, also for a hidden
    title unless it is asked for `with_hidden`."""
    title = db.scalars(_with_all(select(Title)).where(Title.id == title_id)).one_or_none()
    if title is None or (title.hidden_at is not None and not with_hidden):
        raise TitleNotFound(title_id)
    editions = db.scalars(
        select(Edition)
        .where(
            Edition.title_id == title_id,
            Edition.published_at.is_not(None),
            Edition.withdrawn_at.is_(None),
        )
        .options(selectinload(Edition.forms))
        .order_by(Edition.published_at.desc(), Edition.id)
    ).all()
    sources = db.scalars(
        select(Source).where(Source.title_id == title_id).order_by(Source.added_at, Source.id)
    ).all()
    return TitlePage(title, shelves(db, title_id=title_id), editions, sources)


def titles_by_number(db: Session, *, title_ids: Sequence[int]) -> list[Title]:
    """Titles with people, series and subjects loaded, in the order in which they were named.

    At most 500; hidden and unknown ones are left out.
    """
    found = db.scalars(
        _with_all(select(Title)).where(
            Title.id.in_(title_ids[:MOST_AT_ONCE]), Title.hidden_at.is_(None)
        )
    ).all()
    by_number = {title.id: title for title in found}
    return [by_number[number] for number in title_ids if number in by_number]


def titles_of_series(db: Session, *, series_id: int, limit: int = MOST_AT_ONCE) -> Sequence[Title]:
    """The titles of a series in the order in which they are read; those without a number last.

    Raises SeriesNotFound.
    """
    if db.get(Series, series_id) is None:
        raise SeriesNotFound(series_id)
    return db.scalars(
        _with_all(select(Title))
        .where(Title.series_id == series_id, Title.hidden_at.is_(None))
        .order_by(Title.series_number.is_(None), Title.series_number, Title.name, Title.id)
        .limit(min(limit, MOST_AT_ONCE))
    ).all()


def next_in_series(db: Session, *, title_id: int) -> Title | None:
    """The title that is read after this one in the same language; None where there is none, or
    where the two could not be put in an order. Raises TitleNotFound."""
    title = db.get(Title, title_id)
    if title is None:
        raise TitleNotFound(title_id)
    if title.series_id is None or title.series_number is None:
        return None
    return db.scalars(
        _with_all(select(Title))
        .where(
            Title.series_id == title.series_id,
            Title.series_number > title.series_number,
            Title.language == title.language,
            Title.hidden_at.is_(None),
        )
        .order_by(Title.series_number, Title.id)
        .limit(1)
    ).one_or_none()


def new_titles(
    db: Session,
    *,
    since: datetime,
    subject_ids: Sequence[int] = (),
    contributor_ids: Sequence[int] = (),
    before_id: int | None = None,
    limit: int = 50,
) -> Sequence[Title]:
    """Titles added since a moment, newest first: of any of these subjects or people, or of all.

    A list longer than `limit` goes on with `before_id`, the number of its last title.
    """
    query = _with_all(select(Title)).where(Title.added_at >= since, Title.hidden_at.is_(None))
    if subject_ids or contributor_ids:
        query = query.where(
            Title.subjects.any(Subject.id.in_(subject_ids[:MOST_AT_ONCE]))
            | Title.contributions.any(
                Contribution.contributor_id.in_(contributor_ids[:MOST_AT_ONCE])
            )
        )
    if before_id is not None:
        query = query.where(Title.id < before_id)
    return db.scalars(query.order_by(Title.id.desc()).limit(min(limit, MOST_AT_ONCE))).all()


def hidden_titles(db: Session, *, after_id: int = 0, limit: int = 50) -> Sequence[Title]:
    """Titles that are out of sight, by number, with their people and series, for staff."""
    return db.scalars(
        _with_all(select(Title))
        .where(Title.hidden_at.is_not(None), Title.id > after_id)
        .order_by(Title.id)
        .limit(min(limit, MOST_AT_ONCE))
    ).all()


def editions_of(db: Session, *, title_id: int, limit: int = 50) -> Sequence[Edition]:
    """Every edition of a title, the newest first, unpublished and withdrawn ones too, for staff."""
    return db.scalars(
        select(Edition)
        .where(Edition.title_id == title_id)
        .options(selectinload(Edition.forms))
        .order_by(Edition.id.desc())
        .limit(min(limit, MOST_AT_ONCE))
    ).all()


def hide(db: Session, *, title_id: int, now: datetime) -> Title:
    """Take a title out of sight: it can be neither found nor asked for; its history stays.

    Hiding again changes nothing. Raises TitleNotFound.
    """
    title = _locked(db, title_id)
    title.hidden_at = title.hidden_at or now
    title.changed_at = now
    return title


def show(db: Session, *, title_id: int, now: datetime) -> Title:
    """Let a hidden title be found again. Raises TitleNotFound."""
    title = _locked(db, title_id)
    if title.hidden_at is not None:
        title.hidden_at, title.changed_at = None, now
    return title


def contributor_named(db: Session, *, name: str) -> Contributor | None:
    """Somebody by the name as a catalogue sorts it."""
    return db.scalars(select(Contributor).where(Contributor.name == name)).one_or_none()


def _locked(db: Session, title_id: int) -> Title:
    title = db.get(Title, title_id, with_for_update=True)
    if title is None:
        raise TitleNotFound(title_id)
    return title


def _with_all(query: Select[Title]) -> Select[Title]:
    return query.options(
        joinedload(Title.series),
        selectinload(Title.contributions).joinedload(Contribution.contributor),
        selectinload(Title.identifiers),
        selectinload(Title.subjects),
    )
