"""Dividing pieces among as few volumes as will do, about equally long, cut at the best headings."""

from collections.abc import Sequence
from itertools import accumulate

from tts.volumes.places import INSIDE, Piece

_WORSE_A_LEVEL = 0.12
"""How far from equal a volume may be, in shares of its length, to begin one level higher."""
_WORSE_INSIDE = 0.5
_ROUNDING = 1e-9  # weights added up in another order may differ in their last digit


class TooLarge(ValueError):
    """A piece that may not be cut does not fit on the medium by itself."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        super().__init__(piece.title)


def divided(pieces: Sequence[Piece], room: float) -> tuple[int, ...]:
    """The first phrase of each volume. `room` is what a volume may weigh at most.

    Only a section that has no room in one volume is cut inside. Raises TooLarge.
    """
    units = _sections_whole(pieces, room)
    heavy = next((unit for unit in units if unit.weight > room), None)
    if heavy:
        raise TooLarge(heavy)
    up_to = [0.0, *accumulate(unit.weight for unit in units)]
    needed = _volumes_needed(units, room)
    begins = [0]
    for left in range(needed[0], 1, -1):
        begins.append(_best_end(units, up_to, needed, begins[-1], left, room))
    return tuple(units[begin].first for begin in begins)


def _sections_whole(pieces: Sequence[Piece], room: float) -> list[Piece]:
    """The pieces of a section joined, unless they are more than a volume can hold."""
    units: list[Piece] = []
    section: list[Piece] = []
    for piece in (*pieces, None):
        if section and (piece is None or piece.rank != INSIDE):
            weight = sum(one.weight for one in section)
            head = section[0]
            whole = Piece(head.first, head.rank, head.title, weight)
            units += [whole] if weight <= room else section
            section = []
        if piece:
            section.append(piece)
    return units


def _volumes_needed(units: Sequence[Piece], room: float) -> list[int]:
    """How many volumes the rest of the book needs at least, from each unit on."""
    needed = [0] * (len(units) + 1)
    end, weight = len(units), 0.0
    for begin in range(len(units) - 1, -1, -1):
        weight += units[begin].weight
        while weight > room and end > begin + 1:
            end -= 1
            weight -= units[end].weight
        needed[begin] = 1 + needed[end]
    return needed


def _best_end(
    units: Sequence[Piece],
    up_to: Sequence[float],
    needed: Sequence[int],
    begin: int,
    left: int,
    room: float,
) -> int:
    """Where the next volume should begin, if the rest of the book is to fill `left` volumes."""
    ideal = (up_to[-1] - up_to[begin]) / left
    best, least = begin + 1, float("inf")
    for end in range(begin + 1, len(units)):
        weight = up_to[end] - up_to[begin]
        if end > begin + 1 and weight > room + _ROUNDING:
            break
        if needed[end] > left - 1:
            continue
        rank = units[end].rank
        worse = _WORSE_INSIDE if rank == INSIDE else _WORSE_A_LEVEL * (rank - 1)
        cost = abs(weight - ideal) / (ideal or 1) + worse
        if cost < least:
            best, least = end, cost
    return best
