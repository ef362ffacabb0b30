"""A real Valhalla over real streets: built, asked, heard, and gone when it should be."""

import json
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent
from time import monotonic, sleep
from zipfile import ZipFile

import numpy as np
import pytest

from routing.errors import BadProblem
from routing.problem import NO_ROAD
from routing.travel.errors import RoadsUnavailable
from routing.travel.great_circle import GreatCircle, straight_m
from routing.travel.measuring import Measuring
from routing.travel.opening import OpenRoads, Workplace, open_roads
from routing.travel.points import Point
from routing.travel.programs import Programs, find_programs
from routing.travel.tiles import Tiles, build_tiles, engine_settings, open_tiles
from routing.travel.valhalla import Valhalla
from routing.travel.valhalla_server import own_server
from tests.routing.travel.almaty import ASTANA, DOORS, EXTRACT
from tests.routing.travel.cities import places

ROOT = Path(__file__).parents[3]


def test_streets_are_longer_than_the_crow_flies_and_differ_both_ways(roads: OpenRoads) -> None:
    """Within what was measured on this very map."""
    found = roads.engine.table(DOORS, DOORS, "car")
    straight = straight_m(DOORS, DOORS)
    apart = ~np.eye(len(DOORS), dtype=bool)

    assert (found.distances_m[apart] >= straight[apart] * 0.95).all()
    assert 1.1 < np.median(found.distances_m[apart] / straight[apart]) < 1.7
    assert (found.durations_s != found.durations_s.T).any()
    assert not np.diag(found.durations_s).any()


def test_walking_is_slower_than_driving_and_needs_no_detour_for_one_way_streets(
    roads: OpenRoads,
) -> None:
    foot, car = (roads.engine.table(DOORS, DOORS, profile) for profile in ("foot", "car"))
    apart = ~np.eye(len(DOORS), dtype=bool)

    assert (foot.durations_s[apart] > 3 * car.durations_s[apart]).all()
    crow = GreatCircle().table(DOORS, DOORS, "foot")
    assert np.median(foot.durations_s[apart] / crow.durations_s[apart]) == pytest.approx(1, abs=0.3)


def test_a_stop_off_the_map_is_told_and_the_rest_of_the_day_is_measured(roads: OpenRoads) -> None:
    """Astana is on another map, the hillside away from every road, the others as without them."""
    hillside = Point(76.985, 43.0885)
    measuring = Measuring(roads.engine)

    found = measuring(places([*DOORS, ASTANA, hillside]), "car")

    inside = roads.engine.table(DOORS, DOORS, "car")
    assert (np.abs(found.durations_s[:6, :6] - inside.durations_s) <= 60).all()
    assert (found.durations_s[6, :6] == NO_ROAD).all()
    assert (found.durations_s[:6, 6] == NO_ROAD).all()
    told = {one.place.index: one.distance_m for one in measuring.off_road}
    assert told[6] is None
    assert 7 in told


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "оверните"), ("kk", "бұрылыңыз"), ("en", "Turn ")],
)
@pytest.mark.parametrize("profile", ["car", "foot"])
def test_the_way_is_told_in_three_languages(
    roads: OpenRoads, language: str, words: str, profile: str
) -> None:
    assert roads.guide is not None

    legs = roads.guide.way(DOORS, profile, language)

    assert len(legs) == len(DOORS) - 1
    said = " ".join(turn.sentence for leg in legs for turn in leg.turns)
    assert words in said
    assert ("Turn" in said) == (language == "en")
    for leg in legs:
        assert leg.is_road
        assert leg.turns[-1].kind.startswith("arrive")
        assert abs(sum(turn.length_m for turn in leg.turns) - leg.length_m) < 50
        line_m = sum(
            straight_m([a], [b])[0, 0] for a, b in zip(leg.shape, leg.shape[1:], strict=False)
        )
        assert line_m == pytest.approx(leg.length_m, rel=0.02, abs=10)


