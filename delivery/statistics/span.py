"""From which day to which figures are counted, and into which pieces the span is cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from delivery.errors import BadSpan

MOST_DAYS = 400


class By(StrEnum):
    """By what figures are told apart."""

    ALL = "all"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    AREA = "area"
    DEPOT = "depot"


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to another, both counted."""

    from_on: date
    until_on: date

    def __post_init__(self) -> None:
        """Raises BadSpan."""
        if self.until_on < self.from_on:
            raise BadSpan("ends_before_it_begins", MOST_DAYS)
        if (self.until_on - self.from_on).days >= MOST_DAYS:
            raise BadSpan("too_long", MOST_DAYS)

    def starts(self, by: By) -> Sequence[date]:
        """The days on which the days, weeks or months of the span begin, the first one first;
        the first piece may begin within its week or month. Weeks begin on Monday (ISO 8601)."""
        days = (self.until_on - self.from_on).days + 1
        every = [self.from_on + timedelta(days=n) for n in range(days)]
        if by is By.DAY:
            return every
        return [on for on in every if on == self.from_on or _begins(on, by)]


def _begins(on: date, by: By) -> bool:
    """Whether a week or a month begins on this day."""
    return on.weekday() == 0 if by is By.WEEK else on.day == 1
