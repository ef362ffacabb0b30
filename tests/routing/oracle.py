"""The best of all plans of a very small day, found by trying every one, second by second.

It reads the file itself and shares nothing with the rooms under test. Days on a street, jobs only,
one load, everybody starts and ends at place 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations, product
from typing import Any

Json = dict[str, Any]
Best = tuple[int, int]
"""How many stops that should have been served were not, and the cost in VROOM's unit."""


class Impossible(Exception):
    """This run breaks a limit."""


@dataclass(frozen=True)
class Leg:
    """One road and what is done at its end: a job, a reload, or (neither) the way home."""

    job: int | None = None
    reload: int | None = None
    breaks: tuple[int, ...] = ()
    rest_before: bool = False
    rest_after: bool = False


@dataclass(frozen=True)
class Done:
    """A run that keeps every limit."""

    jobs: tuple[int, ...] = ()
    cost: int = 0
    lasts_s: int = 0
    hard: int = 0


def best_of(day: Json) -> Best:
    """The best of all plans of a day."""
    found: list[Best] = []
    for chosen in product(*(_runs(day, vehicle) for vehicle in day["vehicles"])):
        served = [job for one in chosen for job in one.jobs]
        if len(set(served)) < len(served):
            continue
        left = [job for n, job in enumerate(day["jobs"]) if n not in served]
        cost = sum(one.cost for one in chosen) + sum(job.get("penalty", 0) for job in left)
        balance = day.get("balance", {})
        cost += balance.get("per_hour", 0) * max(one.lasts_s for one in chosen) // 3600
        cost += balance.get("per_difficulty", 0) * max(one.hard for one in chosen)
        found.append((sum("penalty" not in job for job in left), cost))
    return min(found)


def _runs(day: Json, vehicle: Json) -> list[Done]:
    """For every set of jobs and length of the run the cheapest; nobody need go at all."""
    locked = [step["id"] for step in vehicle.get("steps", []) if step.get("locked")]
    kept: dict[tuple[frozenset[int], int], Done] = {} if locked else {(frozenset(), 0): Done()}
    for count in range(1, len(day["jobs"]) + 1):
        for order in permutations(range(len(day["jobs"])), count):
            if [day["jobs"][n]["id"] for n in order[: len(locked)]] != locked:
                continue
            for legs in _ways(vehicle, order):
                try:
                    done = _Run(day, vehicle).made(order, legs)
                except Impossible:
                    continue
                key = frozenset(order), done.lasts_s
                if key not in kept or done.cost < kept[key].cost:
                    kept[key] = done
    return list(kept.values())


def _ways(vehicle: Json, order: Sequence[int]) -> Iterator[list[Leg]]:
    """Every way to put reloads, breaks and rests between the jobs of a run."""
    depots = vehicle.get("reloads", [])
    most = vehicle.get("max_reloads", 1) if depots else 0
    for reloads in range(min(most, len(order) - 1) + 1):
        for places in combinations(range(1, len(order)), reloads):
            for which in product(range(len(depots)), repeat=reloads):
                legs: list[Leg] = []
                for n, job in enumerate(order):
                    legs += [Leg(reload=which[places.index(n)])] if n in places else []
                    legs.append(Leg(job=job))
                yield from _with_breaks(vehicle, [*legs, Leg()])


def _with_breaks(vehicle: Json, legs: list[Leg]) -> Iterator[list[Leg]]:
    breaks = vehicle.get("breaks", [])
    for where in product(range(len(legs)), repeat=len(breaks)):
        if list(where) == sorted(where):
            paused = [
                Leg(leg.job, leg.reload, tuple(b for b, at in enumerate(where) if at == n))
                for n, leg in enumerate(legs)
            ]
            yield from _with_rests(vehicle, paused)


def _with_rests(vehicle: Json, legs: list[Leg]) -> Iterator[list[Leg]]:
    if "rest" not in vehicle:
        yield legs
        return
    for rests in product([(False, False), (True, False), (False, True)], repeat=len(legs) - 1):
        yield [legs[0]] + [
            Leg(leg.job, leg.reload, leg.breaks, *rest)
            for leg, rest in zip(legs[1:], rests, strict=True)
        ]


