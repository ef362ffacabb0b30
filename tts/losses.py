"""What of a source could not be kept, told in few sentences however often it happened."""


class Losses:
    """Counts each kind of loss and remembers where it first happened."""

    def __init__(self) -> None:
        self._counts = dict[str, int]()
        self._first = dict[str, str]()

    def add(self, what: str, where: str) -> None:
        """One more loss. `what` is a sentence in the plural without its full stop."""
        self._counts[what] = self._counts.get(what, 0) + 1
        self._first.setdefault(what, where)

    def sentences(self) -> tuple[str, ...]:
        """One sentence for each kind of loss, in the order in which they first happened."""
        return tuple(
            f"{what}: {count}, the first {self._first[what]}."
            for what, count in self._counts.items()
        )
