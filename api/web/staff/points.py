"""Branches, stations, their hours, and the days on which they are closed."""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.holidays import add_holiday, holidays, remove_holiday
from access.network.points import point_of, points
from access.network.records import Holiday, ServicePoint
from access.network.zone import today
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.web.readers.asking import point_name
from api.web.staff.done import done_said
from api.web.staff.doors import LARGEST, Number
from api.words.catalogues import mark
from api.words.languages import LANGUAGES
from api.words.saying import weekday_names

router = APIRouter()
DAYS_SHOWN_BACK = timedelta(days=7)
DAY_NEEDED = mark("Write the day.")
NAME_NEEDED = mark("Write why it is closed, in one language at least.")


@router.get("/staff/points")
def show_points(request: Request, db: LookDb, now: Now, _person: Coordinator) -> Response:
    """Every branch and station with its weekly hours."""
    language = language_of(request)
    there = points(db, on=today(db, now=now))
    return page(
        request, "staff/points.html", done=done_said(request), weekdays=weekday_names(language),
        rows=[(one, point_name(one, language), weekly(one)) for one in there],
    )  # fmt: skip


@router.get("/staff/points/{point_id}")
def show_point(
    request: Request, db: LookDb, now: Now, _person: Coordinator, point_id: Number
) -> Response:
    """One branch or station: address, hours day by day, closed days."""
    language, point = language_of(request), point_of(db, point_id=point_id)
    return page(
        request, "staff/point.html", point=point, name=point_name(point, language),
        weekdays=weekday_names(language), week=weekly(point),
        closed=holidays(db, from_on=today(db, now=now), point_id=point_id),
        why=lambda one: why_closed(one, language),
    )  # fmt: skip


@router.get("/staff/holidays")
def show_holidays(request: Request, db: LookDb, now: Now, _person: Coordinator) -> Response:
    """Days on which the network or one of its points is closed."""
    return _holidays(request, db, now, Form.empty(language_of(request)))


@router.post("/staff/holidays")
def add(request: Request, db: Db, now: Now, _person: Coordinator, sent: Sent) -> Response:
    """Write down a closed day."""
    form = Form(sent, language_of(request))
    on = form.day("holiday_on", need=DAY_NEEDED)
    point_id = form.number("point_id", least=1, most=LARGEST)
    names = {tag: form.text(f"name_{tag}", longest=200) for tag in LANGUAGES}
    if not any(names.values()):
        form.fault("name_kk", NAME_NEEDED)
    if form.is_good and on is not None:
        said = {tag: name for tag, name in names.items() if name}
        add_holiday(db, on=on, point_id=point_id, names=said)
        return go_to("/staff/holidays?done=holiday")
    return _holidays(request, db, now, form)


@router.post("/staff/holidays/{holiday_id}/remove")
def remove(db: Db, _person: Coordinator, holiday_id: Number) -> Response:
    """It is open on that day after all."""
    remove_holiday(db, holiday_id=holiday_id)
    return go_to("/staff/holidays?done=holiday_gone")


def weekly(point: ServicePoint) -> dict[int, str]:
    """The hours of each weekday, Monday first: "09:00–13:00, 14:00–18:00"; "" where closed."""
    week: dict[int, list[str]] = {day: [] for day in range(7)}
    for row in sorted(point.hours, key=lambda one: (one.weekday, one.opens_minute)):
        span = f"{_clock(row.opens_minute)}–{_clock(row.closes_minute)}"
        week[row.weekday].append(span)
    return {day: ", ".join(spans) for day, spans in week.items()}


def why_closed(holiday: Holiday, language: str) -> str:
    """Why it is closed, in this language where somebody wrote it."""
    return holiday.names.get(language) or next(iter(holiday.names.values()), "")


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _holidays(request: Request, db: LookDb, now: Now, form: Form) -> Response:
    language, on = form.language, today(db, now=now)
    names = {one.id: point_name(one, language) for one in points(db, on=on)}
    return page(
        request, "staff/holidays.html", status=status_of(form), faults=form.faults,
        kept=form.kept(), done=done_said(request), names=names,
        points=[(str(number), name) for number, name in names.items()],
        closed=holidays(db, from_on=on - DAYS_SHOWN_BACK), languages_by_name=LANGUAGES,
        why=lambda one: why_closed(one, language),
    )  # fmt: skip
