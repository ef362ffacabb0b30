"""Marks that would lie on each other are moved aside, so that every number can be read."""

from collections import defaultdict
from math import cos, pi, sin

ROOM = 30.0
"""How far apart the middles of two marks must be."""

RINGS, DIRECTIONS = 6, 12


class Spread:
    """Finds a free spot near where a mark belongs. What came first stays where it is."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._taken: defaultdict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The nearest free spot, looked for in rings; where all is full, the place itself."""
        spot = next((at for at in self._around(x, y) if self._is_free(*at)), (x, y))
        self._taken[self._cell(*spot)].append(spot)
        return spot

    def _around(self, x: float, y: float) -> list[tuple[float, float]]:
        spots = [(x, y)]
        for ring in range(1, RINGS + 1):
            for n in range(DIRECTIONS):
                turn = 2 * pi * (n + ring % 2 / 2) / DIRECTIONS
                spots.append((x + ring * ROOM * cos(turn), y + ring * ROOM * sin(turn)))
        return spots

    def _is_free(self, x: float, y: float) -> bool:
        if not (ROOM / 2 <= x <= self._width - ROOM / 2):
            return False
        if not (ROOM / 2 <= y <= self._height - ROOM / 2):
            return False
        column, row = self._cell(x, y)
        return all(
            (x - other_x) ** 2 + (y - other_y) ** 2 >= ROOM**2
            for near in (-1, 0, 1)
            for beside in (-1, 0, 1)
            for other_x, other_y in self._taken.get((column + near, row + beside), ())
        )

    @staticmethod
    def _cell(x: float, y: float) -> tuple[int, int]:
        return int(x // ROOM), int(y // ROOM)
