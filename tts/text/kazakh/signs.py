"""Signs in words, and signs that are only for the eye left out."""

import re

from tts.text.kazakh.endings import with_ending
from tts.text.kazakh.letters import LETTER, SMALL

_FIGURE = r"\d[\d ]*(?:,\d+)?"
_NUMBER_SIGN = re.compile(r"(?:№№?|#|N[o°º]\.?)[ \u00a0\u202f]?(?=\d)(\d+)")
_BEFORE_NOUN = re.compile(rf"[ \u00a0\u202f][{SMALL}]{{3}}")
_SECTION = re.compile(r"§§?[ \u00a0\u202f]?(\d+)(?:([-‐‑–—])(\d+)|"
                      rf"[-‐‑]([{SMALL}]+)(?![{LETTER}]))?(?![\d.,]*\d)")  # fmt: skip
_MINUS = re.compile(
    r"(?:(?<![\w)%°])−|(?:(?<=[\s(])|\A)[-–](?=\d[\d,]*(?:[-–—]\d[\d,]*)?[ \u00a0]?°)"
    r"|(?<=[^\W_][ \u00a0(])[-–](?=\d)|(?<=\()[-–](?=\d))[ \u00a0]?(?=\d)"
)
_VULGAR = re.compile(r"(?<!\d)(\d*)[ \u00a0]?([½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])")
_VULGAR_PARTS = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8),
    "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_SLASHED = re.compile(r"(?<![\w.,/])(\d{1,4})/(\d{1,4})(?![\d/]|[.,]\d)")
_LARGEST_BELOW = 100
_LAST_YEARS = range(1000, 2200)

_BETWEEN = {
    "+": "қосу", "−": "алу", "×": "көбейту", "÷": "бөлу", "=": "тең",
    "<": "кіші", ">": "үлкен", "≤": "кіші не тең", "≥": "үлкен не тең", "≠": "тең емес",
    "≈": "шамамен тең",
}  # fmt: skip
_CALCULATION = re.compile(
    r"(?:(?<=[\w)%])[ \u00a0]?([×÷=<>≤≥≠≈])|(?<=[\d)])[ \u00a0]?([+−]))[ \u00a0]?(?=[\w(−])"
)
_ALONE = {
    "+": "плюс", "−": "минус", "=": "тең", "±": "плюс-минус", "≈": "шамамен", "~": "шамамен",
    "×": "көбейту", "÷": "бөлу", "&": "және", "@": "ит белгісі", "§": "параграф", "№": "нөмір",
    "%": "пайыз", "‰": "промилле", "°": "градус", "$": "доллар", "€": "евро", "₸": "теңге",
    "₽": "рубль", "£": "фунт стерлинг", "¥": "иен", "#": "тор", "∞": "шексіздік", "√": "түбір",
    "©": "авторлық құқық", "′": "минут", "″": "секунд", "<": "кіші", ">": "үлкен",
    "≤": "кіші не тең", "≥": "үлкен не тең", "≠": "тең емес",
}  # fmt: skip
_SIGN = re.compile("[" + re.escape("".join(_ALONE)) + "]")
_FOR_THE_EYE = re.compile(r"[*_\\|^•●○■□▪▫◆◇★☆†‡¶®™→←↑↓⁂❦=~\x60{}·]+|(?<!\w)/|/(?!\w)|-{3,}|—{2,}")
_SLASH = re.compile(r"(?<=\w)/(?=\w)")
_SIGN_RUN = re.compile(r"([=+~#<>_*-])\1{2,}")
_PLAIN = re.compile(rf"[{LETTER}\s.,:;!?()«»\"'’“”„…—–-]*\Z")
_AND_OR = re.compile(r"(?i)\bжәне/немесе\b")
_RULE = re.compile(r"[\s*=_~•·#+<>.—–-]*\Z")
_SPACES = re.compile(r"  +")
_LONELY_SPACE = re.compile(r" (?=[,;!?…](?:\s|\Z)|\.(?:\s|\Z))")


def fractions_in_words(text: str) -> str:
    """½, 2½ and 3/4 in words that hold figures still: "4-тен 3" is read later."""
    text = _VULGAR.sub(_vulgar, text)
    return _SLASHED.sub(_slashed, text)


def _vulgar(found: re.Match[str]) -> str:
    above, below = _VULGAR_PARTS[found[2]]
    if (above, below) == (1, 2):
        return f"{found[1]} жарым" if found[1] else "жарты"
    return f"{found[1]} бүтін {below}-тен {above}" if found[1] else f"{below}-тен {above}"


def _slashed(found: re.Match[str]) -> str:
    """A fraction where the upper number is less; school years as a range; else the stroke said."""
    above, below = int(found[1]), int(found[2])
    if above in _LAST_YEARS and below in _LAST_YEARS:
        return f"{above}–{below}"
    if 0 < above < below <= _LARGEST_BELOW and not found[1].startswith("0"):
        return f"{below}-тен {above}"
    return f"{found[1]} қиғаш сызық {found[2]}"


def numbering_in_words(text: str) -> str:
    """№ and § in words, the minus of a number, and the signs of a calculation."""
    text = _NUMBER_SIGN.sub(_numbered, text)
    text = _SECTION.sub(_section, text)
    text = _CALCULATION.sub(lambda found: f" {_BETWEEN[found[1] or found[2]]} ", text)
    return _MINUS.sub("минус ", text)


def _numbered(found: re.Match[str]) -> str:
    if _BEFORE_NOUN.match(found.string, found.end()):
        return f"нөмірі {found[1]}-ші"
    return f"нөмір {found[1]}"


def _section(found: re.Match[str]) -> str:
    if found[3]:
        return f"{found[1]}–{found[3]}-параграфтар"
    named = with_ending("параграф", found[4]) if found[4] else None
    return f"{found[1]}-{named or 'параграф'}"


def left_signs_in_words(text: str) -> str:
    """The signs that no number took: a word for each, nothing for stars, rules and arrows."""
    if _RULE.match(text):
        return ""
    if _PLAIN.match(text):
        return text
    text = _AND_OR.sub("және немесе", text)
    text = _SIGN.sub(lambda found: f" {_ALONE[found[0]]} ", _without_rules(text))
    text = _FOR_THE_EYE.sub(" ", text)
    text = _SLASH.sub(" қиғаш сызық ", text)
    return _SPACES.sub(" ", _LONELY_SPACE.sub("", _SPACES.sub(" ", text)))


def _without_rules(text: str) -> str:
    """Without runs of one sign, which are drawn, not written."""
    return _SIGN_RUN.sub(" ", text)
