"""Databases of both kinds that are filled once and copied for each test: copying is quicker."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest

from access.database.opening import Database, open_database
from tests import postgres

Facts = TypeVar("Facts")
NUMBERS = count(1)
NAME = "dauys.db"


class Templates:
    """What was filled so far, each by a function that answers what is in it."""

    def __init__(self, request: pytest.FixtureRequest, folder: Path) -> None:
        self._request, self._folder = request, folder
        self._facts: dict[tuple[str, str], object] = {}

    @contextmanager
    def copy(
        self, kind: str, fill: Callable[[Database], Facts], folder: Path
    ) -> Iterator[tuple[str, Facts]]:
        """The address of a copy, a file of SQLite in `folder` or a database of Postgres that goes
        in the end; and what is in it. `fill` is run once for each kind."""
        name = f"{fill.__module__}_{fill.__name__}".replace(".", "_").lower()[-60:]
        is_new = (kind, name) not in self._facts
        if kind == "sqlite":
            template = self._folder / f"{name}.db"
            if is_new:
                template.write_bytes(self._request.getfixturevalue("sqlite_ready").read_bytes())
                self._facts[kind, name] = _filled(f"sqlite:///{template}", fill)
            (folder / NAME).write_bytes(template.read_bytes())
            yield f"sqlite:///{folder / NAME}", self._facts[kind, name]  # type: ignore[misc]
            return
        server = self._request.getfixturevalue("postgres_server")
        if is_new:
            self._facts[kind, name] = _filled(postgres.create(server, name, "ready"), fill)
        with postgres.database(server, f"copy_{next(NUMBERS)}", name) as url:
            yield url, self._facts[kind, name]  # type: ignore[misc]


def nothing(_opened: Database) -> None:
    """Fill an empty database with nothing."""


def _filled(url: str, fill: Callable[[Database], Facts]) -> Facts:
    opened = open_database(url)
    try:
        return fill(opened)
    finally:
        opened.close()
