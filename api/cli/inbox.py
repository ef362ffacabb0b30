"""A folder as a way in, without a database: books laid in it become talking books on the shelf."""

import shutil
import time
from pathlib import Path

from api.cli.console import say, warn
from api.cli.workshop import Workshop
from tts.lexicon.files import ENDINGS, beside

SETTLED_S = 5
LOOK_EVERY_S = 5


def work_off(inbox: Path, shop: Workshop, *, once: bool) -> int:
    """Make every book laid in the inbox; then it moves to `done`, or to `refused`. With `once`
    it ends when nothing is left, and answers the worst that happened, else never."""
    inbox.mkdir(parents=True, exist_ok=True)
    say(f"Books laid in {inbox} go to {shop.order.shelf}.")
    while True:
        for book in waiting(inbox, settled_s=0 if once else SETTLED_S):
            take(book, shop)
            shop.tidy()
        if once:
            return shop.worst
        time.sleep(LOOK_EVERY_S)


def waiting(inbox: Path, *, settled_s: float) -> list[Path]:
    """The books to make, oldest first; one still being copied (changed just now) waits a turn.

    A lexicon (.pls, .csv, .tsv) is no book: it waits for the one that has its name.
    """
    now_s = time.time()
    files = [
        path
        for path in inbox.iterdir()
        if path.is_file() and not path.name.startswith(".") and path.suffix.lower() not in ENDINGS
    ]
    settled = [path for path in files if now_s - path.stat().st_mtime >= settled_s]
    return sorted(settled, key=lambda path: (path.stat().st_mtime, path.name))


def take(book: Path, shop: Workshop) -> None:
    """Make one book and move its file where its fate can be seen; nothing is tried for ever.

    Its own lexicon goes with it.
    """
    report = shop.make(book)
    fate = book.parent / ("refused" if "refused" in report else "done")
    fate.mkdir(exist_ok=True)
    for path in (book, *beside(book)):
        shutil.move(path, fate / path.name)
    if "refused" in report:
        (fate / f"{book.name}.txt").write_text(str(report["refused"]) + "\n", encoding="utf-8")
        warn(f"{book.name} was moved to {fate}; the reason lies beside it.")
