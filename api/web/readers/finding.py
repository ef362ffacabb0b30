"""The first page, and what was found."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.catalogue.records import Medium
from access.catalogue.titles import new_titles
from access.notices.lists import unread
from access.requests.lists import open_requests
from access.requests.records import RequestState
from access.search.filters import Filters
from access.search.finding import find
from api.answers.names import name_of
from api.web.frame.doors import LookDb, Now
from api.web.frame.pages import language_of, page
from api.web.frame.visitor import Anybody
from api.words.languages import LANGUAGES

router = APIRouter()
NEW_WITHIN = timedelta(days=90)
NEW_SHOWN = 10
HITS_A_PAGE = 20
LONGEST_QUESTION = 300


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the first page says of a reader's list."""

    ready: int
    waiting: int
    unread: int


@router.get("/")
def show_first(request: Request, visitor: Anybody, db: LookDb, now: Now) -> Response:
    """The search, what is new, and in a word what is on the reader's list."""
    person = visitor.person
    mine = None
    if person is not None and person.serves_id is not None:
        standing = open_requests(db, reader_id=person.serves_id, now=now)
        ready = sum(one.request.state is RequestState.READY for one in standing)
        mine = Waiting(ready, len(standing) - ready, unread(db, reader_id=person.serves_id))
    return page(
        request, "readers/first.html", mine=mine, asked="", choices=_choices(request),
        news=new_titles(db, since=now - NEW_WITHIN, limit=NEW_SHOWN),
    )  # fmt: skip


@router.get("/find")
def show_found(  # noqa: PLR0913 - one parameter a field of the form
    request: Request,
    _visitor: Anybody,
    db: LookDb,
    *,
    q: Annotated[str, Query()] = "",
    speech: Annotated[str, Query(max_length=16)] = "",
    medium: Annotated[str, Query(max_length=16)] = "",
    heard: Annotated[str, Query(max_length=3)] = "",
    author: int | None = None,
    subject: int | None = None,
    cursor: Annotated[str | None, Query(max_length=16)] = None,
) -> Response:
    """Titles for the words of a reader, the best first."""
    filters = Filters(
        language=speech or None, medium=Medium(medium) if medium in list(Medium) else None,
        has_audio=True if heard else None, contributor_id=author, subject_id=subject,
    )  # fmt: skip
    asked = q[:LONGEST_QUESTION]
    found = find(db, asked, filters=filters, cursor=cursor, limit=HITS_A_PAGE)
    again = {
        "q": asked, "speech": speech, "medium": medium, "heard": heard, "author": author,
        "subject": subject, "cursor": found.next_cursor,
    }  # fmt: skip
    return page(
        request, "readers/found.html", found=found, asked=asked, again=again,
        choices=_choices(request, speech, medium, heard),
    )  # fmt: skip


def _choices(
    request: Request, speech: str = "", medium: str = "", heard: str = ""
) -> dict[str, object]:
    language = language_of(request)
    return {
        "speech": speech,
        "medium": medium,
        "heard": heard,
        "speeches": list(LANGUAGES.items()),
        "media": [(one.value, name_of(one, language)) for one in Medium],
    }
