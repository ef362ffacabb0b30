"""A library desk for every test of imports, on each database."""

from pathlib import Path

import pytest

from access.database.opening import Database
from tests.access.importing.desks import Counter


@pytest.fixture
def counter(database: Database, tmp_path: Path) -> Counter:
    """A desk over an empty database."""
    return Counter(database, tmp_path / "desk")


@pytest.fixture
def city(counter: Counter) -> Counter:
    """A desk whose network is known."""
    counter.take_sample("network.csv")
    return counter
