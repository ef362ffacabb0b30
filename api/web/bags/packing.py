"""Packing with a hand scanner: scan a bag, scan things into it, close it, scan the next.

A scanner types the code and sends Enter, so each scan is a form; the page that follows says what
happened in the description of the field, to which the focus returns.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api.answers.names import name_of
from api.web.bags.doors import Chooser, sees_titles
from api.web.bags.scans import fresh_id, tell, wrong_scan
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.staff.doors import LARGEST, AccountId, Number
from api.words.catalogues import mark, words_in
from delivery.errors import WrongScan
from delivery.packing import BagOnTable, ThingToPack, bag_on_table, not_on_shelf
from delivery.runs.records import EventKind
from delivery.visits.filling import is_bag_code
from delivery.visits.records import DeliveryState

router = APIRouter(prefix="/staff/picking")
BagCode = Annotated[str, Path(min_length=8, max_length=16, pattern=r"^[0-9]+$")]
Thing = Annotated[int | None, Query(ge=1, le=LARGEST)]
BAG_NEEDED = mark("Scan or write the code of the bag.")
CODE_NEEDED = mark("Scan or write the bar code of the thing.")
LOOK_AGAIN = mark("Something changed meanwhile. Look at what is missing, then close the bag again.")
IN_BAG = mark("In the bag: %(thing)s.")
CLOSED = mark("Bag %(bag)s is closed. Scan the next bag.")
OPENED = mark("This is bag %(bag)s.")
NOT_FOUND = mark("Noted: it is not on its shelf. The reader waits for another copy.")
STATES = {
    DeliveryState.OPEN: mark("being packed"),
    DeliveryState.PACKED: mark("packed and closed"),
    DeliveryState.OUT: mark("on the way"),
    DeliveryState.DONE: mark("delivered"),
    DeliveryState.BACK: mark("came back"),
}


@router.get("/scan")
def show_scan(
    request: Request, _person: Chooser, closed: Annotated[str, Query(max_length=16)] = ""
) -> Response:
    """Which bag is next?"""
    language = language_of(request)
    said = words_in(language).gettext(CLOSED) % {"bag": closed} if is_bag_code(closed) else ""
    return _scan_page(request, Form.empty(language), said)


@router.post("/scan")
def scan_bag(request: Request, db: Db, _person: Chooser, sent: Sent) -> Response:
    """A label was scanned."""
    form = Form(sent, language_of(request))
    code = form.text("bag", need=BAG_NEEDED, longest=64)
    if form.is_good:
        try:
            bag_on_table(db, code=code)
        except WrongScan as error:
            wrong_scan(db, form, "bag", error, bag_code="", code=None)
    return go_to(f"/staff/picking/bags/{code}") if form.is_good else _scan_page(request, form)


@router.get("/bags/{code}")
def show_bag(
    request: Request, db: LookDb, person: Chooser, code: BagCode,
    h: Thing = None, done: Annotated[str, Query(max_length=16)] = "",
) -> Response:  # fmt: skip
    """One bag: what lies in it, what is missing, and a field to scan into."""
    form = Form.empty(language_of(request))
    try:
        bag = bag_on_table(db, code=code)
    except WrongScan as error:
        wrong_scan(db, form, "bag", error, bag_code="", code=None)
        return _scan_page(request, form, status=HTTPStatus.NOT_FOUND)
    with_titles = sees_titles(person)
    return _bag_page(request, bag, form, _said(bag, done, h, form, with_titles), with_titles)


@router.post("/bags/{code}/scan")
def scan_thing(
    request: Request, db: Db, now: Now, person: Chooser, account_id: AccountId, code: BagCode,
    sent: Sent,
) -> Response:  # fmt: skip
    """A thing was scanned into the bag, or the label of another bag: then that one is next."""
    form = Form(sent, language_of(request))
    thing = form.text("code", need=CODE_NEEDED, longest=64)
    edition_id = form.number("edition_id", least=1, most=LARGEST)
    bag = _bag(db, code)
    if form.is_good:
        is_in = tell(
            db, form, field="code", kind=EventKind.SCANNED, bag_code=code, account_id=account_id,
            now=now, code=thing, edition_id=edition_id,
        )  # fmt: skip
        bag = _bag(db, code)
        if is_in:
            found = next((one for one in bag.packed if one.barcode == thing), None)
            return go_to(
                f"/staff/picking/bags/{code}?done=in&h={found.handover_id if found else 0}"
            )
        if is_bag_code(thing) and _is_bag(db, thing):
            return go_to(f"/staff/picking/bags/{thing}?done=opened")
    return _bag_page(request, bag, form, "", sees_titles(person))


@router.post("/bags/{code}/close")
def close_bag(
    request: Request, db: Db, now: Now, person: Chooser, account_id: AccountId, code: BagCode,
    sent: Sent,
) -> Response:  # fmt: skip
    """The bag is closed; what the page said is missing stays out and waits for the next visit."""
    form, bag = Form(sent, language_of(request)), _bag(db, code)
    missing = form.number("missing", least=0, most=1_000, need=LOOK_AGAIN)
    if bag.state is DeliveryState.OPEN and missing != len(bag.missing):
        form.fault("close", LOOK_AGAIN)
    if form.is_good and tell(
        db, form, field="close", kind=EventKind.BAG_PACKED, bag_code=code, account_id=account_id,
        now=now,
    ):  # fmt: skip
        return go_to(f"/staff/picking/scan?closed={code}")
    return _bag_page(request, _bag(db, code), form, "", sees_titles(person))


@router.get("/bags/{code}/not-found/{handover_id}")
def ask_not_found(
    request: Request, db: LookDb, person: Chooser, code: BagCode, handover_id: Number
) -> Response:
    """Show once more what is said to be nowhere."""
    bag = _bag(db, code)
    thing = next((one for one in bag.missing if one.handover_id == handover_id), None)
    if thing is None or thing.edition_id is not None:
        return go_to(f"/staff/picking/bags/{code}")
    return page(
        request, "bags/not_found.html", bag=bag,
        said=_thing_words(thing, language_of(request), sees_titles(person)), thing=thing,
    )  # fmt: skip


@router.post("/bags/{code}/not-found/{handover_id}")
def note_not_found(
    request: Request, db: Db, now: Now, person: Chooser, account_id: AccountId, code: BagCode,
    handover_id: Number,
) -> Response:  # fmt: skip
    """It is on no shelf: the reader waits for another copy."""
    form = Form.empty(language_of(request))
    try:
        with db.begin_nested():
            not_on_shelf(db, bag_code=code, handover_id=handover_id, account_id=account_id, now=now)
    except WrongScan as error:
        wrong_scan(db, form, "code", error, bag_code=code, code=None)
        return _bag_page(request, _bag(db, code), form, "", sees_titles(person))
    return go_to(f"/staff/picking/bags/{code}?done=nowhere")


def _bag(db: Db, code: str) -> BagOnTable:
    """The bag of an address. Raises WrongScan, which the last door answers with a page."""
    return bag_on_table(db, code=code)


def _is_bag(db: Db, code: str) -> bool:
    try:
        bag_on_table(db, code=code)
    except WrongScan:
        return False
    return True


def _said(
    bag: BagOnTable, done: str, handover_id: int | None, form: Form, with_titles: bool
) -> str:
    """What happened just now, with how much is missing still."""
    left = words_in(form.language).ngettext(
        "%(n)d thing is missing.", "%(n)d things are missing.", len(bag.missing)
    ) % {"n": len(bag.missing)}
    if not bag.missing:
        left = form.say("Nothing is missing: close the bag.")
    thing = next((one for one in bag.packed if one.handover_id == handover_id), None)
    if done == "in" and thing is not None:
        words = _thing_words(thing, form.language, with_titles)
        return f"{form.say(IN_BAG) % {'thing': words}} {left}"
    if done == "opened":
        return f"{form.say(OPENED) % {'bag': bag.bag_code}} {left}"
    return f"{form.say(NOT_FOUND)} {left}" if done == "nowhere" else ""


def _thing_words(thing: ThingToPack, language: str, with_titles: bool) -> str:
    """A thing as it is named aloud."""
    parts = [name_of(thing.medium, language), thing.barcode or ""]
    if with_titles:
        parts.insert(0, thing.title)
    return ", ".join(part for part in parts if part)


def _bag_page(
    request: Request, bag: BagOnTable, form: Form, said: str, with_titles: bool
) -> Response:
    language = form.language
    return page(
        request, "bags/bag.html", status=status_of(form), bag=bag, faults=form.faults,
        kept=form.kept(), said=said, with_titles=with_titles, client_id=fresh_id(),
        state=form.say(STATES[bag.state]), medium=lambda word: name_of(word, language),
        editions=[
            (str(one.edition_id), one.title if with_titles else str(one.edition_id))
            for one in bag.missing
            if one.edition_id is not None
        ],
    )  # fmt: skip


def _scan_page(
    request: Request, form: Form, said: str = "", status: HTTPStatus | None = None
) -> Response:
    return page(
        request, "bags/scan.html", status=status or status_of(form), faults=form.faults,
        kept=form.kept(), said=said,
    )  # fmt: skip
