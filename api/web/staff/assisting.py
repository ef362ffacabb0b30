"""Who may act for a reader: assistants whom the reader gave leave, from a day on, until a day."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.zone import today
from access.people import assisting
from access.people.accounts import account_by_login
from access.people.by_number import reader_of
from access.people.looking import looked
from access.people.records import Role
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import beside, status_of
from api.web.frame.visitor import Coordinator
from api.web.staff.doors import AccountId, Number
from api.web.staff.readers import DOOR
from api.web.staff.seeing import SEEN
from api.words.catalogues import mark

router = APIRouter(prefix="/staff/readers/{reader_id}/assistants", dependencies=[SEEN])
LOGIN_NEEDED = mark("Write the name with which the assistant signs in.")
NO_ASSISTANT = mark("There is no assistant with this name. An administrator opens the account.")


@router.get("")
def show(request: Request, db: Db, _person: Coordinator, reader_id: Number) -> Response:
    """Who has leave, and a form for somebody more."""
    return _page(request, db, reader_id, Form.empty(language_of(request)))


@router.post("")
def grant(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    sent: Sent,
) -> Response:
    """The reader gives an assistant leave; given again, the days are changed."""
    form = Form(sent, language_of(request))
    login = form.text("login", need=LOGIN_NEEDED, longest=100)
    since_on, until_on = form.day("since_on"), form.day("until_on")
    assistant = account_by_login(db, login) if login else None
    if assistant is None or not assistant.may_as(Role.ASSISTANT):
        form.fault("login", NO_ASSISTANT)
    if form.is_good and assistant is not None:
        with beside(db, form, "until_on"):
            assisting.grant(
                db, account_id=assistant.id, reader_id=reader_id,
                since_on=since_on or today(db, now=now), until_on=until_on, now=now,
            )  # fmt: skip
            _looked(db, reader_id, account_id, "assistant_granted", now)
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}?done=granted")
    return _page(request, db, reader_id, form)


@router.post("/{assistant_id}/end")
def end(
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    assistant_id: Number,
) -> Response:
    """The reader takes the leave back; it ends at once."""
    assisting.withdraw(db, account_id=assistant_id, reader_id=reader_id, now=now)
    _looked(db, reader_id, account_id, "assistant_ended", now)
    return go_to(f"/staff/readers/{reader_id}?done=grant_ended")


def _looked(db: Db, reader_id: int, account_id: int, what: str, now: Now) -> None:
    looked(db, reader_id=reader_id, account_id=account_id, what=what, door=DOOR, now=now)


def _page(request: Request, db: Db, reader_id: int, form: Form) -> Response:
    return page(
        request, "staff/assistants.html", status=status_of(form), reader=reader_of(db, reader_id),
        assistants=assisting.assistants_of(db, reader_id=reader_id), faults=form.faults,
        kept=form.kept(),
    )  # fmt: skip
