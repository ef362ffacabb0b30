"""Every sample book in every form before the judges that the world uses."""

from pathlib import Path

from tests.spine.conftest import Made
from tests.tts.epubcheck import messages_of, needs_java
from tests.tts.schemas import faults, needs_schemas
from tts.check.checking import check


@needs_java
def test_epubcheck_finds_no_error_and_no_warning(editions: tuple[Made, ...]) -> None:
    """EPUBCheck 5.3 is what shops and libraries ask."""
    books = [made.epub for made in editions]
    found = dict(zip((book.name for book in books), messages_of(books), strict=True))
    assert found == {book.name: [] for book in books}


@needs_schemas
def test_daisy_202_keeps_to_its_schemas(made: Made) -> None:
    """RELAX NG, Schematron and DTD of the recommendation."""
    folder = made.folder / "daisy202"
    sections = [path for path in folder.glob("*.smil") if path.name != "master.smil"]
    assert _faults_of({"ncc": [folder / "ncc.html"], "content": [folder / "content.html"],
                       "master": [folder / "master.smil"], "smil202": sections}) == []  # fmt: skip


@needs_schemas
def test_daisy_3_keeps_to_its_schemas(made: Made) -> None:
    """RELAX NG, Schematron and DTD of ANSI/NISO Z39.86-2005."""
    folder = made.folder / "daisy3"
    kinds = {"opf": "*.opf", "ncx": "*.ncx", "dtbook": "*.xml", "smil": "*.smil", "res": "*.res"}
    assert _faults_of({kind: sorted(folder.glob(shape)) for kind, shape in kinds.items()}) == []


def test_our_own_check_finds_no_fault(made: Made) -> None:
    """What we tell a library to run passes on what we make."""
    for place in (made.folder / "daisy202", made.folder / "daisy3", made.epub):
        checked = check(place)
        assert checked.faults == ()
        assert checked.phrases > 50


def _faults_of(files: dict[str, list[Path]]) -> list[str]:
    assert all(files.values())
    return [said for kind, paths in files.items() for path in paths for said in faults(path, kind)]
