"""Somebody to ask for roads: a city reckoned by the sphere whose streets are all one-way westward
on the way back, and servers on loopback that speak as OSRM and Valhalla do."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import numpy as np

from routing.problem import NO_ROAD, Metres, Place
from routing.travel.engine import Table
from routing.travel.errors import RequestRefused
from routing.travel.great_circle import straight_m
from routing.travel.points import Point
from routing.travel.valhalla_json import Json

WESTWARD = 2
"""Who drives west goes twice as far."""

CITY = [Point(76.90 + 0.01 * n, 43.24 + 0.005 * (n % 3)) for n in range(12)]
OUTSIDE = Point(71.4, 51.1)
FIELD = Point(76.95, 43.40)
FIELD_M = 340


def places(points: Sequence[Point]) -> list[Place]:
    """Points as the rows of a day."""
    return [Place(n, *point) for n, point in enumerate(points)]


class OneWayCity:
    """A road engine that counts what it is asked."""

    knows_streets = True

    def __init__(self, version: str = "one-way 1", *, field_m: int = FIELD_M) -> None:
        self.version, self.field_m = version, field_m
        self.asked: list[tuple[int, int]] = []

    def off_road_m(self, points: Sequence[Point], profile: str) -> Metres:
        """Everything outside is outside, the field is a little off."""
        off = {OUTSIDE: NO_ROAD, FIELD: self.field_m}
        return np.array([off.get(point, 3) for point in points], dtype=np.int64)

    def table(self, sources: Sequence[Point], targets: Sequence[Point], profile: str) -> Table:
        """Ten metres a second, twice as far westward."""
        self.asked.append((len(sources), len(targets)))
        return one_way(sources, targets)


def one_way(sources: Sequence[Point], targets: Sequence[Point]) -> Table:
    """The truth about the city."""
    metres = straight_m(sources, targets)
    west = np.array([[b.lon_deg < a.lon_deg for b in targets] for a in sources], dtype=bool)
    metres = np.where(west.reshape(metres.shape), metres * WESTWARD, metres)
    return Table(np.ceil(metres / 10).astype(np.int64), np.ceil(metres).astype(np.int64))


def _cells(table: Table, scale: float) -> tuple[list[list[int | None]], list[list[float | None]]]:
    blocked = table.missing
    seconds = [
        [None if gap else int(cell) for cell, gap in zip(row, gaps, strict=True)]
        for row, gaps in zip(table.durations_s, blocked, strict=True)
    ]
    lengths = [
        [None if gap else cell * scale for cell, gap in zip(row, gaps, strict=True)]
        for row, gaps in zip(table.distances_m.tolist(), blocked.tolist(), strict=True)
    ]
    return seconds, lengths


class ValhallaCity:
    """Answers Valhalla's questions about the city, with its habit of refusing whole questions."""

    def __init__(self, *, most_pairs: int = 2_500, holes: bool = False, verbose: bool = False):
        self.most_pairs, self.holes, self.verbose = most_pairs, holes, verbose
        self.asked: list[tuple[str, int]] = []

    def __call__(self, action: str, question: Json) -> Json:
        """See `Asker`."""
        if action == "status":
            return {"version": "3.9.1", "tileset_last_modified": 1_795_779_864}
        if action == "route":
            return {"trip": "to the moon"}
        if action == "locate":
            points = _points(question["locations"])
            self.asked.append((action, len(points)))
            return {"": [_located(point) for point in points]}
        sources, targets = _points(question["sources"]), _points(question["targets"])
        self.asked.append((action, len(sources) * len(targets)))
        if len(sources) * len(targets) > self.most_pairs:
            raise RequestRefused("150", "Exceeded max locations")
        if OUTSIDE in (*sources, *targets):
            raise RequestRefused("171", "No suitable edges near location")
        table = one_way(sources, targets)
        if self.holes:
            table.durations_s[[n for n, at in enumerate(sources) if at == CITY[0]], :] = NO_ROAD
            table.durations_s[:, [n for n, at in enumerate(targets) if at == CITY[1]]] = NO_ROAD
        seconds, kilometres = _cells(table, 0.001)
        if self.verbose:
            cells = [
                [{"time": t, "distance": d} for t, d in zip(*row, strict=True)]
                for row in zip(seconds, kilometres, strict=True)
            ]
            return {"sources_to_targets": cells}
        return {"sources_to_targets": {"durations": seconds, "distances": kilometres}}


def _points(found: object) -> list[Point]:
    assert isinstance(found, list)
    return [Point(one["lon"], one["lat"]) for one in found]


def _located(point: Point) -> Json:
    if point == OUTSIDE:
        return {"edges": None, "nodes": None}
    north = FIELD_M / 111_195 if point == FIELD else 0.0
    edge = {"correlated_lon": point.lon_deg, "correlated_lat": point.lat_deg - north}
    return {"edges": [edge], "nodes": []}


class OsrmCity:
    """Answers the addresses that OSRM answers."""

    def __init__(self, *, most_places: int = 100) -> None:
        self.most_places = most_places
        self.asked: list[str] = []

    def __call__(self, path: str) -> tuple[int, Json]:
        """Status and answer of an address."""
        parts = urlsplit(path)
        self.asked.append(parts.path)
        service, _, profile, at = parts.path.strip("/").split("/")[-4:]
        points = [Point(*map(float, one.split(","))) for one in at.split(";")]
        wishes = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert profile in {"driving", "cycling", "walking"}
        if len(points) > self.most_places:
            return 400, {"code": "TooBig", "message": "Too many table coordinates"}
        if OUTSIDE in points:
            return 400, {"code": "NoSegment", "message": "Could not find a matching segment"}
        if service == "nearest":
            return 200, {"code": "Ok", "waypoints": [_waypoint(points[0])]}
        return 200, _osrm_table(points, wishes)


def _osrm_table(points: list[Point], wishes: dict[str, str]) -> Json:
    sources, targets = (
        [points[int(n)] for n in wishes[side].split(";")] for side in ("sources", "destinations")
    )
    seconds, metres = _cells(one_way(sources, targets), 1.0)
    return {
        "code": "Ok",
        "durations": seconds,
        "distances": metres,
        "sources": [_waypoint(point) for point in sources],
        "destinations": [_waypoint(point) for point in targets],
    }


def _waypoint(point: Point) -> Json:
    return {"location": list(point), "distance": FIELD_M if point == FIELD else 2.6}


Answer = Callable[[str, bytes], tuple[int, bytes]]


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """A real server on loopback that answers each path and body; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(b"")

        def do_POST(self) -> None:
            self._say(self.rfile.read(int(self.headers["Content-Length"])))

        def _say(self, body: bytes) -> None:
            status, text = answer(self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its own name
            """Nothing is said."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_port}"
        finally:
            listening.shutdown()
            thread.join()


@contextmanager
def valhalla_server(city: ValhallaCity) -> Iterator[str]:
    """A server that speaks as Valhalla does."""

    def answer(path: str, body: bytes) -> tuple[int, bytes]:
        try:
            told = city(path.strip("/"), json.loads(body))
        except RequestRefused as refused:
            wrong = {"error_code": int(refused.number), "error": refused.sentence}
            return 400, json.dumps(wrong).encode()
        return 200, json.dumps(told.get("", told)).encode()

    with server(answer) as url:
        yield url


@contextmanager
def osrm_server(city: OsrmCity) -> Iterator[str]:
    """A server that speaks as OSRM does."""

    def answer(path: str, _: bytes) -> tuple[int, bytes]:
        status, told = city(path)
        return status, json.dumps(told).encode()

    with server(answer) as url:
        yield url
