"""The rules of DAISY 3 that a written book is held against, each a check by its name."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from tests.tts.book_reading import (
    XML_LANG,
    HeardClip,
    assert_clips_tile,
    assert_directions_are_marked,
    assert_every_phrase_is_shown_once,
    assert_plain_names,
    assert_spans_are_marked,
    by_id,
    clock_ms,
    metas,
    name_of,
    named,
    read,
    text_of,
)
from tests.tts.sample import MAKING
from tests.tts.schemas import faults
from tts.forms import daisy3
from tts.script import Role, Script
from tts.timing import Timing

TYPES = {
    "opf": "text/xml",
    "ncx": "application/x-dtbncx+xml",
    "xml": "application/x-dtbook+xml",
    "res": "application/x-dtbresource+xml",
    "smil": "application/smil",
    "mp3": "audio/mpeg",
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
}
STRUCTS = {"pagenum": "PAGE_NUMBER", "noteref": "NOTE_REFERENCE", "note": "NOTE"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TARGETS = ("navPoint", "pageTarget", "navTarget")


@dataclass(frozen=True)
class Written:
    """A book just written, read back."""

    folder: Path
    script: Script
    timing: Timing

    @cached_property
    def opf(self) -> etree._Element:
        """The package file."""
        return read(self.folder / "book.opf")

    @cached_property
    def ncx(self) -> etree._Element:
        """The navigation file."""
        return read(self.folder / "book.ncx")

    @cached_property
    def text(self) -> etree._Element:
        """The text document."""
        return read(self.folder / "book.xml")

    @cached_property
    def res(self) -> etree._Element:
        """The resource file."""
        return read(self.folder / "book.res")

    @cached_property
    def smils(self) -> dict[str, etree._Element]:
        """The SMIL file of each section, by name, in reading order."""
        names = [f"{section.section_id}.smil" for section in self.script.sections]
        return {name: read(self.folder / name) for name in names}

    @cached_property
    def containers(self) -> dict[str, etree._Element]:
        """Every par and seq by its address ("s0001.smil#p_e000001"), in the order of play."""
        return {
            f"{name}#{element.get('id')}": element
            for name, smil in self.smils.items()
            for element in named(smil, "par", "seq")
        }


def written(script: Script, timing: Timing, folder: Path) -> Written:
    daisy3.write(script, timing, MAKING, folder)
    return Written(folder, script, timing)


def schema_faults(book: Written) -> list[str]:
    kinds = (("book.opf", "opf"), ("book.ncx", "ncx"), ("book.xml", "dtbook"), ("book.res", "res"))
    every = (*kinds, *((name, "smil") for name in book.smils))
    return [fault for name, kind in every for fault in faults(book.folder / name, kind)]


def clip_of(audio: etree._Element) -> HeardClip:
    begin, end = audio.get("clipBegin", ""), audio.get("clipEnd", "")
    assert "." in begin
    assert "." in end
    return HeardClip(audio.get("src", ""), clock_ms(begin), clock_ms(end))


def clips_of(element: etree._Element) -> list[HeardClip]:
    return [clip_of(audio) for audio in named(element, "audio")]


def length_ms(element: etree._Element) -> int:
    return sum(clip.end_ms - clip.begin_ms for clip in clips_of(element))


def check_files(book: Written) -> None:
    """Names and addresses of plain characters; no other kind of file (2.1)."""
    assert_plain_names(book.folder, set(TYPES))
    for path in book.folder.iterdir():
        if path.suffix[1:] not in ("mp3", "png", "jpg", "svg"):
            document = read(path)
            for element in document.iter():
                for name in ("src", "href", "smilref", "idref"):
                    assert re.fullmatch("[A-Za-z0-9/._#-]*", element.get(name, ""))
    for sound in book.timing.sounds:
        assert (book.folder / sound.name).read_bytes() == sound.path.read_bytes()


def check_manifest(book: Written) -> None:
    """Every file of the folder once, with its type; fixed ids for NCX and resources (2.2)."""
    listed = {entry.get("href", ""): entry for entry in named(book.opf, "item")}
    assert len(listed) == len(list(named(book.opf, "item")))
    assert listed.keys() == {path.name for path in book.folder.iterdir()}
    for name, entry in listed.items():
        assert entry.get("media-type") == TYPES[name.rpartition(".")[2]]
    assert listed["book.ncx"].get("id") == "ncx"
    assert listed["book.res"].get("id") == "resource"


def check_spine(book: Written) -> None:
    """Every SMIL in reading order and nothing else (2.2)."""
    names = {entry.get("id"): entry.get("href") for entry in named(book.opf, "item")}
    assert [names[ref.get("idref")] for ref in named(book.opf, "itemref")] == list(book.smils)


def check_catalogue_card(book: Written) -> None:
    """One identifier in all files; what the card says of sound and pictures is so (2.2)."""
    (identifier,) = named(book.opf, "Identifier")
    assert identifier.get("id") == book.opf.get("unique-identifier")
    for document in (book.ncx, book.text, *book.smils.values()):
        assert metas(document)["dtb:uid"] == [text_of(identifier)]
    stated = metas(book.opf)
    pictures = [p for p in book.folder.iterdir() if p.suffix in (".png", ".jpg", ".svg")]
    assert stated["dtb:multimediaContent"] == ["audio,text,image" if pictures else "audio,text"]
    assert stated["dtb:multimediaType"] == ["audioFullText"]
    spoken = {span.language for phrase in book.script.phrases() for span in phrase.spans}
    languages = [text_of(language) for language in named(book.opf, "Language")]
    assert languages[0] == book.script.metadata.language
    assert set(languages) == spoken | {languages[0]}


def check_times(book: Written) -> None:
    """Exact to the millisecond: each file, what went before it, the whole (2.2, 2.4)."""
    elapsed_ms = 0
    for smil in book.smils.values():
        (main,) = next(named(smil, "body"))
        assert clock_ms(main.get("dur", "")) == length_ms(smil)
        assert clock_ms(metas(smil)["dtb:totalElapsedTime"][0]) == elapsed_ms
        elapsed_ms += length_ms(smil)
    assert clock_ms(metas(book.opf)["dtb:totalTime"][0]) == elapsed_ms == book.timing.total_ms


def check_play_order(book: Written) -> None:
    """1, 2, 3 without gaps, in the order of play, each for another par or seq (2.3)."""
    targets = sorted(named(book.ncx, *TARGETS), key=lambda t: int(t.get("playOrder", "")))
    orders = [int(target.get("playOrder", "")) for target in targets]
    assert orders == list(range(1, len(targets) + 1))
    places = list(book.containers)
    at = [places.index(next(t.iterchildren("{*}content")).get("src", "")) for t in targets]
    assert at == sorted(set(at))


def check_ncx_headings(book: Written) -> None:
    """The outline is that of the script (2.3)."""
    points = list(named(book.ncx, "navPoint"))
    depths = [sum(name_of(e) == "navPoint" for e in p.iterancestors()) + 1 for p in points]
    levels = [section.level for section in book.script.sections]
    assert depths == levels
    assert [point.get("class") for point in points] == [f"h{level}" for level in levels]
    assert metas(book.ncx)["dtb:depth"] == [str(max(levels))]


def check_ncx_pages(book: Written) -> None:
    """Each page number of the text, with the same kind, found by a value of its own (2.3)."""
    targets = list(named(book.ncx, "pageTarget"))
    in_ncx = [(t.get("type"), text_of(next(named(t, "text")))) for t in targets]
    in_text = [(e.get("page"), text_of(e)) for e in named(book.text, "pagenum")]
    assert in_ncx == in_text
    values = [int(target.get("value", "")) for target in targets]
    assert len({(t.get("type"), v) for t, v in zip(targets, values, strict=True)}) == len(targets)
    for (kind, label), value in zip(in_ncx, values, strict=True):
        assert kind != "normal" or int(label) == value
    assert metas(book.ncx)["dtb:totalPageCount"] == [str(len(targets))]
    assert metas(book.ncx)["dtb:maxPageNumber"] == [str(max(values, default=0))]


def check_ncx_notes(book: Written) -> None:
    """Each note of the text, by the seq that holds it (2.3)."""
    places = [
        next(target.iterchildren("{*}content")).get("src")
        for target in named(book.ncx, "navTarget")
    ]
    assert places == [note.get("smilref") for note in named(book.text, "note")]


def check_ncx_labels(book: Written) -> None:
    """A label is heard in a sound that is long enough to say it, in words that are there (2.3)."""
    for label in named(book.ncx, "navLabel"):
        assert text_of(label).strip()
    for clip in clips_of(book.ncx):
        assert 0 <= clip.begin_ms < clip.end_ms <= book.timing.length_ms(clip.sound)


def check_ncx_languages(book: Written) -> None:
    """A label is in the language of the words that it leads to (2.3)."""
    elements = by_id(book.text)
    for target in named(book.ncx, "navPoint", "pageTarget"):
        place = next(target.iterchildren("{*}content")).get("src", "")
        fragment = next(named(book.containers[place], "text")).get("src", "").partition("#")[2]
        label = next(target.iterchildren("{*}navLabel"))
        assert label.get(XML_LANG) == elements[fragment].get(XML_LANG)


def check_custom_tests(book: Written) -> None:
    """Each SMIL declares just the tests it uses; the NCX and the resources know all (2.3, 2.6)."""
    used = set[str]()
    for smil in book.smils.values():
        declared = [test.get("id") for test in named(smil, "customTest")]
        here = {e.get("customTest", "") for e in named(smil, "par", "seq")} - {""}
        assert set(declared) == here
        assert len(declared) == len(here)
        used |= here
    in_ncx = {t.get("id"): t.get("bookStruct") for t in named(book.ncx, "smilCustomTest")}
    assert in_ncx == {test: STRUCTS[test] for test in used}
    selects = [node_set.get("select") for node_set in named(book.res, "nodeSet")]
    for struct in STRUCTS.values():
        assert f"//smilCustomTest[@bookStruct='{struct}']" in selects


def check_seqs(book: Written) -> None:
    """A reader may leave each note, table and list; the resources name them (2.4, 2.6)."""
    selects = [node_set.get("select") for node_set in named(book.res, "nodeSet")]
    for seq in (e for e in book.containers.values() if name_of(e) == "seq"):
        if seq.get("id") != "mseq":
            assert seq.get("class") in ("note", "table", "list")
            assert seq.get("end") == f"DTBuserEscape;{seq[-1].get('id')}.end"
            assert seq.get("customTest") == ("note" if seq.get("class") == "note" else None)
            assert f"//seq[@class='{seq.get('class')}']" in selects


def check_pars(book: Written) -> None:
    """Every phrase once, in the order of the script, with its own clip (2.4)."""
    pars = [e for e in book.containers.values() if name_of(e) == "par"]
    phrases = list(book.script.phrases())
    texts = [next(named(par, "text")).get("src") for par in pars]
    assert texts == [f"book.xml#{phrase.phrase_id}" for phrase in phrases]
    for par, phrase in zip(pars, phrases, strict=True):
        clip = book.timing.clips[phrase.phrase_id]
        begin, end = (f(phrase.phrase_id) for f in (book.timing.begin_ms, book.timing.end_ms))
        assert clips_of(par) == [HeardClip(clip.sound, begin, end)]
        wanted = "pagenum" if phrase.role is Role.PAGE else None
        assert phrase.role is Role.NOTE_REFERENCE or par.get("customTest") == wanted


def check_note_marks(book: Written) -> None:
    """A mark's sound is a link to the seq of its note, as its text is to the note (2.4)."""
    elements = by_id(book.text)
    marks = {e.get("smilref", ""): e for e in named(book.text, "noteref")}
    pars = {place: e for place, e in book.containers.items() if name_of(e) == "par"}
    linked = {place for place, par in pars.items() if list(named(par, "a"))}
    assert linked == marks.keys()
    for place, mark in marks.items():
        note = elements[mark.get("idref", "").removeprefix("#")]
        (link,) = named(book.containers[place], "a")
        assert name_of(note) == "note"
        assert link.get("href") == note.get("smilref")
        assert book.containers[place].get("customTest") == "noteref"


