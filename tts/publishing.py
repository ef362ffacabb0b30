"""Putting a finished thing in its place at once: one finds the old whole or the new whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tts.processes import lives


@contextmanager
def replacing(target: Path, *, is_folder: bool) -> Iterator[Path]:
    """Give a place beside `target` to write to; put it in `target`'s place when all went well.

    A folder is made empty, a file is left to the writer to create. On any failure the unfinished
    thing is removed and `target` stays as it was. What a killed process left behind beside the
    same target is cleared first.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_what_the_dead_left(target.parent, _escaped(target.name))
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    if is_folder:
        partial.mkdir()
    try:
        yield partial
        _swap(partial, target)
    finally:
        _remove(partial)


def _swap(partial: Path, target: Path) -> None:
    if not target.is_dir():
        partial.replace(target)
        return
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    target.rename(old)  # a folder cannot be renamed over another, so there is one short step aside
    partial.rename(target)
    _remove(old)


def clear_what_the_dead_left(folder: Path, name: str = "*") -> None:
    """Remove from a folder what killed processes left half-done; `name` is a pattern of targets.

    What was there before, and stands aside for a swap that never came, stands again.
    """
    for leaving in folder.glob(f".{name}.*.*"):
        target, process, state = leaving.name[1:].rsplit(".", 2)
        if state not in {"partial", "old"} or not process.isdigit() or _is_others(int(process)):
            continue
        if state == "old" and not (folder / target).exists():
            leaving.rename(folder / target)
        else:
            _remove(leaving)


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _is_others(process: int) -> bool:
    """Whether somebody else still works on it; what has our own number was left before us."""
    return process != os.getpid() and lives(process)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
