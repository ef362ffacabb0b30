"""Ways by OSRM: it draws the line and names the kind of each turn; the words are ours.

Source: OSRM's HTTP API (docs/http.md), service `route`, objects RouteStep and StepManeuver.
"""

from collections.abc import Sequence
from itertools import pairwise

from routing.travel.errors import RequestRefused, RoadsUnavailable
from routing.travel.osrm import Osrm, first
from routing.travel.phrases import checked_language, phrase
from routing.travel.points import Point
from routing.travel.valhalla_json import Json, Nonsense, number
from routing.travel.ways import Leg, Turn, TurnKind, straight

STOPS_AT_ONCE = 20
MOST_POINTS = 200_000
BY_MODIFIER = {
    "uturn": TurnKind.UTURN,
    "sharp right": TurnKind.SHARP_RIGHT,
    "right": TurnKind.RIGHT,
    "slight right": TurnKind.SLIGHT_RIGHT,
    "slight left": TurnKind.SLIGHT_LEFT,
    "left": TurnKind.LEFT,
    "sharp left": TurnKind.SHARP_LEFT,
}
BY_TYPE = {
    "depart": TurnKind.START,
    "merge": TurnKind.MERGE,
    "on ramp": TurnKind.RAMP,
    "off ramp": TurnKind.EXIT,
    "roundabout": TurnKind.ROUNDABOUT,
    "rotary": TurnKind.ROUNDABOUT,
    "exit roundabout": TurnKind.LEAVE_ROUNDABOUT,
    "exit rotary": TurnKind.LEAVE_ROUNDABOUT,
}
ARRIVALS = {"right": TurnKind.ARRIVE_RIGHT, "left": TurnKind.ARRIVE_LEFT}
FORKS = {"right": TurnKind.KEEP_RIGHT, "left": TurnKind.KEEP_LEFT}
GOES_ON = {"new name", "notification"}


class OsrmGuide:
    """Asks an OSRM for the way of a whole run, in pieces that it accepts."""

    def __init__(self, engine: Osrm) -> None:
        self._engine = engine

    def way(self, points: Sequence[Point], profile: str, language: str) -> tuple[Leg, ...]:
        """See `Guide`."""
        checked_language(language)
        legs: list[Leg] = []
        for begin in range(0, max(0, len(points) - 1), STOPS_AT_ONCE):
            some = points[begin : begin + STOPS_AT_ONCE + 1]
            found = self._legs(some, profile, language)
            if found is None:  # one place without a road spoils a question
                for pair in pairwise(some):
                    legs += self._legs(pair, profile, language) or [straight(*pair)]
            else:
                legs += found
        return tuple(legs)

    def _legs(self, points: Sequence[Point], profile: str, language: str) -> list[Leg] | None:
        wishes = {"overview": "false", "steps": "true", "geometries": "geojson"}
        try:
            answer = self._engine.ask("route", points, profile, wishes)
            return read_route(answer, len(points) - 1, language)
        except RequestRefused:
            return None
        except Nonsense as fault:
            raise RoadsUnavailable(
                self._engine.name,
                f"OSRM answers, but not as it should: {fault}.",
                "See its log, or leave out the ways.",
            ) from fault


def read_route(answer: Json, count: int, language: str) -> list[Leg]:
    """The legs of an answer's first route. Raises Nonsense."""
    legs = _inside(first(answer, "routes")).get("legs")
    if not isinstance(legs, list) or len(legs) != count:
        raise Nonsense(f"has no way of {count} legs")
    return [_leg(_inside(leg), language) for leg in legs]


def _leg(leg: Json, language: str) -> Leg:
    found = leg.get("steps")
    if not isinstance(found, list) or not found:
        raise Nonsense("has a leg without steps")
    steps = [_inside(step) for step in found]
    shape: list[Point] = []
    for step in steps:
        line = _line(step)
        shape += line[1:] if shape and line[0] == shape[-1] else line
    return Leg(
        shape=tuple(shape),
        length_m=round(number(leg.get("distance"), 1e9)),
        lasts_s=round(number(leg.get("duration"), 1e8)),
        turns=tuple(_turn(step, language) for step in steps),
    )


def _line(step: Json) -> list[Point]:
    line = _inside(step.get("geometry")).get("coordinates")
    if not isinstance(line, list) or not 0 < len(line) <= MOST_POINTS:
        raise Nonsense("has a step without a line")
    for at in line:
        if not isinstance(at, list) or len(at) < 2:
            raise Nonsense("has a line without places")
    return [Point(number(at[0], 180, least=-180), number(at[1], 90, least=-90)) for at in line]


def _turn(step: Json, language: str) -> Turn:
    told = _inside(step.get("maneuver"))
    kind = _kind(str(told.get("type", "")), str(told.get("modifier", "")))
    name = step.get("name")
    streets = (name[:200],) if isinstance(name, str) and name else ()
    exit_number = int(number(told.get("exit", 0), 100))
    return Turn(
        kind=kind,
        sentence=phrase(language, kind, streets, exit_number=exit_number),
        length_m=round(number(step.get("distance"), 1e9)),
        lasts_s=round(number(step.get("duration"), 1e8)),
        streets=streets,
    )


def _kind(manoeuvre: str, modifier: str) -> TurnKind:
    side = modifier.rpartition(" ")[2]
    if manoeuvre == "arrive":
        return ARRIVALS.get(side, TurnKind.ARRIVE)
    if manoeuvre == "fork":
        return FORKS.get(side, TurnKind.CONTINUE)
    if manoeuvre in GOES_ON:
        return TurnKind.CONTINUE
    return BY_TYPE.get(manoeuvre) or BY_MODIFIER.get(modifier, TurnKind.CONTINUE)


def _inside(found: object) -> Json:
    if not isinstance(found, dict):
        raise Nonsense("lacks a part of the way")
    return found
