"""Heading levels without gaps: an h3 under an h1 becomes an h2."""

DEEPEST = 6


class Levels:
    """Gives each heading the level after that of the heading it stands under.

    Headings of one source level under the same parent stay on one level. The first heading
    of a book has level 1. Source: DAISY 2.02 §2.1.2 and EPUB 3.3 navigation forbid gaps.
    """

    def __init__(self) -> None:
        self._above = list[int]()

    def closed(self, source_level: int) -> int:
        """The level of the next heading in reading order, 1 to 6."""
        wanted = min(max(source_level, 1), DEEPEST)
        while self._above and self._above[-1] >= wanted:
            self._above.pop()
        self._above.append(wanted)
        return len(self._above)
