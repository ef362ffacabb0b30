"""`dauys demo`: a whole library of sample books and a sample city, in one command."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from access.database.opening import open_database
from access.database.upgrading import upgrade
from access.importing.files import Wishes
from api.cli.console import say
from api.cli.importing import import_all
from api.cli.plan import plan
from api.cli.serve import LOOPBACK, PORT, serve
from api.sample_library.day import begin_days
from api.sample_library.folder import PASSWORDS, files_in, passwords_in, settings_in
from api.sample_library.homes import RIDERS, open_delivery
from api.sample_library.people import READERS, STAFF, open_staff, welcome_readers
from api.samples import SAMPLE_DAY
from api.settings import Settings, load_settings
from api.words.languages import LANGUAGES

FAULTS = 1
PLAN_NAME = "plan.json"
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
        """Show the whole of Dauys on sample books and a sample city.

        A network, its titles and readers come into a database of their own; what the readers ask
        for is made; days of delivery are planned; then the pages are served. Run again it goes on
        where it was.
        """
        return demo(folder, once=once, port=port, workers=workers)


def demo(folder: Path, *, once: bool, port: int, workers: int) -> int:
    """Set everything up that is not there yet, say what there is, serve unless only `once`."""
    from api.sample_library.work import at_work  # noqa: PLC0415 - the job engine loads slowly
    from api.work.running import run  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    settings = settings_in(folder, load_settings())
    passwords = _fill(folder, settings)
    say("")
    run(settings, processes=workers, once=True, as_json=False)
    say("")
    if not (settings.shelf_dir / PLAN_NAME).exists():
        settings.shelf_dir.mkdir(parents=True, exist_ok=True)
        plan(SAMPLE_DAY, time_limit=PLANNING_S, out=settings.shelf_dir / PLAN_NAME)
        say("")
    _tell(folder, settings, passwords)
    if not once:
        with at_work(settings, processes=workers):
            serve(settings, host=LOOPBACK, port=port)
    return 0


def _fill(folder: Path, settings: Settings) -> dict[str, str]:
    """The tables, the catalogue, the people; what is there already stays as it is."""
    upgrade(settings.database_url)
    wishes = Wishes(sources=settings.sources_dir, most_bytes=settings.max_source_bytes)
    import_all(files_in(folder), settings, wishes, quiet=False)
    names = [worker.login for worker in (*STAFF, *RIDERS)]
    names += [person.card for person in READERS]
    passwords = passwords_in(folder, names)
    database, now = open_database(settings.database_url), datetime.now(UTC)
    try:
        open_staff(database, passwords, now=now)
        welcome_readers(database, passwords, now=now)
        open_delivery(database, passwords, now=now)
        begin_days(database, now=now)
    finally:
        database.close()
    return passwords


def _tell(folder: Path, settings: Settings, passwords: dict[str, str]) -> None:
    say(f"Talking books, each in a folder of its own: {settings.shelf_dir}")
    say(f"The plan of the sample city's day: {settings.shelf_dir / PLAN_NAME}")
    say("The desk of the day, for coordinators: /staff/today")
    say(f"Look for faults yourself: dauys check {settings.shelf_dir}")
    say("")
    say(f"Who can sign in, and with what (also in {folder / PASSWORDS}):")
    for worker in STAFF:
        say(f"  {worker.login}, password {passwords[worker.login]} ({worker.does})")
    for rider in RIDERS:
        say(f"  {rider.login}, password {passwords[rider.login]} (a courier)")
    for person in READERS:
        language = LANGUAGES[person.new.screen_language]
        say(f"  card {person.card}, password {passwords[person.card]} (a reader, {language})")
    say("")
