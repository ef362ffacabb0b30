"""Sound for a telephone line: 8,000 samples a second, eight bits each (G.711 mu-law), no header.

Exchanges count 8,000 samples a second whatever a file holds, so a place in such a file is a time.
Faster and slower is done by stretching (FFmpeg's `atempo`, which keeps the pitch of a voice).
Source: ITU-T Recommendation G.711 (11/88), table 2a.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from numpy.typing import NDArray

from tts.engine import Pcm
from tts.errors import TtsError

RATE_HZ = 8_000
SLOWEST_PERCENT, FASTEST_PERCENT = 50, 300
ENDING = ".ulaw"
_BIAS, _CLIP = 132, 32_635


class BadSound(TtsError):
    """A file that should hold sound does not, or not as much as it promises."""


def silence(length_ms: int) -> bytes:
    """Nothing to hear, for so long."""
    return b"\xff" * (RATE_HZ * length_ms // 1000)


def length_ms(size_bytes: int) -> int:
    """How long so many bytes of the line's sound are heard."""
    return size_bytes * 1000 // RATE_HZ


def as_line_sound(pcm: Pcm) -> bytes:
    """Samples at 8,000 Hz as the line takes them: one byte each."""
    samples = np.frombuffer(pcm, dtype="<i2")
    coded: NDArray[np.uint8] = _table()[samples.view("<u2")]
    return coded.tobytes()


def line_sound(source: Path, *, speed_percent: int = 100) -> Iterator[bytes]:
    """A sound file of a book, for the line, piece by piece; holds a piece at a time.

    Raises BadSound.
    """
    if not SLOWEST_PERCENT <= speed_percent <= FASTEST_PERCENT:
        raise ValueError(f"{speed_percent} % is no speed of ours")
    try:
        with av.open(str(source)) as container:
            stream = next(iter(container.streams.audio), None)
            if stream is None:
                raise BadSound(f"{source.name} holds no sound.")
            graph: Graph | None = None
            for frame in container.decode(stream):
                if graph is None:
                    graph = _graph(frame, speed_percent)
                graph.push(frame)
                yield from _ready(graph)
            if graph is not None:
                graph.push(None)
                yield from _ready(graph)
    except (av.FFmpegError, OSError) as error:
        raise BadSound(f"{source.name} cannot be heard: {error}") from error


def _graph(frame: AudioFrame, speed_percent: int) -> Graph:
    graph = Graph()
    graph.threads = 1
    steps = [
        graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format.name,
            layout=frame.layout.name,
            time_base=frame.time_base,
        ),
        graph.add("aformat", f"sample_fmts=s16:channel_layouts=mono:sample_rates={RATE_HZ}"),
    ]
    if speed_percent != 100:
        steps.append(graph.add("atempo", f"{speed_percent / 100:.2f}"))
    graph.link_nodes(*steps, graph.add("abuffersink")).configure()
    return graph


def _ready(graph: Graph) -> Iterator[bytes]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, AudioFrame)  # noqa: S101 - the sink is one of sound
        yield as_line_sound(bytes(frame.planes[0])[: 2 * frame.samples])


@cache
def _table() -> NDArray[np.uint8]:
    """The byte of each of the 65,536 samples, the negative ones behind."""
    samples = np.arange(65_536, dtype=np.uint16).view(np.int16).astype(np.int32)
    loud = np.minimum(np.abs(samples), _CLIP) + _BIAS
    power = np.floor(np.log2(loud)).astype(np.int32) - 7
    step = (loud >> (power + 3)) & 15
    sign = np.where(samples < 0, 0x80, 0)
    coded: NDArray[np.uint8] = (~(sign | (power << 4) | step) & 0xFF).astype(np.uint8)
    return coded
