"""Audiobook, LPF, MP3 and M4B: what is written, read back by others than our own check."""

import io
import json
import tempfile
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from numpy.typing import NDArray

from api.samples import book_folders, pack
from tests.tts.audio_books import FORMS, PACKED, shared_sound_timing, with_cover, written
from tests.tts.epub3_books import GIF, jpeg
from tests.tts.generated import scripts, timing_of
from tests.tts.sample import MAKING, PNG, sample_script, sample_timing
from tts.check.checking import check
from tts.check.mp3.tag import read_tag
from tts.forms import audiobook, lpf, m4b, mp3
from tts.forms.audio_only.outline import outline_of
from tts.forms.writers import WRITERS, Form
from tts.script import Script
from tts.scripting.maker import make_script
from tts.sources.reading import read_book

KAZAKH = next(folder for folder in book_folders() if folder.name == "kazakh")
FEW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def content_of(made: Path) -> dict[str, bytes]:
    """Every file of a form, or the one that it is."""
    if made.is_dir():
        return {path.name: path.read_bytes() for path in made.iterdir()}
    return {made.name: made.read_bytes()}


def manifest_of(made: Path, name: str) -> Any:
    with zipfile.ZipFile(made) as archive:
        return json.loads(archive.read(name))


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_our_own_check_finds_no_fault(form: str, apart: bool, tmp_path: Path) -> None:
    """A sound a section, and two sections in one sound."""
    checked = check(written(form, tmp_path, apart=apart))
    assert checked.faults == ()
    assert checked.sections == 4


@pytest.mark.parametrize("form", FORMS)
def test_a_sample_book_has_no_fault(form: str, tmp_path: Path) -> None:
    """A whole book with everything in it, hummed."""
    script = make_script(read_book(pack(KAZAKH, tmp_path / "kazakh.epub")))
    made = written(form, tmp_path / "made", script=script, apart=True)
    checked = check(made)
    assert checked.faults == ()
    assert checked.sections == len(script.sections)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_edition_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    """A copy made next year is the same copy."""
    assert content_of(written(form, tmp_path / "a")) == content_of(written(form, tmp_path / "b"))


@pytest.mark.parametrize("form", PACKED)
def test_sound_is_stored_as_it_is(form: str, tmp_path: Path) -> None:
    """Byte for byte that of the timing table."""
    made = written(form, tmp_path)
    with zipfile.ZipFile(made) as archive:
        for path in (tmp_path / "sounds").iterdir():
            assert archive.getinfo(path.name).compress_type == zipfile.ZIP_STORED
            assert archive.read(path.name) == path.read_bytes()


def test_lengths_are_those_of_the_timing_table(tmp_path: Path) -> None:
    """The total is the sum of what is stated, to the millisecond."""
    script = sample_script()
    timing = sample_timing(script, tmp_path)
    audiobook.write(script, timing, MAKING, tmp_path / "a.audiobook")
    lpf.write(script, timing, MAKING, tmp_path / "a.lpf")
    readium = manifest_of(tmp_path / "a.audiobook", "manifest.json")
    w3c = manifest_of(tmp_path / "a.lpf", "publication.json")
    lengths_ms = [timing.length_ms(sound.name) for sound in timing.sounds]
    assert [round(track["duration"] * 1000) for track in readium["readingOrder"]] == lengths_ms
    assert round(readium["metadata"]["duration"] * 1000) == timing.total_ms
    assert w3c["duration"] == f"PT{timing.total_ms / 1000:.3f}S"
    assert [track["duration"] for track in w3c["readingOrder"]] == [
        f"PT{length_ms / 1000:.3f}S" for length_ms in lengths_ms
    ]


def test_contents_are_nested_and_lead_into_the_sound(tmp_path: Path) -> None:
    """A heading in the middle of a sound is reached by its second, only in the contents."""
    script = sample_script()
    begin_ms = shared_sound_timing(script, tmp_path).begin_ms("e000004")
    facts = manifest_of(written("audiobook", tmp_path / "a"), "manifest.json")
    assert [(entry["title"], entry["href"]) for entry in facts["toc"]] == [
        ("Абай туралы әңгіме", "s0001.mp3"),
        ("Бірінші тарау", f"s0001.mp3#t={begin_ms / 1000:.3f}"),
        ("Afterword", "s0004.mp3"),
    ]
    assert [inner["title"] for inner in facts["toc"][1]["children"]] == ["Вторая глава"]
    assert all("#" not in track["href"] for track in facts["readingOrder"])


