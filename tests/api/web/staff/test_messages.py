"""Coordinators hear what callers left, know who it was, call back, and leave a trace."""

from fastapi.testclient import TestClient
from playwright.sync_api import Page
from sqlalchemy import select

from access.database.opening import Database
from access.listening.records import Spoken
from access.people.doors import Look
from access.people.forgetting import forget_reader
from api.web.frame.doors import Doors
from tests.api.web.conftest import NOON
from tests.api.web.desk_day import TELEPHONE, Day
from tests.api.web.staff.test_pages import sign_in_window
from tests.browser import tab_to, violations


def looks(desk: Database, reader_id: int, account_id: int) -> list[str]:
    with desk.look() as db:
        return list(
            db.scalars(
                select(Look.what)
                .where(Look.reader_id == reader_id, Look.account_id == account_id)
                .order_by(Look.id)
            )
        )


def test_what_nobody_heard_comes_first_and_what_was_heard_says_by_whom(
    staff: TestClient, day: Day
) -> None:
    text = staff.get("/staff/messages").text
    assert text.index("Not heard yet") < text.index("Heard lately")
    assert text.count("<audio") == 3
    assert "Somebody who did not sign in" in text
    assert "Heard by Gulnara" in text
    assert TELEPHONE not in text, "a number is shown to who asks for it"
    assert day.spoken_id


def test_a_message_is_heard_in_parts_as_players_ask_and_leaves_one_trace(
    staff: TestClient, desk: Database, day: Day, staff_id: int
) -> None:
    place = f"/staff/messages/{day.spoken_id}/sound"
    whole = staff.get(place)
    assert (whole.headers["content-type"], whole.content[:4]) == ("audio/wav", b"RIFF")
    assert "no-store" in whole.headers["cache-control"]
    part = staff.get(place, headers={"Range": "bytes=44-143"})
    assert (part.status_code, part.content) == (206, whole.content[44:144])
    assert looks(desk, day.reader_id, staff_id) == ["message_heard"]


def test_who_noted_it_first_counts_and_it_leaves_the_list(
    staff: TestClient, desk: Database, day: Day, staff_id: int
) -> None:
    answer = staff.post(f"/staff/messages/{day.spoken_id}/heard")
    assert "It is noted that the message was heard." in answer.text
    with desk.look() as db:
        message = db.get_one(Spoken, day.spoken_id)
        assert (message.heard_at, message.heard_by_id) == (NOON, staff_id)
    assert f'/staff/messages/{day.spoken_id}/heard"' not in staff.get("/staff/messages").text


def test_calling_back_shows_the_number_and_leaves_a_trace(
    staff: TestClient, desk: Database, day: Day, staff_id: int
) -> None:
    text = staff.get(f"/staff/messages/{day.spoken_id}/call").text
    assert f'href="tel:{TELEPHONE}"' in text
    assert "they called from it" in text
    assert looks(desk, day.reader_id, staff_id) == ["called_back"]
    stranger = staff.get(f"/staff/messages/{day.spoken_id + 1}/call").text
    assert "A number proves nothing" in stranger
    assert staff.get("/staff/messages/999999/call").status_code == 404


def test_a_sound_that_is_gone_is_not_found_and_no_name_leads_out_of_the_folder(
    staff: TestClient, desk: Database, doors: Doors, day: Day
) -> None:
    (doors.settings.phone_dir / "secret.wav").write_bytes(b"RIFF")
    for name in ("../secret.wav", ".hidden.wav", "gone.wav", ""):
        with desk.change.begin() as db:
            db.get_one(Spoken, day.spoken_id).sound = name
        assert staff.get(f"/staff/messages/{day.spoken_id}/sound").status_code == 404


def test_a_forgotten_readers_messages_are_gone_from_the_page(
    staff: TestClient, desk: Database, day: Day, staff_id: int
) -> None:
    with desk.change.begin() as db:
        forget_reader(db, reader_id=day.reader_id, by_id=staff_id, now=NOON, even_so=True)
    assert staff.get("/staff/messages").text.count("<audio") == 1


def test_by_keys_alone_a_message_is_found_heard_and_noted(window: Page, day: Day) -> None:
    sign_in_window(window)
    tab_to(window, "Spoken messages")
    window.keyboard.press("Enter")
    window.wait_for_url("**/staff/messages")
    window.wait_for_selector("audio")
    assert violations(window) == []
    heard = window.locator("form[action$='/heard'] button").first
    name = " ".join(heard.inner_text().split())
    tab_to(window, name)
    window.keyboard.press("Enter")
    window.wait_for_url("**done=message_heard")
    assert window.locator("audio").count() == 3
    assert day.spoken_id
