"""`dauys worker`: books laid in the inbox become talking books on the shelf."""

import shutil
import time
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import say, warn
from api.cli.convert import Workshop, order_for
from api.cli.manner import Announce, Pauses, WithFraming, reading_manner
from api.settings import load_settings

SETTLED_S = 5
LOOK_EVERY_S = 5


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="worker")
    def _worker(
        inbox: Annotated[Path, typer.Option(help="Lay books here.")] = Path("inbox"),
        to: Annotated[str, typer.Option(help="Forms, with commas.")] = "daisy202,daisy3,epub3",
        processes: Annotated[int, typer.Option(min=1, max=64)] = 2,
        announce: Announce = "all",
        framing: WithFraming = True,
        pauses: Pauses = 100,
        once: Annotated[bool, typer.Option(help="Do what lies there now, then end.")] = False,
    ) -> int:
        """Make every book laid in the inbox; then it moves to `done`, or to `refused`."""
        settings = load_settings()
        order = order_for(
            settings,
            forms=to,
            shelf=settings.shelf_dir,
            workers=processes,
            reading=reading_manner(announce, framing=framing, pauses_percent=pauses),
        )
        shop = Workshop(settings, order, plain=True, quiet=False)
        inbox.mkdir(parents=True, exist_ok=True)
        say(f"Books laid in {inbox} go to {settings.shelf_dir}.")
        while True:
            for book in waiting(inbox, settled_s=0 if once else SETTLED_S):
                take(book, shop)
            if once:
                return shop.worst
            time.sleep(LOOK_EVERY_S)


def waiting(inbox: Path, *, settled_s: float) -> list[Path]:
    """The files to make, oldest first; one still being copied (changed just now) waits a turn."""
    now_s = time.time()
    files = [path for path in inbox.iterdir() if path.is_file() and not path.name.startswith(".")]
    settled = [path for path in files if now_s - path.stat().st_mtime >= settled_s]
    return sorted(settled, key=lambda path: (path.stat().st_mtime, path.name))


def take(book: Path, shop: Workshop) -> None:
    """Make one book and move its file where its fate can be seen; nothing is tried for ever."""
    report = shop.make(book)
    fate = book.parent / ("refused" if "refused" in report else "done")
    fate.mkdir(exist_ok=True)
    shutil.move(book, fate / book.name)
    if "refused" in report:
        (fate / f"{book.name}.txt").write_text(str(report["refused"]) + "\n", encoding="utf-8")
        warn(f"{book.name} was moved to {fate}; the reason lies beside it.")
