"""What stands one below the other on braille pages: texts, blank lines, turns of the print page."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """A text that begins a line. `first` and `others` count the blanks before its lines.

    A heading has its section's `heading` id and level, and stays with what follows it.
    """

    cells: str
    first: int = 0
    others: int = 0
    is_centred: bool = False
    heading: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page of the print begins; `label` is its number in cells."""

    label: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank line; two are one, and a page neither begins nor ends with one."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Lines as they are, which the end of a page does not part."""

    lines: tuple[str, ...]


Item: TypeAlias = Text | Turn | Gap | Ready