def test_the_entry_page_says_the_same_as_the_audiobook(tmp_path: Path) -> None:
    """Both forms lead to the same places; foreign titles are marked in the page."""
    facts = manifest_of(written("audiobook", tmp_path / "a"), "manifest.json")
    with zipfile.ZipFile(written("lpf", tmp_path / "b")) as archive:
        page = etree.fromstring(archive.read("index.html"), etree.HTMLParser(encoding="utf-8"))
    links = [(link.text, link.get("href"), link.get("lang")) for link in page.iter("a")]
    assert [(words, href) for words, href, _ in links] == list(flat(facts["toc"]))
    assert [language for _, _, language in links] == [None, None, "ru", "en"]
    (link,) = page.iter("link")
    assert (link.get("rel"), link.get("href")) == ("publication", "publication.json")


def flat(toc: Any) -> Any:
    for entry in toc:
        yield entry["title"], entry["href"]
        yield from flat(entry.get("children", []))


@pytest.mark.parametrize(
    ("data", "name"), [(PNG, "cover.png"), (jpeg(), "cover.jpg"), (GIF, "cover.gif")]
)
def test_the_cover_is_known_by_its_bytes(data: bytes, name: str, tmp_path: Path) -> None:
    """Whatever the source called it."""
    made = written("audiobook", tmp_path, script=with_cover(data, "image/x-unknown"))
    (cover,) = manifest_of(made, "manifest.json")["resources"]
    assert (cover["href"], cover["rel"]) == (name, "cover")
    assert check(made).faults == ()


@pytest.mark.parametrize("data", [b"", b"no picture", b"<svg/>", PNG[:40]])
@pytest.mark.parametrize("form", FORMS)
def test_a_cover_that_is_none_breaks_no_book(form: str, data: bytes, tmp_path: Path) -> None:
    """The book is worth more than its picture."""
    assert check(written(form, tmp_path, script=with_cover(data))).faults == ()


def test_a_number_that_is_no_uri_is_kept_beside_one_that_is(tmp_path: Path) -> None:
    """A library finds the book by the number that it gave it."""
    metadata = manifest_of(written("audiobook", tmp_path), "manifest.json")["metadata"]
    assert metadata["identifier"].startswith("urn:uuid:")
    assert metadata["altIdentifier"] == [{"value": "kz-alm-000001"}]


def test_a_uuid_stays_the_number_of_the_book(tmp_path: Path) -> None:
    """A player keeps the reader's place by it."""
    script = sample_script()
    number = "urn:uuid:8d6f7f0e-6a5b-4b7a-9b2e-3f1a2b3c4d5e"
    named = replace(script, metadata=replace(script.metadata, identifier=number))
    made = written("lpf", tmp_path, script=named)
    assert manifest_of(made, "publication.json")["id"] == number


@pytest.mark.parametrize(("day", "kept"), [("1990", None), ("1990-05-01", "1990-05-01")])
def test_a_year_alone_is_no_day_for_readium(day: str, kept: str | None, tmp_path: Path) -> None:
    """Its schema knows only whole days."""
    script = sample_script()
    dated = replace(script, metadata=replace(script.metadata, published_on=day))
    made = written("audiobook", tmp_path, script=dated)
    assert manifest_of(made, "manifest.json")["metadata"].get("published") == kept


# --- MP3 -------------------------------------------------------------------------------------


def test_files_are_numbered_and_named_in_ascii(tmp_path: Path) -> None:
    """A title without ASCII letters leaves the number alone."""
    made = written("mp3", tmp_path, apart=True)
    assert sorted(path.name for path in made.iterdir()) == [
        "001.mp3",
        "002.mp3",
        "003.mp3",
        "004_afterword.mp3",
    ]


