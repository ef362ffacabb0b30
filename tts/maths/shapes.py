"""What a part of a formula looks like: whether its end is heard without saying so."""

import re
from collections.abc import Sequence

from tts.maths.numbers import is_number, is_small_fraction
from tts.maths.signs import CLOSING, OPENING, POSTFIX, SEPARATORS, UNARY
from tts.maths.tree import Node, nodes_of

_BEFORE_STOP = re.compile(r" +(?=[,;:.](?:\s|\Z))")


def is_operand(node: Node | None) -> bool:
    """Something that a sign stands between, as the end of what came before."""
    if node is None or node.tag != "mo":
        return node is not None
    return node.text in CLOSING or node.text in POSTFIX or node.text in "∞∅⌀□…⋯"


def begins_operand(node: Node | None) -> bool:
    """Something that would be heard as going on with what came before it."""
    if node is None or node.tag != "mo":
        return node is not None
    return node.text in OPENING or (node.text in UNARY and node.text not in POSTFIX)


def is_sign_between(node: Node) -> bool:
    """A sign of an operation or a relation, or one that parts."""
    return node.tag == "mo" and (
        node.text in SEPARATORS
        or not (
            node.text in OPENING or node.text in CLOSING or node.text in UNARY or node.text in "|‖"
        )
    )


def is_atom(node: Node) -> bool:
    """One letter or one number."""
    if node.tag == "mn":
        return is_number(node.text)
    return node.tag == "mi" and len(node.text) == 1


def is_simple(node: Node) -> bool:
    """A letter, a number, a small fraction, either of them with a minus: its end is heard."""
    match nodes_of(node):
        case (Node(tag="mo", text="-" | "−" | "+"), inner) | (inner,):
            is_small = inner.tag == "mfrac" and all(part.tag == "mn" for part in inner.parts)
            return is_atom(inner) or inner == Node("mo", "∞") or (
                is_small and is_small_fraction(inner.parts[0].text, inner.parts[1].text)
            )  # fmt: skip
    return False


def is_bracketed(node: Node) -> bool:
    """A row that opens with the bracket that closes it."""
    depth = 0
    nodes = nodes_of(node)
    if node.tag != "mrow" or not nodes or nodes[0].tag != "mo" or nodes[-1].tag != "mo":
        return False
    for place, one in enumerate(nodes):
        if one.tag == "mo":
            depth += (one.text in "([{") - (one.text in ")]}")
        if depth == 0:
            return place == len(nodes) - 1 and place > 0
    return False


def joined(words: Sequence[str]) -> str:
    """Words with one space between them, none before a stop."""
    return _BEFORE_STOP.sub("", " ".join(" ".join(filter(None, words)).split()))
