"""Asks a road server over HTTP, and never waits, reads or tries without a bound."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic, sleep
from urllib.parse import urlsplit

import httpx2

from routing.travel.errors import RoadsUnavailable

TRIES = 3
FIRST_PAUSE_S = 0.2
BUSY = {429, 502, 503, 504}
REMEDY = "See that it runs and that its address is right, or use --matrix great-circle."

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long one answer may take from the first word to the last, and how large it may be."""

    answer_s: float = 120.0
    connect_s: float = 5.0
    most_bytes: int = 256 * 2**20


USUAL = Bounds()


class RoadServer:
    """One server at one address. Safe in several threads; close it at the end."""

    def __init__(self, url: str, bounds: Bounds = USUAL) -> None:
        self.name = shown(url)
        self._bounds = bounds
        address = httpx2.URL(url)
        self._base = address.copy_with(path=address.path.rstrip("/") + "/")
        timeout = httpx2.Timeout(bounds.answer_s, connect=bounds.connect_s)
        self._client = httpx2.Client(timeout=timeout, trust_env=False, follow_redirects=False)

    def close(self) -> None:
        """Hangs up."""
        self._client.close()

    def ask(
        self, path: str, *, question: Json | None = None, wishes: Mapping[str, str] | None = None
    ) -> tuple[int, Json]:
        """The status and the JSON object that a path answers; a question is sent as JSON.

        What only may be a moment's trouble is tried again, twice. Raises RoadsUnavailable where
        nobody answers, the answer is too late or too large, or is no JSON object.
        """
        url = self._base.copy_with(path=self._base.path + path)
        url = url.copy_merge_params(dict(wishes)) if wishes else url
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            try:
                status, text = self._once(url, question)
            except httpx2.TimeoutException as fault:
                raise self._unavailable("does not answer in time.") from fault
            except httpx2.TransportError as fault:
                if last:
                    raise self._unavailable(f"cannot be reached ({_why(fault)}).") from fault
            else:
                if status not in BUSY or last:
                    return status, self._read(status, text)
            sleep(FIRST_PAUSE_S * 4**attempt)
        raise self._unavailable("cannot be reached.")

    def _once(self, url: httpx2.URL, question: Json | None) -> tuple[int, bytes]:
        ends_s = monotonic() + self._bounds.answer_s
        method = "GET" if question is None else "POST"
        with self._client.stream(method, url, json=question) as answer:
            text = bytearray()
            for piece in answer.iter_bytes():
                text += piece
                if len(text) > self._bounds.most_bytes:
                    most = f"{self._bounds.most_bytes / 2**20:.3g} MB"
                    raise self._unavailable(f"answers with more than {most}.")
                if monotonic() > ends_s:
                    raise self._unavailable("does not answer in time.")
            return answer.status_code, bytes(text)

    def _read(self, status: int, text: bytes) -> Json:
        try:
            found: object = json.loads(text)
        except (ValueError, RecursionError) as fault:
            raise self._unavailable(f"answers {status} with something that is no JSON.") from fault
        if isinstance(found, list):
            return {"": found}  # some of Valhalla's answers are bare lists
        if not isinstance(found, dict):
            raise self._unavailable(f"answers {status} with something that is no JSON object.")
        return found

    def _unavailable(self, what: str) -> RoadsUnavailable:
        return RoadsUnavailable(self.name, f"the server {what}", REMEDY)


def shown(url: str) -> str:
    """An address as it may be said aloud: no password, no key in it.

    Raises RoadsUnavailable for what is no http or https address.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
        port = f":{parts.port}" if parts.port is not None else ""
        good = parts.scheme in ("http", "https") and host
        httpx2.URL(url)
    except (ValueError, httpx2.InvalidURL):
        good = None
    if not good:
        raise RoadsUnavailable(
            "a server", "its address is none.", "Write it as http://HOST:PORT or https://HOST/PATH."
        )
    spoken = f"[{host}]" if host and ":" in host else host
    return f"{parts.scheme}://{spoken}{port}{parts.path.rstrip('/')}"


def _why(fault: Exception) -> str:
    """A transport's own words, short and on one line."""
    return " ".join(str(fault).split())[:120] or type(fault).__name__
