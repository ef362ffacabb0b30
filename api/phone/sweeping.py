"""What callers left spoken goes: what was heard long ago, and files whose message is forgotten.

A message goes with its reader when they are forgotten; its sound lies in a folder that records do
not reach, so files without a message are swept away here, every hour.
"""

from datetime import datetime, timedelta
from itertools import islice
from math import inf
from pathlib import Path

from access.database.opening import Database
from access.listening.spoken import forget_heard, sounds_kept
from api.phone.folder import MESSAGES

JUST_SPOKEN = timedelta(hours=1)
"""A file so young may still be spoken, and have no message yet."""
MOST_AT_ONCE, MOST_FILES = 500, 20_000
ENDING = ".wav"


def sweep_messages(database: Database, phone_dir: Path, *, kept_days: int, now: datetime) -> int:
    """Answers how many files went. Done again it takes nothing more."""
    with database.change.begin() as db:
        forget_heard(db, before_at=now - timedelta(days=kept_days))
    old = _files(phone_dir / MESSAGES, (now - JUST_SPOKEN).timestamp())
    gone = 0
    for begin in range(0, len(old), MOST_AT_ONCE):
        some = old[begin : begin + MOST_AT_ONCE]
        with database.look.begin() as db:
            kept = sounds_kept(db, [path.name for path in some])
        for path in some:
            if path.name not in kept:
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def _files(folder: Path, before_s: float) -> list[Path]:
    """Sounds that were finished before a moment; none where the line runs elsewhere."""
    try:
        some = sorted(islice(folder.iterdir(), MOST_FILES))
    except OSError:
        return []
    return [path for path in some if path.suffix == ENDING and _written_s(path) < before_s]


def _written_s(path: Path) -> float:
    """When it was last written; one that another process took away is not old."""
    try:
        return path.stat().st_mtime
    except OSError:
        return inf
