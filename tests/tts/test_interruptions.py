"""A narration that is killed leaves nothing running, and goes on where it stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tts.narration.store import Store

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def start(store: Path, report: Path, voice: str, workers: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.tts.narrating", store, report, voice, str(workers)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(store: Path, report: Path, voice: str, workers: int) -> object:
    with start(store, report, voice, workers) as process:
        process.communicate(timeout=300)
    assert process.returncode == 0
    return json.loads(report.read_text())


def wait_until(process: "subprocess.Popen[str]", done: int) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if int(line.split()[0]) >= done:
            return
    raise AssertionError("it ended before it could be interrupted")


def family(process: int) -> set[int]:
    """The process and all that descend from it."""
    everyone = {process}
    for task in Path(f"/proc/{process}/task").glob("*"):
        for child in (task / "children").read_text().split():
            everyone |= family(int(child))
    return everyone


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for_the_end_of(processes: set[int], limit_s: float) -> None:
    deadline_s = time.monotonic() + limit_s
    while any(map(is_running, processes)):
        assert time.monotonic() < deadline_s, "somebody outlived the narration"
        time.sleep(0.02)


@pytest.mark.parametrize("voice", ["hum", "kk"])
@pytest.mark.parametrize("workers", [1, 2])
def test_after_kill_9_the_book_goes_on_and_is_the_same(
    tmp_path: Path, voice: str, workers: int
) -> None:
    """What was spoken stays as it was, file for file; the book is that of an unbroken run."""
    store = Store(tmp_path / "broken")
    with start(store.root, tmp_path / "none", voice, workers) as process:
        wait_until(process, 20)
        everyone = family(process.pid)
        process.kill()
        wait_for_the_end_of(everyone, 5)
    assert len(everyone) > 1 + workers
    spoken = {path: path.stat() for path in store.root.rglob("*.pcm")}
    assert len(spoken) >= 20
    resumed = run(store.root, tmp_path / "resumed", voice, 3 - workers)
    for path, before in spoken.items():
        after = path.stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert resumed == run(tmp_path / "whole", tmp_path / "whole.json", voice, workers)


def test_kill_9_ends_an_engine_that_hangs(tmp_path: Path) -> None:
    """Nothing is left after a second or so, not even what would never come back."""
    with start(tmp_path / "store", tmp_path / "none", "hum hangs-on=үлкен", 1) as process:
        deadline_s = time.monotonic() + 60
        while len(everyone := family(process.pid)) < 3:  # main, worker, and the booth that speaks
            assert time.monotonic() < deadline_s
            time.sleep(0.02)
        time.sleep(1)  # it hangs at its first sentence
        process.kill()
        wait_for_the_end_of(everyone, 5)


def test_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    """The book comes out whole, without a fault."""
    store, report = tmp_path / "store", tmp_path / "report"
    with start(store, report, "hum", 1) as process:
        wait_until(process, 5)
        (worker,) = family_children(process.pid)
        os.kill(worker, signal.SIGKILL)
        process.communicate(timeout=300)
    assert process.returncode == 0
    assert json.loads(report.read_text()) == run(
        tmp_path / "whole", tmp_path / "whole.json", "hum", 1
    )


def test_ctrl_c_ends_everything(tmp_path: Path) -> None:
    """As in a terminal: SIGINT to the whole group; nobody prints a traceback but Python's own."""
    with start(tmp_path / "store", tmp_path / "none", "hum hangs-on=3-тарау", 2) as process:
        wait_until(process, 3)
        everyone = family(process.pid)
        process.send_signal(signal.SIGINT)
        wait_for_the_end_of(everyone, 5)
    assert process.returncode != 0


def family_children(process: int) -> set[int]:
    """Children that its threads started."""
    return {
        int(child)
        for task in Path(f"/proc/{process}/task").glob("*")
        for child in (task / "children").read_text().split()
    }