def check_text_leads_to_sound(book: Written) -> None:
    """Every smilref leads to its own par, or to a seq of its own kind (2.5)."""
    for element in book.text.iter(etree.Element):
        kind, place = name_of(element), element.get("smilref")
        assert place or kind not in ("pagenum", "noteref", "note", "table", "list", "sent")
        if place and kind in ("note", "table", "list"):
            assert (name_of(book.containers[place]), book.containers[place].get("class")) == (
                "seq",
                kind,
            )
            heard = [t.get("src") for t in named(book.containers[place], "text")]
            inside = [e.get("id") for e in element.iter() if re.match("e[0-9]", e.get("id", ""))]
            assert heard == [f"book.xml#{inner}" for inner in inside]
        elif place:
            (heard_text,) = named(book.containers[place], "text")
            assert heard_text.get("src") == f"book.xml#{element.get('id')}"


def check_levels(book: Written) -> None:
    """Levels within levels as in the script; front, body and back matter in order (2.5)."""
    headings = list(named(book.text, *HEADINGS))
    wanted = [f"h{section.level}" for section in book.script.sections]
    assert [name_of(heading) for heading in headings] == wanted
    for heading in headings:
        level = heading.getparent()
        assert level is not None
        assert name_of(level) == f"level{name_of(heading)[1]}"
    matters = [name_of(matter) for matter in next(named(book.text, "book"))]
    assert matters == [m for m in ("frontmatter", "bodymatter", "rearmatter") if m in matters]


def check_text(book: Written) -> None:
    assert_every_phrase_is_shown_once(book.text, book.script, "pagenum")
    assert_spans_are_marked(book.text, book.script)
    assert_directions_are_marked(book.text, book.script)


def check_sound(book: Written) -> None:
    clips = [clip for smil in book.smils.values() for clip in clips_of(smil)]
    assert_clips_tile(clips, book.timing)


CHECKS = (
    check_files,
    check_manifest,
    check_spine,
    check_catalogue_card,
    check_times,
    check_play_order,
    check_ncx_headings,
    check_ncx_pages,
    check_ncx_notes,
    check_ncx_labels,
    check_ncx_languages,
    check_custom_tests,
    check_seqs,
    check_pars,
    check_note_marks,
    check_text_leads_to_sound,
    check_levels,
    check_text,
    check_sound,
)