class _Run:
    """One courier on one run."""

    def __init__(self, day: Json, vehicle: Json) -> None:
        self.day, self.vehicle = day, vehicle
        self.costs = {"fixed": 0, "per_hour": 3600, "per_task_hour": 0, **vehicle.get("costs", {})}
        self.rest = vehicle.get("rest", {"after": 10**9, "service": 0})
        self.most = vehicle.get("capacity", [10**9])[0]
        self.here, self.road_s, self.cost, self.hard = 0, 0, self.costs["fixed"], 0
        self.bag = self.back = 0
        self.locked = [step["id"] for step in vehicle.get("steps", []) if step.get("locked")]

    def made(self, order: Sequence[int], legs: Sequence[Leg]) -> Done:
        """Goes the whole run."""
        self.now_s = self.start_s = self.since_s = self._start_s(legs[0])
        self._load(legs)
        for n, leg in enumerate(legs):
            self._go(leg, legs[n + 1 :])
        self._awake()
        if self.now_s > self.vehicle["time_window"][1]:
            raise Impossible
        if "costs" not in self.day["matrices"]["car"]:
            self.cost += self.costs["per_hour"] * self.road_s // 3600
        return Done(tuple(order), self.cost, self.now_s - self.start_s, self.hard)

    def _start_s(self, leg: Leg) -> int:
        """As late as the first door allows, so that the wait is at home."""
        start_s = int(self.vehicle["time_window"][0])
        windows = self.day["jobs"][leg.job].get("time_windows") if leg.job is not None else None
        if leg.breaks or not windows:
            return start_s
        there = self._place(leg)
        come_s = self._arrival(start_s, self._length(0, there))
        asked_s = next((max(a, come_s) for a, b in windows if come_s <= b), come_s)
        while self._arrival(start_s + 1, self._length(0, there)) <= asked_s:
            start_s += 1
        return start_s

    def _go(self, leg: Leg, later: Sequence[Leg]) -> None:
        if leg.rest_before:
            self._sleep()
        there = self._place(leg)
        self._drive(leg, there)
        if leg.rest_after:
            self._sleep()
        if leg.job is not None:
            self._visit(self.day["jobs"][leg.job], there)
        elif leg.reload is not None:
            self.now_s += self.vehicle["reloads"][leg.reload].get("service", 0)
            self.bag, self.back = self.bag - self.back, 0
            self._load(later)
        self.here = there

    def _drive(self, leg: Leg, there: int) -> None:
        """The road with its breaks on it, each as early as it may be."""
        ahead = self._length(self.here, there)
        if "costs" in self.day["matrices"]["car"]:
            self.cost += self.day["matrices"]["car"]["costs"][self.here][there]
        for number in leg.breaks:
            rest = self.vehicle["breaks"][number]
            opening = [max(self.now_s, a) for a, b in rest["time_windows"] if self.now_s <= b]
            if not opening or self.bag > rest.get("max_load", [10**9])[0]:
                raise Impossible
            while ahead > 0 and self.now_s < opening[0]:
                ahead -= self._speed(self.now_s)
                self.now_s, self.road_s = self.now_s + 1, self.road_s + 1
            self.now_s = opening[0] + rest["service"]
        come_s = self._arrival(self.now_s, ahead)
        self.road_s += come_s - self.now_s
        self.now_s = come_s

    def _visit(self, job: Json, there: int) -> None:
        who = self.vehicle["id"]
        if who in job.get("never", []) or set(job.get("skills", [])) - set(
            self.vehicle.get("skills", [])
        ):
            raise Impossible
        if job["id"] not in self.locked:
            windows = job.get("time_windows", [[0, 10**9]])
            opening = [max(self.now_s, a) for a, b in windows if self.now_s <= b]
            if not opening:
                raise Impossible
            self.now_s = opening[0]
        kind = self.vehicle.get("type", "")
        setup_s = job.get("setup_per_type", {}).get(kind, job.get("setup", 0))
        spent_s = job.get("service_per_type", {}).get(kind, job.get("service", 0))
        spent_s += setup_s if self.here != there else 0
        self.now_s += spent_s
        self.cost += self.costs["per_task_hour"] * spent_s // 3600
        known = job.get("courier", {"id": who, "cost": 0})
        self.cost += 0 if known["id"] == who else known["cost"]
        self.hard += job.get("difficulty", 0)
        self.bag += job.get("pickup", [0])[0] - job.get("delivery", [0])[0]
        self.back += job.get("pickup", [0])[0]
        if self.bag > self.most:
            raise Impossible
        self._awake()

    def _load(self, legs: Sequence[Leg]) -> None:
        """Fills the bag for the jobs up to the next reload."""
        for leg in legs:
            if leg.job is None:
                break
            self.bag += self.day["jobs"][leg.job].get("delivery", [0])[0]
        if self.bag > self.most:
            raise Impossible

    def _sleep(self) -> None:
        self._awake()
        self.now_s += self.rest["service"]
        self.since_s = self.now_s

    def _awake(self) -> None:
        if self.now_s - self.since_s > self.rest["after"]:
            raise Impossible

    def _place(self, leg: Leg) -> int:
        if leg.job is not None:
            return int(self.day["jobs"][leg.job]["location_index"])
        return (
            0 if leg.reload is None else int(self.vehicle["reloads"][leg.reload]["location_index"])
        )

    def _length(self, here: int, there: int) -> int:
        """A road in hundredths of a second outside the peaks."""
        return int(self.day["matrices"]["car"]["durations"][here][there]) * 100

    def _arrival(self, from_s: int, ahead: int) -> int:
        while ahead > 0:
            ahead -= self._speed(from_s)
            from_s += 1
        return from_s

    def _speed(self, at_s: int) -> int:
        """Hundredths of a second made in this second."""
        for peak in self.day.get("traffic", {}).get("car", []):
            if peak["time_window"][0] <= at_s < peak["time_window"][1]:
                speed: float = peak["speed_factor"]
                return round(speed * 100)
        return 100
