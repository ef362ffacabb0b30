"""Somebody becomes a reader and gets a right: by keys alone, and with every refusal in words."""

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page
from sqlalchemy import func, select

from access.database.opening import Database
from access.people.doors import Look
from access.people.records import Basis, Eligibility, Reader, Service
from tests.api.web.desk_day import Day, reader_by_name
from tests.api.web.staff.test_pages import sign_in_window
from tests.api.web.walking import tab_to_address
from tests.browser import focused_name, press, tab_to, violations

NEW = {
    "card_number": "А-777", "family_name": "Ким", "given_name": "Вера", "speech_language": "ru",
    "screen_language": "ru", "telephone": "8 701 555 44 33",
}  # fmt: skip
RIGHT = {
    "basis": "cannot_see_print", "certifier": "doctor", "document": "letter",
    "certified_on-day": "20", "certified_on-month": "11", "certified_on-year": "2026",
}  # fmt: skip


def faults(text: str) -> list[str]:
    return [str(href) for href in html.fromstring(text).xpath("//*[@role='alert']//li/a/@href")]


@pytest.mark.usefixtures("staff_id")
def test_a_reader_is_registered_and_certified_by_keys_alone(window: Page, desk: Database) -> None:
    sign_in_window(window)
    tab_to(window, "Register a new reader")
    press(window, "Enter")
    window.wait_for_url("**/staff/new-reader")
    for label, text in (
        ("Number of the card", "K-000777"), ("Family name", "Ким"), ("Given name", "Вера"),
        ("Day", "7"), ("Month", "3"), ("Year", "1958"), ("E-mail", "vera@example.kz"),
    ):  # fmt: skip
        tab_to(window, label)
        window.keyboard.type(text)
    press(window, "Enter")
    window.wait_for_selector("h1:has-text('Check before')")
    assert violations(window) == []
    tab_to(window, "Register the reader")
    press(window, "Enter")
    window.wait_for_url("**?done=registered")
    assert "The reader is registered" in window.inner_text("[role=status]")
    tab_to_address(window, "/rights/audio")
    press(window, "Enter")
    window.wait_for_selector("h1:has-text('Confirm a right')")
    for first in ("cannot see print", "a doctor", "certificate of disability"):
        tab_to(window, first)
        press(window, "Space")
    tab_to(window, "Confirm the right")
    press(window, "Enter")
    window.wait_for_url("**?done=certified")
    assert focused_name(window).startswith("Done")
    with desk.look() as db:
        reader = reader_by_name(db, "Ким")
        right = db.scalars(select(Eligibility).where(Eligibility.reader_id == reader.id)).one()
        assert (reader.card_number, reader.born_on and reader.born_on.year) == ("K000777", 1958)
        assert (right.service, right.basis) == (Service.AUDIO, Basis.CANNOT_SEE_PRINT)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(
    staff: TestClient, desk: Database, day: Day
) -> None:
    with desk.look() as db:
        before = db.scalar(select(func.count(Reader.id)))
        taken = db.get_one(Reader, day.reader_id).card_number
    for wrong, fields in (
        ({}, ["#card_number", "#family_name", "#given_name", "#speech_language",
              "#screen_language"]),
        (NEW | {"born_on-day": "31", "born_on-month": "2", "born_on-year": "1990"}, ["#born_on"]),
        (NEW | {"born_on-day": "1", "born_on-month": "1", "born_on-year": "2090"}, ["#born_on"]),
        (NEW | {"telephone": "12"}, ["#telephone"]),
        (NEW | {"email": "nobody at home"}, ["#email"]),
        (NEW | {"card_number": taken}, ["#card_number"]),
        (NEW | {"home_point_id": "99999"}, ["#home_point_id"]),
    ):  # fmt: skip
        answer = staff.post("/staff/new-reader", data={**wrong, "confirmed": "yes"})
        assert (answer.status_code, faults(answer.text)) == (422, fields), wrong
    with desk.look() as db:
        assert db.scalar(select(func.count(Reader.id))) == before


def test_the_check_shows_who_may_be_the_same_and_writes_nothing(
    staff: TestClient, desk: Database, day: Day
) -> None:
    wish = NEW | {"telephone": "+7 701 123 45 67"}
    answer = staff.post("/staff/new-reader", data=wish)
    assert answer.status_code == 200
    assert f"/staff/readers/{day.reader_id}" in answer.text
    assert "the same telephone or e-mail" in answer.text
    with desk.look() as db:
        assert db.scalar(select(func.count()).where(Reader.family_name == "Ким")) == 0
    again = staff.post("/staff/new-reader", data={**wish, "change": "yes"})
    assert html.fromstring(again.text).xpath("//*[@id='family_name']/@value") == ["Ким"]


def test_a_need_that_gives_no_right_and_days_in_disorder_are_refused(
    staff: TestClient, day: Day
) -> None:
    rights = f"/staff/readers/{day.double_id}/rights"
    answer = staff.post(f"{rights}/audio", data=RIGHT | {"basis": "age"})
    assert faults(answer.text) == ["#basis"]
    late = {"until_on-day": "1", "until_on-month": "1", "until_on-year": "2026"}
    assert faults(staff.post(f"{rights}/audio", data=RIGHT | late).text) == ["#until_on"]
    ahead = RIGHT | {"certified_on-year": "2027"}
    assert faults(staff.post(f"{rights}/audio", data=ahead).text) == ["#certified_on"]


def test_a_right_is_confirmed_goes_on_and_ends(staff: TestClient, desk: Database, day: Day) -> None:
    rights = f"/staff/readers/{day.double_id}/rights/home_delivery"
    assert "The right is confirmed." in staff.post(rights, data=RIGHT).text
    assert faults(staff.post(f"{rights}/renew", data={}).text) == ["#until_on"]
    until = {"until_on-day": "1", "until_on-month": "12", "until_on-year": "2027"}
    assert "The right goes on." in staff.post(f"{rights}/renew", data=until).text
    assert staff.get(f"{rights}/end").status_code == 200
    assert "The right has ended." in staff.post(f"{rights}/end").text
    with desk.look() as db:
        open_rights = db.scalars(
            select(Eligibility).where(
                Eligibility.reader_id == day.double_id, Eligibility.withdrawn_at.is_(None)
            )
        ).all()
        assert open_rights == []


def test_every_look_of_the_staff_is_left_behind(
    staff: TestClient, desk: Database, day: Day, staff_id: int
) -> None:
    assert str(staff.post("/staff/readers", data={"q": "ахметова"}).url).endswith("/staff/readers")
    staff.get(f"/staff/readers/{day.reader_id}")
    staff.get(f"/staff/readers/{day.reader_id}/merge/{day.double_id}")
    staff.get(f"/staff/requests/{day.request_id}")
    with desk.look() as db:
        looks = db.scalars(
            select(Look.what).where(Look.reader_id == day.reader_id, Look.account_id == staff_id)
        ).all()
        other = db.scalars(select(Look.what).where(Look.reader_id == day.double_id)).all()
    assert looks == ["found", "profile_read", "compared", "request_read"]
    assert other == ["found", "compared"]
