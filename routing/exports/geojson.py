"""A plan as GeoJSON: a line for each run, a point for each stop, for any program with a map.

Source: RFC 7946. Longitude comes first, WGS 84; lines are cut at the date line.
"""

from collections.abc import Iterator, Sequence

from routing.exports.captions import Captions
from routing.exports.drawn import DrawnDay, DrawnRun, DrawnStep, plain, run_name, step_name
from routing.exports.globe import cut_at_date_line
from routing.plan import Step, Unassigned
from routing.travel.points import Point

Json = dict[str, object]
DIGITS = 6
"""Eleven centimetres; more would only make the file longer (RFC 7946, section 11.2)."""


def geojson(day: DrawnDay, captions: Captions) -> Json:
    """The whole day as one FeatureCollection: runs with their stops, then what found no room.

    What has no place on the map is a feature without geometry, so that nothing is lost.
    """
    features = [feature for run in day.runs for feature in _run(run, captions)]
    features += [_left(left, point, captions) for left, point in day.left]
    return {"type": "FeatureCollection", "features": features}


def _run(run: DrawnRun, captions: Captions) -> Iterator[Json]:
    last = run.route.steps[-1]
    yield _feature(
        _line(run.line),
        {
            "kind": "run",
            "name": run_name(captions, run.route),
            "courier": run.route.vehicle_id,
            "stops": len(run.visits),
            "begins_s": run.route.steps[0].arrival_s,
            "ends_s": last.leaves_s,
            "travel_s": last.travel_s,
            "distance_m": last.distance_m,
            "follows_roads": bool(run.legs) and all(leg.is_road for leg in run.legs),
        },
    )
    for step in run.steps:
        yield _feature(_point(step.point), _step(run, step, captions))


def _step(run: DrawnRun, drawn: DrawnStep, captions: Captions) -> Json:
    step: Step = drawn.step
    told: Json = {
        "kind": step.kind.value,
        "name": step_name(captions, step),
        "courier": run.route.vehicle_id,
        "arrival_s": step.arrival_s,
        "begins_s": step.arrival_s + step.waiting_s,
        "leaves_s": step.leaves_s,
    }
    if drawn.number is not None:
        told["number"] = drawn.number
    if step.task_id is not None:
        told["id"] = step.task_id
    return told


def _left(left: Unassigned, point: Point | None, captions: Captions) -> Json:
    told: Json = {
        "kind": "unassigned",
        "name": f"{captions.of(left.kind)} {left.task_id}",
        "id": left.task_id,
        "reason": left.reason.code.value,
        "sentence": plain(f"{left.reason.sentence} {left.reason.remedy}"),
    }
    if left.description:
        told["description"] = plain(left.description)
    return _feature(_point(point), told)


def _feature(geometry: Json | None, properties: Json) -> Json:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _position(point: Point) -> list[float]:
    return [round(point.lon_deg, DIGITS), round(point.lat_deg, DIGITS)]


def _point(point: Point | None) -> Json | None:
    return None if point is None else {"type": "Point", "coordinates": _position(point)}


def _line(points: Sequence[Point]) -> Json | None:
    """A line of at least two positions, several where it meets the date line, or none."""
    pieces = [piece for piece in cut_at_date_line(points) if len(piece) > 1]
    lines = [[_position(point) for point in piece] for piece in pieces]
    if not lines:
        return None
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}
