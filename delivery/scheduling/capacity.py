"""How many visits a day can hold: exact about who may go where and who can do what."""

from collections import Counter, deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from delivery.crew.duty import Duty

Key = Hashable


@dataclass(frozen=True, slots=True)
class Kind:
    """What of a visit decides who can make it: its area, and what is needed there."""

    area: str = ""
    needs: frozenset[str] = frozenset()


def seats_of(duty: Duty, *, minutes_per_stop: int, share_percent: int) -> int:
    """How many stops a courier is given: bounded by their own limit, by bags and by their shift."""
    worked = duty.ends_minute - duty.starts_minute - duty.break_minutes - duty.loading_s // 60
    most = min(duty.most_stops, duty.capacity_bags, max(0, worked) // minutes_per_stop)
    return most * share_percent // 100


@dataclass
class DayCapacity:
    """The seats of a day. A visit is let in only if all visits of the day have a courier who may
    and can; to make room the others change couriers (augmenting paths: Kuhn, "The Hungarian
    method for the assignment problem", Naval Research Logistics 2 (1955), 83), so that it is never
    said that a day is full when it is not. Visits of one kind are alike: a path goes over kinds,
    so a day of a hundred visits is as quick as one of twenty.
    """

    duties: tuple[Duty, ...]
    minutes_per_stop: int = 15
    share_percent: int = 100
    seats: int = field(init=False)
    """All of them."""
    _seats: list[int] = field(init=False)
    _loads: list[int] = field(init=False)
    _of: dict[Key, int] = field(init=False, default_factory=dict)
    _kinds: dict[Key, Kind] = field(init=False, default_factory=dict)
    _held: list[dict[Kind, dict[Key, None]]] = field(init=False)
    """By courier and kind, in the order in which they came."""
    _areas: Counter[str] = field(init=False, default_factory=Counter)
    _able: dict[Kind, tuple[int, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._seats = [
            seats_of(duty, minutes_per_stop=self.minutes_per_stop, share_percent=self.share_percent)
            for duty in self.duties
        ]
        self.seats = sum(self._seats)
        self._loads = [0] * len(self.duties)
        self._held = [{} for _ in self.duties]

    @property
    def taken(self) -> int:
        """How many visits the day holds."""
        return len(self._of)

    @property
    def filled_percent(self) -> int:
        """How full it is; a day without seats is full."""
        return 100 * self.taken // self.seats if self.seats else 100

    def able(self, kind: Kind) -> bool:
        """Whether anybody who works that day may and can make such a visit."""
        return bool(self._who(kind))

    def of_area(self, area: str) -> int:
        """How many visits of this area the day holds: neighbours share a road."""
        return self._areas[area] if area else 0

    def take(self, key: Key, kind: Kind) -> bool:
        """Let a visit in if there is room; says whether. In already, it stays."""
        if key in self._of:
            return True
        if self.taken >= self.seats:
            return False
        came_from: dict[int, tuple[Kind, int] | None] = dict.fromkeys(self._who(kind))
        waiting = deque(came_from)
        while waiting:
            here = waiting.popleft()
            if self._loads[here] < self._seats[here]:
                self._put(key, kind, self._shifted(here, came_from))
                self._areas[kind.area] += 1
                return True
            for theirs in self._held[here]:
                for other in self._who(theirs):
                    if other not in came_from:
                        came_from[other] = (theirs, here)
                        waiting.append(other)
        return False

    def leave(self, key: Key) -> None:
        """A visit goes; its seat is free."""
        if key in self._of:
            self._areas[self._kinds[key].area] -= 1
            self._lift(key)

    def _who(self, kind: Kind) -> tuple[int, ...]:
        """Who may and can, by their places."""
        if kind not in self._able:
            self._able[kind] = tuple(
                n for n, duty in enumerate(self.duties) if duty.can(kind.area, kind.needs)
            )
        return self._able[kind]

    def _shifted(self, last: int, came_from: dict[int, tuple[Kind, int] | None]) -> int:
        """Each on the path gives the next one visit of that kind; answers who has a seat then."""
        here = last
        while (step := came_from[here]) is not None:
            kind, before = step
            moved = next(iter(self._held[before][kind]))
            self._lift(moved)
            self._put(moved, kind, here)
            here = before
        return here

    def _put(self, key: Key, kind: Kind, courier: int) -> None:
        self._of[key], self._kinds[key] = courier, kind
        self._held[courier].setdefault(kind, {})[key] = None
        self._loads[courier] += 1

    def _lift(self, key: Key) -> None:
        courier, kind = self._of.pop(key), self._kinds.pop(key)
        same = self._held[courier][kind]
        del same[key]
        if not same:
            del self._held[courier][kind]
        self._loads[courier] -= 1


def fits_all(capacity: DayCapacity, visits: Iterable[tuple[Key, Kind]]) -> list[Key]:
    """Let all of these in, in their order; answers those for whom there was no room."""
    return [key for key, kind in visits if not capacity.take(key, kind)]
