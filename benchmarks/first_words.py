"""How soon a reader who waits hears something: `dauys convert --listen`, watched from outside.

`python -m benchmarks.first_words [--characters N] [--languages ru kk] [--limit-s S]`

A book of long chapters is made into DAISY 2.02 by one worker. The clock starts with the command and
stops when its play list offers the first sound, and the first chapter's. The limit is 3 s
for the first chapter; exit 1 where it is not kept.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.conversion import epub_of
from benchmarks.growing import grown_script
from tts.listening import FOLDER, PLAYLIST, ready_in

LONGEST_S = 120.0
LOOK_EVERY_S = 0.02


def first_heard_s(book: Path, folder: Path) -> tuple[float, float]:
    """Seconds until anything, and until something of the first chapter, can be heard."""
    command = [
        sys.executable, "-m", "api.cli.main", "convert", str(book), "--to", "daisy202",
        "--out", str(folder), "--listen", "--plain", "--workers", "1",
    ]  # fmt: skip
    playlist = folder / book.stem / FOLDER / PLAYLIST
    began_s = time.monotonic()
    anything_s = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as making:
        try:
            while (passed_s := time.monotonic() - began_s) < LONGEST_S and making.poll() is None:
                ready = ready_in(playlist)
                if ready and not anything_s:
                    anything_s = passed_s
                if len(ready) > 1:  # the first of all is the spoken opening
                    return anything_s, passed_s
                time.sleep(LOOK_EVERY_S)
        finally:
            making.kill()
    raise SystemExit("The book was not heard before it was finished.")


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=300_000)
    parser.add_argument("--languages", nargs="+", default=["ru", "kk"])
    parser.add_argument("--limit-s", type=float, default=3.0)
    choices = parser.parse_args()
    slowest_s = 0.0
    for language in choices.languages:
        with tempfile.TemporaryDirectory() as name:
            book = epub_of(grown_script(language, choices.characters), Path(name))
            anything_s, chapter_s = first_heard_s(book, Path(name) / "shelf")
        slowest_s = max(slowest_s, chapter_s)
        print(
            f"{language}: the opening after {anything_s:.2f} s, a chapter after {chapter_s:.2f} s"
        )
    return int(slowest_s > choices.limit_s)


if __name__ == "__main__":
    sys.exit(main())
