"""The player of the pages goes on where any other door stopped, and keeps the place for them."""

from datetime import timedelta
from pathlib import Path

import lameenc
import numpy as np
import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from access.catalogue.made import Edition
from access.listening.places import Place, keep_position, position_of
from access.listening.records import Position
from api.web.frame.doors import Doors
from tests.api.web.conftest import NOON, PASSWORD, sign_in
from tests.api.web.readers.conftest import Stock
from tests.browser import tab_to, violations

SOUNDS = ("a.mp3", "b.mp3")
LASTS_MS = 20_000


@pytest.fixture
def book(doors: Doors, stock: Stock) -> Stock:
    """Two chapters of twenty seconds that can really be heard."""
    with doors.database.change.begin() as db:
        db.get_one(Edition, stock.edition_id).sections = [
            {"title": f"{number} тарау", "language": "kk", "level": 1, "sounds": [sound],
             "audio_ms": LASTS_MS}
            for number, sound in enumerate(SOUNDS, 1)
        ]  # fmt: skip
    folder = doors.settings.shelf_dir / f"{stock.ready_id}/sound"
    for sound in SOUNDS:
        hum(folder / sound)
    return stock


def hum(path: Path) -> None:
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(22_050)
    encoder.set_channels(1)
    encoder.set_bit_rate(64)
    encoder.silence()
    samples = np.sin(np.arange(22_050 * LASTS_MS // 1000) / 9) * 3_000
    path.write_bytes(bytes(encoder.encode(samples.astype("<i2").tobytes())) + encoder.flush())


def stopped(doors: Doors, book: Stock, sound: str, at_ms: int) -> None:
    """The reader stopped here on the telephone."""
    with doors.database.change.begin() as db:
        book_ms = SOUNDS.index(sound) * LASTS_MS + at_ms
        keep_position(
            db, reader_id=book.reader_id, title_id=book.ready_id, manner_key="standard",
            place=Place(sound=sound, at_ms=at_ms, book_ms=book_ms), door="phone",
            now=NOON - timedelta(hours=1),
        )  # fmt: skip


def kept(doors: Doors, book: Stock) -> Position | None:
    with doors.database.look() as db:
        return position_of(
            db, reader_id=book.reader_id, title_id=book.ready_id, manner_key="standard"
        )


@pytest.mark.parametrize(
    ("sound", "at_ms", "goes_on"),
    [("b.mp3", 12_000, "b.mp3#t=5.000"), ("b.mp3", 3_000, "a.mp3#t=16.000"),
     ("a.mp3", 2_000, "a.mp3#t=0.000")],
)  # fmt: skip
def test_without_a_script_the_player_begins_seven_seconds_before_the_place(
    client: TestClient, doors: Doors, book: Stock, sound: str, at_ms: int, goes_on: str
) -> None:
    sign_in(client, book.card)
    address = f"/editions/{book.edition_id}"
    assert "sound-on" not in client.get(address).text
    stopped(doors, book, sound, at_ms)
    page = html.fromstring(client.get(address).text)
    (player,) = page.xpath("//audio[@id='sound-on']")
    assert player.get("src") == f"{address}/sounds/{goes_on}"
    (link,) = page.xpath("//a[@data-goes-on]")
    assert link.get("href") == "#sound-on"
    assert "тарау" in link.text_content()


def test_a_place_in_a_sound_that_the_edition_has_no_more_is_left_out(
    client: TestClient, doors: Doors, book: Stock
) -> None:
    with doors.database.change.begin() as db:
        keep_position(
            db, reader_id=book.reader_id, title_id=book.ready_id, manner_key="standard",
            place=Place(sound="gone.mp3", at_ms=1, book_ms=90_000), door="phone", now=NOON,
        )  # fmt: skip
    sign_in(client, book.card)
    assert "sound-on" not in client.get(f"/editions/{book.edition_id}").text


def test_by_keys_alone_it_goes_on_and_where_it_stops_is_kept(
    window: Page, doors: Doors, book: Stock
) -> None:
    stopped(doors, book, "b.mp3", 12_000)
    window.goto("/sign-in?lang=en")
    window.fill("#name", book.card)
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url("**/")
    faults = list[str]()
    window.on("pageerror", lambda error: faults.append(str(error)))
    window.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    window.goto(f"/editions/{book.edition_id}")
    assert violations(window) == []
    tab_to(window, "Go on where you stopped: 2 тарау, 5 seconds")
    window.keyboard.press("Enter")
    player = window.locator("#sound-on")
    window.wait_for_function("() => document.getElementById('sound-on').currentTime > 6")
    with window.expect_response("**/api/v1/me/positions/*") as answer:
        player.evaluate("audio => audio.pause()")
    assert answer.value.ok
    there = kept(doors, book)
    assert there is not None
    assert (there.sound, there.door) == ("b.mp3", "web")
    assert 5_900 < there.at_ms < 12_000
    with window.expect_response(lambda found: found.request.method == "DELETE") as gone:
        player.evaluate("audio => { audio.currentTime = audio.duration - 0.2; audio.play() }")
    assert gone.value.status == 204
    assert kept(doors, book) is None
    assert faults == []
