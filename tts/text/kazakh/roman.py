"""Roman numerals: in Latin letters, and as they are typed with Cyrillic ones that look the same."""

import re

from tts.text.kazakh.endings import with_ending
from tts.text.kazakh.letters import CAPITAL, LETTER, SMALL
from tts.text.kazakh.numbers import ordinal

_LATIN = str.maketrans("ІХСМ", "IXCM")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WELL_MADE = re.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_NUMERAL = "[IVXLCDMІХСМ]{1,9}"
# The first letter stands before the look behind it, because a pattern that begins with a set of
# characters is searched ten times faster.
_FIRST = r"[IVXLCDMІХСМ](?<![\w.°].)(?<!°[ \u00a0].)[IVXLCDMІХСМ]{0,8}"
_RANGE = re.compile(
    rf"({_FIRST})(?:(\s?[-‐‑–—]\s?)({_NUMERAL}))?(?!\w|\.\w)"
    rf"(?:[-‐‑–]([{SMALL}]+)(?![{LETTER}]))?"
)
_ORDINAL_ENDING = re.compile(r"[ыі]?н?ш[ыі]")
_NUMBERED = re.compile(
    r"[ \u00a0\u202f-]?(?:ғғ?\.|ғасыр|дүние|тарау|бөлім|том|сынып|съез|ғ\b|бап|кезең|топ|тоқсан|"
    r"жартыжылды|кітап|бет|дәреже|курс|кесте|сурет|класс|разряд|санат|интернационал|"
    r"мыңжылды|симфони)"
)
_NAME = re.compile(rf"[ \u00a0\u202f][{CAPITAL}][{SMALL}]")
_AFTER_NAME = re.compile(rf"[{CAPITAL}][{SMALL}]+[ \u00a0\u202f]\Z")
_NAME_CHARACTERS = 24


def value(numeral: str) -> int | None:
    """What a numeral in Latin or like-looking Cyrillic capitals is worth; None if it is none."""
    latin = numeral.translate(_LATIN)
    if not _WELL_MADE.match(latin):
        return None
    worths = [_VALUES[letter] for letter in latin]
    pairs = zip(worths, [*worths[1:], 0], strict=True)
    return sum(-worth if worth < after else worth for worth, after in pairs)


def in_figures(text: str) -> str:
    """Roman numerals as figures with the ordinal ending: "XX ғ." is "20-шы ғ.".

    One letter alone, or one that may be initials (CD, МС), counts only before what is numbered so
    (тарау, ғасыр) or beside a name (Петр I, I Петр).
    """
    return _RANGE.sub(_figures, text)


def _figures(found: re.Match[str]) -> str:
    numerals = [numeral for numeral in (found[1], found[3]) if numeral]
    values = [value(numeral) for numeral in numerals]
    if None in values or not (all(map(_is_plain, numerals)) or _is_numbering(found)):
        return found[0]
    ordinals = [f"{number}-{ordinal(number)[-2:]}" for number in values if number]
    written = (found[2] or "").join(ordinals)
    typed = found[4]
    if not typed:
        return written
    named = _ORDINAL_ENDING.match(typed)
    rest = typed[named.end() :] if named else typed
    return written + rest if with_ending("бірінші", rest) else f"{written} {rest}"


def _is_small(numeral: str) -> bool:
    return set(numeral.translate(_LATIN)) <= set("IVX")


def _is_plain(numeral: str) -> bool:
    return len(numeral) > 1 and _is_small(numeral)


def _is_numbering(found: re.Match[str]) -> bool:
    text, end = found.string, found.end(3) if found[3] else found.end(1)
    if _NUMBERED.match(text, end):
        return True
    if not _is_small(found[1]):
        return False
    if found[4]:
        return True
    if text.startswith(".", end):  # "I. Кіріспе"; in Cyrillic it would be the initial of a name
        return found.start() == 0 and found[1].isascii()
    before = text[max(0, found.start() - _NAME_CHARACTERS) : found.start()]
    return bool(_NAME.match(text, end) or _AFTER_NAME.search(before))
