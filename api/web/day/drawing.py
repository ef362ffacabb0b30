"""A map of the day, drawn by us without tiles from anywhere, and the same as a list beside it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from fastapi import APIRouter
from fastapi.responses import Response

from access.network.zone import network_zone
from api.web.day.doors import OneTurn
from api.web.day.seeing import see
from api.web.day.sentences import STOP_STATES
from api.web.frame.pages import PRIVATE, SECURITY, page
from api.words.catalogues import words_in
from delivery import desk
from delivery.crew.duty import midnight
from delivery.holding import at_midnight_s
from delivery.lists import unassigned
from delivery.runs.records import Run
from delivery.visits.records import Visit
from routing.exports.captions import captions_in
from routing.exports.drawn import DrawnDay, DrawnRun, DrawnStep
from routing.exports.map_svg import map_svg
from routing.plan import Reason, ReasonCode, Route, Step, StepKind, Unassigned
from routing.problem import Place
from routing.travel.points import Point
from routing.travel.ways import straight

router = APIRouter(prefix="/staff/days/{on}")
SVG = "image/svg+xml"


@router.get("/map")
def show_map(turn: OneTurn) -> Response:
    """The picture, and its list twin with every number that stands on it."""
    say = words_in(turn.language).gettext
    with turn.doors.database.change.begin() as db:
        runs = desk.runs_for_desk(db, on=turn.on)
        waits = list(desk.visits_for_desk(db, [v.id for v in unassigned(db, on=turn.on)]).values())
        stops = [stop for run in runs for stop in run.stops]
        see(db, turn, {stop.visit.reader_id for stop in stops} | {one.reader_id for one in waits})
        return page(
            turn.request, "day/map.html", on=turn.on, base=turn.path, left=waits,
            runs=list(enumerate(runs, start=1)), stop_state=lambda one: say(STOP_STATES[one]),
        )  # fmt: skip


@router.get("/map.svg")
def picture(turn: OneTurn) -> Response:
    """The map by itself: numbers of runs and stops, names of couriers, no reader's name."""
    with turn.doors.database.look.begin() as db:
        runs = desk.runs_for_desk(db, on=turn.on)
        start_at = midnight(turn.on, network_zone(db))
        waits = unassigned(db, on=turn.on)
        drawn = DrawnDay(
            runs=tuple(_run(number, run, start_at) for number, run in enumerate(runs, start=1)),
            left=tuple(_left(waits)),
        )
    text = map_svg(drawn, captions_in(turn.language))
    return Response(text, media_type=SVG, headers={**SECURITY, **PRIVATE})


def _run(number: int, run: Run, start_at: datetime) -> DrawnRun:
    steps = list(_steps(run, start_at))
    placed = [step.point for step in steps if step.point is not None]
    return DrawnRun(
        route=Route(
            vehicle_id=number, steps=tuple(one.step for one in steps), cost=0,
            description=run.courier.name,
        ),
        steps=tuple(steps),
        legs=tuple(straight(*pair) for pair in pairwise(placed)),
    )  # fmt: skip


def _steps(run: Run, start_at: datetime) -> Iterator[DrawnStep]:
    """From the depot over the doors back to the depot."""
    depot = run.depot.service_point
    home = _point(depot.lon_deg, depot.lat_deg)
    yield DrawnStep(
        Step(kind=StepKind.START, arrival_s=at_midnight_s(run.starts_at, start_at)), None, home
    )
    travel_s, free_s = 0, at_midnight_s(run.starts_at, start_at)
    for stop in run.stops:
        arrives_s = at_midnight_s(stop.arrives_at, start_at)
        begins_s = at_midnight_s(stop.begins_at, start_at)
        travel_s += max(0, arrives_s - free_s)
        free_s = at_midnight_s(stop.leaves_at, start_at)
        step = Step(
            kind=StepKind.JOB, arrival_s=arrives_s, waiting_s=begins_s - arrives_s,
            service_s=free_s - begins_s, travel_s=travel_s, distance_m=stop.distance_m,
            task_id=stop.turn,
        )  # fmt: skip
        address = stop.visit.address
        yield DrawnStep(step, stop.turn, _point(address.lon_deg, address.lat_deg))
    ends_s = at_midnight_s(run.ends_at, start_at)
    travel_s += max(0, ends_s - free_s)
    end = Step(kind=StepKind.END, arrival_s=ends_s, travel_s=travel_s, distance_m=run.distance_m)
    yield DrawnStep(end, None, home)


def _left(waits: Sequence[Visit]) -> Iterator[tuple[Unassigned, Point | None]]:
    why = Reason(ReasonCode.ROOM, "", "")
    for number, visit in enumerate(waits, start=1):
        point = _point(visit.address.lon_deg, visit.address.lat_deg)
        yield Unassigned(
            kind=StepKind.JOB, task_id=number, place=Place(0), reason=why
        ), point  # fmt: skip


def _point(lon_deg: float | None, lat_deg: float | None) -> Point | None:
    if lon_deg is None or lat_deg is None:
        return None
    return Point(lon_deg=lon_deg, lat_deg=lat_deg)
