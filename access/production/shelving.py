"""Where the files of editions stand: made aside, put into their place at once, cleared in the end.

An edition's files never change: another round has a folder of its own, so that who reads or
downloads the old one goes on undisturbed. Which edition readers get is decided by the records
alone, in one transaction.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from access.production.errors import FilesMissing
from access.production.running import Attempt

MAKING = ".making"
"""The folder of the shelf in which editions are made; doors show of it only what a production's
`listen` names."""

FACTS = "edition.json"
"""What was made, in the folder of a round, beside the edition's own."""


def making_folder(attempt: Attempt, worker: str) -> str:
    """Where a worker makes an attempt, under the shelf: nobody else writes there."""
    return f"{MAKING}/{attempt.production_id}-r{attempt.round}-{worker}"


def shelf_folder(title_id: int, manner_key: str, attempt: Attempt) -> str:
    """Where the edition of this round stands when it is made, under the shelf."""
    return f"{title_id}/{manner_key}/{attempt.production_id}-r{attempt.round}"


def put_up(shelf: Path, making: str, place: str) -> None:
    """Put what was made into its place by one renaming; done again it changes nothing.

    What lies there already was put there by a worker that ended before it could say so: the same
    round of the same production, which no record names yet. Raises FilesMissing.
    """
    made, target = shelf / making, shelf / place
    if not made.is_dir():
        if not target.is_dir():
            raise FilesMissing(making)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        shutil.rmtree(target)
    made.rename(target)


def take_down(shelf: Path, place: str) -> None:
    """Remove a folder of the shelf and what is empty above it; what is not there is no matter."""
    folder = shelf / place
    shutil.rmtree(folder, ignore_errors=True)
    for above in folder.parents:
        if above == shelf or not _removed_if_empty(above):
            return


def made_aside(shelf: Path) -> Iterator[str]:
    """Every folder in which something is made, or was left by a worker that ended."""
    folder = shelf / MAKING
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.is_dir():
                yield f"{MAKING}/{path.name}"


def production_of(making: str) -> int | None:
    """The number of the production that is, or was, made in this folder."""
    number, dash, _ = Path(making).name.partition("-r")
    return int(number) if dash and number.isascii() and number.isdecimal() else None


def _removed_if_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
