"""Accounts of the staff and of assistants, for administrators; and one's own password."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.errors import AccessError
from access.people import accounts as of
from access.people.by_number import account_of as account_by_number
from access.people.errors import WrongPassword
from access.people.records import Role
from api.answers.names import name_of
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import beside, say_beside, status_of
from api.web.frame.visitor import SignedIn
from api.web.staff.confirming import Question, confirm
from api.web.staff.done import done_said
from api.web.staff.doors import AccountId, Administrator, Number
from api.words.catalogues import mark
from api.words.languages import LANGUAGES

router = APIRouter()
A_PAGE = 50
ROLES = tuple(role for role in Role if role is not Role.READER)
LOGIN_NEEDED = mark("Write a name to sign in with.")
NAME_NEEDED = mark("Write the person's name.")
ROLES_NEEDED = mark("Choose at least one role.")
LANGUAGE_NEEDED = mark("Choose a language.")
NOT_YOURSELF = mark("You cannot take this away from yourself. Another administrator can.")
DISABLE_HEADING = mark("Disable this account?")
DISABLE_SAYS = mark("It opens nothing any more, here or elsewhere, until it is enabled again.")
DISABLE_BUTTON = mark("Disable the account")
PASSWORD_HEADING = mark("Give a new password?")
PASSWORD_SAYS = (
    mark("You get a password that is shown once. Read it to the person, who changes it then."),
    mark("The old password opens nothing any more, and every sign-in ends."),
)
PASSWORD_BUTTON = mark("Get a new password")
PRESENT_NEEDED = mark("Write your present password.")
NEW_NEEDED = mark("Write a new password.")
NOT_ALIKE = mark("The two are not the same. Write it twice alike.")


@router.get("/staff/accounts")
def show_accounts(
    request: Request,
    db: LookDb,
    _person: Administrator,
    after: Annotated[str, Query(max_length=100)] = "",
    role: Annotated[str, Query(max_length=16)] = "",
) -> Response:
    """Who has an account, by the name they sign in with."""
    chosen = Role(role) if role in ROLES else None
    found = of.accounts(db, after_login=after, role=chosen, limit=A_PAGE)
    language = language_of(request)
    return page(
        request, "staff/accounts.html", accounts=found, role=role, done=done_said(request),
        roles=[(one.value, name_of(one, language)) for one in ROLES],
        role_words=lambda word: name_of(Role(word), language),
        after=found[-1].login if len(found) == A_PAGE else "",
    )  # fmt: skip


@router.get("/staff/accounts/new")
def show_new(request: Request, _person: Administrator) -> Response:
    """What is asked of a new account."""
    return _new(request, Form.empty(language_of(request)))


@router.post("/staff/accounts/new")
def open_account(
    request: Request, db: Db, now: Now, _person: Administrator, sent: Sent
) -> Response:
    """Open it, with a password that is shown once."""
    form = Form(sent, language_of(request))
    login = form.text("login", need=LOGIN_NEEDED, longest=100)
    name = form.text("name", need=NAME_NEEDED)
    email = form.text("email", longest=254)
    language = form.choice("language", list(LANGUAGES), need=LANGUAGE_NEEDED)
    roles = _roles(form)
    if form.is_good:
        with beside(db, form, "login"):
            made = of.open_account(
                db, login=login, name=name, roles=roles, password=None, now=now,
                language=language, email=email or None,
            )  # fmt: skip
            password = of.issue_account_password(db, account_id=made.id)
    if not form.is_good:
        return _new(request, form)
    return page(request, "staff/account_password.html", account=made, password=password)


@router.get("/staff/accounts/{number}")
def show_account(request: Request, db: LookDb, _person: Administrator, number: Number) -> Response:
    """One account: roles, whether it is enabled, and what can be done."""
    return _account(request, db, number, Form.empty(language_of(request)))


@router.post("/staff/accounts/{number}")
def change_roles(
    request: Request, db: Db, _person: Administrator, account_id: AccountId, number: Number,
    sent: Sent,
) -> Response:  # fmt: skip
    """What they may do from now on."""
    form = Form(sent, language_of(request))
    roles = _roles(form)
    if number == account_id and Role.ADMINISTRATOR not in roles:
        form.fault("roles", NOT_YOURSELF)
    if form.is_good:
        with beside(db, form, "roles"):
            of.give_roles(db, account_id=number, roles=roles)
    if form.is_good:
        return go_to(f"/staff/accounts/{number}?done=roles")
    return _account(request, db, number, form)


@router.get("/staff/accounts/{number}/disable")
def ask_to_disable(
    request: Request, db: LookDb, _person: Administrator, number: Number
) -> Response:
    """Ask whether the account shall open nothing any more."""
    return confirm(request, _disabling(db, number))


@router.post("/staff/accounts/{number}/disable")
def disable(
    request: Request, db: Db, now: Now, _person: Administrator, account_id: AccountId,
    number: Number,
) -> Response:  # fmt: skip
    """Disable it; nobody locks themselves out."""
    if number == account_id:
        said = Form.empty(language_of(request)).say(NOT_YOURSELF)
        return confirm(request, _disabling(db, number), faults={"act": said})
    of.disable(db, account_id=number, now=now)
    return go_to(f"/staff/accounts/{number}?done=disabled")


@router.post("/staff/accounts/{number}/enable")
def enable(db: Db, _person: Administrator, number: Number) -> Response:
    """The account may sign in again."""
    of.enable(db, account_id=number)
    return go_to(f"/staff/accounts/{number}?done=enabled")


@router.get("/staff/accounts/{number}/password")
def ask_for_password(
    request: Request, db: LookDb, _person: Administrator, number: Number
) -> Response:
    """Ask whether they shall get a new password."""
    question = Question(
        heading=PASSWORD_HEADING, says=PASSWORD_SAYS, button=PASSWORD_BUTTON,
        back=f"/staff/accounts/{number}", about=account_by_number(db, number).name,
    )  # fmt: skip
    return confirm(request, question)


@router.post("/staff/accounts/{number}/password")
def issue_password(request: Request, db: Db, _person: Administrator, number: Number) -> Response:
    """A password, shown this once."""
    password = of.issue_account_password(db, account_id=number)
    return page(
        request, "staff/account_password.html", account=account_by_number(db, number),
        password=password,
    )  # fmt: skip


@router.get("/staff/password")
def show_own(request: Request, _account_id: AccountId) -> Response:
    """One's own new password."""
    return _own(request, Form.empty(language_of(request)))


