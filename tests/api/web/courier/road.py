"""A courier's Tuesday behind the pages: one run with many doors, and a telephone to show it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from playwright.sync_api import Page
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.database.opening import Database
from access.people.records import Account, Reader
from access.people.secrets import hashed
from delivery.runs.records import Event, EventKind, Stop
from delivery.visits.records import Delivery, Visit
from tests.api.web.conftest import PASSWORD, QUICK
from tests.delivery import town
from tests.delivery.road import Day

DOORS = 12
TUESDAY = town.at(9, days=1)
"""Nine in the morning in Almaty, the day of the run."""
PIN = "4711"
LONGEST_WAIT_MS = 20_000


@dataclass
class Clock:
    """The clock on the library's wall."""

    now: datetime = TUESDAY

    def __call__(self) -> datetime:
        """The moment."""
        return self.now

    def later(self, **more: float) -> None:
        """Time goes by."""
        self.now += timedelta(**more)


@dataclass
class Line:
    """The line between telephone and library: what comes in is noted, and answers can be lost."""

    app: ASGIApp
    loses_answers: bool = False
    came: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on; an answer that is lost breaks off in its middle."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_report = scope["path"] == "/run/events"
        self.came.append(f"{scope['method']} {scope['path']}")
        if is_report and self.loses_answers:
            await self.app(scope, receive, _swallowed)
            await send(
                {"type": "http.response.start", "status": 200,
                 "headers": [(b"content-type", b"application/json"), (b"content-length", b"99")]}
            )  # fmt: skip
            return  # the connection breaks in the middle of the answer
        await self.app(scope, receive, send)


async def _swallowed(_message: Message) -> None:
    """An answer that nobody hears."""


@dataclass(frozen=True)
class Road:
    """The numbers of the day."""

    run_id: int
    account_id: int
    stop_ids: tuple[int, ...]
    reader_ids: tuple[int, ...]


def laid(database: Database) -> Road:
    """A run of DOORS doors, published; its courier `marat` and another, `dana`, can sign in."""
    with database.change.begin() as db:
        day = Day(db, DOORS)
        other = town.courier(db, day.depot_id, weekdays=range(0))
        for number, login in ((day.account_id, "marat"), (other.account_id, "dana")):
            account = db.get_one(Account, number)
            account.login, account.name, account.language = login, login.title(), "en"
            account.password_hash = hashed(PASSWORD, cost=QUICK)
        for number, reader_id in enumerate(day.readers, 1):
            reader = db.get_one(Reader, reader_id)
            reader.given_name, reader.family_name = f"Reader{number:02}", ""
            reader.pin_hash = hashed(PIN, cost=QUICK)
        return Road(
            run_id=day.run.id,
            account_id=day.account_id,
            stop_ids=tuple(stop.id for stop in town.stops(db, day.run)),
            reader_ids=tuple(day.readers),
        )


def outcomes(database: Database) -> dict[str, int]:
    """How many events of each outcome the library has."""
    with database.look.begin() as db:
        rows = db.scalars(select(Event).where(Event.kind == EventKind.OUTCOME)).all()
        counted: dict[str, int] = {}
        for row in rows:
            counted[row.facts["outcome"]] = counted.get(row.facts["outcome"], 0) + 1
        return counted


def events(db: Session) -> int:
    return db.scalar(select(func.count(Event.id))) or 0


def sign_in(window: Page, login: str = "marat") -> None:
    """Through the page, as everybody does."""
    window.goto("/sign-in?next=/run&lang=en")
    window.fill("#name", login)
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url("**/run")


def ready(window: Page) -> None:
    """The run is on the telephone, and the page would open without a network."""
    until(window, "navigator.serviceWorker.controller !== null")
    all_sent(window)
    until(window, HAS_SHELL)


def until(window: Page, is_so: str) -> None:
    """Wait until something holds in the page; its strict rules let no test hand it a script."""
    for _ in range(LONGEST_WAIT_MS // 100):
        if window.evaluate(is_so):
            return
        window.wait_for_timeout(100)
    raise AssertionError(f"it never came true: {is_so}")


HAS_SHELL = """async () => {
  for (const name of await caches.keys()) {
    const kept = await caches.open(name);
    if (await kept.match('/run/shell', {ignoreVary: true})) return true;
  }
  return false;
}"""


def status(window: Page, holds: Callable[[str], bool]) -> str:
    """Wait until the line about sending says so; answers what it says."""
    said = ""
    for _ in range(LONGEST_WAIT_MS // 100):
        said = window.inner_text("#sending-words")
        if holds(said):
            return said
        window.wait_for_timeout(100)
    raise AssertionError(f"the page says {said!r}")


def unsent(window: Page, number: int) -> None:
    """Wait until so many reports are said to be unsent."""
    status(window, lambda said: said.rstrip(".").endswith(f"not sent yet: {number}")
           or said.rstrip(".").endswith(f"Not sent yet: {number}"))  # fmt: skip


def all_sent(window: Page) -> None:
    status(window, lambda said: said.startswith("Everything is sent"))


def go(window: Page, name: str) -> None:
    """Press a button or follow a link by what it is called."""
    window.get_by_role("button", name=name, exact=True).or_(
        window.get_by_role("link", name=name, exact=True)
    ).first.click()


def deliver(window: Page, road: Road, number: int, outcome: str = "Delivered") -> None:
    """From the list to the door, one tap, and back on the list."""
    window.click(f"#stop-{road.stop_ids[number]}")
    go(window, outcome)
    window.wait_for_url(f"**/run/{road.run_id}")


def open_run(window: Page, road: Road) -> None:
    window.goto("/run")
    window.click(f"#run-{road.run_id}")
    window.wait_for_selector("#stop-list")


EVERYTHING_HERE = """async () => {
  const found = [];
  for (const {name} of await indexedDB.databases()) {
    const db = await new Promise((kept, lost) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => kept(asked.result);
      asked.onerror = () => lost(asked.error);
    });
    for (const store of db.objectStoreNames) {
      found.push(await new Promise(kept => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => kept(asked.result);
      }));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (/\\.(png|js|css|svg)$/.test(request.url)) continue;
      found.push(await (await cache.match(request, {ignoreVary: true})).text());
    }
  }
  const more = [{...localStorage}, {...sessionStorage}];
  return JSON.stringify([...found, ...more]);
}"""


def kept_here(window: Page) -> str:
    """All that the browser keeps for these pages, in one text."""
    text: str = window.evaluate(EVERYTHING_HERE)
    return text


def queue(window: Page) -> list[dict[str, object]]:
    """The reports that wait on the telephone."""
    found: list[dict[str, object]] = window.evaluate(
        "async () => (await (await import('/static/courier/store.js')).everything()).queue"
    )
    return found


def addresses(road: Road) -> tuple[str, ...]:
    return ("/run", f"/run/{road.run_id}", f"/run/{road.run_id}/stops/{road.stop_ids[0]}")


def bag_of(database: Database, stop_id: int) -> str:
    with database.look.begin() as db:
        chosen = select(Delivery.bag_code).join(Visit).join(Stop).where(Stop.id == stop_id)
        return db.scalars(chosen).one()


def told(database: Database, kind: EventKind) -> int:
    with database.look.begin() as db:
        return len(db.scalars(select(Event).where(Event.kind == kind)).all())


def proved(database: Database, stop_id: int) -> bool | None:
    """Whether the proof of a stop was right."""
    with database.look.begin() as db:
        return db.get_one(Stop, stop_id).is_proved
