"""Characters before words: what is not heard goes, every digit is 0 to 9, ь and ъ become sounds.

eSpeak NG says a stop of the throat for ь and ъ (альбом); before е and о there is a й in speech
(объект, бульон), elsewhere nothing.
"""

import re
import unicodedata

from tts.text.plain_figures import in_plain_figures

_UNHEARD = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]")
_STRESS = re.compile(r"[\u0300\u0301](?<=[Ѐ-ӿ].)")
_UNUSUAL = re.compile(r"[^\x00-\x7f\u0400-\u04ff\u2010-\u2027«»№\u00a0\u202f½¼¾⅐-⅞°§€₸]")
_RAISED = re.compile(r"(?<=[A-Za-z0-9)])([⁰¹²³⁴-⁹]+)")
_SQUARE = re.compile(r"(?<=[мk])([²³])")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_GROUP_OF_THREE = r"[ \u00a0\u2009\u202f]\d{3}"
_BY_SPACES = re.compile(rf"(?<![\d.,/-])\d{{1,3}}(?:{_GROUP_OF_THREE})+(?!\d)")
_BY_STOPS = re.compile(r"(?<![\d.,/-])\d{1,3}(?:\.\d{3}){2,}(?![\d.])|"
                       r"(?<![\d.,/-])\d{1,3}(?:,\d{3}){2,}(?![\d,])")  # fmt: skip
_NOT_DIGIT = re.compile(r"\D")
_BEFORE_VOWEL = re.compile(r"[ьъЬЪ](?=[еоЕО])")
_SIGNS = re.compile("[ьъЬЪ]")
_DOT_INSIDE = re.compile(r"(?<=\d)\.(?=\d)")
_COLON_INSIDE = re.compile(r"(?<=\d):(?=\d)")


def tidied(text: str) -> str:
    """Composed (NFC), without stress marks and unseen signs, with digits 0 to 9 only."""
    text = unicodedata.normalize("NFC", _STRESS.sub("", _UNHEARD.sub("", text)))
    if not _UNUSUAL.search(text):
        return text
    text = _SQUARE.sub(lambda found: found[1].translate(_RAISED_DIGITS), text)
    text = _RAISED.sub(lambda f: f" {f[1].translate(_RAISED_DIGITS)}-ші дәрежеде ", text)
    return _UNUSUAL.sub(_usual, text)


def _usual(found: re.Match[str]) -> str:
    return in_plain_figures(found[0])


def without_groups(text: str) -> str:
    """Grouped thousands in one run: 12 345 is 12345, whatever space is between."""
    text = _BY_SPACES.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)
    return _BY_STOPS.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)


def points_in_words(text: str) -> str:
    """Full stops between digits said: chapter 1.2 is "1 нүкте 2"; a colon parts two numbers."""
    return _COLON_INSIDE.sub(" ", _DOT_INSIDE.sub(" нүкте ", text))


def without_signs_of_softness(text: str) -> str:
    """Without ь and ъ, as they sound."""
    return _SIGNS.sub("", _BEFORE_VOWEL.sub("й", text))
