"""Every sample book as EPUB 3 before Ace by DAISY, which asks whether a book is accessible."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest

from tests.spine.conftest import Made

ROOT = Path(__file__).parents[2]
ACE = ROOT / ".tools/ace/node_modules/.bin/ace-cli"
BROWSER = shutil.which("chromium") or ""
PATIENCE_S = 300
needs_ace = pytest.mark.skipif(
    not (ACE.exists() and BROWSER and shutil.which("node")),
    reason="Ace by DAISY is not here; with npm and chromium (Debian packages) .ci/parts fetches it",
)


def report_of(book: Path) -> Any:
    """What Ace says of a book, in a home of its own: it keeps logs and settings there.

    The home has a short name: a browser makes a socket in it, whose path may have 107 letters.
    """
    with TemporaryDirectory(prefix="ace-") as scratch:
        return _report(book, Path(scratch))


def _report(book: Path, scratch: Path) -> Any:
    out = scratch / "report"
    words = ["--silent", "--outdir", str(out), "--tempdir", str(scratch / "work"), str(book)]
    subprocess.run(
        [str(ACE), *words],
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(scratch),
            "TMPDIR": str(scratch),
            "PUPPETEER_EXECUTABLE_PATH": BROWSER,
            "ACE_TIMEOUT_INITIAL": str(PATIENCE_S * 1000),  # else 5 s for a browser to start
        },
        check=True,
        capture_output=True,
        timeout=PATIENCE_S,
    )
    return json.loads((out / "report.json").read_bytes())


def violations(report: Any) -> list[str]:
    """Each rule that is broken, and where."""
    return [
        f"{subject['earl:testSubject']['url']}: {said['earl:test']['dct:title']}"
        for subject in report["assertions"]
        for said in subject["assertions"]
    ]


@needs_ace
def test_ace_finds_no_violation(made: Made) -> None:
    """A blind reader can use the book: structure, names, languages, metadata."""
    report = report_of(made.epub)
    assert violations(report) == []
    assert report["earl:result"]["earl:outcome"] == "pass"
    assert len(report["assertions"]) > 5


@needs_ace
def test_ace_would_tell(editions: tuple[Made, ...], tmp_path: Path) -> None:
    """A judge that finds nothing wrong with anything is none: pictures without words are told."""
    (english,) = (one for one in editions if one.source.name == "english.epub")
    spoilt = tmp_path / "spoilt.epub"
    with ZipFile(english.epub) as book, ZipFile(spoilt, "w") as copy:
        for entry in book.infolist():
            content = book.read(entry)
            if entry.filename.endswith(".xhtml"):
                content = re.sub(rb'(<img[^>]*) alt="[^"]*"', rb"\1", content)
            copy.writestr(entry, content)
    assert any("image-alt" in said for said in violations(report_of(spoilt)))
