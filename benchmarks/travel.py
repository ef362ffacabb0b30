"""How fast travel times come from real roads, and how far off the great circle is beside them.

`python -m benchmarks.travel [--extract FILE.osm.pbf] [--valhalla FOLDER] [--places 100 300]`

Points are random places of the extract's built-up middle that lie within 100 m of a road. Every
matrix is asked of Valhalla on this machine with nothing kept, then once more with all of it kept.
The bare limit beside it is one matrix asked of Valhalla's own server in a single question.
"""

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

from routing.problem import NO_ROAD
from routing.travel.cache import KeptRoads
from routing.travel.calibration import FREE_FLOW_KM_H, Calibration, fit
from routing.travel.engine import RoadEngine, Table
from routing.travel.errors import RoadsUnavailable
from routing.travel.great_circle import GreatCircle, straight_m
from routing.travel.opening import Workplace, open_roads
from routing.travel.points import Point
from routing.travel.programs import Programs, find_programs
from routing.travel.tiles import Tiles, build_tiles
from routing.travel.valhalla_json import COSTINGS, matrix_question
from routing.travel.valhalla_server import own_server

ROOT = Path(__file__).parent.parent
EXTRACT = ROOT.parent / "shared" / "data" / "almaty.osm.pbf"
UNPACKED = ROOT / ".tools" / "valhalla"
WEST_DEG, EAST_DEG, SOUTH_DEG, NORTH_DEG = 76.84, 76.98, 43.21, 43.30
NEAR_M = 100


def timed(what: str, step: Callable[[], object]) -> None:
    """Does a thing, and says how long it took."""
    begins_s = time.perf_counter()
    step()
    print(f"{what}: {time.perf_counter() - begins_s:.2f} s", flush=True)


def doors(engine: RoadEngine, count: int) -> list[Point]:
    """Random places by the road, the same every time."""
    chance = Random(1)  # noqa: S311  places, not secrets
    found: list[Point] = []
    while len(found) < count:
        some = [
            Point(chance.uniform(WEST_DEG, EAST_DEG), chance.uniform(SOUTH_DEG, NORTH_DEG))
            for _ in range(count)
        ]
        off_m = engine.off_road_m(some, "car")
        found += [point for point, m in zip(some, off_m.tolist(), strict=True) if m <= NEAR_M]
    return found[:count]


def times(programs: Programs, tiles: Tiles, sizes: list[int], folder: Path) -> list[Point]:
    """Matrices by car and on foot: kept nowhere, kept, and in one bare question."""
    with open_roads(f"valhalla:{tiles.folder}", workplace(folder, programs)) as roads:
        points = doors(roads.engine, max(sizes))
        for profile in ("car", "foot"):
            for size in sizes:
                some = points[:size]
                kept = KeptRoads(roads.engine, folder / f"{profile}-{size}.sqlite")
                kept.off_road_m(some, profile)
                what = f"{size} x {size} by {profile}"
                timed(f"{what}, asked", partial(kept.table, some, some, profile))
                timed(f"{what}, kept", partial(kept.table, some, some, profile))
    with own_server(programs, tiles) as asker:
        for size in sizes:
            some = points[:size]
            question = matrix_question(some, some, COSTINGS["car"])
            timed(
                f"{size} x {size} by car, Valhalla's usual search in one question",
                partial(asker, "sources_to_targets", question),
            )
    return points


def workplace(folder: Path, programs: Programs) -> Workplace:
    """This machine, with nothing kept by itself."""
    given = None if programs.loads else programs.folder.parent
    return Workplace(unpacked_dir=folder, valhalla=given, processors=2)


def errors(programs: Programs, tiles: Tiles, points: list[Point], folder: Path) -> None:
    """The great circle beside the roads: as it is, and fitted to them."""
    with open_roads(f"valhalla:{tiles.folder}", workplace(folder, programs)) as roads:
        for profile in ("car", "foot"):
            table = roads.engine.table(points, points, profile)
            straight = straight_m(points, points)
            found = fit(straight, table.durations_s, table.distances_m)
            print(
                f"{profile}: fitted detour {found.detour:.2f}, {found.speed_km_h:.1f} km/h over "
                f"{found.pairs} pairs; time off by {found.mean_error_percent:.0f} % in the mean, "
                f"{found.p90_error_percent:.0f} % for one pair in ten"
            )
            speed = FREE_FLOW_KM_H if profile == "car" else 4.5
            crow = GreatCircle(Calibration(speeds_km_h={profile: speed}))
            _say_error(profile, crow.table(points, points, profile), table)


def _say_error(profile: str, crow: Table, truth: Table) -> None:
    """How far our usual numbers are off, time and length apart."""
    counts = (truth.durations_s > 0) & (truth.durations_s < NO_ROAD)
    pairs = {
        "times": (crow.durations_s, truth.durations_s),
        "lengths": (crow.distances_m, truth.distances_m),
    }
    for what, (guess, real) in pairs.items():
        off = np.abs(guess[counts] / real[counts] - 1) * 100
        print(
            f"{profile}: {what} as we reckon it are off by {off.mean():.0f} % in the mean, "
            f"{np.quantile(off, 0.9):.0f} % for one pair in ten"
        )


def main() -> None:
    """Builds the map, asks it, and compares."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--extract", type=Path, default=EXTRACT)
    asked.add_argument("--valhalla", type=Path, default=UNPACKED if UNPACKED.is_dir() else None)
    asked.add_argument("--places", type=int, nargs="+", default=[100])
    options = asked.parse_args()
    if not options.extract.is_file():
        print(f"The extract {options.extract} is not here; nothing is measured.")
        return
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        try:
            programs = find_programs(options.valhalla, folder)
        except RoadsUnavailable as absent:
            print(f"{absent} Nothing is measured.")
            return
        built: list[Tiles] = []
        timed(
            f"Tiles of {options.extract.name}",
            lambda: built.append(build_tiles(programs, options.extract, folder / "tiles")),
        )
        points = times(programs, built[0], options.places, folder)
        errors(programs, built[0], points, folder)


if __name__ == "__main__":
    main()
