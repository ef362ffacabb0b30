"""The courier's day: a run is loaded, the network is lost, twelve doors, the network again."""

from playwright.sync_api import BrowserContext, Page
from sqlalchemy import select

from delivery.runs.records import Run, Stop
from delivery.visits.records import Visit
from tests.api.web.courier.road import (
    Road,
    all_sent,
    deliver,
    go,
    open_run,
    queue,
    ready,
    sign_in,
    unsent,
)
from tests.api.web.journeys.people_at_work import Library
from tests.browser import press, violations
from tests.delivery import town

WORDS = "Since this morning, says the neighbour."
REPORTS_OFFLINE = 13
"""Twelve outcomes and the end of the run."""


def the_road(library: Library) -> Road:
    """The one run that there is, and its stops in their order."""
    with library.database.look.begin() as db:
        run = db.scalars(select(Run)).one()
        stops = town.stops(db, run)
        readers = [db.get_one(Visit, stop.visit_id).reader_id for stop in stops]
        return Road(
            run_id=run.id,
            account_id=library.house.account_id,
            stop_ids=tuple(stop.id for stop in stops),
            reader_ids=tuple(readers),
        )


def sets_out(library: Library, telephone: BrowserContext) -> Page:
    """The run is on the telephone; she hears that the courier is on the way."""
    road, screen = the_road(library), telephone.new_page()
    sign_in(screen)
    ready(screen)
    assert violations(screen) == []
    open_run(screen, road)
    assert violations(screen) == []
    go(screen, "Set out")
    her_stop = road.stop_ids[road.reader_ids.index(library.house.she_id)]
    screen.click(f"#stop-{her_stop}")
    go(screen, "I am on the way")
    assert violations(screen) == []
    all_sent(screen)
    screen.goto(f"/run/{road.run_id}")
    screen.wait_for_selector("#stop-list")
    all_sent(screen)
    return screen


def goes_round(library: Library, telephone: BrowserContext, screen: Page) -> None:
    """Without a network: ten doors open, at one nobody answers, at one the lift is broken."""
    road, house = the_road(library), library.house
    no_answer, no_lift = failing(library)
    telephone.set_offline(True)
    screen.reload()
    open_run(screen, road)
    for place, reader_id in enumerate(road.reader_ids):
        if reader_id in (house.neighbours[0], house.neighbours[1]):
            is_first = reader_id == house.neighbours[0]
            _takes_back(screen, road, place, house.overdue_code if is_first else house.kept_code)
        elif reader_id == no_answer:
            deliver(screen, road, place, "Nobody answers")
        elif reader_id == no_lift:
            screen.click(f"#stop-{road.stop_ids[place]}")
            screen.fill("#words", WORDS)
            go(screen, "The lift is broken")
            screen.wait_for_url(f"**/run/{road.run_id}")
        else:
            deliver(screen, road, place)
    go(screen, "Finish the run")
    unsent(screen, REPORTS_OFFLINE)


def comes_online(telephone: BrowserContext, screen: Page) -> None:
    telephone.set_offline(False)
    all_sent(screen)
    assert queue(screen) == []


def failing(library: Library) -> tuple[int, int]:
    """Two neighbours who are not served on that day."""
    return library.house.neighbours[-2], library.house.neighbours[-1]


def sends_all_again(screen: Page, bodies: list[str]) -> dict[str, str]:
    """The same reports, by the same page, a second time; answers what became of each."""
    answers: list[dict[str, str]] = screen.evaluate(
        """async bodies => {
          const found = [];
          for (const body of bodies) {
            const answer = await fetch('/run/events', {
              method: 'POST', body, headers: {'Content-Type': 'application/json'},
            });
            found.push(...(await answer.json()).answers);
          }
          return found;
        }""",
        bodies,
    )
    return {one["client_id"]: one["state"] for one in answers}


def _takes_back(screen: Page, road: Road, place: int, code: str) -> None:
    """A book is scanned at the door: one that is on the list, or one that nobody expected."""
    screen.click(f"#stop-{road.stop_ids[place]}")
    screen.wait_for_selector("#thing-code")
    screen.fill("#thing-code", code)
    press(screen, "Enter")
    go(screen, "Delivered")
    screen.wait_for_url(f"**/run/{road.run_id}")


def outcomes_of(library: Library) -> list[tuple[int, str]]:
    """Every stop with how it went, one row each."""
    with library.database.look.begin() as db:
        rows = db.scalars(select(Stop).order_by(Stop.id)).all()
        return [(row.id, row.outcome.value if row.outcome else "") for row in rows]
