"""What M4B costs: time beside the bare limit, memory an hour, and how near the sound stays.

`python -m benchmarks.m4b [--characters N] [--hours H]`

The limit is decoding the same MP3 files, which nobody can avoid. FFmpeg's own choice of settings
is measured in the same run, so the two can be compared. Nearness is the signal-to-noise ratio
against the MP3 files, over the whole book and as the mean over pieces of 20 ms that are spoken.
Memory is the most that a process of its own has held, for a short book and for one of H hours.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from benchmarks.growing import grown_script
from tts.engines.registry import default_castings
from tts.forms import m4b
from tts.forms.making import Making
from tts.narration.narrator import narrate
from tts.narration.store import Store
from tts.script import Script
from tts.timing import Clip, Timing

MAKING = Making(producer="-", narrators=("-",), made_on=date(2026, 1, 1), generator="benchmark")
SETTINGS = {"FFmpeg's own": {}, "ours": m4b.CODER}
_PIECE_S = 0.02
_QUIETEST = 1e-4


def samples_of(path: Path) -> NDArray[np.float64]:
    """The sound of one file."""
    with av.open(str(path)) as sound:
        pieces = [frame.to_ndarray().ravel() for frame in sound.decode(audio=0)]
    return np.concatenate(pieces).astype(np.float64)


def nearness_db(ours: NDArray[np.float64], theirs: NDArray[np.float64], rate_hz: int) -> str:
    """Signal to noise over all, and the mean over pieces that are not silent."""
    size = int(rate_hz * _PIECE_S)
    length = min(len(ours), len(theirs)) // size * size
    signal, noise = theirs[:length], theirs[:length] - ours[:length]
    power, lost = ((a.reshape(-1, size) ** 2).sum(axis=1) for a in (signal, noise))
    heard = power > power.max() * _QUIETEST
    pieces = 10 * np.log10(power[heard] / (lost[heard] + 1e-12))
    whole = 10 * np.log10(power.sum() / lost.sum())
    return f"{whole:.1f} dB over all, {pieces.mean():.1f} dB a piece of 20 ms"


def measure_speed(script: Script, timing: Timing, folder: Path) -> None:
    """Print a line for each choice of settings."""
    began_s = time.process_time()
    theirs = np.concatenate([samples_of(sound.path) for sound in timing.sounds])
    limit_s, sound_s = time.process_time() - began_s, timing.total_ms / 1000
    print(f"{sound_s:.0f} s of sound; limit (decoding): {sound_s / limit_s:.0f} x real time")
    chosen = dict(m4b.CODER)
    for name, settings in SETTINGS.items():
        m4b.CODER.clear()
        m4b.CODER.update(chosen if settings is m4b.CODER else settings)
        out = folder / "book.m4b"
        began_s = time.process_time()
        m4b.write(script, timing, MAKING, out)
        used_s = time.process_time() - began_s
        kbit_s = out.stat().st_size * 8 / sound_s / 1000
        near = nearness_db(samples_of(out), theirs, timing.rate_hz)
        print(f"  {name:13}{sound_s / used_s:5.0f} x real time, {kbit_s:.1f} kbit/s, {near}")


def lengthened(script: Script, timing: Timing, hours: float) -> tuple[Script, Timing]:
    """The same sounds again and again, under new names, until they last so long."""
    times = max(1, round(hours * 3_600_000 / timing.total_ms))
    sections, sounds, clips = [], [], dict[str, Clip]()
    for turn in range(times):
        for section in script.sections:
            (heading, *_) = section.heading.content
            phrase = replace(heading, phrase_id=f"{heading.phrase_id}_{turn}")
            name = f"{turn}_{timing.clips[heading.phrase_id].sound}"
            sound = timing.sound(timing.clips[heading.phrase_id].sound)
            sounds.append(replace(sound, name=name))
            clips[phrase.phrase_id] = Clip(phrase.phrase_id, name, 0, sound.samples)
            only = replace(section.heading, content=(phrase,))
            number = f"{section.section_id}_{turn}"
            sections.append(replace(section, section_id=number, heading=only, blocks=()))
    long = Timing(timing.rate_hz, tuple(sounds), clips)
    return replace(script, sections=tuple(sections)), long


def measure_memory(script: Script, timing: Timing, hours: float, folder: Path) -> None:
    """Write so many hours in this process, and print what it held at most."""
    m4b.write(*lengthened(script, timing, hours), MAKING, folder / "long.m4b")
    status = Path("/proc/self/status").read_text()  # getrusage counts what the parent held, too
    (peak,) = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    print(int(peak) / 1024)


def memory_mb(hours: float, characters: int, folder: Path) -> float:
    """Measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.m4b", "--characters", str(characters)]
    command += ["--memory", str(hours), "--folder", str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=9_000)
    parser.add_argument("--hours", type=float, default=3)
    parser.add_argument("--memory", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    choices = parser.parse_args()
    script = grown_script("ru", choices.characters)
    with tempfile.TemporaryDirectory() as name:
        folder = choices.folder or Path(name)
        castings = default_castings("espeak")
        timing = narrate(script, castings, Store(folder / "store")).timing
        if choices.memory:
            measure_memory(script, timing, choices.memory, Path(name))
            return
        measure_speed(script, timing, folder)
        short_h = timing.total_ms / 3_600_000
        short, long = (memory_mb(h, choices.characters, folder) for h in (short_h, choices.hours))
        hourly = (long - short) / (choices.hours - short_h)
        print(f"  memory: {short:.0f} MB for {short_h:.2f} h, {long:.0f} MB for {choices.hours} h: "
              f"{hourly:.1f} MB an hour")  # fmt: skip


if __name__ == "__main__":
    main()
