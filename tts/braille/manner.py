"""How a braille edition is laid out: the size of its page, its grade, how thick a volume gets."""

import re
from dataclasses import dataclass

from tts.errors import BadChoice

_SIZE = re.compile(r"(\d{1,3})[x×](\d{1,3})(?:[x×](\d{1,4}))?", re.IGNORECASE | re.ASCII)
FEWEST_CELLS, MOST_CELLS = 24, 60
FEWEST_LINES, MOST_LINES = 12, 60
USUAL_VOLUME = 80
GRADES = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrailleManner:
    """`cells` in a line, `lines` on a page, at most `volume_pages` pages of text in a volume.

    Grade 2 is contracted braille; only our English has it. Raises BadChoice.
    """

    cells: int = 40
    lines: int = 25
    grade: int = 1
    volume_pages: int = USUAL_VOLUME

    def __post_init__(self) -> None:
        if not (
            FEWEST_CELLS <= self.cells <= MOST_CELLS and FEWEST_LINES <= self.lines <= MOST_LINES
        ):
            raise BadChoice(
                f"A braille page of {self.cells}x{self.lines} cannot be made; choose "
                f"{FEWEST_CELLS} to {MOST_CELLS} cells and {FEWEST_LINES} to {MOST_LINES} lines."
            )
        if self.grade not in GRADES:
            raise BadChoice(f"There is no braille grade {self.grade}; choose 1 or 2.")
        if self.volume_pages < 1:
            raise BadChoice("A braille volume needs at least one page of text.")


def braille_manner(page: str, grade: int) -> BrailleManner:
    """The manner of "40x25", or of "40x25x80" where the pages of a volume are said, too.

    Raises BadChoice.
    """
    match = _SIZE.fullmatch(page.strip())
    if not match:
        raise BadChoice(
            f"{page!r} is no size of a braille page; write CELLSxLINES, such as 40x25, "
            "or CELLSxLINESxPAGES with the pages of a volume, such as 40x25x80."
        )
    volume = int(match[3] or USUAL_VOLUME)
    return BrailleManner(cells=int(match[1]), lines=int(match[2]), grade=grade, volume_pages=volume)
