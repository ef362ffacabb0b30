"""Valhalla by its address and its JSON: asked in pieces it accepts, believed only when it makes
sense."""

import json
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.errors import BadProblem
from routing.problem import NO_ROAD
from routing.travel.engine import covering
from routing.travel.errors import RequestRefused, RoadsUnavailable
from routing.travel.phrases import PHRASES, phrase
from routing.travel.points import Point
from routing.travel.valhalla import Valhalla
from routing.travel.valhalla_json import Json, Nonsense, matrix_answer, snapped
from routing.travel.valhalla_server import ServerAsker
from routing.travel.valhalla_ways import ValhallaGuide, decoded, read_route
from routing.travel.ways import LANGUAGES, TurnKind
from tests.routing.travel.cities import (
    CITY,
    FIELD,
    FIELD_M,
    OUTSIDE,
    ValhallaCity,
    one_way,
    server,
    valhalla_server,
)

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["durations", "distances", "edges", "nodes", "trip", "legs", "shape",
                         "maneuvers", "summary", "correlated_lon", "time", "distance", ""]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("most_pairs", [1, 7, 50, 2_500])
def test_a_matrix_is_whole_however_little_is_taken_at_once(most_pairs: int, verbose: bool) -> None:
    """By its address; the limit is the server's own, and so is the manner of older versions."""
    city = ValhallaCity(most_pairs=most_pairs, verbose=verbose)
    with valhalla_server(city) as url, closing(ServerAsker(url)) as asker:
        engine = Valhalla(asker.name, asker.version(), asker)
        found, truth = engine.table(CITY, CITY[:5], "car"), one_way(CITY, CITY[:5])

    assert (found.durations_s == truth.durations_s).all()
    assert (np.abs(found.distances_m - truth.distances_m) <= 1).all()
    assert engine.version == "valhalla 3.9.1 1795779864"


def test_what_the_quick_search_leaves_empty_is_asked_again_and_alone() -> None:
    """A row and a column of holes are two small questions more."""
    sure, quick = ValhallaCity(), ValhallaCity(holes=True)
    engine = Valhalla("here", "1", sure, quick=quick, has_own_limits=True, at_once=2)

    found = engine.table(CITY, CITY, "foot")

    assert (found.durations_s == one_way(CITY, CITY).durations_s).all()
    assert sorted(sure.asked) == [("sources_to_targets", 11), ("sources_to_targets", 12)]


def test_a_place_off_the_map_is_told_and_the_others_are_located() -> None:
    engine = Valhalla("here", "1", ValhallaCity())

    found = engine.off_road_m([CITY[0], OUTSIDE, FIELD], "car")

    assert found.tolist() == [0, NO_ROAD, FIELD_M]


def test_a_pair_that_nobody_gets_along_is_no_road_and_the_rest_is_measured() -> None:
    """Should a place slip through that a whole question is refused for."""
    engine = Valhalla("here", "1", ValhallaCity(), has_own_limits=True)

    found = engine.table([CITY[0], CITY[1]], [OUTSIDE, CITY[2], CITY[3]], "car")

    assert found.missing.tolist() == [[True, False, False]] * 2


def test_what_is_farther_than_a_server_allows_is_not_asked() -> None:
    """Eight hundred kilometres would have the whole question refused."""
    city = ValhallaCity()

    found = Valhalla("there", "1", city).table([*CITY[:3], OUTSIDE], CITY[:3], "car")

    assert found.missing.tolist() == [[False] * 3] * 3 + [[True] * 3]
    assert city.asked == [("sources_to_targets", 9)]


def test_a_server_that_declines_everything_is_not_asked_for_ever() -> None:
    asked: list[str] = []

    def declines(action: str, _: Json) -> Json:
        asked.append(action)
        raise RequestRefused("171", "No suitable edges near location")

    many = [Point(76 + n / 1_000, 43) for n in range(60)]
    with pytest.raises(RoadsUnavailable, match="declines question after question"):
        Valhalla("there", "1", declines, has_own_limits=True).table(many, many, "car")
    assert len(asked) < 1_100


def test_an_unknown_refusal_is_told_in_valhallas_own_words() -> None:
    def declines(action: str, _: Json) -> Json:
        raise RequestRefused("199", "Unknown trouble")

    with pytest.raises(RoadsUnavailable, match="Unknown trouble"):
        Valhalla("there", "1", declines).table(CITY, CITY, "car")


def test_another_server_at_the_address_is_no_valhalla() -> None:
    with (
        server(lambda *_: (404, b'{"hello": 1}')) as url,
        closing(ServerAsker(url)) as asker,
        pytest.raises(RoadsUnavailable, match="it is no Valhalla"),
    ):
        asker("locate", {})


