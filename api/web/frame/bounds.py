"""Bounds around every request: how large, from where."""

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = {"GET", "HEAD", "OPTIONS"}


class TooLarge(Exception):
    """More was sent than this address takes."""

    def __init__(self, most_bytes: int) -> None:
        self.most_mb = max(1, most_bytes // 1_000_000)
        super().__init__(f"More than {most_bytes} bytes were sent.")


class BoundedBodies:
    """Stops reading a request at a number of bytes: `most_bytes`, or that of an address for files.

    `uploads` maps the beginning of a path to its own bound. What says its length beforehand is
    refused before a byte of it is read.
    """

    def __init__(self, app: ASGIApp, *, most_bytes: int, uploads: dict[str, int]) -> None:
        self._app, self._most, self._uploads = app, most_bytes, uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, with a count."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        most = self._bound(scope["path"])
        said = Headers(scope=scope).get("content-length", "0")
        is_too_large = not said.isdigit() or int(said) > most
        came = 0

        async def counted() -> Message:
            nonlocal came
            if is_too_large:
                raise TooLarge(most)
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise TooLarge(most)
            return message

        await self._app(scope, counted, send)

    def _bound(self, path: str) -> int:
        bounds = [most for start, most in self._uploads.items() if path.startswith(start)]
        return max(bounds, default=self._most)


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
