"""A voice at another rate: every voice of a book comes to the rate of its main one.

Resampled by FFmpeg's libswresample in floating point (a windowed sinc; measured on two tones
between 16,000 and 48,000 Hz: 85 to 87 dB above all it adds, and what the lower rate cannot hold
is 100 dB down). The same sound in other pieces gives the same samples.
"""

from __future__ import annotations

from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

from tts.engine import Pcm, PcmSink, SpeechEngine, speak_into, speak_whole

_PIECE_SAMPLES = 8_192
_METHOD = "internal_sample_fmt=fltp"


class Resampler:
    """Takes sound at one rate and hands it on at another: ceil(n × to / from) samples for n.

    Holds a piece at a time, whatever it is given. Used for one utterance, then forgotten.
    """

    def __init__(self, sink: PcmSink, from_hz: int, to_hz: int) -> None:
        self._sink, self._from_hz, self._to_hz = sink, from_hz, to_hz
        self._taken = self._given = 0
        self._graph = Graph()
        self._graph.threads = 1
        steps = (
            self._graph.add(
                "abuffer",
                f"sample_rate={from_hz}:sample_fmt=s16:channel_layout=mono:time_base=1/{from_hz}",
            ),
            self._graph.add("aresample", f"{to_hz}:{_METHOD}"),
            self._graph.add("abuffersink"),
        )
        self._graph.link_nodes(*steps).configure()

    def take(self, piece: memoryview) -> None:
        """Go on with this sound: whole samples."""
        for begin in range(0, piece.nbytes, 2 * _PIECE_SAMPLES):
            self._push(piece[begin : begin + 2 * _PIECE_SAMPLES])
            self._hand_on()

    def finish(self) -> None:
        """Hand on what is still inside."""
        self._graph.push(None)
        self._hand_on()
        missing = self._due() - self._given
        if missing > 0:  # the library keeps back a sample at times, and more of 10 ms of sound
            self._sink(memoryview(bytes(2 * missing)))

    def _push(self, piece: memoryview) -> None:
        frame = AudioFrame(format="s16", layout="mono", samples=piece.nbytes // 2)
        frame.sample_rate = self._from_hz
        frame.time_base, frame.pts = Fraction(1, self._from_hz), self._taken
        frame.planes[0].update(bytes(piece).ljust(frame.planes[0].buffer_size, b"\0"))
        self._taken += frame.samples
        self._graph.push(frame)

    def _hand_on(self) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            assert isinstance(frame, AudioFrame)  # noqa: S101 - the sink is one of sound
            samples = min(frame.samples, self._due() - self._given)
            self._given += samples
            self._sink(memoryview(frame.planes[0])[: 2 * samples])

    def _due(self) -> int:
        return -(-self._taken * self._to_hz // self._from_hz)


class Resampled:
    """`SpeechEngine` and `SpeaksInPieces`: another engine, heard at `rate_hz`."""

    def __init__(self, engine: SpeechEngine, rate_hz: int) -> None:
        self._engine, self._rate_hz = engine, rate_hz

    @property
    def version(self) -> str:
        """Of the engine, and of the way to the other rate."""
        return resampled_version(self._engine.version, self._engine.rate_hz)

    @property
    def rate_hz(self) -> int:
        """The rate it is brought to."""
        return self._rate_hz

    @property
    def remembers(self) -> bool:
        """As the engine does; each utterance makes its resampler anew."""
        return self._engine.remembers

    def speak(self, spoken_text: str, *, ends_sentence: bool = True) -> Pcm:
        """Say it whole. Raises SpeechFailed."""
        return speak_whole(self, spoken_text, ends_sentence=ends_sentence)

    def speak_into(self, sink: PcmSink, spoken_text: str, *, ends_sentence: bool = True) -> None:
        """Say it into `sink`. Raises SpeechFailed."""
        resampler = Resampler(sink, self._engine.rate_hz, self._rate_hz)
        speak_into(self._engine, resampler.take, spoken_text, ends_sentence=ends_sentence)
        resampler.finish()


def resampled_version(version: str, from_hz: int) -> str:
    """The version of a voice that is brought from this rate to another."""
    number = ".".join(map(str, av.library_versions["libswresample"]))
    return f"{version}, from {from_hz} Hz by libswresample {number} {_METHOD}"
