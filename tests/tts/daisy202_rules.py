"""The rules of DAISY 2.02 that a written book is held against, each a check by its name."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from tests.tts.book_reading import (
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
from tts.book import Note
from tts.forms import daisy202
from tts.script import Role, Script
from tts.timing import Timing
from tts.walk import pieces_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Written:
    """A book just written, read back."""

    folder: Path
    script: Script
    timing: Timing

    @cached_property
    def ncc(self) -> etree._Element:
        """The navigation control centre."""
        return read(self.folder / "ncc.html")

    @cached_property
    def content(self) -> etree._Element:
        """The text document."""
        return read(self.folder / "content.html")

    @cached_property
    def smils(self) -> dict[str, etree._Element]:
        """The SMIL file of each section, by name, in reading order."""
        names = [f"{section.section_id}.smil" for section in self.script.sections]
        return {name: read(self.folder / name) for name in names}

    @cached_property
    def entries(self) -> list[etree._Element]:
        """The lines of the NCC."""
        return list(next(named(self.ncc, "body")))

    @cached_property
    def pars(self) -> dict[tuple[str, str], etree._Element]:
        """Every par by SMIL file and id, in the order of play."""
        return {
            (name, par.get("id", "")): par
            for name, smil in self.smils.items()
            for par in named(smil, "par")
        }


def written(script: Script, timing: Timing, folder: Path) -> Written:
    daisy202.write(script, timing, MAKING, folder)
    return Written(folder, script, timing)


def schema_faults(book: Written) -> list[str]:
    found = faults(book.folder / "ncc.html", "ncc")
    found += faults(book.folder / "content.html", "content")
    found += faults(book.folder / "master.smil", "master")
    for name in book.smils:
        found += faults(book.folder / name, "smil202")
    return found


def clip_of(audio: etree._Element) -> HeardClip:
    begin, end = (
        re.fullmatch(r"npt=(\d+)\.(\d{3})s", audio.get(f"clip-{which}", ""))
        for which in ("begin", "end")
    )
    assert begin, "old players crash on more than three decimals"
    assert end, "old players crash on more than three decimals"
    return HeardClip(audio.get("src", ""), int(begin[1] + begin[2]), int(end[1] + end[2]))


def clips_of(element: etree._Element) -> list[HeardClip]:
    return [clip_of(audio) for audio in named(element, "audio")]


def length_ms(element: etree._Element) -> int:
    return sum(clip.end_ms - clip.begin_ms for clip in clips_of(element))


def check_files(book: Written) -> None:
    assert_plain_names(book.folder, {"html", "smil", "mp3", "jpg", "png", "gif"})
    for path in book.folder.iterdir():
        if path.suffix in (".html", ".smil"):
            assert path.read_bytes().startswith(
                b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE'
            )
    for sound in book.timing.sounds:
        assert (book.folder / sound.name).read_bytes() == sound.path.read_bytes()


def check_ncc_entries(book: Written) -> None:
    """The title first; each with an id and one link with words, and no other mark-up (1.2)."""
    entries = book.entries
    assert (name_of(entries[0]), entries[0].get("class")) == ("h1", "title")
    assert len(list(named(book.ncc, *HEADINGS))) == len(book.script.sections)
    for entry in entries:
        assert set(entry.keys()) <= {"id", "class"}
        (link,) = entry
        assert link.keys() == ["href"]
        assert text_of(link).strip()


def check_ncc_leads_to_pars(book: Written) -> None:
    """Every section, page and note mark outside notes, in the order of the script (1.2)."""
    places = [next(iter(entry)).get("href", "").partition("#") for entry in book.entries]
    pars = book.pars
    for name, _, fragment in places:
        assert (name, fragment) in pars
    assert list(dict.fromkeys(name for name, _, _ in places)) == list(book.smils)
    in_ncc = {text_id(pars[name, fragment]) for name, _, fragment in places}
    for phrase in book.script.phrases():
        if phrase.role is Role.PAGE:
            assert phrase.phrase_id in in_ncc


def check_ncc_order(book: Written) -> None:
    """The NCC is in the order of play; no entry is heard before the one above it (1.2)."""
    places = [f"{name}#{par_id}" for name, par_id in book.pars]
    at = [places.index(entry[0].get("href", "")) for entry in book.entries]
    assert at == sorted(at)


def check_ncc_note_marks(book: Written) -> None:
    """Every note mark of the text, and it leads where the text leads (1.3)."""
    in_text, in_ncc = (
        sorted(next(named(span, "a")).get("href", "") for span in spans)
        for spans in (
            (s for s in named(book.content, "span") if s.get("class") == "noteref"),
            (e for e in book.entries if e.get("class") == "noteref"),
        )
    )
    assert in_ncc == in_text


def check_nothing_is_empty(book: Written) -> None:
    """A player that reads the text as HTML would take <p/> for the start of a paragraph."""
    for element in next(named(book.content, "body")).iter(etree.Element):
        assert name_of(element) in ("img", "br") or len(element) or element.text


def check_heading_levels(book: Written) -> None:
    """NCC and text have the levels of the script, which skips none (1.2, 1.5)."""
    wanted = [f"h{section.level}" for section in book.script.sections]
    assert [name_of(h) for h in named(book.ncc, *HEADINGS)] == wanted
    assert [name_of(h) for h in named(book.content, *HEADINGS)] == wanted


def check_ncc_headings_are_headings_of_the_text(book: Written) -> None:
    """A player shows no text for a heading that leads to something else (1.5, EasyReader)."""
    elements, pars = by_id(book.content), {par_id: par for (_, par_id), par in book.pars.items()}
    for entry in named(book.ncc, *HEADINGS):
        fragment = next(iter(entry)).get("href", "").partition("#")[2]
        target = elements[text_id(pars[fragment])]
        around = [name_of(e) for e in (target, *target.iterancestors())]
        assert name_of(entry) in around[:2]


def check_counts(book: Written) -> None:
    """What the NCC states of itself and of the folder (1.3)."""
    entries, stated = book.entries, metas(book.ncc)
    kinds = [entry.get("class", "") for entry in entries]
    assert stated["ncc:tocItems"] == [str(len(entries))]
    for kind, name in (("front", "Front"), ("normal", "Normal"), ("special", "Special")):
        assert stated[f"ncc:page{name}"] == [str(kinds.count(f"page-{kind}"))]
    assert stated["ncc:footnotes"] == [str(kinds.count("noteref"))]
    assert stated["ncc:depth"] == [str(max(section.level for section in book.script.sections))]
    normal = [str(int(text_of(e))) for e in entries if e.get("class") == "page-normal"]
    assert stated.get("ncc:maxPageNormal", []) == normal[-1:]
    sizes = [path.stat().st_size for path in book.folder.iterdir()]
    assert stated["ncc:files"] == [str(len(sizes))]
    assert stated["ncc:kByteSize"] == [str(-(-sum(sizes) // 1024))]


def check_metadata(book: Written) -> None:
    """Each required name once, creators and languages at least once, one identifier (1.3, 1.4)."""
    stated = metas(book.ncc)
    once = "dc:title dc:publisher dc:date dc:format dc:identifier ncc:charset ncc:totalTime"
    assert all(len(stated[name]) == 1 for name in once.split())
    assert all(stated["dc:creator"])
    spoken = {span.language for phrase in book.script.phrases() for span in phrase.spans}
    assert set(stated["dc:language"]) == spoken | {book.script.metadata.language}
    for smil in (*book.smils.values(), read(book.folder / "master.smil")):
        assert metas(smil)["dc:identifier"] == stated["dc:identifier"]
        assert metas(smil)["dc:title"] == stated["dc:title"]
    assert metas(book.content)["dc:title"] == stated["dc:title"]


def check_times(book: Written) -> None:
    """Stated times against clips: half a second of tolerance, but for the total (1.3, 1.4)."""
    elapsed_ms = 0
    for smil in book.smils.values():
        (main,) = next(named(smil, "body"))
        assert main.get("dur") == f"{length_ms(smil) // 1000}.{length_ms(smil) % 1000:03}s"
        stated = metas(smil)
        assert abs(clock_ms(stated["ncc:totalElapsedTime"][0]) - elapsed_ms) <= 500
        assert abs(clock_ms(stated["ncc:timeInThisSmil"][0]) - length_ms(smil)) <= 500
        elapsed_ms += length_ms(smil)
    assert elapsed_ms == book.timing.total_ms
    rounded_ms = (elapsed_ms + 500) // 1000 * 1000
    assert clock_ms(metas(book.ncc)["ncc:totalTime"][0]) == rounded_ms
    master = read(book.folder / "master.smil")
    assert clock_ms(metas(master)["ncc:timeInThisSmil"][0]) == rounded_ms


def check_master(book: Written) -> None:
    master = read(book.folder / "master.smil")
    assert [ref.get("src") for ref in named(master, "ref")] == list(book.smils)
    assert [ref.get("title") for ref in named(master, "ref")] == [
        text_of(heading) for heading in named(book.ncc, *HEADINGS)
    ]


def check_pars(book: Written) -> None:
    """A par has one text and one seq of sounds; page numbers and notes may be skipped (1.4)."""
    phrases = {phrase.phrase_id: phrase for phrase in book.script.phrases()}
    elements = by_id(book.content)
    for par in book.pars.values():
        assert [name_of(child) for child in par] == ["text", "seq"]
        target = elements[text_id(par)]
        phrase = phrases.get(text_id(par))
        around = (target, *target.iterancestors())
        in_note = any(element.get("class") == "notebody" for element in around)
        is_page = phrase is not None and phrase.role is Role.PAGE
        wanted = "pagenumber-on" if is_page else "footnote-on" if in_note else None
        assert par.get("system-required") == wanted


def check_note_seqs(book: Written) -> None:
    """A seq inside the main seq is a first mark and its note, nothing else (1.4)."""
    elements, seen = by_id(book.content), []
    for smil in book.smils.values():
        (main,) = next(named(smil, "body"))
        for pair in (child for child in main if name_of(child) == "seq"):
            mark, body = pair
            reference, note = elements[text_id(mark)], elements[text_id(body)]
            assert (reference.get("class"), note.get("class")) == ("noteref", "notebody")
            assert reference.get("bodyref") == f"content.html#{note.get('id')}"
            assert body.get("system-required") == "footnote-on"
            seen.append(note.get("id"))
    assert len(seen) == len(set(seen))


def check_phrases_are_heard_once_and_lead_back(book: Written) -> None:
    """From each phrase to its par; from the par to the phrase, or to the note around it (1.5)."""
    pars = book.pars
    elements, led_to = by_id(book.content), set[str]()
    for phrase in book.script.phrases():
        element = elements[phrase.phrase_id]
        (link,) = named(element, "a")
        name, _, fragment = link.get("href", "").partition("#")
        target = text_id(pars[name, fragment])
        notes = [e.get("id") for e in element.iterancestors() if e.get("class") == "notebody"]
        assert target in (phrase.phrase_id, *notes)
        assert link.getparent() is element
        begin, end = (f(phrase.phrase_id) for f in (book.timing.begin_ms, book.timing.end_ms))
        sound = book.timing.clips[phrase.phrase_id].sound
        assert any(
            clip.sound == sound and clip.begin_ms <= begin and end <= clip.end_ms
            for clip in clips_of(pars[name, fragment])
        )
        led_to.add(target)
    assert led_to == {text_id(par) for par in pars.values()}


def check_note_marks(book: Written) -> None:
    """Each mark names its note; it is a note mark if it has a par of its own (1.4)."""
    elements = by_id(book.content)
    apart = {text_id(par) for par in book.pars.values()}
    for phrase in book.script.phrases():
        if phrase.role is Role.NOTE_REFERENCE and phrase.note_id in spoken_notes(book.script):
            mark = elements[phrase.phrase_id]
            body = elements[mark.get("bodyref", "").removeprefix("content.html#")]
            assert body.get("class") == "notebody"
            assert (mark.get("class") == "noteref") == (phrase.phrase_id in apart)


def spoken_notes(script: Script) -> set[str]:
    """The notes in which something is said beside page numbers."""
    return {
        block.note_id
        for section in script.sections
        for block in section.blocks
        if isinstance(block, Note) and any(p.role is not Role.PAGE for p in pieces_of(block))
    }


def check_text(book: Written) -> None:
    assert_every_phrase_is_shown_once(book.content, book.script, "span")
    assert_spans_are_marked(book.content, book.script)
    assert_directions_are_marked(book.content, book.script)


def check_sound(book: Written) -> None:
    clips = [clip for smil in book.smils.values() for clip in clips_of(smil)]
    assert_clips_tile(clips, book.timing)


def text_id(par: etree._Element) -> str:
    name, _, fragment = next(named(par, "text")).get("src", "").partition("#")
    assert name == "content.html"
    return fragment


CHECKS = (
    check_files,
    check_ncc_entries,
    check_ncc_leads_to_pars,
    check_ncc_order,
    check_ncc_note_marks,
    check_nothing_is_empty,
    check_heading_levels,
    check_ncc_headings_are_headings_of_the_text,
    check_counts,
    check_metadata,
    check_times,
    check_master,
    check_pars,
    check_note_seqs,
    check_phrases_are_heard_once_and_lead_back,
    check_note_marks,
    check_text,
    check_sound,
)
