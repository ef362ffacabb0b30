"""The words of WordprocessingML, and the few ways in which its elements answer questions.

Source: ECMA-376 Part 1 (ISO/IEC 29500-1), section 17; Part 3 for alternate content.
"""

from collections.abc import Iterator

from tts.sources.markup import Element, is_element, listed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

NO = frozenset({"0", "false", "off", "none"})
# Elements around text that say nothing of how it is read.
WRAPPERS = frozenset(
    W + name
    for name in listed(
        "hyperlink ins moveTo smartTag customXml sdtContent dir bdo fldSimple rubyBase"
    )
)
SDT = W + "sdt"
CONTENTS_GALLERIES = frozenset({"table of contents", "list of figures", "list of tables"})
# Fields whose result is made of the printed page: a talking book has its own contents and pages.
# Source: ECMA-376 Part 1, 17.16.5.
UNREAD_FIELDS = listed("TOC TOA TC XE RD PAGE PAGEREF NUMPAGES SECTIONPAGES")
READABLE = (W + "t", W + "txbxContent", A + "blip", V + "imagedata", M + "t", A + "t")
MOST_NUMBER = 1_000_000


def child(element: Element | None, *names: str) -> Element | None:
    """The first element down a path of `w:` names; None where the path breaks off."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Element | None, *names: str) -> str | None:
    """The `w:val` of an element down a path of names; None if it is not there or says nothing."""
    found = child(element, *names)
    return None if found is None else found.get(W + "val")


def is_on(properties: Element | None, name: str) -> bool | None:
    """A property that is on, off, or (None) not spoken of. Source: ECMA-376 Part 1, 17.17.4."""
    found = child(properties, name)
    if found is None:
        return None
    return (found.get(W + "val") or "1").strip().lower() not in NO


def number(said: str | None, otherwise: int = 0) -> int:
    """A whole number of at most a million; `otherwise` for what is none."""
    said = (said or "").strip()
    if len(said) > 8 or not said.lstrip("-").isascii() or not said.lstrip("-").isdigit():
        return otherwise
    return max(-MOST_NUMBER, min(int(said), MOST_NUMBER)) if said.count("-") < 2 else otherwise


def field_kind(instruction: str) -> str:
    """The name of a field: ` TOC \\o "1-3" ` is "TOC"."""
    return next(iter(instruction.split(maxsplit=1)), "").upper()


def chosen(alternate: Element) -> Element | None:
    """Of content that is said in several ways, the one to read: the first that has any text or
    picture, so that nothing is read twice and nothing is missed."""
    ways = [one for one in alternate if is_element(one)]
    full = (one for one in ways if next(one.iter(*READABLE), None) is not None)
    return next(full, ways[0] if ways else None)


def through(container: Element) -> Iterator[Element]:
    """Every element of a container in order, through what merely wraps others.

    The hints of empty forms are passed over. What wraps text that is not to be read comes as it
    is: `w:del`, `w:moveFrom`, the `w:sdt` of a table of contents.
    """
    open_ = [iter(container)]
    while open_:
        element = next(open_[-1], None)
        if element is None:
            open_.pop()
        elif not is_element(element):
            continue
        elif element.tag == SDT:
            properties = child(element, "sdtPr")
            gallery = value(properties, "docPartObj", "docPartGallery") or ""
            if gallery.lower() in CONTENTS_GALLERIES:
                yield element
            elif is_on(properties, "showingPlcHdr") is not True:
                open_.append(iter(element))
        elif element.tag == MC + "AlternateContent":
            way = chosen(element)
            open_ += [iter(way)] if way is not None else []
        elif element.tag == W + "fldSimple":
            if field_kind(element.get(W + "instr") or "") not in UNREAD_FIELDS:
                open_.append(iter(element))
        elif element.tag in WRAPPERS:
            open_.append(iter(element))
        else:
            yield element