def test_the_tag_is_read_back(tmp_path: Path) -> None:
    """FFmpeg wrote it; what it reads is what a player shows."""
    made = written("mp3", tmp_path)
    with av.open(str(made / "002.mp3")) as sound:
        facts = dict(sound.metadata)
    assert facts == {
        "title": "Вторая глава",
        "album": "Абай туралы әңгіме",
        "artist": "Тест Автор",
        "track": "2/3",
        "language": "rus",
    }


def test_words_beyond_ascii_are_in_utf_16(tmp_path: Path) -> None:
    """Old players know no other letters of ours."""
    tag = (written("mp3", tmp_path) / "002.mp3").read_bytes()[:400]
    assert tag.startswith(b"ID3\x03\x00")
    assert b"\x01" + "\ufeffВторая глава".encode("utf-16-le") in tag


def test_the_sound_behind_the_tag_is_untouched(tmp_path: Path) -> None:
    """Nothing is encoded again."""
    made = written("mp3", tmp_path, apart=True)
    for tagged, sound in zip(
        sorted(made.iterdir()), sorted((tmp_path / "sounds").iterdir()), strict=True
    ):
        assert tagged.read_bytes().endswith(sound.read_bytes())
        assert len(tagged.read_bytes()) - sound.stat().st_size < 1_000


def test_only_a_file_of_several_headings_has_chapters(tmp_path: Path) -> None:
    """They tile the file to the millisecond."""
    made = written("mp3", tmp_path)
    chapters = {}
    for path in sorted(made.iterdir()):
        with av.open(str(path)) as sound:
            chapters[path.name] = sound.chapters()
    first = chapters.pop("001.mp3")
    assert set(map(len, chapters.values())) == {0}
    assert [one["metadata"]["title"] for one in first] == ["Абай туралы әңгіме", "Бірінші тарау"]
    assert first[0]["start"] == 0
    assert first[0]["end"] == first[1]["start"]


def test_a_tag_is_read_back_by_mutagen(tmp_path: Path) -> None:
    """Another reader than FFmpeg: version, table of contents, chapters."""
    id3 = pytest.importorskip("mutagen.id3", reason="mutagen is not installed")
    tag = id3.ID3(written("mp3", tmp_path) / "001.mp3")
    (table,) = tag.getall("CTOC")
    assert tag.version == (2, 3, 0)
    assert table.child_element_ids == ["ch0", "ch1"]
    assert len(tag.getall("CHAP")) == 2


def test_many_files_have_numbers_of_one_width(tmp_path: Path) -> None:
    """Names sort as they are to be played."""
    script = sample_script()
    outline = outline_of(script, sample_timing(script, tmp_path))
    many = replace(outline, tracks=outline.tracks * 300)
    assert mp3.file_name(many, 4) == "0004_afterword.mp3"
    assert mp3.file_name(many, 1_200) == "1200_afterword.mp3"


# --- M4B -------------------------------------------------------------------------------------


def test_chapters_of_an_m4b_begin_at_the_samples_of_the_table(tmp_path: Path) -> None:
    """Each border is rounded once; the last chapter ends with the book."""
    script = sample_script()
    timing = sample_timing(script, tmp_path)
    m4b.write(script, timing, MAKING, tmp_path / "a.m4b")
    with av.open(str(tmp_path / "a.m4b")) as book:
        found = [(one["start"], one["metadata"]["title"]) for one in book.chapters()]
        end = book.chapters()[-1]["end"]
        heard = sum(frame.samples for frame in book.decode(audio=0))
    begins, place = [], 0
    for sound in timing.sounds:
        begins.append(round(Fraction(place * 1000, timing.rate_hz)))
        place += sound.samples
    titles = [section.title for section in script.sections]
    assert found == list(zip(begins, titles, strict=True))
    assert end == round(Fraction(place * 1000, timing.rate_hz))
    assert 0 <= heard - place < 1_024


def test_an_m4b_says_what_it_is(tmp_path: Path) -> None:
    """Facts under the names that players know, language and cover."""
    with av.open(str(written("m4b", tmp_path))) as book:
        facts = dict(book.metadata)
        assert book.streams.audio[0].metadata["language"] == "kaz"
        assert book.streams.audio[0].codec_context.name == "aac"
        (cover,) = [bytes(p) for p in book.demux(video=0) if p.size]
    assert cover == PNG
    assert facts["major_brand"] == "M4B "
    assert (facts["title"], facts["artist"], facts["date"]) == (
        "Абай туралы әңгіме",
        "Тест Автор",
        "1990",
    )


