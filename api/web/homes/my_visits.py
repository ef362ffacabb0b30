"""The reader's own visits: the next one and what it brings, moved, confirmed, cancelled."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.points import network
from access.network.zone import today
from api.web.frame.doors import Db, LookDb, Now, OpenDoors
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import ServedId, SignedIn
from api.web.homes.done import MINE
from api.web.homes.faults import beside
from api.web.homes.showing import coming_words, gone_words, thing_words
from api.web.homes.visits import days_to_choose, read_choice
from api.web.homes.wishing import NEEDS, weekdays_of
from api.web.staff.done import done_said
from api.web.staff.doors import After, Number
from api.words.catalogues import mark, words_in
from api.words.saying import weekday_names
from delivery.homes.wishes import address_of, profile_of, standing
from delivery.lists import coming
from delivery.scheduling.cancelling import cancel
from delivery.scheduling.changing import not_at_home
from delivery.visits.confirming import confirm
from delivery.visits.history import open_visit_of, past_visits
from delivery.visits.records import Cancelled

router = APIRouter(prefix="/my/visits")
DOOR = "web"
PAST_A_PAGE = 20
CHOOSE_ONE = mark("Choose a day.")


@router.get("")
def show(request: Request, db: LookDb, now: Now, doors: OpenDoors, reader_id: ServedId) -> Response:
    """When somebody comes next, with what; and everything that can be changed."""
    language, on = language_of(request), today(db, now=now)
    profile = profile_of(db, reader_id=reader_id)
    if profile is None:
        return page(request, "homes/my_none.html", network=network(db))
    address, say = address_of(db, reader_id=reader_id), words_in(language).gettext
    visits = coming_words(db, coming(db, reader_id=reader_id), language, doors.zone)
    names = weekday_names(language)
    return page(
        request, "homes/my_visits.html", done=done_said(request, MINE), profile=profile,
        paused=standing(profile, on) == "paused", ended=standing(profile, on) == "ended",
        next=visits[0] if visits else None, later=visits[1:], network=network(db),
        phone=address.phone if address else None, on=on,
        weekdays=", ".join(names[int(day)] for day in weekdays_of(profile.weekdays)),
        needs=[say(words) for name, words in NEEDS if getattr(profile, name)],
        thing=lambda one: thing_words(one, language),
    )  # fmt: skip


@router.get("/past")
def show_past(request: Request, db: LookDb, reader_id: ServedId, before: After = None) -> Response:
    """What became of earlier visits."""
    past = past_visits(db, reader_id=reader_id, before_id=before, limit=PAST_A_PAGE)
    return page(
        request, "homes/my_past.html", before=before,
        past=gone_words(db, past, reader_id=reader_id, language=language_of(request)),
        older=past[-1].id if len(past) == PAST_A_PAGE else None,
    )  # fmt: skip


@router.post("/{visit_id}/confirm")
def confirm_it(
    db: Db, now: Now, person: SignedIn, reader_id: ServedId, visit_id: Number
) -> Response:
    """Somebody will open the door."""
    confirm(db, reader_id=reader_id, visit_id=visit_id, door=DOOR, now=now, by_id=person.account_id)
    return go_to("/my/visits?done=confirmed")


@router.post("/{visit_id}/not-at-home")
def away(
    request: Request, db: Db, now: Now, person: SignedIn, reader_id: ServedId, visit_id: Number
) -> Response:
    """Not on that day: the library chooses the next one with room."""
    form = Form.empty(language_of(request))
    with beside(db, form, "to_on"):
        not_at_home(
            db, reader_id=reader_id, visit_id=visit_id, by_id=person.account_id, now=now, door=DOOR
        )
    if form.is_good:
        return go_to("/my/visits?done=moved")
    return _move(request, db, now, reader_id, visit_id, form)


@router.get("/{visit_id}/move")
def show_move(
    request: Request, db: LookDb, now: Now, reader_id: ServedId, visit_id: Number
) -> Response:
    """The days to choose from."""
    return _move(request, db, now, reader_id, visit_id, Form.empty(language_of(request)))


@router.post("/{visit_id}/move")
def move(
    request: Request, db: Db, now: Now, person: SignedIn, reader_id: ServedId, visit_id: Number,
    sent: Sent,
) -> Response:  # fmt: skip
    """The visit is on the day that the reader chose."""
    form = Form(sent, language_of(request))
    on = read_choice(form)
    if on is None:
        form.fault("to_on", CHOOSE_ONE)
    else:
        with beside(db, form, "to_on"):
            not_at_home(
                db, reader_id=reader_id, visit_id=visit_id, to_on=on, by_id=person.account_id,
                now=now, door=DOOR,
            )  # fmt: skip
    if form.is_good:
        return go_to("/my/visits?done=moved")
    return _move(request, db, now, reader_id, visit_id, form)


@router.get("/{visit_id}/cancel")
def ask_to_cancel(request: Request, db: LookDb, reader_id: ServedId, visit_id: Number) -> Response:
    """Ask once more."""
    visit = open_visit_of(db, reader_id=reader_id, visit_id=visit_id)
    return page(request, "homes/my_cancel.html", visit=visit)


@router.post("/{visit_id}/cancel")
def cancel_it(
    db: Db, now: Now, person: SignedIn, reader_id: ServedId, visit_id: Number
) -> Response:
    """Nobody comes on that day."""
    cancel(
        db, reader_id=reader_id, visit_id=visit_id, why=Cancelled.BY_READER,
        by_id=person.account_id, now=now, door=DOOR,
    )  # fmt: skip
    return go_to("/my/visits?done=cancelled")


def _move(
    request: Request, db: Db, now: Now, reader_id: int, visit_id: int, form: Form
) -> Response:
    visit = open_visit_of(db, reader_id=reader_id, visit_id=visit_id)
    return page(
        request, "homes/my_move.html", status=status_of(form), visit=visit, faults=form.faults,
        kept=form.kept(), network=network(db),
        days=days_to_choose(db, visit, now, form.language),
    )  # fmt: skip
