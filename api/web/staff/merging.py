"""Two records of one person: compared side by side in words, then made one."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.people.by_number import reader_of
from access.people.contacts import contacts_of
from access.people.eligibility import eligibilities_of
from access.people.looking import looked
from access.people.merging import merge_readers
from access.people.records import Reader
from access.requests.lists import Filters, counts
from access.requests.states import OPEN
from api.answers.names import name_of
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import beside, status_of
from api.web.frame.visitor import Coordinator
from api.web.staff.doors import AccountId, Number
from api.web.staff.readers import DOOR
from api.words.catalogues import mark
from api.words.saying import day_words

router = APIRouter(prefix="/staff/readers/{reader_id}/merge/{other_id}")
STAYS_NEEDED = mark("Choose which record stays.")
SURE_NEEDED = mark("Tick that both records are of the same person.")
CARD, NAME, BORN = mark("Card"), mark("Name"), mark("Day of birth")
REACHED, RIGHTS, OPEN_REQUESTS = mark("Contacts"), mark("Rights"), mark("Open requests")
REGISTERED = mark("Registered")

Row = tuple[str, str, str, bool]
"""What is compared, what each of the two records says, whether they say the same."""


@router.get("")
def compare(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    other_id: Number,
) -> Response:
    """Both records, line by line. It leaves a look on each."""
    for number in (reader_id, other_id):
        reader_of(db, number)
        looked(db, reader_id=number, account_id=account_id, what="compared", door=DOOR, now=now)
    return _page(request, db, reader_id, other_id, Form.empty(language_of(request)))


@router.post("")
def merge(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    other_id: Number,
    sent: Sent,
) -> Response:
    """Make one of them; the other is closed, and its card leads to the one that stays."""
    form = Form(sent, language_of(request))
    stays = form.choice("stays", (str(reader_id), str(other_id)), need=STAYS_NEEDED)
    if not form.ticked("sure"):
        form.fault("sure", SURE_NEEDED)
    if form.is_good:
        goes_id = other_id if int(stays) == reader_id else reader_id
        with beside(db, form, "stays"):
            merge_readers(
                db, stays_id=int(stays), goes_id=goes_id, by_id=account_id, now=now, door=DOOR
            )
    if form.is_good:
        return go_to(f"/staff/readers/{stays}?done=merged")
    return _page(request, db, reader_id, other_id, form)


def _page(request: Request, db: Db, reader_id: int, other_id: int, form: Form) -> Response:
    one, other = reader_of(db, reader_id), reader_of(db, other_id)
    said = zip(_said(db, one, form), _said(db, other, form), strict=True)
    rows: Sequence[Row] = [(what, mine, its, mine == its) for (what, mine), (_, its) in said]
    return page(
        request, "staff/merge.html", status=status_of(form), one=one, other=other, rows=rows,
        faults=form.faults, kept=form.kept(),
    )  # fmt: skip


def _said(db: Db, reader: Reader, form: Form) -> list[tuple[str, str]]:
    language = form.language
    addresses = dict.fromkeys(one.address for one in contacts_of(db, reader_id=reader.id))
    rights = [
        name_of(right.service, language)
        for right in eligibilities_of(db, reader_id=reader.id)
        if right.withdrawn_at is None
    ]
    waiting = sum(counts(db, Filters(reader_id=reader.id, states=OPEN)).values())
    return [
        (form.say(NAME), reader.name),
        (form.say(CARD), reader.card_number),
        (form.say(BORN), day_words(reader.born_on, language) if reader.born_on else ""),
        (form.say(REACHED), ", ".join(addresses)),
        (form.say(RIGHTS), ", ".join(rights)),
        (form.say(OPEN_REQUESTS), str(waiting)),
        (form.say(REGISTERED), day_words(reader.registered_at.date(), language)),
    ]
