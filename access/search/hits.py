"""What is told of a found title: enough to choose it, with few statements for many titles."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from access.catalogue.made import Edition, EditionForm
from access.catalogue.records import (
    Contribution,
    Contributor,
    ContributorRole,
    Copy,
    CopyState,
    Medium,
    Series,
    Title,
)
from access.search.filters import TOUCHED_FORMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found title and what can be had of it."""

    title_id: int
    name: str
    subtitle: str
    authors: tuple[str, ...]
    """As a catalogue sorts them, family name first; the order of the title page."""
    language: str
    published_year: int | None
    series: str | None
    series_number: Decimal | None
    has_audio: bool
    """An edition that can be heard is published."""
    audio_length_ms: int | None
    """The longest of them."""
    forms: tuple[str, ...]
    """Of all published editions."""
    media: tuple[Medium, ...]
    """What copies there are, on loan or not."""
    media_on_shelf: tuple[Medium, ...]


_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
# built once: building these costs as much as running them
_AUTHORS = (
    select(Contribution.title_id, Contributor.name)
    .join(Contributor, Contributor.id == Contribution.contributor_id)
    .where(Contribution.title_id.in_(_IDS), Contribution.role == ContributorRole.AUTHOR)
    .order_by(Contribution.title_id, Contribution.place, Contribution.id)
)
_EDITIONS = (
    select(Edition.title_id, EditionForm.form, func.max(Edition.length_ms))
    .join(EditionForm, EditionForm.edition_id == Edition.id)
    .where(
        Edition.title_id.in_(_IDS),
        Edition.published_at.is_not(None),
        Edition.withdrawn_at.is_(None),
    )
    .group_by(Edition.title_id, EditionForm.form)
)
_COPIES = (
    select(Copy.title_id, Copy.medium, Copy.state)
    .where(Copy.title_id.in_(_IDS), Copy.state != CopyState.WITHDRAWN)
    .distinct()
)
_TITLES = (
    select(
        Title.id, Title.name, Title.subtitle, Title.language, Title.published_year, Series.name,
        Title.series_number,
    )
    .outerjoin(Series, Series.id == Title.series_id)
    .where(Title.id.in_(_IDS))
)  # fmt: skip


def hits(db: Session, title_ids: Sequence[int]) -> list[Hit]:
    """The titles with these numbers, in this order; four statements, however many they are."""
    if not title_ids:
        return []
    ids = {"ids": list(title_ids)}
    authors: dict[int, list[str]] = defaultdict(list)
    for title_id, name in db.connection().execute(_AUTHORS, ids):
        authors[title_id].append(name)
    forms, lengths_ms = _editions(db, ids)
    media, on_shelf = _copies(db, ids)
    titles = db.connection().execute(_TITLES, ids)
    found = {
        title_id: Hit(
            title_id=title_id, name=name, subtitle=subtitle, authors=tuple(authors[title_id]),
            language=language, published_year=year, series=series, series_number=number,
            has_audio=any(form not in TOUCHED_FORMS for form in forms[title_id]),
            audio_length_ms=lengths_ms.get(title_id), forms=tuple(sorted(forms[title_id])),
            media=_in_order(media[title_id]), media_on_shelf=_in_order(on_shelf[title_id]),
        )
        for title_id, name, subtitle, language, year, series, number in titles
    }  # fmt: skip
    return [found[title_id] for title_id in title_ids if title_id in found]


def _editions(db: Session, ids: dict[str, list[int]]) -> tuple[dict[int, set[str]], dict[int, int]]:
    forms: dict[int, set[str]] = defaultdict(set)
    lengths_ms: dict[int, int] = {}
    for title_id, form, length_ms in db.connection().execute(_EDITIONS, ids):
        forms[title_id].add(form)
        if form not in TOUCHED_FORMS:
            lengths_ms[title_id] = max(lengths_ms.get(title_id, 0), length_ms)
    return forms, lengths_ms


def _copies(
    db: Session, ids: dict[str, list[int]]
) -> tuple[dict[int, set[Medium]], dict[int, set[Medium]]]:
    media: dict[int, set[Medium]] = defaultdict(set)
    on_shelf: dict[int, set[Medium]] = defaultdict(set)
    for title_id, medium, state in db.connection().execute(_COPIES, ids):
        media[title_id].add(medium)
        if state is CopyState.ON_SHELF:
            on_shelf[title_id].add(medium)
    return media, on_shelf


def _in_order(media: set[Medium]) -> tuple[Medium, ...]:
    return tuple(medium for medium in Medium if medium in media)
