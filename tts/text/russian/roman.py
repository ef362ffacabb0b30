"""Roman numerals that the library leaves or misreads: II мировая, X съезд, I. Введение, ХІХ."""

import re

from tts.text.kazakh.roman import value
from tts.text.russian.letters import GAP, LETTER, SMALL
from tts.text.russian.numbers import cardinal, ordinal

_LOOKALIKE = re.compile(r"(?<![\w.])(?=[IVXІХ]*[ІХ])[IVXІХ]{2,9}(?!\w|\.\w)")
_LATIN = str.maketrans("ІХ", "IX")
_LONE_I = re.compile(rf"(?<![\w.])І(?=\.?{GAP}|[-–—])")

_MASCULINE = (
    "съезд|квартал|конгресс|интернационал|том|курс|разряд|раздел|созыв|класс|тур|этап|период|"
    "век|фестиваль|форум|чемпионат|семестр|легион|акт"
)
_FEMININE = "глав|част|степен|групп|категори|сесси|республик|серии|пунической|дум|очеред|лиг"
_NEUTER = "полугоди|тысячелети|отделени|действи|столети"
_NUMBERED = re.compile(
    rf"(?<![\w.])([IVX]{{1,6}}){GAP}(?:(?P<m>(?:{_MASCULINE})(?P<m_end>а|у|ом|е|))"
    rf"|(?P<f>(?:{_FEMININE})(?P<f_end>а|ы|е|у|ой|ь|и|ью|я|ю|ей))"
    rf"|(?P<n>(?:{_NEUTER})(?P<n_end>е|я|ю|ем|и))"
    rf"|(?P<a>[{SMALL}]{{2,20}}(?P<a_end>ая|ую|ой|ый|ий|ого|его|ому|ему|ым|им|ом|ем|ое|ее)))"
    rf"(?![{LETTER}])"
)
_BY_ENDING = {
    "m": {"": "n", "а": "g", "у": "d", "ом": "i", "е": "p"},
    "f": {"а": "n", "ь": "n", "я": "n", "у": "a", "ю": "a"},
    "n": {"е": "n", "я": "g", "ю": "d", "ем": "i", "и": "p"},
}
_ADJECTIVES = {
    "ая": ("n", "f"), "ую": ("a", "f"), "ой": ("g", "f"), "ый": ("n", "m"), "ий": ("n", "m"),
    "ого": ("g", "m"), "его": ("g", "m"), "ому": ("d", "m"), "ему": ("d", "m"), "ым": ("i", "m"),
    "им": ("i", "m"), "ом": ("p", "m"), "ем": ("p", "m"), "ое": ("n", "n"), "ее": ("n", "n"),
}  # fmt: skip
_LISTED = re.compile(r"\A\s*([IVX]{1,6})(?=[.)]\s|[.)]?\s*\Z)")
_LEFT = re.compile(r"(?<![\w.])[IVX]{2,9}(?!\w|\.\w)")
_ANY = re.compile("[IVX]")


def latin_letters(text: str) -> str:
    """Numerals typed with Cyrillic letters that look the same (ХІХ), in Latin ones."""
    if "Х" not in text and "І" not in text:
        return text
    text = _LONE_I.sub("I", text)
    return _LOOKALIKE.sub(
        lambda found: found[0].translate(_LATIN) if value(found[0]) else found[0], text
    )


def ordinals_in_words(text: str) -> str:
    """Numerals before what is numbered so, in its case; and one that begins the text, plainly."""
    if not _ANY.search(text):
        return text
    text = _NUMBERED.sub(_numbered, text)
    return _LISTED.sub(_plain, text, count=1)


def left_in_words(text: str) -> str:
    """Numerals of two letters or more that nobody took: plain numbers."""
    return _LEFT.sub(_plain, text) if _ANY.search(text) else text


def _numbered(found: re.Match[str]) -> str:
    number = value(found[1])
    if number is None:
        return found[0]
    noun = found[0][len(found[1]) + 1 :]
    if found["a"]:
        case, gender = _ADJECTIVES[found["a_end"]]
    else:
        gender = next(letter for letter in "mfn" if found[letter])
        case = _BY_ENDING[gender].get(found[f"{gender}_end"], "g")
    return f"{ordinal(number, case, gender)} {noun}"


def _plain(found: re.Match[str]) -> str:
    numeral = found[found.lastindex or 0]
    number = value(numeral)
    if number is None:
        return found[0]
    return found[0].replace(numeral, cardinal(number))
