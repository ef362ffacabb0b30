"""`dauys plan` over roads, and its pictures, as somebody at a keyboard meets them."""

import json
from pathlib import Path

import pytest
from lxml import etree

from api.cli.main import run
from tests.routing.days import CITY
from tests.routing.travel import almaty
from tests.routing.travel.cities import CITY as DOORS
from tests.routing.travel.cities import (
    FIELD,
    OUTSIDE,
    OsrmCity,
    ValhallaCity,
    osrm_server,
    valhalla_server,
)

DAY = str(CITY / "day.json")
BRIEF = ["--time-limit", "0.5"]
Heard = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_ROADS_DIR", str(tmp_path / "roads"))


def morning(*points: tuple[float, float]) -> str:
    """A file with a stop at each point and one courier from the first door."""
    file = Path("morning.json")
    day = {
        "vehicles": [{"id": 1, "start": list(DOORS[0]), "end": list(DOORS[0])}],
        "jobs": [{"id": n, "location": list(at)} for n, at in enumerate(points, 1)],
    }
    file.write_text(json.dumps(day), "utf-8")
    return str(file)


def test_a_stop_off_the_road_and_one_off_the_map_are_warned_of_by_name(capsys: Heard) -> None:
    """The plan is whole on standard output, the warnings beside it."""
    with valhalla_server(ValhallaCity()) as url:
        code = run(
            ["plan", morning(DOORS[3], FIELD, OUTSIDE), "--matrix", f"valhalla:{url}", *BRIEF]
        )

    heard = capsys.readouterr()
    assert code == 0
    assert heard.err.splitlines() == [
        "Warning: stop 2: the nearest road for 'car' is 340 m away; travel is measured from "
        "there. Check its place on the map.",
        "Warning: stop 3: no road for 'car' is within 2000 m, so nobody can get there. Check its "
        "place on the map.",
    ]
    assert heard.out.startswith("2 stops in 1 run. 1 stop without room.")
    assert "Stop 3. No road leads there and back" in heard.out


def test_the_same_morning_planned_again_asks_no_matrix(capsys: Heard) -> None:
    city = ValhallaCity()
    file = morning(*DOORS[1:5])
    with valhalla_server(city) as url:
        assert run(["plan", file, "--matrix", f"valhalla:{url}", *BRIEF]) == 0
        asked = len(city.asked)
        assert run(["plan", file, "--matrix", f"valhalla:{url}", *BRIEF]) == 0

    assert asked == len(city.asked) == 2
    assert (Path("roads") / "travel-times-1.sqlite").is_file()
    assert capsys.readouterr().err == ""


def test_traffic_is_a_setting(monkeypatch: pytest.MonkeyPatch, capsys: Heard) -> None:
    """Twice an empty street's time; the great circle has a working day's speed already."""
    file = morning(DOORS[5])

    def travel_s(matrix: str) -> int:
        assert run(["plan", file, "--matrix", matrix, "--json", *BRIEF]) == 0
        seconds: int = json.loads(capsys.readouterr().out)["summary"]["duration"]
        return seconds

    with osrm_server(OsrmCity()) as url:
        empty, crow = travel_s(f"osrm:{url}"), travel_s("great-circle")
        monkeypatch.setenv("DAUYS_TRAFFIC_PERCENT", "200")
        assert travel_s(f"osrm:{url}") == 2 * empty
        assert travel_s("great-circle") == crow


def test_every_picture_is_written_with_its_words_beside_it(capsys: Heard) -> None:
    wanted = {"--geojson": "d.geojson", "--gpx": "d.gpx", "--map": "map.svg", "--gantt": "day.svg"}
    options = [word for pair in wanted.items() for word in pair]

    assert run(["plan", DAY, *BRIEF, "--language", "kk", *options]) == 0

    written = sorted(path.name for path in Path().iterdir() if path.is_file())
    assert written == ["d.geojson", "d.gpx", "day.svg", "day.svg.txt", "map.svg", "map.svg.txt"]
    assert json.loads(Path("d.geojson").read_text("utf-8"))["type"] == "FeatureCollection"
    for name in ("d.gpx", "map.svg", "day.svg"):
        etree.parse(name)
    assert "1-курьер" in Path("map.svg.txt").read_text("utf-8")
    heard = capsys.readouterr().out.splitlines()
    assert [line for line in heard if line.startswith("Written: ")] == [
        f"Written: {name}."
        for name in ("d.geojson", "d.gpx", "map.svg", "map.svg.txt", "day.svg", "day.svg.txt")
    ]


