"""The values that several objects of VROOM's JSON share: windows, loads, skills, times."""

from itertools import pairwise

from routing.json_fields import Field
from routing.problem import ALWAYS, LATEST_S, Load, Window

MOST_DIMENSIONS = 10
MOST_IN_A_LIST = 100
LONGEST_S = 10_000_000
MOST_LOAD = 10**12
MOST_COST = 10**7
MOST_ID = 2**63 - 1
LONGEST_TEXT = 1_000


def windows(written: Field | None) -> tuple[Window, ...]:
    """The windows in order of time. Two that touch or overlap are refused."""
    if written is None:
        return (ALWAYS,)
    found = [window(one) for one in written.items(at_most=MOST_IN_A_LIST, at_least=1)]
    found.sort(key=lambda one: one.opens_s)
    for earlier, later in pairwise(found):
        if later.opens_s <= earlier.closes_s:
            written.refuse("has windows that overlap.", "Write them as one.")
    return tuple(found)


def window(written: Field) -> Window:
    """One window, both ends in it."""
    ends = [end.whole(LATEST_S) for end in written.items(at_most=2, at_least=2)]
    if ends[0] > ends[1]:
        written.refuse(f"closes at {ends[1]} before it opens at {ends[0]}.", "Swap the two.")
    return Window(ends[0], ends[1])


def load(inside: dict[str, Field], name: str) -> Load:
    """A number for every dimension; empty where the file gives none."""
    if name not in inside:
        return ()
    return tuple(part.whole(MOST_LOAD) for part in inside[name].items(at_most=MOST_DIMENSIONS))


def skills(inside: dict[str, Field]) -> frozenset[int]:
    """Numbers of skills."""
    return frozenset(numbers(inside, "skills", 2**32 - 1))


def numbers(inside: dict[str, Field], name: str, most: int) -> list[int]:
    """A list of whole numbers; empty where the file gives none."""
    if name not in inside:
        return []
    return [one.whole(most) for one in inside[name].items(at_most=MOST_IN_A_LIST)]


def seconds(inside: dict[str, Field], name: str) -> int:
    """A length of time, nought where the file gives none."""
    return inside[name].whole(LONGEST_S) if name in inside else 0


def limit(inside: dict[str, Field], name: str) -> int | None:
    """A limit, None where the file gives none."""
    return inside[name].whole(2**32 - 1) if name in inside else None


def text(inside: dict[str, Field], name: str) -> str:
    """Some words, empty where the file gives none."""
    return inside[name].text(LONGEST_TEXT) if name in inside else ""


def seconds_by_type(inside: dict[str, Field], name: str) -> tuple[tuple[str, int], ...]:
    """Lengths of time by type of vehicle, in the order of the names."""
    if name not in inside:
        return ()
    by_type = inside[name].pairs(at_most=MOST_IN_A_LIST, longest=LONGEST_TEXT)
    return tuple(sorted((kind, one.whole(LONGEST_S)) for kind, one in by_type.items()))
