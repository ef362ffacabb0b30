"""The reader's own list: what is ready, what is on its way, what was; and what they were told."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.notices.lists import mark_read, notices_of
from access.people.records import Way
from access.requests import closing
from access.requests.had import forget_had, titles_had
from access.requests.lists import closed_requests, open_requests, request_of
from access.requests.place import measured_pace
from access.requests.series import followed
from api.answers.names import name_of
from api.notices.words import Letterhead, words_of
from api.web.frame.doors import Db, LookDb, Now, OpenDoors
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.visitor import ServedId, SignedIn

router = APIRouter(prefix="/my")
LINES_A_PAGE = 30


@router.get("/list")
def show_list(
    request: Request,
    db: LookDb,
    now: Now,
    doors: OpenDoors,
    reader_id: ServedId,
    asked: int | None = None,
    withdrawn: int | None = None,
) -> Response:
    """What can be heard now, then what is waited for, with its place and how far it is."""
    pace = measured_pace(db, now=now, at_once=doors.workers_now(db, now))
    standing = open_requests(db, reader_id=reader_id, now=now, pace=pace)
    language = language_of(request)
    shown = {one.request.id: one.request for one in standing}
    gone = None
    if withdrawn is not None:
        gone = request_of(db, request_id=withdrawn, reader_id=reader_id)
    return page(
        request, "readers/list.html", standing=standing, asked=shown.get(asked or 0), gone=gone,
        told=_told(db, reader_id, language), series=followed(db, reader_id=reader_id),
        name_of=lambda word: name_of(word, language),
    )  # fmt: skip


def _told(db: LookDb, reader_id: int, language: str) -> list[tuple[int, str]]:
    """Notices that the reader has not read yet, in words."""
    page_ = notices_of(db, reader_id=reader_id, limit=LINES_A_PAGE)
    return [
        (one.id, words_of(one.kind, Way.WEB, language, one.facts, Letterhead({})).text)
        for one in page_.notices
        if one.read_at is None
    ]


@router.post("/notices/read")
def read_notices(db: Db, now: Now, reader_id: ServedId) -> Response:
    """The reader has read them."""
    unread = notices_of(db, reader_id=reader_id, limit=LINES_A_PAGE).notices
    mark_read(db, reader_id=reader_id, notice_ids=[one.id for one in unread], now=now)
    return go_to("/my/list")


@router.get("/requests/{request_id}/withdraw")
def check_withdrawal(
    request: Request, db: LookDb, reader_id: ServedId, request_id: int
) -> Response:
    """Ask once more before a wish is taken back."""
    wish = request_of(db, request_id=request_id, reader_id=reader_id)
    return page(request, "readers/withdraw.html", wish=wish)


@router.post("/requests/{request_id}/withdraw")
def withdraw(db: Db, now: Now, person: SignedIn, reader_id: ServedId, request_id: int) -> Response:
    """The reader does not want it any more."""
    closing.withdraw(
        db, request_id=request_id, reader_id=reader_id, by_id=person.account_id, now=now
    )
    return go_to(f"/my/list?withdrawn={request_id}")


@router.get("/past")
def show_past(
    request: Request,
    db: LookDb,
    reader_id: ServedId,
    before: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """Earlier requests, and the titles that the reader had, where they agreed that we remember."""
    language = language_of(request)
    past = closed_requests(db, reader_id=reader_id, before=before, limit=LINES_A_PAGE)
    return page(
        request, "readers/past.html", past=past, had=titles_had(db, reader_id=reader_id),
        name_of=lambda word: name_of(word, language),
    )  # fmt: skip


@router.post("/past/{title_id}/forget")
def forget(db: Db, reader_id: ServedId, title_id: int) -> Response:
    """Strike a title off the list of what was had."""
    forget_had(db, reader_id=reader_id, title_id=title_id)
    return go_to("/my/past")