def test_json_stays_json_beside_pictures(capsys: Heard) -> None:
    assert run(["plan", DAY, *BRIEF, "--json", "--gpx", "d.gpx"]) == 0

    assert json.loads(capsys.readouterr().out)["code"] == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--map", "a", "--gantt", "a"], "one file is named for two things"),
        (["--turns", "t.txt"], "only a road map knows the turns"),
        (["--turns", "t.txt", "--matrix", "great-circle"], "Add --matrix valhalla:TILES"),
        (["--map", "a.svg", "--language", "de"], "Use one of kk, ru, en"),
        (["--matrix", "osrm:"], "there is no matrix called 'osrm:'"),
        (["--matrix", "valhalla:nowhere"], "dauys roads build EXTRACT.osm.pbf --out nowhere"),
        (["--matrix", "osrm:localhost"], "its address is none"),
        (["--map", "no/such/map.svg"], "cannot be written"),
    ],
)
def test_bad_use_ends_with_two_and_a_sentence(
    capsys: Heard, options: list[str], sentence: str
) -> None:
    assert run(["plan", DAY, *BRIEF, *options]) == 2

    heard = capsys.readouterr()
    assert sentence in " ".join(heard.err.split())
    assert "Traceback" not in heard.err


def test_a_server_that_is_gone_is_told_in_one_line(capsys: Heard) -> None:
    with valhalla_server(ValhallaCity()) as url:
        gone = url

    assert run(["plan", DAY, *BRIEF, "--matrix", f"valhalla:{gone}"]) == 2

    heard = capsys.readouterr().err
    assert f"the roads of {gone}: the server cannot be reached" in heard
    assert heard.count("\n") == 1


def test_a_planned_day_is_not_lost_when_its_ways_cannot_be_drawn(capsys: Heard) -> None:
    """This server knows matrices and no ways: the lines are straight, and that is said."""
    with valhalla_server(ValhallaCity()) as url:
        file = morning(*DOORS[1:5])
        options = ["--matrix", f"valhalla:{url}", "--map", "map.svg", "--turns", "turns.txt"]
        assert run(["plan", file, *BRIEF, *options]) == 0

    heard = capsys.readouterr()
    assert heard.out.startswith("4 stops in 1 run.")
    assert "Warning: lines are straight and turns are missing." in heard.err
    assert "Straight lines where no road is known." in Path("map.svg").read_text("utf-8")
    assert Path("turns.txt").is_file()


def test_roads_are_built_and_a_day_is_driven_turn_by_turn(
    capsys: Heard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """From the extract to the list a courier hears, in Kazakh."""
    almaty.programs(tmp_path / "roads")
    if not almaty.EXTRACT.is_file():
        pytest.skip(f"the extract {almaty.EXTRACT} is not here")
    given = almaty.given()
    if given:
        monkeypatch.setenv("DAUYS_VALHALLA", str(given))

    assert run(["roads", "build", str(almaty.EXTRACT), "--out", "tiles"]) == 0
    assert "OpenStreetMap contributors" in capsys.readouterr().out
    options = ["--matrix", "valhalla:tiles", "--language", "kk", "--turns", "turns.txt"]
    assert run(["plan", DAY, *BRIEF, *options, "--geojson", "day.geojson"]) == 0

    said = Path("turns.txt").read_text("utf-8")
    assert "Оңға бұрылыңыз: " in said
    assert "Turn" not in said
    runs = json.loads(Path("day.geojson").read_text("utf-8"))["features"]
    assert all(one["properties"].get("follows_roads", True) for one in runs)


def test_an_extract_that_is_none_is_refused(capsys: Heard, tmp_path: Path) -> None:
    almaty.programs(tmp_path / "roads")
    Path("no.osm.pbf").write_text("no")

    assert run(["roads", "build", "no.osm.pbf", "--out", "tiles"]) == 2
    assert not Path("tiles").exists()


def test_without_valhalla_it_is_said_how_to_get_it(
    capsys: Heard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DAUYS_VALHALLA", str(tmp_path))

    assert run(["roads", "build", str(almaty.EXTRACT), "--out", "tiles"]) == 2
    assert "install the extra `roads`" in capsys.readouterr().err
