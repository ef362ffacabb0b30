"""From which state into which a request may come: the whole of it in one table."""

from collections.abc import Mapping
from datetime import datetime

from access.requests.errors import ImpossibleMove
from access.requests.records import Request, RequestState

WAITING, DELAYED, READY = RequestState.WAITING, RequestState.DELAYED, RequestState.READY
FULFILLED, WITHDRAWN, REFUSED = (
    RequestState.FULFILLED,
    RequestState.WITHDRAWN,
    RequestState.REFUSED,
)

MOVES: Mapping[RequestState, frozenset[RequestState]] = {
    WAITING: frozenset({READY, DELAYED, WITHDRAWN, REFUSED}),
    DELAYED: frozenset({WAITING, READY, WITHDRAWN, REFUSED}),
    READY: frozenset({FULFILLED, WAITING, WITHDRAWN, REFUSED}),
    FULFILLED: frozenset(),
    WITHDRAWN: frozenset(),
    REFUSED: frozenset(),
}
"""READY becomes WAITING again where the copy that was put aside is lost."""

OPEN = frozenset(state for state, onward in MOVES.items() if onward)
IN_LINE = frozenset({WAITING, DELAYED})


def move(request: Request, to: RequestState, *, now: datetime) -> None:
    """Bring a request into another state; a closed one gets its instant of closing.

    Raises ImpossibleMove, and changes nothing.
    """
    if to not in MOVES[request.state]:
        raise ImpossibleMove(request.id, request.state, to)
    request.state = to
    if to is READY:
        request.ready_at = now
    if to in IN_LINE:
        request.copy_id = request.edition_id = request.ready_at = None
    if to not in OPEN:
        request.closed_at = now
