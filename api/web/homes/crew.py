"""Couriers, staff and volunteers: who they are, what they can do, when they work."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.zone import today
from access.people.accounts import accounts
from access.people.records import Role
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.web.homes.courier_form import kept_courier, read_courier, shift_words
from api.web.homes.done import DONE
from api.web.homes.faults import beside
from api.web.homes.wishing import OVER
from api.web.homes.words import word
from api.web.readers.asking import point_name
from api.web.staff.done import done_said
from api.web.staff.doors import Number
from api.words.catalogues import mark
from api.words.languages import LANGUAGES
from api.words.saying import weekday_names
from delivery.crew.absences import away, courier_of, leaves_for_good, works_after_all
from delivery.crew.duty import Skill
from delivery.crew.fleet import depots, vehicles
from delivery.crew.hiring import change, crew, hire
from delivery.crew.records import Absence, Courier, Travel

router = APIRouter(prefix="/staff/crew")
MOST_ACCOUNTS = 500
FROM_NEEDED = mark("Write the first day off.")
UNTIL_NEEDED = mark("Write the last day off.")
WHY_NEEDED = mark("Choose why.")
LEAVES_NEEDED = mark("Write the first day on which the courier works no more.")


@router.get("")
def show(request: Request, db: LookDb, now: Now, _person: Coordinator) -> Response:
    """Everybody who works, with their week and the days off to come."""
    language = language_of(request)
    return page(
        request, "homes/crew.html", done=done_said(request, DONE),
        couriers=[(one, shift_words(one, language)) for one in crew(db, on=today(db, now=now))],
        point=lambda one: point_name(one, language), word=lambda code: word(code, language),
    )  # fmt: skip


@router.get("/new")
def show_new(request: Request, db: LookDb, now: Now, _person: Coordinator) -> Response:
    """Somebody new."""
    return _form(request, db, now, Form.empty(language_of(request)), None)


@router.post("/new")
def enter(request: Request, db: Db, now: Now, _person: Coordinator, sent: Sent) -> Response:
    """They work as a courier from now on."""
    form = Form(sent, language_of(request))
    with beside(db, form, "name"):
        who, hours = read_courier(form)
        if form.is_good and who is not None:
            hire(db, who, hours=hours)
    if form.is_good:
        return go_to("/staff/crew?done=hired")
    return _form(request, db, now, form, None)


@router.get("/{courier_id}")
def show_courier(
    request: Request, db: LookDb, now: Now, _person: Coordinator, courier_id: Number
) -> Response:
    """One courier: days off, and everything that is known of them, to be changed."""
    form = Form.empty(language_of(request))
    return _form(request, db, now, form, courier_of(db, courier_id))


@router.post("/{courier_id}")
def keep(
    request: Request, db: Db, now: Now, _person: Coordinator, courier_id: Number, sent: Sent
) -> Response:
    """What is known of them is this now; runs that are planned stay."""
    courier, form = courier_of(db, courier_id), Form(sent, language_of(request))
    with beside(db, form, "name"):
        who, hours = read_courier(form)
        if form.is_good and who is not None:
            change(db, courier_id=courier_id, who=who, hours=hours)
    if form.is_good:
        return go_to("/staff/crew?done=courier")
    return _form(request, db, now, form, courier)


@router.get("/{courier_id}/days-off")
def show_days_off(
    request: Request, db: LookDb, now: Now, _person: Coordinator, courier_id: Number
) -> Response:
    """Holidays and illness: those that are known, and one more."""
    return _days_off(request, db, now, courier_id, Form.empty(language_of(request)))


@router.post("/{courier_id}/days-off")
def take_off(
    request: Request, db: Db, now: Now, _person: Coordinator, courier_id: Number, sent: Sent
) -> Response:
    """They do not work on these days; what they would have carried is planned again."""
    form, touched = Form(sent, language_of(request)), list[int]()
    from_on = form.day("from_on", need=FROM_NEEDED)
    until_on = form.day("until_on", need=UNTIL_NEEDED)
    why = form.choice("why", list(Absence), need=WHY_NEEDED)
    if form.is_good and from_on is not None and until_on is not None:
        with beside(db, form, "from_on"):
            touched = away(
                db, courier_id=courier_id, from_on=from_on, until_on=until_on, why=Absence(why),
                now=now,
            )  # fmt: skip
    if form.is_good:
        return go_to(f"/staff/crew?done=days_off&n={len(touched)}")
    return _days_off(request, db, now, courier_id, form)


@router.post("/{courier_id}/days-off/{day_off_id}/remove")
def work_after_all(
    db: Db, _person: Coordinator, courier_id: Number, day_off_id: Number
) -> Response:
    """They work on those days after all."""
    works_after_all(db, courier_id=courier_id, day_off_id=day_off_id)
    return go_to("/staff/crew?done=works")


@router.get("/{courier_id}/leave")
def show_leave(request: Request, db: LookDb, _person: Coordinator, courier_id: Number) -> Response:
    """From which day on they work no more."""
    return _leave(request, courier_of(db, courier_id), Form.empty(language_of(request)))


@router.post("/{courier_id}/leave")
def leave(
    request: Request, db: Db, now: Now, _person: Coordinator, courier_id: Number, sent: Sent
) -> Response:
    """They work no more from that day on."""
    form = Form(sent, language_of(request))
    on = form.day("left_on", need=LEAVES_NEEDED)
    if on is not None and on < today(db, now=now):
        form.fault("left_on", OVER)
    if form.is_good and on is not None:
        with beside(db, form, "left_on"):
            leaves_for_good(db, courier_id=courier_id, on=on, now=now)
    if form.is_good:
        return go_to("/staff/crew?done=left")
    return _leave(request, courier_of(db, courier_id), form)


def _form(request: Request, db: Db, now: Now, form: Form, courier: Courier | None) -> Response:
    language, on = form.language, today(db, now=now)
    say = form.say
    return page(
        request, "homes/courier.html", status=status_of(form), courier=courier,
        faults=form.faults, **kept_courier(form, courier),
        weekdays=list(enumerate(weekday_names(language))),
        accounts=[
            (str(one.id), f"{one.name} ({one.login})")
            for one in accounts(db, role=Role.COURIER, with_disabled=False, limit=MOST_ACCOUNTS)
        ],
        depots=[
            (str(one.id), point_name(one.service_point, language)) for one in depots(db, on=on)
        ],
        vehicles=[(str(one.id), one.name) for one in vehicles(db)],
        travels=[(one.value, word(one, language)) for one in Travel],
        skills=[(one.value, word(one, language)) for one in Skill],
        languages_by_name=list(LANGUAGES.items()),
        kinds=[("staff", say(STAFF)), ("volunteer", say(VOLUNTEER))],
    )  # fmt: skip


STAFF, VOLUNTEER = mark("of the library's staff"), mark("a volunteer")


def _days_off(request: Request, db: Db, now: Now, courier_id: int, form: Form) -> Response:
    courier, on = courier_of(db, courier_id), today(db, now=now)
    return page(
        request, "homes/days_off.html", status=status_of(form), courier=courier, kept=form.kept(),
        faults=form.faults, whys=[(one.value, word(one, form.language)) for one in Absence],
        days_off=sorted(
            (one for one in courier.days_off if one.until_on >= on), key=lambda one: one.from_on
        ),
        word=lambda code: word(code, form.language),
    )  # fmt: skip


def _leave(request: Request, courier: Courier, form: Form) -> Response:
    return page(
        request, "homes/leave.html", status=status_of(form), courier=courier, kept=form.kept(),
        faults=form.faults,
    )  # fmt: skip
