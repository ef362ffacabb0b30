"""The page of a title, and that of a series."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select

from access.catalogue.titles import title_page, titles_of_series
from access.people.person import Person
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import Following, RequestKind
from access.requests.records import Request as Wish
from access.requests.series import follow, unfollow
from api.answers.names import name_of
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.visitor import Anybody, ServedId

router = APIRouter()


@router.get("/titles/{title_id}")
def show_title(request: Request, visitor: Anybody, db: LookDb, title_id: int) -> Response:
    """All that is known of a title, and how it can be had."""
    shown = title_page(db, title_id=title_id)
    language = language_of(request)
    return page(
        request, "readers/title.html", shown=shown, wishes=_wishes(db, visitor.person, title_id),
        name_of=lambda word: name_of(word, language),
        can_be_heard=any(edition.length_ms for edition in shown.editions),
        can_be_made=any(source.refused is None for source in shown.sources),
    )  # fmt: skip


@router.get("/series/{series_id}")
def show_series(request: Request, visitor: Anybody, db: LookDb, series_id: int) -> Response:
    """The titles of a series as they are read; a reader may follow it."""
    titles = titles_of_series(db, series_id=series_id)
    name = titles[0].series.name if titles and titles[0].series else ""
    reader_id = visitor.person.serves_id if visitor.person else None
    follows = bool(reader_id and db.get(Following, (reader_id, series_id)))
    return page(
        request, "readers/series.html", series_id=series_id, name=name, titles=titles,
        reader_id=reader_id, follows=follows,
    )  # fmt: skip


@router.post("/series/{series_id}/follow")
def follow_series(db: Db, now: Now, reader_id: ServedId, series_id: int) -> Response:
    """The next of the series comes by itself from now on."""
    follow(
        db, reader_id=reader_id, series_id=series_id, kind=RequestKind.AUDIO, now=now,
        limits=STANDARD_LIMITS,
    )  # fmt: skip
    return go_to(f"/series/{series_id}")


@router.post("/series/{series_id}/unfollow")
def unfollow_series(db: Db, reader_id: ServedId, series_id: int) -> Response:
    """Nothing more of it comes by itself."""
    unfollow(db, reader_id=reader_id, series_id=series_id)
    return go_to(f"/series/{series_id}")


def _wishes(db: LookDb, person: Person | None, title_id: int) -> list[Wish]:
    """What the reader asked for already of this title, still open."""
    if person is None or person.serves_id is None:
        return []
    return list(
        db.scalars(
            select(Wish).where(
                Wish.reader_id == person.serves_id,
                Wish.title_id == title_id,
                Wish.closed_at.is_(None),
            )
        )
    )
