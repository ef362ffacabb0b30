"""On which days, and with whom, each reader is visited: chosen by CP-SAT for all at once.

What matters, in this order: promised and asked-for visits (higher priorities first), the same
courier, no day fuller than the others, neighbours on the same day, visits evenly apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ortools.sat.python import cp_model

from routing.alone import proof_against
from routing.periodic.areas import Areas, areas
from routing.periodic.greedy import Book, Seat, Wish, first_choice
from routing.periodic.horizon import Horizon, Visit
from routing.problem import LATEST_S, Vehicle

MINUTE_S = 60
LONGEST_SHIFT_S = 86_400
A_MISS = 100_000
A_STRANGER = 400
A_GAP = 20
AN_AREA = 1
FULLEST = 10
"""What counts how much against what, in minutes on the road."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The days of every visit, each with its courier, and how many visits were not given a day."""

    days: tuple[dict[int, int], ...]
    short: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What was learnt from days that could not be planned: days a visit cannot have."""

    barred: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    kept: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Visits whose days are to stay as they are."""


def choose(horizon: Horizon, limits: Limits, *, time_limit_s: float, seed: int) -> Chosen:
    """The days of every visit.

    With the same seed and enough time the same days; with `time_limit_s` spent the best so far.
    """
    return _Model(horizon, limits).solved(time_limit_s, seed)


