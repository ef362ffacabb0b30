"""The command alone."""

import pytest
import typer

from api.cli import plan


@pytest.fixture(scope="session")
def app() -> typer.Typer:
    """An application with this one command, and a second so that names are needed."""
    made = typer.Typer(rich_markup_mode=None)
    plan.register(made)
    made.command("other")(lambda: None)
    return made
