"""Titles as the staff sees them: found, opened with everything, hidden, shown, given a file."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.catalogue.holdings import copies_of
from access.catalogue.records import Title
from access.catalogue.titles import editions_of, hidden_titles, hide, show, title_page
from access.production.lists import productions_of
from access.requests.lists import Filters, counts
from access.search.finding import Found, find
from access.search.indexing import index_title
from api.answers.names import name_of
from api.web.bench.states import state_words
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.visitor import Coordinator
from api.web.staff.confirming import Question, confirm
from api.web.staff.done import done_said
from api.web.staff.doors import LARGEST, After, Number
from api.words.catalogues import mark

router = APIRouter(prefix="/staff/titles")
A_PAGE = 20
HIDE_HEADING = mark("Take this title out of sight?")
HIDE_SAYS = mark("Nobody finds or asks for it any more. Its history stays, and it can come back.")
HIDE_BUTTON = mark("Hide the title")


@router.get("")
def show_found(
    request: Request,
    db: LookDb,
    _person: Coordinator,
    q: Annotated[str, Query(max_length=2000)] = "",
    cursor: Annotated[str | None, Query(max_length=16)] = None,
) -> Response:
    """Titles for some words, or the one of a number."""
    found: Found | None = find(db, q, cursor=cursor, limit=A_PAGE) if q.strip() else None
    return page(
        request, "staff/titles.html", asked=q[:200], found=found, done=done_said(request),
        by_number=_by_number(db, q.strip()),
    )  # fmt: skip


@router.get("/hidden")
def show_hidden(
    request: Request, db: LookDb, _person: Coordinator, after: After = None
) -> Response:
    """Titles that are out of sight."""
    titles = hidden_titles(db, after_id=after or 0, limit=A_PAGE)
    return page(
        request, "staff/titles_hidden.html", titles=titles,
        after=titles[-1].id if len(titles) == A_PAGE else None,
    )  # fmt: skip


@router.get("/{title_id}")
def show_title(request: Request, db: LookDb, _person: Coordinator, title_id: Number) -> Response:
    """Everything that is known of a title, also where readers do not see it."""
    language = language_of(request)
    shown = title_page(db, title_id=title_id, with_hidden=True)
    return page(
        request, "staff/title.html", shown=shown, copies=copies_of(db, title_id=title_id),
        editions=editions_of(db, title_id=title_id), done=done_said(request),
        productions=productions_of(db, title_id=title_id),
        counted=counts(db, Filters(title_id=title_id)),
        name_of=lambda word: name_of(word, language),
        state_words=lambda state: state_words(state, language),
    )  # fmt: skip


@router.get("/{title_id}/hide")
def ask_to_hide(request: Request, db: LookDb, _person: Coordinator, title_id: Number) -> Response:
    """Ask whether the title shall go out of sight."""
    title = title_page(db, title_id=title_id, with_hidden=True).title
    question = Question(
        heading=HIDE_HEADING, says=(HIDE_SAYS,), button=HIDE_BUTTON, about=title.name,
        about_language=title.language, back=f"/staff/titles/{title_id}",
    )  # fmt: skip
    return confirm(request, question)


@router.post("/{title_id}/hide")
def hide_title(db: Db, now: Now, _person: Coordinator, title_id: Number) -> Response:
    """Take it out of sight."""
    hide(db, title_id=title_id, now=now)
    index_title(db, title_id)
    return go_to(f"/staff/titles/{title_id}?done=hidden")


@router.post("/{title_id}/show")
def show_again(db: Db, now: Now, _person: Coordinator, title_id: Number) -> Response:
    """Let it be found again."""
    show(db, title_id=title_id, now=now)
    index_title(db, title_id)
    return go_to(f"/staff/titles/{title_id}?done=shown")


def _by_number(db: LookDb, sought: str) -> Title | None:
    """A title whose number was written; hidden ones too."""
    if not (sought.isascii() and sought.isdigit()) or not 0 < int(sought[:12]) <= LARGEST:
        return None
    return db.get(Title, int(sought[:12]))
