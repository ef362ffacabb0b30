"""Help, and what we do with what we know of a reader."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.records import Network
from api.web.frame.doors import LookDb
from api.web.frame.pages import page
from api.web.frame.visitor import Anybody

router = APIRouter()


@router.get("/help")
def show_help(request: Request, _visitor: Anybody, db: LookDb) -> Response:
    """How to find, ask for and hear a book, and whom to call."""
    return page(request, "frame/help.html", network=db.get(Network, 1))


@router.get("/privacy")
def show_privacy(request: Request, _visitor: Anybody) -> Response:
    """What is kept, for how long, who sees it, and how to have it taken away."""
    return page(request, "frame/privacy.html")
