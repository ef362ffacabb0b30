"""A worker: a process that makes sections, one after the other, and tells how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tts.engine import Casting
from tts.engines.installation import Installation, installation_of
from tts.errors import TtsError
from tts.narration.booth import Booth
from tts.narration.encode import Mp3Settings
from tts.narration.lines import Lines, Message
from tts.narration.section_sound import Cut, Limits, SectionMaker, line_of
from tts.narration.store import Store

_TELL_EVERY_S = 0.1


def opening_message(store: Store, cut: Cut, limits: Limits, installation: Installation) -> Message:
    """What a worker is told first."""
    return {
        "store": str(store.root),
        "cut": [cut.rate_hz, cut.mp3.kbit_s, cut.mp3.quality, cut.longest_s],
        "limits": [limits.base_s, limits.per_100_characters_s, limits.tries],
        "installation": installation.as_json(),
    }


def serve(lines: Lines) -> None:
    """Be a worker: make each section asked for until the asker ends.

    A request has the "lines" of a section, and "mute_because". Answers are {"line": n, "files": …}
    when n lines are done, at most ten times a second, then one with the key, the counts and the
    failures of the section, or with what "broke" that no other section will be spared.
    """
    opening = lines.receive()
    if opening is None:
        return
    maker = _maker(opening)
    while (request := lines.receive()) is not None:
        ticker = _Ticker(lines)
        try:
            made = maker.make(
                [line_of(line) for line in request["lines"]],
                ticker.tick,
                mute_because=request["mute_because"],
            )
        except BrokenPipeError:
            break
        except (TtsError, OSError) as error:
            lines.send({"broke": str(error)})
            continue
        failed = {str(place): reason for place, reason in made.failed.items()}
        lines.send(
            {"key": made.key, "spoken": made.spoken, "reused": made.reused, "failed": failed}
        )
    maker.close()


def _maker(opening: Message) -> SectionMaker:
    store = Store(Path(opening["store"]))
    installation = installation_of(opening["installation"])
    rate_hz, kbit_s, quality, longest_s = opening["cut"]

    def open_booth(casting: Casting) -> Booth:
        return Booth(casting, store, installation=installation, rate_hz=rate_hz)

    cut = Cut(rate_hz, Mp3Settings(kbit_s, quality), longest_s)
    return SectionMaker(store, cut, Limits(*opening["limits"]), open_booth)


class _Ticker:
    """Tells how many lines are done, not oftener than somebody can look."""

    def __init__(self, lines: Lines) -> None:
        self._lines, self._done, self._told_at_s = lines, 0, time.monotonic()

    def tick(self, so_far: Callable[[], list[Path]]) -> None:
        self._done += 1
        if time.monotonic() - self._told_at_s >= _TELL_EVERY_S:
            self._lines.send({"line": self._done, "files": [str(path) for path in so_far()]})
            self._told_at_s = time.monotonic()
