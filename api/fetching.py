"""What stands at an address of the web comes in: in bounded time, bounded size, few redirects."""

import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx2

from access.importing.opds.publication import NotFetched

MOST_REDIRECTS = 5
ANSWER_S = 30.0
WHOLE_FILE_S = 1_800.0
AGENT = "Dauys"


class HttpFetcher:
    """Fetches over HTTP and HTTPS. Used as `with HttpFetcher() as fetcher`."""

    def __init__(self) -> None:
        self._client = httpx2.Client(
            timeout=ANSWER_S,
            follow_redirects=True,
            max_redirects=MOST_REDIRECTS,
            headers={"User-Agent": AGENT},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def fetch(self, address: str, target: Path, *, most_bytes: int) -> None:
        """Write what the address gives to a file. Raises NotFetched."""
        if urlsplit(address).scheme not in {"http", "https"}:
            raise NotFetched("it is no address of the web")
        try:
            with self._client.stream("GET", address) as answer:
                if answer.status_code != httpx2.codes.OK:
                    raise NotFetched(f"the server answered {answer.status_code}")
                _write(answer, target, most_bytes)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            raise NotFetched(str(error) or type(error).__name__) from error


def _write(answer: httpx2.Response, target: Path, most_bytes: int) -> None:
    """Counted as it comes, unpacked: what a server says of the size is no promise."""
    size_bytes, ends_s = 0, time.monotonic() + WHOLE_FILE_S
    with target.open("wb") as file:
        for block in answer.iter_bytes():
            size_bytes += len(block)
            if size_bytes > most_bytes:
                raise NotFetched(f"it has more than {most_bytes} bytes")
            if time.monotonic() > ends_s:
                raise NotFetched(f"it took longer than {WHOLE_FILE_S:.0f} seconds")
            file.write(block)
