"""Planning a day and publishing its runs: the buttons, and the page that says how far it is."""

from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy.orm import Session

from access.network.zone import network_zone
from api.web.day.doors import OneTurn, do, do_and_plan
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, page
from api.web.staff.doors import LARGEST
from delivery import desk
from delivery.errors import ImpossibleMove, NotHere
from delivery.planning.asking import is_over, last_on
from delivery.runs.publishing import publish_day, tell_day
from delivery.runs.records import Run, RunState

router = APIRouter(prefix="/staff/days/{on}")
USUAL = timedelta(seconds=30)
"""How long a day usually takes to plan; said, not promised."""


@router.post("/plan")
def plan(turn: OneTurn) -> Response:
    """Have the day planned; the answer is there at once, the plan a little later."""
    return do_and_plan(turn, lambda _db: None)


@router.get("/planning")
def show_planning(turn: OneTurn) -> Response:
    """How far the planning is, in words; when it is over, the day itself."""
    with turn.doors.database.look.begin() as db:
        planning = last_on(db, on=turn.on)
        if planning is None:
            return go_to(turn.path)
        if is_over(planning, now=turn.now):
            return go_to(f"{turn.path}?done=planned")
        return page(
            turn.request, "day/planning.html", on=turn.on, base=turn.path,
            is_thinking=planning.is_thinking, asked_at=planning.asked_at,
            until_at=planning.until_at, zone=network_zone(db),
            is_long=turn.now - planning.asked_at > USUAL,
        )  # fmt: skip


@router.post("/publish")
def publish(turn: OneTurn, sent: Sent) -> Response:
    """Publish one run, or all that have something new; readers who can be told are told."""
    number = Form(sent, turn.language).number("run_id", least=1, most=LARGEST)

    def act(db: Session) -> str:
        runs = [
            run
            for run in desk.runs_for_desk(db, on=turn.on)
            if run.state in (RunState.DRAFT, RunState.PUBLISHED, RunState.STARTED)
        ]
        chosen = [run.id for run in runs if number in (None, run.id)]
        if number is not None and not chosen:
            _refuse(db.get(Run, number), number, turn)
        publish_day(db, run_ids=chosen, now=turn.now)
        tell_day(db, on=turn.on, now=turn.now)
        return f"{turn.path}?done=published"

    return do(turn, act)


def _refuse(run: Run | None, number: int, turn: OneTurn) -> None:
    """Raises ImpossibleMove for a run of this day that is over, NotHere for any other."""
    if run is None or run.run_on != turn.on:
        raise NotHere("run", number)
    raise ImpossibleMove("run", run.id, run.state, RunState.PUBLISHED)
