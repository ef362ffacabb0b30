"""Signs in words, ranges and minus; signs that are only for the eye left out."""

import re

from tts.text.english.letters import text_before

_NUMBER_SIGN = re.compile(r"(?:№№?|#|\bN[o°º]\.?)[ \u00a0\u202f]?(?=\d)")
_HASHTAG = re.compile(r"(?<!\w)#(?=[A-Za-z])")
_COMPARED = {"<=": "≤", ">=": "≥", "!=": "≠"}
_COMPARISON = re.compile(r"[<>!]=(?![=>])")
_ARROW = re.compile(r"<?[-=]{1,3}>|<[-=]{1,3}(?![=\d])")
_WITH = re.compile(r"(?<![\w/])w/(o\b)?[ \u00a0]?")
_BY = re.compile(r"(?:(?<=[1-9])|(?<=\d0))[ \u00a0]?x[ \u00a0]?(?=\d)")
_UNDERSCORE = re.compile(r"(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])")
_UNTIL = re.compile(r"(per cent|[ap]\.m)\.?[ ]?[–—-][ ]?(?=\d)")
_SHARP = re.compile(r"\b([A-G])[#♯](?!\w)")
_SECTIONS = re.compile(r"(§§?)[ \u00a0\u202f]?(?=\d)")
_RANGE = re.compile(
    r"(?<![\w.,/$£€-])(\d[\d,]*(?:\.\d+)?|\d+(?:st|nd|rd|th))(?:[–—]|-| – )"
    r"(\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?)(?![\d-]|[.,/:]\d)"
)
_MINUS = re.compile(
    r"(?:(?<![\w)%°])−|(?<=[^\W_][ \u00a0(])[-–](?=\d)|(?<=\()[-–](?=\d))[ \u00a0]?(?=\d)"
)
_BETWEEN = {
    "−": "minus", "–": "minus", "-": "minus", "×": "times", "*": "times", "<": "is less than",
    ">": "is greater than", "÷": "divided by",
}  # fmt: skip
_CALCULATION = re.compile(
    r"(?<=[\w)%])[ \u00a0]?([×÷])[ \u00a0]?(?=[\w(])|(?<=\d)([*])(?=\d)"
    r"|(?<=[\w)%])[ \u00a0]([<>*])[ \u00a0](?=[\w(−-])|(?<=\d)([<>])(?=\d)"
    r"|(?<=[\d)])[ \u00a0]([−–-])[ \u00a0](?=\d[\d.,]*[ \u00a0]?=)"
    r"|(?<=[\w)])[ \u00a0]?(−)[ \u00a0]?(?=\w)"
)
_ABOUT = re.compile(r"[~∼][ \u00a0]?(?=[\d$£€])")
_ALONE = {
    "&": "and", "\\": "backslash", "@": "at", "§": "section", "№": "number", "₸": "tenge",
    "₽": "roubles",
    "₴": "hryvnias", "‰": "per mille", "<": "less than", ">": "greater than", "∑": "sum",
    "∂": "partial", "∝": "proportional to", "∈": "in", "−": "minus", "~": "about", "^": "to the",
    "℃": "degrees Celsius", "℉": "degrees Fahrenheit",
}  # fmt: skip
_SIGN = re.compile("[" + re.escape("".join(_ALONE)) + "]")
_FOR_THE_EYE = re.compile(r"[*_|•●○■□▪▫◆◇★☆†‡¶→←↑↓⇒↔⁂❦\x60{}·♥☙❧]+|(?<!\w)/|/(?!\w)|-{3,}|—{2,}")
_SIGN_RUN = re.compile(r"([=+~#<>_*-])\1{2,}")
_RULE = re.compile(r"[\s*=_~•·#+<>.—–⁂❦☙❧★☆-]*\Z")
_AND_OR = re.compile(r"\b([Aa]nd)/or\b")
_WORDS_STROKE = re.compile(r"(?<=[A-Za-z])/(?=[A-Za-z])")
_SPACES = re.compile(r"  +")
_LONELY_SPACE = re.compile(r" (?=[,;!?…](?:\s|\Z)|\.(?:\s|\Z))")
_FORMULA = re.compile(r"\b(CO|NO|SO)(?=[2345]\b)")


def numbering_in_words(text: str) -> str:
    """№, # and § before a number in words."""
    text = _NUMBER_SIGN.sub(_number, text)
    return _SECTIONS.sub(lambda found: "section" + "s" * (len(found[1]) - 1) + " ", text)


def _number(found: re.Match[str]) -> str:
    """Said once, also in "number #5"."""
    return "" if text_before(found).lower().endswith("number ") else "number "


def calculations_in_words(text: str) -> str:
    """Ranges, minus, and the signs between numbers."""
    text = _ABOUT.sub("about ", text)
    text = _RANGE.sub(r"\1 to \2", _BY.sub(" by ", text))
    text = _UNTIL.sub(r"\1 to ", text)
    text = _CALCULATION.sub(_calculated, text)
    text = _FORMULA.sub(lambda found: " ".join(found[1]) + " ", text)
    return _MINUS.sub("minus ", text)


def _calculated(found: re.Match[str]) -> str:
    sign = next(group for group in found.groups() if group)
    return f" {_BETWEEN[sign]} "


def left_signs_in_words(text: str) -> str:
    """The signs that no number took: a word for each, nothing for stars, rules and arrows."""
    if _RULE.match(text):
        return ""
    text = _AND_OR.sub(r"\1 or", text)
    text = _WITH.sub(lambda found: "without " if found[1] else "with ", text)
    text = _UNDERSCORE.sub(" underscore ", _SHARP.sub(r"\1 sharp", text))
    text = _COMPARISON.sub(lambda found: f" {_COMPARED[found[0]]} ", text)
    text = _ARROW.sub(" ", text)
    text = _HASHTAG.sub("hashtag ", _SIGN_RUN.sub(" ", text))
    text = _FOR_THE_EYE.sub(" ", text)
    text = _SIGN.sub(lambda found: f" {_ALONE[found[0]]} ", text)
    text = _WORDS_STROKE.sub(" slash ", text)
    return _SPACES.sub(" ", _LONELY_SPACE.sub("", _SPACES.sub(" ", text)))
