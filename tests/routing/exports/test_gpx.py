"""GPX as a navigator reads it: read back by the library, and in the order of the schema."""

from datetime import UTC, datetime

import gpxpy
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from routing.exports.captions import ENGLISH, RUSSIAN
from routing.exports.drawn import DrawnDay
from routing.exports.gpx import gpx
from tests.routing.exports.drawn_days import days, planned, sample

NAMESPACE = "{http://www.topografix.com/GPX/1/1}"
ORDER = ["metadata", "wpt", "rte", "trk"]


def in_order(text: str) -> None:
    """GPX 1.1 is a sequence: metadata, waypoints, routes, tracks; a point has both coordinates."""
    root = etree.fromstring(text.encode())
    assert root.tag == f"{NAMESPACE}gpx"
    assert (root.get("version"), root.get("creator")) == ("1.1", "Dauys")
    names = [etree.QName(child).localname for child in root]
    assert names == sorted(names, key=ORDER.index)
    for name in ("wpt", "rtept", "trkpt"):
        for point in root.iter(NAMESPACE + name):
            assert -90 <= float(point.attrib["lat"]) <= 90
            assert -180 <= float(point.attrib["lon"]) <= 180


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days())
def test_any_day_is_read_back_with_all_its_points(day: DrawnDay) -> None:
    text = gpx(day, RUSSIAN)

    in_order(text)
    read = gpxpy.parse(text)
    placed = [[step for step in run.steps if step.point] for run in day.runs]
    assert [len(route.points) for route in read.routes] == [len(steps) for steps in placed]
    visits = [step for steps in placed for step in steps if step.is_visit]
    assert len(read.waypoints) == len(visits)
    for waypoint, step in zip(read.waypoints, visits, strict=True):
        assert step.point is not None
        assert waypoint.longitude == pytest.approx(step.point.lon_deg, abs=1e-9)
        assert waypoint.latitude == pytest.approx(step.point.lat_deg, abs=1e-9)


def test_a_real_day_says_what_each_stop_is() -> None:
    read = gpxpy.parse(gpx(sample(), ENGLISH))
    _, plan = planned()

    first = read.routes[0]
    assert first.name is not None
    assert first.name.startswith(f"Courier {plan.routes[0].vehicle_id} (")
    assert first.points[1].name == f"{plan.routes[0].vehicle_id}.1"
    assert len(read.tracks) == len(plan.routes)
    assert read.waypoints[0].time is None


def test_with_a_day_named_points_carry_their_time() -> None:
    """A plan's seconds count from midnight; the instant is the caller's to know."""
    read = gpxpy.parse(gpx(sample(), ENGLISH, datetime(2026, 11, 26, 19, tzinfo=UTC)))

    at = read.waypoints[0].time
    assert at is not None
    assert at.astimezone(UTC).date().isoformat() == "2026-11-27"
