"""A courier's runs as JSON, for their telephone: name, door and bag of each stop, nothing else."""

from dataclasses import asdict
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from access.people.records import Role
from api.web.courier.doors import days_shown
from api.web.frame.doors import LookDb, Now, OpenDoors
from api.web.frame.pages import PRIVATE
from api.web.frame.visitor import Anybody
from api.web.staff.doors import account_of
from delivery.runs.courier_view import runs_for_device

router = APIRouter()


@router.get("/run/data")
def show_data(visitor: Anybody, doors: OpenDoors, db: LookDb, now: Now) -> JSONResponse:
    """Who is signed in, and their runs from today on. 401 where nobody is, 403 where no courier.

    The telephone asks this after each sending; it compares and says what changed.
    """
    if visitor.person is None:
        return said({"code": "sign_in_needed"}, HTTPStatus.UNAUTHORIZED)
    if visitor.person.account_id is None or not visitor.may_as(Role.COURIER):
        return said({"code": "no_courier"}, HTTPStatus.FORBIDDEN)
    from_on, until_on = days_shown(doors, now)
    account_id = account_of(visitor.person)
    runs = runs_for_device(db, account_id=account_id, from_on=from_on, until_on=until_on)
    return said(
        {
            "account_id": account_id,
            "today": from_on.isoformat(),
            "time_zone": doors.settings.time_zone,
            "as_of": now.isoformat(),
            "runs": [plain(asdict(run)) for run in runs],
        }
    )


def plain(value: Any) -> Any:
    """The same with days and moments as ISO 8601 writes them."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def said(facts: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> JSONResponse:
    """An answer for the telephone that nobody on the way keeps."""
    return JSONResponse(facts, status, headers={**PRIVATE, "X-Content-Type-Options": "nosniff"})


def may_report(request: Request) -> bool:
    """Whether it is JSON that says so: a form of another site cannot send that (Fetch, 4.10)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json"
