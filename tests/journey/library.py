"""A library as its people set it up: by commands, by the interface for machines, by pages."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx2

from access.database.opening import open_database
from access.people.accounts import account_by_login
from access.people.passwords import issue_reset_key, use_reset_key
from access.people.signing_in import SignedIn
from api.samples import BOOKS, CATALOGUE, pack
from fixtures.marc_files import marc_bytes
from tests.processes import Running, dauys, running, serving

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

    def staff_key(self) -> str:
        """A key for a program of a coordinator, as IT makes it."""
        self.dauys(
            "staff", "add", "gulnara", "--name", "Гүлнар", "--role", "coordinator",
            "--print-password",
        )  # fmt: skip
        found = KEY.search(self.dauys("staff", "key", "gulnara", "--name", "reception"))
        assert found
        return found[0]


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


def chose_password(url: str, reader_id: int, card: str) -> None:
    """The library reads ten digits to the reader, who chooses a password with them."""
    database, now = open_database(url), datetime.now(UTC)
    with database.change.begin() as db:
        staff = account_by_login(db, "gulnara")
        assert staff is not None
        digits = issue_reset_key(db, reader_id=reader_id, by_id=staff.id, now=now).digits
        found = use_reset_key(
            db, card_number=card, digits=digits, password=PASSWORD, place="home", now=now
        )
        assert isinstance(found, SignedIn)
    database.close()
