"""Copies that come back to the desk, and notices that reached nobody."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.catalogue.holdings import copy_by_barcode
from access.catalogue.records import CopyState
from access.notices.lists import told_by_a_person, unreachable
from access.notices.records import NoticeKind
from access.people.contacts import contacts_of
from access.people.looking import looked
from access.requests.copies import copy_gone, returned
from access.requests.lists import request_of
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.web.staff.done import done_said
from api.web.staff.doors import AccountId, After, Number
from api.web.staff.readers import DOOR, by_address
from api.words.catalogues import mark, words_in

router = APIRouter()
A_PAGE = 30
BARCODE_NEEDED = mark("Write or scan the bar code of the copy.")
NO_COPY = mark("No copy has this bar code.")
NOT_OUT = mark("This copy stands on its shelf already.")
KINDS = {
    NoticeKind.READY: mark("a book is ready"),
    NoticeKind.DELAYED: mark("a book is delayed"),
    NoticeKind.FAILED: mark("a request was refused"),
    NoticeKind.DUE: mark("something is due"),
    NoticeKind.NEXT_IN_SERIES: mark("the next of a series was asked for"),
    NoticeKind.VISIT_PLANNED: mark("the courier comes"),
    NoticeKind.COURIER_ON_WAY: mark("the courier is on the way"),
    NoticeKind.VISIT_FAILED: mark("the courier's visit did not take place"),
    NoticeKind.VISIT_CHANGED: mark("the courier does not come on the day that was told"),
}


@router.get("/staff/returns")
def show_returns(request: Request, _person: Coordinator) -> Response:
    """A bar code to write or to scan."""
    return _page(request, Form.empty(language_of(request)))


@router.post("/staff/returns")
def take_back(request: Request, db: Db, now: Now, _person: Coordinator, sent: Sent) -> Response:
    """A copy came back: it goes to the next reader who waits, else to its shelf."""
    form = Form(sent, language_of(request))
    barcode = form.text("barcode", need=BARCODE_NEEDED, longest=64)
    copy = copy_by_barcode(db, barcode=barcode) if barcode else None
    if copy is None:
        form.fault("barcode", NO_COPY)
    elif copy.state is CopyState.ON_SHELF:
        form.fault("barcode", NOT_OUT)
    else:
        served = returned(db, copy_id=copy.id, now=now)
        return go_to(f"/staff/returns?done={'returned_next' if served else 'returned'}")
    return _page(request, form)


@router.post("/staff/requests/{request_id}/returned")
def take_back_of_request(db: Db, now: Now, _person: Coordinator, request_id: Number) -> Response:
    """The copy of a request came back."""
    copy_id = request_of(db, request_id=request_id).copy_id
    served = returned(db, copy_id=copy_id, now=now) if copy_id else None
    return go_to(f"/staff/requests/{request_id}?done={'returned_next' if served else 'returned'}")


@router.post("/staff/requests/{request_id}/gone")
def lose_of_request(db: Db, now: Now, _person: Coordinator, request_id: Number) -> Response:
    """The copy that was put aside is lost or damaged: the reader waits for another."""
    copy_id = request_of(db, request_id=request_id).copy_id
    if copy_id:
        copy_gone(db, copy_id=copy_id, now=now)
    return go_to(f"/staff/requests/{request_id}?done=gone")


@router.get("/staff/unreachable")
def show_unreachable(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    after: After = None,
) -> Response:  # fmt: skip
    """Notices that no way led to their reader: somebody rings up."""
    notices = unreachable(db, after=after, limit=A_PAGE)
    for number in sorted({one.reader_id for one in notices}):
        looked(db, reader_id=number, account_id=account_id, what="found", door=DOOR, now=now)
    say = words_in(language_of(request)).gettext
    rows = [
        (one, say(KINDS[one.kind]), list(by_address(contacts_of(db, reader_id=one.reader_id))))
        for one in notices
    ]
    return page(
        request, "staff/unreachable.html", rows=rows, done=done_said(request),
        after=notices[-1].id if len(notices) == A_PAGE else None,
    )  # fmt: skip


@router.post("/staff/unreachable/{notice_id}/told")
def note_told(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, notice_id: Number
) -> Response:
    """The reader was reached, and knows."""
    notice = told_by_a_person(db, notice_id=notice_id, now=now)
    if notice is not None:
        looked(
            db, reader_id=notice.reader_id, account_id=account_id, what="told", door=DOOR, now=now
        )
    return go_to("/staff/unreachable?done=told")


def _page(request: Request, form: Form) -> Response:
    return page(
        request, "staff/returns.html", status=status_of(form), faults=form.faults,
        kept=form.kept(), done=done_said(request),
    )  # fmt: skip
