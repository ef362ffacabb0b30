"""Finding a reader, the reader's page, who looked at it, and acting for them."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.ils.records import IlsRule
from access.ils.rule import rule_of
from access.ils.standing import standing_of
from access.network.points import point_of, points
from access.network.zone import today
from access.people import acting, assisting
from access.people.by_number import reader_of
from access.people.consents import consents_of
from access.people.contacts import contacts_of
from access.people.doubles import Double, Why, doubles, doubles_of
from access.people.eligibility import eligibilities_of
from access.people.finding import LONGEST_SOUGHT, find_readers
from access.people.looking import looked, looks_at
from access.people.records import Contact, Purpose, Reader, Role, Service
from access.requests.lists import open_requests
from access.requests.loans import loans_of
from api.answers.look_names import look_name
from api.answers.names import name_of
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.visitor import Coordinator
from api.web.readers.asking import point_name
from api.web.staff.done import done_said
from api.web.staff.doors import LARGEST, AccountId, After, Number, ReaderDesk
from api.web.staff.seeing import SEEN
from api.words.catalogues import mark, words_in
from api.words.languages import LANGUAGES

router = APIRouter()
DOOR = "web"
READERS_A_PAGE, LOOKS_A_PAGE, LOOKS_SHOWN = 20, 50, 5

WHY = {
    Why.NAME_AND_BIRTH: mark("the same name and day of birth"),
    Why.NAMES_SWAPPED: mark("the same names the other way round, and the same day of birth"),
    Why.SAME_ADDRESS: mark("the same telephone or e-mail"),
    Why.CARD_MISTYPED: mark("the same name, and a card with two signs the other way round"),
}


@router.get("/staff/readers")
def show_search(
    request: Request, db: LookDb, now: Now, person: ReaderDesk, account_id: AccountId
) -> Response:
    """Where a reader is sought; an assistant sees at once those who gave them leave."""
    if not person.may_as(Role.COORDINATOR, Role.ADMINISTRATOR):
        mine = assisting.readers_of(db, account_id=account_id, on=today(db, now=now))
        return page(request, "staff/my_readers.html", readers=mine)
    return page(
        request, "staff/readers.html", found=None, sought="", closed=False, after=None,
        done=done_said(request),
    )  # fmt: skip


@router.post("/staff/readers")
def show_found(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId, sent: Sent
) -> Response:
    """Readers by card, name, telephone or e-mail, each with a look left behind.

    It changes nothing and is asked by POST all the same: no name may stand in an address, where
    logs and histories keep it.
    """
    form = Form(sent, language_of(request))
    sought, with_closed = form.raw("q")[:LONGEST_SOUGHT], form.ticked("closed")
    found = find_readers(
        db, sought=sought, after_id=form.number("after", least=1, most=LARGEST),
        with_closed=with_closed, limit=READERS_A_PAGE,
    )  # fmt: skip
    for reader in found.readers:
        _looked(db, reader.id, account_id, "found", now)
    return page(
        request, "staff/readers.html", found=found, sought=sought, closed=with_closed,
        after=found.readers[-1].id if found.has_more else None, done="",
    )  # fmt: skip


@router.get("/staff/readers/{reader_id}", dependencies=[SEEN])
def show_reader(
    request: Request, db: Db, now: Now, person: Coordinator, reader_id: Number
) -> Response:
    """Everything of one reader, each part with a way to change it. It leaves a look."""
    reader, language = reader_of(db, reader_id), language_of(request)
    rights = eligibilities_of(db, reader_id=reader_id)
    consents = consents_of(db, reader_id=reader_id)
    return page(
        request, "staff/reader.html", reader=reader, done=done_said(request),
        name_of=lambda word: name_of(word, language), languages_by_name=LANGUAGES,
        services=list(Service), purposes=list(Purpose), on=today(db, now=now),
        rights={one.service: one for one in rights if one.withdrawn_at is None},
        past_rights=[one for one in rights if one.withdrawn_at is not None],
        agreed={one.purpose: one for one in consents if one.withdrawn_at is None},
        contacts=by_address(contacts_of(db, reader_id=reader_id)), home=_home(db, reader, language),
        standing=open_requests(db, reader_id=reader_id, now=now),
        loans=loans_of(db, reader_id=reader_id),
        assistants=assisting.assistants_of(db, reader_id=reader_id),
        doubles=doubles_said(doubles_of(db, reader_id=reader_id), language),
        looks=looks_at(db, reader_id=reader_id, limit=LOOKS_SHOWN),
        look_words=lambda what: look_name(what, language),
        at_ils=standing_of(db, reader_id=reader_id), may_ask_ils=rule_of(db) is not IlsRule.OFF,
        may_act=person.may_as(Role.COORDINATOR, Role.ASSISTANT),
    )  # fmt: skip


@router.get("/staff/readers/{reader_id}/looks", dependencies=[SEEN])
def show_looks(
    request: Request, db: Db, _person: Coordinator, reader_id: Number, before: After = None
) -> Response:
    """Who looked at the record, newest first."""
    language = language_of(request)
    looks = looks_at(db, reader_id=reader_id, before_id=before, limit=LOOKS_A_PAGE)
    return page(
        request, "staff/looks.html", reader=reader_of(db, reader_id), looks=looks,
        look_words=lambda what: look_name(what, language),
        before=looks[-1].look_id if len(looks) == LOOKS_A_PAGE else None,
    )  # fmt: skip


@router.post("/staff/readers/{reader_id}/act-for")
def act_for(db: Db, now: Now, person: ReaderDesk, reader_id: Number) -> Response:
    """From now on what this browser asks is asked for the reader; they can see that it was so."""
    acting.act_for(db, person=person, reader_id=reader_id, now=now, door=DOOR)
    return go_to("/")


@router.get("/staff/doubles")
def show_doubles(
    request: Request, db: Db, now: Now, account_id: AccountId, _person: Coordinator,
    after: After = None,
) -> Response:  # fmt: skip
    """Records that may be of one person, walking through all readers by number."""
    some = doubles(db, after_id=after or 0)
    for number in {one.reader_id for one in some.found} | {one.other.id for one in some.found}:
        _looked(db, number, account_id, "found", now)
    pairs = [(reader_of(db, one.reader_id), one) for one in some.found]
    said = doubles_said(some.found, language_of(request))
    whys = [why for _other, why in said]
    return page(
        request, "staff/doubles.html", after=some.after_id,
        pairs=[(one, two.other, why) for (one, two), why in zip(pairs, whys, strict=True)],
    )  # fmt: skip


def doubles_said(found: Sequence[Double], language: str) -> list[tuple[Reader, str]]:
    """Other records that may be of the same person, each with what they have in common."""
    say = words_in(language).gettext
    return [(one.other, "; ".join(say(WHY[why]) for why in one.why)) for one in found]


def by_address(contacts: Sequence[Contact]) -> dict[str, list[Contact]]:
    """A mobile number is for calls and for messages, but it is one address."""
    found: dict[str, list[Contact]] = {}
    for contact in contacts:
        found.setdefault(contact.address, []).append(contact)
    return found


def point_choices(db: Db, now: Now, language: str) -> list[tuple[str, str]]:
    """Branches and stations to choose from."""
    there = points(db, on=today(db, now=now))
    return [(str(one.id), point_name(one, language)) for one in there]


def _home(db: Db, reader: Reader, language: str) -> str:
    if reader.home_point_id is None:
        return ""
    return point_name(point_of(db, point_id=reader.home_point_id), language)


def _looked(db: Db, reader_id: int, account_id: int, what: str, now: Now) -> None:
    looked(db, reader_id=reader_id, account_id=account_id, what=what, door=DOOR, now=now)
