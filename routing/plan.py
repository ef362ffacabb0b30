"""A planned day: who goes where and when, and what found no room, with the reason."""

from dataclasses import dataclass
from enum import StrEnum

from routing.problem import Load, Place


class StepKind(StrEnum):
    """What a courier does at one line of a run."""

    START = "start"
    JOB = "job"
    PICKUP = "pickup"
    DELIVERY = "delivery"
    BREAK = "break"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a run.

    The courier arrives, waits, sets up, serves and leaves. `travel_s` and `distance_m` count from
    the start of the run to here; `load` is what is in the bag on leaving. A break has no place:
    it may fall between two doors.
    """

    kind: StepKind
    arrival_s: int
    waiting_s: int = 0
    setup_s: int = 0
    service_s: int = 0
    travel_s: int = 0
    distance_m: int = 0
    load: Load = ()
    place: Place | None = None
    task_id: int | None = None
    description: str = ""

    @property
    def leaves_s(self) -> int:
        """When the courier is free to go on."""
        return self.arrival_s + self.waiting_s + self.setup_s + self.service_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One courier's run: its steps in order and what it costs in VROOM's unit."""

    vehicle_id: int
    steps: tuple[Step, ...]
    cost: int
    description: str = ""


class ReasonCode(StrEnum):
    """Why a stop is not in the plan. All but the last hold whatever else is planned that day."""

    NO_COURIER = "no_courier"
    SKILL = "no_courier_has_skill"
    LOAD = "too_heavy"
    COUNT = "more_stops_than_allowed"
    WINDOW = "window_outside_shifts"
    UNREACHABLE = "unreachable"
    FAR = "too_far"
    ROOM = "no_room_found"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in a word for machines and a sentence for people, and what would help."""

    code: ReasonCode
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unassigned:
    """A stop that no run holds today."""

    kind: StepKind
    task_id: int
    place: Place
    reason: Reason
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole day. Couriers without a stop have no route."""

    routes: tuple[Route, ...]
    unassigned: tuple[Unassigned, ...]
    warnings: tuple[str, ...] = ()
    """What a coordinator should know of how the plan was made, in sentences."""
