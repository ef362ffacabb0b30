"""Every page of readers, in every language, is whole to a screen reader."""

from itertools import pairwise

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from api.web import readers
from api.words.languages import LANGUAGES
from tests.api.web.conftest import PASSWORD, sign_in
from tests.api.web.readers.conftest import Stock
from tests.browser import violations

FILES = {"/editions/{edition_id}/sounds/{name}", "/my/requests/{request_id}/sounds/{name}"}
PATHS = sorted(
    route.path
    for router in readers.ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and "GET" in (route.methods or ())
)
SHOWN = [path for path in PATHS if path not in FILES and "/forms/" not in path]


def filled(path: str, stock: Stock) -> str:
    """The path with numbers of what is in the library."""
    return path.format(
        title_id=stock.fresh_id, series_id=stock.series_id, edition_id=stock.edition_id,
        request_id=stock.making_id, name="a.mp3", form="daisy202", volume=1,
    )  # fmt: skip


@pytest.mark.parametrize("path", SHOWN)
def test_a_page_is_whole_in_every_language(client: TestClient, stock: Stock, path: str) -> None:
    """One title, one first heading, no heading left out, no id twice, labels that exist."""
    sign_in(client, stock.card)
    for language in LANGUAGES:
        answer = client.get(filled(path, stock), params={"lang": language, "q": "абай"})
        assert answer.status_code == 200, answer.text
        page = html.fromstring(answer.text)
        assert page.get("lang") == language
        assert len(page.findall(".//h1")) == 1
        levels = [int(str(one.tag)[1]) for one in page.iter("h1", "h2", "h3", "h4")]
        assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
        ids = [one.get("id") for one in page.xpath("//*[@id]")]
        assert len(ids) == len(set(ids))
        for attribute in ("aria-labelledby", "aria-describedby"):
            named = {part for one in page.xpath(f"//@{attribute}") for part in one.split()}
            assert named <= set(ids)


def test_axe_finds_nothing_on_any_page(window: Page, stock: Stock) -> None:
    """WCAG 2.2 AA as far as a machine can judge it, on every page with something on it."""
    window.goto("/sign-in?lang=kk")
    window.fill("#name", stock.card)
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url("**/")
    found = []
    for path in (*SHOWN, "/find"):
        window.goto(filled(path, stock) + ("?q=абай" if path == "/find" else ""))
        found += violations(window)
    assert found == []


@pytest.mark.parametrize("path", [path for path in PATHS if path.startswith(("/my", "/editions"))])
def test_nobody_sees_a_readers_page_without_signing_in(
    client: TestClient, stock: Stock, path: str
) -> None:
    answer = client.get(filled(path, stock))
    assert answer.url.path == "/sign-in"


def test_another_readers_pages_are_not_there(app: FastAPI, stock: Stock, reader_id: int) -> None:
    """Whoever guesses a number learns nothing, not even that it is one."""
    assert reader_id != stock.reader_id
    stranger = TestClient(app)
    sign_in(stranger, "K-000123")
    for path in ("withdraw", "listen", "sounds/a.mp3"):
        assert stranger.get(f"/my/requests/{stock.making_id}/{path}").status_code in (403, 404)
