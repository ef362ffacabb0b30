"""For whoever watches the service: does the process live, can it work."""

import logging
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from access.database.upgrading import is_current
from api.web.frame.doors import OpenDoors

LOG = logging.getLogger(__name__)
router = APIRouter()


@router.get("/healthz")
def healthy() -> dict[str, str]:
    """Answers as long as the process does."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(doors: OpenDoors) -> JSONResponse:
    """Whether readers can be served: the database answers, and its tables are of this version."""
    try:
        if is_current(doors.database):
            return JSONResponse({"status": "ready"})
        why = "The tables are not of this version. Run `dauys db upgrade`."
    except SQLAlchemyError as error:
        LOG.warning("The database does not answer: %s", type(error).__name__)
        why = "The database does not answer."
    return JSONResponse({"status": "not ready", "why": why}, HTTPStatus.SERVICE_UNAVAILABLE)
