"""The smallest pieces of XHTML, SMIL and package documents: names, elements, clean text."""

import re

from lxml import etree

from tts.forms.epub3.language import direction, tag

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
EPUB_TYPE = f"{{{OPS}}}type"
XML_LANG = f"{{{XML}}}lang"

# Control characters, halves of surrogate pairs and the two code points that XML 1.0 §2.2 forbids;
# the second control block (0x7F to 0x9F) is legal there, but no player draws or speaks it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_VOID = frozenset({"br", "img", "link", "meta"})


def clean(text: str) -> str:
    """The text without the characters that an XML document may not hold."""
    return _UNPRINTABLE.sub("", text)


def html(name: str, /, text: str = "", **attributes: str) -> etree._Element:
    """An XHTML element. An attribute's underscores stand for hyphens, but for `class_`.

    An element that is not void always gets a closing tag, for players that read it as HTML.
    """
    element = etree.Element(f"{{{XHTML}}}{name}", nsmap={None: XHTML, "epub": OPS})
    if name not in _VOID:
        element.text = clean(text)
    for key, value in attributes.items():
        element.set(key.rstrip("_").replace("_", "-"), clean(value))
    return element


def mean(element: etree._Element, epub_type: str, role: str = "") -> etree._Element:
    """Say what the element is, to players (`epub:type`) and to screen readers (`role`)."""
    element.set(EPUB_TYPE, epub_type)
    if role:
        element.set("role", role)
    return element


def say_language(element: etree._Element, language: str, *, around: str = "") -> None:
    """Mark the language, and the direction, where they differ from those `around` the element."""
    ours = tag(language)
    if ours == around:
        return
    element.set("lang", ours)
    element.set(XML_LANG, ours)
    if direction(ours) != direction(around or "en"):
        element.set("dir", direction(ours))


def last_child(element: etree._Element) -> etree._Element | None:
    """The last child, found without counting the others."""
    return next(element.iterchildren(reversed=True), None)


def append_text(element: etree._Element, text: str) -> None:
    """Put characters after everything that the element holds already."""
    last = last_child(element)
    if last is None:
        element.text = (element.text or "") + clean(text)
    else:
        last.tail = (last.tail or "") + clean(text)


def page(title: str, language: str, *children: etree._Element) -> etree._Element:
    """An XHTML document with the book's style sheet; `children` stand in its body."""
    root = html("html")
    say_language(root, language)
    head = html("head")
    head.append(html("title", title))
    head.append(html("link", rel="stylesheet", type="text/css", href="style.css"))
    body = html("body")
    body.extend(children)
    root.extend((head, body))
    return root
