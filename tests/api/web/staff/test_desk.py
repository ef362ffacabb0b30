"""Titles and their files, requests, copies, notices, accounts, closed days: what the desk does."""

from io import BytesIO
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import func, select

from access.catalogue.made import Source
from access.catalogue.records import CopyState, Title
from access.database.opening import Database
from access.network.records import Holiday
from access.notices.records import Notice
from access.people.records import Account, Role
from access.requests.records import Refusal, Request, RequestState
from access.search.finding import find
from tests.api.web.conftest import open_account, sign_in
from tests.api.web.desk_day import Day, account_called, copy_state, folder_is_empty
from tests.api.web.staff.test_register import faults

MORE = "# Другой мост\n\nВторой текст.\n".encode()
TABLE = "id,name,language\n1,Жаңа кітап,kk\n2,,kk\n".encode()


def sent(name: str, content: bytes) -> dict[str, tuple[str, BytesIO]]:
    return {"file": (name, BytesIO(content))}


def test_a_hidden_title_is_found_by_staff_alone(
    staff: TestClient, desk: Database, day: Day
) -> None:
    base = f"/staff/titles/{day.title_id}"
    assert "Старый мост" in staff.get("/staff/titles", params={"q": "мост"}).text
    assert staff.get(f"{base}/hide").status_code == 200
    assert "out of sight" in staff.post(f"{base}/hide").text
    with desk.look() as db:
        assert find(db, "мост").hits == ()
    assert "Старый мост" in staff.get("/staff/titles/hidden").text
    assert (
        f"/staff/titles/{day.title_id}"
        in staff.get("/staff/titles", params={"q": str(day.title_id)}).text
    )
    assert "can be found again" in staff.post(f"{base}/show").text
    with desk.look() as db:
        assert len(find(db, "мост").hits) == 1


def test_a_file_is_kept_by_its_content_once(
    staff: TestClient, desk: Database, day: Day, tmp_path: Path
) -> None:
    path = f"/staff/titles/{day.title_id}/source"
    assert faults(staff.post(path, data={}).text) == ["#file"]
    assert "The file is kept." in staff.post(path, files=sent("../../../мост.md", MORE)).text
    assert "already" in staff.post(path, files=sent("again.md", MORE)).text
    other = staff.post(f"/staff/titles/{day.hidden_id}/source", files=sent("m.md", MORE))
    assert faults(other.text) == ["#file"]
    assert "another title" in other.text
    with desk.look() as db:
        rows = db.scalars(select(Source).where(Source.title_id == day.title_id)).all()
    assert len(rows) == 2
    assert (tmp_path / "sources" / rows[1].path).read_bytes() == MORE
    assert folder_is_empty(tmp_path / "sources")


def test_what_is_no_book_or_too_large_leaves_nothing_behind(
    staff: TestClient, desk: Database, day: Day, tmp_path: Path
) -> None:
    path = f"/staff/titles/{day.title_id}/source"
    before = sorted((tmp_path / "sources").rglob("*"))
    for name, content in (("a.epub", b"PK\x03\x04 broken"), ("a.exe", b"MZ\x00\x01" * 99)):
        refused = staff.post(path, files=sent(name, content))
        assert (refused.status_code, faults(refused.text)) == (422, ["#file"]), name
        assert "says in English" in refused.text
    large = staff.post(path, files=sent("large.txt", b"x" * 3_000_000))
    assert large.status_code == 413
    assert "at most 2 MB" in large.text
    assert sorted((tmp_path / "sources").rglob("*")) == before
    with desk.look() as db:
        assert db.scalar(select(func.count()).where(Source.title_id == day.title_id)) == 1


def test_a_catalogue_is_taken_over_and_told_in_words(
    staff: TestClient, desk: Database, tmp_path: Path
) -> None:
    assert faults(staff.post("/staff/import", data={}).text) == ["#kind", "#file"]
    for new in ("1", "0"):
        report = staff.post(
            "/staff/import", data={"kind": "auto"}, files=sent("titles.csv", TABLE),
            params={"lang": "en"},
        )  # fmt: skip
        told = html.fromstring(report.text)
        assert told.xpath("string(//dt[.='New']/../dd)") == new
        assert told.xpath("string(//dt[.='Refused']/../dd)") == "1"
        assert "The record has no title." in report.text
    with desk.look() as db:
        assert db.scalar(select(func.count()).where(Title.name == "Жаңа кітап")) == 1
        assert len(find(db, "жана китап").hits) == 1
    assert folder_is_empty(tmp_path / "sources")
    rubbish = staff.post("/staff/import", data={"kind": "auto"}, files=sent("a.bin", b"\x00\xff"))
    assert rubbish.status_code == 200
    assert "no file that is read here" in rubbish.text


