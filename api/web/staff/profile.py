"""Changing a reader's record: profile, card, addresses, agreements."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.people import consents, registering
from access.people.by_number import reader_of
from access.people.contacts import add_email, add_telephone, contacts_of, remove_address
from access.people.looking import looked
from access.people.profile import profile_of
from access.people.records import Purpose, Reader
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import beside, status_of
from api.web.frame.visitor import Coordinator
from api.web.readers.profile import WORDING
from api.web.staff.doors import LARGEST, AccountId, Number
from api.web.staff.readers import DOOR, by_address, point_choices
from api.web.staff.registering import CARD_NEEDED, FAMILY_NEEDED, GIVEN_NEEDED, LANGUAGE_NEEDED
from api.web.staff.seeing import SEEN
from api.words.catalogues import mark
from api.words.languages import LANGUAGES

router = APIRouter(prefix="/staff/readers/{reader_id}", dependencies=[SEEN])
ONE_NEEDED = mark("Write a telephone number or an e-mail address.")


@router.get("/profile")
def show_profile(
    request: Request, db: Db, now: Now, _person: Coordinator, reader_id: Number
) -> Response:
    """Names, day of birth, languages, home branch."""
    reader, form = reader_of(db, reader_id), Form.empty(language_of(request))
    kept = {
        "family_name": reader.family_name, "given_name": reader.given_name,
        "patronymic": reader.patronymic, "speech_language": reader.speech_language,
        "screen_language": reader.screen_language, "home_point_id": str(reader.home_point_id or ""),
        "version": str(reader.version),
    }  # fmt: skip
    if born_on := reader.born_on:
        kept |= {
            f"born_on-{part}": str(getattr(born_on, part)) for part in ("day", "month", "year")
        }
    return _profile(request, db, now, reader, form, kept)


@router.post("/profile")
def change_profile(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    sent: Sent,
) -> Response:
    """Write it, unless somebody else changed the record meanwhile."""
    reader, form = reader_of(db, reader_id), Form(sent, language_of(request))
    profile = replace(
        profile_of(reader),
        family_name=form.text("family_name", need=FAMILY_NEEDED, longest=100),
        given_name=form.text("given_name", need=GIVEN_NEEDED, longest=100),
        patronymic=form.text("patronymic", longest=100),
        born_on=form.day("born_on"),
        speech_language=form.choice("speech_language", list(LANGUAGES), need=LANGUAGE_NEEDED),
        screen_language=form.choice("screen_language", list(LANGUAGES), need=LANGUAGE_NEEDED),
        home_point_id=form.number("home_point_id", least=1, most=LARGEST),
    )
    version = form.number("version", least=0, most=LARGEST) or 0
    if form.is_good:
        with beside(db, form, "family_name"):
            registering.change_profile(
                db, reader_id=reader_id, version=version, profile=profile, now=now,
                by_id=account_id, door=DOOR,
            )  # fmt: skip
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}?done=profile")
    return _profile(request, db, now, reader, form, dict(form.kept()))


@router.get("/card")
def show_card(request: Request, db: Db, _person: Coordinator, reader_id: Number) -> Response:
    """Another card for the reader."""
    return _card(request, reader_of(db, reader_id), Form.empty(language_of(request)))


@router.post("/card")
def change_card(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    sent: Sent,
) -> Response:
    """Give the reader another card."""
    form = Form(sent, language_of(request))
    card = form.text("card_number", need=CARD_NEEDED, longest=64)
    if form.is_good:
        with beside(db, form, "card_number"):
            registering.change_card(
                db, reader_id=reader_id, card_number=card, now=now, by_id=account_id
            )
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}?done=card")
    return _card(request, reader_of(db, reader_id), form)


@router.get("/contacts")
def show_contacts(request: Request, db: Db, _person: Coordinator, reader_id: Number) -> Response:
    """How the reader can be reached."""
    return _contacts(request, db, reader_of(db, reader_id), Form.empty(language_of(request)))


@router.post("/contacts")
def add_contact(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    sent: Sent,
) -> Response:
    """One more telephone number, one more e-mail address, or both."""
    reader, form = reader_of(db, reader_id), Form(sent, language_of(request))
    telephone, email = form.text("telephone", longest=40), form.text("email", longest=254)
    if not (telephone or email):
        form.fault("telephone", ONE_NEEDED)
    if form.is_good:
        with beside(db, form, "telephone"):
            if telephone:
                add_telephone(db, reader_id=reader_id, telephone=telephone)
            if email:
                add_email(db, reader_id=reader_id, email=email)
            _changed(db, reader_id, account_id, now)
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}?done=contact")
    return _contacts(request, db, reader, form)


@router.post("/contacts/remove")
def remove_contact(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, reader_id: Number, sent: Sent
) -> Response:
    """Take an address away."""
    form = Form(sent, "en")
    remove_address(db, reader_id=reader_id, address=form.raw("address"))
    _changed(db, reader_id, account_id, now)
    return go_to(f"/staff/readers/{reader_id}?done=contact_gone")


@router.post("/consents/{purpose}")
def change_consent(
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    purpose: Purpose,
    sent: Sent,
) -> Response:
    """The reader said, at the desk or by telephone, that they agree, or that they do not."""
    if sent.get("agree") == "yes":
        consents.give(
            db, reader_id=reader_id, purpose=purpose, wording=WORDING, now=now, by_id=account_id,
            door=DOOR,
        )  # fmt: skip
        return go_to(f"/staff/readers/{reader_id}?done=agreed")
    consents.withdraw(
        db, reader_id=reader_id, purpose=purpose, now=now, by_id=account_id, door=DOOR
    )
    return go_to(f"/staff/readers/{reader_id}?done=agreement_ended")


def _changed(db: Db, reader_id: int, account_id: int, now: Now) -> None:
    looked(
        db, reader_id=reader_id, account_id=account_id, what="contacts_changed", door=DOOR, now=now
    )


def _profile(
    request: Request, db: Db, now: Now, reader: Reader, form: Form, kept: dict[str, str]
) -> Response:
    return page(
        request, "staff/profile.html", status=status_of(form), reader=reader, faults=form.faults,
        kept=kept, speeches=list(LANGUAGES.items()), points=point_choices(db, now, form.language),
    )  # fmt: skip


def _card(request: Request, reader: Reader, form: Form) -> Response:
    return page(
        request, "staff/card.html", status=status_of(form), reader=reader, faults=form.faults,
        kept=form.kept(),
    )  # fmt: skip


def _contacts(request: Request, db: Db, reader: Reader, form: Form) -> Response:
    return page(
        request, "staff/contacts.html", status=status_of(form), reader=reader, faults=form.faults,
        kept=form.kept(), contacts=by_address(contacts_of(db, reader_id=reader.id)),
    )  # fmt: skip
