"""The pages on which somebody signs in and out."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.people import acting, signing_in
from access.people.records import Role
from api.web.frame.doors import Db, Now, OpenDoors
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import LANGUAGE_COOKIE, go_to, language_of, own_path, page
from api.web.frame.visitor import KEY_COOKIE, Anybody, SignedIn
from api.words.catalogues import mark
from api.words.saying import moment_words

router = APIRouter()

CARD_NEEDED = mark("Write the number of your card.")
PASSWORD_NEEDED = mark("Write your password.")
NOT_TOGETHER = mark("This number and this password do not belong together.")
WAIT = mark("It was tried too often. Try again after %(until)s, or call the library.")


@router.get("/sign-in")
def show_sign_in(
    request: Request, _visitor: Anybody, wish: Annotated[str, Query(alias="next")] = "/"
) -> Response:
    """Ask for the card and the password."""
    return page(request, "frame/sign_in.html", faults={}, kept={}, next=own_path(wish))


@router.post("/sign-in")
def sign_in(
    request: Request, _visitor: Anybody, doors: OpenDoors, db: Db, now: Now, sent: Sent
) -> Response:
    """Open the door; readers come by card number, staff and assistants by their login."""
    form = Form(sent, language_of(request))
    name = form.text("name", need=CARD_NEEDED)
    password = form.secret("password", need=PASSWORD_NEEDED)
    wish = own_path(form.raw("next"))
    if form.is_good:
        found = _tried(db, name, password, place_of(request), now)
        if isinstance(found, signing_in.SignedIn):
            return opened(request, found, wish, now)
        if found.until_at:
            until = moment_words(found.until_at, form.language, doors.zone)
            form.fault("name", WAIT, until=until)
        form.fault("name", NOT_TOGETHER)
    kept = {"name": name}
    return page(
        request, "frame/sign_in.html", status=HTTPStatus.UNPROCESSABLE_ENTITY,
        faults=form.faults, kept=kept, next=wish,
    )  # fmt: skip


def place_of(request: Request) -> str:
    """Where a try comes from: too many from one place are made to wait."""
    return request.client.host if request.client else "nowhere"


def _tried(
    db: Db, name: str, password: str, place: str, now: Now
) -> signing_in.SignedIn | signing_in.Refused:
    """A card number has a figure in it, the login of an account has none: one try, one count."""
    if any(sign.isdigit() for sign in name):
        return signing_in.sign_in_reader(
            db, card_number=name, password=password, place=place, now=now
        )
    return signing_in.sign_in_account(db, login=name, password=password, place=place, now=now)


def opened(request: Request, found: signing_in.SignedIn, wish: str, now: Now) -> Response:
    """The door is open: the key goes to the browser, and they go on to where they wanted.

    How long it lasts is said in seconds: the clock of a reader's computer may be wrong.
    """
    answer = go_to(_first_page(found, wish))
    secure = request.url.scheme == "https"
    lasts_s = int((found.ends_at - now).total_seconds())
    answer.set_cookie(KEY_COOKIE, found.key, lasts_s, httponly=True, samesite="lax", secure=secure)
    answer.set_cookie(
        LANGUAGE_COOKIE, found.person.screen_language, lasts_s, httponly=True,
        samesite="lax", secure=secure,
    )  # fmt: skip
    return answer


def _first_page(found: signing_in.SignedIn, wish: str) -> str:
    """Where they wanted to go; else where their day begins."""
    if wish != "/":
        return wish
    person = found.person
    if person.may_as(Role.COORDINATOR, Role.ASSISTANT, Role.ADMINISTRATOR):
        return "/staff/readers"
    if person.may_as(Role.PRODUCER):
        return "/bench/productions"
    return "/run" if person.may_as(Role.COURIER) else "/"


@router.post("/sign-out")
def sign_out(request: Request, db: Db) -> Response:
    """Close the door; the key opens nothing any more, here or elsewhere."""
    if key := request.cookies.get(KEY_COOKIE):
        signing_in.sign_out(db, key=key)
    answer = go_to("/")
    answer.delete_cookie(KEY_COOKIE)
    return answer


@router.post("/act-for/end")
def act_for_nobody(db: Db, person: SignedIn) -> Response:
    """From now on they are only themselves again."""
    acting.act_for_nobody(db, person=person)
    return go_to("/staff/readers")
