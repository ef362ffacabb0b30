"""Pictures of a Word document: their files, and what their authors wrote to stand for them.

A picture that lies outside the document is never fetched; its words are kept.
Source: ECMA-376 Part 1, 20.4 "WordprocessingDrawing", 17.3.3.9 "drawing"; Part 4 for VML.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from tts.sources.docx.words import DECORATIVE, WP, A, R, V, W
from tts.sources.markup import Element
from tts.sources.running_text import folded

# What old word processors put in by themselves instead of a description.
FILE_NAME = re.compile(r"(?:\S*[/\\])?[^/\\]{1,200}\.(?:jpe?g|png|gif|bmp|tiff?|[ew]mf)",
                       re.IGNORECASE)  # fmt: skip
CHARTS = frozenset({"chart", "chartex", "diagram"})
OFFICE_TITLE = "{urn:schemas-microsoft-com:office:office}title"


def pictures_in(drawing: Element, files: Mapping[str, str]) -> list[Element]:
    """The pictures of a drawing as `img` elements. One that has no file but is described, and a
    chart, give one without a file. `files` are links by relationship id."""
    sources = [files.get(one, "") for one in _links(drawing)]
    said = _said(drawing)
    if not sources and not said and not _is_chart(drawing):
        return []
    images = [etree.Element("img", {"src": source}) for source in sources or [""]]
    if said is not None:
        images[0].set("alt", said)
    for image in images[1:]:
        image.set("alt", "")  # one description stands for the whole group
    return images


def _is_chart(drawing: Element) -> bool:
    """A picture that the word processor draws itself, from numbers or boxes and arrows."""
    return any(
        (one.get("uri") or "").rpartition("/")[2] in CHARTS
        for one in drawing.iter(A + "graphicData")
    )


def _links(drawing: Element) -> Iterator[str]:
    """Relationship ids of the pictures, but not of those in a text box of the drawing."""
    for one in drawing.iter(A + "blip", V + "imagedata"):
        if not any(above.tag == W + "txbxContent" for above in _up_to(one, drawing)):
            yield one.get(R + "embed") or one.get(R + "id") or ""


def _up_to(element: Element, top: Element) -> Iterator[Element]:
    above = element.getparent()
    while above is not None and above is not top:
        yield above
        above = above.getparent()


def _said(drawing: Element) -> str | None:
    """What stands for a drawing: "" if it only decorates, None if its author did not say."""
    properties = next(drawing.iter(WP + "docPr"), None)
    if properties is not None:
        decorative = next(properties.iter(DECORATIVE), None)
        if decorative is not None and decorative.get("val") in {"1", "true"}:
            return ""
        said = [properties.get("descr"), properties.get("title")]
    else:
        shapes = list(drawing.iter(V + "shape", V + "rect", V + "group"))
        said = [one.get(name) for one in shapes[:20] for name in ("alt", "title")]
        said += [one.get(OFFICE_TITLE) for one in drawing.iter(V + "imagedata")]
    kept = (text for one in said if one and not FILE_NAME.fullmatch(text := folded(one)))
    return next((text for text in kept if text), None)
