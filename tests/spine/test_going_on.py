"""A conversion that is killed goes on where it was, to the very same book."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.spine.conftest import Workshop, convert_arguments

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120
FINISHED_BEFORE_THE_KILL = 60


def environment(store: Path) -> dict[str, str]:
    return {**os.environ, "DAUYS_STORE_DIR": str(store), "PYTHONPATH": str(ROOT)}


def utterances(store: Path) -> dict[str, tuple[int, int]]:
    """Every finished sentence, with what changes if it is written again."""
    found = {}
    for path in store.glob("utterances/*/*.pcm"):
        state = path.stat()
        found[path.name] = (state.st_ino, state.st_mtime_ns)
    return found


def digests(folder: Path) -> dict[str, str]:
    """Every file of the forms with text, by its content."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for place in ("daisy202", "daisy3", f"{folder.name}.epub")
        for path in (folder / place, *sorted((folder / place).rglob("*")))
        if path.is_file()
    }


@pytest.mark.skipif(sys.platform != "linux", reason="kill -9 and a fresh child need Linux")
def test_a_killed_conversion_goes_on_to_the_same_bytes(workshop: Workshop, tmp_path: Path) -> None:
    """No finished sentence is spoken twice; nothing half-made is left on the shelf."""
    source = next(path for path in workshop.sources if path.stem == "kazakh")
    store, shelf = tmp_path / "store", tmp_path / "shelf"
    command = [sys.executable, "-m", "api.cli", *convert_arguments((source,), shelf), "--json"]
    with subprocess.Popen(
        command, env=environment(store), cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    ) as conversion:
        until_s = time.monotonic() + PATIENCE_S
        while len(utterances(store)) < FINISHED_BEFORE_THE_KILL:
            assert time.monotonic() < until_s
            time.sleep(0.02)
        conversion.send_signal(signal.SIGKILL)
    time.sleep(1)
    before = utterances(store)
    assert not shelf.exists() or not list(shelf.glob("*/daisy*"))
    time.sleep(1)
    assert utterances(store) == before, "somebody still speaks after the kill"

    again = subprocess.run(
        command, env=environment(store), cwd=ROOT, capture_output=True, text=True, check=True
    )
    (report,) = json.loads(again.stdout)
    after = utterances(store)
    assert {key: after[key] for key in before} == before
    assert report["reused"] >= FINISHED_BEFORE_THE_KILL
    assert digests(shelf / "kazakh") == digests(workshop.shelf / "kazakh")
    assert sorted(path.name for path in (shelf / "kazakh").iterdir()) == [
        "daisy202",
        "daisy3",
        "kazakh.epub",
        "report.json",
    ]
