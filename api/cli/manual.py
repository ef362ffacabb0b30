"""Writes docs/commands.md from the commands themselves, so that it is never behind them."""

import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import typer

from api.cli.main import application

WIDTH = 96
HEAD = """# Commands

Written by `make docs` from the commands themselves; `dauys COMMAND --help` says the same.
Exit codes: 0 good, 1 faults found, 2 bad input or use, 3 our fault, 130 stopped from the keyboard.
"""


def manual() -> str:
    """The help of every command, one heading each."""
    app = application()
    names = sorted(_names_of(app))
    return "\n".join(
        [HEAD, *(f"## dauys {name}\n\n```\n{_help_of(app, name)}\n```\n" for name in names)]
    )


def _names_of(typer_app: typer.Typer) -> Iterator[str]:
    """The commands, those of a group behind its name."""
    yield from (command.name for command in typer_app.registered_commands if command.name)
    for group in typer_app.registered_groups:
        if group.typer_instance:
            if group.typer_instance.registered_callback and group.name:
                yield group.name  # it does something of its own
            yield from (f"{group.name} {name}" for name in _names_of(group.typer_instance))


def _help_of(app: typer.Typer, name: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        app(
            [*name.split(), "--help"],
            prog_name="dauys",
            standalone_mode=False,
            terminal_width=WIDTH,
        )
    return "\n".join(line.rstrip() for line in said.getvalue().strip().splitlines())


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(manual(), encoding="utf-8")
