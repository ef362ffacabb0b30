"""Somebody becomes a reader: one form, then everything once more to check, then it is written."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.people.doubles import doubles_of
from access.people.registering import NewReader, register
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import beside, status_of
from api.web.frame.visitor import Coordinator
from api.web.staff.doors import LARGEST, AccountId
from api.web.staff.readers import DOOR, doubles_said, point_choices
from api.words.catalogues import mark
from api.words.languages import LANGUAGES

router = APIRouter(prefix="/staff/new-reader")
CARD_NEEDED = mark("Write the number of the card.")
FAMILY_NEEDED = mark("Write the family name.")
GIVEN_NEEDED = mark("Write the given name.")
LANGUAGE_NEEDED = mark("Choose a language.")


@dataclass(frozen=True, slots=True)
class Alike:
    """A reader who is there already and may be the same person."""

    reader_id: int
    name: str
    card_number: str
    why: str


@router.get("")
def show_form(request: Request, db: Db, now: Now, _person: Coordinator) -> Response:
    """What is asked of a new reader."""
    form = Form.empty(language_of(request))
    kept = {"speech_language": form.language, "screen_language": form.language}
    return _form(request, db, now, form, kept)


@router.post("")
def take(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId, sent: Sent
) -> Response:
    """Show what will be written; when it is confirmed, write it."""
    form = Form(sent, language_of(request))
    new = _new_reader(form)
    alike = _tried(db, new, form, now, account_id) if form.is_good else []
    if not form.is_good or form.ticked("change"):
        return _form(request, db, now, form, dict(form.kept()))
    if not form.ticked("confirmed"):
        choices = dict(point_choices(db, now, form.language))
        return page(
            request, "staff/register_check.html", new=new, alike=alike, kept=form.kept(),
            home=choices.get(str(new.home_point_id), ""), languages_by_name=LANGUAGES,
        )  # fmt: skip
    made = register(db, new, now=now, by_id=account_id, door=DOOR)
    return go_to(f"/staff/readers/{made.id}?done=registered")


def _new_reader(form: Form) -> NewReader:
    email, telephone = form.text("email", longest=254), form.text("telephone", longest=40)
    return NewReader(
        card_number=form.text("card_number", need=CARD_NEEDED, longest=64),
        family_name=form.text("family_name", need=FAMILY_NEEDED, longest=100),
        given_name=form.text("given_name", need=GIVEN_NEEDED, longest=100),
        patronymic=form.text("patronymic", longest=100),
        born_on=form.day("born_on"),
        speech_language=form.choice("speech_language", list(LANGUAGES), need=LANGUAGE_NEEDED),
        screen_language=form.choice("screen_language", list(LANGUAGES), need=LANGUAGE_NEEDED),
        home_point_id=form.number("home_point_id", least=1, most=LARGEST),
        emails=(email,) if email else (),
        telephones=(telephone,) if telephone else (),
    )


def _tried(db: Db, new: NewReader, form: Form, now: Now, account_id: int) -> list[Alike]:
    """Whether it can be written, and who may be the same person; nothing is kept of the try."""
    alike = list[Alike]()
    tried = db.begin_nested()
    with beside(db, form, "card_number"):
        made = register(db, new, now=now, by_id=account_id, door=DOOR)
        alike = [
            Alike(other.id, other.name, other.card_number, why)
            for other, why in doubles_said(doubles_of(db, reader_id=made.id), form.language)
        ]
    tried.rollback()
    return alike


def _form(request: Request, db: Db, now: Now, form: Form, kept: dict[str, str]) -> Response:
    return page(
        request, "staff/register.html", status=status_of(form), faults=form.faults, kept=kept,
        speeches=list(LANGUAGES.items()), points=point_choices(db, now, form.language),
    )  # fmt: skip
