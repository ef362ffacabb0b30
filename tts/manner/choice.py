"""What a listener wants to hear beside the words of the book, each kind for itself."""

from dataclasses import dataclass
from enum import StrEnum

from tts.errors import BadChoice


class Announced(StrEnum):
    """A kind of announcement that can be switched off, by the name used on the command line."""

    PAGES = "pages"
    NOTES = "notes"
    PICTURES = "pictures"
    TABLES = "tables"
    LISTS = "lists"
    VERSE = "verse"
    QUOTATIONS = "quotations"
    FORMULAS = "formulas"


EVERYTHING = frozenset(Announced)
NOTHING = frozenset[Announced]()

SHORTEST_PAUSES_PERCENT, LONGEST_PAUSES_PERCENT = 40, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingManner:
    """How an edition is read. Announcements are heard only, never written.

    `frames` adds how the book was made to its opening, and a closing: these are written, too.
    `pauses_percent` makes every pause between phrases longer or shorter.
    """

    announced: frozenset[Announced] = EVERYTHING
    frames: bool = True
    pauses_percent: int = 100

    def __post_init__(self) -> None:
        if not SHORTEST_PAUSES_PERCENT <= self.pauses_percent <= LONGEST_PAUSES_PERCENT:
            raise BadChoice(
                f"Pauses of {self.pauses_percent} per cent are too much; choose "
                f"{SHORTEST_PAUSES_PERCENT} to {LONGEST_PAUSES_PERCENT}, 100 is usual."
            )


PLAIN = ReadingManner(announced=NOTHING, frames=False)
"""Nothing but the words of the book."""


def announced_named(names: str) -> frozenset[Announced]:
    """The kinds of a list such as "pages,tables", or all of "all", or none. Raises BadChoice."""
    wanted = [name.strip().lower() for name in names.split(",") if name.strip()]
    if wanted == ["all"]:
        return EVERYTHING
    if wanted == ["none"]:
        return NOTHING
    known = ", ".join(Announced)
    if not wanted:
        raise BadChoice(f"Nothing to announce was named; choose all, none, or of {known}.")
    for name in wanted:
        if name not in set(Announced):
            raise BadChoice(f"{name!r} cannot be announced; choose all, none, or of {known}.")
    return frozenset(map(Announced, wanted))
