"""Visits to the door as they are told by ear, and what a caller may wish of them: values alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from api.phone.saying import Fact, Say


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTold:
    """A visit to the door as it is told: which day, and between which hours if that is known."""

    visit_id: int
    on: date
    day: str
    begins: str = ""
    ends: str = ""
    is_confirmed: bool = False
    is_on_way: bool = False
    is_promised: bool = False
    """The hours were promised, by a run that is published."""

    @property
    def says(self) -> tuple[Say, ...]:
        """When somebody comes, and how far it is."""
        facts: dict[str, Fact] = {"day": self.day, "from": self.begins, "until": self.ends}
        if not self.begins:
            told = Say("visit_day", {"day": self.day})
        else:
            told = Say("visit_window" if self.is_promised else "visit_likely", facts)
        if self.is_on_way:
            return (told, Say("visit_on_way"))
        return (told, Say("visit_is_confirmed")) if self.is_confirmed else (told,)


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day to choose, and how it is said."""

    on: date
    words: str


class VisitDeed(StrEnum):
    """What a reader does with a visit."""

    CONFIRM = auto()
    MOVE = auto()
    AWAY = auto()
    """They are not at home: the next day with room is chosen for them."""
    CALL_OFF = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWish:
    """A change of a visit, read back before it is made; `to_on` where a day was chosen.

    `was_on` is the day of which the caller was told: a visit that is on another day by now stays
    where it is, so that no key moves it twice.
    """

    deed: VisitDeed
    visit_id: int
    was_on: date
    to_on: date | None = None
    to_day: str = ""
