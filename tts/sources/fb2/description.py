"""What an FB2 book says to a catalogue: title, people, dates, language, series.

Source: FictionBook 2.1 schema, `description`: `title-info` is the book, `src-title-info` what it
was translated from, `publish-info` the print it was taken from, `document-info` this file.
"""

from collections.abc import Iterator

from lxml import etree

from tts.book import Metadata
from tts.sources.fb2.markup import child, children
from tts.sources.markup import (
    Element,
    attribute,
    language_tag,
    listed,
    local,
    said_language,
    words_in,
)
from tts.sources.metadata import LONGEST_DESCRIPTION, LONGEST_LINE, MOST_LINES, date_of
from tts.sources.running_text import folded
from tts.text.languages import normalized

NAMES = ("first-name", "middle-name", "last-name")
LINES = listed("p v subtitle text-author td th")


def read_description(root: Element, *, fallback_identifier: str, fallback_title: str) -> Metadata:
    """The catalogue entry, without the cover. What the book leaves out stays ""."""
    description = child(root, "description")
    title, printed = child(description, "title-info"), child(description, "publish-info")
    return Metadata(
        identifier=_line(description, "document-info", "id") or fallback_identifier,
        title=_line(title, "book-title") or _line(printed, "book-name") or fallback_title,
        language=_language(root, title),
        creators=_people(title, "author"),
        contributors=_people(title, "translator"),
        publisher=_line(printed, "publisher"),
        published_on=date_of(_line(printed, "year")) or _date(title),
        description=_annotation(child(title, "annotation")),
        subjects=_subjects(title, printed),
        source=_source(description, printed),
    )


def series_of(root: Element) -> tuple[str, str]:
    """The first series that the book is said to be in, and its number there; "" for none."""
    description = child(root, "description")
    for info in ("title-info", "publish-info"):
        for sequence in children(child(description, info), "sequence"):
            name, number = (folded(attribute(sequence, said)) for said in ("name", "number"))
            if name:
                return name[:LONGEST_LINE], number[:LONGEST_LINE]
    return "", ""


def cover_image(root: Element) -> Element | None:
    """The picture on the cover, if the book names one."""
    return child(root, "description", "title-info", "coverpage", "image")


def _language(root: Element, title: Element | None) -> str:
    """What the description says, as a tag or as a word; else the mark of the text itself."""
    said = _line(title, "lang")
    marked = (said_language(one) for one in (root, *children(root, "body")))
    return language_tag(said) or normalized(said) or next(filter(None, marked), "")


def _people(title: Element | None, name: str) -> tuple[str, ...]:
    """Names as they are spoken, the family name last; a nickname where there is no name."""
    found = list[str]()
    for person, _ in zip(children(title, name), range(MOST_LINES), strict=False):
        called = " ".join(filter(None, (_line(person, part) for part in NAMES)))
        found.append(called or _line(person, "nickname"))
    return tuple(dict.fromkeys(filter(None, found)))


def _subjects(title: Element | None, printed: Element | None) -> tuple[str, ...]:
    """Genres by their codes, key words, and the series, which a catalogue is searched by too."""
    genres = [_words(genre) for genre in children(title, "genre")]
    keys = [folded(key) for key in _line(title, "keywords").split(",")]
    series = [_series(one) for info in (title, printed) for one in children(info, "sequence")]
    return tuple(dict.fromkeys(filter(None, (*genres, *keys, *series))))[:MOST_LINES]


def _series(sequence: Element) -> str:
    name, number = (folded(attribute(sequence, said)) for said in ("name", "number"))
    return f"{name}, {number}" if name and number else name


def _source(description: Element | None, printed: Element | None) -> str:
    """The print this text was taken from by its number, else the work it was translated from."""
    isbn = _line(printed, "isbn")
    original = child(description, "src-title-info")
    named = (", ".join(_people(original, "author")), _line(original, "book-title"))
    return f"ISBN {isbn}" if isbn else ". ".join(filter(None, named))


def _date(title: Element | None) -> str:
    date = child(title, "date")
    return (date_of(attribute(date, "value")) or date_of(_words(date))) if date is not None else ""


def _annotation(annotation: Element | None) -> str:
    return (
        folded(" ".join(_lines(annotation)))[:LONGEST_DESCRIPTION] if annotation is not None else ""
    )


def _lines(annotation: Element) -> Iterator[str]:
    length, has_lines = 0, False
    for element in annotation.iter(etree.Element):
        if local(element) in LINES:
            line = words_in(element, LONGEST_DESCRIPTION)
            yield line
            has_lines, length = True, length + len(line)
        if length > LONGEST_DESCRIPTION:
            return
    if not has_lines:
        yield words_in(annotation, LONGEST_DESCRIPTION)


def _line(element: Element | None, *names: str) -> str:
    found = child(element, *names)
    return _words(found) if found is not None else ""


def _words(element: Element) -> str:
    return folded(words_in(element, LONGEST_LINE))[:LONGEST_LINE]
