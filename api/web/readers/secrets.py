"""The reader's password and the digits for the telephone."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.errors import AccessError
from access.people import passwords
from access.people.errors import WrongPassword
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import say_at, status_of
from api.web.frame.visitor import NotAllowed, SignedIn
from api.words.catalogues import mark

router = APIRouter(prefix="/my/profile")
PRESENT_NEEDED = mark("Write your present password.")
NEW_NEEDED = mark("Write a new password.")
PIN_NEEDED = mark("Write four to six digits.")
NOT_ALIKE = mark("The two are not the same. Write it twice alike.")


@router.get("/password")
def show_password(request: Request, person: SignedIn) -> Response:
    """A new password; only the readers themselves may choose it."""
    _own(person.reader_id)
    return page(request, "readers/password.html", faults={})


@router.post("/password")
def change_password(request: Request, db: Db, now: Now, person: SignedIn, sent: Sent) -> Response:
    """Change the password; every other sign-in ends."""
    reader_id, form = _own(person.reader_id), Form(sent, language_of(request))
    present = form.secret("present", need=PRESENT_NEEDED)
    new = form.secret("new", need=NEW_NEEDED)
    if new != form.secret("repeated"):
        form.fault("repeated", NOT_ALIKE)
    if form.is_good:
        try:
            with db.begin_nested():
                passwords.change_password(
                    db, reader_id=reader_id, present=present, password=new, now=now,
                    keep_sign_in_id=person.sign_in_id,
                )  # fmt: skip
        except AccessError as error:
            say_at(form, "present" if isinstance(error, WrongPassword) else "new", error)
    if form.is_good:
        return go_to("/my/profile?done=1")
    return _again(request, "readers/password.html", form)


@router.get("/pin")
def show_pin(request: Request, person: SignedIn) -> Response:
    """New digits for the telephone."""
    _own(person.reader_id)
    return page(request, "readers/pin.html", faults={})


@router.post("/pin")
def change_pin(request: Request, db: Db, person: SignedIn, sent: Sent) -> Response:
    """Change the digits with which the reader signs in by telephone."""
    reader_id, form = _own(person.reader_id), Form(sent, language_of(request))
    pin = form.secret("pin", need=PIN_NEEDED)
    if pin != form.secret("repeated"):
        form.fault("repeated", NOT_ALIKE)
    if form.is_good:
        try:
            with db.begin_nested():
                passwords.set_pin(db, reader_id=reader_id, pin=pin)
        except AccessError as error:
            say_at(form, "pin", error)
    if form.is_good:
        return go_to("/my/profile?done=1")
    return _again(request, "readers/pin.html", form)


def _own(reader_id: int | None) -> int:
    """Nobody chooses a secret for somebody else. Raises NotAllowed."""
    if reader_id is None:
        raise NotAllowed
    return reader_id


def _again(request: Request, template: str, form: Form) -> Response:
    return page(request, template, status=status_of(form), faults=form.faults)
