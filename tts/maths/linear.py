"""A formula on one line, for pages that cannot show mathematics: a² + b² = c², √(x + 1), (a + b)/c.

What has no sign of its own above or below the line is written with ^ and _, as in a letter.
"""

from __future__ import annotations

from collections.abc import Sequence

from tts.maths.shapes import is_bracketed, is_operand
from tts.maths.signs import CLOSING, FUNCTIONS, OPENING, POSTFIX, SEPARATORS, SILENT, SUMS, UNARY
from tts.maths.tables import is_one_formula
from tts.maths.tree import EMPTY, PARTS, Node, nodes_of

_PLAIN = "0123456789+-−=()niabcdefghjklmoprstuvwxyz"
_ABOVE = dict(zip(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_BELOW = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_OVER = {
    "→": "\u20d7",
    "^": "\u0302",
    "¯": "\u0304",
    "‾": "\u0304",
    "―": "\u0304",
    "~": "\u0303",
    "˙": "\u0307",
}
_CLOSE = SILENT | {"/", "∕", "⁄", "°", "∘", "^", "_"}


def linear(tree: Node) -> str:
    """The formula on one line, single spaces, never empty."""
    return " ".join(_row(nodes_of(tree)).split()) or "?"


def _row(nodes: Sequence[Node]) -> str:
    found = list[str]()
    before: Node | None = None
    is_open = False
    for place, node in enumerate(nodes):
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        if node.tag == "mo":
            if node.text in "|‖":
                is_open = not is_open
            closed = Node("mi", "|") if before and before.text in "|‖" and not is_open else before
            found.append(_sign(node, closed, after))
        else:
            parts = before is not None and _parts_from(before, node)
            found.append(" " * parts + _node(node))
        before = node
    return "".join(found)


def _sign(node: Node, before: Node | None, after: Node | None) -> str:
    sign = node.text
    if sign in SILENT:
        return ""
    if sign in SEPARATORS:
        return f"{sign} "
    if sign in _CLOSE or sign in OPENING or sign in CLOSING or sign in POSTFIX or sign in "|‖":
        return sign
    if not is_operand(before) or after is None or sign in UNARY:
        return sign
    return f" {sign} "


def _parts_from(before: Node, node: Node) -> bool:
    """Two things side by side that would run into one word or number."""
    if before.tag == "mo":
        return before.text in UNARY and before.text not in POSTFIX and before.text not in "∂∇∠△√"
    if before.tag == "mn" and node.tag == "mfrac":
        return True
    is_word = any(len(one.text) > 1 and one.tag in {"mi", "mtext"} for one in (before, node))
    are_bounds = before.tag in {"munder", "munderover"} or (before.parts[:1] and (
        before.parts[0].text in SUMS or before.parts[0].text in FUNCTIONS["en"]
    ))  # fmt: skip
    return is_word or bool(are_bounds) or before.tag == node.tag == "mn" or node.tag == "mtext"


def _node(node: Node) -> str:
    match node.tag:
        case "mfrac":
            above, below = (_grouped(part) for part in node.parts)
            return f"C({above}, {below})" if node.kind == "0" else f"{above}/{below}"
        case "msqrt":
            return "√" + _grouped(Node("mrow", parts=node.parts))
        case "mtable":
            return "; ".join(map(_line, node.parts))
        case tag if tag in PARTS or tag == "mmultiscripts":
            return {"mroot": _root, "mmultiscripts": _all_round}.get(tag, _scripts)(node)
        case _:
            return _row(node.parts) if node.parts else node.text


def _line(line: Node) -> str:
    if is_one_formula(line):
        return _row([node for cell in line.parts for node in cell.parts])
    return ", ".join(_row(cell.parts).rstrip(", ") for cell in line.parts)


def _grouped(node: Node) -> str:
    said = _node(node)
    is_closed = is_bracketed(node) or node.tag in {"mi", "mn", "msup", "msub", "msqrt"}
    return said if is_closed or len(said) == 1 else f"({said})"


def _root(node: Node) -> str:
    inside, degree = node.parts
    sign = _ROOTS.get(degree.text)
    return (sign or f"{_script(_node(degree), _ABOVE, '')}√") + _grouped(inside)


def _script(said: str, signs: dict[str, str], mark: str) -> str:
    bare = said.replace(" ", "")
    if bare and all(letter in signs for letter in bare):
        return "".join(signs[letter] for letter in bare)
    return f"{mark}{said}" if len(bare) == 1 else f"{mark}({said})"


def _scripts(node: Node) -> str:
    base, *rest = node.parts
    above = rest[-1] if node.tag in {"msup", "mover", "msubsup", "munderover"} else EMPTY
    below = rest[0] if node.tag in {"msub", "munder", "msubsup", "munderover"} else EMPTY
    said = _grouped(base) if base != EMPTY else ""
    if node.tag == "mover" and above.text in _OVER and len(said) == 1:
        return said + _OVER[above.text]
    said += _script(_node(below), _BELOW, "_") if below != EMPTY else ""
    if above != EMPTY:
        is_mark = above.tag == "mo" and (above.text in POSTFIX or above.text == "∘")
        mark = above.text.replace("∘", "°")
        said += mark if is_mark else _script(_node(above), _ABOVE, "^")
    return said


def _all_round(node: Node) -> str:
    base, *scripts = node.parts
    tags = [one.tag for one in scripts]
    cut = tags.index("mprescripts") if "mprescripts" in tags else len(scripts)
    sides = (scripts[cut + 1 :], scripts[:cut])
    before, after = (
        "".join(
            _script(_node(one), _ABOVE if place % 2 else _BELOW, "^" if place % 2 else "_")
            for place, one in enumerate(side)
            if one != EMPTY
        )
        for side in sides
    )
    return before + _node(base) + after
