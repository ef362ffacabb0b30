"""`dauys demo`: the whole of Dauys on sample books and a sample city, in one command."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import say
from api.cli.ordering import Wishes, order_for
from api.cli.plan import plan
from api.cli.serve import LOOPBACK, PORT, serve
from api.cli.workshop import Workshop
from api.samples import SAMPLE_DAY, pack_all
from api.settings import load_settings
from api.web.shelf import PLAN_NAME

FORMS = "daisy202,daisy3,epub3"
PLANNING_S = 5


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="demo")
    def _demo(
        once: Annotated[bool, typer.Option(help="Say where everything is, end.")] = False,
        port: Annotated[int, typer.Option(min=0, max=65_535)] = PORT,
        folder: Annotated[Path, typer.Option("--dir", help="Where everything goes.")] = Path(
            "demo"
        ),
        workers: Annotated[int, typer.Option(min=1, max=64)] = 2,
        plain: Annotated[bool, typer.Option(help="Words only; no moving bar.")] = False,
    ) -> int:
        """Make sample books into talking books, plan a sample day, and show both on a page."""
        worst = make_books(folder, workers=workers, plain=plain)
        shelf = folder / "shelf"
        say("")
        plan(SAMPLE_DAY, time_limit=PLANNING_S, out=shelf / PLAN_NAME)
        say("")
        say(f"Talking books, three forms each: {shelf}")
        say(f"The plan of the day: {shelf / PLAN_NAME}")
        say(f"Look for faults yourself: dauys check {shelf}")
        if not once:
            serve(shelf, host=LOOPBACK, port=port)
        return worst


def make_books(folder: Path, *, workers: int, plain: bool) -> int:
    """Make each sample book into every form; the worst that happened, as an exit code."""
    settings = load_settings().model_copy(update={"store_dir": folder / "store"})
    wishes = Wishes(forms=FORMS, shelf=folder / "shelf", workers=workers)
    shop = Workshop(settings, order_for(settings, wishes), plain=plain, quiet=False)
    shop.make_all(pack_all(folder / "sources"))
    return shop.worst
