"""`dauys serve`: the web door."""

from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from api.cli.console import say
from api.settings import load_settings
from api.web.shelf import create_shelf

LOOPBACK = "127.0.0.1"
PORT = 8020


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="serve")
    def _serve(
        host: Annotated[str, typer.Option(help="The address to listen on.")] = LOOPBACK,
        port: Annotated[int, typer.Option(min=0, max=65_535)] = PORT,
        shelf: Annotated[
            Path | None, typer.Option(help="The folder of finished talking books.")
        ] = None,
    ) -> None:
        """Show the shelf of talking books and the runs of the day on the web."""
        serve(shelf or load_settings().shelf_dir, host=host, port=port)


def serve(shelf: Path, *, host: str, port: int) -> None:
    """Answer over HTTP until stopped. Access is not logged: it would say who reads what."""
    say(f"The page is at http://{host}:{port}/ . Stop it with Ctrl-C.")
    uvicorn.run(create_shelf(shelf), host=host, port=port, log_level="warning", access_log=False)
