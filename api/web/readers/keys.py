"""Keys for apps and programs: made here, shown once, taken away at any time."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.errors import AccessError
from access.people import tokens
from access.people.person import Person
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import say_at, status_of
from api.web.frame.visitor import SignedIn
from api.words.catalogues import mark

router = APIRouter(prefix="/my/keys")
NAME_NEEDED = mark("Write what the key is for.")


@router.get("")
def show_keys(request: Request, db: LookDb, now: Now, person: SignedIn) -> Response:
    """The keys that open something, and a form for one more."""
    return _page(request, db, now, person, Form.empty(language_of(request)))


@router.post("")
def make_key(request: Request, db: Db, now: Now, person: SignedIn, sent: Sent) -> Response:
    """Make a key with the rights of who makes it, never of somebody for whom they act.

    It stands on the page that answers, and nowhere else.
    """
    form = Form(sent, language_of(request))
    name = form.text("name", need=NAME_NEEDED, longest=100)
    made = ""
    if form.is_good:
        try:
            with db.begin_nested():
                account_id = person.account_id
                reader_id = person.reader_id if account_id is None else None
                made = tokens.create_token(
                    db, name=name, reader_id=reader_id, account_id=account_id, now=now
                ).key
        except AccessError as error:
            say_at(form, "name", error)
    return _page(request, db, now, person, form, made)


@router.post("/{token_id}/revoke")
def revoke(db: Db, now: Now, person: SignedIn, token_id: int) -> Response:
    """The key opens nothing any more."""
    tokens.revoke_token(db, token_id=token_id, person=person, now=now)
    return go_to("/my/keys")


def _page(
    request: Request, db: Db, now: Now, person: Person, form: Form, made: str = ""
) -> Response:
    reader_id = person.reader_id if person.account_id is None else None
    kept = tokens.tokens_of(db, reader_id=reader_id, account_id=person.account_id, now=now)
    return page(
        request,
        "readers/keys.html",
        status=status_of(form),
        keys=kept,
        made=made,
        faults=form.faults,
    )
