"""OSRM by its address: in blocks it accepts, one-way streets and all."""

import json
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from routing.errors import BadProblem
from routing.problem import NO_ROAD
from routing.travel.errors import RoadsUnavailable
from routing.travel.osrm import Osrm
from routing.travel.osrm_ways import OsrmGuide, read_route
from routing.travel.points import Point
from routing.travel.valhalla_json import Json, Nonsense
from routing.travel.ways import TurnKind
from tests.routing.travel.cities import (
    CITY,
    FIELD,
    FIELD_M,
    OUTSIDE,
    OsrmCity,
    one_way,
    osrm_server,
    server,
)


@pytest.fixture
def city() -> OsrmCity:
    return OsrmCity()


@pytest.fixture
def osrm(city: OsrmCity) -> Iterator[Osrm]:
    with osrm_server(city) as url, closing(Osrm(url)) as engine:
        yield engine


@pytest.mark.parametrize("most_places", [2, 7, 100])
def test_a_matrix_is_whole_however_little_is_taken_at_once(
    osrm: Osrm, city: OsrmCity, most_places: int
) -> None:
    """The server says when it is asked too much, and is then asked less."""
    city.most_places = most_places

    found, truth = osrm.table(CITY, CITY[:5], "car"), one_way(CITY, CITY[:5])

    assert (found.durations_s == truth.durations_s).all()
    assert (found.distances_m == truth.distances_m).all()


def test_one_way_streets_stay_one_way(osrm: Osrm) -> None:
    found = osrm.table(CITY[:2], CITY[:2], "car").distances_m

    assert found[1, 0] == pytest.approx(2 * found[0, 1], abs=2)


@pytest.mark.parametrize("most_places", [3, 100])
def test_a_place_off_the_map_does_not_spoil_the_others(
    osrm: Osrm, city: OsrmCity, most_places: int
) -> None:
    city.most_places = most_places

    found = osrm.off_road_m([CITY[0], OUTSIDE, FIELD, CITY[1]], "car")

    assert found.tolist() == [3, NO_ROAD, FIELD_M, 3]


def test_a_server_knows_one_way_of_travelling(osrm: Osrm) -> None:
    with pytest.raises(BadProblem, match=r"Write \{profile\} into the address"):
        osrm.table(CITY, CITY, "foot")
    with pytest.raises(BadProblem, match="no roads for the profile 'donkey'"):
        osrm.table(CITY, CITY, "donkey")


def test_an_address_may_name_the_way_of_travelling(city: OsrmCity) -> None:
    with osrm_server(city) as url, closing(Osrm(url + "/routed-{profile}")) as osrm:
        osrm.table(CITY[:1], CITY[:2], "foot")

    assert city.asked[0].startswith("/routed-foot/table/v1/walking/76.900000,43.240000;")


@pytest.mark.parametrize(
    "answer",
    [
        {"code": "Ok"},
        {"code": "Ok", "durations": [[0]], "distances": [[0, 1]]},
        {"code": "Ok", "durations": [[0, "far"]], "distances": [[0, 1]]},
        {"code": "Ok", "durations": [[0, -1]], "distances": [[0, 1]]},
        {"code": "Ok", "durations": [[0, 1e300]], "distances": [[0, 1]]},
        {"code": "InvalidQuery", "message": "no"},
        {"message": "I am something else"},
    ],
)
def test_an_answer_that_is_none_is_told(answer: Json) -> None:
    text = json.dumps(answer).encode()
    with (
        server(lambda *_: (200, text)) as url,
        closing(Osrm(url)) as osrm,
        pytest.raises(RoadsUnavailable),
    ):
        osrm.table(CITY[:1], CITY[:2], "car")


def test_no_way_between_islands_is_no_road() -> None:
    with server(lambda *_: (400, b'{"code": "NoTable"}')) as url, closing(Osrm(url)) as osrm:
        assert np.all(osrm.table(CITY[:2], CITY[:2], "car").missing)


STEPS: list[tuple[Json, TurnKind, str]] = [
    ({"type": "depart", "modifier": "left"}, TurnKind.START, "Қозғалысты бастаңыз: Абай даңғылы."),
    ({"type": "turn", "modifier": "right"}, TurnKind.RIGHT, "Оңға бұрылыңыз: Абай даңғылы."),
    ({"type": "fork", "modifier": "slight left"}, TurnKind.KEEP_LEFT, "Сол жақпен жүріңіз: Абай"),
    ({"type": "new name", "modifier": "left"}, TurnKind.CONTINUE, "Тура жүріңіз: Абай"),
    ({"type": "rotary", "exit": 3}, TurnKind.ROUNDABOUT, "Айналма жолға кіріңіз, 3-шығу жолымен"),
    ({"type": "of the future"}, TurnKind.CONTINUE, "Тура жүріңіз"),
    ({"type": "arrive", "modifier": "right"}, TurnKind.ARRIVE_RIGHT, "Межелі жерге жеттіңіз, ол"),
]


def route(steps: list[Json]) -> Json:
    """An answer of OSRM's with one leg."""
    leg: Json = {"distance": 120.4, "duration": 31.6, "steps": steps}
    return {"code": "Ok", "routes": [{"legs": [leg]}]}


def step(told: Json, lon: float) -> Json:
    """A step of one block eastward."""
    line = [[round(lon, 3), 43.2], [round(lon + 0.001, 3), 43.2]]
    name = "Абай даңғылы"
    return {
        "maneuver": told, "name": name, "distance": 60, "duration": 9.5,
        "geometry": {"coordinates": line},
    }  # fmt: skip


def test_turns_get_words_of_ours() -> None:
    told = [step(turn, 76.9 + n / 1_000) for n, (turn, _, _) in enumerate(STEPS)]

    (leg,) = read_route(route(told), 1, "kk")

    assert [turn.kind for turn in leg.turns] == [kind for _, kind, _ in STEPS]
    for turn, (_, _, words) in zip(leg.turns, STEPS, strict=True):
        assert turn.sentence.startswith(words)
    assert (leg.length_m, leg.lasts_s, len(leg.shape)) == (120, 32, len(STEPS) + 1)


@pytest.mark.parametrize(
    "answer",
    [{}, {"routes": []}, {"routes": [{}]}, route([]), route([{}]), route([step({}, 999)])],
)
def test_a_way_that_is_none_is_told(answer: Json) -> None:
    with pytest.raises(Nonsense):
        read_route(answer, 1, "ru")


def test_a_leg_without_a_road_is_straight() -> None:
    """The others still follow the road."""

    def answer(path: str, _: bytes) -> tuple[int, bytes]:
        if "71.4" in path:
            return 400, b'{"code": "NoSegment"}'
        return 200, json.dumps(route([step({"type": "depart"}, 76.9)])).encode()

    with server(answer) as url, closing(Osrm(url)) as osrm:
        legs = OsrmGuide(osrm).way([CITY[0], CITY[1], OUTSIDE], "car", "en")
    assert [leg.is_road for leg in legs] == [True, False]
    assert legs[1].shape == (CITY[1], Point(*OUTSIDE))
