"""The next days: how full each is, which are closed, and the schedule that proposes visits."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from access.people.by_number import readers_of
from api.web.day.doors import FIRST_DAY, LAST_DAY, REFUSED, Turn, say_refusal
from api.web.day.seeing import see
from api.web.day.sentences import NO_DAY
from api.web.day.today import Today
from api.web.frame.pages import page
from api.words.catalogues import words_in
from delivery import desk
from delivery.lists import MOST_DAYS
from delivery.scheduling.scheduling import Schedule, schedule

router = APIRouter(prefix="/staff/calendar")
DAYS_SHOWN = 14
MOST_LEFT = 200

FromDay = Annotated[date | None, Query(alias="from", ge=FIRST_DAY, le=LAST_DAY)]
Days = Annotated[int, Query(ge=1, le=MOST_DAYS)]


@router.get("")
def show_calendar(turn: Today, from_on: FromDay = None, days: Days = DAYS_SHOWN) -> Response:
    """A line a day: how many visits of how many that it can hold."""
    return _page(turn, from_on or turn.on, days, None)


@router.post("/propose")
def propose(turn: Today) -> Response:
    """Let the schedule propose visits; done again it changes nothing. Who found no day is named."""
    try:
        with turn.doors.database.change.begin() as db:
            done = schedule(db, now=turn.now)
            see(db, turn, {reader_id for reader_id, _why in done.left[:MOST_LEFT]})
    except REFUSED as error:
        return say_refusal(turn, error)
    return _page(turn, turn.on, DAYS_SHOWN, done)


def _page(turn: Turn, from_on: date, days: int, done: Schedule | None) -> Response:
    say = words_in(turn.language).gettext
    with turn.doors.database.look.begin() as db:
        lines = desk.calendar_lines(db, from_on=from_on, days=days)
        left = done.left[:MOST_LEFT] if done else []
        readers = readers_of(db, [number for number, _why in left])
        return page(
            turn.request, "day/calendar.html", lines=lines, today=turn.on, days=days,
            from_on=from_on, proposed=done, language_tag=turn.language,
            left=[(readers[number], say(NO_DAY[why.code])) for number, why in left
                  if number in readers],
            more=max(0, len(done.left) - MOST_LEFT) if done else 0,
            later=lines[-1].day.on if lines else from_on,
        )  # fmt: skip
