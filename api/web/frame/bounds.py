"""Bounds around every request: how large, from where."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = {"GET", "HEAD", "OPTIONS"}
LINGERS_S, LINGERS_BYTES = 2.0, 16_000_000


class TooLarge(Exception):
    """More was sent than this address takes."""

    def __init__(self, most_bytes: int) -> None:
        self.most_mb = max(1, most_bytes // 1_000_000)
        super().__init__(f"More than {most_bytes} bytes were sent.")


class BoundedBodies:
    """Stops reading a request at a number of bytes: `most_bytes`, or that of an address for files.

    `uploads` maps the beginning of a path to its own bound. What says its length beforehand is
    refused before a byte of it is read; `answer` makes the page or problem that says so. Whatever
    the application makes of a body that was cut off is not sent.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        most_bytes: int,
        uploads: dict[str, int],
        answer: Callable[[Request, TooLarge], Response],
    ) -> None:
        self._app, self._most, self._uploads, self._answer = app, most_bytes, uploads, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, with a count."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        most = self._bound(scope["path"])
        said = Headers(scope=scope).get("content-length", "0")
        is_refused = not said.isdigit() or int(said) > most
        has_begun, came = False, 0

        async def counted() -> Message:
            nonlocal came, is_refused
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                is_refused = True
                raise TooLarge(most)
            return message

        async def watched(message: Message) -> None:
            nonlocal has_begun
            if has_begun or not is_refused:
                has_begun = True
                await send(message)

        if not is_refused:
            with suppress(TooLarge):
                await self._app(scope, counted, watched)
        if is_refused and not has_begun:
            request = Request(scope, receive)
            answer = await run_in_threadpool(self._answer, request, TooLarge(most))
            answer.headers["Connection"] = "close"
            await answer(scope, receive, _lingering(receive, send))

    def _bound(self, path: str) -> int:
        bounds = [most for start, most in self._uploads.items() if path.startswith(start)]
        return max(bounds, default=self._most)


def _lingering(receive: Receive, send: Send) -> Send:
    """Sends an answer, and hangs up a moment later: who is still sending would not hear it if the
    line were cut at once (RFC 9112, section 9.6)."""

    async def sent(message: Message) -> None:
        is_last = message["type"] == "http.response.body" and not message.get("more_body")
        if not is_last:
            await send(message)
            return
        await send({**message, "more_body": True})
        with suppress(TimeoutError):
            await asyncio.wait_for(_drained(receive), LINGERS_S)
        await send({"type": "http.response.body", "body": b""})

    return sent


async def _drained(receive: Receive) -> None:
    """Reads what still comes, to a bound, and forgets it."""
    came = 0
    while came < LINGERS_BYTES:
        message = await receive()
        came += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return


class OwnFormsOnly:
    """Refuses what another site's page sends in a reader's name (cross-site request forgery).

    Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin; a request that
    says neither comes from no browser and carries a token of its own (Fetch Metadata, W3C).
    """

    def __init__(self, app: ASGIApp, *, open_paths: tuple[str, ...] = ()) -> None:
        self._app, self._open = app, open_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is ours."""
        if scope["type"] == "http" and scope["method"] not in SAFE and not self._is_ours(scope):
            await _refused(send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        if scope["path"].startswith(self._open) and self._open:
            return True
        headers = Headers(scope=scope)
        if (site := headers.get("sec-fetch-site")) is not None:
            return site in ("same-origin", "none")
        if (origin := headers.get("origin")) is not None:
            return urlsplit(origin).netloc == headers.get("host")
        return True


async def _refused(send: Send) -> None:
    body = b"This form was sent from another site."
    await send(
        {
            "type": "http.response.start",
            "status": int(HTTPStatus.FORBIDDEN),
            "headers": [(b"content-type", b"text/plain; charset=utf-8")],
        }
    )
    await send({"type": "http.response.body", "body": body})
