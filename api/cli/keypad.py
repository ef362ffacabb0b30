"""`dauys keypad`: which letters lie on which keys of the telephones here."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from access.search.indexing import reindex
from access.search.keypad import USUAL, Keypad
from access.search.layout import keypad_in_use, use_keypad
from api.cli.console import counting, say
from api.cli.desk import opened
from api.settings import load_settings

MOST_BYTES = 100_000


class BadKeypadFile(OSError):
    """The file of a layout cannot be read."""


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="keypad")
    def _keypad(
        file: Annotated[
            Path | None,
            typer.Argument(help='TOML or JSON: [keys] with 2 = "abc абвг" … 9; none: show.'),
        ] = None,
        usual: Annotated[bool, typer.Option("--usual", help="Back to the usual letters.")] = False,
    ) -> None:
        """Show or change which letters lie on which keys; titles are then indexed anew."""
        if file is not None and usual:
            raise typer.BadParameter("Give a file or --usual, not both.")
        with opened(load_settings()) as database:
            if file is None and not usual:
                with database.look.begin() as db:
                    show(keypad_in_use(db))
                return
            letters = read_keypad(file) if file is not None else None
            with database.change.begin() as db:
                changed = use_keypad(db, letters)
            if not changed:
                say("The letters lie so already.")
                return
            with counting("Titles indexed", plain=False) as count:
                done = reindex(
                    database.change.begin, on_progress=lambda step: count(step.done, step.total)
                )
            say(f"The letters lie otherwise now; {done} titles are indexed anew.")


def show(keypad: Keypad) -> None:
    """Every key with its letters."""
    say("The usual letters." if keypad == USUAL else "Letters of this network.")
    for key, letters in sorted(keypad.letters.items()):
        say(f"{key}  {letters}")


def read_keypad(file: Path) -> Mapping[str, object]:
    """The table of a file, TOML or JSON by its ending. Raises BadKeypadFile."""
    if file.stat().st_size > MOST_BYTES:
        raise BadKeypadFile(f"{file}: larger than {MOST_BYTES} bytes; a layout is small.")
    try:
        text = file.read_text("utf-8")
        told = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadKeypadFile(f"{file}: this is no TOML or JSON: {error}") from error
    keys = told.get("keys") if isinstance(told, dict) else None
    if not isinstance(keys, dict):
        raise BadKeypadFile(f'{file}: there is no table "keys".')
    extra = set(told) - {"keys"}
    if extra:
        raise BadKeypadFile(f'{file}: {min(extra)!r} is not known; only "keys" is.')
    return keys
