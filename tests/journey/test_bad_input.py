"""What cannot be is refused at every door in the reader's language, and nothing of it is kept."""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from lxml import html
from sqlalchemy import func, select

from access.catalogue.records import Title
from access.database.opening import Database, open_database
from access.people.accounts import open_account
from access.people.records import Eligibility, Reader, Role
from access.people.tokens import create_token
from access.production.records import Production
from access.requests.records import Request
from api.words.languages import LANGUAGES
from tests.access import desk
from tests.journey.set_up import PASSWORD, Library, caller, certified, registered
from tests.processes import Running, dauys

NOW = datetime.now(UTC)
TWO_GIGABYTES = 2_000_000_000
PIECE = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
MOST_READ_BYTES = 60_000_000
"""What may be in buffers on the way when the door shuts: far less than what was on its way."""
RUBBISH = b"00120nam a2200061 i 4500" + bytes(range(256)) * 40
CYRILLIC = re.compile("[а-яәіңғүұқөһ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Desk:
    """A library that answers, and the keys with which programs come."""

    server: Running
    database: Database
    staff_key: str
    reader_key: str
    title_id: int

    def staff(self, language: str) -> httpx2.Client:
        """A program of the reception."""
        return caller(self.server.address, self.staff_key, language)

    def reader(self, language: str) -> httpx2.Client:
        """The reader's own app."""
        return caller(self.server.address, self.reader_key, language)

    def counts(self) -> list[int | None]:
        """How many of everything there are."""
        with self.database.look.begin() as db:
            kinds = (Reader, Eligibility, Request, Production, Title)
            return [db.scalar(select(func.count(kind.id))) for kind in kinds]


@pytest.fixture(scope="module")
def opened(sqlite_ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One library for all that is refused: it must be as before after each."""
    folder = tmp_path_factory.mktemp("bad_input")
    (folder / "dauys.db").write_bytes(sqlite_ready.read_bytes())
    library = Library(f"sqlite:///{folder / 'dauys.db'}", folder)
    database = open_database(library.url)
    with database.change.begin() as db:
        account = open_account(
            db, login="gulnara", name="Гүлнар", roles=[Role.COORDINATOR], password=PASSWORD, now=NOW
        )
        staff_key = create_token(db, name="desk", account_id=account.id, now=NOW).key
        title_id = desk.title(db)
    with library.pages() as server:
        with caller(server.address, staff_key) as staff:
            reader_id = registered(staff, "K-77001")
            certified(staff, reader_id, until_on="2025-12-31")
        with database.change.begin() as db:
            reader_key = create_token(db, name="app", reader_id=reader_id, now=NOW).key
        yield Desk(server, database, staff_key, reader_key, title_id)
    database.close()


@pytest.fixture
def library(opened: Desk) -> Iterator[Desk]:
    """The same library; whatever a test sends, nothing comes of it."""
    before = opened.counts()
    yield opened
    assert opened.counts() == before


def in_words(answer: httpx2.Response, status: int, language: str) -> str:
    """What is said, once it is in the language that was asked for."""
    assert answer.status_code == status, answer.text
    said: str = answer.json()["detail"]
    assert answer.headers["content-language"] == language
    assert bool(CYRILLIC.search(said)) == (language != "en"), said
    return said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", ["31.02.1950", "2026-02-30", "1850-01-01", "2999-12-31", "ертең"])
def test_an_impossible_birthday_makes_no_reader(library: Desk, language: str, day: str) -> None:
    new = {"card_number": "K-1", "family_name": "А", "given_name": "Б", "born_on": day}
    with library.staff(language) as staff:
        in_words(staff.post("/staff/readers", json=new), 422, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "days", [("2026-02-30", None), ("2026-05-01", "2026-04-01"), ("0000-00-00", "x")]
)
def test_an_impossible_right_is_not_written_down(
    library: Desk, language: str, days: tuple[str, str | None]
) -> None:
    right = {
        "service": "home_delivery", "basis": "age", "certifier": "librarian",
        "document": "own_word", "certified_on": "2026-01-01", "since_on": days[0],
        "until_on": days[1],
    }  # fmt: skip
    with library.staff(language) as staff:
        in_words(staff.post("/staff/readers/1/rights", json=right), 422, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_right_that_ended_fulfils_no_wish(library: Desk, language: str) -> None:
    """The reader hears whom to call."""
    with library.reader(language) as app:
        in_words(app.post("/requests", json={"title_id": library.title_id}), 403, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["vhs", "", "daisy202; DROP TABLE readers", "ә" * 16])
def test_a_form_that_cannot_be_made_is_refused(library: Desk, language: str, form: str) -> None:
    with library.reader(language) as app:
        wish = {"title_id": library.title_id, "form": form}
        in_words(app.post("/requests", json=wish), 422, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_card_opens_nothing_and_is_told_so(library: Desk, language: str) -> None:
    """On the page of the reader's language, beside the field."""
    answer = httpx2.post(
        f"{library.server.address}/sign-in", params={"lang": language},
        data={"name": "K-404404", "password": "ешкімнің құпиясы"},
    )  # fmt: skip
    page = html.fromstring(answer.text)
    assert answer.status_code == 422
    assert page.get("lang") == language
    (said,) = page.xpath("//*[@role='alert']//a")
    assert bool(CYRILLIC.search(said.text_content())) == (language != "en")
    assert "set-cookie" not in answer.headers or "dauys_key" not in answer.headers["set-cookie"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/sign-in", "/api/v1/requests", "/staff/titles"])
def test_two_gigabytes_are_refused_before_a_byte_is_sent(
    library: Desk, path: str, language: str
) -> None:
    """The door says so from the length alone, in words."""
    head = f"Content-Length: {TWO_GIGABYTES}\r\n"
    with _sent(library, path, language, head) as line:
        answer = _answer(line)
    assert answer.startswith("HTTP/1.1 413"), answer[:300]
    assert f"content-language: {language}" in answer
    assert "connection: close" in answer


@pytest.mark.parametrize("path", ["/sign-in", "/api/v1/requests"])
def test_a_body_without_end_is_cut_off(library: Desk, path: str) -> None:
    """Bounded in memory: the process does not grow with what is sent."""
    before_kib, went = _memory_kib(library.server), 0
    with _sent(library, path, "kk", "Transfer-Encoding: chunked\r\n") as line:
        try:
            while went < TWO_GIGABYTES:
                line.sendall(PIECE)
                went += len(PIECE)
        except OSError:
            pass  # the door is shut
        assert went < MOST_READ_BYTES
    assert _memory_kib(library.server) - before_kib < 50_000
    assert httpx2.get(f"{library.server.address}/readyz").status_code == 200


def test_rubbish_among_records_keeps_the_good_ones_out_of_nothing(tmp_path: Path) -> None:
    """A file of rubbish alone leaves the catalogue as it was; the shell says where and why."""
    library = Library(f"sqlite:///{tmp_path / 'dauys.db'}", tmp_path)
    library.dauys("db", "upgrade")
    (tmp_path / "rubbish.mrc").write_bytes(RUBBISH)
    done = dauys("import", "rubbish.mrc", folder=tmp_path, **library.settings)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "refused: rubbish.mrc" in done.stderr
    database = open_database(library.url)
    with database.look.begin() as db:
        assert db.scalar(select(func.count(Title.id))) == 0
    database.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_rubbish_is_refused_on_the_page_in_words(library: Desk, language: str) -> None:
    """The coordinator reads why, record by record; nothing of it is in the catalogue."""
    with httpx2.Client(base_url=library.server.address, timeout=60) as staff:
        wish = {"name": "gulnara", "password": PASSWORD}
        assert staff.post("/sign-in", data=wish).status_code == 303
        answer = staff.post(
            "/staff/import", params={"lang": language}, data={"kind": "marc21", "catalogue": ""},
            files={"file": ("records.mrc", RUBBISH)},
        )  # fmt: skip
    page = html.fromstring(answer.text)
    assert answer.status_code == 200, answer.text
    assert page.get("lang") == language
    (main,) = page.xpath("//main")
    assert bool(CYRILLIC.search(main.text_content())) == (language != "en"), main.text_content()


def _sent(library: Desk, path: str, language: str, head: str) -> socket.socket:
    """The head of a request on its way, and nothing of what it promises."""
    host, port = library.server.address.removeprefix("http://").rsplit(":", 1)
    line = socket.create_connection((host, int(port)), timeout=30)
    kind = "application/json" if "/api/" in path else "application/x-www-form-urlencoded"
    line.sendall(
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Language: {language}\r\n"
        f"Authorization: Bearer {library.reader_key}\r\nContent-Type: {kind}\r\n{head}\r\n".encode()
    )
    return line


def _answer(line: socket.socket) -> str:
    """All that is said until the other side hangs up or says no more."""
    said = b""
    line.settimeout(10)
    try:
        while piece := line.recv(65_536):
            said += piece
            if b"</html>" in said or said.rstrip().endswith(b"}"):
                break
    except TimeoutError:
        pass
    return said.decode("utf-8", "replace")


def _memory_kib(server: Running) -> int:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return int(found[1])
