"""A new password or PIN for a reader: digits that are shown once, to be read out; and locks."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.people import passwords
from access.people.by_number import reader_of
from access.people.signing_in import Refused
from api.web.frame.doors import Db, Now, OpenDoors
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import beside, status_of
from api.web.frame.signing import opened, place_of
from api.web.frame.visitor import Anybody, Coordinator
from api.web.staff.confirming import Question, confirm
from api.web.staff.doors import AccountId, Number
from api.web.staff.readers import DOOR
from api.web.staff.seeing import SEEN
from api.words.catalogues import mark
from api.words.saying import moment_words

router = APIRouter()
ISSUE_HEADING = mark("Give the reader a new password?")
ISSUE_SAYS = (
    mark("You get ten digits, to be read to the reader. They are good once, for seven days."),
    mark("The old password stays good until the reader has chosen a new one."),
)
ISSUE_BUTTON = mark("Get the ten digits")
PIN_HEADING = mark("Give the reader new digits for the telephone?")
PIN_SAYS = mark("The digits that the reader has now open nothing any more.")
PIN_BUTTON = mark("Get the new digits")
CARD_NEEDED = mark("Write the number of your card.")
DIGITS_NEEDED = mark("Write the ten digits that the library gave you.")
NEW_NEEDED = mark("Write a new password.")
NOT_ALIKE = mark("The two are not the same. Write it twice alike.")
NOT_TOGETHER = mark("This card and these digits do not belong together, or the digits are used up.")
WAIT = mark("It was tried too often. Try again after %(until)s, or call the library.")


@router.get("/staff/readers/{reader_id}/password", dependencies=[SEEN])
def ask_to_issue(request: Request, db: Db, _person: Coordinator, reader_id: Number) -> Response:
    """Ask whether the reader shall get a new password."""
    question = Question(
        heading=ISSUE_HEADING, says=ISSUE_SAYS, button=ISSUE_BUTTON,
        back=f"/staff/readers/{reader_id}", about=reader_of(db, reader_id).name,
    )  # fmt: skip
    return confirm(request, question)


@router.post("/staff/readers/{reader_id}/password")
def issue(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    reader_id: Number,
) -> Response:  # fmt: skip
    """Ten digits, shown this once."""
    made = passwords.issue_reset_key(db, reader_id=reader_id, by_id=account_id, now=now, door=DOOR)
    return page(
        request, "staff/digits.html", reader=reader_of(db, reader_id), digits=made.digits,
        ends_at=made.ends_at, is_pin=False,
    )  # fmt: skip


@router.get("/staff/readers/{reader_id}/pin", dependencies=[SEEN])
def ask_for_pin(request: Request, db: Db, _person: Coordinator, reader_id: Number) -> Response:
    """Ask whether the reader shall get new digits for the telephone."""
    question = Question(
        heading=PIN_HEADING, says=(PIN_SAYS,), button=PIN_BUTTON,
        back=f"/staff/readers/{reader_id}", about=reader_of(db, reader_id).name,
    )  # fmt: skip
    return confirm(request, question)


@router.post("/staff/readers/{reader_id}/pin")
def issue_pin(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    reader_id: Number,
) -> Response:  # fmt: skip
    """Digits for the telephone, shown this once."""
    pin = passwords.issue_pin(db, reader_id=reader_id, by_id=account_id, now=now, door=DOOR)
    return page(
        request, "staff/digits.html", reader=reader_of(db, reader_id), digits=pin, ends_at=None,
        is_pin=True,
    )  # fmt: skip


@router.post("/staff/readers/{reader_id}/unlock")
def unlock(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, reader_id: Number
) -> Response:
    """Open what too many wrong tries have locked."""
    passwords.unlock(db, reader_id=reader_id, by_id=account_id, now=now, door=DOOR)
    return go_to(f"/staff/readers/{reader_id}?done=unlocked")


@router.get("/reset")
def show_reset(request: Request, _visitor: Anybody) -> Response:
    """Where a reader chooses a password with the digits that the library read to them."""
    return _reset(request, Form.empty(language_of(request)))


@router.post("/reset")
def reset(
    request: Request, _visitor: Anybody, doors: OpenDoors, db: Db, now: Now, sent: Sent
) -> Response:
    """The digits are used up, the password is kept, and the reader is signed in."""
    form = Form(sent, language_of(request))
    card = form.text("card_number", need=CARD_NEEDED)
    digits = form.secret("digits", need=DIGITS_NEEDED)
    new = form.secret("new", need=NEW_NEEDED)
    if new != form.secret("repeated"):
        form.fault("repeated", NOT_ALIKE)
    if not form.is_good:
        return _reset(request, form)
    found = None
    with beside(db, form, "new"):
        found = passwords.use_reset_key(
            db, card_number=card, digits=digits, password=new, place=place_of(request), now=now
        )
    if isinstance(found, Refused):
        if found.until_at:
            until = moment_words(found.until_at, form.language, doors.zone)
            form.fault("card_number", WAIT, until=until)
        form.fault("card_number", NOT_TOGETHER)
    if found is None or isinstance(found, Refused):
        return _reset(request, form)
    return opened(request, found, "/", now)


def _reset(request: Request, form: Form) -> Response:
    kept = {"card_number": form.raw("card_number")}
    return page(request, "staff/reset.html", status=status_of(form), faults=form.faults, kept=kept)
