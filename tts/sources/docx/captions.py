"""Captions find what they belong to: the picture before them, or the table or picture after."""

from typing import TypeGuard

from lxml import etree

from tts.sources.markup import Element, local

CAPTION = "caption"


def bind_captions(root: Element) -> None:
    """Put every caption paragraph into the figure or table it stands beside; alone it stays."""
    captions = [one for one in root.iter("p") if one.get("class") == CAPTION]
    for caption in captions:
        before, after = caption.getprevious(), caption.getnext()
        if _is_picture(before):
            _caption(_figure(before), caption)
        elif _is_table(after):
            _into_table(after, caption)
        elif _is_picture(after):
            _caption(_figure(after), caption)
        elif _is_table(before):
            _into_table(before, caption)


def _is_picture(block: Element | None) -> TypeGuard[Element]:
    """A paragraph with a picture and no word."""
    if block is None or block.tag != "p" or block.get("class") == CAPTION:
        return False
    inside = {local(one) for one in block.iter(etree.Element) if one is not block}
    return "img" in inside <= {"img", "span", "br"} and not "".join(block.itertext()).strip()


def _is_table(block: Element | None) -> TypeGuard[Element]:
    return block is not None and block.tag == "table" and block.find(CAPTION) is None


def _figure(picture: Element) -> Element:
    picture.tag = "figure"
    return picture


def _caption(figure: Element, caption: Element) -> None:
    caption.tag = "figcaption"
    figure.append(caption)


def _into_table(table: Element, caption: Element) -> None:
    caption.tag = CAPTION
    table.insert(0, caption)
