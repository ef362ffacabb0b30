"""A first choice of days, reader by reader, for CP-SAT to begin with."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from routing.periodic.horizon import Visit

Seat = tuple[int, int]
"""A day and a courier."""


@dataclass(slots=True)
class Book:
    """What is planned so far, in minutes, and what more there may be."""

    room: Mapping[Seat, int]
    """Minutes of every courier on every day."""
    stops_room: Mapping[int, int]
    """Stops of a day, where they are bounded."""
    spent: dict[Seat, int] = field(default_factory=lambda: defaultdict(int))
    areas: dict[Seat, set[int]] = field(default_factory=lambda: defaultdict(set))
    stops: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def price(self, seat: Seat, area: int, minutes: int, way: int) -> int | None:
        """How full the courier's day would be; None where it has no room."""
        more = minutes + (0 if area in self.areas[seat] else way)
        if self.spent[seat] + more > self.room[seat]:
            return None
        if self.stops[seat[0]] >= self.stops_room.get(seat[0], 10**9):
            return None
        strange = 0 if area in self.areas[seat] or not self.areas[seat] else way
        return (self.spent[seat] + more) * 100 // max(1, self.room[seat]) + strange

    def take(self, seat: Seat, area: int, minutes: int, way: int) -> None:
        """Books a visit."""
        self.spent[seat] += minutes + (0 if area in self.areas[seat] else way)
        self.areas[seat].add(area)
        self.stops[seat[0]] += 1


@dataclass(frozen=True, slots=True)
class Wish:
    """One reader: minutes by courier, the area and the way to it, and who may come when."""

    visit: Visit
    wanted: int
    minutes: Mapping[int, int]
    area: int
    way: int
    seats: Sequence[Seat]
    count: int


def first_choice(wishes: Sequence[Wish], book: Book) -> list[dict[int, int]]:
    """Days and couriers for every wish, those with the fewest possibilities first."""
    found: list[dict[int, int]] = [{} for _ in wishes]
    order = sorted(
        range(len(wishes)),
        key=lambda n: (-wishes[n].visit.task.priority, len(wishes[n].seats), wishes[n].area, n),
    )
    for n in order:
        found[n] = _chosen(wishes[n], book)
        for day, courier in found[n].items():
            wish = wishes[n]
            book.take((day, courier), wish.area, wish.minutes[courier], wish.way)
    return found


def _chosen(wish: Wish, book: Book) -> dict[int, int]:
    """The courier with whom most visits are possible, of these the one with most room."""
    best: tuple[int, int, dict[int, int]] = (0, 0, {})
    known = wish.visit.task.preferred
    for courier in sorted({courier for _, courier in wish.seats}):
        days = {day for day, who in wish.seats if who == courier}
        chosen, price = _days(wish, book, courier, days)
        if known and known.vehicle_id != courier:
            price += 1_000
        if (len(chosen), -price) > (best[0], -best[1]):
            best = (len(chosen), price, dict.fromkeys(chosen, courier))
    return best[2]


def _days(wish: Wish, book: Book, courier: int, days: set[int]) -> tuple[list[int], int]:
    """Days for one courier: promised ones first, then the emptiest within reach."""
    visit, total = wish.visit, 0
    chosen = sorted(visit.fixed & days)
    while len(chosen) < wish.wanted:
        options = []
        for day in days:
            if any(abs(day - other) < visit.least for other in chosen):
                continue
            price = book.price((day, courier), wish.area, wish.minutes[courier], wish.way)
            if price is not None:
                options.append((_uneven(wish, chosen, day), price, day))
        if not options:
            break
        uneven, price, day = min(options)
        total += uneven * 50 + price
        chosen = sorted([*chosen, day])
    return chosen, total


def _uneven(wish: Wish, chosen: Sequence[int], day: int) -> int:
    """How far a day lies from where the visits would be evenly apart, in half steps."""
    if wish.wanted <= 1:
        return 0
    step = max(1, wish.count // wish.wanted)
    if chosen:
        return abs(min(abs(day - other) for other in chosen) - step)
    since = wish.visit.last_day
    target = step // 2 if since is None else since + step
    return abs(day - target)
