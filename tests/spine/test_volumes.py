"""A book that is too large for its medium, through the command, in every form there is."""

import json
import re
import zipfile
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from api.cli.main import run
from tests.spine.conftest import Workshop
from tests.spine.forms import daisy3_spots, daisy202_spots
from tests.tts.epubcheck import messages_of, needs_java
from tests.tts.schemas import faults, needs_schemas
from tts.check.checking import check_all
from tts.forms.writers import WRITERS, Form

SOUNDING = [form for form in Form if WRITERS[form].needs_sound]
ROOM = 1_600_000
NAME = re.compile(r"(\w+)_([1-9])of([1-9])(\.\w+)?", re.ASCII)
PLAIN = re.compile(r"[a-z0-9_]{1,8}\.[a-z0-9]{2,4}")
LONGER_BY_THE_STANDARD = {"content.html", "master.smil", "ncc.html"}


@dataclass(frozen=True)
class Set:
    """One book as sets of volumes: its folder, and what was told of it."""

    folder: Path
    report: dict[str, Any]

    def places(self, form: str) -> list[Path]:
        """The volumes of a form, in order."""
        return [self.folder / name for name in self.report["volumes"][form]]


@pytest.fixture(scope="module")
def split(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Set:
    """The Kazakh sample, in every form, on discs of 1.6 MB."""
    shelf = tmp_path_factory.mktemp("split")
    (source,) = (path for path in workshop.sources if path.stem == "kazakh")
    forms = ",".join(SOUNDING)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAUYS_STORE_DIR", str(workshop.store))
        flags = ["--to", forms, "--out", str(shelf), "--split", str(ROOM)]
        code = run(["convert", str(source), *flags, "--made-on", "2026-11-22", "--plain"])
    assert code == 0
    folder = shelf / "kazakh"
    return Set(folder, json.loads((folder / "report.json").read_bytes()))


@pytest.mark.parametrize("form", SOUNDING)
def test_every_form_is_a_set_of_small_even_volumes(split: Set, form: str) -> None:
    """Each is on the shelf under its number, none is larger than its disc, none is a scrap."""
    places = split.places(form)
    matches = [NAME.fullmatch(place.name) for place in places]
    assert [match and match[2] for match in matches] == [str(n + 1) for n in range(len(places))]
    assert {match and int(match[3]) for match in matches} == {len(places)}
    assert all(place.name.isascii() for place in places)
    sizes = [
        sum(file.stat().st_size for file in (place.iterdir() if place.is_dir() else (place,)))
        for place in places
    ]
    assert max(sizes) <= ROOM
    assert min(sizes) > max(sizes) / 3
    assert len(sizes) <= sum(sizes) / ROOM + 2


def test_every_volume_and_every_set_passes_the_check(split: Set) -> None:
    """A whole book each, and the numbers are complete."""
    checked = check_all(split.folder)
    assert {str(book.path.name): book.faults for book in checked if book.faults} == {}
    assert {book.form for book in checked} == set(SOUNDING)
    assert all(book.volume for book in checked)


@pytest.mark.parametrize("form", ["daisy202", "daisy3"])
def test_phrases_and_sounds_are_those_of_the_whole_book(
    split: Set, form: str, workshop: Workshop
) -> None:
    """The same id at the same millisecond of the same bytes, in order, none twice."""
    spots = daisy202_spots if form == "daisy202" else daisy3_spots
    whole = workshop.shelf / "kazakh" / form
    held = [spot for place in split.places(form) for spot in spots(place)]
    of_the_book = [spot for spot in held if not re.search("#(p_)?[oc]0", spot.target)]
    assert of_the_book == spots(whole)
    for place in split.places(form):
        for sound in place.glob("s*.mp3"):
            assert sound.read_bytes() == (whole / sound.name).read_bytes()


def test_a_volume_says_its_number_first(split: Set) -> None:
    """In the language of the book, where a player shows it and where it is heard."""
    for number, place in enumerate(split.places("daisy202"), start=1):
        count = len(split.places("daisy202"))
        ncc = (place / "ncc.html").read_text("utf-8")
        assert f'name="ncc:setInfo" content="{number} of {count}"' in ncc
        (first, *_) = daisy202_spots(place)
        assert first.words == f"Апорт иісі ({count} томның {number}-томы)"
        assert first.sound == f"o{number:04}.mp3"
        assert first.end_ms - first.begin_ms > 1_500


def test_packed_volumes_say_which_set_they_are_of(split: Set) -> None:
    """Where the standard has a place for it; and each has a number of its own."""
    seen = set()
    for number, place in enumerate(split.places("audiobook"), start=1):
        with zipfile.ZipFile(place) as archive:
            told = json.loads(archive.read("manifest.json"))["metadata"]
        assert told["belongsTo"]["collection"] == {"name": "Апорт иісі", "position": number}
        seen.add(told["identifier"])
    for number, place in enumerate(split.places("epub3"), start=1):
        with zipfile.ZipFile(place) as archive:
            package = archive.read("EPUB/package.opf").decode()
        assert 'property="belongs-to-collection" id="set">Апорт иісі<' in package
        assert f'property="group-position" refines="#set">{number}<' in package
        seen |= set(re.findall(r'<dc:identifier id="uid">([^<]*)', package))
    assert len(seen) == len(split.places("audiobook")) + len(split.places("epub3"))


def test_files_lie_flat_under_plain_names(split: Set) -> None:
    """Old players know eight letters, a point and three, and no folder inside the disc."""
    for form in ("daisy202", "daisy3"):
        for place in split.places(form):
            names = {path.name for path in place.iterdir()}
            assert all(map(PLAIN.fullmatch, names - LONGER_BY_THE_STANDARD))
            assert all(path.is_file() for path in place.iterdir())
    for place in split.places("mp3"):
        assert all(re.fullmatch(r"\d{3}[a-z0-9_]*\.mp3", path.name) for path in place.iterdir())
    for form in ("epub3", "audiobook", "lpf"):
        for place in split.places(form):
            with zipfile.ZipFile(place) as archive:
                assert all(name.isascii() for name in archive.namelist())


@needs_java
def test_epubcheck_accepts_the_first_volume_and_the_last(split: Set) -> None:
    """No error and no warning."""
    first, *_, last = split.places("epub3")
    assert messages_of([first, last]) == [[], []]


@needs_schemas
def test_daisy_volumes_keep_to_their_schemas(split: Set) -> None:
    """RELAX NG, Schematron and DTD, for every file."""
    kinds = {
        "daisy202": {"ncc": "ncc.html", "content": "content.html", "master": "master.smil",
                     "smil202": "[os]*.smil"},
        "daisy3": {"opf": "*.opf", "ncx": "*.ncx", "dtbook": "*.xml", "smil": "*.smil",
                   "res": "*.res"},
    }  # fmt: skip
    said = [
        fault
        for form, shapes in kinds.items()
        for place in split.places(form)
        for kind, shape in shapes.items()
        for path in sorted(place.glob(shape))
        for fault in faults(path, kind)
    ]
    assert said == []


def test_a_set_takes_the_place_of_the_whole_book_and_gives_it_back(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One edition of a form lies in a folder, never two that are cut otherwise."""
    monkeypatch.setenv("DAUYS_STORE_DIR", str(workshop.store))
    (source,) = (path for path in workshop.sources if path.stem == "english")
    flags = ["--to", "daisy202,epub3", "--out", str(tmp_path), "--plain"]
    for room, several in (("cd", False), ("1500K", True), ("2500K", True), ("cartridge", False)):
        assert run(["convert", str(source), *flags, "--split", room]) == 0
        names = {path.name for path in (tmp_path / "english").iterdir()} - {"report.json"}
        report = json.loads((tmp_path / "english" / "report.json").read_bytes())
        told = {*report["forms"].values(), *chain(*report["volumes"].values())}
        assert names == told
        assert ("daisy202" in names) is not several


def test_a_book_with_a_part_that_has_no_room_is_refused(
    workshop: Workshop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One sentence: which part, and what to do; nothing is on the shelf."""
    monkeypatch.setenv("DAUYS_STORE_DIR", str(workshop.store))
    (source,) = (path for path in workshop.sources if path.stem == "english")
    flags = ["--to", "daisy202", "--out", str(tmp_path), "--split", "90K", "--plain"]
    assert run(["convert", str(source), *flags]) == 2
    assert "--split" in capsys.readouterr().err
    assert not list(tmp_path.glob("*/daisy202*"))
