"""What the desk does with a reader's record: changed, joined, closed, forgotten, signed in anew."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import select

from access.database.opening import Database
from access.people.accounts import set_account_password
from access.people.contacts import contacts_of
from access.people.doors import SignIn
from access.people.records import Account, Reader
from access.people.secrets import hashed
from tests.api.web.conftest import CARD, NOON, PASSWORD, QUICK, sign_in
from tests.api.web.desk_day import Day
from tests.api.web.staff.test_register import faults


def test_two_who_change_a_profile_at_once_do_not_undo_each_other(
    staff: TestClient, desk: Database, day: Day
) -> None:
    page = html.fromstring(staff.get(f"/staff/readers/{day.reader_id}/profile").text)
    fields = page.xpath("//main//input[not(@type='radio')]")
    wish = {str(one.get("name")): str(one.get("value")) for one in fields}
    wish |= {"speech_language": "ru", "screen_language": "ru"}
    wish["patronymic"] = "Серікқызы"
    first = staff.post(f"/staff/readers/{day.reader_id}/profile", data=wish)
    assert "The profile is changed." in first.text
    second = staff.post(
        f"/staff/readers/{day.reader_id}/profile", data=wish | {"patronymic": "Other"}
    )
    assert second.status_code == 422
    assert "Somebody else changed this record" in second.text
    with desk.look() as db:
        assert db.get_one(Reader, day.reader_id).patronymic == "Серікқызы"


def test_a_card_and_contacts_are_changed_and_a_taken_card_is_refused(
    staff: TestClient, desk: Database, day: Day
) -> None:
    base = f"/staff/readers/{day.reader_id}"
    with desk.look() as db:
        taken = db.get_one(Reader, day.double_id).card_number
    assert faults(staff.post(f"{base}/card", data={"card_number": taken}).text) == ["#card_number"]
    assert "new card" in staff.post(f"{base}/card", data={"card_number": "N-42000"}).text
    assert faults(staff.post(f"{base}/contacts", data={}).text) == ["#telephone"]
    assert faults(staff.post(f"{base}/contacts", data={"email": "x@"}).text) == ["#email"]
    assert "is added" in staff.post(f"{base}/contacts", data={"email": "a@b.kz"}).text
    gone = staff.post(f"{base}/contacts/remove", data={"address": "a@b.kz"})
    assert "taken away" in gone.text
    with desk.look() as db:
        addresses = {one.address for one in contacts_of(db, reader_id=day.reader_id)}
        assert "a@b.kz" not in addresses


def test_two_records_become_one_after_it_was_ticked(
    staff: TestClient, desk: Database, day: Day
) -> None:
    path = f"/staff/readers/{day.reader_id}/merge/{day.double_id}"
    shown = html.fromstring(staff.get(path).text)
    said = [cell.text for cell in shown.xpath("//tbody//td[3]")]
    assert "the same" in said
    assert "different" in said
    assert faults(staff.post(path, data={}).text) == ["#stays", "#sure"]
    wish = {"stays": str(day.reader_id), "sure": "yes"}
    assert "one now" in staff.post(path, data=wish).text
    with desk.look() as db:
        assert db.get_one(Reader, day.double_id).merged_into_id == day.reader_id
    again = staff.post(path, data=wish)
    assert faults(again.text) == ["#stays"]


def test_a_reader_who_still_has_something_is_not_closed_by_accident(
    staff: TestClient, desk: Database, day: Day
) -> None:
    base = f"/staff/readers/{day.reader_id}"
    refused = staff.post(f"{base}/close", data={})
    assert refused.status_code == 422
    assert "still has 1 open requests" in refused.text
    with desk.look() as db:
        assert db.get_one(Reader, day.reader_id).closed_at is None
    assert "is closed" in staff.post(f"{base}/close", data={"tick": "yes"}).text
    assert "open again" in staff.post(f"{base}/reopen").text


def test_a_reader_is_forgotten_only_when_it_was_ticked(
    staff: TestClient, desk: Database, day: Day
) -> None:
    base = f"/staff/readers/{day.double_id}"
    assert faults(staff.post(f"{base}/forget", data={}).text) == ["#tick"]
    assert "is forgotten" in staff.post(f"{base}/forget", data={"tick": "yes"}).text
    with desk.look() as db:
        assert db.get_one(Reader, day.double_id).family_name == ""
    assert "Reader without a name" in staff.get(base).text


@pytest.mark.usefixtures("staff_id")
def test_a_reader_chooses_a_password_with_the_digits_that_were_read_out(
    staff: TestClient, app: FastAPI, reader_id: int
) -> None:
    shown = staff.post(f"/staff/readers/{reader_id}/password")
    digits = html.fromstring(shown.text).xpath("string(//*[@id='digits'])")
    assert len(digits.split()) == 10
    home = TestClient(app, headers={"Accept-Language": "en"})
    assert "/reset" in home.get("/sign-in").text
    wish = {"card_number": CARD, "digits": digits, "new": "жаңа сөз 1", "repeated": "жаңа сөз 1"}
    assert faults(home.post("/reset", data={}).text) == ["#card_number", "#digits", "#new"]
    assert faults(home.post("/reset", data=wish | {"repeated": "x"}).text) == ["#repeated"]
    assert faults(home.post("/reset", data=wish | {"digits": "0" * 10}).text) == ["#card_number"]
    weak = home.post("/reset", data=wish | {"new": "12345678", "repeated": "12345678"})
    assert faults(weak.text) == ["#new"]
    assert digits.replace(" ", "") not in weak.text
    done = home.post("/reset", data=wish, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert home.get("/my/profile").status_code == 200
    other = TestClient(app, headers={"Accept-Language": "en"})
    assert faults(other.post("/reset", data=wish).text) == ["#card_number"]


@pytest.mark.usefixtures("staff_id")
def test_new_digits_for_the_telephone_are_shown_once_and_kept_as_a_hash(
    staff: TestClient, desk: Database, reader_id: int
) -> None:
    shown = staff.post(f"/staff/readers/{reader_id}/pin")
    digits = html.fromstring(shown.text).xpath("string(//*[@id='digits'])").replace(" ", "")
    assert len(digits) == 4
    with desk.look() as db:
        kept = db.get_one(Reader, reader_id).pin_hash
    assert kept is not None
    assert digits not in staff.get(f"/staff/readers/{reader_id}").text.split("looks")[0][:200]
    assert "locks are open" in staff.post(f"/staff/readers/{reader_id}/unlock").text


def test_an_assistant_sees_and_serves_only_who_gave_leave(
    app: FastAPI, desk: Database, day: Day
) -> None:
    with desk.change.begin() as db:
        account = db.get_one(Account, day.assistant_id)
        account.login, account.language = "saule", "en"
        account.password_hash = hashed(PASSWORD, cost=QUICK)
    client = TestClient(app, headers={"Accept-Language": "en"}, follow_redirects=True)
    sign_in(client, "saule")
    listed = client.get("/staff/readers")
    assert f"/staff/readers/{day.reader_id}/act-for" in listed.text
    assert f"/staff/readers/{day.double_id}/act-for" not in listed.text
    for path in (f"/staff/readers/{day.reader_id}", "/staff/new-reader", "/staff/doubles",
                 "/staff/requests", "/staff/titles", "/staff/accounts"):  # fmt: skip
        assert client.get(path).status_code == 403, path
    assert client.post(f"/staff/readers/{day.double_id}/act-for").status_code == 403
    begun = client.post(f"/staff/readers/{day.reader_id}/act-for")
    assert "acting for" in begun.text
    with desk.look() as db:
        acts = db.scalars(select(SignIn.acts_for_id)).all()
    assert day.reader_id in acts


def test_a_coordinator_grants_and_ends_the_leave_of_an_assistant(
    staff: TestClient, desk: Database, day: Day
) -> None:
    path = f"/staff/readers/{day.double_id}/assistants"
    with desk.look() as db:
        login = db.get_one(Account, day.assistant_id).login
    assert faults(staff.post(path, data={"login": "nobody"}).text) == ["#login"]
    assert "may act for this reader" in staff.post(path, data={"login": login}).text
    ended = staff.post(f"{path}/{day.assistant_id}/end")
    assert "may not act" in ended.text


def test_staff_change_their_own_password(staff: TestClient, desk: Database, staff_id: int) -> None:
    with desk.change.begin() as db:
        set_account_password(db, account_id=staff_id, password=PASSWORD, cost=QUICK)
    sign_in(staff, "gulnara")
    wish = {"present": "not it", "new": "басқа сөз 22", "repeated": "басқа сөз 22"}
    assert faults(staff.post("/staff/password", data=wish).text) in (["#present"], ["#new"])
    assert faults(staff.post("/staff/password", data={}).text) == ["#present", "#new"]


def test_many_readers_of_a_name_are_turned_page_by_page(staff: TestClient, desk: Database) -> None:
    """No name stands in an address, on no page of the list."""
    with desk.change.begin() as db:
        db.add_all(
            Reader(
                card_number=f"PAGE{place:03}",
                family_name="Көпшілік",
                given_name=f"Ай{place:03}",
                registered_at=NOON,
            )
            for place in range(45)
        )
    found, wish = [], {"q": "көпшілік"}
    while wish:
        answer = staff.post("/staff/readers", data=wish)
        assert answer.url.query == b""
        shown = html.fromstring(answer.text)
        found += [str(one) for one in shown.xpath("//tbody//th/a/text()")]
        fields = shown.xpath("//form[input[@name='after']]/input")
        wish = {str(one.get("name")): str(one.get("value")) for one in fields}
    assert len(found) == len(set(found)) == 45
