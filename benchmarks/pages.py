"""How long a reader waits for pages: first page, search, title, list, from a real `dauys serve`.

`python -m benchmarks.pages [--titles N] [--keep FILE] [--pages N]`

Over SQLite with 250,000 titles; one reader, signed in, one page after another. A row is a kind of
page: how many, the milliseconds of the middle one, of the 95th of a hundred, of the slowest, and
how many milliseconds of a processor the server worked for one, which a busy machine does not
change. FILE is one that `benchmarks.search --keep` made, or will be.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from access.database.opening import Database, open_database
from access.database.upgrading import upgrade
from access.people.passwords import set_password
from access.people.records import Reader
from access.requests.asking import ask
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import RequestKind
from access.search.letters import words_of
from benchmarks.search import build
from benchmarks.search_titles import Sample, samples_of
from tests.access import desk
from tests.processes import Running, serving

PASSWORD = "a brown horse reads 7"  # noqa: S105 - of nobody
ON_THE_LIST = 15
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=int, default=250_000)
    parser.add_argument("--keep", type=Path, help="a file of SQLite to keep, or kept")
    parser.add_argument("--pages", type=int, default=200, help="of each kind")
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{chosen.keep or Path(folder) / 'pages.db'}"
        upgrade(url)
        database = open_database(url)
        with database.look.begin() as db:
            is_there = bool(samples_of(db, 1))
        if not is_there:
            build(database, chosen.titles)
        with database.look.begin() as db:
            samples = samples_of(db)
        card = reader_with_a_list(database, samples)
        database.close()
        with (
            serving(url, DAUYS_SHELF_DIR=folder, DAUYS_STORE_DIR=folder) as server,
            httpx2.Client(base_url=server.address) as reader,
        ):
            sign_in(reader, card)
            for kind, paths in kinds(samples, chosen.pages):
                measure(kind, list(paths), reader, server)
    return 0


def reader_with_a_list(database: Database, samples: list[Sample]) -> str:
    """A reader who waits for some titles; answers the card."""
    now = datetime.now(UTC)
    with database.change.begin() as db:
        reader_id = desk.reader(db)
        reader = db.get_one(Reader, reader_id)
        reader.card_number = f"B{reader_id:09}"
        set_password(db, reader_id=reader_id, password=PASSWORD, now=now)
        for title in samples[:ON_THE_LIST]:
            desk.source(db, title.title_id)
            ask(
                db, reader_id=reader_id, title_id=title.title_id, kind=RequestKind.AUDIO,
                door="web", now=now, limits=STANDARD_LIMITS,
            )  # fmt: skip
        return reader.card_number


def sign_in(reader: httpx2.Client, card: str) -> None:
    """Through the page."""
    answer = reader.post("/sign-in", data={"name": card, "password": PASSWORD})
    if answer.status_code != 303:
        raise SystemExit(f"the reader cannot sign in: {answer.status_code}")


def kinds(samples: list[Sample], count: int) -> Iterator[tuple[str, Iterator[str]]]:
    """Each kind of page, with addresses of it."""
    chance = random.Random(3)  # noqa: S311 - chance, not a secret
    chosen = chance.choices(samples, k=count)
    yield "first page", ("/" for _ in chosen)
    yield "find by a title", (str(httpx2.URL("/find", params={"q": one.name})) for one in chosen)
    words = (max(words_of(one.name), key=len) for one in chosen)
    yield "find by a word", (str(httpx2.URL("/find", params={"q": word})) for word in words)
    yield "title", (f"/titles/{one.title_id}" for one in chosen)
    yield f"list of {ON_THE_LIST}", ("/my/list" for _ in chosen)


def measure(kind: str, paths: list[str], reader: httpx2.Client, server: Running) -> None:
    """Open the pages and print a row."""
    took_ms, worked_s = [], processor_s(server)
    for path in paths:
        began_s = time.perf_counter()
        answer = reader.get(path)
        took_ms.append((time.perf_counter() - began_s) * 1000)
        answer.raise_for_status()
    worked_ms = (processor_s(server) - worked_s) / len(paths) * 1000
    took_ms.sort()
    middle, p95 = took_ms[len(took_ms) // 2], took_ms[int(len(took_ms) * 0.95)]
    print(
        f"{kind:<18}{len(paths):>5} {middle:8.1f} {p95:8.1f} {took_ms[-1]:8.1f} ms"
        f" |{worked_ms:7.1f} ms of a processor",
        flush=True,
    )


def processor_s(server: Running) -> float:
    """How long the server has worked so far (proc(5): utime and stime)."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


if __name__ == "__main__":
    sys.exit(main())
