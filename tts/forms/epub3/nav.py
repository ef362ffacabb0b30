"""The navigation document: contents as deep as the headings, printed pages, parts of the book.

Source: EPUB 3.3 §7 (navigation document), EPUB Accessibility 1.1 §3.4 (page navigation).
"""

from lxml import etree

from tts.book import PartRole
from tts.forms.epub3.edition import Edition, address, text_file, title_of
from tts.forms.epub3.language import tag
from tts.forms.epub3.markup import append_text, html, last_child, mean, page, say_language
from tts.forms.epub3.phrases import page_label, write_spans
from tts.forms.epub3.xhtml import title_phrase
from tts.script import Phrase, Section

FILE = "nav.xhtml"
_LIST = html("ol").tag


def nav_page(edition: Edition) -> etree._Element:
    """The navigation document, in the language of its own few words."""
    words = edition.words
    contents = mean(html("nav", id="toc"), "toc", "doc-toc")
    contents.set("aria-labelledby", "contents")
    contents.append(html("h1", words.contents, id="contents"))
    _list_sections(contents, edition)
    navs = [contents, _landmarks(edition)]
    if edition.pages:
        navs.insert(1, _page_list(edition))
    return page(words.contents, words.language, *navs)


def _list_sections(nav: etree._Element, edition: Edition) -> None:
    """Lists in lists, one entry a section; a level that was skipped opens no empty list."""
    around: list[tuple[int, etree._Element]] = []
    for number, section in enumerate(edition.script.sections, start=1):
        while around and around[-1][0] >= section.level:
            around.pop()
        entry = _added(_list_in(around[-1][1] if around else nav), html("li"))
        entry.append(_section_link(number, section, edition))
        around.append((section.level, entry))


def _list_in(parent: etree._Element) -> etree._Element:
    """The list with which an element ends, made if it has none."""
    last = last_child(parent)
    return last if last is not None and last.tag == _LIST else _added(parent, html("ol"))


def _added(parent: etree._Element, child: etree._Element) -> etree._Element:
    parent.append(child)
    return child


def _section_link(number: int, section: Section, edition: Edition) -> etree._Element:
    """The heading's words, leading to the phrase that speaks them."""
    phrase = title_phrase(section)
    href = address(section, phrase) if phrase else text_file(section)
    link = html("a", href=href)
    if phrase is None or not title_of(section):
        append_text(link, f"{edition.title} · {number}")
        say_language(link, edition.language, around=edition.words.language)
        return link
    return _words_of(phrase, link, edition)


def _words_of(phrase: Phrase, link: etree._Element, edition: Edition) -> etree._Element:
    say_language(link, phrase.language, around=edition.words.language)
    return write_spans(phrase.spans, link, around=tag(phrase.language), with_maths=False)


def _page_list(edition: Edition) -> etree._Element:
    nav = mean(html("nav", hidden="hidden"), "page-list", "doc-pagelist")
    nav.set("aria-label", edition.words.pages)
    entries = _added(nav, html("ol"))
    for section, phrase in edition.pages:
        link = html("a", page_label(phrase), href=address(section, phrase))
        _added(entries, html("li")).append(link)
    return nav


def _landmarks(edition: Edition) -> etree._Element:
    words = edition.words
    nav = mean(html("nav", hidden="hidden"), "landmarks")
    nav.set("aria-label", words.landmarks)
    entries = _added(nav, html("ol"))
    _landmark(entries, "toc", words.contents, f"{FILE}#toc")
    for part, epub_type, label in (
        (PartRole.FRONT, "frontmatter", words.front),
        (PartRole.BODY, "bodymatter", words.body),
        (PartRole.BACK, "backmatter", words.back),
    ):
        section = edition.first_of(part)
        if section is not None:
            _landmark(entries, epub_type, label, text_file(section))
    return nav


def _landmark(entries: etree._Element, epub_type: str, label: str, href: str) -> None:
    _added(entries, html("li")).append(mean(html("a", label, href=href), epub_type))
