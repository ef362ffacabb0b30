"""How near narration comes to the bare limit, in processor time and memory.

`python -m benchmarks.narration [--characters N] [--languages ru kk] [--workers 1 2]`

The limit is what nobody can avoid: eSpeak NG saying the same utterances one after the other in
one process, and LAME encoding the same samples. Both are measured in this run, on this machine,
before and after each narration, and the lower counts. Processor time is user and system time of
all processes; memory is what a worker and all its booths share out (PSS), sampled four times a
second.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from benchmarks.growing import grown_script
from tts.engines.hum import silence
from tts.engines.registry import default_castings, open_engine
from tts.manner.choice import PLAIN
from tts.manner.pauses import with_pauses
from tts.narration.encode import Mp3Settings, Mp3Writer
from tts.narration.narrator import Manner, narrate
from tts.narration.spoken import Cast
from tts.narration.store import Store


def processor_s() -> float:
    """User and system time of this process and of all that it has seen end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


@dataclass(frozen=True)
class Limit:
    """Processor seconds that speaking and encoding take by themselves."""

    speaking_s: float
    encoding_s: float

    @property
    def all_s(self) -> float:
        """Both."""
        return self.speaking_s + self.encoding_s


def measure_limit(language: str, characters: int) -> None:
    """Speak and encode in this process, and print the two times."""
    script = grown_script(language, characters)
    cast = Cast(default_castings("espeak"), language)
    engine = open_engine(cast.main_voice)
    speaking_s = encoding_s = 0.0
    for section in script.sections:
        writer = Mp3Writer(BytesIO(), engine.rate_hz, Mp3Settings())
        for phrase, pause_ms in with_pauses(section):
            began_s = time.process_time()
            pieces = [
                engine.speak(said.text, ends_sentence=said.ends_sentence)
                for said in cast.utterances(phrase)
            ]
            spoken_s = time.process_time()
            for pcm in (*pieces, silence(pause_ms, rate_hz=engine.rate_hz)):
                writer.write(pcm)
            speaking_s += spoken_s - began_s
            encoding_s += time.process_time() - spoken_s
        writer.finish()
    print(speaking_s, encoding_s)


def limit_of(language: str, characters: int) -> Limit:
    """Measured in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.narration", "--limit", language, str(characters)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return Limit(*map(float, told.stdout.split()))


class Memory(threading.Thread):
    """The most memory that any one worker with its booths has had, and this process."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.worker_bytes = 0
        self._enough = threading.Event()

    def run(self) -> None:
        """Look four times a second."""
        while not self._enough.wait(0.25):
            groups: dict[int, int] = defaultdict(int)
            for process in Path("/proc").iterdir():
                if process.name.isdigit():
                    self._add(int(process.name), groups)
            self.worker_bytes = max(self.worker_bytes, *groups.values(), 0)

    def _add(self, process: int, groups: dict[int, int]) -> None:
        try:
            group = os.getpgid(process)
            if group == os.getpgrp() or _parent(group) != os.getpid():
                return
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except (OSError, IndexError):
            return
        groups[group] += 1024 * int(rollup.partition("\nPss:")[2].split()[0])

    def stop(self) -> None:
        """Look no more."""
        self._enough.set()
        self.join()


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def measure(language: str, characters: int, workers: int) -> None:
    """Print one line of the table."""
    script = grown_script(language, characters)
    exact = sum(len(phrase.text) for phrase in script.phrases())
    limits = [limit_of(language, characters)]
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory()
        memory.start()
        began_s, wall_s = processor_s(), time.monotonic()
        castings = default_castings("espeak")
        narration = narrate(
            script, castings, Store(Path(folder)), workers=workers, manner=Manner(reading=PLAIN)
        )
        used_s, wall_s = processor_s() - began_s, time.monotonic() - wall_s
        memory.stop()
    limits.append(limit_of(language, characters))
    limit = min(limits, key=lambda each: each.all_s)
    sound_s = narration.timing.total_ms / 1000
    main_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{language}, {workers} worker(s): {exact} characters, {sound_s / 3600:.2f} h of sound, "
        f"{narration.spoken} utterances\n"
        f"  limit     {limit.all_s:6.1f} s  (speaking {limit.speaking_s:.1f}, "
        f"encoding {limit.encoding_s:.1f}; the other time {max(x.all_s for x in limits):.1f})\n"
        f"  narration {used_s:6.1f} s  = {used_s / limit.all_s:.2f} of the limit; "
        f"wall {wall_s:.1f} s\n"
        f"  {exact / used_s:,.0f} characters and {sound_s / used_s:.0f} s of sound "
        f"for a second of processor\n"
        f"  memory: worker with booths {memory.worker_bytes / 2**20:.0f} MB, main {main_mb:.0f} MB"
    )


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=60_000)
    parser.add_argument("--languages", nargs="+", default=["ru", "kk"])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--limit", nargs=2, metavar=("LANGUAGE", "CHARACTERS"))
    choices = parser.parse_args()
    if choices.limit:
        measure_limit(choices.limit[0], int(choices.limit[1]))
        return
    for language in choices.languages:
        for workers in choices.workers:
            measure(language, choices.characters, workers)


if __name__ == "__main__":
    main()
