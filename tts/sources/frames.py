"""What an open element hands down to everything that stands in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tts.book import Emphasis
from tts.sources.sinks import Sink


@dataclass(slots=True)
class Frame:
    """The state of reading inside one element.

    A silent frame drops text until a note begins. `demotes`: headings here are words in bold.
    `keeps_lines`: line ends part blocks. `depth` counts the blocks around that hold blocks.
    `pages_to`: where page breaks go, if not to the sink. `close` is called at the end.
    """

    sink: Sink
    language: str = ""
    emphasis: Emphasis = Emphasis.NONE
    is_silent: bool = False
    keeps_lines: bool = False
    demotes: bool = False
    depth: int = 0
    pages_to: Sink | None = None
    close: Callable[[], None] | None = None

    def inside(self, language: str | None) -> Frame:
        """The frame of a child that does nothing of its own; None: it states no language."""
        return Frame(
            self.sink,
            self.language if language is None else language,
            self.emphasis,
            self.is_silent,
            self.keeps_lines,
            self.demotes,
            self.depth,
            self.pages_to,
        )

    def opens(self, sink: Sink, close: Callable[[], None]) -> None:
        """From here on text goes to `sink`; blocks in it are one deeper."""
        self.sink, self.close = sink, close
        self.depth += 1
        self.demotes = True
