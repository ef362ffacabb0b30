"""A small library system that listens, and a client that knows it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.ils.client import Client
from api.ils.commands import Place
from api.ils.line import Address, Line
from api.ils.message import Letters
from tests.api.ils.small_ils import SmallIls

NOON = datetime(2026, 11, 27, 7, tzinfo=UTC)


@pytest.fixture
def ils() -> Iterator[SmallIls]:
    """It has two cards and three copies."""
    made = SmallIls(cards={"K1": "4711", "K2": "1234"}, lent={"C1": None, "C2": None, "C3": "K2"})
    made.open()
    yield made
    made.close()


@pytest.fixture
def client_of() -> Iterator[Callable[..., Client]]:
    """Makes clients, and lets go of their lines in the end."""
    made = list[Client]()

    def make(
        ils: SmallIls,
        *,
        letters: Letters = "utf-8",
        password: str = "secret",  # noqa: S107
        limit_s: float = 0.5,
        is_tls: bool = False,
        certificates: Path | None = None,
        host: str = "127.0.0.1",
        is_checked: bool = True,
    ) -> Client:
        address = Address(
            host=host, port=ils.port, is_tls=is_tls, certificates=certificates, limit_s=limit_s
        )
        client = Client(
            Place(institution="MAIN", login="dauys", password=password, zone=UTC),
            open_wire=lambda: Line(address),
            letters=letters,
            is_checked=is_checked,
            clock=lambda: NOON,
            rest=lambda _s: None,
        )
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture
def client(ils: SmallIls, client_of: Callable[..., Client]) -> Client:
    """Somebody who may ask."""
    return client_of(ils)
