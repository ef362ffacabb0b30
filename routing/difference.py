"""What is different between two plans, in short sentences, the most important first.

Somebody hears them read out: first how much changed, then who loses a visit, who gains one, who
gets another courier, whose time moves, and which runs begin or fall away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from routing.errors import BadProblem
from routing.json_fields import Field
from routing.plan import Plan, StepKind
from routing.words import clock, counted, lasting

Key = tuple[str, int]
"""A stop by its kind and id."""

VISITS = (StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY)
SPOKEN = {"job": "Stop", "pickup": "Pick-up", "delivery": "Hand-over"}
MOST_ROUTES = 1_000
MOST_STEPS = 10_000
MOST_ID = 2**63 - 1
LATEST_S = 2**53
LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a stop is in a plan: with whom, when work begins there, which in the run it is."""

    vehicle_id: int
    begins_s: int
    turn: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class Seating:
    """A plan as far as a difference is heard: who visits whom when, and what is left over."""

    seats: Mapping[Key, Seat]
    left: Mapping[Key, str] = field(default_factory=dict)
    couriers: Mapping[int, str] = field(default_factory=dict)


def seating(plan: Plan) -> Seating:
    """The seats of a plan of ours."""
    seats: dict[Key, Seat] = {}
    for route in plan.routes:
        for turn, step in enumerate(route.steps):
            if step.kind in VISITS and step.task_id is not None:
                begins_s = step.arrival_s + step.waiting_s
                seats[step.kind.value, step.task_id] = Seat(
                    route.vehicle_id, begins_s, turn, step.description
                )
    return Seating(
        seats,
        {(one.kind.value, one.task_id): one.description for one in plan.unassigned},
        {route.vehicle_id: route.description for route in plan.routes},
    )


def read_seating(root: Field) -> Seating:
    """The seats of a plan in VROOM's JSON, whoever made it; all else in it is not looked at.

    Raises BadProblem naming the JSON path of the first fault.
    """
    seats: dict[Key, Seat] = {}
    couriers: dict[int, str] = {}
    plan = _open(root)
    if "routes" not in plan:
        root.refuse("has no routes.", "Give a plan in VROOM's JSON.")
    for route in plan["routes"].items(at_most=MOST_ROUTES):
        inside = _open(route, "vehicle", "steps")
        number = inside["vehicle"].whole(MOST_ID)
        couriers[number] = _text(inside)
        for turn, step in enumerate(inside["steps"].items(at_most=MOST_STEPS)):
            of_step = _open(step, "type", "arrival")
            if of_step["type"].value in SPOKEN:
                key = _key(step, of_step)
                waiting_s = (
                    of_step["waiting_time"].whole(LATEST_S) if "waiting_time" in of_step else 0
                )
                begins_s = of_step["arrival"].whole(LATEST_S) + waiting_s
                seats[key] = Seat(number, begins_s, turn, _text(of_step))
    left: dict[Key, str] = {}
    for one in plan["unassigned"].items(at_most=MOST_STEPS) if "unassigned" in plan else []:
        inside = _open(one)
        left[_key(one, inside)] = _text(inside)
    return Seating(seats, left, couriers)


def _open(written: Field, *needed: str) -> dict[str, Field]:
    """All members of an object, whatever they are called."""
    inside = written.pairs(at_most=1_000, longest=LONGEST_TEXT)
    for name in needed:
        if name not in inside:
            Field(None, f"{written.path}.{name}").refuse("is missing.", "Add it.")
    return inside


def _key(written: Field, inside: Mapping[str, Field]) -> Key:
    kind = inside["type"].value if "type" in inside else "job"
    if kind not in SPOKEN or "id" not in inside:
        written.refuse("is no stop with an id.", "Give a plan in VROOM's JSON.")
    return str(kind), inside["id"].whole(MOST_ID)


def _text(inside: Mapping[str, Field]) -> str:
    return inside["description"].text(LONGEST_TEXT) if "description" in inside else ""


def difference(old: Seating, new: Seating, *, tolerance_s: int = 300) -> list[str]:
    """What the new plan changes, a sentence each; one sentence alone where nothing does.

    A time counts as changed where it moves by more than `tolerance_s`.
    """
    if tolerance_s < 0:
        raise BadProblem(
            f"the tolerance is {tolerance_s} s.", where="tolerance", remedy="Use nought or more."
        )
    parts = _Parts(old, new, tolerance_s)
    sections = (
        ("dropped", list(parts.dropped())),
        ("new", list(parts.gained())),
        ("with another courier", list(parts.moved())),
        ("at another time", list(parts.shifted())),
    )
    found = [sentence for _, sentences in sections for sentence in sentences]
    runs = list(parts.runs())
    if not found and not runs:
        return ["Nothing changes."]
    counts = [f"{len(sentences)} {what}" for what, sentences in sections if sentences]
    stays = parts.unchanged()
    heading = f"{', '.join(counts).capitalize()}." if counts else "Every stop stays as it is."
    if counts:
        heading += f" {counted(stays, 'stop').capitalize()} as before." if stays else ""
    return [heading, *found, *runs]


