"""A reader calls through a real Asterisk: finds a book, asks for it, hears it, comes back to it."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from access.production.records import ProductionState
from access.search.keypad import digits_of
from api.phone.playing import REWIND_MS, SKIP_MS
from tests.access.people.people import PIN
from tests.api.phone import asterisk
from tests.api.phone.lines import CARD, NUMBER, Library, choose, pieces, sign_in
from tests.api.phone.sip import LOUD, Sound, Telephone, found_in, loudness
from tests.api.work.workplace import is_in

ALIKE = 0.95
WORDS = """
река дерево окно дорога письмо вечер хлеб птица берег лодка облако камень школа песня поезд зима
фонарь гора сад парус море звезда ветер книга
"""
NAME = "Старый мост"
Scene = Callable[[Library, asterisk.Exchange], Coroutine[Any, Any, None]]
Play = Callable[[Scene], None]


def a_book() -> str:
    """About two minutes, in four chapters; every sentence is another."""
    words = WORDS.split()
    chapters = []
    for chapter in range(4):
        sentences = [
            f"{words[(chapter * 7 + place * 5) % 24].title()} "
            f"и {words[(chapter * 11 + place) % 24]} стоят рядом, "
            f"а {words[(chapter + place * 3) % 24]} далеко."
            for place in range(9)
        ]
        chapters.append(f"## Глава {words[chapter]}\n\n" + " ".join(sentences))
    return f"# {NAME}\n\n" + "\n\n".join(chapters) + "\n"


@pytest.fixture
def library(sqlite_url: str, tmp_path: Path) -> Iterator[Library]:
    made = Library(sqlite_url, tmp_path, phone_dir=tmp_path / "line", phone_person="200")
    yield made
    made.close()


@pytest.fixture
def play(library: Library, tmp_path: Path) -> Play:
    """Plays a scene with the line and an exchange up; then no secret stands in any log."""
    if reason := asterisk.why_not():
        pytest.skip(reason)

    def played(scene: Scene) -> None:
        port = asterisk.free_port()
        with asterisk.exchange(tmp_path / "exchange", agi_port=port) as exchange:

            async def whole() -> None:
                async with library.line(port):
                    await scene(library, exchange)

            asyncio.run(asyncio.wait_for(whole(), 110))
            log = exchange.log.read_text("utf-8", "replace")
            assert "AGI Script" in log
            assert not re.search(rf"{PIN}|{CARD}", log), "the exchange's log holds no secret"

    return played


def phone(exchange: asterisk.Exchange) -> Telephone:
    return Telephone(exchange.sip_port, number=NUMBER)


def heard_places(sound: Sound, book: Sound, since_s: float = 0.0) -> list[tuple[float, float]]:
    """When something of the book was heard, and which place of it; silences are left out."""
    places = []
    for at_s, piece in pieces(sound[round(since_s * 8_000) :]):
        if loudness(piece) < LOUD:
            continue
        place_s, likeness = found_in(piece, book)
        if likeness > ALIKE:
            places.append((since_s + at_s, place_s))
    return places


def make(library: Library, request: str = "") -> int:
    """The workers make what waits; gives the production."""
    production = 1
    workforce = library.workforce(1)
    try:
        library.wait([workforce], is_in(ProductionState.DONE, number=production))
    finally:
        workforce.end()
    return production


def test_a_book_is_found_asked_for_heard_and_taken_up_again(play: Play) -> None:
    async def scene(library: Library, exchange: asterisk.Exchange) -> None:
        library.admit()
        title_id = library.shelve(NAME, a_book())
        async with phone(exchange) as first:
            await sign_in(first)
            await choose(first, "2", "1", f"{digits_of('старый')}#", "1", "2", "1")
        await asyncio.to_thread(make, library)
        (edition,) = library.editions(title_id)
        book = library.whole_sound(edition)

        async with phone(exchange) as second:
            await sign_in(second)
            await choose(second, "1", "1", "1")
            await second.press("4")  # cuts short what is said before the book
            await asyncio.sleep(8)
            pressed_s = second.now_s
            await second.press("6")
            await asyncio.sleep(5)
        sound = second.sound()
        before = [one for one in heard_places(sound, book) if one[0] < pressed_s - 1]
        after = heard_places(sound, book, pressed_s + 1)
        assert len(before) > 4, "the book is heard, sound for sound"
        assert len(after) > 2
        drift = {round(place_s - at_s, 1) for at_s, place_s in before}
        assert max(drift) - min(drift) <= 0.3
        skipped_s = (after[-1][1] - after[-1][0]) - (before[-1][1] - before[-1][0])
        paused_s = 1.0  # between the key and the sound: half a second of silence, and the key
        assert SKIP_MS / 1000 - paused_s - 0.5 <= skipped_s <= SKIP_MS / 1000 + 0.3
        position = library.position()
        assert position is not None
        assert abs(position.book_ms / 1000 - after[-1][1] - 1.0) < 1.5

        async with phone(exchange) as third:
            await sign_in(third)
            await choose(third, "1")
            await asyncio.sleep(13)
        again = heard_places(third.sound(), book)
        assert len(again) > 3
        begun_s = again[0][1] - 1.0
        resumed_s = (position.book_ms - REWIND_MS) / 1000
        assert -1.0 <= again[0][1] - resumed_s <= 2.0, (begun_s, resumed_s)

    play(scene)
