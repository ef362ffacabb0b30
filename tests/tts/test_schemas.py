"""The schemas really speak up: a good file passes, the same file with one fault does not."""

from pathlib import Path

import pytest

from tests.tts.sample import MAKING, sample_script, sample_timing
from tests.tts.schemas import faults, needs_schemas
from tts.forms import daisy3, daisy202

FAULTS = [
    ("ncc.html", "ncc", 'ncc:pageNormal" content="2"', 'ncc:pageNormal" content="3"'),
    ("ncc.html", "ncc", 'ncc:tocItems" content="10"', 'ncc:tocItems" content="11"'),
    ("ncc.html", "ncc", 'content="2026-11-22"', 'content="2026-11-22T10:00"'),
    ("ncc.html", "ncc", ">iv<", ">A<"),
    ("ncc.html", "ncc", 'name="dc:creator"', 'name="dc:subject"'),
    ("content.html", "content", "<p>", "<p><p/>"),
    ("content.html", "content", 'id="e000002"', 'id="e000001"'),
    ("s0002.smil", "smil202", 'endsync="last"', ""),
    ("s0002.smil", "smil202", "ncc:generator", "prod:generator"),
    ("master.smil", "master", 'src="s0001.smil"', ""),
    ("book.opf", "opf", 'id="uid"', 'id="other"'),
    ("book.opf", "opf", 'application/smil"', 'application/smil+xml"'),
    ("book.opf", "opf", "dtb:totalTime", "dtb:totalTimes"),
    ("book.ncx", "ncx", 'playOrder="9"', 'playOrder="99"'),
    ("book.ncx", "ncx", 'type="normal" value="2"', 'type="normal" value="1"'),
    ("book.xml", "dtbook", "#n_e000009", "#nowhere"),
    ("book.xml", "dtbook", 'page="normal">1<', 'page="normal">A<'),
    ("book.xml", "dtbook", "<td/>", '<td rowspan="3"/>'),
    ("s0002.smil", "smil", "p_e000010.end", "p_e000009.end"),
    ("s0002.smil", "smil", "dtb:totalElapsedTime", "dtb:elapsed"),
    ("book.res", "res", 'xml:lang="ru"', 'xml:lang="kk"'),
]
OF_DAISY_202 = {"ncc", "content", "smil202", "master"}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    script = sample_script()
    timing = sample_timing(script, tmp_path_factory.mktemp("sounds"))
    folders = tmp_path_factory.mktemp("d202"), tmp_path_factory.mktemp("z39")
    daisy202.write(script, timing, MAKING, folders[0])
    daisy3.write(script, timing, MAKING, folders[1])
    return folders


@needs_schemas
@pytest.mark.parametrize(("name", "kind", "good", "bad"), FAULTS)
def test_a_file_with_one_fault_is_refused(
    name: str, kind: str, good: str, bad: str, books: tuple[Path, Path], tmp_path: Path
) -> None:
    """A check that cannot fail proves nothing."""
    text = (books[kind not in OF_DAISY_202] / name).read_text("utf-8")
    assert good in text
    broken = tmp_path / name
    broken.write_text(text.replace(good, bad, 1), "utf-8")
    assert faults(broken, kind) != []