def test_a_server_that_hides_its_version_has_none() -> None:
    with server(lambda *_: (200, b"{}")) as url, closing(ServerAsker(url)) as asker:
        assert asker.version() == ""
    text = b'{"error_code": 106, "error": "Try any of"}'
    with server(lambda *_: (400, text)) as url, closing(ServerAsker(url)) as asker:
        assert asker.version() == ""


def test_a_way_of_travelling_that_valhalla_lacks_is_told() -> None:
    with pytest.raises(BadProblem, match="no roads for the profile 'donkey'"):
        Valhalla("here", "1", ValhallaCity()).table(CITY, CITY, "donkey")


@settings(deadline=None)
@given(ANY_JSON)
def test_any_answer_is_either_sense_or_nonsense(answer: object) -> None:
    """Nothing that a server says brings us down."""
    told = answer if isinstance(answer, dict) else {"": answer}
    for read in (
        lambda: matrix_answer({"sources_to_targets": answer}, 1, 1),
        lambda: snapped(told, 1),
        lambda: read_route(told, 1, "kk"),
        lambda: read_route({"trip": {"legs": [answer]}}, 1, "kk"),
    ):
        try:
            read()
        except Nonsense:
            continue


def packed(points: list[tuple[int, int]]) -> str:
    """A line in Valhalla's packing, from millionths of degrees, latitude first."""
    text = ""
    at = (0, 0)
    for point in points:
        for before, now in zip(at, point, strict=True):
            left = (now - before) << 1
            left = ~left if left < 0 else left
            while left >= 0x20:
                text += chr((0x20 | (left & 0x1F)) + 63)
                left >>= 5
            text += chr(left + 63)
        at = point
    return text


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000)),
        min_size=1,
    )
)
def test_a_packed_line_is_the_line_again(line: list[tuple[int, int]]) -> None:
    """Anywhere on the globe; also as Google's own description of the packing has it."""
    assert decoded(packed(line)) == tuple(Point(lon / 1e6, lat / 1e6) for lat, lon in line)
    assert decoded("_p~iF~ps|U") == (Point(-12.02, 3.85),)


@pytest.mark.parametrize("text", ["", "_p~iF", "_p~iF~ps|U_", "_p~iF~ps|Uяя", "~" * 40])
def test_a_line_that_is_cut_off_or_leaves_the_globe_is_none(text: str) -> None:
    with pytest.raises(Nonsense):
        decoded(text)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_at_all_breaks_the_unpacking(text: str) -> None:
    try:
        decoded(text)
    except Nonsense:
        return


@settings(deadline=None)
@given(st.data())
def test_two_questions_cover_all_that_is_missing(data: st.DataObject) -> None:
    rows, columns = data.draw(st.integers(0, 6)), data.draw(st.integers(0, 6))
    cells = data.draw(st.lists(st.booleans(), min_size=rows * columns, max_size=rows * columns))
    missing = np.array(cells, dtype=bool).reshape(rows, columns)

    questions = covering(missing)

    assert len(questions) <= 2
    for some, these in questions:
        missing[np.ix_(some, these)] = False
    assert not missing.any()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_turn_has_words_in_every_language(language: str) -> None:
    """One sentence each, the street behind a colon, nothing doubled."""
    assert set(PHRASES[language]) == set(TurnKind)
    assert len(set(PHRASES[language].values())) == len(TurnKind)
    for kind in TurnKind:
        said = phrase(language, kind, ["Абай даңғылы"], exit_number=2)
        assert said.count(".") == 1
        assert ("Абай" in said) == (not kind.startswith("arrive"))
    assert phrase("kk", TurnKind.LEFT) == "Солға бұрылыңыз."
    with pytest.raises(BadProblem, match="kk, ru, en"):
        phrase("de", TurnKind.LEFT)


def test_the_words_of_valhalla_are_kept_where_it_speaks_the_language() -> None:
    """Kazakh it would answer in English, so its words are not taken there."""
    turn = {"type": 10, "instruction": "Turn right.", "length": 0.5, "time": 60, "street_names": []}
    leg = {"shape": packed([(43_000_000, 76_000_000)]), "maneuvers": [turn],
           "summary": {"length": 0.5, "time": 60}}  # fmt: skip
    heard: list[object] = []

    def answers(action: str, question: Json) -> Json:
        heard.append(question["directions_options"])
        told: object = json.loads(json.dumps({"trip": {"legs": [leg]}}))
        assert isinstance(told, dict)
        return told

    guide = ValhallaGuide("here", answers)
    said = {name: guide.way(CITY[:2], "car", name)[0].turns[0].sentence for name in LANGUAGES}

    assert said == {"kk": "Оңға бұрылыңыз.", "ru": "Turn right.", "en": "Turn right."}
    assert [dict(one)["language"] for one in heard if isinstance(one, dict)] == [
        "en-US", "ru-RU", "en-US",
    ]  # fmt: skip
