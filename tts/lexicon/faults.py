"""What is wrong with a lexicon's file, each fault with its line; and what a good file gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tts.errors import TtsError
from tts.lexicon.entry import BadEntry, Entry, Kind
from tts.lexicon.patterns import safe_pattern


@dataclass(frozen=True, slots=True)
class LexiconFault:
    """One thing wrong: the file's name, its line (0 for the file as a whole), what to do."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return (
            f"{self.file}, line {self.line}: {self.sentence}"
            if self.line
            else (f"{self.file}: {self.sentence}")
        )


class BadLexicon(TtsError):
    """A file that cannot be used as a lexicon; `faults` has all that is wrong with it."""

    def __init__(self, faults: Sequence[LexiconFault]) -> None:
        self.faults = tuple(faults)
        more = len(self.faults) - 1
        also = f" And {more} more; `dauys lexicon check` lists them." if more else ""
        super().__init__(f"{self.faults[0]}{also}")


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry and the line of its file where it stands."""

    line: int
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconFile:
    """A lexicon as it was read. `warnings` are sentences, each with its line."""

    path: Path
    placed: tuple[PlacedEntry, ...]
    warnings: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries alone, in the order of the file."""
        return tuple(placed.entry for placed in self.placed)


class Desk:
    """Where a reader of a file lays down what it finds: entries, faults, warnings."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._placed: list[PlacedEntry] = []
        self._faults: list[LexiconFault] = []
        self._warnings: list[str] = []

    def add(self, line: int, make: Callable[[], Entry]) -> None:
        """Keep an entry; or its fault, if it is a bad one."""
        try:
            entry = make()
            if entry.kind is Kind.PATTERN:
                safe_pattern(entry)
        except BadEntry as error:
            self.fault(line, str(error))
        else:
            self._placed.append(PlacedEntry(line, entry))

    def fault(self, line: int, sentence: str) -> None:
        """Something is wrong; reading goes on, to find all that is."""
        self._faults.append(LexiconFault(self._path.name, line, sentence))

    def warn(self, line: int, sentence: str) -> None:
        """Something is left out, or will not be heard."""
        self._warnings.append(str(LexiconFault(self._path.name, line, sentence)))

    def finished(self) -> LexiconFile:
        """What was read. Raises BadLexicon with every fault."""
        if self._faults:
            raise BadLexicon(self._faults)
        return LexiconFile(
            path=self._path,
            placed=tuple(self._placed),
            warnings=tuple(dict.fromkeys(self._warnings)),
        )
