"""`dauys db`: make, check, copy and bring back the database."""

from pathlib import Path
from typing import Annotated

import typer

from access.database import keeping
from access.database.opening import open_database
from access.database.upgrading import newest_step, step_of, upgrade
from access.search.forgetting import forget_words
from access.search.indexing import reindex, unindexed
from api.cli.console import counting, say, warn
from api.settings import load_settings

FAULTS_FOUND = 1


def register(app: typer.Typer) -> None:
    """Add the commands."""
    db = typer.Typer(
        help="The database: make, check, copy, bring back.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    app.add_typer(db, name="db")

    @db.command(name="upgrade")
    def _upgrade() -> None:
        """Make the tables, or bring them to what this version needs. Nothing is lost.

        Titles that an older version put into the search index are put there anew, while readers go
        on; stopped half-way, it goes on from there the next time.
        """
        url = load_settings().database_url
        before = step_of(url)
        upgrade(url)
        if before == newest_step():
            say(f"The tables are at step {newest_step()} already.")
        else:
            say(f"The tables are at step {newest_step()} now (before: {before or 'none'}).")
        _index_anew(url)

    @db.command(name="check")
    def _check() -> int:
        """Say what is wrong with the database; 1 if anything is."""
        faults = keeping.faults(load_settings().database_url)
        for fault in faults:
            warn(fault)
        if not faults:
            say(f"The database is whole, its tables are at step {newest_step()}.")
        return FAULTS_FOUND if faults else 0

    @db.command(name="backup")
    def _backup(
        target: Annotated[Path, typer.Argument(help="A new file for the copy.")],
    ) -> None:
        """Copy the database to a file, while everything goes on."""
        kept = keeping.back_up(load_settings().database_url, target)
        say(f"The copy is {kept} ({kept.stat().st_size:,} bytes). Keep it on another machine too.")

    @db.command(name="restore")
    def _restore(
        source: Annotated[Path, typer.Argument(help="A copy made by `dauys db backup`.")],
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    ) -> None:
        """Put a copy in the place of the database. Stop `serve`, `worker` and `phone` first."""
        url = load_settings().database_url
        if not yes:
            typer.confirm("Everything since the copy will be gone. Go on?", abort=True)
        keeping.restore(url, source)
        upgrade(url)
        say(f"The database is as in {source}, its tables are at step {newest_step()}.")
        _index_anew(url)


def _index_anew(url: str) -> None:
    """Bring the search index to this version, and say how far it is."""
    database = open_database(url)
    try:
        with database.look.begin() as db:
            left = unindexed(db)
        if not left:
            return
        say(f"{left} titles are put into the search index now. It may be stopped and gone on with.")
        with counting("Titles indexed", plain=False) as count:
            done = reindex(
                database.change.begin, on_progress=lambda step: count(step.done, step.total)
            )
        forgotten = forget_words(database.change.begin)
        say(f"{done} titles are in the search index, {forgotten} old words are out of it.")
    finally:
        database.close()
