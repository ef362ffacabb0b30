"""The courier's pages to a screen reader, to one hand, by keys, and where no script runs."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import BrowserContext, Page

import api
from access.database.opening import Database
from api.web.courier.script_words import script_words
from api.words.languages import LANGUAGES
from delivery.runs.records import Stop
from tests.api.web.courier.road import (
    PIN,
    Road,
    addresses,
    bag_of,
    outcomes,
    sign_in,
)
from tests.browser import violations

NO_SENTENCES = {"lists", "months", "reasons", "weekdays"}
SCRIPTS = Path(api.__file__).parent / "web/static/courier"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_the_server_is_whole_in_every_language(
    marat: TestClient, road: Road, language: str
) -> None:
    for path in (*addresses(road), "/run/shell"):
        answer = marat.get(path, params={"lang": language})
        assert answer.status_code == 200, answer.text
        page = html.fromstring(answer.text)
        assert page.get("lang") == language
        assert len(page.findall(".//h1")) == 1
        levels = [int(str(one.tag)[1]) for one in page.iter("h1", "h2", "h3")]
        assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
        ids = [one.get("id") for one in page.xpath("//*[@id]")]
        assert len(ids) == len(set(ids))
        words = json.loads(page.xpath("//*[@id='courier-words']")[0].text)
        assert words == script_words(language)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy


def test_the_scripts_say_only_what_the_translators_wrote() -> None:
    """No sentence of their own, none that is missing, none that nobody says."""
    names = {name for name in script_words("en") if name not in NO_SENTENCES}
    scripts = "".join(path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js")))
    code = re.sub(r"^\s*//.*$", "", scripts, flags=re.MULTILINE)
    words = set(re.findall(r"[\"'`](\w+)[\"'`]|\b(\w+):", code))
    assert names <= {word for pair in words for word in pair}
    assert set(re.findall(r"\bsay\(\s*[\"'](\w+)[\"']", code)) <= names
    texts = re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", code)
    assert [text for text in texts if re.match(r"[A-Z][a-z]+ [a-z]+ ", text)] == []


def test_it_can_be_installed(marat: TestClient) -> None:
    """Names in every language, our own icons, a worker whose reach is /run."""
    names = set()
    for language in LANGUAGES:
        manifest = marat.get(f"/run/manifest/{language}.json").json()
        names.add(manifest["name"])
        assert (manifest["start_url"], manifest["scope"]) == ("/run", "/run")
        for icon in manifest["icons"]:
            assert marat.get(icon["src"]).status_code == 200
    assert len(names) == len(LANGUAGES)
    assert marat.get("/run/manifest/xx.json").status_code == 404
    worker = marat.get("/run/worker.js")
    assert worker.headers["service-worker-allowed"] == "/run"
    assert worker.headers["cache-control"] == "no-cache"
    kept = json.loads(worker.text.partition("const KEPT = ")[2].partition(";\n")[0])
    for path in (*kept["paths"], kept["shell"]):
        assert marat.get(path).status_code == 200


def test_the_shell_that_is_kept_names_nobody(marat: TestClient, road: Road) -> None:
    shell = marat.get("/run/shell").text
    assert "Reader" not in shell
    assert "Marat" not in shell
    assert f'"account_id": {road.account_id}' not in shell


def test_without_scripts_a_courier_sees_the_stops_and_reports(
    marat: TestClient, road: Road, database: Database
) -> None:
    """By plain forms: load, set out, on the way, at the door, how it went, the end."""
    run, stop = f"/run/{road.run_id}", f"/run/{road.run_id}/stops/{road.stop_ids[0]}"

    def forms(path: str) -> dict[str, dict[str, str]]:
        page = html.fromstring(marat.get(path).text)
        found = {}
        for form in page.forms:
            fields = {name: value for name, value in form.fields.items() if value is not None}
            found[str(form.action)] = fields
        return found

    def press_form(path: str, action: str, **more: object) -> str:
        sent = {**forms(path)[action], **more}
        return marat.post(action, data=sent).text

    assert "No bag of this run" in press_form(run, f"{run}/bags", bag_code="123")
    code = bag_of(database, road.stop_ids[0])
    assert "The bag is in the car." in press_form(run, f"{run}/bags", bag_code=code)
    assert "You have set out." in press_form(run, f"{run}/turns/run_started")
    assert "on the way" in press_form(stop, f"{stop}/moves/on_way")
    assert "at the door" in press_form(stop, f"{stop}/moves/at_door")
    wrong = html.fromstring(press_form(stop, stop, proof="pin"))
    assert [one.get("href") for one in wrong.xpath("//*[@role='alert']//a")] == ["#outcome"]
    late = press_form(stop, stop, outcome="another_day")
    assert "Choose a day after today." in late
    pin = press_form(stop, stop, outcome="delivered", proof="pin")
    assert "Let the reader type the PIN" in pin
    form = {**forms(stop)[stop], "outcome": "delivered", "proof": "pin", "pin": PIN}
    assert "It is written down how it went." in marat.post(stop, data=form).text
    assert "came before" in marat.post(stop, data=form).text, "the same form again"
    with database.look.begin() as db:
        assert db.get_one(Stop, road.stop_ids[0]).is_proved is True
    assert "The run is finished." in press_form(run, f"{run}/turns/run_finished")
    assert outcomes(database) == {"delivered": 1}


def test_the_pages_of_plain_forms_are_clean_to_axe(
    telephone: BrowserContext, screen: Page, road: Road
) -> None:
    """What a courier sees where the scripts never come."""
    telephone.route("**/static/courier/*.js", lambda route: route.abort())
    sign_in(screen)
    screen.set_viewport_size({"width": 320, "height": 700})
    found = []
    for language in LANGUAGES:
        for path in addresses(road):
            screen.goto(f"{path}?lang={language}")
            found += violations(screen)
            assert screen.evaluate("document.documentElement.scrollWidth") <= 320
    assert found == []
