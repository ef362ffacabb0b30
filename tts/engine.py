"""What a speech engine promises. Each vendor has one file in `tts/engines/`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

Pcm: TypeAlias = bytes
"""Sound: 16-bit signed little-endian samples, one channel, no header."""

PcmSink: TypeAlias = Callable[[memoryview], object]
"""Takes sound piece by piece. A piece is gone when the call returns; copy what is to stay."""


@dataclass(frozen=True, slots=True, order=True)
class Voice:
    """Somebody who can speak here: engine ("espeak"), the name it knows, the languages it reads."""

    engine: str
    name: str
    languages: tuple[str, ...]

    def reads(self, language: str) -> bool:
        """Whether it reads this language ("kk") or a dialect of it ("kk-kz")."""
        return any(f"{tag}-".lower().startswith(f"{language}-".lower()) for tag in self.languages)


ORDINARY_WPM = 175
"""eSpeak NG's ordinary pace in words a minute; to other engines it means their own."""


@dataclass(frozen=True, slots=True)
class Casting:
    """One voice at one speed: what an engine is opened with, and part of every sound's key.

    `words_per_minute` is the engine's own idea of speed.
    """

    engine: str
    voice: str
    words_per_minute: int = ORDINARY_WPM


class SpeechEngine(Protocol):
    """Turns spoken text into sound, in one voice. Belongs to one process and one thread."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may sound different; part of every sound's key."""
        ...

    @property
    def rate_hz(self) -> int:
        """Samples a second; constant for the life of the engine."""
        ...

    @property
    def remembers(self) -> bool:
        """Whether the sound of words may depend on what was said before them."""
        ...

    def speak(self, spoken_text: str, *, ends_sentence: bool = True) -> Pcm:
        """Say it. `ends_sentence` adds the pause after a sentence. Never empty for words.

        Raises SpeechFailed.
        """
        ...


@runtime_checkable
class SpeaksInPieces(Protocol):
    """An engine that hands its sound over while it speaks, so no utterance is whole in memory."""

    def speak_into(self, sink: PcmSink, spoken_text: str, *, ends_sentence: bool = True) -> None:
        """Say it into `sink`. The pieces joined are what `speak` gives. Raises SpeechFailed."""
        ...


def speak_into(
    engine: SpeechEngine, sink: PcmSink, spoken_text: str, *, ends_sentence: bool = True
) -> None:
    """Have any engine say it into `sink`, in pieces if it can. Raises SpeechFailed."""
    if isinstance(engine, SpeaksInPieces):
        engine.speak_into(sink, spoken_text, ends_sentence=ends_sentence)
    elif pcm := engine.speak(spoken_text, ends_sentence=ends_sentence):
        sink(memoryview(pcm))


def speak_whole(engine: SpeaksInPieces, spoken_text: str, *, ends_sentence: bool) -> Pcm:
    """Have an engine say it in pieces, and join them. Raises SpeechFailed."""
    pieces: list[bytes] = []
    engine.speak_into(
        lambda piece: pieces.append(bytes(piece)), spoken_text, ends_sentence=ends_sentence
    )
    return b"".join(pieces)
