"""`dauys demo` sets up a whole library in one folder, and goes on where it was."""

import json
import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import func, select

from access.catalogue.made import Edition
from access.database.opening import open_database
from access.network.zone import today
from access.people.records import Reader
from access.requests.records import Request, RequestKind, RequestState
from api.sample_library.folder import PASSWORDS, settings_in
from api.sample_library.homes import MOST_HOMES, RIDERS
from api.sample_library.people import READERS, STAFF
from api.settings import Settings
from delivery.homes.records import HomeProfile
from delivery.runs.records import Run, RunState, Stop
from tests.processes import dauys, running

BOOKS = 4
WISHES = BOOKS * len(READERS)
NAMES = [worker.login for worker in (*STAFF, *RIDERS)] + [person.card for person in READERS]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder after one run, and what was said."""
    place = tmp_path_factory.mktemp("demo")
    done = dauys("demo", "--once", "--plain", folder=place)
    assert done.returncode == 0, done.stderr
    return place / "demo", done.stdout


def counted(folder: Path) -> tuple[int, int, int, int]:
    """Readers, wishes to hear something, those that are ready, editions."""
    database = open_database(f"sqlite:///{folder / 'dauys.db'}")
    heard = select(func.count(Request.id)).where(Request.kind == RequestKind.AUDIO)
    ready = heard.where(Request.state == RequestState.READY)
    readers, editions = select(func.count(Reader.id)), select(func.count(Edition.id))
    with database.look.begin() as db:
        numbers = [db.scalar(query) or 0 for query in (readers, heard, ready, editions)]
        found = (numbers[0], numbers[1], numbers[2], numbers[3])
    database.close()
    return found


def test_everything_is_there_and_named(shown: tuple[Path, str]) -> None:
    """What readers asked for is made and passes the check; a day is planned; who can sign in."""
    folder, said = shown
    assert counted(folder) == (len(READERS) + MOST_HOMES, WISHES, WISHES, BOOKS)
    shelf = folder / "shelf"
    assert str(shelf) in said
    checked = dauys("check", "--json", str(shelf))
    assert checked.returncode == 0, checked.stdout
    assert len(json.loads(checked.stdout)) == BOOKS * 3
    plan = json.loads((shelf / "plan.json").read_text("utf-8"))
    assert len(plan["routes"]) > 1
    for name in NAMES:
        assert re.search(rf"{name}, password \S{{12}}", said)


def test_two_days_of_delivery_are_there(shown: tuple[Path, str]) -> None:
    """Today's runs are published, whatever the hour; the next day waits for a coordinator."""
    folder, said = shown
    database = open_database(f"sqlite:///{folder / 'dauys.db'}")
    with database.look.begin() as db:
        on = today(db, now=datetime.now(UTC))
        states = {(run.run_on > on, run.state) for run in db.scalars(select(Run))}
        doors = db.scalar(select(func.count(HomeProfile.id)))
        stops = db.scalar(select(func.count(Stop.id)))
    database.close()
    assert "/staff/today" in said
    assert doors == MOST_HOMES
    assert (stops or 0) > MOST_HOMES / 3
    assert (True, RunState.DRAFT) in states
    assert all(later or state is not RunState.DRAFT for later, state in states)


def test_passwords_are_made_by_chance_and_kept_from_others(shown: tuple[Path, str]) -> None:
    folder, _said = shown
    path = folder / PASSWORDS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    passwords = json.loads(path.read_bytes())
    assert len(set(passwords.values())) == len(passwords) == len(NAMES)


def test_again_it_goes_on_where_it_was(shown: tuple[Path, str]) -> None:
    """Nothing is made twice, nobody comes twice, and passwords stay."""
    folder, said = shown
    before = counted(folder), (folder / PASSWORDS).read_bytes()
    again = dauys("demo", "--once", "--plain", folder=folder.parent)
    assert again.returncode == 0, again.stderr
    assert "0 added, 0 changed" in again.stdout
    assert "begun" not in again.stdout
    assert (counted(folder), (folder / PASSWORDS).read_bytes()) == before
    passwords = [line for line in said.splitlines() if "password" in line]
    assert set(passwords) <= set(again.stdout.splitlines())


def test_readers_and_staff_can_sign_in_at_the_address_that_is_said(shown: tuple[Path, str]) -> None:
    folder, _said = shown
    passwords = json.loads((folder / PASSWORDS).read_bytes())
    with running("demo", "--port", "0", folder=folder.parent) as server:
        address = re.search(r"http://[\w.:]+", server.wait_for("The pages are at"))
        assert address
        for name in ("coordinator", READERS[0].card):
            with httpx2.Client(base_url=address[0], follow_redirects=False) as caller:
                wish = {"name": name, "password": passwords[name]}
                assert caller.post("/sign-in", data=wish).status_code == 303
                page = "/staff/today" if name == "coordinator" else "/my/list"
                assert caller.get(page).status_code == 200
        server.end()
    assert server.process.returncode in (0, -15)


def test_a_demonstration_writes_to_nobody(tmp_path: Path) -> None:
    """Whatever this machine's settings are, its readers and mail server are left alone."""
    settings = Settings(
        mail_host="mail.example", sms_url="http://sms.example", call_spool_dir=tmp_path,
        database_url="postgresql://example/dauys",
    )  # fmt: skip
    own = settings_in(tmp_path / "demo", settings)
    assert (own.mail_host, own.sms_url, own.call_spool_dir) == (None, None, None)
    assert own.database_url == f"sqlite:///{tmp_path}/demo/dauys.db"
