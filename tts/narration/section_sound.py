"""One section becomes sound: its utterances spoken or found, its MP3 files and their table.

The sound goes through phrase by phrase, so memory holds one phrase and never a chapter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import astuple, dataclass, field
from pathlib import Path

from tts.engine import Casting, Pcm
from tts.engines.hum import hum, silence
from tts.errors import SpeechFailed
from tts.narration.booth import Booth
from tts.narration.encode import Mp3Settings, Mp3Writer, encoder_version
from tts.narration.keys import fingerprint
from tts.narration.lines import Message
from tts.narration.store import Store

FAILED = "failed"
"""Stands for a phrase's utterances in the key of a section where it could not be spoken."""

LONGEST_UTTERANCE_CHARACTERS = 10_000
_FAILED_MS, _FAILED_HZ = 1_000, 100


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an engine may take over one utterance, and how often it is asked."""

    base_s: float = 30.0
    per_100_characters_s: float = 1.0
    tries: int = 3

    def of(self, spoken_text: str) -> float:
        """Seconds for this text."""
        return self.base_s + self.per_100_characters_s * len(spoken_text) / 100


@dataclass(frozen=True, slots=True)
class Cut:
    """How sections are cut and encoded: part of the key of every finished section.

    A sound file grows no longer than `longest_s` if a phrase border allows; players drift and
    stumble in files of more than an hour.
    """

    rate_hz: int
    mp3: Mp3Settings = field(default_factory=Mp3Settings)
    longest_s: int = 3_000


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance with its key, as the process that makes a section needs it."""

    key: str
    casting: Casting
    text: str
    ends_sentence: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase of a section: what is said for it, and the pause after it."""

    said: tuple[Said, ...]
    pause_ms: int

    def as_json(self) -> list[object]:
        """For a message to another process; `line_of` reads it."""
        return [
            self.pause_ms,
            [[s.key, *astuple(s.casting), s.text, s.ends_sentence] for s in self.said],
        ]


def line_of(json: Sequence[object]) -> Line:
    """The line that `Line.as_json` wrote."""
    pause_ms, said = json
    return Line(
        tuple(Said(s[0], Casting(*s[1:4]), s[4], s[5]) for s in said),  # type: ignore[attr-defined]
        int(pause_ms),  # type: ignore[call-overload]
    )


def section_key(lines: Sequence[Line], cut: Cut, failed: Mapping[int, str] | None = None) -> str:
    """The key of a finished section: its utterances and pauses in order, and how it is encoded."""
    fields = [encoder_version(), str(cut.rate_hz), str(cut.longest_s)]
    fields += [str(cut.mp3.kbit_s), str(cut.mp3.quality)]
    for place, line in enumerate(lines):
        keys = [FAILED] if failed and place in failed else [said.key for said in line.said]
        fields += [str(line.pause_ms), str(len(keys)), *keys]
    return fingerprint("section", *fields)


@dataclass
class Made:
    """What came of a section: the key it is kept under, counts, and which lines failed and why."""

    key: str = ""
    spoken: int = 0
    reused: int = 0
    failed: dict[int, str] = field(default_factory=dict)


class SectionMaker:
    """Makes sections, one after the other. Owns its booths. Belongs to one thread."""

    def __init__(
        self, store: Store, cut: Cut, limits: Limits, open_booth: Callable[[Casting], Booth]
    ) -> None:
        self._store, self._cut, self._limits = store, cut, limits
        self._open_booth = open_booth
        self._booths: dict[Casting, Booth] = {}

    def make(
        self, lines: Sequence[Line], on_line: Callable[[], object], *, mute_because: str = ""
    ) -> Made:
        """Speak what is missing, encode, keep; calls `on_line` after each line.

        With `mute_because` nothing is spoken and every line fails for that reason. Raises
        StoreBroken, EngineMissing, OSError.
        """
        made = Made()
        with ExitStack() as parts:
            files = _Files(self._store, self._cut, parts)
            for place, line in enumerate(lines):
                try:
                    if mute_because:
                        raise SpeechFailed(mute_because)  # noqa: TRY301 - as if it had failed
                    pieces = [self._sound(said, made) for said in line.said]
                    self._ask_ahead(lines[place + 1 : place + 2])
                except SpeechFailed as error:
                    made.failed[place] = str(error)
                    pieces = [hum(_FAILED_MS, frequency_hz=_FAILED_HZ, rate_hz=self._cut.rate_hz)]
                files.add(pieces, line.pause_ms)
                on_line()
            made.key = section_key(lines, self._cut, made.failed)
            files.keep(made.key)
        return made

    def close(self) -> None:
        """End the booths."""
        for booth in self._booths.values():
            booth.close()

    def _ask_ahead(self, lines: Sequence[Line]) -> None:
        """Have the next phrase spoken while the last one is encoded."""
        for said in (said for line in lines for said in line.said):
            if _is_speakable(said) and not self._store.has(said.key):
                booth = self._booth(said.casting)
                if not booth.has_asked(said.key):
                    booth.ask(
                        said.key,
                        said.text,
                        ends_sentence=said.ends_sentence,
                        limit_s=self._limits.of(said.text),
                    )

    def _sound(self, said: Said, made: Made) -> Pcm:
        was_asked = said.casting in self._booths and self._booths[said.casting].has_asked(said.key)
        pcm = None if was_asked else self._store.get(said.key)
        if pcm is not None:
            made.reused += 1
            return pcm
        self._speak(said)
        pcm = self._store.get(said.key)
        if pcm is None:
            raise SpeechFailed("was spoken, but its sound was gone when it was needed")
        made.spoken += 1
        return pcm

    def _speak(self, said: Said) -> None:
        if not _is_speakable(said):
            raise SpeechFailed(
                f"has {len(said.text)} characters; at most "
                f"{LONGEST_UTTERANCE_CHARACTERS} are spoken in one go"
            )
        for last in (False,) * (self._limits.tries - 1) + (True,):
            try:
                return self._booth(said.casting).say(
                    said.key,
                    said.text,
                    ends_sentence=said.ends_sentence,
                    limit_s=self._limits.of(said.text),
                )
            except SpeechFailed:
                if last:
                    raise
        return None

    def _booth(self, casting: Casting) -> Booth:
        if casting not in self._booths:
            self._booths[casting] = self._open_booth(casting)
        return self._booths[casting]


def _is_speakable(said: Said) -> bool:
    return len(said.text) <= LONGEST_UTTERANCE_CHARACTERS


class _Files:
    """The MP3 files of a section while they grow, and the table that will tell what is in them."""

    def __init__(self, store: Store, cut: Cut, parts: ExitStack) -> None:
        self._store, self._cut, self._parts = store, cut, parts
        self._finished: list[tuple[Path, Message]] = []
        self._lines: list[list[int]] = []
        self._utterances: list[list[int]] = []
        self._path, self._writer = self._next_file()

    def add(self, pieces: Sequence[Pcm], pause_ms: int) -> None:
        """Go on with the sound of one phrase, in a new file if this one would get too long."""
        pause = silence(pause_ms, rate_hz=self._cut.rate_hz)
        samples = sum(map(len, (*pieces, pause))) // 2
        given = self._writer.given_samples
        if given and given + samples > self._cut.longest_s * self._cut.rate_hz:
            self._finish_file()
            self._path, self._writer = self._next_file()
        self._lines.append([len(self._finished), self._writer.given_samples])
        self._utterances.append([len(piece) // 2 for piece in pieces])
        for piece in (*pieces, pause):
            self._writer.write(piece)

    def keep(self, key: str) -> None:
        """Put all files and the table into the store, the table last."""
        self._finish_file()
        for number, (path, _) in enumerate(self._finished, 1):
            self._store.keep_part(path, key, number)
        self._store.put_table(
            key,
            {
                "sounds": [facts for _, facts in self._finished],
                "lines": self._lines,
                "utterances": self._utterances,
            },
        )

    def _next_file(self) -> tuple[Path, Mp3Writer]:
        path, file = self._parts.enter_context(self._store.part())
        return path, Mp3Writer(file, self._cut.rate_hz, self._cut.mp3)

    def _finish_file(self) -> None:
        writer = self._writer
        writer.finish()
        facts = {
            "samples": writer.decoded_samples, "bytes": writer.size_bytes, "crc32": writer.crc32
        }  # fmt: skip
        self._finished.append((self._path, facts))
