"""Today at a glance: what is urgent first, each line with what can be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from access.network.zone import today
from api.web.day.done import day_done
from api.web.day.doors import Turn
from api.web.day.seeing import see
from api.web.day.sentences import NO_NEXT, OUTCOMES, STOP_STATES, why_left
from api.web.day.showing import names_of_couriers, summary
from api.web.frame.doors import Now, OpenDoors
from api.web.frame.pages import go_to, page
from api.web.frame.visitor import Coordinator
from api.web.staff.doors import AccountId
from api.words.catalogues import words_in
from delivery import desk
from delivery.lists import glance, to_decide
from delivery.runs.records import Run, Stop
from delivery.visits.records import Visit

router = APIRouter()
LOOKS_BACK = timedelta(days=14)
"""So far back a failed visit is still brought before a coordinator."""


@dataclass(frozen=True, slots=True)
class Here:
    """A stop with the run that it is in."""

    run: Run
    stop: Stop


def this_day(
    request: Request, doors: OpenDoors, now: Now, person: Coordinator, account_id: AccountId
) -> Turn:
    """The day that it is in the network's own time."""
    return Turn(request, doors, now, doors.day_of(now), person, account_id)


Today = Annotated[Turn, Depends(this_day)]


@router.get("/staff/runs")
def show_runs(turn: Today) -> Response:
    """The old address of the runs: they stand on the page of today."""
    return go_to(turn.path)


@router.get("/staff/today")
def show_today(turn: Today) -> Response:
    """The day as it stands at this moment."""
    with turn.doors.database.change.begin() as db:
        turn.on = today(db, now=turn.now)
        return _page(db, turn)


def _page(db: Session, turn: Turn) -> Response:
    say = words_in(turn.language).gettext
    now = glance(db, on=turn.on, now=turn.now)
    runs = desk.runs_for_desk(db, on=turn.on)
    here = {stop.id: Here(run, stop) for run in runs for stop in run.stops}
    waits = desk.visits_for_desk(db, now.unassigned)
    failed = desk.failed_on(db, on=turn.on)
    decide = to_decide(db, since_on=turn.on - LOOKS_BACK)
    bags = desk.bags_not_loaded(runs)
    couriers = names_of_couriers(db, runs, list(waits.values()), None)
    wrote = desk.words_about(
        db, [one.id for one in (*failed, *decide)] + [one.stop.visit_id for one in here.values()]
    )
    see(db, turn, _readers([*waits.values(), *failed, *decide], runs))
    return page(
        turn.request, "day/today.html", on=turn.on, base=turn.path, done=day_done(turn.request),
        summary=summary(
            turn.language, done=now.done, total=len(here) + len(waits), late=len(now.late),
            failed=len(failed), left=len(waits), bags=len(bags),
        ),
        late=[here[number] for number in now.late if number in here],
        waiting=[here[number] for number in now.waiting if number in here],
        finished=[one for one in here.values() if one.stop.state == "done"],
        left=[(one, why_left(one.left_over, turn.language, couriers)) for one in waits.values()],
        failed=failed, next_of=desk.next_days(db, failed), decide=decide, bags=bags,
        wrote=wrote,
        outcome=lambda one: say(OUTCOMES[one]), no_next=lambda one: say(NO_NEXT[one]),
        stop_state=lambda one: say(STOP_STATES[one]),
    )  # fmt: skip


def _readers(visits: Sequence[Visit], runs: Sequence[Run]) -> set[int]:
    stops = [stop for run in runs for stop in run.stops]
    return {one.reader_id for one in visits} | {stop.visit.reader_id for stop in stops}
