"""What holds for the text of a talking book in every form: nothing silent, no level skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from tts.check.document import XML_LANG, Document, Element, children, local, words
from tts.check.fault import Fault
from tts.check.spoken import Par
from tts.check.values import is_language

_QUOTED = 40
_MARKS = {
    "pagenum",
    "noteref",
    "annoref",
    "page-front",
    "page-normal",
    "page-special",
    "doc-noteref",
    "doc-pagebreak",
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text or of the navigation: its level from 1 and its words."""

    level: int
    text: str
    document: Document
    element: Element


def headings(document: Document) -> Iterator[Heading]:
    """The elements h1 to h6, in document order."""
    for element in document.named(*_HEADINGS):
        yield Heading(_HEADINGS[local(element)], words(element), document, element)


def heading_over(element: Element) -> Element | None:
    """The heading that this element is, or stands in."""
    above = [element, *element.iterancestors("*")]
    return next((one for one in above if local(one) in _HEADINGS), None)


class HeadingNames:
    """What an entry of the navigation may call a heading; each heading is looked at once.

    It may say the whole heading, the heading without the page numbers and note marks that stand
    in it, or only the sentence that is `heard` first where the entry leads. A heading without
    words (a picture without text) cannot be compared. White space does not count.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[Element, Element], set[str]] = {}

    def fit(self, text: str, heading: Element, heard: Element) -> bool:
        """Whether an entry with this text, leading to what is heard there, names the heading."""
        names = self._names.get((heading, heard))
        if names is None:
            names = {_bare(words(heading)), _bare(words(heard)), _bare(_without_marks(heading))}
            names |= {_bare(one.get("alt", "")) for one in heading.iter("{*}img")}
            self._names[heading, heard] = names
        return _bare(text) in names or not any(names)


def skipped_levels(found: Iterable[Heading], *, first: int = 1) -> Iterator[Fault]:
    """A heading is never more than one level below the one before it.

    Old players stop at a jump from h1 to h3. Source: DAISY 2.02.
    """
    level = first - 1
    for heading in found:
        if heading.level > level + 1:
            yield heading.document.fault(
                "heading-skips",
                heading.element,
                f"The heading {quoted(heading.text)} of level {heading.level} follows one of "
                f"level {level}; a level must not be left out.",
            )
        level = heading.level


def silent_text(
    document: Document,
    body: Element | None,
    spoken: set[str],
    may_be_silent: Callable[[Element], bool] = lambda _element: False,
) -> Iterator[Fault]:
    """Every word and every picture's text stands in an element that has sound.

    `spoken` are the ids with sound; `may_be_silent` names elements that need none.
    Source: EPUB 3.3, "all visible text and all alt texts should have a par"; §0.
    """
    if body is None:
        return
    heard = set[Element]()
    for element in body.iter("*"):
        if element.getparent() in heard or element.get("id") in spoken or may_be_silent(element):
            heard.add(element)
            continue
        own = _own_words(element)
        if not own and local(element) == "img" and not _is_said_beside(element):
            own = element.get("alt", "")
        if any(char.isalnum() for char in own):
            sentence = f"Nobody reads out {quoted(own)}; every word needs sound."
            yield document.fault("text-without-sound", element, sentence)


def dangling_texts(
    pars: Iterable[Par], document_of: Callable[[str], Document | None]
) -> Iterator[Fault]:
    """Every stretch of sound belongs to a text that is there, and is not empty."""
    says = dict[Element, bool]()
    for par in pars:
        if par.text is None:
            yield par.fault("par-without-text", "The stretch names no text; it needs one.")
            continue
        file, name = par.text
        document = document_of(file)
        element = document.ids.get(name) if document else None
        if document is None:
            yield par.fault("text-file-missing", f"Its text is in {file!r}, which is not there.")
        elif element is None:
            yield par.fault("text-missing", f"Its text {name!r} is not in {file}.")
        elif not says.setdefault(element, element in says or says_something(element)):
            sentence = f"Its text {file}#{name} is empty; it needs words or a picture's text."
            yield par.fault("text-empty", sentence)


def says_something(element: Element) -> bool:
    """Whether there are words in an element, or words that stand for it."""
    if words(element) or element.get("aria-label", "").strip() or element.get("title", "").strip():
        return True
    return any(one.get("alt", "").strip() for one in element.iter("*"))


def language_faults(document: Document, *names: str) -> Iterator[Fault]:
    """The root says its language in each of `names`, and every language is a language tag.

    A voice and a braille display choose by it. Source: DAISY 2.02 and EPUB 3.3; RFC 5646.
    """
    for name in names:
        if not document.root.get(name):
            shown = "xml:lang" if name == XML_LANG else name
            sentence = f"The document does not say its language; {shown} is missing."
            yield document.fault("language-missing", document.root, sentence)
    for element in document.root.iter("*"):
        for name in (XML_LANG, "lang"):
            tag = element.get(name)
            if tag is not None and not is_language(tag):
                sentence = f"{tag!r} is not a language tag such as kk or ru."
                yield document.fault("language-malformed", element, sentence)


def quoted(text: str) -> str:
    """Words for a sentence about them, cut where they are long."""
    return f"«{text[:_QUOTED]}…»" if len(text) > _QUOTED else f"«{text}»"


def _bare(text: str) -> str:
    return "".join(text.split())


def _without_marks(heading: Element) -> str:
    copy = deepcopy(heading)
    for mark in [one for one in copy.iter("*") if one is not copy and _is_mark(one)]:
        mark.text, mark[:] = None, []
    return words(copy)


def _is_mark(element: Element) -> bool:
    """A page number or a note mark, however the form spells it."""
    kinds = {local(element), element.get("class", ""), *element.get("role", "").split()}
    return bool(kinds & _MARKS)


def _own_words(element: Element) -> str:
    pieces = [element.text or "", *(inner.tail or "" for inner in element)]
    return " ".join("".join(pieces).split())


def _is_said_beside(image: Element) -> bool:
    """Whether the words for a picture are also text beside it, which the rule above looks at."""
    wanted = " ".join(image.get("alt", "").split())
    group = image.getparent()
    if group is None or len(children(group)) > 8:
        return False
    return wanted in words(group)
