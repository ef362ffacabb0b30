"""What readers asked for, as the desk sees it: lists, one request, handing over, refusing."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.errors import AccessError
from access.ils.standing import standing_of
from access.people.by_number import reader_of
from access.people.looking import looked
from access.requests import closing, handing
from access.requests.limits import STANDARD_LIMITS
from access.requests.lists import Filters, counts, request_of, requests_for_staff
from access.requests.place import place_in_queue
from access.requests.records import Refusal, RequestKind, RequestState
from access.requests.states import OPEN
from api.answers.names import name_of
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import say_beside, status_of
from api.web.frame.visitor import Coordinator
from api.web.staff.done import done_said
from api.web.staff.doors import AccountId, After, Number
from api.web.staff.readers import DOOR
from api.words.catalogues import mark

router = APIRouter(prefix="/staff/requests")
A_PAGE = 30
ALL_OPEN = "open"
REASON_NEEDED = mark("Choose why the request is refused.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the list is narrowed to, as words of the address."""

    state: str
    kind: str

    def filters(self) -> Filters:
        """The same for the question; an unknown word leaves out nothing."""
        one_state = frozenset(
            {RequestState(self.state)} if self.state in list(RequestState) else ()
        )
        return Filters(
            states=OPEN if self.state == ALL_OPEN else one_state,
            kinds=frozenset({RequestKind(self.kind)} if self.kind in list(RequestKind) else ()),
        )


@router.get("")
def show_requests(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    *,
    state: Annotated[str, Query(max_length=16)] = ALL_OPEN,
    kind: Annotated[str, Query(max_length=16)] = "",
    after: After = None,
) -> Response:
    """The requests of all readers, the oldest first, with how many there are of each state."""
    language, chosen = language_of(request), Chosen(state, kind)
    found = requests_for_staff(db, chosen.filters(), after=after, limit=A_PAGE)
    _looked(db, {one.reader_id for one in found.requests}, account_id, "found", now)
    return page(
        request, "staff/requests.html", found=found, counted=counts(db), chosen=chosen,
        name_of=lambda word: name_of(word, language), done=done_said(request),
        states=[(one.value, name_of(one, language)) for one in RequestState],
        kinds=[(one.value, name_of(one, language)) for one in RequestKind],
    )  # fmt: skip


@router.get("/{request_id}")
def show_request(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    request_id: Number,
) -> Response:  # fmt: skip
    """One request: whose, what, how far, and what can be done."""
    return _page(request, db, account_id, request_id, now, Form.empty(language_of(request)))


@router.post("/{request_id}/hand-over")
def hand_over(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    request_id: Number,
) -> Response:  # fmt: skip
    """The reader has it in hand."""
    form = Form.empty(language_of(request))
    try:
        with db.begin_nested():
            handing.hand_over(db, request_id=request_id, now=now, limits=STANDARD_LIMITS)
    except AccessError as error:
        say_beside(form, "acts", error)
        return _page(request, db, account_id, request_id, now, form)
    return go_to(f"/staff/requests/{request_id}?done=handed")


@router.get("/{request_id}/refuse")
def ask_to_refuse(request: Request, db: Db, _person: Coordinator, request_id: Number) -> Response:
    """Ask for the reason."""
    return _refusing(request, db, request_id, Form.empty(language_of(request)))


@router.post("/{request_id}/refuse")
def refuse(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    request_id: Number,
    sent: Sent,
) -> Response:
    """Refuse it; the reader is told why, once."""
    form = Form(sent, language_of(request))
    reason = form.choice("reason", list(Refusal), need=REASON_NEEDED)
    if form.is_good:
        try:
            with db.begin_nested():
                closing.refuse(
                    db, request_id=request_id, by_id=account_id, reason=Refusal(reason), now=now
                )
        except AccessError as error:
            say_beside(form, "reason", error)
    if form.is_good:
        return go_to(f"/staff/requests/{request_id}?done=refused")
    return _refusing(request, db, request_id, form)


def _page(
    request: Request, db: Db, account_id: int, request_id: int, now: Now, form: Form
) -> Response:
    wish = request_of(db, request_id=request_id)
    _looked(db, {wish.reader_id}, account_id, "request_read", now)
    return page(
        request, "staff/request.html", status=status_of(form), wish=wish, faults=form.faults,
        reader=reader_of(db, wish.reader_id), place=place_in_queue(db, wish),
        name_of=lambda word: name_of(word, form.language), done=done_said(request),
        at_ils=standing_of(db, reader_id=wish.reader_id),
    )  # fmt: skip


def _refusing(request: Request, db: Db, request_id: int, form: Form) -> Response:
    return page(
        request, "staff/refuse.html", status=status_of(form), faults=form.faults, kept=form.kept(),
        wish=request_of(db, request_id=request_id),
        reasons=[(one.value, name_of(one, form.language)) for one in Refusal],
    )  # fmt: skip


def _looked(db: Db, reader_ids: Collection[int], account_id: int, what: str, now: Now) -> None:
    for reader_id in sorted(reader_ids):
        looked(db, reader_id=reader_id, account_id=account_id, what=what, door=DOOR, now=now)
