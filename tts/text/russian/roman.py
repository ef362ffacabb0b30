"""Roman numerals that the library leaves or misreads: II мировая, X съезд, I. Введение, ХІХ."""

import re

from tts.text.kazakh.roman import value
from tts.text.russian.letters import CAPITAL, GAP, LETTER, SMALL
from tts.text.russian.nouns import case_asked
from tts.text.russian.numbers import cardinal, ordinal, side_by_side

_LOOKALIKE = re.compile(r"(?<![\w.])(?=[IVXІХ]*[ІХ])[IVXІХ]{2,9}(?!\w|\.\w)")
_LATIN = str.maketrans("ІХ", "IX")
_LONE_I = re.compile(rf"(?<![\w.])І(?=\.?{GAP}|[-–—])")
_LONE_X = re.compile(rf"(?<![\w.])Х(?=(?:{GAP}?[-–—]{GAP}?[XIVХІ]+)?{GAP}(?:вв?\.|век))")

_MASCULINE = (
    "съезд|квартал|конгресс|интернационал|том|курс|разряд|раздел|созыв|класс|тур|этап|период|"
    "век|фестиваль|форум|чемпионат|семестр|легион|акт"
)
_FEMININE = "глав|част|степен|групп|категори|сесси|республик|серии|пунической|дум|очеред|лиг"
_NEUTER = "полугоди|тысячелети|отделени|действи|столети"
_ADJECTIVES = {
    "ая": ("n", "f"), "ую": ("a", "f"), "ой": ("g", "f"), "ый": ("n", "m"), "ий": ("n", "m"),
    "ого": ("g", "m"), "его": ("g", "m"), "ому": ("d", "m"), "ему": ("d", "m"), "ым": ("i", "m"),
    "им": ("i", "m"), "ом": ("p", "m"), "ем": ("p", "m"), "ое": ("n", "n"), "ее": ("n", "n"),
}  # fmt: skip
_NUMBERED = re.compile(
    rf"(?<![\w.])([IVX]{{1,6}})(?:({GAP}?[-–—]{GAP}?|,?{GAP}(?:и{GAP}|или{GAP})?)"
    rf"([IVX]{{1,6}}))?{GAP}"
    rf"(?:(?P<m>(?:{_MASCULINE})(?P<m_end>ами|ам|ах|ов|ом|а|у|е|ы|))"
    rf"|(?P<f>(?:{_FEMININE})(?P<f_end>ами|ам|ах|ями|ям|ях|а|ы|е|у|ой|ь|и|ью|я|ю|ей))"
    rf"|(?P<n>(?:{_NEUTER})(?P<n_end>ями|ям|ях|ем|е|я|ю|и|й))"
    rf"|(?P<a>[{CAPITAL}{SMALL}][{SMALL}]{{1,20}}(?P<a_end>{'|'.join(_ADJECTIVES)})))"
    rf"(?![{LETTER}])"
)
_OF_MANY = {
    "ов": "g", "й": "g", "ам": "d", "ям": "d", "ами": "i", "ями": "i", "ах": "p", "ях": "p",
}  # fmt: skip
_BY_ENDING = {
    "m": {"": "n", "ы": "n", "а": "g", "у": "d", "ом": "i", "е": "p"} | _OF_MANY,
    "f": {"а": "n", "ь": "n", "я": "n", "у": "a", "ю": "a"} | _OF_MANY,
    "n": {"е": "n", "я": "g", "ю": "d", "ем": "i", "и": "p"} | _OF_MANY,
}
_LISTED = re.compile(r"\A\s*([IVX]{1,6})(?=[.)]\s|[.)]?\s*\Z)")
_LEFT = re.compile(r"(?<![\w.])[IVX]{2,9}(?!\w|\.\w)")
_CLASS = re.compile(rf"(?<![\w.])([IVX]{{1,4}}){GAP}?([«\"“][{CAPITAL}][»\"”])")
_CENTURY_TO = re.compile(
    rf"((?<![{LETTER}])(?:кон(?:ец|це|ца|цу)|начал[оеау]|середин[аыеу]|половин[аыеу]|рубеже?)"
    rf"{GAP})?"
    rf"(?<![\w.])([IVX]{{2,6}})(?={GAP}[-–—]{GAP}(?:в{GAP})?(?:начал|кон|середин|перв|втор))",
    re.IGNORECASE,
)
_ANY = re.compile("[IVX]")


def latin_letters(text: str) -> str:
    """Numerals typed with Cyrillic letters that look the same (ХІХ), in Latin ones."""
    if "Х" not in text and "І" not in text:
        return text
    text = _LONE_X.sub("X", _LONE_I.sub("I", text))
    return _LOOKALIKE.sub(
        lambda found: found[0].translate(_LATIN) if value(found[0]) else found[0], text
    )


def ordinals_in_words(text: str) -> str:
    """Numerals before what is numbered so, in its case; and one that begins the text, plainly."""
    if not _ANY.search(text):
        return text
    text = _NUMBERED.sub(_numbered, text)
    text = _CENTURY_TO.sub(_century, _CLASS.sub(_class, text))
    return _LISTED.sub(_plain, text, count=1)


def left_in_words(text: str) -> str:
    """Numerals of two letters or more that nobody took: as a century or a king is called."""
    return _LEFT.sub(_named, text) if _ANY.search(text) else text


def _named(found: re.Match[str]) -> str:
    number = value(found[0])
    return ordinal(number) if number else found[0]


def _century(found: re.Match[str]) -> str:
    """конец XIX — начало XX века, of which the first stands without its noun."""
    number = value(found[2])
    return f"{found[1] or ''}{ordinal(number, 'g' if found[1] else 'n')}" if number else found[0]


def _class(found: re.Match[str]) -> str:
    number, case = value(found[1]), case_asked(found.string, found.start())
    return f"{ordinal(number, case)} {found[2]}" if number else found[0]


def _numbered(found: re.Match[str]) -> str:
    numbers = [value(numeral) for numeral in found.group(1, 3) if numeral]
    noun = next(filter(None, found.group("m", "f", "n", "a")))
    if found["a"]:
        case, gender = _ADJECTIVES[found["a_end"]]
    else:
        gender = next(letter for letter in "mfn" if found[letter])
        case = _BY_ENDING[gender].get(found[f"{gender}_end"], "g")
    words = [ordinal(number, case, gender) for number in numbers if number]
    if len(words) < len(numbers):
        return found[0]
    if found[2] and found[2].strip() in ("-", "–", "—"):
        return f"{side_by_side(*words)} {noun}"
    return f"{(found[2] or '').join(words)} {noun}"


def _plain(found: re.Match[str]) -> str:
    numeral = found[found.lastindex or 0]
    number = value(numeral)
    if number is None:
        return found[0]
    return found[0].replace(numeral, cardinal(number))
