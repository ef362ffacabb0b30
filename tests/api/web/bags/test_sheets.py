"""A sheet shows what a courier may see, to those who may see it, and leaves a trace."""

import pytest
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import func, select

from access.catalogue.records import Title
from access.database.opening import Database
from access.people.doors import Look
from access.people.records import Reader
from api.words.languages import LANGUAGES
from delivery.homes.records import Address, HomeProfile
from delivery.runs.records import Run, RunState
from tests.api.printing.reading import read
from tests.api.web.bags.table import TUESDAY, Bags
from tests.api.web.conftest import sign_in

Everywhere = tuple[TestClient, Bags, Database]
HOSTILE = '#include "/etc/passwd" *жуан* $x$ <b>үй</b>'


def looks(opened: Database) -> int:
    with opened.look.begin() as db:
        found = select(func.count(Look.id)).where(Look.what == "run_sheet")
        return db.scalar(found) or 0


def test_page_and_paper_say_the_same_and_no_title(everywhere: Everywhere) -> None:
    """Name, door, bag, things by bar code; whatever somebody wrote is text."""
    client, bags, opened = everywhere
    with opened.change.begin() as db:
        reader = db.get_one(Reader, bags.readers[0])
        reader.family_name = "Әбілқайырұлы"
        address = db.scalars(select(Address).where(Address.reader_id == reader.id)).one()
        address.notes = HOSTILE
        db.scalars(select(HomeProfile)).first().phone_first = True  # type: ignore[union-attr]
        titles = list(db.scalars(select(Title.name)))
        cards = [one.card_number for one in db.scalars(select(Reader))]
    page = client.get(f"/staff/runs/{bags.run_id}/sheet?lang=kk")
    pdf = client.get(f"/staff/runs/{bags.run_id}/sheet.pdf?lang=kk")
    assert (page.status_code, pdf.status_code) == (200, 200)
    assert pdf.headers["content-type"] == "application/pdf"
    assert "no-store" in pdf.headers["cache-control"]
    paper, shown = read(pdf.content), " ".join(html.fromstring(page.text).text_content().split())
    assert (paper.pages, paper.is_tagged, paper.language) == (1, True, "kk")
    assert sorted(paper.codes) == sorted(bags.codes)
    for text in (paper.text, shown):
        assert "Әбілқайырұлы" in text
        assert "Абай даңғылы" in text
        assert "+77271234567" in text
        assert HOSTILE in text
        assert all(code in text for code in (*bags.codes, *bags.copies))
        assert not [title for title in titles if title in text]
        assert not [card for card in cards if f" {card} " in text]
    assert "<b>үй</b>" not in page.text


def test_whoever_sees_doors_leaves_a_trace_once_a_visit(everywhere: Everywhere) -> None:
    client, bags, opened = everywhere
    client.get(f"/staff/runs/{bags.run_id}/sheet")
    assert looks(opened) == len(bags.readers)
    client.get(f"/staff/runs/{bags.run_id}/sheet.pdf")
    client.get(f"/staff/days/{TUESDAY}/sheets.pdf")
    assert looks(opened) == len(bags.readers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_courier_has_the_own_run_on_page_and_paper(
    client: TestClient, bags: Bags, language: str
) -> None:
    sign_in(client, "marat")
    page = client.get(f"/run/{bags.run_id}/sheet?lang={language}")
    assert page.status_code == 200
    assert f"/run/{bags.run_id}/sheet.pdf" in page.text
    pdf = client.get(f"/run/{bags.run_id}/sheet.pdf?lang={language}")
    assert read(pdf.content).language == language
    assert client.get(f"/staff/runs/{bags.run_id}/sheet").status_code == 403


@pytest.mark.parametrize("login", ["dana", "saule", "assel"])
def test_nobody_else_sees_a_door(client: TestClient, bags: Bags, login: str) -> None:
    sign_in(client, login)
    for path in (
        f"/run/{bags.run_id}/sheet", f"/run/{bags.run_id}/sheet.pdf",
        f"/staff/runs/{bags.run_id}/sheet", f"/staff/days/{TUESDAY}/sheets.pdf",
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert "Абай" not in answer.text


def test_a_draft_and_a_run_that_is_none_are_said_to_be_so(everywhere: Everywhere) -> None:
    client, bags, opened = everywhere
    assert client.get("/staff/runs/999999/sheet.pdf").status_code == 404
    assert client.get("/staff/days/2026-12-24/sheets.pdf").status_code == 404
    assert client.get("/staff/days/2026-13-01/sheets.pdf").status_code == 404
    with opened.change.begin() as db:
        db.get_one(Run, bags.run_id).state = RunState.DRAFT
    answer = client.get(f"/staff/runs/{bags.run_id}/sheet?lang=en")
    assert answer.status_code == 409
    assert "not published yet" in answer.text
    assert looks(opened) == 0


def test_labels_are_for_bags_alone(everywhere: Everywhere) -> None:
    client, bags, _ = everywhere
    page = client.get(f"/staff/picking/labels?run={bags.run_id}&lang=ru").text
    pdf = client.get(f"/staff/picking/labels.pdf?run={bags.run_id}&lang=ru&paper=14&skip=2")
    paper = read(pdf.content)
    assert sorted(paper.codes) == sorted(bags.codes)
    for text in (page, paper.text):
        assert all(code in text for code in bags.codes)
        assert "Ахметова" not in text
        assert "Қызыл" not in text
    bad = f"/staff/picking/labels.pdf?run={bags.run_id}&paper=99"
    assert client.get(bad).status_code == 422
    assert client.get("/staff/picking/labels?run=99999").status_code == 404
