"""A folder of two hundred files, the process killed three times on the way: every good book whole.

What is broken among them is told, each with its reason, and stops nobody.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.spine.library import Library, first_sentence, laid_library
from tts.check.checking import check_all

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="kill -9 of a process group and /proc need Linux"
)
ROOT = Path(__file__).parents[2]
BOOKS, KILLS = 200, 3
PATIENCE_S, LAST_BREATH_S = 600, 10
SOME_WERE_REFUSED = 2
FORMS = ("daisy202", "mp3")
Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class Run:
    """The whole of it: what was asked, what came of it, what was finished when it was killed."""

    library: Library
    shelf: Path
    store: Path
    code: int
    finished_before: dict[Path, Stamp]
    said: str


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The same words again and again, until it is not killed."""
    root = tmp_path_factory.mktemp("bulk")
    library = laid_library(root / "library", BOOKS)
    shelf, store, chance = root / "shelf", root / "store", random.Random(7)  # noqa: S311
    finished: dict[Path, Stamp] = {}
    for kill in range(1, KILLS + 1):
        _killed(library, shelf, store, after_books=15 * kill, wait_s=chance.uniform(0, 0.6))
        assert _processes_of(store) == []
        now = _finished(shelf)
        assert {path: now[path] for path in finished} == finished
        finished = now
    with _started(library, shelf, store, errors=subprocess.PIPE) as last:
        said = last.communicate(timeout=PATIENCE_S)[1].decode()
    return Run(library, shelf, store, last.returncode, finished, said)


def _started(
    library: Library, shelf: Path, store: Path, *, errors: int = subprocess.DEVNULL
) -> "subprocess.Popen[bytes]":
    words = ["convert", str(library.folder), "--to", ",".join(FORMS), "--out", str(shelf)]
    return subprocess.Popen(
        [sys.executable, "-m", "api.cli", *words, "--engine", "tone", "--plain"],
        env={**os.environ, "DAUYS_STORE_DIR": str(store), "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        start_new_session=True,
    )


def _killed(library: Library, shelf: Path, store: Path, *, after_books: int, wait_s: float) -> None:
    """Start it and kill its whole group, somewhere after so many books."""
    with _started(library, shelf, store) as process:
        until_s = time.monotonic() + PATIENCE_S
        while len(list(shelf.glob("*/report.json"))) < after_books:
            assert process.poll() is None
            assert time.monotonic() < until_s
            time.sleep(0.02)
        time.sleep(wait_s)
        os.killpg(process.pid, signal.SIGKILL)


def _processes_of(store: Path) -> list[int]:
    """Who still works for this store, when everybody had time to end."""
    until_s = time.monotonic() + LAST_BREATH_S
    while (alive := list(_working_for(store))) and time.monotonic() < until_s:
        time.sleep(0.05)
    return alive


def _working_for(store: Path) -> Iterator[int]:
    """Processes with our store in their environment, which every child inherits."""
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if os.fsencode(store) in path.read_bytes():
                yield int(path.parent.name)


def _finished(shelf: Path) -> dict[Path, Stamp]:
    """Every file of every finished book, with what changes if it is written again."""
    return {
        path: (state.st_ino, state.st_mtime_ns, state.st_size)
        for report in shelf.glob("*/report.json")
        for path in report.parent.rglob("*")
        if path.is_file() and (state := path.stat())
    }


def test_every_refused_book_is_named_with_its_reason(bulk: Run) -> None:
    """In the summary on the shelf, by its whole name; the exit code tells that there are some."""
    summary = json.loads((bulk.shelf / "conversion.json").read_bytes())
    assert bulk.code == SOME_WERE_REFUSED, bulk.said
    assert summary["books"] == BOOKS
    assert set(summary["refused"]) == set(map(str, bulk.library.bad))
    assert all(20 < len(reason) < 400 for reason in summary["refused"].values())
    assert "Traceback" not in bulk.said


def test_every_good_book_is_on_the_shelf_whole(bulk: Run) -> None:
    """Each with its own words, in every form, without a fault; nothing else is there."""
    folders = {path.name for path in bulk.shelf.iterdir() if path.is_dir()}
    assert folders == set(bulk.library.good)
    for name in bulk.library.good:
        text = (bulk.shelf / name / "daisy202" / "content.html").read_text("utf-8")
        assert first_sentence(name) in text
    checked = check_all(bulk.shelf)
    assert [fault for book in checked for fault in book.faults] == []
    assert len(checked) == len(FORMS) * len(bulk.library.good)


def test_what_was_finished_before_a_kill_is_not_made_again(bulk: Run) -> None:
    """The very same files, to the time of their writing."""
    assert len(bulk.finished_before) > 3 * 15 * KILLS
    after = _finished(bulk.shelf)
    assert {path: after[path] for path in bulk.finished_before} == bulk.finished_before


def test_nothing_is_left_of_the_killed(bulk: Run) -> None:
    """No process, and nothing half-written on the shelf or among the sounds."""
    assert _processes_of(bulk.store) == []
    left = [path for place in (bulk.shelf, bulk.store) for path in place.rglob(".*")]
    assert left == []
    listed = {path.name for path in bulk.shelf.glob("*/*")}
    assert listed == {*FORMS, "report.json"}
