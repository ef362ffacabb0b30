"""What a listener does not want to hear can be skipped, in every form that knows how.

Read here with nothing but an XML parser, from the sample edition.
"""

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.tts.sample import MAKING, sample_script, sample_timing
from tts.forms import daisy3, daisy202, epub3
from tts.script import Role, Script

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def script() -> Script:
    return sample_script()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, script: Script) -> Path:
    """The sample in the three forms with text."""
    root = tmp_path_factory.mktemp("skipping")
    for name in ("sounds", "daisy202", "daisy3"):
        (root / name).mkdir()
    timing = sample_timing(script, root / "sounds")
    daisy202.write(script, timing, MAKING, root / "daisy202")
    daisy3.write(script, timing, MAKING, root / "daisy3")
    epub3.write(script, timing, MAKING, root / "book.epub")
    return root


def elements(document: bytes, *names: str) -> list[etree._Element]:
    """The elements of these names, in order."""
    parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)
    root = etree.fromstring(document, parser)
    return [element for name in names for element in root.iter(f"{{*}}{name}")]


def smils(folder: Path, form: str, *names: str) -> list[etree._Element]:
    paths = sorted((folder / form).glob("s*.smil"))
    return [element for path in paths for element in elements(path.read_bytes(), *names)]


def overlays(folder: Path, *names: str) -> list[etree._Element]:
    with zipfile.ZipFile(folder / "book.epub") as book:
        documents = [book.read(name) for name in book.namelist() if name.endswith(".smil")]
    return [element for document in documents for element in elements(document, *names)]


def target(par: etree._Element) -> str:
    """The id of the text that a par says."""
    return str(next(par.iter("{*}text")).get("src")).partition("#")[2]


def ids(script: Script, role: Role) -> set[str]:
    return {phrase.phrase_id for phrase in script.phrases() if phrase.role is role}


def note_ids(script: Script) -> set[str]:
    """The two sentences of the sample's note."""
    texts = ("Ескертпе мәтіні.", "Екінші сөйлем.")
    return {phrase.phrase_id for phrase in script.phrases() if phrase.text in texts}


def test_daisy_202_skips_pages_and_notes(folder: Path, script: Script) -> None:
    """By system-required. A mark stays: it is where a listener may ask for the note."""
    required: dict[str | None, set[str]] = {}
    for par in smils(folder, "daisy202", "par"):
        required.setdefault(par.get("system-required"), set()).add(target(par))
    assert required["pagenumber-on"] == ids(script, Role.PAGE)
    first = min(note_ids(script))
    assert required["footnote-on"] == {f"n_{first}"}
    assert ids(script, Role.NOTE_REFERENCE) <= required[None]
    assert required.keys() == {None, "pagenumber-on", "footnote-on"}


def test_daisy_3_skips_pages_marks_and_notes(folder: Path, script: Script) -> None:
    """By customTest; every test is one that a player can show its listener."""
    tested: dict[str | None, set[str]] = {}
    for par in smils(folder, "daisy3", "par"):
        tested.setdefault(par.get("customTest"), set()).add(target(par))
    assert tested["pagenum"] == ids(script, Role.PAGE)
    assert tested["noteref"] == ids(script, Role.NOTE_REFERENCE)
    notes = [seq for seq in smils(folder, "daisy3", "seq") if seq.get("customTest") == "note"]
    assert [{target(par) for par in note} for note in notes] == [note_ids(script)]
    ncx = elements((folder / "daisy3" / "book.ncx").read_bytes(), "smilCustomTest")
    assert {test.get("bookStruct") for test in ncx} == {"PAGE_NUMBER", "NOTE_REFERENCE", "NOTE"}


def test_epub_3_skips_pages_marks_and_notes(folder: Path, script: Script) -> None:
    """By epub:type, on each par, for apps that look at nothing else."""
    typed: dict[str | None, set[str]] = {}
    for par in overlays(folder, "par"):
        typed.setdefault(par.get(EPUB_TYPE), set()).add(target(par))
    assert typed["pagebreak"] == ids(script, Role.PAGE)
    assert typed["noteref"] == ids(script, Role.NOTE_REFERENCE)
    assert typed["footnote"] == note_ids(script)


def test_lists_tables_and_notes_can_be_left(folder: Path) -> None:
    """Half-way, in the forms that know how: by class in DAISY 3, by epub:type in EPUB."""
    classes = {seq.get("class") for seq in smils(folder, "daisy3", "seq")}
    assert {"list", "table", "note"} <= classes
    for seq in smils(folder, "daisy3", "seq"):
        if seq.get("class"):
            assert seq.get("end") == f"DTBuserEscape;{seq[-1].get('id')}.end"
    types = {seq.get(EPUB_TYPE) for seq in overlays(folder, "seq")}
    assert {"list", "table", "footnote", "figure"} <= types


def test_a_player_can_say_what_is_skipped_or_left(folder: Path) -> None:
    """In the three languages, the book's own first."""
    document = (folder / "daisy3" / "book.res").read_bytes()
    sets = {s.get("id"): s for s in elements(document, "nodeSet")}
    assert set(sets) == {
        "skip_pagenum", "skip_noteref", "skip_note", "leave_note", "leave_table", "leave_list"
    }  # fmt: skip
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for node_set in sets.values():
        assert [resource.get(lang) for resource in node_set] == ["kk", "ru", "en"]
