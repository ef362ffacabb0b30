"""A PDF, read page by page in a process of its own, so that nothing in it can take us down."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tts.errors import BadBook
from tts.narration.child import Child, ChildGone
from tts.narration.lines import Message

ROOM = "tts.sources.pdf.room"
OPEN_LIMIT_S, PAGE_LIMIT_S, PAGE_CPU_S = 120.0, 150.0, 90
MOST_MEMORY_BYTES = 1536 * 1024**2
PASSWORD, SECURITY = 4, 5
COPY_AGAIN = "Copy or download the file again, or ask whoever made it for a whole one."


class Pdf:
    """One open file. `facts` are what it says of itself. Close it, or use it in a `with`."""

    def __init__(self, path: Path) -> None:
        """Raises BadBook if it is locked, damaged, or no PDF."""
        self._book = path.name
        self._child = Child(ROOM, own_group=False)
        try:
            limits = {"memory_bytes": MOST_MEMORY_BYTES, "page_cpu_s": PAGE_CPU_S}
            self.facts = self._ask({"open": str(path.resolve()), **limits}, "", OPEN_LIMIT_S)
        except BaseException:
            self.close()
            raise
        error = self.facts.get("error")
        if error is not None:
            self.close()
            raise _unopened(error, self._book)

    def page(self, number: int) -> Message:
        """Words and pictures of a page (from 0); {"error": …} if it is damaged. Raises BadBook."""
        return self._ask({"page": number}, f", page {number + 1}", PAGE_LIMIT_S)

    def draw(self, number: int, dpi: int, file: Path) -> Message:
        """Draw a page in grey into a file; the answer tells the `dpi` it has. Raises BadBook."""
        asked: dict[str, Any] = {"render": number, "dpi": dpi, "file": str(file)}
        return self._ask(asked, f", page {number + 1}", PAGE_LIMIT_S)

    def close(self) -> None:
        """End the process. May be called twice."""
        self._child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(self, asked: Message, place: str, limit_s: float) -> Message:
        try:
            self._child.send(asked)
            return self._child.receive(limit_s)
        except (ChildGone, ValueError) as error:
            raise BadBook(
                "The PDF cannot be read: it is damaged, or needs more time or memory than a book.",
                where=f"{self._book}{place}",
                remedy="Open it in a PDF reader and save or print it to a new PDF, or ask for "
                "another edition.",
            ) from error


def _unopened(error: int, book: str) -> BadBook:
    if error in {PASSWORD, SECURITY}:
        return BadBook(
            "The PDF is locked with a password.",
            where=book,
            remedy="Ask whoever made it for a copy without one.",
        )
    return BadBook(
        "This is no whole PDF: it is damaged or cut short.", where=book, remedy=COPY_AGAIN
    )
