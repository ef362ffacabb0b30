"""After an act at the desk of a day: what was done, in words."""

from collections.abc import Mapping

from fastapi import Request

from api.web.staff.done import done_said
from api.words.catalogues import mark

DONE: Mapping[str, str] = {
    "locked": mark("The stop is locked: planning leaves it with its courier."),
    "unlocked": mark("The stop is unlocked: planning may choose another courier."),
    "taken_off": mark("The stop is taken off its run. The visit waits for a courier."),
    "published": mark(
        "Published. The couriers see their runs, and the readers are told when somebody comes."
    ),
    "moved": mark("The stop is moved, and locked where it is."),
    "planned": mark("The planning has ended. What came of it is said below."),
    "other_day": mark("The visit is moved to the other day."),
    "again": mark("Somebody comes again on the day that was chosen."),
}


def day_done(request: Request) -> str:
    """The sentence for what was done just now; "" where nothing was."""
    return done_said(request, DONE)
