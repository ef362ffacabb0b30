"""Fixtures for the pages of staff and producers: a library is filled once, and copied for each
test; somebody with every role signs in."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from access.database.opening import Database, open_database
from access.people.records import Role
from api.settings import Settings
from api.web.frame.doors import Doors
from tests.api.web.conftest import NOON, open_account, sign_in
from tests.api.web.desk_day import Day, begin_day

ALL = (Role.COORDINATOR, Role.PRODUCER, Role.ADMINISTRATOR)
NAME = "dauys.db"


@dataclass(frozen=True, slots=True)
class Morning:
    """A filled database with its folders, and the numbers of what is there."""

    folder: Path
    day: Day
    staff_id: int


def doors_over(desk: Database, folder: Path) -> Doors:
    """The doors over a database, with folders beside it."""
    settings = Settings(
        shelf_dir=folder / "shelf", store_dir=folder / "store", sources_dir=folder / "sources",
        voices_dir=folder / "voices", upload_limit_bytes=2_000_000, phone_dir=folder / "phone",
    )  # fmt: skip
    return Doors(database=desk, settings=settings, clock=lambda: NOON)


@pytest.fixture(scope="session")
def morning(sqlite_ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Morning:
    """The library before any test."""
    folder = tmp_path_factory.mktemp("morning")
    shutil.copyfile(sqlite_ready, folder / NAME)
    opened = open_database(f"sqlite:///{folder / NAME}")
    staff_id = open_account(opened, "gulnara", *ALL)
    day = begin_day(doors_over(opened, folder), staff_id)
    opened.close()
    return Morning(folder, day, staff_id)


@pytest.fixture
def sqlite_url(morning: Morning, tmp_path: Path) -> str:
    """A copy of that library."""
    shutil.copytree(morning.folder, tmp_path, dirs_exist_ok=True)
    return f"sqlite:///{tmp_path / NAME}"


@pytest.fixture
def doors(desk: Database, tmp_path: Path) -> Doors:
    """The doors over the copy."""
    return doors_over(desk, tmp_path)


@pytest.fixture
def staff_id(morning: Morning) -> int:
    """Somebody with every role, called gulnara."""
    return morning.staff_id


@pytest.fixture
def day(morning: Morning) -> Day:
    """The numbers of what is there."""
    return morning.day


@pytest.fixture
def staff(client: TestClient) -> TestClient:
    """Gulnara at her desk."""
    sign_in(client, "gulnara")
    return client
