"""Why a stop found no room today, in one sentence, and what would help.

Limits are set aside one at a time (`remedies`). What no plan can change is said as a fact; for the
rest we say that no room was found, never that there is none.
"""

from collections.abc import Sequence
from dataclasses import replace

from routing.alone import excess, proof_against
from routing.filling import ONE, Patience, price, with_task
from routing.plan import Change, Reason, ReasonCode
from routing.problem import ALWAYS, Problem, Task, Vehicle, Window
from routing.remedies import Offer, cheapest, offers, skills_said
from routing.timetable import Limit, Obstacle, Run, Timetable, Timetables
from routing.words import clock, counted, kilometres, lasting, listed

TRIES_PER_TASK = 2_000
ANOTHER_DAY = "Another day, another courier or wider hours would help."


def reason(
    problem: Problem, tables: Timetables, runs: Sequence[Run], task: int, patience: Patience
) -> Reason:
    """The reason for one task that is in none of the runs."""
    mine = Patience(patience.deadline_s, min(TRIES_PER_TASK, patience.tries))
    try:
        return _Why(problem, tables, runs, task, mine).reason()
    finally:
        patience.tries -= min(TRIES_PER_TASK, patience.tries) - mine.tries


class _Why:
    """The search for one task's reason."""

    def __init__(
        self,
        problem: Problem,
        tables: Timetables,
        runs: Sequence[Run],
        task: int,
        patience: Patience,
    ) -> None:
        self.problem, self.tables, self.runs = problem, tables, runs
        self.task, self.patience = task, patience
        self.wanted, self.stops = problem.tasks[task], problem.stops_of[task]

    def reason(self) -> Reason:
        """First what is proved, then what is out of reach alone, then what has no room."""
        vehicles = self.problem.vehicles
        proofs = [proof_against(self.wanted, vehicle) for vehicle in vehicles]
        if None not in proofs:
            worst = max(proof for proof in proofs if proof is not None)
            last = [v for v, proof in zip(vehicles, proofs, strict=True) if proof is worst]
            return self._proved(worst, last)
        obstacles = []
        for vehicle, proof in zip(vehicles, proofs, strict=True):
            if proof is None:
                alone = self._alone(vehicle)
                found = self.tables.lay_out(vehicle, alone) if self.patience.take() else None
                if not isinstance(found, Obstacle):
                    return self._no_room()
                obstacles.append((vehicle, found))
        return self._out_of_reach(obstacles)

    def _alone(self, vehicle: Vehicle) -> list[int]:
        """The task and nothing else, save for what is locked."""
        return [*(n for n, _ in self.tables.locked[vehicle.vehicle_id]), *self.stops]

    def _offer(self) -> Offer | None:
        return cheapest(self.problem, self.tables, self.runs, self.task, self.patience)[0]

    def _proved(self, limit: Limit, last: Sequence[Vehicle]) -> Reason:
        """What holds whatever else is planned: every courier falls at this limit or before it."""
        vehicles, task, offer = self.problem.vehicles, self.wanted, self._offer()
        those = "no courier"
        if len(last) < len(vehicles):
            those += f" who could come ({listed([vehicle.vehicle_id for vehicle in last])})"
        match limit:
            case Limit.SKILL:
                return self._no_skill(offer)
            case Limit.PAIR:
                return Reason(
                    ReasonCode.PAIR,
                    f"{listed([one.name for one in last]).capitalize()} may never be sent there, "
                    "and nobody else could come.",
                    *_help(offer, "Allow one of them, or send another courier."),
                )
            case Limit.LOAD:
                nearest = min(last, key=lambda vehicle: excess(task, vehicle))
                over = excess(task, nearest)
                return Reason(
                    ReasonCode.LOAD,
                    f"It is too heavy: {those} can carry so much at once.",
                    f"Split it, or give {nearest.name} room for {over} more.",
                    _if_for(offer, nearest, limit),
                )
            case Limit.COUNT:
                return Reason(
                    ReasonCode.COUNT,
                    f"It has {counted(len(task.stops), 'stop')}, and {those} may make so many.",
                    f"Let {last[0].name} make {counted(len(task.stops), 'stop')}.",
                    _if_for(offer, last[0], limit),
                )
            case Limit.BREAK:
                return Reason(
                    ReasonCode.NO_COURIER,
                    f"Nobody can take it: the breaks of {listed([v.name for v in last])} do not "
                    "fit into the shift.",
                    *_help(offer, "Move the breaks into the shift."),
                )
            case _:
                hours = listed(list(dict.fromkeys(_hours(v.shift) for v in last)))
                return Reason(
                    ReasonCode.WINDOW,
                    f"Its hours ({_when(task)}) leave no time for it in the shifts of those who "
                    f"could come ({hours}).",
                    f"Ask for hours inside a shift, or lengthen a shift.{_also(offer)}",
                    offer.change if offer else None,
                )

    def _no_skill(self, offer: Offer | None) -> Reason:
        task, vehicles = self.wanted, self.problem.vehicles
        had = frozenset[int]().union(*(vehicle.skills for vehicle in vehicles))
        missing = sorted(task.skills - had)
        nearest = min(vehicles, key=lambda vehicle: len(task.skills - vehicle.skills))
        if offer is not None and offer.limit is Limit.SKILL:
            nearest = offer.vehicle
        lacks = sorted(task.skills - nearest.skills)
        if missing:
            what = f"No courier today has {skills_said(missing)}."
        else:
            what = f"No courier today has all of {skills_said(sorted(task.skills))} together."
        return Reason(
            ReasonCode.SKILL,
            what,
            f"{nearest.name.capitalize()} lacks only {skills_said(lacks)}.",
            _if_for(offer, nearest, Limit.SKILL),
        )

    def _out_of_reach(self, obstacles: Sequence[tuple[Vehicle, Obstacle]]) -> Reason:
        """Nobody gets there and back even with nothing else to do."""
        reached = [pair for pair in obstacles if pair[1].limit is not Limit.ROAD]
        if not reached:
            return Reason(
                ReasonCode.UNREACHABLE,
                "No road leads there and back for any courier who could take it.",
                "Check its place on the map.",
            )
        vehicle, nearest = min(
            reached, key=lambda pair: (pair[1].limit is Limit.BREAK, pair[1].excess)
        )
        sentence = (
            f"Even going straight there with no other stop, {vehicle.name} {_overrun(nearest)}."
        )
        offer = self._offer()
        if offer is not None:
            return Reason(ReasonCode.FAR, sentence, offer.sentence, offer.change)
        return Reason(ReasonCode.FAR, sentence, *self._instead_of_all(reached))

    def _instead_of_all(
        self, reached: Sequence[tuple[Vehicle, Obstacle]]
    ) -> tuple[str, Change | None]:
        """What would help a courier who had nothing else to do."""
        found = [
            offer
            for vehicle, obstacle in reached
            for offer in offers(self.problem, self.tables, vehicle, self._alone(vehicle), obstacle)
        ]
        if not found:
            return ANOTHER_DAY, None
        best = min(found, key=lambda offer: offer.rank)
        courier = self.problem.vehicles.index(best.vehicle)
        others = {stop for stop in self.runs[courier] if stop >= 0}
        others -= set(self._alone(best.vehicle))
        change = replace(best.change, instead_of=self._named(others))
        without = ", with no other stop" if others else ""
        return f"{best.sentence[:-1]}{without}.", change

    def _named(self, stops: set[int]) -> tuple[tuple[str, int], ...]:
        found = [self.problem.stops[number] for number in sorted(stops)]
        return tuple((stop.kind.value, stop.stop_id) for stop in found)

    def _no_room(self) -> Reason:
        """Somebody could come, but not beside today's other stops, as far as we looked."""
        offer, fits = cheapest(self.problem, self.tables, self.runs, self.task, self.patience)
        if fits is not None:
            return self._fits(*fits)
        outranked = self._outranked()
        if outranked is not None:
            helps, change = _help(offer, outranked[0])
            return Reason(
                ReasonCode.PRIORITY,
                "Stops of a higher priority leave no room for it.",
                helps,
                change or outranked[1],
            )
        if offer is not None and offer.limit is Limit.LOCK:
            return Reason(
                ReasonCode.LOCK,
                "The locked steps of today's runs leave no room for it.",
                offer.sentence,
                offer.change,
            )
        return Reason(
            ReasonCode.ROOM,
            "No room was found for it among today's runs.",
            *_help(offer, ANOTHER_DAY),
        )

    def _fits(self, vehicle: Vehicle, table: Timetable, run: Run) -> Reason:
        """A courier has room: then it was not worth the way, or the time was too short."""
        before = [number for number in run if number not in self.stops]
        old = self.tables.lay_out(vehicle, before) if before else None
        paid = price(vehicle, old) if isinstance(old, Timetable) else 0
        more = -(-(price(vehicle, table) - paid) // ONE)
        penalty = self.wanted.penalty
        if penalty is not None:
            return Reason(
                ReasonCode.PENALTY,
                f"It may be left out for {penalty}, and coming would cost {vehicle.name} about "
                f"{max(more, penalty)}.",
                "Raise its penalty, or make it no longer optional.",
                Change(vehicle_id=vehicle.vehicle_id),
            )
        return Reason(
            ReasonCode.ROOM,
            f"No room was found for it in the time given, though {vehicle.name} seems to have "
            "some.",
            "Plan again with more time.",
            Change(vehicle_id=vehicle.vehicle_id),
        )

    def _outranked(self) -> tuple[str, Change] | None:
        """A stop of higher priority in whose place this one would fit."""
        for vehicle, run in zip(self.problem.vehicles, self.runs, strict=True):
            locked = {n for n, _ in self.tables.locked[vehicle.vehicle_id]}
            for other in dict.fromkeys(self.problem.task_of[n] for n in run if n >= 0):
                theirs = set(self.problem.stops_of[other])
                if self.problem.tasks[other].priority <= self.wanted.priority or theirs & locked:
                    continue
                without = [number for number in run if number not in theirs]
                for tried in with_task(without, self.stops):
                    if not self.patience.take():
                        return None
                    if isinstance(self.tables.lay_out(vehicle, tried), Timetable):
                        return (
                            f"{vehicle.name.capitalize()} would take it in place of "
                            f"{self.problem.tasks[other].name}.",
                            Change(vehicle_id=vehicle.vehicle_id, instead_of=self._named(theirs)),
                        )
        return None


def _help(offer: Offer | None, otherwise: str) -> tuple[str, Change | None]:
    """What would help, and the change that goes with it."""
    return (otherwise, None) if offer is None else (offer.sentence, offer.change)


def _also(offer: Offer | None) -> str:
    return "" if offer is None else f" {offer.sentence}"


def _if_for(offer: Offer | None, vehicle: Vehicle, limit: Limit) -> Change | None:
    """The change of an offer, if it is the one that is spoken of."""
    if offer is None or offer.limit is not limit:
        return None
    return offer.change if offer.vehicle.vehicle_id == vehicle.vehicle_id else None


def _overrun(obstacle: Obstacle) -> str:
    over = obstacle.excess
    said = {
        Limit.WINDOW: f"comes {lasting(over)} after the hours are over",
        Limit.SHIFT: f"is done {lasting(over)} after the shift ends",
        Limit.TRAVEL: f"is on the road {lasting(over)} longer than allowed",
        Limit.DISTANCE: f"goes {kilometres(over)} further than allowed",
        Limit.REST: f"would work {lasting(over)} too long without a rest",
        Limit.LOAD: f"has {over} too much in the bag",
        Limit.COUNT: f"makes {counted(over, 'stop')} more than allowed",
        Limit.BREAK: "finds no time for a break",
    }
    return said.get(obstacle.limit, "cannot keep the locked steps")


def _when(task: Task) -> str:
    return listed([_hours(window) for stop in task.stops for window in stop.windows])


def _hours(window: Window) -> str:
    if window == ALWAYS:
        return "any time"
    return f"{clock(window.opens_s)} to {clock(window.closes_s)}"
