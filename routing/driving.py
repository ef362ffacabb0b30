"""How far a courier gets on a road between two instants, peak hours included.

Speed changes on all roads at once, so who leaves later never arrives earlier, whatever the hours
(Ichoua, Gendreau and Potvin, "Vehicle dispatching with time-dependent travel times", European
Journal of Operational Research 144 (2003), 379). All in whole numbers: a road of one second is
10,000 units long, and in one second a courier makes speed times peak units, both in per cent.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from routing.problem import LATEST_S, NO_ROAD, Peak, slowed_s

UNITS_PER_S = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """A courier's speed over the day."""

    speed_percent: int
    peaks: tuple[Peak, ...] = ()

    def arrival_s(self, departs_s: int, units: int) -> int:
        """The first whole second at which a stretch of road is behind the courier."""
        if not self.peaks:
            return departs_s - (-units // (self.speed_percent * 100))
        for opens_s, closes_s, rate in self._rates():
            begins_s = max(opens_s, departs_s)
            made = (closes_s - begins_s) * rate
            if made >= units and closes_s > begins_s:
                return begins_s - (-units // rate)
            units -= max(made, 0)
        return NO_ROAD

    def progress(self, from_s: int, until_s: int) -> int:
        """How many units are driven between two instants."""
        if not self.peaks:
            return (until_s - from_s) * self.speed_percent * 100
        return sum(
            max(min(closes_s, until_s) - max(opens_s, from_s), 0) * rate
            for opens_s, closes_s, rate in self._rates()
        )

    def departure_s(self, arrives_s: int, units: int) -> int:
        """The last whole second at which to leave so as to be there by an instant."""
        for opens_s, closes_s, rate in reversed(list(self._rates())):
            ends_s = min(closes_s, arrives_s)
            made = (ends_s - opens_s) * rate
            if made >= units and ends_s > opens_s:
                return ends_s + (-units // rate)
            units -= max(made, 0)
        return 0

    def plain_s(self, duration_s: int) -> int:
        """How long a road takes outside the peaks."""
        return slowed_s(duration_s, self.speed_percent)

    def _rates(self) -> Iterator[tuple[int, int, int]]:
        """The whole of time as stretches of one speed: from, until, units a second."""
        free_s = 0
        for peak in self.peaks:
            if peak.opens_s > free_s:
                yield free_s, peak.opens_s, self.speed_percent * 100
            yield peak.opens_s, peak.closes_s, self.speed_percent * peak.speed_percent
            free_s = peak.closes_s
        yield free_s, LATEST_S + NO_ROAD, self.speed_percent * 100
