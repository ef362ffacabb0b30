"""Ways by Valhalla: the line on the map, and turns in Russian and English as it says them.

Kazakh it does not have and answers in English without saying so; there the phrases are ours.
"""

from collections.abc import Sequence
from itertools import pairwise

from routing.travel.errors import RequestRefused, RoadsUnavailable
from routing.travel.phrases import checked_language, phrase
from routing.travel.points import Point
from routing.travel.valhalla import Asker
from routing.travel.valhalla_json import Json, Nonsense, costing_of, location, number
from routing.travel.ways import Leg, Turn, TurnKind, straight

STOPS_AT_ONCE = 10
MOST_SHAPE = 1_000_000
SPOKEN_BY_VALHALLA = {"ru": "ru-RU", "en": "en-US"}
KINDS = {
    1: TurnKind.START, 2: TurnKind.START, 3: TurnKind.START,
    4: TurnKind.ARRIVE, 5: TurnKind.ARRIVE_RIGHT, 6: TurnKind.ARRIVE_LEFT,
    9: TurnKind.SLIGHT_RIGHT, 10: TurnKind.RIGHT, 11: TurnKind.SHARP_RIGHT,
    12: TurnKind.UTURN, 13: TurnKind.UTURN,
    14: TurnKind.SHARP_LEFT, 15: TurnKind.LEFT, 16: TurnKind.SLIGHT_LEFT,
    17: TurnKind.RAMP, 18: TurnKind.RAMP, 19: TurnKind.RAMP, 20: TurnKind.EXIT, 21: TurnKind.EXIT,
    23: TurnKind.KEEP_RIGHT, 24: TurnKind.KEEP_LEFT,
    25: TurnKind.MERGE, 37: TurnKind.MERGE, 38: TurnKind.MERGE,
    26: TurnKind.ROUNDABOUT, 27: TurnKind.LEAVE_ROUNDABOUT,
    28: TurnKind.FERRY, 39: TurnKind.LIFT, 40: TurnKind.STEPS, 41: TurnKind.STEPS,
    42: TurnKind.ENTER, 43: TurnKind.ENTER,
}  # fmt: skip
"""Of Valhalla's numbers of manoeuvres (proto/directions.proto); the others go straight on."""


class ValhallaGuide:
    """Asks a Valhalla for the way of a whole run, in pieces that it accepts."""

    def __init__(self, name: str, ask: Asker) -> None:
        self.name, self._ask = name, ask

    def way(self, points: Sequence[Point], profile: str, language: str) -> tuple[Leg, ...]:
        """See `Guide`."""
        costing, language = costing_of(profile), checked_language(language)
        legs: list[Leg] = []
        for first in range(0, max(0, len(points) - 1), STOPS_AT_ONCE):
            some = points[first : first + STOPS_AT_ONCE + 1]
            found = self._legs(some, costing, language)
            if found is None:  # one place without a road spoils a question
                for pair in pairwise(some):
                    legs += self._legs(pair, costing, language) or [straight(*pair)]
            else:
                legs += found
        return tuple(legs)

    def _legs(self, points: Sequence[Point], costing: str, language: str) -> list[Leg] | None:
        """The legs between points; None where somewhere there is no road."""
        question: Json = {
            "locations": [location(point) for point in points],
            "costing": costing,
            "directions_options": {
                "language": SPOKEN_BY_VALHALLA.get(language, "en-US"),
                "units": "kilometers",
            },
        }
        try:
            return read_route(self._ask("route", question), len(points) - 1, language)
        except RequestRefused:
            return None
        except Nonsense as fault:
            raise RoadsUnavailable(
                self.name,
                f"Valhalla answers, but not as it should: {fault}.",
                "See its log, or leave out the ways.",
            ) from fault


def read_route(answer: Json, count: int, language: str) -> list[Leg]:
    """The legs of an answer. Raises Nonsense."""
    legs = _inside(answer.get("trip")).get("legs")
    if not isinstance(legs, list) or len(legs) != count:
        raise Nonsense(f"has no way of {count} legs")
    return [_leg(_inside(leg), language) for leg in legs]


def _leg(leg: Json, language: str) -> Leg:
    turns = leg.get("maneuvers")
    shape = leg.get("shape")
    if not isinstance(turns, list) or not isinstance(shape, str) or len(shape) > MOST_SHAPE:
        raise Nonsense("has a leg without turns or without a shape")
    told = _inside(leg.get("summary"))
    return Leg(
        shape=decoded(shape),
        length_m=round(number(told.get("length"), 1e6) * 1_000),
        lasts_s=round(number(told.get("time"), 1e8)),
        turns=tuple(_turn(_inside(turn), language) for turn in turns),
    )


def _turn(turn: Json, language: str) -> Turn:
    kind = KINDS.get(int(number(turn.get("type"), 1_000)), TurnKind.CONTINUE)
    names = turn.get("street_names")
    streets = tuple(str(name)[:200] for name in names) if isinstance(names, list) else ()
    sentence = turn.get("instruction")
    if language not in SPOKEN_BY_VALHALLA or not isinstance(sentence, str):
        exit_number = int(number(turn.get("roundabout_exit_count", 0), 100))
        sentence = phrase(language, kind, streets, exit_number=exit_number)
    return Turn(
        kind=kind,
        sentence=sentence[:1_000],
        length_m=round(number(turn.get("length"), 1e6) * 1_000),
        lasts_s=round(number(turn.get("time"), 1e8)),
        streets=streets,
    )


def _inside(found: object) -> Json:
    if not isinstance(found, dict):
        raise Nonsense("lacks a part of the way")
    return found


def decoded(shape: str) -> tuple[Point, ...]:
    """A line as Valhalla packs it: differences of millionths of a degree, latitude first.

    Raises Nonsense. Source: Google's "Encoded Polyline Algorithm Format", with six digits.
    """
    numbers: list[int] = []
    value = shift = 0
    for letter in shape:
        bits = ord(letter) - 63
        if not 0 <= bits < 64 or shift > 30:
            raise Nonsense("has a shape that cannot be read")
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift or len(numbers) % 2 or len(numbers) < 2:
        raise Nonsense("has a shape that is cut off")
    return tuple(_added_up(numbers))


def _added_up(numbers: Sequence[int]) -> list[Point]:
    lat = lon = 0
    found = []
    for rise, turn in zip(numbers[::2], numbers[1::2], strict=True):
        lat, lon = lat + rise, lon + turn
        if abs(lat) > 90_000_000 or abs(lon) > 180_000_000:
            raise Nonsense("has a shape that leaves the globe")
        found.append(Point(lon / 1e6, lat / 1e6))
    return found
