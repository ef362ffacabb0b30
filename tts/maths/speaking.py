"""A formula in words: what a listener writes down from them is the formula again.

Every group whose end could be heard in two places says its end. Grammar is by hand, because no
other rule of a language knows that "икс" is a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from tts.maths import scripts
from tts.maths.letters import LANGUAGES, in_latin, is_vowelless, letter_in_words
from tts.maths.numbers import (
    fraction_in_words,
    is_number,
    number_in_figures,
    number_in_words,
    root_ordinal,
)
from tts.maths.phrases import PHRASES, WORDS
from tts.maths.rows import RowReader
from tts.maths.shapes import is_atom, is_bracketed, joined
from tts.maths.signs import BRACKETS, FUNCTIONS, INFIX, SILENT
from tts.maths.tables import table_in_words
from tts.maths.tree import Node, is_cyrillic, nodes_of

_DEFAULT = "en"
_TWO_STOPS = re.compile(r"[,;:](?=[,;:.])")
_PIECES = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """A formula in words, and the signs in it for which there was only a name or a number."""

    words: str
    unknown: tuple[str, ...]


def in_words(tree: Node, language: str) -> Said:
    """The formula in the words of a language ("kk", "ru"; any other is English).

    Never fails; time grows with the size of the tree.
    """
    tag = language.partition("-")[0].lower()
    speaker = Speaker(tag if tag in LANGUAGES else _DEFAULT)
    words = joined(RowReader(speaker, nodes_of(tree), is_inside=False).words())
    return Said(_TWO_STOPS.sub("", words).strip(" ,"), tuple(dict.fromkeys(speaker.unknown)))


class Speaker:
    """Says the nodes of one formula in one language; `unknown` gathers signs without words."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.unknown = list[str]()

    def turn(self, name: str, a: str = "", b: str = "", c: str = "") -> str:
        """A turn of speech with its parts filled in."""
        nothing = PHRASES[self.language]["nothing"]
        return PHRASES[self.language][name].format(a=a or nothing, b=b or nothing, c=c or nothing)

    def word(self, name: str) -> str:
        """One word of ours."""
        return WORDS[self.language][name]

    def node(self, node: Node, *, tight: bool = False, long: bool = False) -> str:
        """The words of a node. `tight`: something follows that could be heard as part of it;
        `long`: the short turns, which have no end in words, are not to be used."""
        said = self._token(node)
        if said is not None:
            return said
        if node.tag in {"mrow", "mtd"}:
            return self.row(node.parts)
        read = self._readers.get(node.tag)
        if read is not None:
            return read(self, node, not (tight or long))
        return scripts.in_words(self, node, tight=tight or long)

    def _token(self, node: Node) -> str | None:
        match node.tag:
            case "mi":
                return self.identifier(node.text, node.kind)
            case "mn":
                return self.number(node.text)
            case "mo":
                return self.sign(node.text)
            case "mtext":
                return self.text(node.text)
        return None

    def row(self, nodes: Sequence[Node], *, in_limit: bool = False) -> str:
        """What stands side by side; `in_limit`, an arrow is what something tends to."""
        return joined(RowReader(self, nodes, in_limit=in_limit).words())

    def group(self, node: Node) -> str:
        """A node whose beginning and end are heard: to be raised to a power, to get an index."""
        if node.tag in {"mi", "mn", "mtext", "mo", "mtable", "mmultiscripts", "menclose"}:
            return self.node(node)
        if node.tag in {"mfrac", "mover", "munder"} or is_bracketed(node):
            return self.node(node, long=True)
        return self.turn("group", self.node(node)) if nodes_of(node) else self.turn("nothing")

    # --- tokens -------------------------------------------------------------------------------

    def identifier(self, text: str, variant: str = "") -> str:
        """A letter by its name, a function by its own, other words spelled letter by letter."""
        if text.startswith("\\"):  # a command that nobody knows
            self.unknown.append(text)
            text = text.strip("\\")
        function = FUNCTIONS[self.language].get(text)
        if function:
            return function
        if len(text) > 1 and is_cyrillic(text) and not is_vowelless(text):
            return self.text(text)
        return joined([self._piece(piece, variant) for piece in _PIECES.findall(text)])

    def number(self, text: str, case: str = "n") -> str:
        """A number, in Russian in the case that is asked; what is more piece by piece."""
        if is_number(text):
            return number_in_words(text, self.language, case)
        return joined([self._piece(piece, "") for piece in _PIECES.findall(text)])

    def figures(self, node: Node) -> str:
        """A number that a noun follows, left to the room that makes them agree; any other node as
        a group."""
        is_figures = node.tag == "mn" and is_number(node.text)
        return number_in_figures(node.text, self.language) if is_figures else self.group(node)

    def bound(self, node: Node) -> str:
        """A node after "от", "до", "из": a number in the genitive."""
        return self.number(node.text, "g") if node.tag == "mn" else self.node(node)

    def sign(self, text: str) -> str:
        """A sign by its word, an unknown one by its name in Unicode."""
        said = INFIX[self.language].get(text) or BRACKETS[self.language].get(text)
        if said is not None:
            return said
        if text == ",":
            return ","
        return joined([self._piece(piece, "") for piece in _PIECES.findall(text)])

    def text(self, text: str) -> str:
        """Words as they are; Cyrillic ones for an English voice in its own letters."""
        return in_latin(text) if self.language == "en" else text

    def _piece(self, piece: str, variant: str) -> str:
        if piece[0].isdecimal() and is_number(piece):
            return "".join(str(unicodedata.digit(c, c)) for c in piece)
        return joined([self._character(letter, variant) for letter in piece])

    def _character(self, character: str, variant: str) -> str:
        if character.isspace() or character in SILENT:
            return ""
        said = (
            letter_in_words(character, self.language, variant)
            or INFIX[self.language].get(character)
            or BRACKETS[self.language].get(character)
        )
        if said:
            return said
        plain = unicodedata.normalize("NFKD", character)
        if unicodedata.category(character) in {"No", "Nd"} and plain.isdecimal():
            return f" {int(plain)} "
        if unicodedata.category(character) in {"Cf", "Mn"} or character == ",":
            return "," * (character == ",")
        self.unknown.append(character)
        name = unicodedata.name(character, "").replace("-", " ").lower()
        return name or self.turn("unnamed", " ".join(self._code(character)))

    def _code(self, character: str) -> list[str]:
        code = f"{ord(character):X}"
        return [c if c.isdecimal() else letter_in_words(c, self.language) or c for c in code]

    # --- what has parts -----------------------------------------------------------------------

    def _fraction(self, node: Node, short: bool) -> str:
        above, below = node.parts
        if node.kind == "0":
            return self.turn("binomial", self.node(above), self.node(below))
        if above.tag == below.tag == "mn":
            said = fraction_in_words(above.text, below.text, self.language)
            if said:
                return said
        is_short = short and is_atom(above) and is_atom(below)
        name = "fraction_short" if is_short else "fraction"
        return self.turn(name, self.node(above), self.node(below))

    def _square_root(self, node: Node, short: bool) -> str:
        if len(node.parts) == 1 and is_atom(node.parts[0]):
            return self.turn("root_short", self.bound(node.parts[0])) + "," * (not short)
        return self.turn("root", self.row(node.parts))

    def _root(self, node: Node, short: bool) -> str:
        inside, degree = node.parts
        ordinal = root_ordinal(degree.text, self.language) if degree.tag == "mn" else None
        if degree.tag == "mn" and degree.text == "2":
            return self._square_root(Node("msqrt", parts=nodes_of(inside)), short)
        if ordinal is None:
            return self.turn("any_root", self.node(inside), self.node(degree))
        if is_atom(inside):
            return self.turn("nth_root_short", self.bound(inside), ordinal) + "," * (not short)
        return self.turn("nth_root", self.node(inside), ordinal)

    def _table(self, node: Node, _short: bool) -> str:
        return table_in_words(self, node, "table")

    def _enclosed(self, node: Node, _short: bool) -> str:
        name = "enclosed"
        if "strike" in node.kind:
            name = "crossed"
        elif node.kind in {"box", "roundedbox"}:
            name = "boxed"
        elif node.kind == "radical":
            name = "root"
        return self.turn(name, self.row(node.parts))

    _readers: ClassVar[dict[str, Callable[[Speaker, Node, bool], str]]] = {
        "mfrac": _fraction,
        "msqrt": _square_root,
        "mroot": _root,
        "mtable": _table,
        "menclose": _enclosed,
    }
