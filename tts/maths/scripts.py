"""Powers, indices, bounds and marks over letters, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tts.maths.letters import is_vowelless
from tts.maths.numbers import counted, towards
from tts.maths.phrases import PHRASES
from tts.maths.shapes import is_atom, is_simple
from tts.maths.signs import FUNCTIONS, LIMITS, PRIMES, SUMS
from tts.maths.tree import EMPTY, Node, is_cyrillic, nodes_of

if TYPE_CHECKING:
    from tts.maths.speaking import Speaker

_DEGREES = {"°": "degree", "∘": "degree", "º": "degree", "˚": "degree", "o": "degree"}
_POWERS = {"2": "squared", "3": "cubed"}
_OVER = {
    "→": "vector", "⃗": "vector", "⇀": "vector", "⟶": "vector",
    "¯": "bar", "‾": "bar", "―": "bar", "_": "bar", "-": "bar", "−": "bar", "̅": "bar", "̄": "bar",
    "^": "hat", "ˆ": "hat", "̂": "hat", "ˇ": "hat",
    "~": "tilde", "˜": "tilde", "∼": "tilde", "̃": "tilde",
    "˙": "dot", ".": "dot", "̇": "dot", "¨": "two_dots", "̈": "two_dots", "··": "two_dots",
    "⌒": "arc", "⏜": "arc", "⁀": "arc", "︵": "arc", "⏞": "brace_above", "︷": "brace_above",
}  # fmt: skip
_UNDER = {
    "_": "underbar", "¯": "underbar", "―": "underbar", "‾": "underbar", "̲": "underbar",
    "̱": "underbar", "−": "underbar", "-": "underbar", "⏟": "brace_below", "︸": "brace_below",
}  # fmt: skip
_BRACES = frozenset({"brace_above", "brace_below"})
_ARROWS = frozenset("→⟶")


def in_words(speaker: Speaker, node: Node, *, tight: bool) -> str:
    """A node with scripts; `tight` as in `Speaker.node`."""
    match node.tag:
        case "msup":
            return _raised(speaker, node.parts[0], node.parts[1], tight=tight)
        case "msub":
            return _lowered(speaker, node.parts[0], node.parts[1], tight=tight)
        case "msubsup":
            return _both(speaker, *node.parts, tight=tight)
        case "munder" | "mover" | "munderover":
            return _above_and_below(speaker, node, tight=tight)
        case "mmultiscripts":
            return _all_round(speaker, node, tight=tight)
        case _:  # a stray part of a table
            return speaker.row(node.parts)


def is_bounded(base: Node) -> bool:
    """Whether scripts of this base are bounds: of a sum, an integral, a limit."""
    return (base.tag == "mo" and base.text in SUMS) or (base.tag == "mi" and base.text in LIMITS)


def _raised(speaker: Speaker, base: Node, power: Node, *, tight: bool) -> str:
    if is_bounded(base):
        return _bounds(speaker, base, EMPTY, power)
    marks = "".join(one.text for one in nodes_of(power) if one.tag == "mo")
    are_marks = marks and all(one.tag == "mo" for one in nodes_of(power))
    if are_marks and all(mark in PRIMES for mark in marks):
        return _primed(speaker, base, marks)
    if power.text in _DEGREES and (power.text != "o" or base.tag == "mn"):
        return f"{speaker.figures(base)} {counted(base.text, 'degree', speaker.language)}"
    if base == EMPTY:
        return _before(speaker, power, "before_over")
    return _power(speaker, speaker.group(base), power, tight=tight)


def _primed(speaker: Speaker, base: Node, marks: str) -> str:
    count = sum(PRIMES[mark] for mark in marks)
    if base.tag == "mn" and count < 3:
        noun = counted(base.text, ("minute", "second")[count - 1], speaker.language)
        return f"{speaker.figures(base)} {noun}"
    said = speaker.group(base)
    one_sign = {1: "′", 2: "″", 3: "‴"}.get(count)
    return " ".join(
        [said, *([speaker.sign(one_sign)] if one_sign else [speaker.sign("′")] * count)]
    )


def _power(speaker: Speaker, said: str, power: Node, *, tight: bool) -> str:
    if power.tag == "mn" and power.text in _POWERS:
        return speaker.turn(_POWERS[power.text], said)
    has_value = any(one.tag != "mo" or one.text == "∞" for one in nodes_of(power))
    is_power = has_value and power.tag != "mtext"
    name = "power" if is_power else "over"
    if not is_simple(power) and power.tag != "mo":
        return speaker.turn(name, said, speaker.node(power))
    return speaker.turn(name + "_short", said, speaker.node(power)) + "," * tight


def _lowered(speaker: Speaker, base: Node, index: Node, *, tight: bool) -> str:
    if is_bounded(base):
        return _bounds(speaker, base, index, EMPTY)
    if base == EMPTY:
        return _before(speaker, index, "before_under")
    return _index(speaker, base, speaker.group(base), index, tight=tight)


def _before(speaker: Speaker, script: Node, name: str) -> str:
    """A script of nothing stands before the letter that it belongs to: ¹⁴C in LaTeX."""
    return PHRASES[speaker.language][name].format(a="", b=speaker.node(script))


def _index(speaker: Speaker, base: Node, said: str, index: Node, *, tight: bool) -> str:
    name = "base" if base.tag == "mi" and base.text == "log" else "index"
    is_spelled = index.tag == "mtext" and is_cyrillic(index.text) and is_vowelless(index.text)
    words = speaker.identifier(index.text) if is_spelled else speaker.node(index)
    if not is_simple(index) and not is_spelled:
        return speaker.turn(name, said, words)
    return speaker.turn(name + "_short", said, words) + "," * (tight and index.tag != "mn")


def _both(speaker: Speaker, base: Node, index: Node, power: Node, *, tight: bool) -> str:
    if is_bounded(base):
        return _bounds(speaker, base, index, power)
    if base == EMPTY:
        above = _before(speaker, power, "before_over")
        return f"{above} {_before(speaker, index, 'before_under')}"
    lowered = _lowered(speaker, base, index, tight=False) if index != EMPTY else ""
    if not lowered:
        return _raised(speaker, base, power, tight=tight)
    marks = [one.text for one in nodes_of(power)]
    if marks and all(mark in PRIMES for mark in marks):
        return " ".join([lowered, *[speaker.sign(mark) for mark in marks]])
    return _power(speaker, lowered, power, tight=tight) if power != EMPTY else lowered


def _bounds(speaker: Speaker, base: Node, below: Node, above: Node) -> str:
    said = speaker.node(base)
    if base.tag == "mi" and below != EMPTY and above == EMPTY:
        return _limit(speaker, said, below)
    if below == EMPTY:
        return speaker.turn("to", said, speaker.bound(above)) if above != EMPTY else said
    if above == EMPTY:
        name = "below_short" if is_atom(below) else "below"
        return speaker.turn(name, said, speaker.node(below))
    name = "from_to" if is_simple(above) else "from_to_end"
    return speaker.turn(name, said, speaker.bound(below), speaker.bound(above))


def _limit(speaker: Speaker, said: str, below: Node) -> str:
    """ "предел при икс, стремящемся к нулю"; any other condition is said as it stands."""
    match nodes_of(below):
        case (what, Node(tag="mo") as sign, where) if (
            sign.text in _ARROWS and is_atom(what) and (is_atom(where) or where.text == "∞")
        ):
            target = towards(where.text, speaker.node(where), speaker.language)
            if speaker.language == "kk":
                return speaker.turn("limit", said, f"{speaker.node(what)} {target}")
            return speaker.turn("limit", said, speaker.node(what), target)
    return speaker.turn("condition", said, speaker.row(nodes_of(below), in_limit=True))


def _above_and_below(speaker: Speaker, node: Node, *, tight: bool) -> str:
    base, *rest = node.parts
    below = rest[0] if node.tag != "mover" else EMPTY
    above = rest[-1] if node.tag != "munder" else EMPTY
    if is_bounded(base):
        return _bounds(speaker, base, below, above)
    name = base.text if base.tag == "mi" else ""
    if name in FUNCTIONS["en"] and above == EMPTY:
        return _index(speaker, base, speaker.node(base), below, tight=tight)
    said = ""
    if above != EMPTY:
        said = _marked(speaker, base, above, _OVER, "above_it", tight=tight)
    if below != EMPTY and said:
        return speaker.turn("below_it", said, speaker.node(below))
    return said or _marked(speaker, base, below, _UNDER, "below_it", tight=tight)


def _marked(
    speaker: Speaker, base: Node, mark: Node, marks: dict[str, str], label: str, *, tight: bool
) -> str:
    """A base with an accent, or with anything else over or under it."""
    name = marks.get(mark.text, "") if mark.tag in {"mo", "mtext"} else ""
    if base.tag == "mo" and name:  # an arrow over an arrow is a label
        name = ""
    if not name:
        return speaker.turn(label, speaker.node(base, long=True), speaker.node(mark))
    is_short = is_atom(base) and name not in _BRACES
    return speaker.turn(name + "_short" * is_short, speaker.node(base))


def _all_round(speaker: Speaker, node: Node, *, tight: bool) -> str:
    """Scripts on any side: those after the base in pairs, then those before it."""
    base, *scripts = node.parts
    tags = [one.tag for one in scripts]
    cut = tags.index("mprescripts") if "mprescripts" in tags else len(scripts)
    after = [one for one in scripts[:cut] if one.tag != "mprescripts"]
    before = [one for one in scripts[cut:] if one.tag != "mprescripts"]
    said = speaker.group(base) if base != EMPTY else ""
    for place, script in enumerate(after):
        if script == EMPTY:
            continue
        if place % 2 == 0:
            said = _index(speaker, base, said, script, tight=tight or place + 1 < len(after))
        else:
            said = _power(speaker, said, script, tight=tight)
    for place, script in enumerate(before):
        if script != EMPTY:
            name = "before_over" if place % 2 else "before_under"
            said = speaker.turn(name, said, speaker.node(script))
    return said