def test_a_copy_is_handed_over_comes_back_and_goes_to_its_shelf(
    staff: TestClient, desk: Database, day: Day
) -> None:
    base = f"/staff/requests/{day.request_id}"
    assert "request is fulfilled" in staff.post(f"{base}/hand-over").text
    with desk.look() as db:
        assert copy_state(db) is CopyState.ON_LOAN
    assert faults(staff.post("/staff/returns", data={}).text) == ["#barcode"]
    assert faults(staff.post("/staff/returns", data={"barcode": "9"}).text) == ["#barcode"]
    assert "stands on its shelf" in staff.post("/staff/returns", data={"barcode": "300123"}).text
    assert faults(staff.post("/staff/returns", data={"barcode": "300123"}).text) == ["#barcode"]
    refused = staff.post(f"{base}/refuse", data={"reason": "no_copy"})
    assert faults(refused.text) == ["#reason"]


def test_a_request_is_refused_with_a_reason_that_the_reader_is_told(
    staff: TestClient, desk: Database, day: Day
) -> None:
    path = f"/staff/requests/{day.request_id}/refuse"
    assert faults(staff.post(path, data={}).text) == ["#reason"]
    assert "The request is refused." in staff.post(path, data={"reason": "no_copy"}).text
    with desk.look() as db:
        wish = db.get_one(Request, day.request_id)
        told = db.scalars(select(Notice).where(Notice.once_key.like("failed:%"))).all()
    assert (wish.state, wish.refusal) == (RequestState.REFUSED, Refusal.NO_COPY)
    assert len(told) == 1
    gone = staff.post(f"/staff/requests/{day.request_id}/hand-over")
    assert faults(gone.text) == ["#acts"]


def test_a_lost_copy_lets_the_reader_wait_again(
    staff: TestClient, desk: Database, day: Day
) -> None:
    assert "marked as away" in staff.post(f"/staff/requests/{day.request_id}/gone").text
    with desk.look() as db:
        assert copy_state(db) is CopyState.AWAY
        assert db.get_one(Request, day.request_id).state is RequestState.WAITING


def test_a_notice_that_reached_nobody_is_told_by_a_person(
    staff: TestClient, desk: Database, day: Day
) -> None:
    assert "+77011234567" in staff.get("/staff/unreachable").text
    done = staff.post(f"/staff/unreachable/{day.notice_id}/told")
    assert "the reader knows" in done.text
    assert "+77011234567" not in done.text
    with desk.look() as db:
        assert db.get_one(Notice, day.notice_id).read_at is not None


def test_an_administrator_opens_changes_and_disables_an_account(
    staff: TestClient, app: FastAPI, desk: Database, staff_id: int
) -> None:
    empty = staff.post("/staff/accounts/new", data={})
    assert faults(empty.text) == ["#login", "#name", "#language", "#roles"]
    wish = {"login": "dana", "name": "Дана", "language": "kk", "roles": ["coordinator"]}
    shown = staff.post("/staff/accounts/new", data=wish)
    password = html.fromstring(shown.text).xpath("string(//*[@id='password'])")
    taken = staff.post("/staff/accounts/new", data=wish)
    assert faults(taken.text) == ["#login"]
    client = TestClient(app, headers={"Accept-Language": "en"})
    sign_in(client, "dana", password)
    assert client.get("/staff/readers").status_code == 200
    with desk.look() as db:
        number = account_called(db, "dana").id
    base = f"/staff/accounts/{number}"
    assert "roles are changed" in staff.post(base, data={"roles": ["producer"]}).text
    assert client.get("/staff/readers").status_code == 403
    assert "opens nothing any more" in staff.post(f"{base}/disable").text
    assert client.get("/bench/lexicon", follow_redirects=False).status_code == 303
    assert "may sign in again" in staff.post(f"{base}/enable").text
    own = f"/staff/accounts/{staff_id}"
    assert faults(staff.post(own, data={"roles": ["producer"]}).text) == ["#roles"]
    assert staff.post(f"{own}/disable").status_code == 422
    with desk.look() as db:
        assert db.get_one(Account, staff_id).disabled_at is None


def test_a_coordinator_is_no_administrator(client: TestClient, desk: Database) -> None:
    open_account(desk, "only-coordinator", Role.COORDINATOR)
    sign_in(client, "only-coordinator")
    assert client.get("/staff/accounts").status_code == 403
    assert client.post("/staff/accounts/1/disable").status_code == 403


def test_a_closed_day_is_written_down_and_taken_away(
    staff: TestClient, desk: Database, day: Day
) -> None:
    assert faults(staff.post("/staff/holidays", data={}).text) == ["#holiday_on", "#name_kk"]
    wish = {
        "holiday_on-day": "1", "holiday_on-month": "1", "holiday_on-year": "2027",
        "name_ru": "Новый год", "point_id": str(day.point_id),
    }  # fmt: skip
    assert "Новый год" in staff.post("/staff/holidays", data=wish).text
    with desk.look() as db:
        new = db.scalars(select(Holiday).order_by(Holiday.id.desc())).first()
    assert new is not None
    assert "Новый год" in staff.get(f"/staff/points/{day.point_id}").text
    gone = staff.post(f"/staff/holidays/{new.id}/remove")
    assert "Новый год" not in gone.text
