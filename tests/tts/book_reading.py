"""Reading a DAISY book back with nothing of ours: elements, ids, times."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tts.forms.daisy.direction import direction
from tts.script import Phrase, Role, Script
from tts.timing import Timing

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STRESSES = ("em", "strong", "sub", "sup")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class HeardClip:
    """One audio element of a SMIL file, in milliseconds."""

    sound: str
    begin_ms: int
    end_ms: int


def read(path: Path) -> etree._Element:
    return etree.parse(path, etree.XMLParser(load_dtd=False, no_network=True)).getroot()


def name_of(element: etree._Element) -> str:
    return etree.QName(element).localname


def named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names, whatever their name space, in document order."""
    return (element for element in root.iter(etree.Element) if name_of(element) in names)


def by_id(root: etree._Element) -> dict[str, etree._Element]:
    return {element.get("id", ""): element for element in root.iter() if element.get("id")}


def text_of(element: etree._Element) -> str:
    return "".join(element.itertext())


def shown(phrase: Phrase) -> str:
    """What a reader should see of a phrase: its text, without what XML cannot carry."""
    return _FORBIDDEN.sub("", phrase.text)


def metas(root: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in named(root, "meta"):
        found.setdefault(meta.get("name", ""), []).append(meta.get("content", ""))
    return found


def clock_ms(value: str) -> int:
    """A clock with exactly three decimals (H:MM:SS.mmm), or whole seconds (hh:mm:ss)."""
    match = re.fullmatch(r"(\d+):([0-5]\d):([0-5]\d)(?:\.(\d{3}))?", value)
    assert match, value
    hours, minutes, seconds, ms = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def assert_clips_tile(clips: Iterable[HeardClip], timing: Timing) -> None:
    """Every millisecond of every sound is heard exactly once, no clip is empty."""
    heard: dict[str, list[tuple[int, int]]] = {}
    for clip in clips:
        heard.setdefault(clip.sound, []).append((clip.begin_ms, clip.end_ms))
    assert heard.keys() == {sound.name for sound in timing.sounds}
    for name, pieces in heard.items():
        pieces.sort()
        assert all(begin < end for begin, end in pieces)
        borders = [0, *(end for _, end in pieces)]
        assert [begin for begin, _ in pieces] == borders[:-1]
        assert borders[-1] == timing.length_ms(name)


def assert_plain_names(folder: Path, endings: set[str]) -> None:
    """Flat, lower case, ASCII, and only kinds of file that the form knows."""
    for path in folder.iterdir():
        assert path.is_file()
        assert re.fullmatch("[a-z0-9_]+[.][a-z0-9]+", path.name)
        assert path.suffix[1:] in endings


def assert_every_phrase_is_shown_once(
    text: etree._Element, script: Script, page_label: str
) -> None:
    """Each phrase has its element with its words, in reading order; nothing else has an id like it.

    The label of a page may be folded to one line; `page_label` is the element that shows it.
    """
    shown_ids = [e.get("id") for e in text.iter() if re.fullmatch(r"e\d+", e.get("id", ""))]
    assert shown_ids == [phrase.phrase_id for phrase in script.phrases()]
    elements = by_id(text)
    for phrase in script.phrases():
        element = elements[phrase.phrase_id]
        assert text_of(element) == shown(phrase)
        if phrase.role is Role.PAGE:
            assert name_of(element) == page_label


def assert_spans_are_marked(text: etree._Element, script: Script) -> None:
    """Each run of characters is in an element of its own language and its own stress."""
    elements = by_id(text)
    for phrase in script.phrases():
        if phrase.role in (Role.SENTENCE, Role.PICTURE):
            wanted = [
                (char, span.language, span.emphasis.value)
                for span in phrase.spans
                for char in _FORBIDDEN.sub("", span.text)
            ]
            assert list(_characters(elements[phrase.phrase_id], "")) == wanted


def assert_directions_are_marked(text: etree._Element, script: Script) -> None:
    """A phrase runs the way its language is written, left to right where nothing says another."""
    elements = by_id(text)
    for phrase in script.phrases():
        marked = (e.get("dir") for e in _outward(elements[phrase.phrase_id]) if e.get("dir"))
        assert next(marked, "ltr") == direction(phrase.language)


def _characters(element: etree._Element, stress: str) -> Iterator[tuple[str, str, str]]:
    """Each character with the language and the stress that a reader takes it to have."""
    inside = _language(element)
    yield from ((char, inside, stress) for char in element.text or "")
    for child in element:
        name = name_of(child)
        yield from _characters(child, name if name in STRESSES else stress)
        yield from ((char, inside, stress) for char in child.tail or "")


def _language(element: etree._Element) -> str:
    return next(e.attrib[XML_LANG] for e in _outward(element) if XML_LANG in e.attrib)


def _outward(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()
