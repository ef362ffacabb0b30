"""Makes the roads of a day from an engine, and says of every place that is not on the road net."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from routing.errors import BadProblem
from routing.problem import NO_ROAD, Place, Roads
from routing.travel.engine import MOST_OFF_ROAD_M, RoadEngine, Table
from routing.travel.points import points_of

FAR_ENOUGH_TO_TELL_M = 100
FASTEST_PERCENT, SLOWEST_PERCENT = 20, 1_000


@dataclass(frozen=True, slots=True)
class OffRoad:
    """A place whose door is away from every road: how far, or that no road is near at all."""

    place: Place
    profile: str
    distance_m: int | None

    @property
    def sentence(self) -> str:
        """What a coordinator is told, where it lies by the row of its place."""
        if self.distance_m is None:
            return (
                f"no road for '{self.profile}' is within {MOST_OFF_ROAD_M} m, so nobody can get "
                "there. Check its place on the map."
            )
        return (
            f"the nearest road for '{self.profile}' is {self.distance_m} m away; travel is "
            "measured from there. Check its place on the map."
        )


@dataclass
class Measuring:
    """A way to measure roads that remembers what a coordinator should be told.

    `traffic_percent` lengthens the times of cars: a road map says how long an empty street takes.
    """

    engine: RoadEngine
    traffic_percent: int = 100
    off_road: list[OffRoad] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not FASTEST_PERCENT <= self.traffic_percent <= SLOWEST_PERCENT:
            raise BadProblem(
                f"traffic of {self.traffic_percent} per cent is none that a street has.",
                where="the traffic",
                remedy=f"Give {FASTEST_PERCENT} to {SLOWEST_PERCENT} per cent.",
            )

    def __call__(self, places: Sequence[Place], profile: str) -> Roads:
        """The roads of a profile between places, in their order.

        A place off the road net has NO_ROAD to and from everywhere else, and the rest is measured
        as without it. Raises BadProblem for a place without usable coordinates or an unknown
        profile, RoadsUnavailable where the engine cannot be asked.
        """
        points = points_of(places)
        off_m = self.engine.off_road_m(points, profile)
        near = np.flatnonzero(off_m <= MOST_OFF_ROAD_M).tolist()
        found = Table.without_roads(len(points), len(points))
        if near:
            some = [points[n] for n in near]
            found.put(near, near, self.engine.table(some, some, profile))
        self._remember(places, profile, off_m.tolist())
        return self._roads(found, profile)

    def _remember(self, places: Sequence[Place], profile: str, off_m: Sequence[int]) -> None:
        for place, metres in zip(places, off_m, strict=True):
            if metres > FAR_ENOUGH_TO_TELL_M:
                known = metres if metres <= MOST_OFF_ROAD_M else None
                self.off_road.append(OffRoad(place, profile, known))

    def _roads(self, found: Table, profile: str) -> Roads:
        seconds = found.durations_s
        if profile == "car" and self.traffic_percent != 100:
            slowed = -(-seconds * self.traffic_percent // 100)
            seconds = np.where(seconds >= NO_ROAD, NO_ROAD, slowed)
        np.fill_diagonal(seconds, 0)
        np.fill_diagonal(found.distances_m, 0)
        return Roads(seconds, found.distances_m)
