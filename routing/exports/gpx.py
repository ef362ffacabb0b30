"""A plan as GPX, for a navigator or a telephone: stops as waypoints, each run as route and track.

Source: GPX 1.1, https://www.topografix.com/GPX/1/1/. A route is the stops in their order, a track
the line that the courier follows.
"""

from datetime import datetime, timedelta

from gpxpy.gpx import (
    GPX,
    GPXRoute,
    GPXRoutePoint,
    GPXTrack,
    GPXTrackPoint,
    GPXTrackSegment,
    GPXWaypoint,
)

from routing.exports.captions import Captions
from routing.exports.drawn import DrawnDay, DrawnRun, DrawnStep, hour, run_name, step_name
from routing.travel.points import Point


def gpx(day: DrawnDay, captions: Captions, midnight_at: datetime | None = None) -> str:
    """The whole day as one GPX document.

    `midnight_at` is the instant from which the plan's seconds count; without it (a plan does not
    know its date) points carry no time, and the hour stands in the words beside them.
    """
    document = GPX()
    document.creator = "Dauys"
    document.name = captions.map_title
    for run in day.runs:
        name = run_name(captions, run.route)
        first_s = run.route.steps[0].arrival_s
        route = GPXRoute(name=name)
        for step in run.steps:
            if step.point is None:
                continue
            told = _told(run, step, captions, first_s)
            at = (
                None
                if midnight_at is None
                else midnight_at + timedelta(seconds=step.step.arrival_s)
            )
            lon, lat = step.point
            route.points.append(GPXRoutePoint(lat, lon, time=at, name=told[0], description=told[1]))
            if step.is_visit:
                document.waypoints.append(
                    GPXWaypoint(lat, lon, time=at, name=told[0], description=told[1])
                )
        document.routes.append(route)
        document.tracks.append(_track(run, name))
    xml: str = document.to_xml(version="1.1")
    return xml


def _told(run: DrawnRun, step: DrawnStep, captions: Captions, first_s: int) -> tuple[str, str]:
    """A point's short name for a small screen ("2.5"), and its line in words."""
    begins = hour(captions, step.step.arrival_s + step.step.waiting_s, first_s)
    words = f"{begins} {step_name(captions, step.step)}"
    if step.number is None:
        return f"{run.label} {captions.of(step.step.kind)}", words
    return f"{run.label}.{step.number}", words


def _track(run: DrawnRun, name: str) -> GPXTrack:
    track = GPXTrack(name=name)
    segment = GPXTrackSegment()
    segment.points += [_track_point(point) for point in run.line]
    track.segments.append(segment)
    return track


def _track_point(point: Point) -> GPXTrackPoint:
    return GPXTrackPoint(point.lat_deg, point.lon_deg)
