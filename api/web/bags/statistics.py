"""Figures of home delivery for coordinators: tables to hear, and the same as files."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from access.network.zone import today
from api.web.bags.csv_files import csv_file
from api.web.bags.doors import short_name
from api.web.bags.figure_rows import COURIERS, FAILURES_HEAD, HEAD, Row, couriers, failed, measured
from api.web.bags.outcome_names import FAILURES, outcome_name
from api.web.frame.doors import LookDb, Now
from api.web.frame.forms import Form
from api.web.frame.pages import language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.words.catalogues import mark, words_in
from api.words.saying import day_words
from delivery.crew.hiring import depot_points
from delivery.errors import BadSpan
from delivery.statistics.figures import Figures, figures
from delivery.statistics.span import MOST_DAYS, By, Span
from delivery.statistics.work import work_of_couriers

router = APIRouter(prefix="/staff/statistics")
USUAL_DAYS = 30
BY_NAMES = {
    By.DAY: mark("by day"), By.WEEK: mark("by week"), By.MONTH: mark("by month"),
    By.AREA: mark("by area"), By.DEPOT: mark("by depot"),
}  # fmt: skip
WHAT = {By.AREA: mark("Area"), By.DEPOT: mark("Depot")}
BEGINS = mark("Beginning")
TOGETHER = mark("Together")
SMALL_AREAS = mark("Small areas together")
NO_AREA, NO_DEPOT = mark("Without an area"), mark("Nobody was sent")
BAD_SPAN = mark("Choose a first and a last day in this order, at most %(most_days)d days apart.")
TABLES = ("visits", "reasons", "couriers")
Table = Annotated[str, Query(pattern="^(visits|reasons|couriers)$")]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for in the address."""

    span: Span
    by: By


@router.get("")
def show_statistics(request: Request, db: LookDb, now: Now, _person: Coordinator) -> Response:
    """The figures of the last weeks, or of the days that were chosen."""
    form, wish = _wish(request, db, now)
    language = form.language
    parts = figures(db, wish.span, wish.by)
    whole = figures(db, wish.span, By.ALL)[0]
    names = _names(db, parts, wish.by, language)
    together = form.say(TOGETHER)
    return page(
        request, "bags/statistics.html", status=status_of(form), faults=form.faults, wish=wish,
        kept=_shown(form, wish.span), what=form.say(WHAT.get(wish.by, BEGINS)), whole=whole,
        pieces=[(one.value, form.say(words)) for one, words in BY_NAMES.items()],
        head=[form.say(one) for one in HEAD],
        rows=[*_rows(parts, names, language), Row(together, measured(whole, language))],
        reasons=[(outcome_name(one, language), whole.failed_by.get(one, 0)) for one in FAILURES],
        courier_head=[form.say(one) for one in COURIERS],
        couriers=couriers(work_of_couriers(db, wish.span), language),
        query=_address(wish), tables=TABLES,
    )  # fmt: skip


@router.get(".csv")
def export(
    request: Request, db: LookDb, now: Now, _person: Coordinator, table: Table = "visits"
) -> Response:
    """One of the tables as a file; in it are counts alone."""
    form, wish = _wish(request, db, now)
    if not form.is_good:
        raise BadSpan("too_long", MOST_DAYS)
    language, say = form.language, form.say
    name = f"{table}-{wish.span.from_on}-{wish.span.until_on}"
    if table == "couriers":
        rows = couriers(work_of_couriers(db, wish.span), language, plain=True)
        return csv_file([say(one) for one in COURIERS], [[r.name, *r.cells] for r in rows], name)
    parts = figures(db, wish.span, wish.by)
    names = _names(db, parts, wish.by, language, plain=True)
    what = say(WHAT.get(wish.by, BEGINS))
    if table == "reasons":
        head = [what, say(FAILURES_HEAD), *(outcome_name(one, language) for one in FAILURES)]
        return csv_file(
            head, [[n, *failed(one)] for n, one in zip(names, parts, strict=True)], name
        )
    cells = [
        [named, *measured(one, language, plain=True)]
        for named, one in zip(names, parts, strict=True)
    ]
    return csv_file([what, *(say(one) for one in HEAD)], cells, name)


def _wish(request: Request, db: Session, now: Now) -> tuple[Form, Wish]:
    """What the address asks for; the last weeks by week where it asks for nothing or nonsense."""
    form = Form(FormData([*request.query_params.multi_items()]), language_of(request))
    until = form.day("until") or today(db, now=now)
    since = form.day("since") or until - timedelta(days=USUAL_DAYS - 1)
    by = form.choice("by", [one.value for one in BY_NAMES]) or By.WEEK
    usual = Span(today(db, now=now) - timedelta(days=USUAL_DAYS - 1), today(db, now=now))
    span = usual
    if form.is_good:
        try:
            span = Span(since, until)
        except BadSpan as error:
            form.fault("since", BAD_SPAN, most_days=error.most_days)
    return form, Wish(span, By(by))


def _names(
    db: Session, parts: list[Figures], by: By, language: str, *, plain: bool = False
) -> list[str]:
    """What each piece is called; `plain` days are written as machines read them."""
    say = words_in(language).gettext
    points = depot_points(db) if by is By.DEPOT else {}

    def named(part: object) -> str:
        if isinstance(part, date):
            return part.isoformat() if plain else day_words(part, language)
        if by is By.DEPOT:
            known = points.get(part) if isinstance(part, int) else None
            return short_name(known, language) if known else say(NO_DEPOT)
        return say(SMALL_AREAS) if part is None else str(part) or say(NO_AREA)

    return [named(one.part) for one in parts]


def _rows(parts: list[Figures], names: list[str], language: str) -> list[Row]:
    return [Row(name, measured(one, language)) for name, one in zip(names, parts, strict=True)]


def _shown(form: Form, span: Span) -> dict[str, str]:
    """The fields as they were sent; where nothing was, the days that are shown."""
    kept = dict(form.kept())
    for name, on in (("since", span.from_on), ("until", span.until_on)):
        if not any(kept.get(f"{name}-{part}") for part in ("day", "month", "year")):
            kept |= {f"{name}-day": str(on.day), f"{name}-month": str(on.month),
                     f"{name}-year": str(on.year)}  # fmt: skip
    return kept


def _address(wish: Wish) -> dict[str, object]:
    """The query that asks for the same again."""
    found: dict[str, object] = {"by": wish.by.value}
    for name, on in (("since", wish.span.from_on), ("until", wish.span.until_on)):
        found |= {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}
    return found
