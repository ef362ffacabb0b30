"""What a talking book has to fit on: a CD, a cartridge, or so many bytes."""

import re
from dataclasses import dataclass
from pathlib import Path

from tts.errors import BadChoice

LONGEST_M4B_MS = 24 * 3_600_000
"""Some players count the samples of a file in 31 bits, which is 27 hours at 22.05 kHz; and FFmpeg
keeps the index of the file in memory while it writes, 6 MB an hour."""

_BYTES = re.compile(r"([0-9]{1,15})([kmg]?)", re.IGNORECASE)
_TIMES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
_LEAST_BYTES = 1_000


@dataclass(frozen=True, slots=True)
class Medium:
    """A place for one volume. A file takes whole blocks of it."""

    name: str
    room_bytes: int
    block_bytes: int = 1

    def taken(self, size_bytes: int) -> int:
        """The room that a file of this length takes."""
        return -(-size_bytes // self.block_bytes) * self.block_bytes

    def taken_by(self, volume: Path) -> int:
        """The room that a folder of files, or one file, takes."""
        files = volume.iterdir() if volume.is_dir() else (volume,)
        return sum(self.taken(file.stat().st_size) for file in files)


CD = Medium("cd", 650 * 2**20, 2_048)
"""333,000 sectors less 200 for the file system's own tables. Source: ECMA-119; players' manuals
ask for at most 650 MB."""

CARTRIDGE = Medium("cartridge", 3_900_000_000, 32_768)
"""A USB stick sold as 4 GB, with FAT32 in its largest usual clusters. So no file reaches the 4 GiB
that FAT32 ends at. Source: Microsoft FAT specification."""

_KNOWN = {medium.name: medium for medium in (CD, CARTRIDGE)}


def medium_named(name: str) -> Medium:
    """ "cd", "cartridge", or bytes such as "700M"; K, M and G are thousands. Raises BadChoice."""
    known = _KNOWN.get(name.strip().lower())
    if known:
        return known
    match = _BYTES.fullmatch(name.strip())
    if match is None:
        raise BadChoice(f"--split {name!r} is neither cd nor cartridge nor bytes such as 700M.")
    room_bytes = int(match[1]) * _TIMES[match[2].lower()]
    if room_bytes < _LEAST_BYTES:
        raise BadChoice(f"--split {name!r} is no room for a book; choose at least {_LEAST_BYTES}.")
    return Medium(name.strip(), room_bytes)
