"""Writes docs/commands.md from the commands themselves, so that it is never behind them."""

import sys
from pathlib import Path

import click
import typer.main

from api.cli.main import app

HEAD = """# Commands

Written by `make docs` from the commands themselves; `dauys COMMAND --help` says the same.
Exit codes: 0 good, 1 faults found, 2 bad input or use, 3 our fault, 130 stopped from the keyboard.
"""


def manual() -> str:
    """The help of every command, one heading each."""
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group)  # noqa: S101  a Typer app of several commands is a group
    context = click.Context(group, info_name="dauys", max_content_width=100, terminal_width=100)
    pieces = [HEAD]
    for name in sorted(group.commands):
        inner = click.Context(
            group.commands[name], parent=context, info_name=name, terminal_width=100
        )
        pieces.append(f"## dauys {name}\n\n```\n{group.commands[name].get_help(inner)}\n```\n")
    return "\n".join(pieces)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(manual(), encoding="utf-8")
