"""The sound of books for the line: made on demand, heard while it is being made, kept, bounded.

A sound file of a book becomes one file of the line for each speed. It is written several hundred
times faster than it is heard, so a call need not wait for its end.
"""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from api.phone.folder import BOOKS, touch, trim
from tts.line_sound import ENDING, RATE_HZ, BadSound, length_ms, line_sound
from tts.narration.keys import fingerprint

AHEAD_MS = 30_000
"""So much has to be there beyond the place where it begins, before it is played unfinished."""
_TOLD_EVERY_BYTES = 40_000
_MAKING = ".making"


@dataclass(frozen=True, slots=True)
class LineFile:
    """A file that can be played from where it was asked for; `is_whole`: nothing more comes."""

    path: Path
    length_ms: int
    is_whole: bool


@dataclass(slots=True)
class _Making:
    path: Path
    written: int = 0
    is_done: bool = False
    fault: Exception | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self) -> None:
        """Wake whoever waits; in the loop's own thread."""
        self.news.set()
        self.news = asyncio.Event()


class LineBooks:
    """Sounds of books as files of the line. Belongs to one event loop; `work` has the threads."""

    def __init__(self, folder: Path, limit_bytes: int, work: Executor) -> None:
        self._folder, self._limit_bytes, self._work = folder / BOOKS, limit_bytes, work
        self._makings: dict[str, _Making] = {}
        self._folder.mkdir(parents=True, exist_ok=True)
        self._clear()

    async def ready(self, source: Path, speed: int, from_ms: int) -> LineFile:
        """The file for this sound and speed, as soon as it can be played from `from_ms` of it.

        Raises BadSound, OSError.
        """
        key = _key(source, speed)
        kept = self._folder / key[:2] / f"{key}{ENDING}"
        if kept.exists():
            touch(kept)
            return LineFile(kept, length_ms(kept.stat().st_size), is_whole=True)
        making = self._begun(key, kept, source, speed)
        needed = (from_ms + AHEAD_MS) * RATE_HZ // 1000
        while not making.is_done and making.written < needed:
            await making.news.wait()
        if making.fault is not None:
            raise making.fault
        path = kept if making.is_done else making.path
        return LineFile(path, length_ms(making.written), is_whole=making.is_done)

    def begin(self, source: Path, speed: int) -> None:
        """Have it made, for it will be asked for soon."""
        try:
            key = _key(source, speed)
        except OSError:
            return
        kept = self._folder / key[:2] / f"{key}{ENDING}"
        if not kept.exists():
            self._begun(key, kept, source, speed)

    def _begun(self, key: str, kept: Path, source: Path, speed: int) -> _Making:
        making = self._makings.get(key)
        if making is None:
            partial = kept.with_name(f"{key}{_MAKING}-{os.getpid()}{ENDING}")
            making = self._makings[key] = _Making(partial)
            loop = asyncio.get_running_loop()
            self._work.submit(self._make, making, kept, (source, speed), loop, key)
        return making

    def _make(
        self,
        making: _Making,
        kept: Path,
        wish: tuple[Path, int],
        loop: asyncio.AbstractEventLoop,
        key: str,
    ) -> None:
        """In a thread: write the file, tell how far it is, put it in its place."""

        def told(change: Callable[[], None]) -> None:
            loop.call_soon_threadsafe(_told, making, change)

        source, speed = wish
        written = 0
        try:
            making.path.parent.mkdir(parents=True, exist_ok=True)
            trim(self._folder, self._limit_bytes)
            with making.path.open("wb", buffering=0) as file:
                piece = bytearray()
                for samples in line_sound(source, speed_percent=speed):
                    piece += samples
                    if len(piece) >= _TOLD_EVERY_BYTES:
                        file.write(piece)
                        written += len(piece)
                        piece.clear()
                        told(_wrote(making, written))
                file.write(piece)
                written += len(piece)
            fault = None if written else BadSound(f"{source.name} is empty.")
            making.path.replace(kept)
            told(lambda: self._done(making, key, written, fault))
        except Exception as error:  # noqa: BLE001 - whoever waits for the file is told
            making.path.unlink(missing_ok=True)
            broken = error
            told(lambda: self._done(making, key, 0, broken))

    def _done(self, making: _Making, key: str, written: int, fault: Exception | None) -> None:
        making.written, making.is_done, making.fault = written, True, fault
        self._makings.pop(key, None)

    def _clear(self) -> None:
        """What a process left that ended in the middle."""
        for partial in self._folder.rglob(f"*{_MAKING}-*{ENDING}"):
            number = partial.stem.rpartition("-")[2]
            if not (number.isdecimal() and Path(f"/proc/{number}").exists()):
                partial.unlink(missing_ok=True)


def _told(making: _Making, change: Callable[[], None]) -> None:
    change()
    making.tell()


def _wrote(making: _Making, written: int) -> Callable[[], None]:
    def change() -> None:
        making.written = written

    return change


def _key(source: Path, speed: int) -> str:
    """Of the file as it is now; the same name with other sound in it is another file."""
    state = source.stat()
    return fingerprint(
        str(source), str(state.st_size), str(state.st_mtime_ns), str(speed), "line 1"
    )
