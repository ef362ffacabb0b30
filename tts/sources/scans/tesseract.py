"""The tesseract command: is it here with its languages, and what does it read on a picture.

A process for each page, with one thread, bounded in time and memory: a picture that makes it fall
costs that page and nothing else. Its hOCR is read and not its TSV, because that has no letter
sizes, no base lines and no word of how far a page is turned. Source: tesseract(1), version 5.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tts.sources.scans.recognition import Recognition

COMMAND = "tesseract"
LIST_LIMIT_S = 20.0
MOST_OUTPUT_BYTES = 64 * 1024 * 1024
ORIENTATION = "osd"
UPRIGHTED, SPARSE = "1", "11"  # ways of looking at a page; the first turns it if need be


class RecognitionFailed(Exception):
    """The command fell, or took too long; a sentence says which."""


def missing(recognition: Recognition) -> tuple[str, ...]:
    """What is not on this machine: the command itself, or languages; () if nothing is."""
    if shutil.which(COMMAND) is None:
        return (COMMAND,)
    try:
        listed = subprocess.run(  # noqa: S603 - no word of a stranger in it
            [COMMAND, "--list-langs"],
            capture_output=True,
            timeout=LIST_LIMIT_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return (COMMAND,)
    here = set((listed.stdout + listed.stderr).decode("utf-8", "replace").split())
    return tuple(name for name in (ORIENTATION, *recognition.languages) if name not in here)


def recognise(
    picture: Path,
    recognition: Recognition,
    *,
    dpi: int = 0,
    page: int = -1,
    is_sparse: bool = False,
) -> bytes:
    """The hOCR of a picture, or of one page of a picture with several. Raises RecognitionFailed.

    `dpi` is 0 where the picture itself may say it. With `is_sparse` it is searched for words
    anywhere, for pages on which no lines were found.
    """
    mode = SPARSE if is_sparse else UPRIGHTED
    words = [COMMAND, str(picture), "stdout", "-l", "+".join(recognition.languages), "--psm", mode]
    words += ["--dpi", str(dpi)] if dpi else []
    words += ["-c", f"tessedit_page_number={page}"] if page >= 0 else []
    process = subprocess.Popen(  # noqa: S603 - a list of words, no shell
        [*words, "hocr"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    _limit(process.pid, recognition)
    try:
        said, _ = process.communicate(timeout=recognition.page_limit_s)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.communicate()
        raise RecognitionFailed(f"it took more than {recognition.page_limit_s:.0f} s") from error
    if process.returncode == -signal.SIGXCPU:
        raise RecognitionFailed(f"it took more than {recognition.page_limit_s:.0f} s")
    if process.returncode or len(said) > MOST_OUTPUT_BYTES:
        raise RecognitionFailed("tesseract could not read it")
    return said


def _limit(process_id: int, recognition: Recognition) -> None:
    """Bounds that hold even if we do not live to see the end; Linux only."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - not on every system

    limit_s = int(recognition.page_limit_s) + 1
    bounds = (
        (resource.RLIMIT_AS, recognition.memory_limit_bytes),
        (resource.RLIMIT_CPU, limit_s),
        (resource.RLIMIT_CORE, 0),
    )
    for what, bound in bounds:
        try:
            resource.prlimit(process_id, what, (bound, bound))
        except (OSError, ValueError):  # it has ended, or has stricter bounds already
            return
