"""Random numbers that are the same everywhere: splitmix64.

Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
"""

import numpy as np
from numpy.typing import NDArray

from routing.improver.compiled import inlined

Chance = NDArray[np.uint64]
"""One number that changes with every draw."""

STEP = np.uint64(0x9E3779B97F4A7C15)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
BITS_30, BITS_27, BITS_31, BITS_11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
UNIT = 2.0**-53


@inlined
def draw(chance: Chance) -> float:
    """A number from 0 up to, not including, 1."""
    state = chance[0] + STEP
    chance[0] = state
    state = (state ^ (state >> BITS_30)) * MIX_1
    state = (state ^ (state >> BITS_27)) * MIX_2
    state = state ^ (state >> BITS_31)
    return float(state >> BITS_11) * UNIT


@inlined
def below(chance: Chance, count: int) -> int:
    """A whole number from 0 to `count` - 1."""
    return int(draw(chance) * count)
