"""A formula as a small tree: Presentation MathML, read safely and written anew.

Only elements that show something and the few attributes that change what is said are kept: no
script, link, entity or style of a stranger's gets through. Rows in rows are one row, brackets of
`mfenced` are signs, what has a fixed number of parts has just so many.
Source: MathML 3.0 (W3C, 2014), chapter 3, "Presentation Markup".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import ClassVar, Protocol
from xml.sax.saxutils import escape, quoteattr

from tts.errors import TtsError

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
MOST_ELEMENTS = 2_000
MOST_CHARACTERS = 20_000
DEEPEST = 40
"""Elements within elements; what lies deeper is kept as its letters."""

TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2,
    "munderover": 3,
}  # fmt: skip
_SILENT = frozenset({"mphantom", "maligngroup", "malignmark", "script", "style", "mprescripts"})
_LAYOUT = frozenset(
    {"math", "mrow", "mstyle", "mpadded", "merror", "mtr", "mtd", "none", "mstack", "mprescripts"}
)
_NOTES = frozenset({"annotation", "annotation-xml"})
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f"))
_WIDE_EM = 0.9
VARIANTS = frozenset({"normal", "bold", "bold-italic", "double-struck", "script", "fraktur"})


class BadFormula(TtsError):
    """What should be a formula is none, or is larger than a listener could follow."""


class Markup(Protocol):
    """An element of lxml or of Python's own library."""

    text: str | None

    @property
    def tag(self) -> object:
        """Its name; of a comment, no text."""

    def get(self, key: str, /) -> str | None:
        """The value of an attribute."""

    def itertext(self) -> Iterable[str]:
        """Every text in it, in order."""

    def __iter__(self) -> Iterator[Markup]: ...


@dataclass(frozen=True, slots=True)
class Node:
    """An element: a token (`mi mn mo mtext`) has a text, any other has parts.

    `kind` is the one attribute that matters for its element: the `mathvariant` of a token, the
    `form` of a sign, "0" for a fraction without its line, the `notation` of an enclosure.
    """

    tag: str
    text: str = ""
    parts: tuple[Node, ...] = ()
    kind: str = ""


EMPTY = Node("mrow")


def row(nodes: Sequence[Node]) -> Node:
    """The nodes as one; a row of one is that one."""
    return nodes[0] if len(nodes) == 1 else Node("mrow", parts=tuple(nodes))


def nodes_of(node: Node) -> tuple[Node, ...]:
    """What stands side by side in a node: the parts of a row, or the node alone."""
    return node.parts if node.tag == "mrow" else (node,)


def tree_of(math: Markup) -> Node:
    """The tree of a `math` element. Raises BadFormula if it is too large or shows nothing."""
    tree = row(_Reader().inside(math, 0))
    if tree == EMPTY:
        raise BadFormula("the formula is empty")
    return tree


