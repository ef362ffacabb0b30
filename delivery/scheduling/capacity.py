"""How many visits a day can hold: exact about who may go where and who can do what."""

from collections import deque
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
    said that a day is full when it is not.
    """

    duties: tuple[Duty, ...]
    minutes_per_stop: int = 15
    share_percent: int = 100
    _seats: list[int] = field(init=False)
    _of: dict[Key, int] = field(init=False, default_factory=dict)
    _kinds: dict[Key, Kind] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._seats = [
            seats_of(duty, minutes_per_stop=self.minutes_per_stop, share_percent=self.share_percent)
            for duty in self.duties
        ]

    @property
    def seats(self) -> int:
        """All of them."""
        return sum(self._seats)

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
        return any(duty.can(kind.area, kind.needs) for duty in self.duties)

    def of_area(self, area: str) -> int:
        """How many visits of this area the day holds: neighbours share a road."""
        return sum(kind.area == area for kind in self._kinds.values()) if area else 0

    def take(self, key: Key, kind: Kind) -> bool:
        """Let a visit in if there is room; says whether. In already, it stays."""
        if key in self._of:
            return True
        came_from: dict[int, tuple[Key, int] | None] = {
            n: None for n, duty in enumerate(self.duties) if duty.can(kind.area, kind.needs)
        }
        waiting = deque(came_from)
        loads = self._loads()
        while waiting:
            here = waiting.popleft()
            if loads[here] < self._seats[here]:
                self._shift(key, here, came_from)
                self._kinds[key] = kind
                return True
            for other, courier in self._of.items():
                if courier != here:
                    continue
                theirs = self._kinds[other]
                for n, duty in enumerate(self.duties):
                    if n not in came_from and duty.can(theirs.area, theirs.needs):
                        came_from[n] = (other, here)
                        waiting.append(n)
        return False

    def leave(self, key: Key) -> None:
        """A visit goes; its seat is free."""
        self._of.pop(key, None)
        self._kinds.pop(key, None)

    def _loads(self) -> list[int]:
        loads = [0] * len(self.duties)
        for courier in self._of.values():
            loads[courier] += 1
        return loads

    def _shift(self, key: Key, last: int, came_from: dict[int, tuple[Key, int] | None]) -> None:
        """Each on the path gives the next its seat; the newcomer gets the first."""
        here = last
        while (step := came_from[here]) is not None:
            moved, before = step
            self._of[moved] = here
            here = before
        self._of[key] = here


def fits_all(capacity: DayCapacity, visits: Iterable[tuple[Key, Kind]]) -> list[Key]:
    """Let all of these in, in their order; answers those for whom there was no room."""
    return [key for key, kind in visits if not capacity.take(key, kind)]
