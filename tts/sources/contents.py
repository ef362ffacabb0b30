"""The contents of an EPUB: the navigation document of EPUB 3 and the NCX of EPUB 2, rewritten.

EbookLib reads both, but trips over lists that nest deep, labels with mark-up in them, comments,
types of two words. What it reads is written anew here; what it does not read at all (landmarks,
the pages of an NCX) is taken out.
Sources: EPUB 3.3, 7 "Navigation document"; OPF 2.0.1, 2.4.1 "NCX".
"""

from dataclasses import dataclass

from lxml import etree

from tts.sources.documents import parse_document
from tts.sources.markup import OPS, Element, attribute, is_element, local, types_of, words_in
from tts.sources.package import Landmark
from tts.sources.places import Place, place_of
from tts.sources.remarks import Remarks
from tts.sources.running_text import cleaned, folded

DEEPEST_CONTENTS = 32
LONGEST_TITLE = 500
NCX_NS = "http://www.daisy.org/z3986/2005/ncx/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """One of the two tables, rewritten for EbookLib, and what EbookLib leaves unread in it."""

    name: str = ""
    rewritten: bytes = b""
    has_entries: bool = False
    landmarks: tuple[Landmark, ...] = ()
    pages: tuple[tuple[Place, str], ...] = ()


def contents_of_nav(source: bytes, name: str, book: str, remarks: Remarks) -> Contents:
    """The `nav` elements of a navigation document: contents, page list, landmarks."""
    document = parse_document(source, name, book, remarks)
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    landmarks = list[Landmark]()
    navs = list[Element]()
    if document:
        navs = [one for one in document.root.iter(etree.Element) if local(one) == "nav"]
    toc = _nav_list(navs, "toc") if navs else None
    has_entries = _rewrite(toc, body, "toc")
    pages = _nav_list(navs, "page-list")
    if pages is not None:
        _rewrite(pages, body, "page-list")
    for link in _links_in(_nav_list(navs, "landmarks")):
        place = place_of(attribute(link, "href"), name)
        kinds = attribute(link, "type", OPS, "epub").lower().split()
        landmarks += [Landmark(kind, place) for kind in kinds if place]
    rewritten = etree.tostring(root, encoding="utf-8", method="html")
    return Contents(
        name=name, rewritten=rewritten, has_entries=has_entries, landmarks=tuple(landmarks)
    )


def contents_of_ncx(source: bytes, name: str, book: str, remarks: Remarks) -> Contents:
    """The `navMap` of an NCX, and its `pageList`."""
    document = parse_document(source, name, book, remarks)
    root = document.root if document else None
    new = etree.Element(f"{{{NCX_NS}}}ncx", nsmap={None: NCX_NS})
    new_map = etree.SubElement(new, f"{{{NCX_NS}}}navMap")
    old_map = None if root is None else _first(root, "navmap")
    waiting = [(old_map, new_map, 1)] if old_map is not None else []
    while waiting:
        old, target, depth = waiting.pop()
        for point in old:
            if is_element(point) and local(point) == "navpoint":
                made = _nav_point(point, target)
                waiting.append((point, made if depth < DEEPEST_CONTENTS else target, depth + 1))
    pages = list[tuple[Place, str]]()
    for page in root.iter(etree.Element) if root is not None else ():
        if local(page) == "pagetarget":
            place = place_of(_source(page), name)
            label = _label(page) or attribute(page, "value")
            pages += [(place, label)] if place and label else []
    rewritten = etree.tostring(new, encoding="utf-8")
    return Contents(
        name=name, rewritten=rewritten, has_entries=len(new_map) > 0, pages=tuple(pages)
    )


def _nav_list(navs: list[Element], kind: str) -> Element | None:
    """The list of the `nav` of a kind; for contents, if none has a type, of the first."""
    typed = [nav for nav in navs if types_of(nav) & {kind, f"doc-{kind.replace('-', '')}"}]
    untyped = [nav for nav in navs if not types_of(nav)] if kind == "toc" else []
    nav = next(iter((*typed, *untyped)), None)
    return None if nav is None else _first(nav, "ol", "ul")


def _rewrite(old: Element | None, body: Element, kind: str) -> bool:
    """Write a list anew, no deeper than it may be (pages: flat); True if it has any link."""
    deepest = DEEPEST_CONTENTS if kind == "toc" else 1
    nav = etree.SubElement(body, "nav", {"type": kind})
    has_links = False
    new = etree.SubElement(nav, "ol")
    waiting = [(old, new, 1)] if old is not None else []
    while waiting:
        source, target, depth = waiting.pop()
        for entry in source:
            if not is_element(entry) or local(entry) != "li":
                continue
            link = next(iter(_links_in(entry, within=("ol", "ul"))), None)
            inner = next(
                (one for one in entry if is_element(one) and local(one) in {"ol", "ul"}), None
            )
            made = etree.SubElement(target, "li")
            has_links |= _entry(entry, link, made)
            if inner is not None and depth < deepest:
                waiting.append((inner, etree.SubElement(made, "ol"), depth + 1))
            elif inner is not None:
                waiting.append((inner, target, depth))
    return has_links


def _entry(entry: Element, link: Element | None, made: Element) -> bool:
    """The label of one line, a link if it leads somewhere."""
    href = cleaned(attribute(link, "href")) if link is not None else ""
    label = next((one for one in entry if is_element(one) and local(one) not in {"ol", "ul"}), None)
    said = link if link is not None else label
    line = etree.SubElement(made, "a" if href else "span", {"href": href} if href else {})
    line.text = _title(said) if said is not None else ""
    return bool(href)


def _links_in(element: Element | None, within: tuple[str, ...] = ()) -> list[Element]:
    """Links in an element, but not in what `within` names."""
    if element is None:
        return []
    found, waiting = list[Element](), [element]
    while waiting:
        one = waiting.pop()
        if local(one) == "a":
            found.append(one)
        elif one is element or local(one) not in within:
            waiting += reversed([child for child in one if is_element(child)])
    return found


def _title(element: Element) -> str:
    said = folded(words_in(element, LONGEST_TITLE))
    return said or folded(attribute(element, "title") or _alt_in(element))


def _alt_in(element: Element) -> str:
    return " ".join(attribute(one, "alt") for one in element.iter(etree.Element) if one.get("alt"))


def _nav_point(point: Element, target: Element) -> Element:
    made = etree.SubElement(target, f"{{{NCX_NS}}}navPoint")
    label = etree.SubElement(made, f"{{{NCX_NS}}}navLabel")
    etree.SubElement(label, f"{{{NCX_NS}}}text").text = _label(point)
    etree.SubElement(made, f"{{{NCX_NS}}}content", {"src": _source(point)})
    return made


def _label(point: Element) -> str:
    label = next((one for one in point if is_element(one) and local(one) == "navlabel"), None)
    return _title(label) if label is not None else ""


def _source(point: Element) -> str:
    content = next((one for one in point if is_element(one) and local(one) == "content"), None)
    return cleaned(attribute(content, "src")) if content is not None else ""


def _first(element: Element, *names: str) -> Element | None:
    return next((one for one in element.iter(etree.Element) if local(one) in names), None)