def test_a_leg_to_nowhere_is_straight_and_the_others_follow_streets(roads: OpenRoads) -> None:
    assert roads.guide is not None

    legs = roads.guide.way([DOORS[0], ASTANA, DOORS[1], DOORS[2]], "foot", "kk")

    assert [leg.is_road for leg in legs] == [False, False, True]


def test_many_threads_get_the_same_answers(roads: OpenRoads) -> None:
    """One of Valhalla's own actors in two threads would never come back."""
    truth = roads.engine.table(DOORS, DOORS, "car").durations_s

    with ThreadPoolExecutor(4) as threads:
        found = list(
            threads.map(lambda _: roads.engine.table(DOORS, DOORS, "car").durations_s, range(12))
        )

    assert all((one == truth).all() for one in found)


def test_a_valhalla_by_its_address_answers_as_our_own(
    programs: Programs, tiles: Tiles, roads: OpenRoads, workplace: Workplace
) -> None:
    """Its other search may differ by seconds."""
    with (
        own_server(programs, tiles) as asker,
        open_roads(f"valhalla:{asker.name}", workplace) as found,
    ):
        far = found.engine.table(DOORS, DOORS, "car").durations_s
        assert found.engine.version.startswith(f"valhalla {programs.version} ")
    assert (np.abs(far - roads.engine.table(DOORS, DOORS, "car").durations_s) < 60).all()


