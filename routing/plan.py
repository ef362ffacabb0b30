"""A planned day: who goes where and when, and what found no room, with the reason."""

from dataclasses import dataclass
from enum import StrEnum

from routing.problem import Load, Place, Window


class StepKind(StrEnum):
    """What a courier does at one line of a run."""

    START = "start"
    JOB = "job"
    PICKUP = "pickup"
    DELIVERY = "delivery"
    BREAK = "break"
    RELOAD = "reload"
    END = "end"


class Cause(StrEnum):
    """What a given run breaks; the first ten are VROOM's words, the others ours."""

    DELAY = "delay"
    LEAD_TIME = "lead_time"
    LOAD = "load"
    MAX_TASKS = "max_tasks"
    SKILLS = "skills"
    PRECEDENCE = "precedence"
    MISSING_BREAK = "missing_break"
    MAX_TRAVEL_TIME = "max_travel_time"
    MAX_DISTANCE = "max_distance"
    MAX_LOAD = "max_load"
    NEVER = "never"
    MISSING_REST = "missing_rest"
    MAX_RELOADS = "max_reloads"
    NO_ROAD = "no_road"


@dataclass(frozen=True, slots=True)
class Violation:
    """A limit that a given run breaks; `duration_s` for what is late or early."""

    cause: Cause
    duration_s: int | None = None


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
    violations: tuple[Violation, ...] = ()

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
    violations: tuple[Violation, ...] = ()
    """What the run breaks as a whole, besides what its steps break."""


class ReasonCode(StrEnum):
    """Why a stop is not in the plan. Down to TOO_FAR all hold whatever else is planned that day."""

    NO_COURIER = "no_courier"
    SKILL = "no_courier_has_skill"
    PAIR = "no_courier_may_come"
    LOAD = "too_heavy"
    COUNT = "more_stops_than_allowed"
    WINDOW = "window_outside_shifts"
    UNREACHABLE = "unreachable"
    FAR = "too_far"
    PRIORITY = "others_come_first"
    PENALTY = "not_worth_the_way"
    LOCK = "runs_are_locked"
    ROOM = "no_room_found"
    NOT_GIVEN = "not_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A remedy that a machine can carry out: what of one courier or one stop would be otherwise.

    Only what is named changes; with it the task fits into the courier's run beside what is
    planned already (without the stops of the tasks in `instead_of`).
    """

    vehicle_id: int
    shift: Window | None = None
    capacity: Load | None = None
    skills: frozenset[int] | None = None
    max_tasks: int | None = None
    max_travel_time_s: int | None = None
    max_distance_m: int | None = None
    max_reloads: int | None = None
    break_windows: tuple[tuple[int, tuple[Window, ...]], ...] = ()
    stop: tuple[str, int] | None = None
    stop_windows: tuple[Window, ...] = ()
    allow: bool = False
    """The courier may be sent to a reader whom they were never to visit."""
    unlock: bool = False
    """The courier's locked steps may come in another order."""
    instead_of: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in a word for machines and a sentence for people, and what would help."""

    code: ReasonCode
    sentence: str
    remedy: str
    change: Change | None = None


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
