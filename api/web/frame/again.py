"""A request whose transaction the database gave up for another's sake is answered again, from its
start: neither a reader nor a machine hears of it.

This is the one place of the web that does so. A request is one transaction, which is committed
before its answer leaves; where the commit or anything before it failed so, nothing of the request
is left, and the whole of it may be run again: the same body, asked anew. What may not be run
again: an answer that has begun, a body too long to be kept, anything but a conflict.
"""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.database.again import TRIES, is_conflict, pause_s

MOST_KEPT_BYTES = 1_000_000


class RunAgain:
    """Runs a request again, a few times, with small random waits between."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        tries: int = TRIES,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._app, self._tries, self._wait = app, tries, wait

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on. Raises what the application raises, and a conflict that does not pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body, has_begun = _Body(receive), False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        for n in range(1, self._tries + 1):
            asked = {**scope, "state": dict(scope.get("state", {}))}
            try:
                await self._app(asked, body.from_its_start(), watched)
            except Exception as error:
                scope.update(asked)  # the log names the address by what was found out of it
                if n == self._tries or has_begun or body.is_lost or not is_conflict(error):
                    raise
                await self._wait(pause_s(n))
            else:
                return


class _Body:
    """What was sent, kept as it comes, so that it can be read again."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._kept: list[Message] = []
        self._bytes = 0
        self.is_lost = False
        """It was too long to be kept, or whoever sent it hung up."""

    def from_its_start(self) -> Receive:
        """The same messages again, then those that still come."""
        before = iter(tuple(self._kept))

        async def told() -> Message:
            for message in before:
                return message
            message = await self._receive()
            self._bytes += len(message.get("body", b""))
            if message["type"] != "http.request" or self._bytes > MOST_KEPT_BYTES:
                self.is_lost = True
                self._kept.clear()
            elif not self.is_lost:
                self._kept.append(message)
            return message

        return told
