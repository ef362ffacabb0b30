"""What is being made, what waits, what is parked and why; and the back-catalogue."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.production import backlog, running
from access.production.lists import production_of, productions
from access.production.records import Production, ProductionState
from access.production.workers import alive
from api.web.bench.done import bench_done
from api.web.bench.states import state_words, trouble_words
from api.web.frame.doors import Db, LookDb, Now, OpenDoors
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Producer
from api.web.staff.confirming import Question, confirm
from api.web.staff.doors import AccountId, After, Number
from api.words.catalogues import mark
from api.words.languages import LANGUAGES

router = APIRouter(prefix="/bench")
A_PAGE, MOST_RUNNING = 30, 100
NUMBER_NEEDED = mark("Write how many titles.")
GIVE_UP_HEADING = mark("Give this production up?")
GIVE_UP_SAYS = mark("It is not made. Every reader who waits for it is told that it cannot be.")
GIVE_UP_BUTTON = mark("Give it up")
CANCEL_HEADING = mark("Cancel this production?")
CANCEL_SAYS = mark("It stops within seconds. What was spoken is kept for another time.")
CANCEL_BUTTON = mark("Cancel it")
STOP_HEADING = mark("Stop the back-catalogue?")
STOP_SAYS = mark("What waits of it is taken back. What is being made goes on to its end.")
STOP_BUTTON = mark("Stop the back-catalogue")


@router.get("/productions")
def show_productions(
    request: Request, db: LookDb, now: Now, doors: OpenDoors, _person: Producer,
    after: After = None,
) -> Response:  # fmt: skip
    """Everything in the making, and how much of it there is."""
    language = language_of(request)
    waiting = productions(db, state=ProductionState.WAITING, after_id=after, limit=A_PAGE)
    dead_after_s = doors.settings.worker_dead_after_s
    return page(
        request, "bench/productions.html", counted=backlog.counts(db), after=after or 0,
        states=[(one.value, state_words(one, language)) for one in ProductionState],
        running=productions(db, state=ProductionState.RUNNING, limit=MOST_RUNNING),
        parked=productions(db, state=ProductionState.PARKED, limit=MOST_RUNNING),
        waiting=waiting, later=waiting[-1].id if len(waiting) == A_PAGE else None,
        workers=len(alive(db, now=now, dead_after_s=dead_after_s)), done=bench_done(request),
        trouble_words=lambda code: trouble_words(code, language),
    )  # fmt: skip


@router.get("/productions/{production_id}")
def show_production(
    request: Request, db: LookDb, _person: Producer, production_id: Number
) -> Response:
    """One production: how far, with what trouble, and what can be done."""
    language = language_of(request)
    return page(
        request, "bench/production.html", made=production_of(db, production_id=production_id),
        state_words=lambda state: state_words(state, language), done=bench_done(request),
        trouble_words=lambda code: trouble_words(code, language),
    )  # fmt: skip


@router.post("/productions/{production_id}/again")
def try_again(db: Db, now: Now, _person: Producer, production_id: Number) -> Response:
    """A parked production waits again, as new."""
    running.try_again(db, production_id=production_id, now=now)
    return _back(production_id, "again")


@router.post("/productions/{production_id}/first")
def bring_forward(db: Db, now: Now, _person: Producer, production_id: Number) -> Response:
    """It is made before all that wait."""
    is_done = running.bring_forward(db, production_id=production_id, now=now)
    return _back(production_id, "first" if is_done else "late")


@router.get("/productions/{production_id}/give-up")
def ask_to_give_up(
    request: Request, db: LookDb, _person: Producer, production_id: Number
) -> Response:
    """Ask whether it shall be given up."""
    made = production_of(db, production_id=production_id)
    return confirm(request, _question(made, GIVE_UP_HEADING, GIVE_UP_SAYS, GIVE_UP_BUTTON))


@router.post("/productions/{production_id}/give-up")
def give_up(
    db: Db, now: Now, _person: Producer, account_id: AccountId, production_id: Number
) -> Response:
    """It cannot be made; whoever waits is told."""
    running.give_up(db, production_id=production_id, by_id=account_id, now=now)
    return _back(production_id, "given_up")


@router.get("/productions/{production_id}/cancel")
def ask_to_cancel(
    request: Request, db: LookDb, _person: Producer, production_id: Number
) -> Response:
    """Ask whether it shall be cancelled."""
    made = production_of(db, production_id=production_id)
    return confirm(request, _question(made, CANCEL_HEADING, CANCEL_SAYS, CANCEL_BUTTON))


@router.post("/productions/{production_id}/cancel")
def cancel(db: Db, now: Now, _person: Producer, production_id: Number) -> Response:
    """Nobody wants it any more."""
    is_done = running.cancel(db, production_id=production_id, now=now)
    return _back(production_id, "cancelled" if is_done else "over")


@router.get("/backlog")
def show_backlog(request: Request, db: LookDb, _person: Producer) -> Response:
    """The back-catalogue: how much of it waits, and a form for more."""
    return _backlog(request, db, Form.empty(language_of(request)))


@router.post("/backlog")
def queue(request: Request, db: Db, now: Now, _person: Producer, sent: Sent) -> Response:
    """Have titles made that nobody asked for yet, when no reader waits."""
    form = Form(sent, language_of(request))
    language = form.choice("language", ["", *LANGUAGES])
    number = form.number("number", least=1, most=backlog.MOST_AT_ONCE, need=NUMBER_NEEDED)
    if not form.is_good or number is None:
        return _backlog(request, db, form)
    wished = backlog.Backlog(language=language, limit=number)
    queued = backlog.queue_back_catalogue(db, wished, now=now)
    return go_to(f"/bench/productions?done=queued&n={len(queued)}")


@router.get("/backlog/stop")
def ask_to_stop(request: Request, _person: Producer) -> Response:
    """Ask whether what waits shall be taken back."""
    question = Question(
        heading=STOP_HEADING, says=(STOP_SAYS,), button=STOP_BUTTON, back="/bench/productions"
    )
    return confirm(request, question)


@router.post("/backlog/stop")
def stop(db: Db, now: Now, _person: Producer) -> Response:
    """Take back what waits of the back-catalogue."""
    count = backlog.cancel_back_catalogue(db, now=now)
    return go_to(f"/bench/productions?done=stopped&n={count}")


def _back(production_id: int, done: str) -> Response:
    return go_to(f"/bench/productions/{production_id}?done={done}")


def _question(made: Production, heading: str, says: str, button: str) -> Question:
    return Question(
        heading=heading, says=(says,), button=button, about=made.title.name,
        about_language=made.title.language, back=f"/bench/productions/{made.id}",
    )  # fmt: skip


def _backlog(request: Request, db: LookDb, form: Form) -> Response:
    return page(
        request, "bench/backlog.html", status=status_of(form), faults=form.faults,
        kept=form.kept() or {"number": "100"}, counted=backlog.counts(db),
        speeches=list(LANGUAGES.items()),
    )  # fmt: skip