def local(element: Markup) -> str:
    """The name of an element without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


class _Reader:
    """Reads one formula and counts what it has read."""

    def __init__(self) -> None:
        self._elements = self._characters = 0

    def inside(self, element: Markup, depth: int) -> list[Node]:
        """The children of an element as the nodes of one row."""
        found = list[Node]()
        for child in element:
            nodes = self._nodes(child, depth + 1)
            is_decimal = len(nodes) == 1 and local(child) == "mrow" and nodes[0].text == ","
            found += [replace(nodes[0], kind="decimal")] if is_decimal else nodes
        return _words_joined(_decimals_joined(found))

    def _nodes(self, element: Markup, depth: int) -> list[Node]:
        name = local(element)
        if not name or name in _SILENT or name in _NOTES:
            return []
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise BadFormula(f"the formula has more than {MOST_ELEMENTS} parts")
        if name in TOKENS or name == "mglyph":
            return self._token(element, name)
        if depth > DEEPEST:
            return self._token(element, "mtext")
        if name in PARTS:
            return self._with_parts(element, name, depth)
        read = self._readers.get(name, _Reader._row)
        return read(self, element, depth)

    def _row(self, element: Markup, depth: int) -> list[Node]:
        return self.inside(element, depth) or self._stray(element)

    def _space(self, element: Markup, _depth: int) -> list[Node]:
        return [Node("mo", ",", kind="gap")] if _is_wide(element) else []

    def _enclosing(self, element: Markup, depth: int) -> list[Node]:
        name = local(element)
        return [Node(name, "", tuple(self.inside(element, depth)), _kind(element, name))]

    def _table(self, element: Markup, depth: int) -> list[Node]:
        rows = tuple(filter(None, (self._row_of_table(one, depth) for one in element)))
        return [Node("mtable", parts=rows)] if rows else []

    def _token(self, element: Markup, name: str) -> list[Node]:
        said = element.get("alt") if name == "mglyph" else "".join(element.itertext())
        text = " ".join(unescape(said or "").translate(_INVISIBLE).split())
        if not text.isascii():
            text = "".join(map(_upright, text))
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise BadFormula(f"the formula has more than {MOST_CHARACTERS} characters")
        if not text:
            return []
        if name in {"ms", "mglyph", "mtext"}:
            return [Node("mtext", text)]
        kind = element.get("mathvariant") or ""
        if any(map(str.isalnum, text)):
            is_number = name == "mn" or text.isdecimal()
            return [Node("mn" if is_number else "mi", text, kind=kind if kind in VARIANTS else "")]
        form = element.get("form") or ""
        return [Node("mo", text, kind=form if form in {"prefix", "postfix"} else "")]

    def _stray(self, element: Markup) -> list[Node]:
        """Letters in an element that should have held elements, such as Content MathML's; of one
        that is empty, its name."""
        if (element.text or "").strip():
            return self._token(element, "mi")
        name = local(element)
        return [] if name in _LAYOUT else [Node("mtext", name[:40])]

    def _first(self, element: Markup, depth: int) -> list[Node]:
        children = [one for one in element if local(one)]
        shown = next((one for one in children if local(one) not in _NOTES), None)
        found = self._nodes(shown, depth + 1) if shown is not None else []
        if found:
            return found
        notes = [one for one in children if "resentation" in (one.get("encoding") or "")]
        return [node for one in notes for node in self.inside(one, depth + 1)]

    def _fenced(self, element: Markup, depth: int) -> list[Node]:
        opens, closes = element.get("open"), element.get("close")
        marks = "".join((element.get("separators") or ",").split()) or ","
        found = [Node("mo", "(" if opens is None else opens.strip(), kind="prefix")]
        parts = [one for one in element if local(one) and local(one) not in _SILENT]
        for place, part in enumerate(parts):
            if place:
                found.append(Node("mo", marks[min(place, len(marks)) - 1]))
            found += self._nodes(part, depth + 1)
        found.append(Node("mo", ")" if closes is None else closes.strip(), kind="postfix"))
        return [node for node in found if node != Node("mo", "", kind=node.kind)]

    def _with_parts(self, element: Markup, name: str, depth: int) -> list[Node]:
        parts = [row(self._nodes(one, depth + 1)) for one in element if local(one)]
        count = PARTS[name]
        parts, more = parts[:count], parts[count:]
        parts += [EMPTY] * (count - len(parts))
        kind = _kind(element, name)
        return [Node(name, "", tuple(parts), kind), *(n for one in more for n in nodes_of(one))]

    def _scripts(self, element: Markup, depth: int) -> list[Node]:
        """Base, scripts, and after the sign `mprescripts` those that stand before the base."""
        parts = list[Node]()
        for one in element:
            if local(one) == "mprescripts":
                parts.append(Node("mprescripts"))
            elif local(one):
                parts.append(row(self._nodes(one, depth + 1)))
        return [Node("mmultiscripts", parts=tuple(parts) or (EMPTY,))]

    def _row_of_table(self, element: Markup, depth: int) -> Node | None:
        name = local(element)
        if name not in {"mtr", "mlabeledtr"}:
            cells = self._nodes(element, depth + 1)
            return Node("mtr", parts=(Node("mtd", parts=tuple(cells)),)) if cells else None
        self._elements += 1
        cells = [
            Node("mtd", parts=tuple(self.inside(one, depth + 2) or self._stray(one)))
            for one in element
            if local(one)
        ]
        return Node("mtr", parts=tuple(cells[1:] + cells[:1] if name == "mlabeledtr" else cells))

    _readers: ClassVar[dict[str, Callable[[_Reader, Markup, int], list[Node]]]] = {
        "mspace": _space,
        "semantics": _first,
        "maction": _first,
        "mfenced": _fenced,
        "msqrt": _enclosing,
        "menclose": _enclosing,
        "mmultiscripts": _scripts,
        "mtable": _table,
    }


def _upright(letter: str) -> str:
    """A letter without the slant that all letters of a formula have; anything else as it is."""
    name = unicodedata.name(letter, "")
    is_slanted = name.startswith("MATHEMATICAL ITALIC") or name == "PLANCK CONSTANT"
    return unicodedata.normalize("NFKC", letter) if is_slanted else letter


def _kind(element: Markup, name: str) -> str:
    if name == "mfrac":
        line = (element.get("linethickness") or "").strip()
        return "0" if line[:1] == "0" and not line.strip("0.ptemx%") else ""
    if name == "menclose":
        return " ".join((element.get("notation") or "longdiv").split()[:3])
    return ""


def _is_wide(space: Markup) -> bool:
    """A space that parts one thing from the next, or a new line."""
    width = (space.get("width") or "").strip()
    try:
        return space.get("linebreak") == "newline" or (
            width.endswith("em") and float(width[:-2]) >= _WIDE_EM
        )
    except ValueError:
        return False


def _decimals_joined(nodes: list[Node]) -> list[Node]:
    """A comma in a row of its own between digits is that of a decimal: LaTeX's 3{,}14."""
    found = list[Node]()
    for place, node in enumerate(nodes):
        if node.kind == "decimal" and found and found[-1].tag == "mn":
            follows = nodes[place + 1] if place + 1 < len(nodes) else EMPTY
            if follows.tag == "mn" and follows.text.isdecimal() and found[-1].text.isdecimal():
                found[-1] = Node("mn", found[-1].text + ",", kind="decimal")
                continue
        if found and found[-1].kind == "decimal" and found[-1].tag == "mn":
            found[-1] = Node("mn", found[-1].text + node.text)
        else:
            found.append(replace(node, kind="") if node.kind == "decimal" else node)
    return found


