"""`dauys serve`: pages for readers and staff, and the interface for machines."""

import socket
from datetime import UTC, datetime
from typing import Annotated

import typer
import uvicorn

from api.cli.console import say
from api.cli.desk import opened
from api.settings import Settings, load_settings

LOOPBACK = "127.0.0.1"
PORT = 8020
ENDS_WITHIN_S = 10
MOST_WAITING = 1_024
"""Callers who may stand at the door before they are let in."""


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="serve")
    def _serve(
        host: Annotated[str, typer.Option(help="The address to listen on.")] = LOOPBACK,
        port: Annotated[
            int, typer.Option(min=0, max=65_535, help="0: any that is free; it is said.")
        ] = PORT,
    ) -> None:
        """Answer readers, staff and machines over HTTP until stopped.

        The database and the shelf are those of the settings; run `dauys db upgrade` before.
        """
        serve(load_settings(), host=host, port=port)


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Answer over HTTP until stopped. Access is not logged: it would say who reads what.

    Raises BadDatabase where the tables are not of this version, OSError where the address is taken.
    """
    from api.web.app import create_app  # noqa: PLC0415 - the pages load slowly
    from api.web.frame.doors import Doors  # noqa: PLC0415

    with opened(settings) as database, listening(host, port) as door:
        doors = Doors(database=database, settings=settings, clock=lambda: datetime.now(UTC))
        config = uvicorn.Config(
            create_app(doors),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=ENDS_WITHIN_S,
        )
        name = f"[{host}]" if ":" in host else host
        say(f"The pages are at http://{name}:{door.getsockname()[1]}/ . Stop them with Ctrl-C.")
        uvicorn.Server(config).run(sockets=[door])


def listening(host: str, port: int) -> socket.socket:
    """A door that callers can knock at already. Raises OSError, which says where."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=MOST_WAITING)
    except OSError as error:
        raise OSError(
            f"Nothing can listen at {host}, port {port}: {error.strerror or error}. Name another "
            "with --port."
        ) from error
