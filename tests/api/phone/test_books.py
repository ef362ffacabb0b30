"""Books for the line are made once, played before they are whole, and bounded."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.phone.books import LineBooks
from api.phone.folder import BOOKS, trim
from tests.loops import run_scene
from tests.tts.test_line_sound import LASTS_S, tone
from tts.line_sound import BadSound, length_ms

__all__ = ["tone"]


def test_a_sound_is_made_once_for_whoever_waits(tmp_path: Path, tone: Path) -> None:
    async def scene() -> None:
        with ThreadPoolExecutor(2) as work:
            books = LineBooks(tmp_path, 10**9, work)
            books.begin(tone, 150)
            files = await asyncio.gather(*(books.ready(tone, 150, 0) for _ in range(5)))
            whole = await books.ready(tone, 150, 10**6)
            assert whole.is_whole
            assert whole.length_ms == pytest.approx(LASTS_S * 1000 / 1.5, abs=150)
            assert length_ms(whole.path.stat().st_size) == whole.length_ms
            assert {file.path.suffix for file in files} == {".ulaw"}
            again = LineBooks(tmp_path, 10**9, work)
            assert await again.ready(tone, 150, 0) == whole
            assert len(list((tmp_path / BOOKS).rglob("*.ulaw"))) == 1

    run_scene(scene())


def test_a_sound_that_cannot_be_made_is_told_to_all_and_leaves_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.mp3"
    bad.write_bytes(b"no sound" * 100)

    async def scene() -> None:
        with ThreadPoolExecutor(2) as work:
            books = LineBooks(tmp_path, 10**9, work)
            told = await asyncio.gather(
                *(books.ready(bad, 100, 0) for _ in range(3)), return_exceptions=True
            )
            assert all(isinstance(one, BadSound) for one in told)
            with pytest.raises(OSError, match="absent"):
                await books.ready(tmp_path / "absent.mp3", 100, 0)
        assert list((tmp_path / BOOKS).rglob("*.ulaw")) == []

    run_scene(scene())


def test_what_a_dead_process_left_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / BOOKS / "ab" / "abc.making-999999999.ulaw"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"\xff")
    with ThreadPoolExecutor(1) as work:
        LineBooks(tmp_path, 10**9, work)
    assert not left.exists()


def test_what_was_heard_longest_ago_goes_first(tmp_path: Path) -> None:
    for number in range(5):
        path = tmp_path / f"{number}.ulaw"
        path.write_bytes(b"\xff" * 1_000)
        os.utime(path, (number, number))
    assert trim(tmp_path, 2_500) == 3_000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["3.ulaw", "4.ulaw"]
