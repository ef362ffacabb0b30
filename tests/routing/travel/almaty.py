"""A real Valhalla and a real city, where both can be had; else tests skip and say so."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from routing.travel.points import Point
from routing.travel.programs import Programs, find_programs
from routing.travel.tiles import Tiles, build_tiles
from tests.shared import DATA

EXTRACT = DATA / "almaty.osm.pbf"
UNPACKED = Path(__file__).parents[3] / ".tools" / "valhalla"

DOORS = [
    Point(76.9441, 43.2566),
    Point(76.8573, 43.2294),
    Point(76.9605, 43.2752),
    Point(76.9287, 43.2533),
    Point(76.8385, 43.2309),
    Point(76.9355, 43.2441),
]
ASTANA = Point(71.4, 51.1)


def given() -> Path | None:
    """Valhalla as it was unpacked for tests; None where Python loads its own."""
    named = os.environ.get("DAUYS_VALHALLA")
    if named:
        return Path(named)
    return UNPACKED if UNPACKED.is_dir() else None


def programs(unpacked_dir: Path) -> Programs:
    """Valhalla's programs, or the test skips."""
    if given() is None and find_spec("valhalla") is None:
        pytest.skip("Valhalla is not here: .ci/parts fetches it, or DAUYS_VALHALLA names it")
    return find_programs(given(), unpacked_dir)


def tiles(found: Programs, folder: Path) -> Tiles:
    """Tiles of Almaty, or the test skips."""
    if not EXTRACT.is_file():
        pytest.skip(f"the extract {EXTRACT} is not here")
    return build_tiles(found, EXTRACT, folder, processors=2)