class _Parts:
    """The sentences of each kind."""

    def __init__(self, old: Seating, new: Seating, tolerance_s: int) -> None:
        self.old, self.new, self.tolerance_s = old, new, tolerance_s
        self.both = [key for key in old.seats if key in new.seats]

    def dropped(self) -> Iterator[str]:
        """Stops that somebody was to come to and nobody comes to now."""
        gone = [key for key in self.old.seats if key not in self.new.seats]
        for key in sorted(gone, key=lambda one: self.old.seats[one].begins_s):
            seat = self.old.seats[key]
            after = "left over now" if key in self.new.left else "not in the new day"
            was = f"was with {self._courier(seat)} at {clock(seat.begins_s)}"
            yield f"{self._name(key)} {was} and is {after}."

    def gained(self) -> Iterator[str]:
        """Stops that somebody comes to now and nobody came to before."""
        come = [key for key in self.new.seats if key not in self.old.seats]
        for key in sorted(come, key=lambda one: self.new.seats[one].begins_s):
            seat = self.new.seats[key]
            yield f"{self._name(key)} is new: {self._courier(seat)} at {clock(seat.begins_s)}."

    def moved(self) -> Iterator[str]:
        """Stops that get another courier."""
        for key in self._sorted(
            key
            for key in self.both
            if self.old.seats[key].vehicle_id != self.new.seats[key].vehicle_id
        ):
            before, after = self.old.seats[key], self.new.seats[key]
            yield (
                f"{self._name(key)} goes from {self._courier(before)} to {self._courier(after)}, "
                f"{self._when(before, after)}."
            )

    def shifted(self) -> Iterator[str]:
        """Stops whose time moves beyond the tolerance, those that move most first."""
        keys = [
            key
            for key in self.both
            if self.old.seats[key].vehicle_id == self.new.seats[key].vehicle_id
            and abs(self._moves_s(key)) > self.tolerance_s
        ]
        for key in sorted(keys, key=lambda one: (-abs(self._moves_s(one)), one)):
            before, after = self.old.seats[key], self.new.seats[key]
            how = "later" if after.begins_s > before.begins_s else "earlier"
            yield (
                f"{self._name(key)} with {self._courier(after)} is "
                f"{lasting(abs(self._moves_s(key)))} {how}, "
                f"at {clock(after.begins_s)} instead of {clock(before.begins_s)}."
            )

    def runs(self) -> Iterator[str]:
        """Couriers who now stay at home, and couriers who now go."""
        olds = {seat.vehicle_id for seat in self.old.seats.values()}
        news = {seat.vehicle_id for seat in self.new.seats.values()}
        yield from (f"{self._called(n)} no longer goes." for n in sorted(olds - news))
        yield from (f"{self._called(n)} goes now." for n in sorted(news - olds))

    def unchanged(self) -> int:
        """How many stops keep their courier and, within the tolerance, their time."""
        return sum(
            self.old.seats[key].vehicle_id == self.new.seats[key].vehicle_id
            and abs(self._moves_s(key)) <= self.tolerance_s
            for key in self.both
        )

    def _sorted(self, keys: Iterator[Key]) -> Sequence[Key]:
        return sorted(keys, key=lambda one: (self.new.seats[one].begins_s, one))

    def _moves_s(self, key: Key) -> int:
        return self.new.seats[key].begins_s - self.old.seats[key].begins_s

    def _when(self, before: Seat, after: Seat) -> str:
        if abs(after.begins_s - before.begins_s) <= self.tolerance_s:
            return f"at {clock(after.begins_s)} as before"
        return f"at {clock(after.begins_s)} instead of {clock(before.begins_s)}"

    def _name(self, key: Key) -> str:
        seat = self.new.seats.get(key) or self.old.seats.get(key)
        words = seat.description if seat else ""
        return f"{SPOKEN[key[0]]} {key[1]}" + (f" ({words})" if words else "")

    def _courier(self, seat: Seat) -> str:
        called = self._called(seat.vehicle_id)
        return called[0].lower() + called[1:]

    def _called(self, number: int) -> str:
        words = self.new.couriers.get(number) or self.old.couriers.get(number)
        return f"Courier {number}" + (f" ({words})" if words else "")
