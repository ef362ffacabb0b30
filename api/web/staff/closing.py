"""A reader leaves: the record is closed, comes back, or is forgotten."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.people import forgetting
from access.people.by_number import reader_of
from access.people.errors import StillHas
from api.answers.table import answer_to
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of
from api.web.frame.visitor import Coordinator
from api.web.staff.confirming import Question, confirm
from api.web.staff.doors import AccountId, Number
from api.web.staff.readers import DOOR
from api.web.staff.seeing import SEEN
from api.words.catalogues import mark

router = APIRouter(prefix="/staff/readers/{reader_id}", dependencies=[SEEN])
CLOSE_HEADING = mark("Close this record?")
CLOSE_SAYS = (
    mark("The reader is served no longer: card, password and PIN open nothing any more."),
    mark("The record stays, and can be opened again."),
)
CLOSE_BUTTON = mark("Close the record")
FORGET_HEADING = mark("Forget this reader?")
FORGET_SAYS = (
    mark("Name, day of birth, card, addresses, password and what the reader had are deleted."),
    mark("Nobody can bring them back. Counts without a name stay."),
)
FORGET_BUTTON = mark("Forget the reader for good")
FORGET_TICK = mark("The reader asked for it, and I have read what is deleted.")
TICK_NEEDED = mark("Tick the box if this is what you want.")
EVEN_SO = mark("Withdraw the open requests, and do it even so.")


@router.get("/close")
def ask_to_close(request: Request, db: Db, _person: Coordinator, reader_id: Number) -> Response:
    """Ask whether the record shall be closed."""
    return confirm(request, _closing(db, reader_id))


@router.post("/close")
def close(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    sent: Sent,
) -> Response:
    """Close it; where the reader still has something, ask for that first."""
    form = Form(sent, language_of(request))
    try:
        with db.begin_nested():
            forgetting.close_reader(
                db, reader_id=reader_id, by_id=account_id, now=now, door=DOOR,
                even_so=form.ticked("tick"),
            )  # fmt: skip
    except StillHas as error:
        return confirm(request, _closing(db, reader_id, EVEN_SO), faults=_still(form, error))
    return go_to(f"/staff/readers/{reader_id}?done=closed")


@router.post("/reopen")
def reopen(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, reader_id: Number
) -> Response:
    """A closed reader comes back."""
    forgetting.reopen_reader(db, reader_id=reader_id, by_id=account_id, now=now)
    return go_to(f"/staff/readers/{reader_id}?done=reopened")


@router.get("/forget")
def ask_to_forget(request: Request, db: Db, _person: Coordinator, reader_id: Number) -> Response:
    """Ask whether the reader shall be forgotten."""
    return confirm(request, _forgetting(db, reader_id))


@router.post("/forget")
def forget(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    sent: Sent,
) -> Response:
    """Forget who the reader is. What they still have has to come back first."""
    form = Form(sent, language_of(request))
    if not form.ticked("tick"):
        form.fault("tick", TICK_NEEDED)
        return confirm(request, _forgetting(db, reader_id), faults=form.faults)
    try:
        with db.begin_nested():
            forgetting.forget_reader(db, reader_id=reader_id, by_id=account_id, now=now, door=DOOR)
    except StillHas as error:
        return confirm(request, _forgetting(db, reader_id), faults=_still(form, error))
    return go_to("/staff/readers?done=forgotten")


def _closing(db: Db, reader_id: int, tick: str = "") -> Question:
    return Question(
        heading=CLOSE_HEADING, says=CLOSE_SAYS, button=CLOSE_BUTTON, tick=tick,
        back=f"/staff/readers/{reader_id}", about=reader_of(db, reader_id).name,
    )  # fmt: skip


def _forgetting(db: Db, reader_id: int) -> Question:
    return Question(
        heading=FORGET_HEADING, says=FORGET_SAYS, button=FORGET_BUTTON, tick=FORGET_TICK,
        back=f"/staff/readers/{reader_id}", about=reader_of(db, reader_id).name,
    )  # fmt: skip


def _still(form: Form, error: StillHas) -> dict[str, str]:
    answer = answer_to(error)
    return {"tick": answer.said(error, form.language) if answer else ""}
