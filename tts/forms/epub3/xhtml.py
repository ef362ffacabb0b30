"""The text of one section: an XHTML document in which every phrase is an element of its own."""

from itertools import takewhile

from lxml import etree

from tts.book import PartRole
from tts.forms.epub3.blocks import BlockWriter
from tts.forms.epub3.edition import Edition, title_of
from tts.forms.epub3.language import main_language
from tts.forms.epub3.markup import XHTML, clean, html, mean, page
from tts.forms.epub3.phrases import PhraseWriter, page_break
from tts.script import Phrase, Role, Section, section_phrases

SECTION_ID = "section"
"""The id of the element that holds the whole section."""

ESCAPABLE = {"table": "table", "ol": "list", "ul": "list", "figure": "figure", "aside": "footnote"}
"""Elements that a listener may leave half-way, and what an overlay calls them (EPUB 3.3 §9.5.2)."""

_BODY_TYPES = {
    PartRole.FRONT: "frontmatter",
    PartRole.BODY: "bodymatter",
    PartRole.BACK: "backmatter",
}


def section_page(section: Section, edition: Edition) -> etree._Element:
    """The document of one section. What can be escaped has an id that the overlay refers to."""
    language = main_language(section_phrases(section), edition.language)
    writer = PhraseWriter(language, edition.notes, edition.pictures)
    element = html("section", id=SECTION_ID)
    element.extend(_opening(section, writer))
    element.extend(list(BlockWriter(writer).write(section.blocks)))
    _say_what_it_is(element, section, is_opening=section is edition.script.sections[0])
    _number(element)
    root = page(title_of(section) or edition.title, language, element)
    mean(root[1], _BODY_TYPES[section.part])
    return root


def _opening(section: Section, writer: PhraseWriter) -> list[etree._Element]:
    """The heading. Page numbers that come before its words stand before it, not in its name.

    A heading with nothing to show is none: a screen reader would stop at it and say nothing.
    """
    content = section.heading.content
    pages = list(takewhile(lambda phrase: phrase.role is Role.PAGE, content))
    opening = [page_break(phrase, html("div")) for phrase in pages]
    if words := content[len(pages) :]:
        is_shown = any(clean(phrase.text).strip() for phrase in words)
        opening.append(writer.write(words, html(f"h{section.level}" if is_shown else "div")))
    return opening


def title_phrase(section: Section) -> Phrase | None:
    """The phrase that names the section: the words of its heading, or what there is of it."""
    content = section.heading.content
    named = (phrase for phrase in content if phrase.role is Role.SENTENCE)
    return next(named, next(section_phrases(section), None))


def _say_what_it_is(element: etree._Element, section: Section, *, is_opening: bool) -> None:
    """A first section before the body is the title page, a level 1 of the body a chapter."""
    if is_opening and section.part is PartRole.FRONT:
        mean(element, "titlepage")
    elif section.part is PartRole.BODY and section.level == 1:
        mean(element, "chapter", "doc-chapter")
        title = title_phrase(section)
        if title is not None:
            element.set("aria-labelledby", title.phrase_id)


def _number(element: etree._Element) -> None:
    names = [f"{{{XHTML}}}{name}" for name in ESCAPABLE if name != "aside"]
    for number, part in enumerate(element.iter(*names), start=1):
        part.set("id", f"part{number:04}")
