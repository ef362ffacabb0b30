"""`dauys worker`: books laid in the inbox become talking books on the shelf."""

import shutil
import time
from pathlib import Path
from typing import Annotated

import typer

from api.cli import options as of
from api.cli.console import say, warn
from api.cli.ordering import Speech, Wishes, order_for, reading_manner
from api.cli.workshop import Workshop
from api.settings import load_settings
from tts.lexicon.files import ENDINGS, beside

SETTLED_S = 5
LOOK_EVERY_S = 5


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="worker")
    def _worker(  # noqa: PLR0913 - one parameter an option
        inbox: Annotated[Path, typer.Option(help="Lay books here.")] = Path("inbox"),
        *,
        to: of.Forms = "daisy202,daisy3,epub3",
        processes: Annotated[int, typer.Option(min=1, max=64)] = 2,
        voice: of.Voices = None,
        lexicon: of.Lexicons = None,
        announce: of.Announce = "all",
        framing: of.WithFraming = True,
        pauses: of.Pauses = 100,
        split: of.Split = "",
        once: Annotated[bool, typer.Option(help="Do what lies there now, then end.")] = False,
    ) -> int:
        """Make every book laid in the inbox; then it moves to `done`, or to `refused`."""
        settings = load_settings()
        wishes = Wishes(
            forms=to,
            shelf=settings.shelf_dir,
            workers=processes,
            speech=Speech(voices=voice or (), lexicons=lexicon or ()),
            reading=reading_manner(announce, framing=framing, pauses_percent=pauses),
            split=split,
        )
        order = order_for(settings, wishes)
        shop = Workshop(settings, order, plain=True, quiet=False)
        inbox.mkdir(parents=True, exist_ok=True)
        say(f"Books laid in {inbox} go to {settings.shelf_dir}.")
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
