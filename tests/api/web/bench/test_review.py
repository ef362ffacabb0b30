"""An edition is reviewed by ear: heard, corrected, tried, made anew, published."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page
from sqlalchemy import func, select

from access.catalogue.made import Edition
from access.database.opening import Database
from access.people.records import Role
from access.production.records import (
    Finding,
    FindingState,
    Production,
    ProductionState,
    Pronunciation,
    QualitySample,
    Verdict,
)
from api.web.frame.doors import Doors
from tests.api.web.conftest import CARD, open_account, sign_in
from tests.api.web.desk_day import Day, make_edition
from tests.api.web.staff.test_pages import sign_in_window
from tests.api.web.staff.test_register import faults
from tests.api.web.walking import tab_to_address
from tests.browser import focused_name, press, tab_to, violations

MP3_STARTS = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
CORRECTION = {
    "written": "построили", "said": "пастроили", "letters": "as-written", "where": "title",
    "sentence": "Мост построили давно.",
}  # fmt: skip


def test_an_edition_is_reviewed_and_corrected_by_keys_alone(
    window: Page, desk: Database, day: Day, doors: Doors
) -> None:
    """A blind producer hears the sentence, tries another way of saying it, keeps it, has the
    edition made anew, and publishes what came of it."""
    sign_in_window(window)
    window.goto("/bench/editions")
    tab_to_address(window, f"/bench/editions/{day.edition_id}")
    press(window, "Enter")
    window.wait_for_selector("h1:has-text('Edition')")
    sound = window.get_attribute("audio", "src") or ""
    assert "#t=" in sound
    tab_to_address(window, f"/bench/findings/{day.finding_id}/correct")
    press(window, "Enter")
    window.wait_for_selector("h1:has-text('Say it otherwise')")
    tab_to(window, "As they stand in the book")
    press(window, "Control+a")
    window.keyboard.type("построили")
    tab_to(window, "As they should be said")
    window.keyboard.type("пастроили")
    press(window, "Enter")
    window.wait_for_selector("#done")
    assert focused_name(window).startswith("So it is said now")
    assert "пастроили" in window.inner_text("[role=status]")
    assert violations(window) == []
    tab_to(window, "Keep it")
    press(window, "Enter")
    window.wait_for_url("**?done=corrected")
    tab_to(window, "Make it anew with the lexicon as it is now")
    press(window, "Enter")
    window.wait_for_url("**?done=remade")
    with desk.look() as db:
        assert db.scalars(select(Pronunciation.said).order_by(Pronunciation.id.desc())).first() == (
            "пастроили"
        )
        assert db.get_one(Production, day.production_id).state is ProductionState.WAITING
    _, newer = make_edition(doors, day.title_id)
    window.goto(f"/bench/editions/{newer}")
    tab_to(window, "Approve and publish")
    press(window, "Enter")
    window.wait_for_url("**?done=published")
    with desk.look() as db:
        assert db.get_one(Edition, newer).published_at is not None


def test_an_edition_with_undecided_sentences_is_not_approved(
    staff: TestClient, desk: Database, day: Day
) -> None:
    base = f"/bench/editions/{day.edition_id}"
    assert faults(staff.post(f"{base}/approve").text) == ["#acts"]
    assert "good as it is" in staff.post(f"/bench/findings/{day.finding_id}/accept").text
    assert "The edition is published." in staff.post(f"{base}/approve").text
    assert staff.get(f"{base}/withdraw").status_code == 200
    assert "is withdrawn" in staff.post(f"{base}/withdraw").text
    with desk.look() as db:
        assert db.get_one(Finding, day.finding_id).state is FindingState.ACCEPTED


def test_an_edition_may_be_published_though_something_is_open(staff: TestClient, day: Day) -> None:
    base = f"/bench/editions/{day.edition_id}"
    assert "not decided yet" in staff.get(f"{base}/publish").text
    assert "The edition is published." in staff.post(f"{base}/publish").text
    assert "Старый мост" in staff.get("/bench/editions/published").text


def test_sounds_that_are_not_published_are_for_producers_alone(
    staff: TestClient, client: TestClient, desk: Database, day: Day, reader_id: int
) -> None:
    with desk.look() as db:
        name = db.get_one(Edition, day.edition_id).sections[-1]["sounds"][0]
    path = f"/bench/editions/{day.edition_id}/sounds/{name}"
    part = staff.get(path, headers={"Range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    assert part.headers["cache-control"] == "private, no-store"
    assert staff.get(path.replace(name, "..%2Fedition.json")).status_code == 404
    assert reader_id
    open_account(desk, "just-coordinator", Role.COORDINATOR)
    for who in (CARD, "just-coordinator"):
        client.cookies.clear()
        sign_in(client, who)
        assert client.get(path).status_code == 403


def test_a_phrase_is_reported_once_with_a_reason(
    staff: TestClient, desk: Database, day: Day
) -> None:
    shown = html.fromstring(staff.get(f"/bench/editions/{day.edition_id}/phrases?section=1").text)
    (path, *_) = shown.xpath("//a[contains(@href, '/report')]/@href")
    assert faults(staff.post(str(path), data={}).text) == ["#reason"]
    for _ in range(2):
        assert "on the bench now" in staff.post(str(path), data={"reason": "Не так"}).text
    with desk.look() as db:
        assert db.scalar(select(func.count(Finding.id))) == 2
    assert staff.get(f"/bench/editions/{day.edition_id}/phrases/nothing/report").status_code == 404


def test_a_sentence_is_tried_at_once_and_nothing_is_kept(
    staff: TestClient, desk: Database, day: Day
) -> None:
    path = f"/bench/findings/{day.finding_id}/correct"
    shown = html.fromstring(staff.post(path, data=CORRECTION | {"do": "try"}).text)
    (sound,) = shown.xpath("//div[@role='status']//audio/@src")
    heard = staff.get(str(sound))
    assert heard.headers["content-type"] == "audio/mpeg"
    assert heard.content.startswith(MP3_STARTS)
    with desk.look() as db:
        assert db.scalar(select(func.count(Pronunciation.id))) == 1
        assert db.get_one(Finding, day.finding_id).state is FindingState.OPEN


def test_a_try_has_its_bounds(staff: TestClient) -> None:
    ask = {"sentence": "Это ЭВМ.", "language": "ru"}
    assert staff.get("/bench/try", params=ask).status_code == 200
    assert staff.get("/bench/try", params=ask | {"sentence": "а" * 1001}).status_code == 404
    assert staff.get("/bench/try", params=ask | {"language": "xx"}).status_code == 422
    assert staff.get("/bench/try", params=ask | {"sentence": ""}).status_code == 422


def test_a_correction_that_cannot_be_is_said_beside_its_field(
    staff: TestClient, desk: Database, day: Day
) -> None:
    path = f"/bench/findings/{day.finding_id}/correct"
    assert faults(staff.post(path, data={}).text) == ["#where", "#written", "#said", "#letters"]
    hang = CORRECTION | {"written": "(а+)+б", "pattern": "yes", "do": "keep"}
    assert faults(staff.post(path, data=hang).text) == ["#written"]
    with desk.look() as db:
        assert db.scalar(select(func.count(Pronunciation.id))) == 1


def test_a_sample_is_judged_with_a_remark_where_it_is_faulty(
    staff: TestClient, desk: Database, day: Day
) -> None:
    path = f"/bench/samples/{day.sample_id}"
    assert faults(staff.post(path, data={}).text) == ["#verdict"]
    assert faults(staff.post(path, data={"verdict": "faulty"}).text) == ["#remark"]
    done = staff.post(path, data={"verdict": "faulty", "remark": "Глава первая шипит."})
    assert "Your verdict is kept." in done.text
    with desk.look() as db:
        assert db.get_one(QualitySample, day.sample_id).verdict is Verdict.FAULTY


def test_who_did_not_sign_in_is_sent_to_the_door(app: FastAPI, day: Day) -> None:
    nobody = TestClient(app)
    for path in ("/bench/productions", f"/bench/editions/{day.edition_id}", "/staff/readers"):
        answer = nobody.get(path, follow_redirects=False)
        assert answer.headers["location"].startswith("/sign-in"), path
    assert nobody.post("/bench/backlog/stop", follow_redirects=False).status_code == 303
