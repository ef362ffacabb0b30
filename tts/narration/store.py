"""Sound that was made once: kept on disk under the fingerprint of what it says and who says it.

Nobody sees half a file: each is written under another name in the same folder, then renamed.
A file that a broken disk or a power cut has spoilt is taken for absent and made again. Anybody
may delete anything here at any time; it costs time, never a wrong book.
"""

from __future__ import annotations

import json
import os
import re
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from tts.engine import Pcm
from tts.processes import lives

_MAGIC = b"DauysPCM"
_HEAD = struct.Struct("<8sII")  # magic, CRC-32 of the samples, their number
_STALE_PART_S = 3_600
_BLOCK_BYTES = 1 << 20
_HERE = f"{zlib.crc32(os.uname().nodename.encode()):08x}" if hasattr(os, "uname") else "here"
_WRITER = re.compile(r"\.(\d+)-(\w+)-\w+\.part\Z")


class Recording:
    """The sound of one utterance while it comes in. Whoever counts tells it `crc32`, `samples`.

    It writes past Python's buffers: a fork may take the sound down and its parent close the file.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.crc32 = self.samples = 0

    def take(self, piece: memoryview) -> None:
        """Go on with this sound."""
        self.crc32 = zlib.crc32(piece, self.crc32)
        self.samples += piece.nbytes // 2
        while piece:
            piece = piece[os.write(self.descriptor, piece) :]


class Store:
    """A folder of sounds. Any number of processes may use it at once.

    Utterances are PCM behind a short head that tells a whole file from a spoilt one. Finished
    sections are MP3 files and a table; the table is written last and makes them count.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    # --- utterances ---------------------------------------------------------------------------

    def path(self, key: str) -> Path:
        """Where the utterance of this key lies, or would."""
        return self.root / "utterances" / key[:2] / f"{key}.pcm"

    def has(self, key: str) -> bool:
        """Whether the utterance is here, as far as the file's head and size can tell."""
        try:
            with self.path(key).open("rb", buffering=0) as file:
                return _promised(file.read(_HEAD.size), os.fstat(file.fileno()).st_size) is not None
        except OSError:
            return False

    def get(self, key: str) -> Pcm | None:
        """The sound, or None where it is absent or spoilt. Marks it as used just now."""
        try:
            with self.path(key).open("rb", buffering=0) as file:
                state = os.fstat(file.fileno())
                check = _promised(file.read(_HEAD.size), state.st_size)
                pcm = file.read() if check is not None else b""
        except OSError:
            return None
        if check is None or zlib.crc32(pcm) != check:
            return None
        _touch(self.path(key))
        return pcm

    def put(self, key: str, pcm: Pcm) -> None:
        """Keep the sound of an utterance; it is not empty."""
        with self.writing(key) as recording:
            recording.take(memoryview(pcm))

    @contextmanager
    def writing(self, key: str) -> Iterator[Recording]:
        """Give a place for the sound of an utterance; it is kept when the block ends well."""
        with self._replacing(self.path(key)) as file:
            recording = Recording(file.fileno())
            os.lseek(recording.descriptor, _HEAD.size, os.SEEK_SET)
            yield recording
            if not recording.samples:
                raise ValueError("an utterance without sound is not kept")
            os.lseek(recording.descriptor, 0, os.SEEK_SET)
            os.write(recording.descriptor, _HEAD.pack(_MAGIC, recording.crc32, recording.samples))

    # --- finished sections --------------------------------------------------------------------

    def sound_path(self, key: str, number: int) -> Path:
        """Where MP3 file `number` (from 1) of the section of this key lies, or would."""
        return self.root / "sections" / key[:2] / f"{key}.{number:02}.mp3"

    @contextmanager
    def part(self) -> Iterator[tuple[Path, BinaryIO]]:
        """Give a file to encode into, until it is known what it is; then `keep_part` it."""
        path = self.root / "sections" / f".{_part_ending()}"
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                yield path, file
        finally:
            path.unlink(missing_ok=True)  # unless it was kept, and has another name now

    def keep_part(self, part: Path, key: str, number: int) -> None:
        """Make a part, closed by now, MP3 file `number` of the section of this key."""
        path = self.sound_path(key, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        part.replace(path)

    def put_table(self, key: str, table: dict[str, Any]) -> None:
        """Keep the table of a section whose MP3 files are all here.

        `table["sounds"]` has for each of them its "bytes" and its "crc32".
        """
        with self._replacing(self._table_path(key)) as file:
            file.write(json.dumps(table).encode())

    def get_table(self, key: str) -> dict[str, Any] | None:
        """The table of a finished section, or None unless it and all its files are whole."""
        try:
            table: dict[str, Any] = json.loads(self._table_path(key).read_bytes())
            for number, sound in enumerate(table["sounds"], 1):
                path = self.sound_path(key, number)
                if path.stat().st_size != sound["bytes"] or _crc32_of(path) != sound["crc32"]:
                    return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        for number in range(1, len(table["sounds"]) + 1):
            _touch(self.sound_path(key, number))
        _touch(self._table_path(key))
        return table

    # --- the folder ---------------------------------------------------------------------------

    def trim(self, limit_bytes: int) -> int:
        """Remove what was used longest ago until `limit_bytes` are left; answer bytes removed.

        Not while a book is being made from this store: its finished sections lie here.
        """
        states = []
        for path in self.root.rglob("*"):
            with suppress(FileNotFoundError):
                state = path.stat()
                if path.suffix == ".part":
                    _remove_stale(path, state)
                elif path.is_file():
                    states.append((state.st_atime_ns, state.st_size, path))
        states.sort()
        excess = sum(size for _, size, _ in states) - limit_bytes
        removed = 0
        for _, size, path in states:
            if removed >= excess:
                break
            path.unlink(missing_ok=True)
            removed += size
        return removed

    def _table_path(self, key: str) -> Path:
        return self.root / "sections" / key[:2] / f"{key}.json"

    @contextmanager
    def _replacing(self, path: Path) -> Iterator[BinaryIO]:
        part = path.with_name(f".{path.name}.{_part_ending()}")
        try:
            file = part.open("xb")
        except FileNotFoundError:
            part.parent.mkdir(parents=True, exist_ok=True)
            file = part.open("xb")
        try:
            with file:
                yield file
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _promised(head: bytes, size: int) -> int | None:
    """The CRC-32 that a file's head promises, or None if head and size do not agree."""
    if len(head) != _HEAD.size:
        return None
    magic, check, samples = _HEAD.unpack(head)
    whole = magic == _MAGIC and samples > 0 and size == _HEAD.size + 2 * samples
    return int(check) if whole else None


def _crc32_of(path: Path) -> int:
    check = 0
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK_BYTES):
            check = zlib.crc32(block, check)
    return check


def _touch(path: Path) -> None:
    """Mark as used: the time of access, which no mount option keeps us from setting ourselves.

    The time of change stays, so one can see when the sound was made.
    """
    with suppress(OSError):
        os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))


def _part_ending() -> str:
    """Tells who writes a part: the process, and on which machine of those that share a store."""
    return f"{os.getpid()}-{_HERE}-{os.urandom(4).hex()}.part"


def _remove_stale(part: Path, state: os.stat_result) -> None:
    """Remove what a process left that was killed: one of this machine that lives no more, or any
    that has not written for an hour."""
    writer = _WRITER.search(part.name)
    is_dead = writer is not None and writer[2] == _HERE and not lives(int(writer[1]))
    if is_dead or time.time() - state.st_mtime > _STALE_PART_S:
        part.unlink(missing_ok=True)
