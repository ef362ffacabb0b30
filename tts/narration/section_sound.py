"""One section becomes sound: its utterances spoken or found, its MP3 files and their table.

The sound goes through phrase by phrase, so memory holds one phrase and never a chapter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
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
"""Stands for an utterance in the key of a section where it could not be spoken."""

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
    """An utterance with its key, as the process that makes a section needs it. `rest_ms` of
    silence follow it, before the next of the same line."""

    key: str
    casting: Casting
    text: str
    ends_sentence: bool
    rest_ms: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase of a section: what is said for it, and the pause after it."""

    said: tuple[Said, ...]
    pause_ms: int

    def as_json(self) -> list[object]:
        """For a message to another process; `line_of` reads it."""
        return [
            self.pause_ms,
            [[s.key, *astuple(s.casting), s.text, s.ends_sentence, s.rest_ms] for s in self.said],
        ]


def line_of(json: Sequence[object]) -> Line:
    """The line that `Line.as_json` wrote."""
    pause_ms, said = json
    return Line(
        tuple(Said(s[0], Casting(*s[1:-3]), *s[-3:]) for s in said),  # type: ignore[attr-defined]
        int(pause_ms),  # type: ignore[call-overload]
    )


def section_key(
    lines: Sequence[Line], cut: Cut, failed: Collection[tuple[int, int]] = frozenset()
) -> str:
    """The key of a finished section: its utterances and pauses in order, and how it is encoded.

    `failed` has the utterances that could not be spoken, by their line and place in it.
    """
    fields = [encoder_version(), str(cut.rate_hz), str(cut.longest_s)]
    fields += [str(cut.mp3.kbit_s), str(cut.mp3.quality)]
    for number, line in enumerate(lines):
        fields += [str(line.pause_ms), str(len(line.said))]
        for place, said in enumerate(line.said):
            fields += [FAILED if (number, place) in failed else said.key, str(said.rest_ms)]
    return fingerprint("section", *fields)


@dataclass
class Made:
    """What came of a section: the key it is kept under, counts, and which lines failed and why."""

    key: str = ""
    spoken: int = 0
    reused: int = 0
    failed: dict[int, str] = field(default_factory=dict)


OnLine = Callable[[Callable[[], list[Path]]], object]
"""Hears that a line is done; what it is handed tells, when it is called, the files so far, all
of which is on the disk then."""


class SectionMaker:
    """Makes sections, one after the other. Owns its booths. Belongs to one thread."""

    def __init__(
        self, store: Store, cut: Cut, limits: Limits, open_booth: Callable[[Casting], Booth]
    ) -> None:
        self._store, self._cut, self._limits = store, cut, limits
        self._open_booth = open_booth
        self._booths: dict[Casting, Booth] = {}
        self._given_up: dict[str, str] = {}

    def make(self, lines: Sequence[Line], on_line: OnLine, *, mute_because: str = "") -> Made:
        """Speak what is missing, encode, keep; calls `on_line` after each line.

        With `mute_because` nothing is spoken and every line fails for that reason. An utterance
        that fails is heard as a tone in its place, the others of its line are spoken. Raises
        StoreBroken, EngineMissing, OSError.
        """
        made = Made()
        silenced = set[tuple[int, int]]()
        with ExitStack() as parts:
            files = _Files(self._store, self._cut, parts)
            for number, line in enumerate(lines):
                pieces, lost = self._pieces(line, made, mute_because)
                silenced |= {(number, place) for place in lost}
                if lost:
                    made.failed[number] = next(iter(lost.values()))
                if not mute_because:
                    self._ask_ahead(lines[number + 1 : number + 2])
                files.add(pieces, line)
                on_line(files.so_far)
            made.key = section_key(lines, self._cut, silenced)
            files.keep(made.key)
        return made

    def close(self) -> None:
        """End the booths."""
        for booth in self._booths.values():
            booth.close()

    def _ask_ahead(self, lines: Sequence[Line]) -> None:
        """Have the next phrase spoken while the last one is encoded."""
        for said in (said for line in lines for said in line.said):
            if self._may_be_asked(said) and not self._store.has(said.key):
                booth = self._booth(said.casting)
                if not booth.has_asked(said.key):
                    booth.ask(
                        said.key,
                        said.text,
                        ends_sentence=said.ends_sentence,
                        limit_s=self._limits.of(said.text),
                    )

    def _pieces(
        self, line: Line, made: Made, mute_because: str
    ) -> tuple[list[Pcm], dict[int, str]]:
        """The sound of each utterance, and why some have only a tone, by their place."""
        pieces, lost = list[Pcm](), dict[int, str]()
        for place, said in enumerate(line.said):
            try:
                if mute_because:
                    raise SpeechFailed(mute_because)  # noqa: TRY301 - as if it had failed
                pieces.append(self._sound(said, made))
            except SpeechFailed as error:
                lost[place] = str(error)
                pieces.append(hum(_FAILED_MS, frequency_hz=_FAILED_HZ, rate_hz=self._cut.rate_hz))
        return pieces, lost

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
        if said.key in self._given_up:  # the header of a column: it would fail at every cell
            raise SpeechFailed(self._given_up[said.key])
        for last in (False,) * (self._limits.tries - 1) + (True,):
            try:
                return self._booth(said.casting).say(
                    said.key,
                    said.text,
                    ends_sentence=said.ends_sentence,
                    limit_s=self._limits.of(said.text),
                )
            except SpeechFailed as error:
                if last:
                    self._given_up[said.key] = str(error)
                    raise
        return None

    def _may_be_asked(self, said: Said) -> bool:
        return _is_speakable(said) and said.key not in self._given_up

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

    def add(self, pieces: Sequence[Pcm], line: Line) -> None:
        """Go on with the sound of one phrase, in a new file if this one would get too long."""
        rests = [self._silence(said.rest_ms) for said in line.said]
        sounds = [sound for pair in zip(pieces, rests, strict=True) for sound in pair]
        sounds.append(self._silence(line.pause_ms))
        samples = sum(map(len, sounds)) // 2
        given = self._writer.given_samples
        if given and given + samples > self._cut.longest_s * self._cut.rate_hz:
            self._finish_file()
            self._path, self._writer = self._next_file()
        self._lines.append([len(self._finished), self._writer.given_samples])
        self._utterances.append([len(piece) // 2 for piece in pieces])
        for sound in sounds:
            self._writer.write(sound)

    def so_far(self) -> list[Path]:
        """The files, with everything that is encoded by now."""
        self._writer.flush()
        return [*(path for path, _ in self._finished), self._path]

    def _silence(self, length_ms: int) -> Pcm:
        return silence(length_ms, rate_hz=self._cut.rate_hz)

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
