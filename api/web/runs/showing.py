"""The runs of the day, for coordinators: who comes where and when, and who is left out."""

import logging
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.web.frame.doors import OpenDoors
from api.web.frame.failing import failure
from api.web.frame.pages import language_of, page
from api.web.frame.visitor import Coordinator
from api.web.runs.day import BadPlan, day_in
from api.words.catalogues import mark, words_in
from api.words.saying import kilometres_words

LOG = logging.getLogger(__name__)
router = APIRouter()

UNREADABLE = mark("The plan of the day cannot be read. Plan the day anew.")
REASONS = {
    "no_courier": mark("Nobody can take it."),
    "no_courier_has_skill": mark("No courier of this day can do what it needs."),
    "no_courier_may_come": mark("No courier who could do it may come there."),
    "too_heavy": mark("It is more than anybody can carry at once."),
    "more_stops_than_allowed": mark("It has more stops than any courier may make."),
    "window_outside_shifts": mark("Its hours are outside the hours of the couriers."),
    "unreachable": mark("No road leads there and back. Check its place on the map."),
    "too_far": mark("Even going straight there, nobody is there in time."),
    "others_come_first": mark("More urgent stops took the room."),
    "not_worth_the_way": mark("The way there would cost more than leaving it out."),
    "runs_are_locked": mark("What is locked in the runs leaves no room for it."),
    "not_given": mark("The runs that were given leave it out."),
    "no_room_found": mark("No room was found for it beside the other stops."),
}
UNKNOWN = mark("It is not said why.")


@router.get("/staff/runs")
def show_runs(request: Request, _who: Coordinator, doors: OpenDoors) -> Response:
    """Every run as a table, one row a stop; then the stops without room, each with its reason."""
    language = language_of(request)
    words = words_in(language)
    try:
        day = day_in(doors.settings.shelf_dir)
    except BadPlan as error:
        LOG.warning("%s", error)
        sentence = words.gettext(UNREADABLE)
        return failure(request, HTTPStatus.INTERNAL_SERVER_ERROR, sentence)
    return page(
        request, "runs/day.html", day=day,
        why=lambda code: words.gettext(REASONS.get(code, UNKNOWN)),
        kilometres=partial(kilometres_words, language=language),
    )  # fmt: skip
