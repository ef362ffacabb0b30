"""What follows when something goes wrong: a fix for a visit without a courier, a failed visit made
up for, another day, a courier who cannot come."""

from datetime import date, timedelta
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy.orm import Session

from access.network.zone import today
from api.web.day.doors import OneTurn, Turn, do, do_and_plan, say_refusal
from api.web.day.seeing import see
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import page
from api.web.staff.doors import Number
from api.words.catalogues import mark, words_in
from api.words.saying import day_words
from delivery import desk
from delivery.errors import ImpossibleMove, NotHere
from delivery.lists import days_for
from delivery.planning.fixing import Fix, carry_out_fix
from delivery.planning.following import cannot_come, visit_again
from delivery.scheduling.changing import not_at_home
from delivery.states import OPEN_VISITS
from delivery.visits.records import VisitState

router = APIRouter(prefix="/staff/days/{on}")
DAYS_SHOWN = 14
CHOOSE_DAY = mark("Choose the day.")
CHOOSE_WHY = mark("Choose why the courier cannot come.")
TODAY, NEXT = "today", "next"
WHYS = (
    ("ill", mark("Ill, or away: the visits wait for another courier")),
    ("vehicle", mark("The vehicle is lost: it is marked as in repair until somebody changes that")),
)


@router.post("/visits/{visit_id}/fix")
def fix(turn: OneTurn, visit_id: Number, sent: Sent) -> Response:
    """Carry out what would help, and plan the day again."""
    chosen = Form(sent, turn.language).choice("fix", list(Fix), need=CHOOSE_DAY)
    if not chosen:
        return say_refusal(turn, ImpossibleMove("visit", visit_id, "", "fix"))
    return do_and_plan(
        turn,
        lambda db: carry_out_fix(
            db, visit_id=visit_id, fix=Fix(chosen), on=turn.on, by_id=turn.account_id, now=turn.now
        ),
    )


@router.get("/visits/{visit_id}/again")
def show_days(turn: OneTurn, visit_id: Number) -> Response:
    """On which days somebody could come (again)."""
    return _days(turn, visit_id, Form.empty(turn.language))


@router.post("/visits/{visit_id}/again")
def again(turn: OneTurn, visit_id: Number, sent: Sent) -> Response:
    """Another try: today, on the next day with room, or on a day that was chosen."""
    form = Form(sent, turn.language)
    when = form.text("when", need=CHOOSE_DAY, longest=10)
    to_on = None if when == NEXT else _day_of(turn, when)
    if when != NEXT and to_on is None:
        form.fault("when", CHOOSE_DAY)
    if not form.is_good:
        return _days(turn, visit_id, form)
    if to_on == turn.on:
        return do_and_plan(turn, lambda db: _to_day(db, turn, visit_id, to_on))

    def act(db: Session) -> str:
        done = _to_day(db, turn, visit_id, to_on)
        return f"{turn.path}?done={done['done']}"

    return do(turn, act)


@router.get("/couriers/{courier_id}/away")
def show_away(turn: OneTurn, courier_id: Number) -> Response:
    """Ask why a courier cannot come, and say what follows."""
    return _away(turn, courier_id, Form.empty(turn.language))


@router.post("/couriers/{courier_id}/away")
def away(turn: OneTurn, courier_id: Number, sent: Sent) -> Response:
    """The courier does not come, or goes no further; what is left is planned again."""
    form = Form(sent, turn.language)
    why = form.choice("why", [word for word, _ in WHYS], need=CHOOSE_WHY)
    if not form.is_good:
        return _away(turn, courier_id, form)
    if turn.on < turn.doors.day_of(turn.now):
        return say_refusal(turn, ImpossibleMove("courier", courier_id, "over", "away"))
    return do_and_plan(
        turn,
        lambda db: cannot_come(
            db, courier_id=courier_id, on=turn.on, vehicle_is_lost=why == "vehicle", now=turn.now
        ),
    )


def _day_of(turn: Turn, when: str) -> date | None:
    if when == TODAY:
        return turn.doors.day_of(turn.now)
    try:
        return date.fromisoformat(when)
    except ValueError:
        return None


def _to_day(db: Session, turn: Turn, visit_id: int, to_on: date | None) -> dict[str, object]:
    """A failed visit is made up for; one that waits goes to another day."""
    visit = desk.visit_on(db, visit_id=visit_id, on=turn.on)
    if visit.state is VisitState.FAILED:
        made = visit_again(db, visit_id=visit_id, to_on=to_on, by_id=turn.account_id, now=turn.now)
        return {"code": "again_today", "visit_id": made.id, "done": "again"}
    not_at_home(
        db, reader_id=visit.reader_id, visit_id=visit_id, by_id=turn.account_id, now=turn.now,
        to_on=to_on, door="web",
    )  # fmt: skip
    return {"code": "other_day", "visit_id": visit_id, "done": "other_day"}


def _days(turn: Turn, visit_id: int, form: Form) -> Response:
    with turn.doors.database.change.begin() as db:
        visit = desk.visit_on(db, visit_id=visit_id, on=turn.on)
        if visit.state not in {VisitState.FAILED, *OPEN_VISITS}:
            raise NotHere("visit", visit_id)
        see(db, turn, {visit.reader_id})
        first = max(turn.on + timedelta(days=1), today(db, now=turn.now))
        days = days_for(db, visit=visit, from_on=first, days=DAYS_SHOWN)
        return page(
            turn.request, "day/again.html", on=turn.on, base=turn.path, visit=visit,
            status=HTTPStatus.OK if form.is_good else HTTPStatus.UNPROCESSABLE_ENTITY,
            faults=form.faults, kept=form.kept(),
            days=[(one.isoformat(), day_words(one, turn.language)) for one in days],
        )  # fmt: skip


def _away(turn: Turn, courier_id: int, form: Form) -> Response:
    say = words_in(turn.language).gettext
    with turn.doors.database.look.begin() as db:
        courier = desk.couriers_by_id(db, [courier_id]).get(courier_id)
        if courier is None:
            raise NotHere("courier", courier_id)
        return page(
            turn.request, "day/away.html", on=turn.on, base=turn.path, courier=courier,
            status=HTTPStatus.OK if form.is_good else HTTPStatus.UNPROCESSABLE_ENTITY,
            faults=form.faults, kept=form.kept(),
            whys=[(word, say(words)) for word, words in WHYS],
        )  # fmt: skip
