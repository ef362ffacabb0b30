"""Travel times are asked once: a re-plan of the same day asks nobody."""

import multiprocessing
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.travel.cache import KeptRoads
from routing.travel.measuring import Measuring
from tests.routing.travel.cities import CITY, FIELD, OUTSIDE, OneWayCity, one_way, places


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "kept.sqlite"


def measured(engine: OneWayCity, file: Path, count: int = 12, profile: str = "car") -> None:
    """A day is measured; its times are right, kept or not."""
    points = CITY[:count]
    roads = Measuring(KeptRoads(engine, file))(places(points), profile)
    assert (roads.durations_s == one_way(points, points).durations_s).all()


def test_the_same_day_planned_again_asks_nobody(file: Path) -> None:
    first, second = OneWayCity(), OneWayCity()

    measured(first, file)
    measured(second, file)

    assert (first.asked, second.asked) == ([(12, 12)], [])


def test_a_new_stop_asks_for_its_own_row_and_column(file: Path) -> None:
    """Eleven places are known, the twelfth is new: 12 and 11 times instead of 144."""
    measured(OneWayCity(), file, 11)
    engine = OneWayCity()

    measured(engine, file, 12)

    assert sorted(engine.asked) == [(1, 12), (11, 1)]


@pytest.mark.parametrize("profile", ["car", "foot"])
def test_another_map_and_another_way_of_travelling_are_asked_anew(file: Path, profile: str) -> None:
    measured(OneWayCity("tiles of May"), file)
    engine = OneWayCity("tiles of June" if profile == "car" else "tiles of May")

    measured(engine, file, profile=profile)

    assert engine.asked == [(12, 12)]


def test_an_engine_that_does_not_say_its_map_is_asked_every_time(file: Path) -> None:
    engine = OneWayCity("")

    measured(engine, file)
    measured(engine, file)

    assert len(engine.asked) == 2
    assert not file.exists()


def test_places_off_the_road_are_kept_as_such(file: Path) -> None:
    points = places([CITY[0], FIELD, OUTSIDE])
    first, second = (Measuring(KeptRoads(OneWayCity(), file)) for _ in range(2))

    assert first(points, "car") == second(points, "car")
    assert [one.distance_m for one in second.off_road] == [340, None]


def test_a_new_road_to_a_field_is_known_with_the_new_map(file: Path) -> None:
    points = places([CITY[0], FIELD])
    Measuring(KeptRoads(OneWayCity("tiles of May"), file))(points, "car")
    measuring = Measuring(KeptRoads(OneWayCity("tiles of June", field_m=20), file))

    measuring(points, "car")

    assert measuring.off_road == []


def test_the_file_holds_no_more_than_it_may(file: Path) -> None:
    """What was asked for longest ago goes first, and what is asked for is still right."""
    for count in range(2, 12):
        roads = KeptRoads(OneWayCity(f"map {count}"), file, most_pairs=200)
        Measuring(roads)(places(CITY[:count]), "car")

    with sqlite3.connect(file) as looked:
        pairs = looked.execute("SELECT count(*) FROM pairs").fetchone()[0]
        last = looked.execute("SELECT count(*) FROM maps JOIN points USING (map_id)").fetchone()[0]
    looked.close()
    assert 100 < pairs <= 200
    assert last < 30
    engine = OneWayCity("map 11")
    measured(engine, file, 11)
    assert engine.asked == []


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\0junk"])
def test_a_damaged_file_costs_asking_again_and_no_more(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)

    measured(OneWayCity(), file)
    measured(OneWayCity(), file)
    engine = OneWayCity()
    measured(engine, file)

    assert engine.asked == []


def test_a_place_where_nothing_can_be_written_costs_asking_again(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    measured(OneWayCity(), tmp_path / "file" / "kept.sqlite")


def _plan_days(file: Path, seed: int) -> None:
    chance = np.random.default_rng(seed)
    for _ in range(15):
        some = chance.permutation(len(CITY))[: chance.integers(2, 12)]
        points = [CITY[n] for n in some]
        roads = Measuring(KeptRoads(OneWayCity(), file, most_pairs=120))(places(points), "car")
        assert (roads.durations_s == one_way(points, points).durations_s).all()


def test_several_processes_share_one_file(file: Path) -> None:
    """They add and forget at the same time, and nobody is told another's times."""
    context = multiprocessing.get_context("spawn")
    planners = [context.Process(target=_plan_days, args=(file, seed)) for seed in range(3)]
    for planner in planners:
        planner.start()
    for planner in planners:
        planner.join(60)

    assert [planner.exitcode for planner in planners] == [0, 0, 0]
    with sqlite3.connect(file) as looked:
        assert looked.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    looked.close()


@settings(deadline=None)
@given(st.lists(st.sampled_from(range(12)), min_size=1, max_size=8))
def test_days_with_the_same_door_twice_are_kept_right(numbers: list[int]) -> None:
    points = [CITY[n] for n in numbers]
    truth = one_way(points, points).durations_s
    with TemporaryDirectory() as folder:
        for _ in range(2):
            found = KeptRoads(OneWayCity(), Path(folder) / "kept.sqlite")
            found.off_road_m(points, "car")
            assert (found.table(points, points, "car").durations_s == truth).all()
