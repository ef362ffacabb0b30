"""An urgent visit: a reader is found, the visit is added, and the day is planned again."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy.orm import Session

from access.people.finding import LONGEST_SOUGHT, find_readers
from access.people.looking import looked
from access.people.records import Reader
from api.web.day.doors import OneTurn, Turn, do_and_plan
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import page
from api.web.staff.doors import LARGEST
from api.words.catalogues import mark
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause

router = APIRouter(prefix="/staff/days/{on}/add")
READERS_A_PAGE = 20
WRITE_WHO = mark("Write a name, the number of a card or a telephone number.")


@router.get("")
def show_search(turn: OneTurn) -> Response:
    """Whom should somebody visit?"""
    return _page(turn, Form.empty(turn.language), None)


@router.post("/find")
def find(turn: OneTurn, sent: Sent) -> Response:
    """Readers by name, card or telephone; asked by POST: no name may stand in an address."""
    form = Form(sent, turn.language)
    sought = form.text("q", need=WRITE_WHO, longest=LONGEST_SOUGHT)
    if not form.is_good:
        return _page(turn, form, None)
    with turn.doors.database.change.begin() as db:
        return _page(turn, form, _found(db, turn, sought))


@router.post("")
def add(turn: OneTurn, sent: Sent) -> Response:
    """Add the visit to the day, and plan the day again."""
    form = Form(sent, turn.language)
    reader_id = form.number("reader_id", least=1, most=LARGEST, need=WRITE_WHO)
    if reader_id is None:
        return _page(turn, form, None)

    def act(db: Session) -> dict[str, Any]:
        visit = add_visit(
            db, reader_id=reader_id, on=turn.on, cause=Cause.URGENT, by_id=turn.account_id,
            now=turn.now, door="web",
        )  # fmt: skip
        return {"code": "urgent", "visit_id": visit.id}

    return do_and_plan(turn, act)


def _found(db: Session, turn: Turn, sought: str) -> Sequence[Reader]:
    found = find_readers(db, sought=sought, limit=READERS_A_PAGE).readers
    for reader in found:
        looked(
            db, reader_id=reader.id, account_id=turn.account_id, what="found", door="web",
            now=turn.now,
        )  # fmt: skip
    return found


def _page(turn: Turn, form: Form, found: Sequence[Reader] | None) -> Response:
    return page(
        turn.request, "day/add.html", on=turn.on, base=turn.path, found=found,
        status=HTTPStatus.OK if form.is_good else HTTPStatus.UNPROCESSABLE_ENTITY,
        faults=form.faults, kept=form.kept(),
    )  # fmt: skip