def test_the_server_ends_with_us_however_we_end(programs: Programs, tiles: Tiles) -> None:
    """Killed without a word, we leave nothing running."""
    told = dedent(f"""
        import sys, time
        from pathlib import Path
        from routing.travel.programs import Programs
        from routing.travel.tiles import open_tiles
        from routing.travel.valhalla_server import own_server
        programs = Programs(Path({str(programs.folder)!r}), loads=False)
        with own_server(programs, open_tiles(Path({str(tiles.folder)!r}))) as asker:
            print(asker.name.rpartition(":")[2], flush=True)
            time.sleep(60)
    """)
    with subprocess.Popen(
        [sys.executable, "-c", told], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as ours:
        assert ours.stdout is not None
        port = int(ours.stdout.readline())
        assert _listens(port)
        os.kill(ours.pid, signal.SIGKILL)
    ends_s = monotonic() + 10
    while _listens(port) and monotonic() < ends_s:
        sleep(0.05)
    assert not _listens(port)


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def test_tiles_built_anew_replace_the_old_and_keep_their_version(
    programs: Programs, tiles: Tiles, tmp_path: Path
) -> None:
    """The same extract and the same Valhalla are the same map."""
    out = tmp_path / "deep" / "roads"
    first = build_tiles(programs, EXTRACT, out)
    second = build_tiles(programs, EXTRACT, out)

    assert first.version == second.version == tiles.version == open_tiles(out).version
    assert [path.name for path in out.parent.iterdir()] == ["roads"]


def test_an_extract_that_is_none_leaves_the_old_tiles(
    programs: Programs, tiles: Tiles, tmp_path: Path
) -> None:
    """What only begins like one fails in the builder, whose words are told."""
    broken, other = tmp_path / "broken.osm.pbf", tmp_path / "other.osm.pbf"
    broken.write_bytes(EXTRACT.read_bytes()[:3_000])
    other.write_bytes(b"<osm/>")

    with pytest.raises(BadProblem, match="no extract of OpenStreetMap"):
        build_tiles(programs, other, tiles.folder)
    with pytest.raises(RoadsUnavailable, match="no road tiles could be built"):
        build_tiles(programs, broken, tiles.folder)
    with pytest.raises(BadProblem, match="cannot be read"):
        build_tiles(programs, tmp_path / "none.osm.pbf", tiles.folder)
    assert open_tiles(tiles.folder) == tiles
    assert len(list(tiles.folder.parent.iterdir())) == 1


def test_nobody_elses_folder_is_replaced_by_tiles(programs: Programs, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").touch()

    with pytest.raises(BadProblem, match="something else stands there"):
        build_tiles(programs, EXTRACT, tmp_path)


def test_a_folder_without_tiles_says_how_to_build_them(
    tmp_path: Path, workplace: Workplace
) -> None:
    with (
        pytest.raises(RoadsUnavailable, match="dauys roads build"),
        open_roads(f"valhalla:{tmp_path}", workplace),
    ):
        pass


def test_a_server_that_cannot_start_says_so(
    programs: Programs, tiles: Tiles, tmp_path: Path
) -> None:
    """A program of another name, and one that ends at once."""
    (tmp_path / "bin").mkdir()
    for name in ("valhalla_service", "valhalla_build_tiles"):
        program = tmp_path / "bin" / name
        program.write_text("#!/bin/sh\necho out of luck >&2\nexit 3\n")
        program.chmod(0o755)
    (tmp_path / "valhalla_build_config.py").symlink_to(programs.folder / "valhalla_build_config.py")

    with (
        pytest.raises(RoadsUnavailable, match="it ended at once; it says: out of luck"),
        own_server(Programs(tmp_path, loads=False), tiles),
    ):
        pass


def test_a_wheel_is_unpacked_once(programs: Programs, tmp_path: Path) -> None:
    """As it comes from a shop of packages, into a folder named by what is in it."""
    wheel = tmp_path / "pyvalhalla-9.9-cp312-abi3-any.whl"
    with ZipFile(wheel, "w") as packed:
        for name in ("bin/valhalla_service", "bin/valhalla_build_tiles"):
            packed.writestr(f"valhalla/{name}", "#!/bin/sh\n")
        packed.writestr("pyvalhalla-9.9.dist-info/METADATA", "")

    found, again = (find_programs(wheel, tmp_path / "unpacked") for _ in range(2))

    assert found == again
    assert (found.version, found.loads) == ("9.9", False)
    assert os.access(found.service, os.X_OK)
    assert len(list((tmp_path / "unpacked").iterdir())) == 1


@pytest.mark.parametrize("name", ["../outside", "/outside"])
def test_a_wheel_that_reaches_outside_is_refused(tmp_path: Path, name: str) -> None:
    wheel = tmp_path / "bad.whl"
    with ZipFile(wheel, "w") as packed:
        packed.writestr(name, "")

    with pytest.raises(RoadsUnavailable, match="outside of itself"):
        find_programs(wheel, tmp_path / "unpacked")
    assert list((tmp_path / "unpacked").iterdir()) == []


def test_no_valhalla_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "no.whl").write_text("no")
    for given in (tmp_path, tmp_path / "no.whl", tmp_path / "absent.whl"):
        with pytest.raises(RoadsUnavailable, match="DAUYS_VALHALLA"):
            find_programs(given, tmp_path / "unpacked")


@pytest.mark.skipif(sys.version_info < (3, 12), reason="only Python 3.12 can load Valhalla")
def test_in_this_process_valhalla_answers_as_beside_it(
    programs: Programs, tiles: Tiles, roads: OpenRoads
) -> None:
    pytest.importorskip("valhalla")
    from routing.travel.valhalla_actor import ActorAsker  # noqa: PLC0415  absent with Python 3.11

    asker = ActorAsker(engine_settings(programs, tiles.tiles_dir, quick=True))
    engine = Valhalla("here", "1", asker, has_own_limits=True)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: engine.table(DOORS, DOORS, "car"), range(8)))

    truth = roads.engine.table(DOORS, DOORS, "car").durations_s
    assert all((np.abs(one.durations_s - truth) < 60).all() for one in found)
    assert engine.off_road_m([DOORS[0], ASTANA], "foot").tolist()[1] == NO_ROAD
    assert engine.table([DOORS[0]], [ASTANA], "car").missing.all()


def test_the_manifest_says_which_valhalla_built_the_tiles(tiles: Tiles) -> None:
    told = json.loads((tiles.folder / "roads.json").read_text("utf-8"))

    assert told["engine"].startswith("Valhalla ")
    assert told["tiles"] > 0
