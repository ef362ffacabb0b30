"""OSRM by its address, as a source of travel times.

Source: OSRM's HTTP API, version 5 and 26 (docs/http.md in its repository): `table`, `nearest`.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from routing.errors import BadProblem
from routing.problem import NO_ROAD, Metres
from routing.travel.engine import Table
from routing.travel.errors import RequestRefused, RoadsUnavailable
from routing.travel.http import USUAL, Bounds, Json, RoadServer
from routing.travel.points import Point
from routing.travel.valhalla_json import Nonsense, matrix, number

PROFILES = {"car": "driving", "bike": "cycling", "foot": "walking"}
PLACEHOLDER = "{profile}"
PLACES_AT_ONCE = 100
"""What `osrm-routed` takes unless told otherwise; also what an address has room for."""

LEAST_AT_ONCE = 2
OFF_THE_MAP = {"NoSegment"}

T = TypeVar("T")


class Osrm:
    """An OSRM server, or one for every way of travelling.

    A server knows one way of travelling, whatever its address says. So an address is that of roads
    for cars, unless it holds `{profile}`: there car, bike or foot is put in.
    """

    knows_streets = True

    def __init__(self, url: str, bounds: Bounds = USUAL) -> None:
        self._servers: dict[str, RoadServer] = {}
        if PLACEHOLDER in url:
            for profile in PROFILES:
                self._servers[profile] = RoadServer(url.replace(PLACEHOLDER, profile), bounds)
        else:
            self._servers["car"] = RoadServer(url, bounds)
        self.name = self._servers["car"].name
        self._at_once = PLACES_AT_ONCE

    @property
    def version(self) -> str:
        """Empty: OSRM does not say which map it has, so its answers are not kept."""
        return ""

    def close(self) -> None:
        """Hangs up."""
        for server in self._servers.values():
            server.close()

    def off_road_m(self, points: Sequence[Point], profile: str) -> Metres:
        """How far each point lies from its nearest road; OSRM finds one however far it is."""
        found: list[int] = []
        for some in _pieces(points, self._at_once // 2):
            try:
                answer = self._table(some, some[:1], profile)
                found += _snaps_m(answer, len(some))
            except RequestRefused as refused:
                if self._asks_less(refused):
                    return self.off_road_m(points, profile)
                found += [self._one_off_road_m(point, profile) for point in some]
            except Nonsense as fault:
                raise self._nonsense(fault) from fault
        return np.array(found, dtype=np.int64)

    def _one_off_road_m(self, point: Point, profile: str) -> int:
        try:
            answer = self.ask("nearest", [point], profile, {"number": "1"})
            return _distance_m(first(answer, "waypoints"))
        except RequestRefused as refused:
            if refused.number in OFF_THE_MAP:
                return NO_ROAD
            raise self._nonsense(refused) from refused
        except Nonsense as fault:
            raise self._nonsense(fault) from fault

    def table(self, sources: Sequence[Point], targets: Sequence[Point], profile: str) -> Table:
        """Travel between points that are on the road net, asked for in blocks."""
        found = Table.without_roads(len(sources), len(targets))
        waiting = [(list(range(len(sources))), list(range(len(targets))))]
        while waiting:
            rows, columns = waiting.pop()
            half = max(1, self._at_once // 2)
            blocks = [(r, c) for r in _pieces(rows, half) for c in _pieces(columns, half)]
            if len(blocks) > 1:
                waiting += blocks
                continue
            if not blocks:
                continue
            part = self._block(
                [sources[row] for row in rows], [targets[column] for column in columns], profile
            )
            if part is None:
                waiting.append((rows, columns))
            else:
                found.put(rows, columns, part)
        return found

    def _block(
        self, sources: Sequence[Point], targets: Sequence[Point], profile: str
    ) -> Table | None:
        """One question; None where the server wants fewer places at once."""
        try:
            answer = self._table(sources, targets, profile)
            seconds = matrix(answer.get("durations"), len(sources), len(targets), 1)
            metres = matrix(answer.get("distances"), len(sources), len(targets), 1)
        except RequestRefused as refused:
            if self._asks_less(refused):
                return None
            if refused.number == "NoTable":
                return Table.without_roads(len(sources), len(targets))
            raise self._nonsense(refused) from refused
        except Nonsense as fault:
            raise self._nonsense(fault) from fault
        blocked = (seconds >= NO_ROAD) | (metres >= NO_ROAD)
        seconds[blocked] = metres[blocked] = NO_ROAD
        return Table(seconds, metres)

    def _asks_less(self, refused: RequestRefused) -> bool:
        """Whether the server wants fewer places at once and will from now on be given fewer."""
        if refused.number != "TooBig" or self._at_once <= LEAST_AT_ONCE:
            return False
        self._at_once = max(LEAST_AT_ONCE, self._at_once // 2)
        return True

    def _table(self, sources: Sequence[Point], targets: Sequence[Point], profile: str) -> Json:
        numbers = range(len(sources) + len(targets))
        wishes = {
            "annotations": "duration,distance",
            "sources": ";".join(str(n) for n in numbers[: len(sources)]),
            "destinations": ";".join(str(n) for n in numbers[len(sources) :]),
        }
        return self.ask("table", [*sources, *targets], profile, wishes)

    def ask(
        self, service: str, points: Sequence[Point], profile: str, wishes: dict[str, str]
    ) -> Json:
        """One question to one of OSRM's services. Raises RequestRefused with OSRM's own word."""
        server = self._server(profile)
        at = ";".join(f"{point.lon_deg:.6f},{point.lat_deg:.6f}" for point in points)
        status, answer = server.ask(f"{service}/v1/{PROFILES[profile]}/{at}", wishes=wishes)
        code = answer.get("code")
        if code == "Ok" and status == 200:
            return answer
        if isinstance(code, str):
            raise RequestRefused(code[:40], str(answer.get("message", ""))[:200])
        raise RoadsUnavailable(
            self.name,
            f"the server answers {status} to '{service}': it is no OSRM.",
            "See that the address is that of an OSRM.",
        )

    def _server(self, profile: str) -> RoadServer:
        if profile not in PROFILES:
            raise BadProblem(
                f"OSRM has no roads for the profile '{profile[:40]}'.",
                where="vehicles[*].profile",
                remedy=f"Use one of {', '.join(PROFILES)}, or give a matrix for '{profile[:40]}'.",
            )
        if profile not in self._servers:
            raise BadProblem(
                f"an OSRM server knows one way of travelling, so that of {self.name} is taken to "
                f"be for cars, and '{profile}' is asked for.",
                where="--matrix",
                remedy=f"Write {PLACEHOLDER} into the address where {profile} is to stand, or use "
                "Valhalla.",
            )
        return self._servers[profile]

    def _nonsense(self, fault: Exception) -> RoadsUnavailable:
        return RoadsUnavailable(
            self.name,
            f"OSRM answers, but not as it should: {fault}.",
            "See its log, or use --matrix great-circle.",
        )


def _pieces(things: Sequence[T], size: int) -> Iterator[list[T]]:
    step = max(1, size)
    for first in range(0, len(things), step):
        yield list(things[first : first + step])


def _snaps_m(answer: Json, count: int) -> list[int]:
    """How far the sources of a table lay from the road."""
    waypoints = answer.get("sources")
    if not isinstance(waypoints, list) or len(waypoints) != count:
        raise Nonsense(f"does not place {count} places")
    return [_distance_m(waypoint) for waypoint in waypoints]


def first(answer: Json, name: str) -> object:
    """The first of the things that an answer lists under a name. Raises Nonsense."""
    things = answer.get(name)
    if not isinstance(things, list) or not things:
        raise Nonsense(f"has no {name}")
    return things[0]


def _distance_m(waypoint: object) -> int:
    if not isinstance(waypoint, dict):
        raise Nonsense("names something that is no place")
    return round(number(waypoint.get("distance"), 4e7))
