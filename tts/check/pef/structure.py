"""Rules for the elements of a PEF file: what stands in what, and its attributes.

Source: PEF 1.0, Document Conformance, Attributes and Elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tts.check.document import Document, Element, children, local, namespace
from tts.check.fault import Fault

NAMESPACE = "http://www.daisy.org/ns/2008/pef"
VERSION = "2008-1"
_INSIDE = {
    "pef": ("head", "body"),
    "head": ("meta",),
    "body": ("volume",),
    "volume": ("section",),
    "section": ("page",),
    "page": ("row",),
    "row": (),
}
_ONCE = ("pef", "head")
_AT_LEAST_ONE = ("body", "volume", "section")
_SIZES = ("cols", "rows", "rowgap", "duplex")
_ATTRIBUTES = {
    "pef": ("version",),
    "volume": _SIZES,
    "section": _SIZES,
    "page": ("rowgap",),
    "row": ("rowgap",),
}
_POSITIVE = re.compile("0{0,9}[1-9][0-9]{0,3}")
_NOT_NEGATIVE = re.compile("[0-9]{1,5}")
_CELLS = re.compile("[\u2800-\u28ff]*")
_VALUES = {
    "cols": _POSITIVE,
    "rows": _POSITIVE,
    "rowgap": _NOT_NEGATIVE,
    "duplex": re.compile("true|false"),
}


def structure_faults(document: Document) -> Iterator[Fault]:
    """Every fault of the elements, from the root down."""
    root = document.root
    if local(root) != "pef" or namespace(root) != NAMESPACE:
        sentence = f"The root must be pef in the namespace {NAMESPACE}."
        yield document.fault("pef-root", root, sentence)
        return
    if root.get("version") != VERSION:
        yield document.fault("pef-version", root, f"The version must be {VERSION}.")
    for element in _own(root):
        yield from _content(document, element)
        yield from _attributes(document, element)
        yield from _text(document, element)
    yield from _volumes_alike(document)


def count_of(element: Element, name: str) -> int:
    """The number in an attribute, 0 where it is none."""
    text = element.get(name, "")
    return int(text) if _POSITIVE.fullmatch(text) else 0


def _own(root: Element) -> Iterator[Element]:
    """Every element of the namespace, the inside of meta left out: that is for metadata."""
    for element in root.iter("*"):
        if namespace(element) == NAMESPACE:
            yield element


def _content(document: Document, element: Element) -> Iterator[Fault]:
    name = local(element)
    inside = [local(one) for one in children(element) if namespace(one) == NAMESPACE]
    if name not in _INSIDE and name != "meta":
        yield document.fault("pef-element", element, f"There is no element {name} in PEF.")
        return
    allowed = _INSIDE.get(name, ())
    for one in children(element):
        if namespace(one) == NAMESPACE and local(one) not in allowed:
            sentence = f"A {local(one)} must not stand in a {name}."
            yield document.fault("pef-content", one, sentence)
    if name in _ONCE and tuple(inside) != allowed:
        sentence = f"A {name} holds {' and '.join(allowed)}, each once and in this order."
        yield document.fault("pef-content", element, sentence)
    if name in _AT_LEAST_ONE and allowed[0] not in inside:
        sentence = f"A {name} must hold at least one {allowed[0]}."
        yield document.fault("pef-empty", element, sentence)


def _attributes(document: Document, element: Element) -> Iterator[Fault]:
    name = local(element)
    known = _ATTRIBUTES.get(name, ())
    for attribute, text in element.attrib.items():
        if "}" in str(attribute) or str(attribute) == "id":
            continue
        if attribute not in known:
            sentence = f"There is no attribute {attribute} of {name} in PEF."
            yield document.fault("pef-attribute", element, sentence)
        elif attribute in _VALUES and not _VALUES[str(attribute)].fullmatch(str(text)):
            sentence = f"The value {text!r} of {attribute} is not one that PEF knows."
            yield document.fault("pef-value", element, sentence)
    for attribute in _SIZES if name == "volume" else ():
        if attribute not in element.attrib:
            sentence = f"The volume does not say {attribute}."
            yield document.fault("pef-attribute-missing", element, sentence)


def _text(document: Document, element: Element) -> Iterator[Fault]:
    """Cells stand in rows; elsewhere nothing but white space."""
    if local(element) == "row":
        if not _CELLS.fullmatch("".join(str(text) for text in element.itertext())):
            sentence = "A row may hold only braille patterns, U+2800 to U+28FF."
            yield document.fault("pef-character", element, sentence)
        return
    loose = [element.text, *(one.tail for one in children(element))]
    if any(text and text.strip() for text in loose):
        sentence = f"Text stands in a {local(element)}, where no device reads it."
        yield document.fault("pef-text", element, sentence)


def _volumes_alike(document: Document) -> Iterator[Fault]:
    """All volumes are for the same paper."""
    volumes = [one for one in document.named("volume") if namespace(one) == NAMESPACE]
    for volume in volumes[1:]:
        if any(volume.get(name) != volumes[0].get(name) for name in _SIZES):
            sentence = "This volume is for other paper than the first."
            yield document.fault("pef-volume-differs", volume, sentence)
