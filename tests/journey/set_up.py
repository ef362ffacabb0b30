"""A library as its people set it up: by commands, by the interface for machines, by pages."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from lxml import html

from api.samples import BOOKS, CATALOGUE, pack
from fixtures.marc_files import marc_bytes
from tests.processes import Running, dauys, running, serving

COORDINATOR = "gulnara"
KEY = re.compile(r"dauys_\S+")
PASSWORD = "Көктем-2026 келді"  # noqa: S105 - of nobody
WAITS_S = 120
LIMIT_S = 60


@dataclass(frozen=True, slots=True)
class Library:
    """Where everything of one library is, and how its processes are told so."""

    url: str
    folder: Path
    mail_port: int = 1

    @property
    def settings(self) -> dict[str, str]:
        """The environment of every process of this library."""
        return {
            "DAUYS_DATABASE_URL": self.url,
            "DAUYS_STORE_DIR": os.fspath(self.folder / "store"),
            "DAUYS_SHELF_DIR": os.fspath(self.folder / "shelf"),
            "DAUYS_SOURCES_DIR": os.fspath(self.folder / "sources"),
            "DAUYS_WORKERS_A_BOOK": "1",
            "DAUYS_MAIL_HOST": "127.0.0.1",
            "DAUYS_MAIL_PORT": str(self.mail_port),
            "DAUYS_MAIL_SECURITY": "none",
            "DAUYS_MAIL_FROM": "library@example.kz",
        }

    def dauys(self, *words: str) -> str:
        """One command that has to end well; answers what it said."""
        done = dauys(*words, folder=self.folder, **self.settings)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def pages(self, *, port: int = 0) -> Iterator[Running]:
        """`dauys serve`."""
        with serving(self.url, port=port, folder=self.folder, **self.settings) as server:
            yield server

    @contextmanager
    def worker(self) -> Iterator[Running]:
        """`dauys worker`."""
        with running("worker", "--processes", "1", folder=self.folder, **self.settings) as process:
            yield process

    def set_up(self) -> None:
        """The tables, the network, a catalogue of MARC 21, and a folder with one small book."""
        self.dauys("db", "upgrade")
        books = self.folder / "books"
        books.mkdir()
        pack(BOOKS / "mixed", books / "mixed.epub")
        (self.folder / "records.mrc").write_bytes(marc_bytes("marc21"))
        network = os.fspath(CATALOGUE / "network.csv")
        self.dauys("import", network, "records.mrc", os.fspath(books))

    def coordinator(self) -> tuple[str, str]:
        """A coordinator, as IT lets one in: the password, and a key for a program of theirs."""
        said = self.dauys(
            "staff", "add", COORDINATOR, "--name", "Гүлнар", "--role", "coordinator",
            "--print-password",
        )  # fmt: skip
        found = KEY.search(self.dauys("staff", "key", COORDINATOR, "--name", "reception"))
        assert found
        return said.strip().rsplit(": ", 1)[1], found[0]


def caller(address: str, key: str = "", language: str = "en") -> httpx2.Client:
    """A program that calls the interface."""
    headers = {"Accept-Language": language} | ({"Authorization": f"Bearer {key}"} if key else {})
    return httpx2.Client(base_url=f"{address}/api/v1", headers=headers, timeout=LIMIT_S)


def registered(staff: httpx2.Client, card: str, **more: object) -> int:
    """Somebody becomes a reader, by the interface; answers their number."""
    new = {"card_number": card, "family_name": "Сейітова", "given_name": "Айгүл"} | more
    answer = staff.post("/staff/readers", json=new)
    assert answer.status_code == 201, answer.text
    number: int = answer.json()["id"]
    return number


def certified(staff: httpx2.Client, reader_id: int, *, until_on: str | None = None) -> None:
    """The library confirms their right to talking books."""
    right = {
        "service": "audio", "basis": "cannot_see_print", "certifier": "librarian",
        "document": "own_word", "certified_on": "2025-03-01", "since_on": "2025-03-01",
        "until_on": until_on,
    }  # fmt: skip
    answer = staff.post(f"/staff/readers/{reader_id}/rights", json=right)
    assert answer.status_code == 201, answer.text


def digits_for(address: str, reader_id: int, password: str) -> str:
    """A coordinator asks the page for the ten digits that are read to the reader."""
    with httpx2.Client(base_url=address, timeout=LIMIT_S) as staff:
        wish = {"name": COORDINATOR, "password": password}
        assert staff.post("/sign-in", data=wish).status_code == 303
        shown = html.fromstring(staff.post(f"/staff/readers/{reader_id}/password").text)
        (digits,) = shown.xpath("//*[@id='digits']")
        return str(digits.text_content())
