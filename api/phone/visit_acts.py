"""What the dialogue asks and learns of visits to the door."""

from dataclasses import dataclass

from access.requests.records import RequestKind
from api.phone.saying import Say
from api.phone.visit_told import DayTold, VisitTold, VisitWish


@dataclass(frozen=True, slots=True)
class ChangeVisit:
    """Confirm, move or call off a visit."""

    wish: VisitWish


@dataclass(frozen=True, slots=True)
class DaysFor:
    """To which days a visit could be moved."""

    visit_id: int


@dataclass(frozen=True, slots=True)
class WhenBrought:
    """When a thing would come to the door, if it were asked for now."""

    title_id: int
    kind: RequestKind


@dataclass(frozen=True, slots=True)
class VisitChanged:
    """Whether it was done, what is to be said of it, and the visits as they are now."""

    was_done: bool
    says: tuple[Say, ...] = ()
    visits: tuple[VisitTold, ...] = ()


@dataclass(frozen=True, slots=True)
class DaysFound:
    """Days to choose from, the next first."""

    days: tuple[DayTold, ...]


@dataclass(frozen=True, slots=True)
class BroughtWhen:
    """Said when a request is read back."""

    says: tuple[Say, ...]
