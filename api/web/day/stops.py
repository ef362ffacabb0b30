"""One stop of a run: locked, unlocked, taken off, and put at another place by hand."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy.orm import Session

from api.web.day.doors import REFUSED, OneTurn, Turn, do, say_refusal
from api.web.day.seeing import see
from api.web.day.sentences import WHERE, breaks, clock
from api.web.day.telling import Names, changes_told, couriers_named, visits_named
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, page
from api.web.staff.doors import LARGEST, Number
from api.words.catalogues import mark, words_in
from api.words.saying import length_words
from delivery import desk
from delivery.planning import by_hand
from delivery.planning.placing import Spot, Where
from delivery.planning.proposing import accept, proposal_of, propose_move
from delivery.planning.records import Planning
from delivery.runs.records import StopState
from delivery.states import OPEN_RUNS

router = APIRouter(prefix="/staff/days/{on}")
CHOOSE_COURIER = mark("Choose to whom it goes.")
CHOOSE_STOP = mark("Choose the stop beside which it is to stand.")
OTHER_RUN = mark("That stop is in the run of somebody else. Choose one of the same courier.")
BESIDE = (Where.BEFORE, Where.AFTER)


@router.post("/stops/{stop_id}/lock")
def lock(turn: OneTurn, stop_id: Number) -> Response:
    """Planning leaves the stop with its courier."""
    return do(turn, lambda db: _locked(db, turn, stop_id, is_locked=True))


@router.post("/stops/{stop_id}/unlock")
def unlock(turn: OneTurn, stop_id: Number) -> Response:
    """Planning may choose again."""
    return do(turn, lambda db: _locked(db, turn, stop_id, is_locked=False))


@router.post("/stops/{stop_id}/take-off")
def take_off(turn: OneTurn, stop_id: Number) -> Response:
    """The visit waits for a courier again."""

    def act(db: Session) -> str:
        desk.stop_on(db, stop_id=stop_id, on=turn.on)
        by_hand.take_off(db, stop_id=stop_id, now=turn.now)
        return f"{turn.path}?done=taken_off"

    return do(turn, act)


@router.get("/visits/{visit_id}/move")
def show_move(turn: OneTurn, visit_id: Number) -> Response:
    """Where it could go: to whom, and at which place."""
    return _form(turn, visit_id, Form.empty(turn.language))


@router.post("/visits/{visit_id}/move")
def move(turn: OneTurn, visit_id: Number, sent: Sent) -> Response:
    """Judge what would come of it; nothing is moved before somebody agrees on the next page."""
    form = Form(sent, turn.language)
    courier_id = form.number("courier_id", least=1, most=LARGEST, need=CHOOSE_COURIER)
    where = form.choice("where", list(Where)) or Where.BEST.value
    beside_id = form.number("beside_id", least=1, most=LARGEST)
    if where in BESIDE and beside_id is None:
        form.fault("beside_id", CHOOSE_STOP)
    elif where in BESIDE and form.is_good and not _stands_with(turn, beside_id, courier_id):
        form.fault("beside_id", OTHER_RUN)
    if not form.is_good or courier_id is None:
        return _form(turn, visit_id, form)
    spot = Spot(courier_id, Where(where), beside_id if where in BESIDE else None)
    try:
        number = propose_move(
            turn.doors.database.change, visit_id=visit_id, spot=spot, on=turn.on,
            by_id=turn.account_id, now=turn.now,
        )  # fmt: skip
    except REFUSED as error:
        return say_refusal(turn, error)
    return go_to(f"{turn.path}/moves/{number}")


@router.get("/moves/{move_id}")
def show_judged(turn: OneTurn, move_id: Number) -> Response:
    """What would come of a move, and a button to do it."""
    with turn.doors.database.change.begin() as db:
        found = proposal_of(db, proposal_id=move_id, on=turn.on)
        return _judged(db, turn, found)


@router.post("/moves/{move_id}")
def agree(turn: OneTurn, move_id: Number, sent: Sent) -> Response:
    """Do exactly what was shown, or nothing; what breaks a window only if the readers agreed."""
    agreed = Form(sent, turn.language).ticked("agreed")

    def act(db: Session) -> str:
        kept = accept(db, proposal_id=move_id, on=turn.on, now=turn.now, readers_agreed=agreed)
        return f"{turn.path}?done=moved#visit-{kept.told['visit_id']}"

    return do(turn, act)


def _locked(db: Session, turn: Turn, stop_id: int, *, is_locked: bool) -> str:
    desk.stop_on(db, stop_id=stop_id, on=turn.on)
    stop = by_hand.lock(db, stop_id=stop_id, is_locked=is_locked)
    word = "locked" if is_locked else "unlocked"
    return f"{turn.path}?done={word}#visit-{stop.visit_id}"


def _stands_with(turn: Turn, visit_id: int | None, courier_id: int | None) -> bool:
    with turn.doors.database.look.begin() as db:
        return any(
            run.courier_id == courier_id and any(stop.visit_id == visit_id for stop in run.stops)
            for run in desk.runs_for_desk(db, on=turn.on)
        )


def _form(turn: Turn, visit_id: int, form: Form) -> Response:
    words = words_in(turn.language)
    say = words.gettext
    with turn.doors.database.change.begin() as db:
        visit = desk.visit_on(db, visit_id=visit_id, on=turn.on)
        runs = [run for run in desk.runs_for_desk(db, on=turn.on) if run.state in OPEN_RUNS]
        stops = [
            (run, stop)
            for run in runs
            for stop in run.stops
            if stop.state is StopState.PLANNED and stop.visit_id != visit_id
        ]
        see(db, turn, {visit.reader_id} | {stop.visit.reader_id for _run, stop in stops})
        couriers = [(str(one.id), one.name) for one, _duty in desk.on_duty(db, on=turn.on)]
        beside = [
            (str(stop.visit_id), f"{run.courier.name}, {stop.turn}. {stop.visit.reader.name}")
            for run, stop in stops
        ]
        here = next(
            (run for run in runs if any(stop.visit_id == visit_id for stop in run.stops)), None
        )
        return page(
            turn.request, "day/move.html", on=turn.on, base=turn.path, visit=visit, here=here,
            status=HTTPStatus.OK if form.is_good else HTTPStatus.UNPROCESSABLE_ENTITY,
            faults=form.faults, kept=form.kept(),
            couriers=[("", words.gettext("Choose a courier")), *couriers],
            wheres=[(one.value, say(WHERE[one])) for one in Where],
            beside=[("", words.gettext("No stop")), *beside],
        )  # fmt: skip


def _judged(db: Session, turn: Turn, found: Planning) -> Response:
    visits = desk.visits_for_desk(
        db, visits_named(found) | {one["visit_id"] for one in _broken(found) if one["visit_id"]}
    )
    see(db, turn, {one.reader_id for one in visits.values()})
    couriers = desk.couriers_by_id(db, couriers_named(found))
    names = Names(
        {number: one.reader.name for number, one in visits.items()},
        {number: one.name for number, one in couriers.items()},
    )
    words = words_in(turn.language)
    broken = [
        (
            names.visits.get(one["visit_id"] or 0, words.gettext("The whole run")),
            breaks(one["cause"], length_words(one["by_s"] or 0, turn.language), turn.language),
        )
        for one in _broken(found)
    ]
    told = found.told
    return page(
        turn.request, "day/judged.html", on=turn.on, base=turn.path, broken=broken,
        visit=visits[told["visit_id"]], courier=couriers[told["courier_id"]],
        begins=clock(told["begins_s"]), left=told["left"],
        agreeable=", ".join(names.visits[number] for number in told.get("agreeable", ())),
        changed=changes_told({**told, "is_first": False}, names, turn.language),
    )  # fmt: skip


def _broken(found: Planning) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = found.told.get("broken", [])
    return rows
