"""The words of a phrase as mark-up: legal characters, and an element for what stands out."""

import re
from dataclasses import dataclass

from lxml import etree

from tts.book import Emphasis
from tts.forms.daisy.direction import direction
from tts.script import Phrase, Span

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without the characters that XML cannot carry. Source: XML 1.0, section 2.2."""
    return _FORBIDDEN.sub("", text)


def folded(text: str) -> str:
    """A name or a label on one line: legal, single spaces, none at the ends."""
    return " ".join(legal(text).split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The mark-up language of a text document: its name space, and how it names a language."""

    namespace: str
    language_attributes: tuple[str, ...]

    def element(self, tag: str, **attributes: str) -> etree._Element:
        """An element that stands alone; `class_` is written as class, an empty value not at all."""
        element = etree.Element(f"{{{self.namespace}}}{tag}", nsmap={None: self.namespace})
        _set(element, attributes)
        return element

    def add(self, parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
        """An element at the end of `parent`."""
        element = etree.SubElement(parent, f"{{{self.namespace}}}{tag}")
        _set(element, attributes)
        return element

    def mark_language(self, element: etree._Element, language: str, around: str) -> None:
        """Say which language the element is in, and its direction if that of `around` differs."""
        for name in self.language_attributes:
            element.set(name, language)
        if direction(language) != direction(around):
            element.set("dir", direction(language))

    def add_words(self, parent: etree._Element, phrase: Phrase) -> None:
        """The phrase's spans at the end of `parent`; one that is stressed or in another language
        is an element."""
        last = next(parent.iterchildren(reversed=True), None)
        for span in phrase.spans:
            text = legal(span.text)
            if _is_plain(span, phrase):
                _append_text(parent, last, text)
            else:
                last = self.add(parent, span.emphasis.value or "span")
                last.text = text
                if span.language != phrase.language:
                    self.mark_language(last, span.language, phrase.language)


def _is_plain(span: Span, phrase: Phrase) -> bool:
    return span.emphasis is Emphasis.NONE and span.language == phrase.language


def _append_text(parent: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _set(element: etree._Element, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        if value:
            element.set(name.rstrip("_"), value)


XHTML = Vocabulary("http://www.w3.org/1999/xhtml", ("lang", XML_LANG))
DTBOOK = Vocabulary("http://www.daisy.org/z3986/2005/dtbook/", (XML_LANG,))
