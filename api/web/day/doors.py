"""What the pages of a day share: the day in the address, and what is done when a room refuses."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from access.errors import AccessError
from api.answers.table import answer_to
from api.web.day.sentences import refused
from api.web.frame.doors import Doors, Now, OpenDoors
from api.web.frame.pages import go_to, language_of
from api.web.frame.visitor import Coordinator
from api.web.staff.doors import AccountId
from api.work.day_planning import DayPlanner
from delivery.errors import DeliveryError
from delivery.planning.asking import ask_planning

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
REFUSED = (DeliveryError, AccessError)
MISSING = 404

OnDay = Annotated[date, Path(ge=FIRST_DAY, le=LAST_DAY)]
"""The day in an address, as 2026-11-30; what is no day leads to no page."""


class Turn:
    """One coordinator at one page of a day: everything that its acts need."""

    def __init__(
        self,
        request: Request,
        doors: OpenDoors,
        now: Now,
        on: OnDay,
        _person: Coordinator,
        account_id: AccountId,
    ) -> None:
        self.request, self.doors, self.now = request, doors, now
        self.on, self.account_id = on, account_id
        self.language = language_of(request)

    @property
    def path(self) -> str:
        """The address of the day."""
        return f"/staff/days/{self.on.isoformat()}"


OneTurn = Annotated[Turn, Depends(Turn)]


def planner_of(request: Request) -> DayPlanner:
    """Who has days planned for this application."""
    planner: DayPlanner = request.app.state.planner
    return planner


def made_planner(doors: Doors) -> DayPlanner:
    """The planner behind these doors."""
    return DayPlanner(doors.database, doors.clock)


def do(turn: Turn, act: Callable[[Session], str]) -> Response:
    """Carry out an act in one transaction and go to the address that it answers. Where a room
    refuses nothing is done, and the day as it is now says why."""
    try:
        with turn.doors.database.change.begin() as db:
            address = act(db)
    except REFUSED as error:
        return say_refusal(turn, error)
    return go_to(address)


def do_and_plan(turn: Turn, act: Callable[[Session], Mapping[str, Any] | None]) -> Response:
    """Carry out an act, have the day planned again, and go to the page that says how far it is."""
    try:
        with turn.doors.database.change.begin() as db:
            done = act(db)
            planning, is_new = ask_planning(
                db, on=turn.on, by_id=turn.account_id, now=turn.now, act=done
            )
            number = planning.id
    except REFUSED as error:
        return say_refusal(turn, error)
    if is_new:
        planner_of(turn.request).start(number)
    return go_to(f"{turn.path}/planning")


def say_refusal(turn: Turn, error: Exception) -> Response:
    """The fresh page of the day with the refusal at its top. What is not there has a page of its
    own: raises the error again."""
    from api.web.day.showing import show_again  # noqa: PLC0415 - that page uses these doors

    answer = answer_to(error)
    if answer is None or answer.status == MISSING:
        raise error
    return show_again(turn, refused(error, answer, turn.language), answer.status)
