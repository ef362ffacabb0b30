"""The words of DTBook, said in those of a page: levels, lines of verse, groups of pictures, notes.

What a page has no word for stays text. Only line numbers, which no listener needs, and titles that
the catalogue says again are left out.
Source: ANSI/NISO Z39.86-2005, DTBook 2005-3 (also 2005-1, 2005-2 and 1.1.0).
"""

import re
from collections.abc import Callable, Collection, Mapping

from lxml import etree

from tts.sources.daisy.tree import children, drop, every, rename, touch_before, without_echo
from tts.sources.markup import Element, attribute, classes_of, listed, local, types_of, words_in
from tts.sources.running_text import folded
from tts.sources.toc import key_of

LEVEL = re.compile(r"level[1-6]?")
TITLES = {"doctitle": "h1", "covertitle": "h1", "docauthor": "p"}
MATTERS = {"frontmatter": "frontmatter", "bodymatter": "bodymatter", "rearmatter": "backmatter"}
VERSE = frozenset({"poem", "stanza"})
ENDNOTES = frozenset({"endnote", "rearnote"})
# In these words run on; a block in them would tear a sentence.
RUNNING = listed(
    "p a span em strong sub sup cite q dfn code kbd samp abbr acronym bdo sent w lic dt caption "
    "figcaption h1 h2 h3 h4 h5 h6 hd line"
)
DEEPEST_HEADING = 6


def translate_dtbook(root: Element, known: Collection[str]) -> int:
    """Say a DTBook in the words of a page; returns how many line numbers were left out.

    Changes the tree; time grows with its length. `known` are the titles and names of the
    catalogue, as `key_of` writes them: a talking book begins with those anyway.
    """
    depths, dropped = _depths(root), 0
    for element in every(root):
        tag = local(element)
        if tag in TITLES:
            _title(element, tag, known)
        elif tag == "hd":
            _heading(element, depths[element])
        elif tag == "linenum":
            drop(element)
            dropped += 1
        elif tag in MEANINGS:
            MEANINGS[tag](element)
        elif LEVEL.fullmatch(tag):
            rename(element, "section")
    return dropped


def _depths(root: Element) -> dict[Element, int]:
    """In how many levels each `hd` stands."""
    depths, depth = dict[Element, int](), 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        tag = local(element)
        if LEVEL.fullmatch(tag):
            depth += 1 if event == "start" else -1
        elif tag == "hd" and event == "start":
            depths[element] = depth
    return depths


def _title(element: Element, tag: str, known: Collection[str]) -> None:
    if key_of(words_in(element)) in known:
        drop(element)
    else:
        rename(element, TITLES[tag])


def _heading(element: Element, depth: int) -> None:
    """The heading of a level; elsewhere words that stand out, before a list, above verse."""
    above = element.getparent()
    around = local(above) if above is not None else ""
    if above is not None and around in {"ul", "ol"}:
        above.addprevious(element)
    if around == "section":
        rename(element, f"h{min(max(depth, 1), DEEPEST_HEADING)}")
        return
    _rename_line(element)
    inside = etree.SubElement(element, "strong")
    inside.text, element.text = element.text, None
    inside.extend(children(element)[:-1])


def _matter(element: Element) -> None:
    rename(element, "section", MATTERS[local(element)])


def _reference(element: Element) -> None:
    said = attribute(element, "idref")
    element.set("href", said if "#" in said else f"#{said}")
    rename(element, "a", "noteref")
    touch_before(element)


def _note(element: Element) -> None:
    is_endnote = bool(classes_of(element) & ENDNOTES)
    rename(element, "aside", "endnote" if is_endnote else "footnote")


def _page(element: Element) -> None:
    rename(element, "span", "pagebreak")


def _list(element: Element) -> None:
    rename(element, "ol" if attribute(element, "type").lower() == "ol" else "ul")


def _part_of_entry(element: Element) -> None:
    element.tail = f" {element.tail or ''}"


def _poem(element: Element) -> None:
    rename(element, "div", "poem")


def _lines(element: Element) -> None:
    """A stanza of a poem, or verse by itself."""
    if _is_in_verse(element):
        rename(element, "div")
        element.set("class", "stanza")
    else:
        rename(element, "div", "poem")


def _line(element: Element) -> None:
    if _stands_apart(element):
        rename(element, "p")
    else:
        element.tail = f" {element.tail or ''}"


def _apart(element: Element) -> None:
    rename(element, "aside" if _stands_apart(element) else "span")


def _quotation(element: Element) -> None:
    rename(element, "blockquote")


def _block(element: Element) -> None:
    """An author under a quotation, the title of a poem: a line of its own."""
    if _stands_apart(element):
        _rename_line(element)
    else:
        rename(element, "span")


def _pictures(group: Element) -> None:
    """A figure; a picture in a sentence, which has nothing but its words, stays there."""
    image = next((one for one in group.iter(etree.Element) if local(one) == "img"), None)
    if image is not None:
        without_echo(group, folded(attribute(image, "alt")))
    for part in children(group):
        if local(part) == "caption":
            rename(part, "figcaption")
        elif local(part) == "prodnote":
            rename(part, "aside")
    is_alone = all(local(part) == "img" for part in children(group))
    rename(group, "span" if is_alone and not _stands_apart(group) else "figure")


def _stands_apart(element: Element) -> bool:
    above = element.getparent()
    return above is None or local(above) not in RUNNING


def _is_in_verse(element: Element) -> bool:
    """Right in a poem or a group of lines, which have their new names already."""
    above = element.getparent()
    return above is not None and bool(types_of(above) & VERSE or classes_of(above) & VERSE)


def _rename_line(element: Element) -> None:
    """A paragraph; in verse, a line apart from the stanzas."""
    is_in_verse = _is_in_verse(element)
    rename(element, "p")
    if is_in_verse:
        element.set("class", "stanza")


MEANINGS: Mapping[str, Callable[[Element], None]] = {
    **dict.fromkeys(MATTERS, _matter),
    **dict.fromkeys(("noteref", "annoref"), _reference),
    **dict.fromkeys(("note", "annotation"), _note),
    "pagenum": _page,
    "list": _list,
    "lic": _part_of_entry,
    "poem": _poem,
    "linegroup": _lines,
    "line": _line,
    "imggroup": _pictures,
    **dict.fromkeys(("sidebar", "prodnote"), _apart),
    "epigraph": _quotation,
    **dict.fromkeys(("title", "author", "byline", "dateline", "bridgehead"), _block),
}
