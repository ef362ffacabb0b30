"""A line and a real exchange, for tests that call."""

import re
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.access.people.people import PIN
from tests.api.phone import asterisk
from tests.api.phone.lines import CARD, Library
from tests.loops import run_scene

Scene = Callable[[Library, asterisk.Exchange], Coroutine[Any, Any, None]]
Play = Callable[[Scene], None]


@pytest.fixture
def hours() -> str:
    """When a person is there: always, unless a test says otherwise."""
    return "1-7 00:00-24:00"


@pytest.fixture
def choice() -> str:
    """The key that whoever is rung up presses after their PIN."""
    return "2"


@pytest.fixture
def library(sqlite_url: str, tmp_path: Path, hours: str) -> Iterator[Library]:
    """A library with a line."""
    made = Library(
        sqlite_url, tmp_path, phone_dir=tmp_path / "line", phone_person="200",
        phone_person_hours=hours,
    )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def play(library: Library, tmp_path: Path, choice: str) -> Play:
    """Plays a scene with the line and an exchange up; then no secret stands in any log."""
    if reason := asterisk.why_not():
        pytest.skip(reason)

    def played(scene: Scene) -> None:
        port = asterisk.free_port()
        with asterisk.exchange(
            tmp_path / "exchange", agi_port=port, keys=PIN, choice=choice
        ) as exchange:

            async def whole() -> None:
                async with library.line(port):
                    await scene(library, exchange)

            run_scene(whole(), 170)
            log = exchange.log.read_text("utf-8", "replace")
            assert "AGI Script" in log
            told = log.replace(f"{PIN}#,200", "")  # the dial plan of the tests presses it
            assert not re.search(rf"{PIN}|{CARD}", told), "the exchange's log holds no secret"

    return played
