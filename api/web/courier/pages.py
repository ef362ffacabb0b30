"""The courier's pages as the server makes them: whole, and enough where no script runs."""

from datetime import datetime
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.people.person import Person
from api.web.courier import names
from api.web.courier.doors import CourierHere, days_shown
from api.web.courier.script_words import script_words
from api.web.courier.ways import ways_to
from api.web.frame.doors import LookDb, Now, OpenDoors
from api.web.frame.forms import Form
from api.web.frame.pages import language_of, page
from api.web.frame.refusals import status_of
from api.web.staff.doors import account_of
from api.words.catalogues import mark, words_in
from delivery.errors import NotHere
from delivery.runs.courier_view import CourierRun, CourierStop, own_run, runs_for_device
from delivery.runs.report import LONGEST_WORDS

router = APIRouter()

DONE = {
    "run_started": mark("You have set out."),
    "run_finished": mark("The run is finished."),
    "on_way": mark("The reader is told that you are on the way."),
    "at_door": mark("You are at the door."),
    "bag_loaded": mark("The bag is in the car."),
    "outcome": mark("It is written down how it went."),
    "late": mark("It was known otherwise before; your report is kept beside it."),
}


@router.get("/run")
def show_runs(
    request: Request, person: CourierHere, doors: OpenDoors, db: LookDb, now: Now
) -> Response:
    """The courier's runs of today and the next days."""
    from_on, until_on = days_shown(doors, now)
    runs = runs_for_device(db, account_id=account_of(person), from_on=from_on, until_on=until_on)
    return _page(request, "courier/runs.html", person, runs=runs, today_on=from_on)


@router.get("/run/{run_id}")
def show_run(
    request: Request,
    person: CourierHere,
    db: LookDb,
    run_id: int,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The stops of a run in their order, the bags, and what lies in the car."""
    run = own_run(db, run_id=run_id, account_id=account_of(person))
    return run_page(request, person, run, Form.empty(language_of(request)), done=done)


@router.get("/run/{run_id}/stops/{stop_id}")
def show_stop(
    request: Request,
    person: CourierHere,
    doors: OpenDoors,
    db: LookDb,
    now: Now,
    run_id: int,
    stop_id: int,
) -> Response:
    """One door, and the form that says how it went there."""
    run = own_run(db, run_id=run_id, account_id=account_of(person))
    form = Form.empty(language_of(request))
    return stop_page(
        request, person, run, stop_of(run, stop_id), form, now=now.astimezone(doors.zone)
    )


def run_page(
    request: Request, person: Person, run: CourierRun, form: Form, *, done: str = ""
) -> Response:
    """A run, perhaps with the code of a bag that is none of its own."""
    not_loaded = [s.bag for s in run.stops if s.bag and s.bag.drops and not s.bag.is_loaded]
    return _page(
        request, "courier/run.html", person, form=form, run=run, not_loaded=not_loaded,
        done=form.say(DONE[done]) if done in DONE else "",
        still_open=[s for s in run.stops if s.state not in ("done", "failed")],
    )  # fmt: skip


def stop_page(
    request: Request,
    person: Person,
    run: CourierRun,
    stop: CourierStop,
    form: Form,
    *,
    now: datetime,
) -> Response:
    """A stop, perhaps with what cannot be taken of its form."""
    return _page(
        request, "courier/stop.html", person, form=form, run=run, stop=stop,
        ways=ways_to(stop.door), today_on=now.date(), longest_words=LONGEST_WORDS,
        is_over=stop.state in ("done", "failed"),
    )  # fmt: skip


def stop_of(run: CourierRun, stop_id: int) -> CourierStop:
    """A stop of this run. Raises NotHere."""
    for stop in run.stops:
        if stop.stop_id == stop_id:
            return stop
    raise NotHere("stop", stop_id)


def _page(
    request: Request, template: str, person: Person, *, form: Form | None = None, **facts: object
) -> Response:
    """With the words for the scripts, who is here, and a fresh number for every form."""
    language = language_of(request)
    say = words_in(language).gettext
    made = form or Form.empty(language)
    return page(
        request, template, status=status_of(made), words=script_words(language),
        account_id=account_of(person), names=names, said=say, new_id=lambda: f"form-{uuid4()}",
        choices=lambda words: [(word, say(text)) for word, text in words.items()],
        faults=made.faults, kept=made.kept(), **facts,
    )  # fmt: skip
