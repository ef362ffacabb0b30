"""A coordinator acts for a reader: a visit more, another day, not at home, cancelled, confirmed."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.zone import today
from access.people.by_number import reader_of
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.web.homes.faults import beside
from api.web.homes.hours import span
from api.web.homes.wishing import OVER
from api.web.staff.confirming import Question
from api.web.staff.confirming import confirm as ask_once_more
from api.web.staff.doors import AccountId, Number
from api.web.staff.seeing import SEEN
from api.words.catalogues import mark
from api.words.saying import day_words
from delivery.homes.wishes import require_profile
from delivery.scheduling.cancelling import cancel
from delivery.scheduling.changing import add_visit, not_at_home
from delivery.visits.confirming import confirm
from delivery.visits.history import days_offered, open_visit_of
from delivery.visits.records import Cancelled, Cause, Visit

router = APIRouter(prefix="/staff/readers/{reader_id}/home/visits", dependencies=[SEEN])
DOOR = "web"
DAY_NEEDED = mark("Write the day of the visit.")
CHOOSE_DAY = mark("Choose a day, or write another one.")
CANCEL_HEADING = mark("Cancel this visit?")
CANCEL_SAYS = mark(
    "Nobody comes on that day. What was put aside stays put aside and comes with another visit."
)
CANCEL_BUTTON = mark("Cancel the visit")


@router.get("/new")
def show_new(request: Request, db: Db, _person: Coordinator, reader_id: Number) -> Response:
    """A visit more: on which day, at which hours, and whether it is urgent."""
    require_profile(db, reader_id=reader_id)
    return _new(request, db, reader_id, Form.empty(language_of(request)))


@router.post("/new")
def add(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    reader_id: Number, sent: Sent,
) -> Response:  # fmt: skip
    """Somebody is to come on that day."""
    form = Form(sent, language_of(request))
    on = _day(form, "visit_on", today(db, now=now), need=DAY_NEEDED)
    window = span(form, "opens-1", "closes-1")
    if form.is_good and on is not None:
        with beside(db, form, "visit_on"):
            add_visit(
                db, reader_id=reader_id, on=on, window=window, by_id=account_id, now=now,
                cause=Cause.URGENT if form.ticked("urgent") else Cause.BY_HAND, door=DOOR,
            )  # fmt: skip
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}/home?done=added")
    return _new(request, db, reader_id, form)


@router.get("/{visit_id}/move")
def show_move(
    request: Request, db: Db, now: Now, _person: Coordinator, reader_id: Number, visit_id: Number
) -> Response:
    """To which day: those with room are named, another one may be tried."""
    return _move(request, db, now, reader_id, visit_id, Form.empty(language_of(request)))


@router.post("/{visit_id}/move")
def move(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    reader_id: Number, visit_id: Number, sent: Sent,
) -> Response:  # fmt: skip
    """The visit is on another day."""
    form = Form(sent, language_of(request))
    on = _day(form, "other_on", today(db, now=now)) or read_choice(form)
    if on is None and form.is_good:
        form.fault("to_on", CHOOSE_DAY)
    if form.is_good and on is not None:
        with beside(db, form, "other_on" if form.raw("other_on-day") else "to_on"):
            not_at_home(
                db, reader_id=reader_id, visit_id=visit_id, to_on=on, by_id=account_id, now=now,
                door=DOOR,
            )  # fmt: skip
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}/home?done=moved")
    return _move(request, db, now, reader_id, visit_id, form)


@router.post("/{visit_id}/not-at-home")
def away(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    reader_id: Number, visit_id: Number,
) -> Response:  # fmt: skip
    """The reader called: not on that day. It is moved to the next one with room."""
    form = Form.empty(language_of(request))
    with beside(db, form, "to_on"):
        not_at_home(
            db, reader_id=reader_id, visit_id=visit_id, by_id=account_id, now=now, door=DOOR
        )
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}/home?done=moved")
    return _move(request, db, now, reader_id, visit_id, form)


@router.post("/{visit_id}/confirm")
def confirm_it(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, reader_id: Number,
    visit_id: Number,
) -> Response:  # fmt: skip
    """The reader said, on the telephone, that they will be at home."""
    confirm(db, reader_id=reader_id, visit_id=visit_id, door=DOOR, now=now, by_id=account_id)
    return go_to(f"/staff/readers/{reader_id}/home?done=confirmed")


@router.get("/{visit_id}/cancel")
def ask_to_cancel(
    request: Request, db: Db, _person: Coordinator, reader_id: Number, visit_id: Number
) -> Response:
    """Ask whether it shall be cancelled."""
    visit = open_visit_of(db, reader_id=reader_id, visit_id=visit_id)
    reader = reader_of(db, reader_id)
    said = day_words(visit.visit_on, language_of(request))
    question = Question(
        heading=CANCEL_HEADING, says=(CANCEL_SAYS,), button=CANCEL_BUTTON,
        back=f"/staff/readers/{reader_id}/home", about=f"{reader.name}: {said}",
    )  # fmt: skip
    return ask_once_more(request, question)


@router.post("/{visit_id}/cancel")
def cancel_it(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, reader_id: Number,
    visit_id: Number,
) -> Response:  # fmt: skip
    """Nobody comes on that day."""
    cancel(
        db, reader_id=reader_id, visit_id=visit_id, why=Cancelled.BY_STAFF, by_id=account_id,
        now=now, door=DOOR,
    )  # fmt: skip
    return go_to(f"/staff/readers/{reader_id}/home?done=cancelled")


def read_choice(form: Form, name: str = "to_on") -> date | None:
    """A day that was chosen from a list; None where none was."""
    try:
        return date.fromisoformat(form.raw(name)) if form.raw(name) else None
    except ValueError:
        form.fault(name, CHOOSE_DAY)
        return None


def days_to_choose(db: Db, visit: Visit, now: Now, language: str) -> list[tuple[str, str]]:
    """Days to which a visit can be moved, as `read_choice` reads them and in words."""
    return [
        (on.isoformat(), day_words(on, language)) for on in days_offered(db, visit=visit, now=now)
    ]


def _day(form: Form, name: str, today_on: date, *, need: str = "") -> date | None:
    on = form.day(name, need=need)
    if on is not None and on < today_on:
        form.fault(name, OVER)
    return on


def _new(request: Request, db: Db, reader_id: int, form: Form) -> Response:
    return page(
        request, "homes/visit_new.html", status=status_of(form), reader=reader_of(db, reader_id),
        kept=form.kept(), faults=form.faults,
    )  # fmt: skip


def _move(
    request: Request, db: Db, now: Now, reader_id: int, visit_id: int, form: Form
) -> Response:
    visit = open_visit_of(db, reader_id=reader_id, visit_id=visit_id)
    return page(
        request, "homes/move.html", status=status_of(form), reader=reader_of(db, reader_id),
        visit=visit, kept=form.kept(), faults=form.faults,
        days=days_to_choose(db, visit, now, form.language),
    )  # fmt: skip
