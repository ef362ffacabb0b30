"""Lines on a globe: the date line is an edge of every flat map, and nothing in nature."""

from collections.abc import Sequence
from itertools import pairwise

from routing.travel.points import Point


def western_edge_deg(points: Sequence[Point]) -> float:
    """The longitude from which a map of all these points runs eastward and is the narrowest: what
    comes after the widest stretch of the globe without any of them."""
    met = sorted({point.lon_deg for point in points})
    gaps = [(later - earlier, later) for earlier, later in pairwise(met)]
    return max([*gaps, (met[0] + 360 - met[-1], met[0])])[1]


def eastward_deg(lon_deg: float, edge_deg: float) -> float:
    """How far a longitude lies to the east of an edge, from 0 up to 360 degrees."""
    return (lon_deg - edge_deg) % 360


def turned(difference_deg: float) -> float:
    """The same turn around the globe, from -180 up to 180 degrees."""
    return (difference_deg + 180) % 360 - 180


def cut_at_date_line(points: Sequence[Point]) -> list[list[Point]]:
    """A line as pieces that nowhere cross the date line.

    The shorter way around is taken between two points, and a piece that meets the date line ends
    on it, where the next begins. Source: RFC 7946, section 3.1.9.
    """
    pieces = [list(points[:1])]
    for here, there in pairwise(points):
        if abs(there.lon_deg - here.lon_deg) > 180:
            edge = 180.0 if here.lon_deg > 0 else -180.0
            whole = turned(there.lon_deg - here.lon_deg)
            part = (edge - here.lon_deg) / whole if whole else 0.0
            lat = here.lat_deg + (there.lat_deg - here.lat_deg) * min(1.0, max(0.0, part))
            pieces[-1].append(Point(edge, lat))
            pieces.append([Point(-edge, lat)])
        pieces[-1].append(there)
    return [piece for piece in pieces if piece]
