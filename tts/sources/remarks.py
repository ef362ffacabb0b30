"""What of a source could not be kept, said in sentences, few enough to be read."""

from collections import Counter

MOST_OF_A_KIND = 20


class Remarks:
    """Collects warnings while a book is read; of one kind the first 20 are kept, then a count."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._kinds = Counter[str]()

    def add(self, kind: str, where: str, sentence: str) -> None:
        """Keep a sentence. `kind` is a plural noun, used to count what is not listed."""
        self._kinds[kind] += 1
        if self._kinds[kind] <= MOST_OF_A_KIND:
            self._sentences.append(f"{where}: {sentence}")

    def all(self) -> tuple[str, ...]:
        """Every sentence kept, in the order in which they came, and the counts of the rest."""
        rest = (
            f"There are {count - MOST_OF_A_KIND} more {kind} that are not listed here."
            for kind, count in self._kinds.items()
            if count > MOST_OF_A_KIND
        )
        return (*self._sentences, *rest)
