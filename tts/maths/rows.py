"""What stands side by side in a formula, read from left to right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from tts.maths.letters import NAMED
from tts.maths.numbers import counted, fraction_in_words, whole_part
from tts.maths.shapes import begins_operand, is_atom, is_operand, is_sign_between
from tts.maths.signs import (
    APPLY,
    CLOSING,
    DIVISIONS,
    FUNCTION_LETTERS,
    FUNCTIONS,
    LIMITS,
    OPENING,
    PREFIX,
    PRIMES,
    SILENT,
    TIMES,
)
from tts.maths.tables import name_between, table_in_words
from tts.maths.tree import Node, is_cyrillic

if TYPE_CHECKING:
    from tts.maths.speaking import Speaker

BARS = frozenset({"|", "‖", "∥", "||"})
_DEEPEST_BARS = 6
_ARROWS = frozenset("→⟶↦⟼")
_PRODUCTS = frozenset("·⋅∙×⨯")
_THOUSANDS = 3
_CASES = dict.fromkeys("<>≪≫≮≯", "g") | dict.fromkeys("≤≥⩽⩾≦≧", "d")
_COUNTING = {"%": "percent", "°": "degree", "º": "degree", "˚": "degree"}
_UNHEARD = ("\u2063", "\u2064")
_OF_A_SET = {"ru": (("множество", "множеству"),), "kk": (("жиыны", "жиынына"),)}


class RowReader:
    """Reads the nodes of one row, each once.

    `bars` is how many pairs of bars stand around it; in a row that is part of something
    (`is_inside`) a comma is said; `in_limit`, an arrow is what something tends to.
    """

    def __init__(
        self,
        speaker: Speaker,
        nodes: Sequence[Node],
        *,
        bars: int = 0,
        is_inside: bool = True,
        in_limit: bool = False,
    ) -> None:
        self._speaker = speaker
        self._nodes = [node for node in nodes if node.text not in _UNHEARD]
        self._bars, self._is_inside, self._in_limit = bars, is_inside, in_limit
        self._pairs = _pairs_of_bars(self._nodes) if bars < _DEEPEST_BARS else {}
        self._closing = frozenset(self._pairs.values())
        self._place = 0
        self._open = list[str]()
        self._has_arrow = any(one.tag == "mo" and one.text in _ARROWS for one in self._nodes)

    def words(self) -> list[str]:
        """What is said, in order."""
        found = list[str]()
        while self._place < len(self._nodes):
            are_groups = self._are_groups()
            said = self._next()
            if found and not are_groups and found[-1][-1:].isdigit() and said[:1].isdigit():
                found.append(",")
            found += [said] if said else []
        return found

    def _are_groups(self) -> bool:
        """The next node is the thousands of the one before."""
        before, node = self._at(-1), self._at(0)
        return (
            before is not None
            and node is not None
            and before.tag == node.tag == "mn"
            and before.text.isdecimal()
            and node.text.isdecimal()
            and len(node.text) == _THOUSANDS
        )

    def _next(self) -> str:
        node = self._nodes[self._place]
        for rule in self._rules:
            said = rule(self, node)
            if said is not None:
                return said
        self._place += 1
        return self._plain(node)

    def _at(self, offset: int) -> Node | None:
        place = self._place + offset
        return self._nodes[place] if 0 <= place < len(self._nodes) else None

    # --- rules: each takes nodes and says them, or leaves them ----------------------------------

    def _table(self, node: Node) -> str | None:
        """A table between brackets, or behind one."""
        table, closing = self._at(1), self._at(2)
        if node.tag != "mo" or table is None or table.tag != "mtable":
            return None
        is_closed = closing is not None and closing.tag == "mo" and closing.text in CLOSING | BARS
        ends = (node.text, closing.text if closing is not None and is_closed else "")
        name = name_between(*ends)
        if not name:
            return None
        self._place += 2 + is_closed
        return table_in_words(self._speaker, table, name)

    def _binomial(self, node: Node) -> str | None:
        inside, closing = self._at(1), self._at(2)
        if node != Node("mo", "(", kind=node.kind) or inside is None or closing is None:
            return None
        if inside.tag != "mfrac" or inside.kind != "0" or closing.text != ")":
            return None
        self._place += 3
        return self._speaker.node(inside)

    def _between_bars(self, node: Node) -> str | None:
        end = self._pairs.get(self._place)
        if node.tag != "mo" or end is None:
            return None
        inside = self._nodes[self._place + 1 : end]
        self._place = end + 1
        said = " ".join(RowReader(self._speaker, inside, bars=self._bars + 1).words())
        if node.text != "|":
            return self._speaker.turn("norm", said)
        is_short = len(inside) == 1 and is_atom(inside[0]) and not begins_operand(self._at(0))
        return self._speaker.turn("absolute_short" if is_short else "absolute", said)

    def _mixed(self, node: Node) -> str | None:
        """A number and a small fraction: two and one half."""
        fraction = self._at(1)
        if node.tag != "mn" or fraction is None or fraction.tag != "mfrac" or fraction.kind:
            return None
        above, below = fraction.parts
        if not (above.tag == below.tag == "mn" and node.text.isdecimal()):
            return None
        said = fraction_in_words(above.text, below.text, self._speaker.language)
        if not said:
            return None
        self._place += 2
        whole = whole_part(node.text, self._speaker.language)
        return (
            f"{whole} {said}"
            if whole
            else self._speaker.turn("mixed", self._speaker.number(node.text), said)
        )

    def _applied(self, node: Node) -> str | None:
        """A function of one letter or number in brackets."""
        if not _is_function(node):
            return None
        skip = 1
        following = self._at(1)
        if following is not None and following.text == APPLY:
            skip = 2
        opening, inside, closing = (self._at(skip + n) for n in range(3))
        if opening is None or inside is None or closing is None or not is_atom(inside):
            return None
        if (opening.tag, opening.text, closing.tag, closing.text) != ("mo", "(", "mo", ")"):
            return None
        self._place += skip + 3
        speaker = self._speaker
        return speaker.turn("applied", speaker.node(node), speaker.bound(inside))

    def _counted(self, node: Node) -> str | None:
        """A sign that counts: 5 %, 30°, and minutes after degrees."""
        before = self._at(-1)
        if node.tag != "mo" or before is None:
            return None
        noun = _COUNTING.get(node.text)
        if noun is None and before.tag == "mn" and PRIMES.get(node.text, 9) < 3:
            noun = ("minute", "second")[PRIMES[node.text] - 1]
        if noun is None:
            return None
        self._place += 1
        return counted(before.text if before.tag == "mn" else "", noun, self._speaker.language)

    def _number(self, node: Node) -> str | None:
        """A number: in figures before what it counts and among its groups of thousands, else as the
        sign before it asks."""
        if node.tag != "mn":
            return None
        before, after = self._at(-1), self._at(1)
        in_groups = self._are_groups()
        self._place += 1
        if in_groups or self._are_groups() or (after is not None and _is_counted(after)):
            return self._speaker.figures(node)
        if before is not None and before.tag == "mn":
            return f", {self._speaker.number(node.text)}"
        case = _CASES.get(before.text, "n") if before is not None and before.tag == "mo" else "n"
        is_nothing = node.text == "0" and before is not None and before.text in {"=", "≠"}
        if is_nothing and not begins_operand(after):
            case = "d"  # "равно нулю", but "равно пять"
        if self._in_limit and before is not None and before.text in _ARROWS:
            case = "d"
        return self._speaker.number(node.text, case)

    def _unit(self, node: Node) -> str | None:
        """A unit behind its number, which is left to the room that knows units."""
        before = self._at(-1)
        if node.tag != "mi" or before is None or before.tag != "mn" or len(node.text) < 2:
            return None
        if not is_cyrillic(node.text):
            return None
        self._place += 1
        return self._speaker.text(node.text)

    def _named_set(self, node: Node) -> str | None:
        """ "принадлежит множеству": a set with a name, in the case that ∈ asks for."""
        before = self._at(-1)
        if node.text not in NAMED["en"] or before is None or before.text not in {"∈", "∉"}:
            return None
        self._place += 1
        said = self._speaker.node(node)
        for nominative, dative in _OF_A_SET.get(self._speaker.language, ()):
            said = said.replace(nominative, dative)
        return said

    def _sign(self, node: Node) -> str | None:
        if node.tag != "mo":
            return None
        before, after = self._at(-1), self._at(1)
        if self._place - 1 in self._closing:
            before = Node("mi", "|")  # a closing bar ends an operand
        self._place += 1
        if node.text in SILENT:
            are_numbers = (
                before is not None and after is not None and before.tag == after.tag == "mn"
            )
            return self._speaker.word("times") if are_numbers and node.text == TIMES else ""
        self._follow(node.text)
        return self._said_sign(node, before, after)

    def _follow(self, sign: str) -> None:
        if sign in OPENING:
            self._open.append(sign)
        elif sign in CLOSING and self._open:
            self._open.pop()

    def _said_sign(self, node: Node, before: Node | None, after: Node | None) -> str:
        speaker, sign = self._speaker, node.text
        if sign in {",", ";"}:
            is_said = (self._open or self._is_inside) and node.kind != "gap" and after is not None
            return speaker.word("comma" if sign == "," else "semicolon") if is_said else sign
        if sign == "!" and after is not None and after.text == "!":
            self._place += 1
            return speaker.sign("!!")
        word = self._word_here(sign, before, after)
        if word:
            return speaker.word(word)
        if not is_operand(before) and after is not None:
            return PREFIX[speaker.language].get(sign) or speaker.sign(sign)
        return speaker.sign(sign)

    def _word_here(self, sign: str, before: Node | None, after: Node | None) -> str:
        """What a sign means by what stands around it, as the name of one of our words; or ""."""
        if self._in_limit and sign in _ARROWS:
            return "tends_to"
        if before is None or after is None:
            return ""
        if sign in {"|", "∣", ":"} and "{" in self._open:
            return "such_that"
        if sign == ":" and not self._has_arrow and is_operand(before) and begins_operand(after):
            return "divide"
        if sign in _PRODUCTS and _is_vector(before) and _is_vector(after):
            return "cross" if sign in "×⨯" else "dot"
        return ""

    def _plain(self, node: Node) -> str:
        """Any other node, said long where what stands beside it could be heard as part of it."""
        before, after = self._at(-2), self._at(0)
        divides = any(
            one is not None and one.tag == "mo" and one.text in DIVISIONS for one in (before, after)
        )
        follows = before is not None and is_operand(before) and not is_sign_between(before)
        if after is not None and after.text in SILENT:
            after = self._at(1)
        is_factorial = after is not None and after.text in {"!", "!!"}
        tight = begins_operand(after) or is_factorial
        long = node.tag == "mfrac" and (divides or follows)
        said = self._speaker.node(node, tight=tight, long=long)
        is_number_next = node.parts and after is not None and after.tag == "mn"
        return f"{said}," if is_number_next and not said.endswith(",") else said

    _rules: ClassVar[tuple[Callable[[RowReader, Node], str | None], ...]] = (
        _table,
        _binomial,
        _between_bars,
        _mixed,
        _applied,
        _counted,
        _number,
        _unit,
        _named_set,
        _sign,
    )


def _pairs_of_bars(nodes: Sequence[Node]) -> dict[int, int]:
    """Which bar closes which, by their places. A bar after an operand closes, any other opens."""
    pairs, open_ = dict[int, int](), list[int]()
    for place, node in enumerate(nodes):
        if node.tag != "mo" or node.text not in BARS:
            continue
        before = nodes[place - 1] if place else None
        closes = node.kind == "postfix" or (
            node.kind != "prefix" and (is_operand(before) or place - 1 in pairs.values())
        )
        if closes and open_ and nodes[open_[-1]].text == node.text:
            pairs[open_.pop()] = place
        elif not closes:
            open_.append(place)
    return _nested(pairs)


def _nested(pairs: dict[int, int]) -> dict[int, int]:
    """Without pairs that hold a bracket which is closed outside."""
    return {begin: end for begin, end in pairs.items() if end > begin + 1}


def _is_function(node: Node) -> bool:
    """A letter that usually names a function, or the name of one, with a prime or an index."""
    for _ in range(2):
        if node.tag in {"msup", "msub", "msubsup"}:
            node = node.parts[0]
    is_named = node.text in FUNCTIONS["en"] and node.text not in LIMITS
    return node.tag == "mi" and (node.text in FUNCTION_LETTERS or is_named)


def _is_counted(node: Node) -> bool:
    """What is said as a noun behind a number: a unit, degrees, per cent."""
    if node.tag == "mo":
        return node.text in _COUNTING or PRIMES.get(node.text, 9) < 3
    return node.tag == "mtext" or (
        node.tag == "mi" and len(node.text) > 1 and is_cyrillic(node.text)
    )


def _is_vector(node: Node) -> bool:
    return node.tag == "mover" and node.parts[1].text in {"→", "⃗", "⇀", "⟶"}
