"""How a reader is visited at home: often, when, by whom, with which help; and the pause."""

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
from api.web.homes.wishing import OVER, day_kept, read_wishes, shown_wishes
from api.web.readers.asking import point_name
from api.web.staff.doors import AccountId, Number
from api.web.staff.seeing import SEEN
from api.words.catalogues import mark
from api.words.languages import LANGUAGES
from delivery.crew.fleet import depots
from delivery.crew.hiring import crew
from delivery.homes.wishes import Wishes, profile_of, require_profile, wish, wishes_of
from delivery.scheduling.changing import pause, resume

router = APIRouter(prefix="/staff/readers/{reader_id}/home", dependencies=[SEEN])
DOOR = "web"
FROM_NEEDED = mark("Write from which day on nobody shall come.")
LAST_BEFORE_FIRST = mark("The last day cannot be before the first. Change one of them.")


@router.get("/wishes")
def show(request: Request, db: Db, now: Now, _person: Coordinator, reader_id: Number) -> Response:
    """The wishes as they are, to be changed."""
    return _page(request, db, now, reader_id, Form.empty(language_of(request)))


@router.post("/wishes")
def keep(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    reader_id: Number, sent: Sent,
) -> Response:  # fmt: skip
    """The reader is visited so from now on."""
    form, on = Form(sent, language_of(request)), today(db, now=now)
    wishes = read_wishes(form, _before(db, reader_id, on), today_on=on)
    if form.is_good:
        with beside(db, form, "every_days"):
            wish(db, reader_id=reader_id, wishes=wishes, by_id=account_id, now=now, web=DOOR)
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}/home?done=wishes")
    return _page(request, db, now, reader_id, form)


@router.get("/pause")
def show_pause(
    request: Request, db: Db, now: Now, _person: Coordinator, reader_id: Number
) -> Response:
    """From when until when nobody shall come."""
    require_profile(db, reader_id=reader_id)
    return _pause(request, db, now, reader_id, Form.empty(language_of(request)))


@router.post("/pause")
def keep_pause(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    reader_id: Number, sent: Sent,
) -> Response:  # fmt: skip
    """The reader is in hospital or away; visits of those days are cancelled."""
    form = Form(sent, language_of(request))
    days = read_pause(form, today(db, now=now))
    if days is not None:
        with beside(db, form, "from_on"):
            pause(
                db, reader_id=reader_id, from_on=days[0], until_on=days[1], by_id=account_id,
                now=now, door=DOOR,
            )  # fmt: skip
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}/home?done=paused")
    return _pause(request, db, now, reader_id, form)


@router.post("/resume")
def go_on(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, reader_id: Number
) -> Response:
    """The reader is at home again."""
    resume(db, reader_id=reader_id, by_id=account_id, now=now, door=DOOR)
    return go_to(f"/staff/readers/{reader_id}/home?done=resumed")


def read_pause(form: Form, today_on: date) -> tuple[date, date | None] | None:
    """First and last day of a pause; None where something is wrong with them."""
    from_on, until_on = form.day("from_on", need=FROM_NEEDED), form.day("until_on")
    for name, on in (("from_on", from_on), ("until_on", until_on)):
        if on is not None and on < today_on:
            form.fault(name, OVER)
    if from_on is not None and until_on is not None and until_on < from_on:
        form.fault("until_on", LAST_BEFORE_FIRST)
    return (from_on, until_on) if form.is_good and from_on is not None else None


def pause_kept(form: Form, today_on: date) -> dict[str, str]:
    """What stands in the form of a pause: today, until somebody wrote another day."""
    return dict(form.kept()) if form.sent else day_kept("from_on", today_on)


def _before(db: Db, reader_id: int, on: date) -> Wishes:
    profile = profile_of(db, reader_id=reader_id)
    return wishes_of(profile) if profile is not None else Wishes(since_on=on)


def _page(request: Request, db: Db, now: Now, reader_id: int, form: Form) -> Response:
    on = today(db, now=now)
    return page(
        request, "homes/wishes.html", status=status_of(form), reader=reader_of(db, reader_id),
        languages_by_name=list(LANGUAGES.items()),
        couriers=[(str(one.id), one.name) for one in crew(db, on=on)],
        depots=[
            (str(one.id), point_name(one.service_point, form.language))
            for one in depots(db, on=on)
        ],
        **shown_wishes(form, _before(db, reader_id, on)),
    )  # fmt: skip


def _pause(request: Request, db: Db, now: Now, reader_id: int, form: Form) -> Response:
    return page(
        request, "homes/pause.html", status=status_of(form), reader=reader_of(db, reader_id),
        kept=pause_kept(form, today(db, now=now)), faults=form.faults,
    )  # fmt: skip
