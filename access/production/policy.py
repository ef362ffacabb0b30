"""What a network decides about productions: how patient it is, and when an edition goes out."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LONGEST_DELAY_S = 86_400


class Publishing(StrEnum):
    """When a finished edition goes out to readers by itself."""

    ALWAYS = "always"
    """At once; what is doubtful is heard by a producer afterwards."""
    CLEAN = "clean"
    """At once if nothing in it is doubtful, else when a producer approves it."""
    APPROVED = "approved"
    """Only when a producer approves it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often and after how long a production is tried again before a person looks at it.

    After a fault that may pass, the next try comes after `first_delay_s`, the one after it
    `growth` times later, and so on. `most_starts` bounds how often workers may end at the same
    place of a book.
    """

    most_tries: int = 6
    first_delay_s: float = 60
    growth: float = 5
    most_starts: int = 8

    def delay(self, tries: int) -> timedelta:
        """How long to wait after this many tries."""
        seconds = self.first_delay_s * self.growth ** max(tries - 1, 0)
        return timedelta(seconds=min(seconds, LONGEST_DELAY_S))