def _words_joined(nodes: list[Node]) -> list[Node]:
    """Letters set one by one that make a word: Cyrillic ones, and upright ones of a function."""
    found, word = list[Node](), list[Node]()
    for node in [*nodes, EMPTY]:
        if word and _goes_on(word[-1], node):
            word.append(node)
            continue
        found += [Node("mi", "".join(one.text for one in word), kind=word[0].kind)] if word else []
        word = [node] if _is_letter(node) else []
        if not word and node is not EMPTY:
            found.append(node)
    return found


def _is_letter(node: Node) -> bool:
    if node.tag != "mi" or len(node.text) != 1:
        return False
    return node.kind == "normal" or is_cyrillic(node.text)


def _goes_on(before: Node, node: Node) -> bool:
    return _is_letter(node) and before.kind == node.kind and (
        is_cyrillic(before.text) == is_cyrillic(node.text)
    )  # fmt: skip


def is_cyrillic(text: str) -> bool:
    """Whether a text begins with a Cyrillic letter."""
    return unicodedata.name(text[:1] or " ", "").startswith("CYRILLIC")


# --- written anew -----------------------------------------------------------------------------

_OPENING = f'<math xmlns="{NAMESPACE}"'
_BLOCK = ' display="block"'


def mathml_of(tree: Node, *, is_display: bool = False) -> str:
    """The tree as one `math` element of Presentation MathML."""
    inside = "".join(map(_written, nodes_of(tree)))
    return f"{_OPENING}{_BLOCK * is_display}>{inside}</math>"


def is_display(mathml: str) -> bool:
    """Whether the formula is set apart from the text around it."""
    return mathml.startswith(_OPENING + _BLOCK)


def as_display(mathml: str) -> str:
    """The formula set apart."""
    return mathml if is_display(mathml) else _OPENING + _BLOCK + mathml.removeprefix(_OPENING)


def _written(node: Node) -> str:
    if node.kind == "gap":
        return '<mspace width="1em"/>'
    if node.tag in {"mprescripts", "none"}:
        return f"<{node.tag}/>"
    if node.tag in TOKENS:
        return f"<{node.tag}{_attribute(node)}>{escape(_legal(node.text))}</{node.tag}>"
    inside = "".join(map(_written, node.parts))
    return f"<{node.tag}{_attribute(node)}>{inside}</{node.tag}>"


def _attribute(node: Node) -> str:
    name = {"mfrac": "linethickness", "menclose": "notation", "mo": "form"}.get(
        node.tag, "mathvariant"
    )
    return f" {name}={quoteattr(_legal(node.kind))}" if node.kind else ""


def _legal(text: str) -> str:
    return "".join(c for c in text if c >= " " and unicodedata.category(c) not in {"Cs", "Cn"})
