"""Plain forms of the courier's pages, for where no script runs: they report at once."""

from collections.abc import Sequence
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.web.courier.doors import CourierHere
from api.web.courier.names import OUTCOMES, PROOFS
from api.web.courier.pages import run_page, stop_of, stop_page
from api.web.frame.doors import Db, Now, OpenDoors
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of
from api.web.staff.doors import account_of
from api.words.catalogues import mark
from delivery.runs.courier_view import CourierBag, CourierThing, own_run
from delivery.runs.events import report
from delivery.runs.records import EventKind, Proof
from delivery.runs.report import LONGEST_CODE, LONGEST_PIN, LONGEST_WORDS, Report
from delivery.visits.records import Outcome

router = APIRouter()

HOW_NEEDED = mark("Choose how it went.")
PIN_NEEDED = mark("Let the reader type the PIN, or choose another proof.")
BAG_NEEDED = mark("Scan or type the code of the bag, or choose another proof.")
CODE_NEEDED = mark("Scan or type the code of the bag.")
DAY_NEEDED = mark("Choose a day after today.")
NO_SUCH_BAG = mark("No bag of this run has this code.")
MOVES = {"on_way": EventKind.ON_WAY, "at_door": EventKind.AT_DOOR}
TURNS = {"run_started": EventKind.RUN_STARTED, "run_finished": EventKind.RUN_FINISHED}


@router.post("/run/{run_id}/turns/{turn}")
def turn_run(person: CourierHere, db: Db, now: Now, sent: Sent, run_id: int, turn: str) -> Response:
    """The courier sets out, or is back."""
    if turn not in TURNS:
        return go_to(f"/run/{run_id}")
    own_run(db, run_id=run_id, account_id=account_of(person))
    what = Report(
        client_id=_number(sent), kind=TURNS[turn], happened_at=now, sent_at=now, run_id=run_id
    )
    event = report(db, what, account_id=account_of(person), now=now)
    return go_to(f"/run/{run_id}?done={'late' if event.ignored else turn}")


@router.post("/run/{run_id}/bags")
def load_bag(
    request: Request, person: CourierHere, db: Db, now: Now, sent: Sent, run_id: int
) -> Response:
    """A bag was put into the car."""
    run = own_run(db, run_id=run_id, account_id=account_of(person))
    form = Form(sent, language_of(request))
    code = form.text("bag_code", need=CODE_NEEDED, longest=LONGEST_CODE).replace(" ", "")
    if form.is_good and code not in {stop.bag.bag_code for stop in run.stops if stop.bag}:
        form.fault("bag_code", NO_SUCH_BAG)
    if not form.is_good:
        return run_page(request, person, run, form)
    what = Report(
        client_id=_number(sent), kind=EventKind.BAG_LOADED, happened_at=now, sent_at=now,
        bag_code=code,
    )  # fmt: skip
    event = report(db, what, account_id=account_of(person), now=now)
    return go_to(f"/run/{run_id}?done={'late' if event.ignored else 'bag_loaded'}")


@router.post("/run/{run_id}/stops/{stop_id}/moves/{move}")
def move_to_stop(
    person: CourierHere, db: Db, now: Now, sent: Sent, run_id: int, stop_id: int, move: str
) -> Response:
    """The courier is on the way to a door, or there."""
    here = f"/run/{run_id}/stops/{stop_id}"
    if move not in MOVES:
        return go_to(here)
    stop_of(own_run(db, run_id=run_id, account_id=account_of(person)), stop_id)
    what = Report(
        client_id=_number(sent), kind=MOVES[move], happened_at=now, sent_at=now, stop_id=stop_id
    )
    event = report(db, what, account_id=account_of(person), now=now)
    return go_to(f"/run/{run_id}?done={'late' if event.ignored else move}")


@router.post("/run/{run_id}/stops/{stop_id}")
def say_outcome(  # noqa: PLR0913 - each is a fact of its own
    request: Request,
    person: CourierHere,
    doors: OpenDoors,
    db: Db,
    now: Now,
    sent: Sent,
    run_id: int,
    stop_id: int,
) -> Response:
    """How it went at the door."""
    run = own_run(db, run_id=run_id, account_id=account_of(person))
    stop = stop_of(run, stop_id)
    form = Form(sent, language_of(request))
    what = _outcome(form, stop_id, stop.bag, now=now, today_on=doors.day_of(now))
    if what is None:
        return stop_page(request, person, run, stop, form, now=now.astimezone(doors.zone))
    event = report(db, what, account_id=account_of(person), now=now)
    return go_to(f"/run/{run_id}?done={'late' if event.ignored else 'outcome'}")


def _outcome(
    form: Form, stop_id: int, bag: CourierBag | None, *, now: datetime, today_on: date
) -> Report | None:
    """What the form says; None where it has faults."""
    chosen = form.choice("outcome", OUTCOMES, need=HOW_NEEDED)
    proof = Proof(form.choice("proof", PROOFS) or Proof.NONE)
    words = form.text("words", longest=LONGEST_WORDS).replace("\n", " ")
    is_delivered = chosen == Outcome.DELIVERED
    pin = form.secret("pin") if is_delivered and proof is Proof.PIN else ""
    code = form.text("code", longest=LONGEST_CODE) if is_delivered and proof is Proof.BAG else ""
    if is_delivered and proof is Proof.PIN and not 0 < len(pin) <= LONGEST_PIN:
        form.fault("pin", PIN_NEEDED)
    if is_delivered and proof is Proof.BAG and not code:
        form.fault("code", BAG_NEEDED)
    another_on = _another_on(form, today_on) if chosen == Outcome.ANOTHER_DAY else None
    if not form.is_good:
        return None
    return Report(
        client_id=_number(form.sent), kind=EventKind.OUTCOME, happened_at=now, sent_at=now,
        stop_id=stop_id, outcome=Outcome(chosen), another_on=another_on,
        given=_ticked(form, "given", bag.drops if bag else ()) if is_delivered else None,
        taken=_ticked(form, "taken", bag.pick_ups if bag else ()) if is_delivered else None,
        proof=proof if is_delivered else Proof.NONE, pin=pin or None, code=code or None,
        words=words or None,
    )  # fmt: skip


def _ticked(form: Form, name: str, things: Sequence[CourierThing]) -> tuple[int, ...]:
    """The numbers of those that were ticked."""
    numbers = [str(thing.handover_id) for thing in things]
    return tuple(int(number) for number in form.choices(name, numbers))


def _another_on(form: Form, today_on: date) -> date | None:
    """The day that the reader asks for, after today."""
    try:
        on = date.fromisoformat(form.raw("another_on"))
    except ValueError:
        on = today_on
    if on <= today_on:
        form.fault("another_on", DAY_NEEDED)
        return None
    return on


def _number(sent: Sent) -> str:
    """The number that the page gave to this form, so that sending it again reports nothing twice;
    Report refuses one that is none."""
    number = sent.get("client_id")
    return number if isinstance(number, str) else ""
