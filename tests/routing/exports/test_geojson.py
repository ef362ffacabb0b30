"""GeoJSON by the rules of RFC 7946, wherever on the globe the day is."""

import json
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.exports.captions import ENGLISH, KAZAKH
from routing.exports.drawn import DrawnDay, drawn_day
from routing.exports.geojson import geojson
from routing.exports.globe import cut_at_date_line, eastward_deg, western_edge_deg
from routing.travel.points import Point
from routing.travel.ways import Leg
from tests.routing.exports.drawn_days import days, planned, sample


def faults(document: object) -> Iterator[str]:
    """What breaks the rules of RFC 7946 in a FeatureCollection (sections 3.1, 3.2, 3.3, 4)."""
    assert isinstance(document, dict)
    if document["type"] != "FeatureCollection" or set(document) != {"type", "features"}:
        yield "no FeatureCollection"
    for feature in document["features"]:
        if set(feature) != {"type", "geometry", "properties"} or feature["type"] != "Feature":
            yield f"no Feature: {feature}"
        geometry = feature["geometry"]
        if geometry is None:
            continue
        at = geometry["coordinates"]
        lines = {"Point": [[at, at]], "LineString": [at], "MultiLineString": at}[geometry["type"]]
        for line in lines:
            if len(line) < 2:
                yield "a line of fewer than two positions"
            for lon, lat in line:
                if not (-180 <= lon <= 180 and -90 <= lat <= 90):
                    yield f"[{lon}, {lat}] is not on the globe"
            for (one, _), (other, _) in pairwise(line):
                if abs(one - other) > 180:
                    yield "a line crosses the date line"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days())
def test_any_day_keeps_the_rules(day: DrawnDay) -> None:
    """Also as text: no NaN, and nothing that UTF-8 cannot say."""
    text = json.dumps(geojson(day, KAZAKH), ensure_ascii=False, allow_nan=False)

    assert list(faults(json.loads(text.encode()))) == []


def test_every_stop_of_a_real_day_is_there_in_its_order() -> None:
    problem, plan = planned()
    features = geojson(sample(), ENGLISH)["features"]
    assert isinstance(features, list)
    told = [feature["properties"] for feature in features]

    assert list(faults(geojson(sample(), ENGLISH))) == []
    for route in plan.routes:
        mine = [one for one in told if one.get("courier") == route.vehicle_id]
        assert mine[0]["kind"] == "run"
        assert [one["kind"] for one in mine[1:]] == [step.kind.value for step in route.steps]
        numbers = [one["number"] for one in mine if "number" in one]
        assert numbers == list(range(1, len(numbers) + 1))
        assert not mine[0]["follows_roads"]
    visited = {one["id"] for one in told if "number" in one}
    assert visited | {left.task_id for left in plan.unassigned} == {
        stop.stop_id for stop in problem.stops
    }


def test_what_found_no_room_says_why() -> None:
    features = geojson(sample("unservable.json"), ENGLISH)["features"]
    assert isinstance(features, list)

    left = [one for one in features if one["properties"]["kind"] == "unassigned"]

    assert len(left) == 7
    assert left[0]["properties"]["sentence"].startswith("No courier today has skill 9.")
    assert left[0]["geometry"]["type"] == "Point"


class Roundabout:
    """A guide that always takes the long way."""

    def way(self, points: list[Point], profile: str, language: str) -> tuple[Leg, ...]:
        """Each leg by way of the observatory."""
        return tuple(
            Leg(shape=(here, Point(76.96, 43.1), there), length_m=9_000, lasts_s=900)
            for here, there in pairwise(points)
        )


def test_with_a_guide_lines_follow_the_road() -> None:
    features = geojson(drawn_day(*planned(), Roundabout()), ENGLISH)["features"]  # type: ignore[arg-type]
    assert isinstance(features, list)

    line = features[0]

    assert line["properties"]["follows_roads"]
    assert [76.96, 43.1] in line["geometry"]["coordinates"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(Point, st.floats(-180, 180), st.floats(-90, 90)), max_size=9))
def test_a_cut_line_loses_no_point(points: list[Point]) -> None:
    """Only points on the date line itself are added."""
    pieces = cut_at_date_line(points)

    assert all(abs(a.lon_deg - b.lon_deg) <= 180 for p in pieces for a, b in pairwise(p))
    rest = iter([point for piece in pieces for point in piece])
    assert all(point in rest for point in points)
    added = sum(len(piece) for piece in pieces) - len(points)
    assert added == 2 * max(0, len(pieces) - 1)


def test_a_map_over_the_date_line_is_no_wider_than_the_day() -> None:
    """Fiji's islands lie on both sides of it: five degrees, not three hundred and fifty-five."""
    fiji = [Point(-178, -17), Point(177, -18), Point(179, -16)]
    edge = western_edge_deg(fiji)

    assert edge == 177
    assert [eastward_deg(point.lon_deg, edge) for point in fiji] == [5, 0, 2]
    assert western_edge_deg([Point(-180, 0), Point(180, 0)]) in {-180, 180}


def test_a_line_over_the_date_line_is_cut_on_it() -> None:
    assert cut_at_date_line([Point(179, 10), Point(-178, 13)]) == [
        [Point(179, 10), Point(180, 11)],
        [Point(-180, 11), Point(-178, 13)],
    ]
