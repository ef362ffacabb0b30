"""The interface for machines, put together."""

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.rest import editions, me, network, positions, requests, staff, titles, visits
from api.rest.problems import Problem, answer_problems, our_fault
from api.web.frame.again import RunAgain
from api.web.frame.doors import Doors
from api.web.frame.failing import OurFaults

PREFIX = "/api/v1"
DESCRIPTION = (
    "Talking books and requests of a library network. Failures are problems (RFC 9457); lists come "
    "in pages; a call with an Idempotency-Key is done once; what is read has an ETag."
)
PROBLEMS = {
    "4XX": {
        "model": Problem,
        "description": "What is wrong, in the caller's language.",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
}


def create_rest(doors: Doors) -> FastAPI:
    """The interface over the same doors as the pages; it is mounted at PREFIX."""
    app = FastAPI(
        title="Dauys", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None,
        openapi_url=None, generate_unique_id_function=_operation, redirect_slashes=False,
        servers=[{"url": PREFIX}], root_path_in_servers=False,
    )  # fmt: skip
    app.state.doors = doors
    for router in (
        titles.router,
        network.router,
        me.router,
        positions.router,
        visits.router,
        requests.router,
        editions.router,
        staff.router,
    ):
        app.include_router(router, responses=PROBLEMS)  # type: ignore[arg-type]
    answer_problems(app)
    app.add_middleware(RunAgain)
    app.add_middleware(OurFaults, answer=our_fault)
    return app


def _operation(route: APIRoute) -> str:
    """A name for each call that says the thing and the verb: requests_ask."""
    return f"{route.tags[0]}_{route.name}"
