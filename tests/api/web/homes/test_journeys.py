"""Home delivery by keys alone: a blind reader moves her visit, a coordinator enters a house."""

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from access.database.opening import Database
from access.people.doors import Look
from delivery.homes.records import Exactness
from delivery.homes.wishes import address_of, profile_of, standing
from delivery.visits.records import Visit, VisitState
from tests.api.web.by_keys import enter, go, on_day, typed
from tests.api.web.homes.conftest import CARD, Town
from tests.browser import focused_name, tab_to
from tests.delivery import town


def test_a_blind_reader_moves_her_visit_and_says_that_she_will_be_there(
    window: Page, here: Town, desk: Database
) -> None:
    enter(window, CARD, "**/")
    go(window, "Visits", "**/my/visits")
    assert "Tuesday, 1 December 2026" in window.inner_text("#next + p")
    go(window, "Choose another day: Tuesday, 1 December 2026", "**/move")
    tab_to(window, "Thursday, 3 December 2026")
    window.keyboard.press("ArrowDown")
    assert focused_name(window) == "Monday, 7 December 2026"
    window.keyboard.press("Enter")
    window.wait_for_url("**/my/visits?done=moved")
    assert focused_name(window) == (
        "Done Your visit is moved. Next visit: Wednesday, 2 December 2026."
    )
    go(window, "I shall be at home: Monday, 7 December 2026", "**/my/visits?done=confirmed")
    with desk.look() as db:
        visit = db.get_one(Visit, here.visit_id)
        assert (visit.visit_on, visit.confirmed_door) == (town.on(7), "web")
        looks = db.execute(
            select(Look.what, Look.account_id).where(Look.reader_id == here.reader_id)
        ).all()
        assert ("visit_moved", None) in looks
        assert ("visit_confirmed", None) in looks


@pytest.mark.usefixtures("staff_id")
def test_a_coordinator_enters_a_house_and_pauses_for_a_stay_in_hospital(
    window: Page, here: Town, desk: Database
) -> None:
    """From a reader without home delivery to a door on the map, wishes, a visit, and a pause."""
    home = f"**/staff/readers/{here.nobody_id}/home"
    enter(window, "gulnara", "**/staff/readers")
    window.goto(f"/staff/readers/{here.nobody_id}")
    go(window, "Address, wishes and visits", home)
    go(window, "Write down the address", "**/address")
    typed(window, "Street", "Қабанбай батыр көшесі")
    typed(window, "Point on the map", "https://2gis.kz/almaty/geo/70/76.9123,43.2456")
    tab_to(window, "there is no point yet")
    window.keyboard.press("Enter")
    window.wait_for_selector(".error-summary")
    assert focused_name(window).startswith("There is a problem Write the number of the house.")
    typed(window, "House", "85/2")
    tab_to(window, "there is no point yet")
    window.keyboard.press("ArrowUp")
    for _ in range(2):
        window.keyboard.press("ArrowUp")
    assert focused_name(window) == "the house"
    typed(window, "Telephone at the door", "8 727 222 33 44")
    window.keyboard.press("Enter")
    window.wait_for_url(f"{home}?done=address")
    go(window, "Write down how the reader is visited", "**/wishes")
    typed(window, "Every how many days", "14")
    window.keyboard.press("Enter")
    window.wait_for_url(f"{home}?done=wishes")
    go(window, "Arrange a visit", "**/visits/new")
    on_day(window, 3, 12, 2026)
    window.keyboard.press("Enter")
    window.wait_for_url(f"{home}?done=added")
    go(window, "Pause the visits, for a stay in hospital or a journey", "**/pause")
    on_day(window, 1, 12, 2026)
    window.keyboard.press("Enter")
    window.wait_for_url(f"{home}?done=paused")
    assert focused_name(window) == "Done The visits are paused."
    kept(desk, here.nobody_id)


def kept(desk: Database, reader_id: int) -> None:
    """All of it is written, each act with its trace."""
    with desk.look() as db:
        address = address_of(db, reader_id=reader_id)
        assert address is not None
        assert (address.lat_deg, address.lon_deg) == (43.2456, 76.9123)
        assert (address.exactness, address.phone) == (Exactness.HOUSE, "+77272223344")
        profile = profile_of(db, reader_id=reader_id)
        assert profile is not None
        assert (profile.every_days, standing(profile, town.on(1))) == (14, "paused")
        visits = db.scalars(select(Visit).where(Visit.reader_id == reader_id)).all()
        assert [one.state for one in visits] == [VisitState.CANCELLED]
        looks = db.scalars(select(Look.what).where(Look.reader_id == reader_id)).all()
        assert {"profile_read", "address_set", "visits_set", "visit_added", "visits_paused"} <= {
            *looks
        }
