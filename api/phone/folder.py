"""The folder of the line: sounds that the exchange plays, bounded in size."""

import os
from contextlib import suppress
from pathlib import Path

from tts.line_sound import ENDING

SAID, BOOKS, MESSAGES = "said", "books", "messages"


def played(path: Path) -> str:
    """A file as the exchange names it: without its ending, which tells the format."""
    return str(path.with_suffix(""))


def touch(path: Path) -> None:
    """Mark as used just now: by the time of change, which no mount option holds back."""
    with suppress(OSError):
        os.utime(path)


def trim(folder: Path, limit_bytes: int) -> int:
    """Take away what was used longest ago until `limit_bytes` are left; gives bytes taken away.

    A file that is being played stays readable to whoever has it open.
    """
    files = []
    for path in folder.rglob(f"*{ENDING}"):
        with suppress(OSError):  # another process was quicker
            state = path.stat()
            files.append((state.st_mtime, state.st_size, path))
    held, taken = sum(size for _, size, _ in files), 0
    for _, size, path in sorted(files):
        if held - taken <= limit_bytes:
            break
        path.unlink(missing_ok=True)
        taken += size
    return taken
