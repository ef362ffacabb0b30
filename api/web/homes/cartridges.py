"""The library's cartridges: registered, sought, lost and found; with whom, only on asking."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.web.homes.done import DONE
from api.web.homes.faults import beside
from api.web.homes.words import word
from api.web.staff.confirming import Question
from api.web.staff.confirming import confirm as ask_once_more
from api.web.staff.done import done_said
from api.web.staff.doors import AccountId, Number
from api.words.catalogues import mark
from delivery.visits.cartridges import (
    LONGEST_CODE,
    by_barcode,
    cartridge_of,
    cartridges,
    counts,
    find_again,
    holder_of,
    lose,
    register,
)
from delivery.visits.records import Cartridge, CartridgeState

router = APIRouter(prefix="/staff/cartridges")
DOOR = "web"
A_PAGE = 50
CODE_NEEDED = mark("Scan or type the bar code.")
NO_SUCH = mark("No cartridge has this bar code. Register it first.")
LOST_HEADING = mark("Is this cartridge lost?")
LOST_SAYS = mark(
    "It counts as lost. If a reader had it, they owe it no more, and their record keeps a trace."
)
LOST_BUTTON = mark("It is lost")


@router.get("")
def show(
    request: Request, db: LookDb, _person: Coordinator, state: str = "",
    after: Annotated[str, Query(max_length=LONGEST_CODE)] = "",
) -> Response:  # fmt: skip
    """How many are where, and one by one."""
    return _list(request, db, Form.empty(language_of(request)), state, after)


@router.post("")
def add(request: Request, db: Db, _person: Coordinator, sent: Sent) -> Response:
    """One more, by its bar code."""
    form = Form(sent, language_of(request))
    code = form.text("barcode", need=CODE_NEEDED, longest=LONGEST_CODE)
    if form.is_good:
        with beside(db, form, "barcode"):
            register(db, code)
    if form.is_good:
        return go_to("/staff/cartridges?done=cartridge")
    return _list(request, db, form)


@router.post("/find")
def seek(request: Request, db: Db, _person: Coordinator, sent: Sent) -> Response:
    """The page of the cartridge that was scanned."""
    form = Form(sent, language_of(request))
    code = form.text("sought", need=CODE_NEEDED, longest=LONGEST_CODE)
    found = by_barcode(db, code) if form.is_good else None
    if form.is_good and found is None:
        form.fault("sought", NO_SUCH)
    if found is not None:
        return go_to(f"/staff/cartridges/{found.id}")
    return _list(request, db, form)


@router.get("/{cartridge_id}")
def show_one(request: Request, db: LookDb, _person: Coordinator, cartridge_id: Number) -> Response:
    """Where it is; with whom is told on asking alone."""
    return _one(request, cartridge_of(db, cartridge_id))


@router.post("/{cartridge_id}/holder")
def show_holder(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    cartridge_id: Number,
) -> Response:  # fmt: skip
    """Who has it. The reader's record keeps that it was asked."""
    holder = holder_of(db, cartridge_id=cartridge_id, by_id=account_id, now=now, door=DOOR)
    return _one(request, cartridge_of(db, cartridge_id), holder=holder, asked=True)


@router.get("/{cartridge_id}/lost")
def ask_lost(request: Request, db: LookDb, _person: Coordinator, cartridge_id: Number) -> Response:
    """Ask once more."""
    return _ask_lost(request, cartridge_of(db, cartridge_id))


@router.post("/{cartridge_id}/lost")
def lost(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    cartridge_id: Number,
) -> Response:  # fmt: skip
    """Nobody can find it."""
    form = Form.empty(language_of(request))
    with beside(db, form, "act"):
        lose(db, cartridge_id=cartridge_id, by_id=account_id, now=now)
    if form.is_good:
        return go_to("/staff/cartridges?done=lost")
    return _ask_lost(request, cartridge_of(db, cartridge_id), form)


@router.post("/{cartridge_id}/found")
def found(db: Db, _person: Coordinator, cartridge_id: Number) -> Response:
    """It turned up."""
    find_again(db, cartridge_id=cartridge_id)
    return go_to("/staff/cartridges?done=found")


def _ask_lost(request: Request, cartridge: Cartridge, form: Form | None = None) -> Response:
    question = Question(
        heading=LOST_HEADING, says=(LOST_SAYS,), button=LOST_BUTTON,
        back=f"/staff/cartridges/{cartridge.id}", about=cartridge.barcode,
    )  # fmt: skip
    return ask_once_more(request, question, faults=form.faults if form else None)


def _one(
    request: Request, cartridge: Cartridge, *, holder: object = None, asked: bool = False
) -> Response:
    language = language_of(request)
    return page(
        request, "homes/cartridge.html", cartridge=cartridge, holder=holder, asked=asked,
        word=lambda code: word(code, language),
    )  # fmt: skip


def _list(request: Request, db: Db, form: Form, state: str = "", after: str = "") -> Response:
    chosen = CartridgeState(state) if state in list(CartridgeState) else None
    here = cartridges(db, state=chosen, after=after, limit=A_PAGE)
    return page(
        request, "homes/cartridges.html", status=status_of(form), done=done_said(request, DONE),
        here=here, counts=counts(db), state=state, kept=form.kept(), faults=form.faults,
        after=here[-1].barcode if len(here) == A_PAGE else "",
        states=[(one.value, word(one, form.language)) for one in CartridgeState],
        word=lambda code: word(code, form.language),
    )  # fmt: skip
