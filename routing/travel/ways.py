"""The way from stop to stop as a courier goes it: a line on the map and turns that can be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from routing.travel.points import Point

LANGUAGES = ("kk", "ru", "en")


class TurnKind(StrEnum):
    """What the courier does at one point of the way, whatever engine says it."""

    START = "start"
    ARRIVE = "arrive"
    ARRIVE_RIGHT = "arrive_right"
    ARRIVE_LEFT = "arrive_left"
    CONTINUE = "continue"
    SLIGHT_RIGHT = "slight_right"
    RIGHT = "right"
    SHARP_RIGHT = "sharp_right"
    UTURN = "uturn"
    SHARP_LEFT = "sharp_left"
    LEFT = "left"
    SLIGHT_LEFT = "slight_left"
    KEEP_RIGHT = "keep_right"
    KEEP_LEFT = "keep_left"
    RAMP = "ramp"
    EXIT = "exit"
    MERGE = "merge"
    ROUNDABOUT = "roundabout"
    LEAVE_ROUNDABOUT = "leave_roundabout"
    FERRY = "ferry"
    STEPS = "steps"
    LIFT = "lift"
    ENTER = "enter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing to do, and how far it is from here to the next."""

    kind: TurnKind
    sentence: str
    length_m: int
    lasts_s: int
    streets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """The way from one stop to the next.

    Without a road between them it is a straight line of two points, has no turns, and
    `is_road` is false.
    """

    shape: tuple[Point, ...]
    length_m: int
    lasts_s: int
    turns: tuple[Turn, ...] = ()
    is_road: bool = True


def straight(here: Point, there: Point) -> Leg:
    """What stands for a way that nobody knows."""
    return Leg(shape=(here, there), length_m=0, lasts_s=0, is_road=False)


class Guide(Protocol):
    """Knows the way between places, turn by turn."""

    def way(self, points: Sequence[Point], profile: str, language: str) -> tuple[Leg, ...]:
        """One leg fewer than points. `language` is one of LANGUAGES.

        Raises BadProblem for an unknown profile, RoadsUnavailable where nobody answers.
        """
        ...
