"""`dauys worker`: editions that readers wait for are made; and a folder as a way in."""

import json
from pathlib import Path
from typing import Annotated

import typer

from api.cli import inbox as folder
from api.cli import options as of
from api.cli.console import say
from api.cli.ordering import Speech, Wishes, order_for, reading_manner
from api.cli.workshop import Workshop
from api.settings import load_settings


def register(app: typer.Typer) -> None:
    """Add the commands."""
    worker = typer.Typer(
        help="Make what the database's readers wait for, then the back-catalogue, again and again; "
        "say how far it is. The options from --inbox on are for a folder of books, without a "
        "database: each becomes a talking book on the shelf, and moves to `done` or `refused`.",
        invoke_without_command=True,
        rich_markup_mode=None,
    )
    app.add_typer(worker, name="worker")
    _register_run(worker)
    _register_status(worker)
    _register_back_catalogue(worker)


def _register_run(worker: typer.Typer) -> None:
    @worker.callback()
    def _run(  # noqa: PLR0913 - one parameter an option
        context: typer.Context,
        *,
        processes: Annotated[
            int,
            typer.Option(
                min=1, max=64, help="Editions made side by side; with --inbox, sections of one."
            ),
        ] = 2,
        once: Annotated[bool, typer.Option(help="Do what waits now, then end.")] = False,
        as_json: of.AsJson = False,
        inbox: Annotated[
            Path | None,
            typer.Option(help="Make the books laid here instead, without a database."),
        ] = None,
        to: of.Forms = "daisy202,daisy3,epub3",
        voice: of.Voices = None,
        lexicon: of.Lexicons = None,
        announce: of.Announce = "all",
        framing: of.WithFraming = True,
        pauses: of.Pauses = 100,
        split: of.Split = "",
    ) -> int | None:
        """Make what waits."""
        if context.invoked_subcommand:
            return None
        settings = load_settings()
        if inbox is None:
            from api.work.running import run  # noqa: PLC0415 - the job engine loads slowly

            return run(settings, processes=processes, once=once, as_json=as_json)
        wishes = Wishes(
            forms=to,
            shelf=settings.shelf_dir,
            workers=processes,
            speech=Speech(voices=voice or (), lexicons=lexicon or ()),
            reading=reading_manner(announce, framing=framing, pauses_percent=pauses),
            split=split,
        )
        shop = Workshop(settings, order_for(settings, wishes), plain=True, quiet=False)
        return folder.work_off(inbox, shop, once=once)


def _register_status(worker: typer.Typer) -> None:
    @worker.command(name="status")
    def _status(as_json: of.AsJson = False) -> int:
        """Say what waits, what is made now, what is parked and why."""
        from api.work.telling import state_of, state_words  # noqa: PLC0415 - loads the records

        state = state_of(load_settings())
        if as_json:
            say(json.dumps(state, ensure_ascii=False, indent=1))
        else:
            for sentence in state_words(state):
                say(sentence)
        return 0


def _register_back_catalogue(worker: typer.Typer) -> None:
    @worker.command(name="back-catalogue")
    def _back_catalogue(
        *,
        language: Annotated[
            str, typer.Option(help="Only titles in this language, as kk; all if not said.")
        ] = "",
        limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 100,
        to: of.Forms = "daisy202,epub3",
        cancel: Annotated[
            bool, typer.Option("--cancel", help="Take back what waits, instead.")
        ] = False,
    ) -> int:
        """Queue titles that nobody asked for yet."""
        from api.work.telling import back_catalogue  # noqa: PLC0415 - loads the records

        say(back_catalogue(load_settings(), language=language, limit=limit, to=to, cancel=cancel))
        return 0
