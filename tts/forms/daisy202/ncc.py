"""The navigation control centre of a DAISY 2.02 book, ncc.html: headings, pages and note marks.

Source: DAISY 2.02 Specification, section 2.1, and the rules of the DAISY 2.02 validator.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tts.book import PageKind
from tts.forms.daisy.catalogue import (
    book_title,
    heading_label,
    heading_words,
    identifier,
    languages,
    names,
    publisher,
    source_date,
)
from tts.forms.daisy.notes import Notes
from tts.forms.daisy.pages import Pages
from tts.forms.daisy.text import XHTML, XML_LANG, folded
from tts.forms.daisy.words import WORDS, own_words
from tts.forms.daisy202.plan import Play
from tts.forms.daisy202.smil import FORMAT, whole_seconds
from tts.forms.making import Making
from tts.script import Script, Section, section_phrases

DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
NOTE_MARK, TITLE = "noteref", "title"


@dataclass(frozen=True, slots=True)
class Size:
    """How much the whole book is: files, and kilobytes begun."""

    files: int
    kilobytes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the NCC: what it is called, its element and class, the phrase it leads to."""

    phrase_id: str
    tag: str
    kind: str
    label: str


def ncc_document(
    script: Script, entries: Sequence[Entry], play: Play, making: Making, size: Size
) -> etree._Element:
    """The whole document."""
    html = XHTML.element("html", lang=script.metadata.language)
    html.set(XML_LANG, script.metadata.language)
    head = XHTML.add(html, "head")
    meta = XHTML.add(head, "meta", content="text/html; charset=utf-8")
    meta.set("http-equiv", "Content-type")
    XHTML.add(head, "title").text = book_title(script)
    for name, content in _metas(script, making):
        if content:
            XHTML.add(head, "meta", name=name, content=content)
    for name, content in _counts(entries, play, size):
        XHTML.add(head, "meta", name=name, content=content)
    _add_body(html, entries, play)
    return html


def _add_body(html: etree._Element, entries: Sequence[Entry], play: Play) -> None:
    body = XHTML.add(html, "body")
    body.text = "\n"
    for entry in entries:
        line = XHTML.add(body, entry.tag, id=f"ncc_{entry.phrase_id}", class_=entry.kind)
        XHTML.add(line, "a", href=play.place_of[entry.phrase_id]).text = entry.label
        line.tail = "\n"


def ncc_entries(script: Script, play: Play, pages: Pages, notes: Notes) -> tuple[Entry, ...]:
    """In the order of play. A mark that is heard as part of a note is no place to go to."""
    found: dict[str, Entry] = {}
    for section in script.sections:
        for entry in _of_section(section, pages, notes, TITLE if not found else ""):
            found[entry.phrase_id] = entry
    played = (phrase_id for phrase_id in play.place_of if phrase_id not in play.within_notes)
    return tuple(found[phrase_id] for phrase_id in played if phrase_id in found)


def _of_section(section: Section, pages: Pages, notes: Notes, kind: str) -> Iterator[Entry]:
    first = heading_words(section)[0].phrase_id
    for phrase in section_phrases(section):
        page = pages.get(phrase.phrase_id)
        if phrase.phrase_id == first:
            yield Entry(first, f"h{section.level}", kind, heading_label(section))
        elif page:
            yield Entry(phrase.phrase_id, "span", f"page-{page.kind}", page.label)
        elif phrase.phrase_id in notes.of_mark:
            yield Entry(phrase.phrase_id, "span", NOTE_MARK, folded(phrase.text))


def _metas(script: Script, making: Making) -> Iterator[tuple[str, str]]:
    about, made_on = script.metadata, making.made_on.isoformat()
    nobody = WORDS[own_words(about.language)]["nobody"]
    yield "dc:title", book_title(script)
    yield from (("dc:creator", name) for name in names(about.creators) or (nobody,))
    for contributor in about.contributors:
        yield "dc:contributor", folded(contributor)
    yield "dc:date", made_on
    yield "dc:format", FORMAT
    yield "dc:identifier", identifier(script)
    for language in languages(script):
        yield "dc:language", language
    yield "dc:publisher", publisher(script, making)
    for subject in about.subjects:
        yield "dc:subject", folded(subject)
    yield "dc:description", folded(about.description)
    yield "dc:source", folded(about.source)
    yield "dc:rights", folded(about.rights)
    yield "ncc:sourcePublisher", folded(about.publisher)
    yield "ncc:sourceDate", source_date(script)
    yield "ncc:charset", "utf-8"
    yield "ncc:generator", folded(making.generator)
    yield "ncc:multimediaType", "audioFullText"
    for narrator in making.narrators:
        yield "ncc:narrator", folded(narrator)
    yield "ncc:producedDate", made_on
    yield "ncc:producer", folded(making.producer)
    yield "ncc:setInfo", f"{script.volume.number} of {script.volume.count}"


def _counts(entries: Sequence[Entry], play: Play, size: Size) -> Iterator[tuple[str, str]]:
    """What validators count again. maxPageNormal is the last normal page, as they compare it."""
    kinds = Counter(entry.kind for entry in entries)
    normal = [entry.label for entry in entries if entry.kind == f"page-{PageKind.NORMAL}"]
    depth = max(int(entry.tag[1]) for entry in entries if entry.tag != "span")
    yield "ncc:depth", str(depth)
    yield "ncc:files", str(size.files)
    yield "ncc:kByteSize", str(size.kilobytes)
    yield "ncc:footnotes", str(kinds[NOTE_MARK])
    yield "ncc:pageFront", str(kinds[f"page-{PageKind.FRONT}"])
    yield "ncc:pageNormal", str(len(normal))
    yield "ncc:pageSpecial", str(kinds[f"page-{PageKind.SPECIAL}"])
    if normal:
        yield "ncc:maxPageNormal", str(int(normal[-1]))
    yield "ncc:prodNotes", "0"
    yield "ncc:sidebars", "0"
    yield "ncc:tocItems", str(len(entries))
    yield "ncc:totalTime", whole_seconds(play.total_ms)
