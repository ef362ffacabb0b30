"""Productions are begun anew, brought forward and given up; the lexicon is kept and taken over."""

from io import BytesIO

from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import func, select

from access.database.opening import Database
from access.production.lists import productions
from access.production.records import (
    Production,
    ProductionState,
    Pronunciation,
)
from tests.access import desk as small
from tests.api.web.desk_day import NOON, Day
from tests.api.web.staff.test_register import faults

ENTRY = {"language": "kk", "written": "ҚазМУ", "said": "қазэму", "letters": "exact"}
PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa"
 xml:lang="ru"><lexeme><grapheme>ГЭС</grapheme><alias>гэс</alias></lexeme></lexicon>"""


def state_of(desk: Database, number: int) -> ProductionState:
    with desk.look() as db:
        return db.get_one(Production, number).state


def sent(name: str, content: str) -> dict[str, tuple[str, BytesIO]]:
    return {"file": (name, BytesIO(content.encode()))}


def test_what_is_parked_is_told_with_its_reason_and_tried_again(
    staff: TestClient, desk: Database, day: Day
) -> None:
    shown = staff.get("/bench/productions").text
    assert "no book that can be read here" in shown
    base = f"/bench/productions/{day.parked_id}"
    assert "This is no EPUB." in staff.get(base).text
    assert "waits again" in staff.post(f"{base}/again").text
    assert state_of(desk, day.parked_id) is ProductionState.WAITING
    again = staff.post(f"{base}/again")
    assert again.status_code == 409
    assert "does not wait for a decision" in again.text


def test_a_parked_production_is_given_up_and_a_waiting_one_cancelled(
    staff: TestClient, desk: Database, day: Day
) -> None:
    base = f"/bench/productions/{day.parked_id}"
    assert staff.get(f"{base}/give-up").status_code == 200
    assert "is given up" in staff.post(f"{base}/give-up").text
    assert "was over already" in staff.post(f"{base}/cancel").text
    with desk.look() as db:
        (waiting,) = productions(db, state=ProductionState.WAITING)
    assert "It is cancelled." in staff.post(f"/bench/productions/{waiting.id}/cancel").text
    assert state_of(desk, waiting.id) is ProductionState.CANCELLED


def test_a_title_is_brought_before_all_that_wait(
    staff: TestClient, desk: Database, day: Day
) -> None:
    staff.post(f"/bench/productions/{day.parked_id}/again")
    with desk.look() as db:
        before = [one.id for one in productions(db, state=ProductionState.WAITING)]
    last = before[-1]
    assert "before all others" in staff.post(f"/bench/productions/{last}/first").text
    with desk.look() as db:
        after = [one.id for one in productions(db, state=ProductionState.WAITING)]
    assert after == [last, *before[:-1]]
    assert "nothing was changed" in staff.post(f"/bench/productions/{day.production_id}/first").text


def test_progress_is_a_bar_and_words(staff: TestClient) -> None:
    shown = html.fromstring(staff.get("/bench/productions").text)
    (bar,) = shown.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("20", "100")
    assert "20 of 100 sentences, section 1 of 5" in "".join(bar.getparent().itertext())


def test_the_back_catalogue_is_queued_and_stopped(staff: TestClient, desk: Database) -> None:
    with desk.change.begin() as db:
        for place in range(3):
            small.title(db, f"Қор {place}")
    assert faults(staff.post("/bench/backlog", data={}).text) == ["#number"]
    assert faults(staff.post("/bench/backlog", data={"number": "0"}).text) == ["#number"]
    queued = staff.post("/bench/backlog", data={"language": "kk", "number": "2"})
    assert "wait now: 2." in queued.text
    assert staff.get("/bench/backlog/stop").status_code == 200
    assert "taken back: 2." in staff.post("/bench/backlog/stop").text


def test_an_entry_is_kept_changed_found_and_ended_with_its_history(
    staff: TestClient, desk: Database
) -> None:
    assert faults(staff.post("/bench/lexicon/new", data={}).text) == [
        "#language", "#written", "#said", "#letters",
    ]  # fmt: skip
    unknown = staff.post("/bench/lexicon/new", data=ENTRY | {"title_id": "99999"})
    assert faults(unknown.text) == ["#title_id"]
    assert "The entry is kept." in staff.post("/bench/lexicon/new", data=ENTRY).text
    changed = staff.post("/bench/lexicon/new", data=ENTRY | {"said": "қазақ университеті"})
    assert changed.text.count("қазэму") == 1
    assert "қазақ университеті" in staff.get("/bench/lexicon", params={"q": "азМ"}).text
    assert "There are none." in staff.get("/bench/lexicon", params={"q": "%"}).text
    with desk.look() as db:
        number = db.scalars(select(Pronunciation.id).order_by(Pronunciation.id.desc())).first()
    assert "The entry has ended." in staff.post(f"/bench/lexicon/{number}/end").text
    assert staff.post(f"/bench/lexicon/{number}/end").status_code == 404
    assert "қазақ" not in staff.get("/bench/lexicon", params={"q": "азМ"}).text


def test_a_long_lexicon_is_turned_page_by_page(staff: TestClient, desk: Database) -> None:
    with desk.change.begin() as db:
        db.add_all(
            Pronunciation(
                language="ru", kind="word", written=f"слово{place:03}", said="слово", began_at=NOON
            )
            for place in range(70)
        )
    found, path = [], "/bench/lexicon?language=ru"
    while path:
        shown = html.fromstring(staff.get(path).text)
        found += [str(one) for one in shown.xpath("//tbody//th/a/text()")]
        path = str(next(iter(shown.xpath("//a[@rel='next']/@href")), ""))
    assert len(found) == 71
    assert found == sorted(found)


def test_a_lexicon_goes_out_and_comes_in_as_a_file(staff: TestClient, desk: Database) -> None:
    path = "/bench/lexicon-files/import"
    assert faults(staff.post(path, data={}).text) == ["#file"]
    for told in ("New: 1, changed: 0", "New: 0, changed: 0, as before: 1"):
        assert told in staff.post(path, files=sent("l.pls", PLS)).text
    bad = staff.post(path, files=sent("l.pls", "<lexicon"))
    assert (bad.status_code, faults(bad.text)) == (422, ["#file"])
    assert "Every fault with its line" in bad.text
    assert staff.post(path, files=sent("l.exe", "MZ")).status_code == 422
    with desk.look() as db:
        assert db.scalar(select(func.count(Pronunciation.id))) == 2
    out = staff.get("/bench/lexicon-files/export/pls?language=ru")
    assert out.headers["content-type"] == "application/pls+xml"
    assert "ГЭС" in out.text
    assert "ЭВМ" in staff.get("/bench/lexicon-files/export/csv?language=ru").text
    assert staff.get("/bench/lexicon-files/export/doc?language=ru").status_code == 404
