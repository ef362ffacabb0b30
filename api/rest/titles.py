"""The catalogue: find titles, see one, take its editions home."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from access.catalogue.records import ContributorRole, Medium, Title
from access.catalogue.titles import TitlePage, title_page, titles_of_series
from access.search.dialling import by_keypad
from access.search.filters import Filters
from access.search.finding import find
from access.search.hits import Hit
from api.rest.pages import Limit, Listed, listed
from api.rest.tags import tagged
from api.web.frame.doors import LookDb

router = APIRouter(tags=["titles"])
LONGEST_QUESTION = 300


class Found(BaseModel):
    """A title in a list, with what can be had of it."""

    id: int
    name: str
    subtitle: str
    authors: list[str]
    language: str
    published_year: int | None
    series: str | None
    series_number: Decimal | None
    has_audio: bool
    audio_length_ms: int | None
    forms: list[str]
    media: list[Medium]
    media_on_shelf: list[Medium]


class Corrected(BaseModel):
    """A word that was taken for another."""

    asked: str
    taken: str
    why: str


class FoundPage(Listed[Found]):
    """What was found. Where nothing had the words, `taken_as` says by which others it was."""

    total: int
    is_cut: bool
    taken_as: str
    corrections: list[Corrected]
    left_out: list[str]


class Person(BaseModel):
    """Who did what for a title."""

    name: str
    role: ContributorRole


class Shelf(BaseModel):
    """Copies at one service point."""

    service_point_id: int
    medium: Medium
    copies: int
    free: int


class Edition(BaseModel):
    """A talking book that is ready."""

    id: int
    language: str
    voices: dict[str, str]
    length_ms: int
    forms: dict[str, int]
    """Bytes by form."""


class Shown(BaseModel):
    """All that is known of a title."""

    id: int
    name: str
    subtitle: str
    language: str
    languages: list[str]
    people: list[Person]
    series_id: int | None
    series: str | None
    series_number: Decimal | None
    subjects: list[str]
    publisher: str
    published_year: int | None
    annotation: str
    identifiers: dict[str, str]
    shelves: list[Shelf]
    editions: list[Edition]
    can_be_made: bool


@router.get("/titles")
def show_titles(  # noqa: PLR0913 - one parameter a filter
    request: Request,
    db: LookDb,
    *,
    q: Annotated[str, Query(max_length=LONGEST_QUESTION)] = "",
    language: Annotated[str | None, Query(max_length=16)] = None,
    medium: Medium | None = None,
    form: Annotated[str | None, Query(max_length=16)] = None,
    has_audio: bool | None = None,
    is_on_shelf: bool = False,
    contributor_id: int | None = None,
    subject_id: int | None = None,
    series_id: int | None = None,
    service_point_id: int | None = None,
    is_specialised: bool = False,
    year_from: int | None = None,
    year_to: int | None = None,
    cursor: Annotated[str | None, Query(max_length=16)] = None,
    limit: Limit = 20,
) -> FoundPage:
    """Titles by words in any form, with typing slips and in any letters; the best first."""
    filters = Filters(
        language=language, medium=medium, form=form, has_audio=has_audio, is_on_shelf=is_on_shelf,
        contributor_id=contributor_id, subject_id=subject_id, series_id=series_id,
        service_point_id=service_point_id, is_specialised=is_specialised, year_from=year_from,
        year_to=year_to,
    )  # fmt: skip
    found = find(db, q, filters=filters, cursor=cursor, limit=limit)
    page = listed(request, [_found(hit) for hit in found.hits], found.next_cursor, name="cursor")
    return FoundPage(
        here=page.here, next=page.next, total=found.total, is_cut=found.is_cut,
        taken_as=found.taken_as, left_out=list(found.left_out),
        corrections=[
            Corrected(asked=one.asked, taken=one.taken, why=one.why) for one in found.corrections
        ],
    )  # fmt: skip


@router.get("/keypad/{digits}")
def show_by_keypad(request: Request, db: LookDb, digits: str, limit: Limit = 5) -> Listed[Found]:
    """Titles by the keys of a telephone, from three keys on."""
    return listed(request, [_found(hit) for hit in by_keypad(db, digits, limit)], None)


@router.get("/titles/{title_id}", response_model=Shown)
def show_title(request: Request, db: LookDb, title_id: int) -> Response:
    """One title with its people, shelves and editions."""
    return tagged(request, _shown(title_page(db, title_id=title_id)))


@router.get("/series/{series_id}/titles")
def show_series(request: Request, db: LookDb, series_id: int) -> Listed[Found]:
    """The titles of a series as they are read, at most 500."""
    titles = titles_of_series(db, series_id=series_id)
    return listed(request, [_in_series(title) for title in titles], None)


def _found(hit: Hit) -> Found:
    facts = {name: getattr(hit, name) for name in Found.model_fields if name != "id"}
    lists = ("authors", "forms", "media", "media_on_shelf")
    facts |= {name: list(facts[name]) for name in lists}
    return Found(id=hit.title_id, **facts)


def _in_series(title: Title) -> Found:
    authors = [
        one.contributor.name for one in title.contributions if one.role is ContributorRole.AUTHOR
    ]
    return Found(
        id=title.id, name=title.name, subtitle=title.subtitle, authors=authors,
        language=title.language, published_year=title.published_year,
        series=title.series.name if title.series else None, series_number=title.series_number,
        has_audio=False, audio_length_ms=None, forms=[], media=[], media_on_shelf=[],
    )  # fmt: skip


def _shown(page: TitlePage) -> Shown:
    title = page.title
    return Shown(
        id=title.id, name=title.name, subtitle=title.subtitle, language=title.language,
        languages=title.languages or [title.language],
        people=[Person(name=one.contributor.name, role=one.role) for one in title.contributions],
        series_id=title.series_id, series=title.series.name if title.series else None,
        series_number=title.series_number, subjects=[subject.name for subject in title.subjects],
        publisher=title.publisher, published_year=title.published_year,
        annotation=title.annotation,
        identifiers={one.scheme: one.value for one in title.identifiers},
        shelves=[
            Shelf(
                service_point_id=shelf.service_point.id, medium=shelf.medium, copies=shelf.copies,
                free=shelf.free,
            )
            for shelf in page.shelves
        ],
        editions=[
            Edition(
                id=edition.id, language=edition.language, voices=edition.voices,
                length_ms=edition.length_ms,
                forms={form.form: form.size_bytes for form in edition.forms},
            )
            for edition in page.editions
        ],
        can_be_made=any(source.refused is None for source in page.sources),
    )  # fmt: skip