@router.post("/staff/password")
def change_own(
    request: Request, db: Db, person: SignedIn, account_id: AccountId, sent: Sent
) -> Response:
    """Change one's own password; every other sign-in ends."""
    form = Form(sent, language_of(request))
    present = form.secret("present", need=PRESENT_NEEDED)
    new = form.secret("new", need=NEW_NEEDED)
    if new != form.secret("repeated"):
        form.fault("repeated", NOT_ALIKE)
    if form.is_good:
        try:
            with db.begin_nested():
                of.change_account_password(
                    db, account_id=account_id, present=present, password=new,
                    keep_sign_in_id=person.sign_in_id,
                )  # fmt: skip
        except AccessError as error:
            say_beside(form, "present" if isinstance(error, WrongPassword) else "new", error)
    if form.is_good:
        return go_to("/staff/password?done=password")
    return _own(request, form)


def _roles(form: Form) -> list[Role]:
    roles = [Role(word) for word in form.choices("roles", [role.value for role in ROLES])]
    if not roles:
        form.fault("roles", ROLES_NEEDED)
    return roles


def _disabling(db: LookDb, number: int) -> Question:
    return Question(
        heading=DISABLE_HEADING, says=(DISABLE_SAYS,), button=DISABLE_BUTTON,
        back=f"/staff/accounts/{number}", about=account_by_number(db, number).name,
    )  # fmt: skip


def _role_choices(language: str) -> list[tuple[str, str]]:
    return [(role.value, name_of(role, language)) for role in ROLES]


def _new(request: Request, form: Form) -> Response:
    return page(
        request, "staff/account_new.html", status=status_of(form), faults=form.faults,
        kept=form.kept(), chosen=form.sent.getlist("roles"), roles=_role_choices(form.language),
        speeches=list(LANGUAGES.items()),
    )  # fmt: skip


def _account(request: Request, db: LookDb, number: int, form: Form) -> Response:
    account = account_by_number(db, number)
    return page(
        request, "staff/account.html", status=status_of(form), faults=form.faults, account=account,
        roles=_role_choices(form.language), languages_by_name=LANGUAGES, done=done_said(request),
    )  # fmt: skip


def _own(request: Request, form: Form) -> Response:
    return page(
        request, "staff/own_password.html", status=status_of(form), faults=form.faults,
        done=done_said(request),
    )  # fmt: skip