class _Model:
    """CP-SAT's picture of the horizon, in minutes."""

    def __init__(self, horizon: Horizon, limits: Limits) -> None:
        self.horizon, self.limits, self.model = horizon, limits, cp_model.CpModel()
        self.count = len(horizon.days)
        self.near: Areas = areas(horizon)
        self.goes: dict[tuple[int, int, int], cp_model.IntVar] = {}
        """By visit, day and courier."""
        self.on: dict[tuple[int, int], cp_model.IntVar] = {}
        """By visit and day."""
        self.short: list[cp_model.IntVar] = []
        self.costs: list[cp_model.LinearExprT] = []
        for n, visit in enumerate(horizon.visits):
            self._days_of(n, visit)
            self._frequency(n, visit)
            self._one_courier(n, visit)
        self._capacities()

    def _days_of(self, n: int, visit: Visit) -> None:
        for day in visit.days(self.count):
            if (n, day) in self.limits.barred and day not in visit.fixed:
                continue
            couriers = [
                vehicle.vehicle_id
                for vehicle in self.horizon.days[day].vehicles
                if proof_against(visit.task, vehicle) is None
            ]
            if not couriers:
                continue
            self.on[n, day] = on = self.model.new_bool_var("")
            for courier in couriers:
                self.goes[n, day, courier] = self.model.new_bool_var("")
            self.model.add(sum(self.goes[n, day, courier] for courier in couriers) == on)

    def _my_days(self, n: int) -> list[int]:
        return [day for day in range(self.count) if (n, day) in self.on]

    def _frequency(self, n: int, visit: Visit) -> None:
        """As often as asked for, far enough apart, and evenly."""
        days = self._my_days(n)
        wanted = visit.wanted(self.count)
        short = self.model.new_int_var(0, max(wanted, len(visit.fixed)), "")
        self.short.append(short)
        visits = sum(self.on[n, day] for day in days)
        self.model.add(visits + short >= wanted)
        if visit.times is not None:
            self.model.add(visits <= max(wanted, len(visit.fixed & set(days))))
        for one, other in combinations(days, 2):
            if other - one < visit.least:
                self.model.add_at_most_one(self.on[n, one], self.on[n, other])
        self.costs.append(short * A_MISS * (1 + visit.task.priority))
        kept = self.limits.kept.get(n)
        for day in days:
            promised = day in visit.fixed
            if kept is not None and day in kept:
                promised = True
            if promised:
                away = self.on[n, day].negated()
                self.costs.append(away * A_MISS * 2 * (1 + visit.task.priority))
        self._evenly(n, visit, days, wanted)

    def _evenly(self, n: int, visit: Visit, days: Sequence[int], wanted: int) -> None:
        """No stretch of days without a visit longer than it should be."""
        most = visit.most or (-(-self.count // wanted) + 1 if wanted else None)
        if most is None:
            return
        first = visit.last_day + 1 if visit.last_day is not None else 0
        for begins in range(first, self.count - most + 1):
            inside = [day for day in days if begins <= day < begins + most]
            gap = self.model.new_bool_var("")
            self.model.add(sum(self.on[n, day] for day in inside) + gap >= 1)
            self.costs.append(gap * (A_MISS // 10 if visit.most else A_GAP))

    def _one_courier(self, n: int, visit: Visit) -> None:
        """The courier whom the reader knows, or one and the same for all visits."""
        couriers = sorted({courier for m, _, courier in self.goes if m == n})
        preferred = visit.task.preferred.vehicle_id if visit.task.preferred else None
        used: list[cp_model.IntVar] = []
        for courier in couriers:
            comes = self.model.new_bool_var("")
            mine = [self.goes[key] for key in self.goes if key[0] == n and key[2] == courier]
            self.model.add_max_equality(comes, mine)
            used.append(comes)
            if preferred not in (None, courier):
                self.costs.append(sum(mine) * A_STRANGER)
        if visit.same_courier and len(used) > 1:
            more = self.model.new_int_var(0, len(used), "")
            self.model.add(more >= sum(used) - 1)
            self.costs.append(more * A_STRANGER)

    def _capacities(self) -> None:
        """Minutes and stops of every courier and day: there and back, and from area to area."""
        fullest = self.model.new_int_var(0, 1_000, "")  # in thousandths of a shift
        self.costs.append(fullest * FULLEST)
        for day, working in enumerate(self.horizon.days):
            if working.most_stops is not None:
                on = [variable for (_, d), variable in self.on.items() if d == day]
                self.model.add(sum(on) <= working.most_stops)
            for vehicle in working.vehicles:
                self._capacity(day, vehicle, fullest)

    def _capacity(self, day: int, vehicle: Vehicle, fullest: cp_model.IntVar) -> None:
        mine = {
            n: variable
            for (n, d, courier), variable in self.goes.items()
            if d == day and courier == vehicle.vehicle_id
        }
        if not mine:
            return
        spent: list[cp_model.LinearExprT] = [
            variable * self._minutes(n, vehicle) for n, variable in mine.items()
        ]
        furthest = self.model.new_int_var(0, 10_000, "")
        for area in {self.near.of_visit[n] for n in mine}:
            opened = self.model.new_bool_var("")
            for n, variable in mine.items():
                if self.near.of_visit[n] == area:
                    self.model.add_implication(variable, opened)
            self.model.add(furthest >= opened * self._way(area))
            spent.append(opened * self._next(area))
        spent.append(furthest)
        self.costs += [one * AN_AREA for one in spent[len(mine) :]]
        capacity = self._shift_minutes(vehicle)
        self.model.add(sum(spent) <= int(capacity * self.horizon.share))
        self.model.add(sum(spent) * 1_000 <= fullest * max(1, capacity))
        if vehicle.max_tasks is not None:
            stops = (len(self.horizon.visits[n].task.stops) * one for n, one in mine.items())
            self.model.add(sum(stops) <= vehicle.max_tasks)

    def _way(self, area: int) -> int:
        """Minutes there and back."""
        return -(-self.near.there_and_back_s[area] // MINUTE_S)

    def _next(self, area: int) -> int:
        """Minutes from the nearest other area."""
        return -(-self.near.from_next_s[area] // MINUTE_S)

    def _minutes(self, n: int, vehicle: Vehicle) -> int:
        """What one visit takes: at the doors, and the hop from a neighbour."""
        stops = self.horizon.visits[n].task.stops
        doors_s = sum(one.setup_for_s(vehicle) + one.service_for_s(vehicle) for one in stops)
        hop_s = self.near.hop_s[n] * 100 // vehicle.speed_percent
        return -(-(doors_s + hop_s * len(stops)) // MINUTE_S)

    def _shift_minutes(self, vehicle: Vehicle) -> int:
        shift_s = vehicle.shift.closes_s - vehicle.shift.opens_s
        if vehicle.shift.closes_s == LATEST_S:
            shift_s = LONGEST_SHIFT_S
        rests_s = sum(rest.service_s for rest in vehicle.breaks)
        return max(0, shift_s - rests_s) // MINUTE_S

    def _first(self) -> list[dict[int, int]]:
        """A first choice, so that the search begins with something good."""
        vehicles = {
            (day, vehicle.vehicle_id): vehicle
            for day, working in enumerate(self.horizon.days)
            for vehicle in working.vehicles
        }
        furthest = -(-max(self.near.there_and_back_s, default=0) // MINUTE_S)
        room = {
            seat: int(self._shift_minutes(vehicle) * self.horizon.share) - furthest
            for seat, vehicle in vehicles.items()
        }
        stops = {
            day: working.most_stops
            for day, working in enumerate(self.horizon.days)
            if working.most_stops is not None
        }
        seats: list[list[Seat]] = [[] for _ in self.horizon.visits]
        for n, day, courier in self.goes:
            seats[n].append((day, courier))
        wishes = [
            Wish(
                visit=visit,
                wanted=visit.wanted(self.count),
                minutes={seat[1]: self._minutes(n, vehicles[seat]) for seat in seats[n]},
                area=self.near.of_visit[n],
                way=self._next(self.near.of_visit[n]),
                seats=seats[n],
                count=self.count,
            )
            for n, visit in enumerate(self.horizon.visits)
        ]
        kept = self.limits.kept
        return first_choice(wishes, Book(room, stops)) if not kept else self._as_before(kept)

    def _as_before(self, kept: Mapping[int, frozenset[int]]) -> list[dict[int, int]]:
        """The days that are to stay, with any courier who may come."""
        found: list[dict[int, int]] = [{} for _ in self.horizon.visits]
        for n, day, courier in self.goes:
            if day in kept.get(n, ()):
                found[n].setdefault(day, courier)
        return found

    def solved(self, time_limit_s: float, seed: int) -> Chosen:
        """The best days found. Nobody visited is always a solution, so there is one."""
        self.model.minimize(sum(self.costs))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.max_time_in_seconds = time_limit_s
        first = self._first()
        for (n, day), variable in self.on.items():
            self.model.add_hint(variable, day in first[n])
        for (n, day, courier), variable in self.goes.items():
            self.model.add_hint(variable, first[n].get(day) == courier)
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Chosen(
                tuple({} for _ in self.horizon.visits),
                tuple(visit.wanted(self.count) for visit in self.horizon.visits),
            )
        days: list[dict[int, int]] = [{} for _ in self.horizon.visits]
        for (n, day, courier), variable in self.goes.items():
            if solver.boolean_value(variable):
                days[n][day] = courier
        return Chosen(tuple(days), tuple(solver.value(one) for one in self.short))
