"""Formulas of a Word document (OMML) become MathML.

A run is taken apart into numbers, letters and signs, as MathML wants them; what is set as ordinary
text stays words.
Source: ECMA-376 Part 1, 22.1 "Math".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from tts.maths.signs import FUNCTIONS
from tts.maths.tree import is_cyrillic

Element = etree._Element  # noqa: SLF001 - the only name lxml has for the type of its elements
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DEEPEST = 40
LONGEST_TEXT = 20_000

_PIECES = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S")
_LOWER_LIMIT, _UPPER_LIMIT = "munder", "mover"
_INTEGRALS = frozenset("∫∬∭∮")
_OFF = frozenset({"0", "off", "false"})


def mathml_of_omml(omml: Element) -> Element | None:
    """A `math` element for an `oMath` or `oMathPara`; None if nothing is in it.

    Time grows with the size of the formula; what nests deeper than `DEEPEST` is kept as words.
    """
    math = etree.Element("math")
    if omml.tag == M + "oMathPara":
        math.set("display", "block")
    _inside(omml, math, 0)
    return math if len(math) else None


def _inside(omml: Element, into: Element, depth: int) -> None:
    """Everything that stands in an element, in order."""
    if depth > DEEPEST:
        _add(into, "mtext", _text_of(omml))
        return
    for child in omml:
        if not isinstance(child.tag, str) or not child.tag.startswith(M):
            continue
        name = child.tag.removeprefix(M)
        if name == "r":
            _run(child, into)
        elif name in _TURNED:
            _TURNED[name](child, into, depth + 1)
        elif not name.endswith("Pr"):  # properties show nothing
            _inside(child, into, depth + 1)


def _run(run: Element, into: Element) -> None:
    text = "".join(one.text or "" for one in run.iterchildren(M + "t"))[:LONGEST_TEXT]
    if _property(run, "rPr", "nor") not in _OFF | {None}:
        _add(into, "mtext", text)
        return
    is_upright = _property(run, "rPr", "sty") == "p"
    for piece in _PIECES.findall(text):
        if piece[0].isdigit():
            _add(into, "mn", piece)
        elif not piece[0].isalpha():
            _add(into, "mo", piece)
        elif piece in FUNCTIONS["en"] or is_cyrillic(piece) or (is_upright and len(piece) == 1):
            _add(into, "mi", piece)
        else:
            for letter in piece:
                _add(into, "mi", letter)


def _add(into: Element, tag: str, text: str) -> None:
    etree.SubElement(into, tag).text = "".join(c for c in text if c.isprintable())


def _property(element: Element, group: str, name: str) -> str | None:
    """The value of a property: "1" if it has none, None if it is not there."""
    found = element.find(f"{M}{group}/{M}{name}")
    return None if found is None else found.get(M + "val", "1")


def _part(element: Element, name: str, into: Element, depth: int) -> None:
    """A part with a name as one row, empty if it is not there."""
    row = etree.SubElement(into, "mrow")
    part = element.find(M + name)
    if part is not None:
        _inside(part, row, depth)


def _text_of(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(M + "t"))[:LONGEST_TEXT]


def _parts(tag: str, *names: str) -> Callable[[Element, Element, int], None]:
    """An element of MathML with the parts of these names, in order."""

    def turned(element: Element, into: Element, depth: int) -> None:
        made = etree.SubElement(into, tag)
        for name in names:
            _part(element, name, made, depth)

    return turned


def _fraction(element: Element, into: Element, depth: int) -> None:
    _parts("mfrac", "num", "den")(element, into, depth)
    if _property(element, "fPr", "type") == "noBar":
        into[-1].set("linethickness", "0")


def _radical(element: Element, into: Element, depth: int) -> None:
    is_square = _property(element, "radPr", "degHide") not in _OFF | {None}
    degree = element.find(M + "deg")
    if is_square or degree is None or not _text_of(degree):
        _parts("msqrt", "e")(element, into, depth)
    else:
        _parts("mroot", "e", "deg")(element, into, depth)


def _before(element: Element, into: Element, depth: int) -> None:
    made = etree.SubElement(into, "mmultiscripts")
    _part(element, "e", made, depth)
    etree.SubElement(made, "mprescripts")
    _part(element, "sub", made, depth)
    _part(element, "sup", made, depth)


def _big(element: Element, into: Element, depth: int) -> None:
    """A sum, an integral: its sign with bounds, and then what stands under it."""
    sign = _property(element, "naryPr", "chr") or "∫"
    made = etree.SubElement(into, "msubsup" if sign in _INTEGRALS else "munderover")
    _add(made, "mo", sign)
    for name in ("sub", "sup"):
        is_hidden = _property(element, "naryPr", f"{name}Hide") not in _OFF | {None}
        _part(element, "" if is_hidden else name, made, depth)
    part = element.find(M + "e")
    if part is not None:
        _inside(part, into, depth)


def _brackets(element: Element, into: Element, depth: int) -> None:
    signs = [_property(element, "dPr", name) for name in ("begChr", "sepChr", "endChr")]
    opening, between, closing = (
        usual if sign is None else sign for sign, usual in zip(signs, "(|)", strict=True)
    )
    if opening:
        _add(into, "mo", opening)
        into[-1].set("form", "prefix")
    for place, part in enumerate(element.iterchildren(M + "e")):
        if place:
            _add(into, "mo", between)
        _inside(part, into, depth)
    if closing:
        _add(into, "mo", closing)
        into[-1].set("form", "postfix")


def _matrix(element: Element, into: Element, depth: int) -> None:
    table = etree.SubElement(into, "mtable")
    for line in element.iterchildren(M + "mr"):
        row = etree.SubElement(table, "mtr")
        for cell in line.iterchildren(M + "e"):
            _inside(cell, etree.SubElement(row, "mtd"), depth)


def _lines(element: Element, into: Element, depth: int) -> None:
    table = etree.SubElement(into, "mtable")
    for line in element.iterchildren(M + "e"):
        _inside(line, etree.SubElement(etree.SubElement(table, "mtr"), "mtd"), depth)


def _function(element: Element, into: Element, depth: int) -> None:
    for name in ("fName", "e"):
        part = element.find(M + name)
        if part is not None:
            _inside(part, into, depth)


def _mark(tag: str, group: str, usual: str) -> Callable[[Element, Element, int], None]:
    """Something with a sign over or under it."""

    def turned(element: Element, into: Element, depth: int) -> None:
        at_the_top = _property(element, group, "pos") == "top" or tag == _UPPER_LIMIT
        is_under = group != "accPr" and not at_the_top
        made = etree.SubElement(into, _LOWER_LIMIT if is_under else _UPPER_LIMIT)
        _part(element, "e", made, depth)
        _add(made, "mo", _property(element, group, "chr") or usual)

    return turned


def _bar(element: Element, into: Element, depth: int) -> None:
    is_top = _property(element, "barPr", "pos") == "top"
    made = etree.SubElement(into, _UPPER_LIMIT if is_top else _LOWER_LIMIT)
    _part(element, "e", made, depth)
    _add(made, "mo", "¯" if is_top else "_")


def _box(element: Element, into: Element, depth: int) -> None:
    made = etree.SubElement(into, "menclose", notation="box")
    _part(element, "e", made, depth)


def _phantom(element: Element, into: Element, depth: int) -> None:
    if _property(element, "phantPr", "show") not in _OFF:
        _part(element, "e", into, depth)


_TURNED: dict[str, Callable[[Element, Element, int], None]] = {
    "f": _fraction,
    "rad": _radical,
    "sSup": _parts("msup", "e", "sup"),
    "sSub": _parts("msub", "e", "sub"),
    "sSubSup": _parts("msubsup", "e", "sub", "sup"),
    "sPre": _before,
    "nary": _big,
    "d": _brackets,
    "m": _matrix,
    "eqArr": _lines,
    "func": _function,
    "limLow": _parts(_LOWER_LIMIT, "e", "lim"),
    "limUpp": _parts(_UPPER_LIMIT, "e", "lim"),
    "acc": _mark(_UPPER_LIMIT, "accPr", "^"),
    "groupChr": _mark(_LOWER_LIMIT, "groupChrPr", "⏟"),
    "bar": _bar,
    "borderBox": _box,
    "phant": _phantom,
}
