"""Fixtures for the pages of staff and producers: their folders, what is there, who signs in."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from access.database.opening import Database
from access.people.records import Role
from api.settings import Settings
from api.web.frame.doors import Doors
from tests.api.web.conftest import NOON, open_account, sign_in
from tests.api.web.desk_day import Day, begin_day

ALL = (Role.COORDINATOR, Role.PRODUCER, Role.ADMINISTRATOR)


@pytest.fixture
def doors(desk: Database, tmp_path: Path) -> Doors:
    """The doors, with folders of their own."""
    settings = Settings(
        shelf_dir=tmp_path / "shelf", store_dir=tmp_path / "store",
        sources_dir=tmp_path / "sources", voices_dir=tmp_path / "voices",
    )  # fmt: skip
    return Doors(database=desk, settings=settings, clock=lambda: NOON)


@pytest.fixture
def staff_id(desk: Database) -> int:
    """Somebody with every role, called gulnara."""
    return open_account(desk, "gulnara", *ALL)


@pytest.fixture
def day(doors: Doors, staff_id: int) -> Day:
    """What is there."""
    return begin_day(doors, staff_id)


@pytest.fixture
def staff(client: TestClient, staff_id: int) -> TestClient:
    """Gulnara at her desk."""
    assert staff_id
    sign_in(client, "gulnara")
    return client