def test_an_m4b_is_read_back_by_mutagen(tmp_path: Path) -> None:
    """Another reader than FFmpeg, which looks at the list of Nero."""
    mp4 = pytest.importorskip("mutagen.mp4", reason="mutagen is not installed")
    book = mp4.MP4(written("m4b", tmp_path))
    assert [chapter.title for chapter in book.chapters] == [
        section.title for section in sample_script().sections
    ]
    assert bytes(book.tags["covr"][0]) == PNG


def test_sound_is_where_it_was(tmp_path: Path) -> None:
    """The M4B decodes to the sound of the MP3 files, sample upon sample."""
    script = sample_script()
    timing = sample_timing(script, tmp_path)
    m4b.write(script, timing, MAKING, tmp_path / "a.m4b")
    ours = samples_of(tmp_path / "a.m4b")
    theirs = np.concatenate([samples_of(sound.path) for sound in timing.sounds])
    middle = slice(len(theirs) // 2, len(theirs) // 2 + 40_000)
    shifts = range(-60, 61)  # a period of the hum is 100 samples
    alike = [float(np.dot(theirs[middle], np.roll(ours, shift)[middle])) for shift in shifts]
    assert abs(shifts[int(np.argmax(alike))]) <= 2


def samples_of(path: Path) -> NDArray[np.float64]:
    with av.open(str(path)) as sound:
        pieces = [frame.to_ndarray().ravel() for frame in sound.decode(audio=0)]
    return np.concatenate(pieces).astype(np.float64)


def test_a_sound_that_is_none_leaves_no_m4b(tmp_path: Path) -> None:
    """Half a book is worse than none."""
    script = sample_script()
    timing = sample_timing(script, tmp_path)
    timing.sounds[2].path.write_bytes(b"no" * 999)
    with pytest.raises(OSError, match="cannot be read as sound"):
        m4b.write(script, timing, MAKING, tmp_path / "a.m4b")
    assert not (tmp_path / "a.m4b").exists()


# --- any script ------------------------------------------------------------------------------


@FEW
@given(script=scripts(), phrases=st.integers(1, 9))
def test_any_script_gives_whole_manifests(script: Script, phrases: int) -> None:
    """Every sound once, in order; every heading once; the sum is right; nothing is empty."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        timing = timing_of(script, here, phrases_in_sound=phrases)
        audiobook.write(script, timing, MAKING, here / "a.audiobook")
        lpf.write(script, timing, MAKING, here / "a.lpf")
        readium = manifest_of(here / "a.audiobook", "manifest.json")
        w3c = manifest_of(here / "a.lpf", "publication.json")
    names = [sound.name for sound in timing.sounds]
    assert [track["href"] for track in readium["readingOrder"]] == names
    assert [track["url"] for track in w3c["readingOrder"]] == names
    assert round(readium["metadata"]["duration"] * 1000) == timing.total_ms
    entries = list(flat(readium["toc"]))
    assert len(entries) == len(script.sections)
    assert all(title.strip() for title, _ in entries)
    assert all(href.partition("#")[0] in names for _, href in entries)
    assert all(track["title"] and track["duration"] > 0 for track in readium["readingOrder"])
    assert readium["metadata"]["title"]
    assert w3c["name"]


@FEW
@given(script=scripts())
def test_any_script_gives_a_faultless_book(script: Script) -> None:
    """With real sound, every form passes the check."""
    with tempfile.TemporaryDirectory() as folder:
        timing = sample_timing(script, Path(folder))
        for form in FORMS:
            writer = WRITERS[Form(form)]
            made = Path(folder) / f"book-{form}{writer.file_ending}"
            if writer.is_folder:
                made.mkdir()
            writer.write(script, timing, MAKING, made)
            assert check(made).faults == ()


@given(st.binary(max_size=200))
def test_any_bytes_before_the_sound_are_no_trouble(content: bytes) -> None:
    """A tag of a stranger is read or not; nothing else happens."""
    read_tag(io.BytesIO(b"ID3\x03\x00\x00\x00\x00\x01\x40" + content))
