"""The tiles of Almaty, built once for all tests that ask them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from routing.travel.opening import OpenRoads, Workplace, open_roads
from routing.travel.programs import Programs
from routing.travel.tiles import Tiles
from tests.routing.travel import almaty


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    return almaty.programs(tmp_path_factory.mktemp("unpacked"))


@pytest.fixture(scope="session")
def tiles(programs: Programs, tmp_path_factory: pytest.TempPathFactory) -> Tiles:
    return almaty.tiles(programs, tmp_path_factory.mktemp("roads") / "almaty")


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return Workplace(
        unpacked_dir=tmp_path_factory.mktemp("unpacked"), valhalla=almaty.given(), processors=2
    )


@pytest.fixture(scope="session")
def roads(tiles: Tiles, workplace: Workplace) -> Iterator[OpenRoads]:
    with open_roads(f"valhalla:{Path(tiles.folder)}", workplace) as found:
        yield found
