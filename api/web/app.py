"""The doors over HTTP, put together: pages for readers and staff, the interface for machines."""

from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from api.rest import problems
from api.rest.app import PREFIX, create_rest
from api.web import courier, readers
from api.web.bags.routers import BAGS
from api.web.bench.routers import BENCH
from api.web.courier.events import MOST_BYTES
from api.web.day.doors import made_planner
from api.web.day.routers import DAY
from api.web.frame import failing, health, signing
from api.web.frame import help as helping
from api.web.frame.bounds import BoundedBodies, OwnFormsOnly, TooLarge
from api.web.frame.doors import Doors
from api.web.frame.failing import answer_failures
from api.web.frame.visitor import Renewals
from api.web.homes.routers import HOMES
from api.web.staff.routers import STAFF

MOST_FORM_BYTES = 1_000_000
LEXICONS, MOST_LEXICON_BYTES = "/bench/lexicon-files/", 21_000_000
MACHINES = "/api/"
"""Calls here carry a token, no cookie; another site's page cannot send them."""


def create_app(doors: Doors) -> FastAPI:
    """The whole web over one database and one shelf."""
    app = FastAPI(
        title="Dauys", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    app.state.doors = doors
    app.state.renewals = Renewals()
    app.state.planner = made_planner(doors)
    rooms = (*readers.ROUTERS, *courier.ROUTERS, *DAY, *STAFF, *BENCH, *HOMES, *BAGS)
    for router in (signing.router, helping.router, health.router, *rooms):
        app.include_router(router, include_in_schema=False)
    rest = create_rest(doors)
    rest.state.renewals = app.state.renewals
    app.mount(PREFIX, rest, name="rest")
    app.add_api_route("/openapi.json", rest.openapi, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=str(files("api.web") / "static")), name="static")
    answer_failures(app)
    app.add_middleware(
        BoundedBodies,
        most_bytes=MOST_FORM_BYTES,
        uploads={
            "/staff/": doors.settings.upload_limit_bytes,
            LEXICONS: MOST_LEXICON_BYTES,
            "/run/": MOST_BYTES,
        },
        answer=too_large,
    )
    app.add_middleware(OwnFormsOnly, open_paths=(MACHINES,))
    return app


def too_large(request: Request, error: TooLarge) -> Response:
    """Said as the address speaks: by a page or as a problem."""
    if request.url.path.startswith(MACHINES):
        return problems.too_large(request, error)
    return failing.too_large(request, error)
