"""The text documents of DAISY 2.02: XHTML whose classes say what else things are.

Source: DAISY 2.02 Specification, 2.3 "Content documents", 2.1.2 for the classes.
"""

from tts.sources.daisy.tree import (
    drop,
    every,
    is_said_by,
    rename,
    touch_before,
    unwrap_link,
    without_echo,
)
from tts.sources.documents import Document
from tts.sources.markup import Element, attribute, classes_of, local
from tts.sources.places import place_of
from tts.sources.running_text import folded

PAGES = frozenset({"page-front", "page-normal", "page-special"})
SOUND = ".smil"
NOTE_BODIES = frozenset({"notebody", "footnote"})
ENDNOTES = frozenset({"endnote", "rearnote"})


def translate202(document: Document) -> None:
    """Say in the words of a page what the classes of DAISY 2.02 mean. Changes the tree."""
    for element in every(document.root):
        classes, tag = classes_of(element), local(element)
        if tag == "a" and SOUND in attribute(element, "href").lower():
            unwrap_link(element)
        elif tag in {"span", "div"} and classes & PAGES:
            rename(element, "span", "pagebreak")
        elif attribute(element, "bodyref"):
            element.set("href", _body_of(element, document.name))
            rename(element, "a", "noteref")
            touch_before(element)
        elif classes & (NOTE_BODIES | ENDNOTES) and tag == "div":
            rename(element, "aside", "endnote" if classes & ENDNOTES else "footnote")
        elif classes & {"sidebar"} and tag == "div":
            rename(element, "aside")
        elif classes & {"image"}:
            _picture(element, tag)


def _body_of(mark: Element, name: str) -> str:
    """Where the body of a note is; in this very file, whatever the case of its letters."""
    said = attribute(mark, "bodyref")
    place = place_of(said, name)
    is_here = place is not None and place.name.casefold() == name.casefold()
    return f"#{place.fragment}" if place and is_here else said


def _picture(group: Element, tag: str) -> None:
    """A picture in running text, or set apart with its words and caption."""
    image = next((one for one in group.iter() if one.tag and _is_image(one)), None)
    if image is None:
        return
    alt = folded(attribute(image, "alt"))
    if tag != "div":
        _keep_only(image, group, alt)
        return
    without_echo(group, alt)
    for block in list(group):
        if isinstance(block.tag, str) and local(block) == "p":
            is_caption = "caption" in classes_of(block)
            rename(block, "figcaption" if is_caption else "aside")
    rename(group, "figure")


def _is_image(node: Element) -> bool:
    return isinstance(node.tag, str) and local(node) == "img"


def _keep_only(image: Element, group: Element, alt: str) -> None:
    """Words beside a picture that only repeat it are said once, by the picture."""
    if not is_said_by(group, alt):
        return
    for element in every(group):
        if (
            element is not group
            and not _is_image(element)
            and not any(_is_image(one) for one in element.iter())
        ):
            drop(element)
        else:
            element.text = None
    for element in every(group)[1:]:
        element.tail = None
