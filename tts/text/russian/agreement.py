"""Adjectives that are written short take the form that the next word shows: ж/д станция."""

import re

from tts.text.russian.letters import GAP, SMALL, as_written, written_forms
from tts.text.russian.nouns import case_asked

_ADJECTIVES = {
    "ж/д": "железнодорожный", "ж.-д.": "железнодорожный", "с/х": "сельскохозяйственный",
    "с.-х.": "сельскохозяйственный", "т.н.": "так называемый", "худ.": "художественный",
    "муз.": "музыкальный", "гос.": "государственный", "сев.": "северный", "юж.": "южный",
    "вост.": "восточный", "зап.": "западный", "обл.": "областный", "нар.": "народный",
}  # fmt: skip
_BY_ENDING = (
    (("ая", "яя"), "ая"), (("ые", "ие"), "ые"), (("ого", "его"), "ого"), (("ому", "ему"), "ому"),
    (("ых", "их", "ах", "ях"), "ых"), (("ым", "им", "ом", "ем"), "ым"),
    (("ами", "ями", "ми"), "ыми"), (("ую", "юю"), "ую"), (("ции", "сти", "ой", "ей"), "ой"),
    (("ов", "ев"), "ых"), (("ию", "цу", "ку"), "ую"),
    (("ние", "тие", "ство", "ое", "ее", "о"), "ое"),
    (("ия", "а", "я", "сть"), "ая"), (("ы", "и"), "ые"), (("е",), "ом"), (("у", "ю"), "ому"),
)  # fmt: skip
_SHORT = re.compile(
    rf"(?<![\w.-])({written_forms(_ADJECTIVES)}){GAP}([«\"„“]?)(?!и[ \u00a0])([{SMALL}]+)",
    re.IGNORECASE,
)
_INNER_SPACE = re.compile(rf"(?<=\.){GAP}")


def in_full(text: str) -> str:
    """The text with its short adjectives written out, as the words behind them show."""
    return _SHORT.sub(_adjective, text)


def _adjective(found: re.Match[str]) -> str:
    if not found[3].islower():  # capitals, which IGNORECASE lets through
        return found[0]
    adjective = _ADJECTIVES[_INNER_SPACE.sub("", found[1]).lower()]
    words = _agreeing(adjective, found[3], case_asked(found.string, found.start()))
    return f"{as_written(found[1], words)} {found[2]}{found[3]}"


def _agreeing(adjective: str, word: str, case: str) -> str:
    """The adjective as the word behind it shows by its ending, which may need the case asked."""
    stem = adjective.removesuffix("ый")
    if case == "p" and word.endswith(("ом", "ем")):
        return stem + "ом"
    for endings, form in _BY_ENDING:
        if word.endswith(endings):
            return stem + form
    return "областной" if stem == "областн" else adjective
