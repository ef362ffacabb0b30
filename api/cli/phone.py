"""`dauys phone`: the telephone line, behind the library's own exchange."""

import asyncio
import logging
import signal
from datetime import UTC, datetime
from typing import Annotated

import typer

from access.database.opening import open_database
from api.cli.console import say
from api.settings import Settings, load_settings

LOOPBACK = "127.0.0.1"
PORT = 4573


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="phone")
    def _phone(
        host: Annotated[str, typer.Option(help="The address to listen on.")] = LOOPBACK,
        port: Annotated[int, typer.Option(min=0, max=65_535)] = PORT,
        render: Annotated[
            bool, typer.Option("--render", help="Speak every fixed sentence ahead, then end.")
        ] = False,
    ) -> None:
        """Answer the telephone: FastAGI for Asterisk. See docs/phone.md."""
        settings = load_settings()
        if render:
            render_ahead(settings)
        else:
            asyncio.run(answer(settings, host=host, port=port))


def render_ahead(settings: Settings) -> None:
    """Every sentence without facts becomes a sound file, in each language and pace."""
    from api.phone.server import voice_of  # noqa: PLC0415 - the engines load slowly

    voice = voice_of(settings)
    try:
        number = voice.render()
    finally:
        voice.close()
    say(f"{number} sentences are spoken, in {settings.phone_dir}.")


async def answer(settings: Settings, *, host: str, port: int) -> None:
    """Take calls until told to stop."""
    from api.phone.server import PhoneServer  # noqa: PLC0415 - the engines load slowly

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    database = open_database(settings.database_url)
    server = PhoneServer(settings, database, clock=lambda: datetime.now(UTC))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        async with server.listening(host, port) as (address, there):
            say(f"Calls are answered at agi://{address}:{there}/reader . Stop it with Ctrl-C.")
            await stop.wait()
    finally:
        database.close()
