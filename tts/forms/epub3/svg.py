"""A drawing from a stranger: kept without its scripts, links and fetched parts."""

import re

from lxml import etree

from tts.xml_safe import BadXml, parse_xml

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_KEPT_NAMESPACES = {"", XLINK, "http://www.w3.org/XML/1998/namespace"}
# What runs, what embeds other documents, and what only an editor of drawings understands.
_DROPPED = frozenset({"script", "foreignObject", "metadata", "handler", "listener"})
_FETCHES = re.compile(r"@import|url\((?!\s*['\"]?#)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d][\w.-]*")
_OWN_PART = re.compile(r"#|data:image/(png|jpeg|gif)[;,]", re.IGNORECASE)


def safe_svg(data: bytes) -> bytes | None:
    """The drawing without document type, scripts and anything outside of itself.

    None if the bytes are no SVG drawing. Player programs may run what an SVG carries, and EPUB
    counts a script, an external entity or a remote image as a fault of the whole book
    (EPUB 3.3 §3.6, §5.6). A style sheet stays unless it fetches something.
    """
    try:
        root = parse_xml(data)
    except BadXml:
        return None
    if root.tag != f"{{{SVG}}}svg" or next(root.iter(etree.Entity), None) is not None:
        return None
    for element in list(root.iter()):
        if element is not root and not _draws(element):
            _take_out(element)
    ids = set[str]()
    for element in root.iter():
        _disarm(element)
        _name_once(element, ids)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _draws(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    if name.namespace != SVG or name.localname in _DROPPED:
        return False
    return name.localname != "style" or not _FETCHES.search("".join(element.itertext()))


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _disarm(element: etree._Element) -> None:
    """Keep only attributes that draw with what the drawing holds itself; a link becomes a group."""
    if element.tag == f"{{{SVG}}}a":
        element.tag = f"{{{SVG}}}g"
    for key, value in list(element.attrib.items()):
        name = etree.QName(key)
        foreign = (name.namespace or "") not in _KEPT_NAMESPACES
        runs = name.localname.lower().startswith("on")
        leaves = name.localname == "href" and not _OWN_PART.match(value.strip())
        if foreign or runs or leaves or _FETCHES.search(value):
            del element.attrib[key]


def _name_once(element: etree._Element, ids: set[str]) -> None:
    """An id that is no XML name, or that another element has, names nothing."""
    for key in ("id", "{http://www.w3.org/XML/1998/namespace}id"):
        name = element.get(key)
        if name is not None and (name in ids or not _NAME.fullmatch(name)):
            del element.attrib[key]
        elif name is not None:
            ids.add(name)
