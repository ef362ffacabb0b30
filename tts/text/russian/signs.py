"""Signs in words, and signs that are only for the eye left out."""

import re

from tts.text.russian.letters import GAP, LETTER, SMALL
from tts.text.russian.numbers import LONGEST, cardinal, one_of

_MINUS = re.compile(
    r"(?:(?<![\w)%°])−|(?:(?<=[\s(…])|\A)[-–](?=\d[\d,…–—− -]{0,12}°)|\A-(?=\d)"
    r"|(?<=[^\W_][ \u00a0(])[-–](?=\d)|(?<=[=<>≤≥,:(] )[-–](?=\d)"
    r"|(?<=\()[-–](?=\d))[ \u00a0]?(?=\d)"
)
_ABOUT = re.compile(rf"([±≈~]){GAP}?(?=\d)")
_PLUS = re.compile(r"(?<![\w)])\+(?=\d)")
_DECIMAL_RANGE = re.compile(r"(?<=\d,\d)[-–](?=\d)|(?<=\d)[-–](?=\d{1,4},\d)")
_TIMES = re.compile(rf"(?<=\d){GAP}?[xх]{GAP}?(?=\d)")
_COMPARED = re.compile(rf"{GAP}?([<>≤≥]){GAP}?(\d{{1,{LONGEST}}})(?![\d.,]*\d)(?!{GAP}?[{SMALL}])")
_COMPARISONS = {
    "<": ("меньше", "g"), ">": ("больше", "g"), "≤": ("меньше или равно", "d"),
    "≥": ("больше или равно", "d"),
}  # fmt: skip
_BETWEEN = {
    "+": "плюс", "−": "минус", "×": "умножить на", "÷": "разделить на", "=": "равно", "*":
    "умножить на", "<": "меньше", ">": "больше", "≤": "меньше или равно", "≥": "больше или равно",
    "≠": "не равно", "≈": "приблизительно равно",
}  # fmt: skip
_CALCULATION = re.compile(
    rf"(?:(?<=[\w)%]){GAP}?([×÷=<>≤≥≠≈])|(?<=[\d)]){GAP}?([+−])|(?<=\d){GAP}([*-])(?={GAP}\d)"
    rf"|(?<=\b[a-z]){GAP}([+−]))"
    rf"{GAP}?(?=[\w(−])"
)
_ALONE = {
    "+": "плюс", "−": "минус", "=": "равно", "±": "плюс-минус", "≈": "приблизительно",
    "~": "приблизительно", "×": "умножить на", "÷": "разделить на", "&": "и", "@": "собака",
    "§": "параграф", "№": "номер", "%": "процентов", "‰": "промилле", "°": "градусов",
    "$": "долларов", "€": "евро", "₸": "тенге", "₽": "рублей", "£": "фунтов стерлингов",
    "¥": "иен", "#": "решётка", "∞": "бесконечность", "√": "корень из", "©": "авторские права",
    "′": "минут", "″": "секунд", "<": "меньше", ">": "больше", "≤": "меньше или равно",
    "≥": "больше или равно", "≠": "не равно", "½": "половина", "²": "в квадрате", "³": "в кубе",
    "¢": "центов", "₴": "гривен",
}  # fmt: skip
_SIGN = re.compile("[" + re.escape("".join(_ALONE)) + "]")
_FOR_THE_EYE = re.compile(
    r"[*_\\|^•●○■□▪▫◆◇★☆†‡¶®™→←↑↓⇒⇐⁂❦=~\x60{}·⁰¹⁴-⁹₀-₉]+|(?<!\w)/|/(?!\w)|-{3,}|—{2,}"
)
_SLASH = re.compile(r"(?<=\w)/(?=\w)")
_NOTE_MARK = re.compile(rf"(?<=[{SMALL}]{{3}})[²³]|(?<=[.,!?»”])[²³]")
_AND_OR = re.compile(r"(?i)(?<!\w)и/или(?!\w)")
_HASHTAG = re.compile(rf"(?<!\w)#([{LETTER}A-Za-z]\w{{0,80}})")
_SIGN_RUN = re.compile(r"([=+~#<>_*-])\1{2,}")
_RULE = re.compile(r"[\s*=_~•·#+<>.—–-]*\Z")
_PLAIN = re.compile(rf"[{LETTER}A-Za-z\s.,:;!?()«»\"'’“”„…—–-]*\Z")
_SPACES = re.compile(r"  +")
_LONELY_SPACE = re.compile(r" (?=[,;!?…](?:\s|\Z)|\.(?:\s|\Z))")

_SIGN_FIRST = re.compile(
    rf"([$€₽₸£¥]){GAP}?(\d+(?:[.,]\d+)?(?:{GAP}?(?:тыс\.?|млн|млрд|трлн)(?![{SMALL}]))?)"
)
_CUBIC = re.compile(rf"(\d){GAP}?(кв|куб)\.{GAP}?(км|м|см|дм|мм)(?![{LETTER}])")
_POUNDS = re.compile(rf"(?<!\d)(\d{{1,15}}){GAP}?([£¥])")
_TENGE = re.compile(
    rf"(\d{GAP}?|(?:млн|млрд|тыс\.){GAP}?)(?:тг(?:\.(?=[ \u00a0][{SMALL}]|[,;)]))?)(?![{LETTER}])"
)
_IN_FULL = {"£": ("фунт", "фунта", "фунтов"), "¥": ("иена", "иены", "иен")}


def measures_ready(text: str) -> str:
    """The text with money and areas as the library reads them: "$5 млн" is "5 млн $"."""
    text = _CUBIC.sub(lambda f: f"{f[1]} {f[3]}{'²' if f[2] == 'кв' else '³'}", text)
    text = _SIGN_FIRST.sub(r"\2 \1", text)
    text = _TENGE.sub(lambda found: found[1] + "₸", text)
    return _POUNDS.sub(_foreign, text)


def _foreign(found: re.Match[str]) -> str:
    noun = one_of(int(found[1][-2:]), *_IN_FULL[found[2]])
    return f"{found[1]} {noun}{' стерлингов' if found[2] == '£' else ''}"


def calculations_in_words(text: str) -> str:
    """The signs between and before numbers in words: 2 + 2 = 4, > 3, −12, +5."""
    text = _DECIMAL_RANGE.sub(" — ", text)
    text = _TIMES.sub(" × ", text)
    text = _COMPARED.sub(_compared, text)
    text = _CALCULATION.sub(lambda f: f" {_BETWEEN.get(f[f.lastindex or 1], 'минус')} ", text)
    text = _ABOUT.sub(lambda found: _ALONE[found[1]] + " ", text)
    return _PLUS.sub("плюс ", _MINUS.sub(_minus, text))


def _minus(found: re.Match[str]) -> str:
    return " минус " if found.string[found.start() - 1 : found.start()] == "…" else "минус "


def _compared(found: re.Match[str]) -> str:
    words, case = _COMPARISONS[found[1]]
    gap = " " if found.start() else ""
    return f"{gap}{words} {cardinal(int(found[2]), case)}"


def left_signs_in_words(text: str) -> str:
    """The signs that no number took: a word for each, nothing for stars, rules and arrows."""
    if _RULE.match(text):
        return ""
    if _PLAIN.match(text):
        return text
    text = _HASHTAG.sub(r"хештег \1", _AND_OR.sub("и или", text))
    text = _SIGN_RUN.sub(" ", text)
    text = _NOTE_MARK.sub("", text.replace("~~", " "))
    text = _SIGN.sub(lambda found: f" {_ALONE[found[0]]} ", text)
    text = _FOR_THE_EYE.sub(" ", text)
    text = _SLASH.sub(" слэш ", text)
    return _SPACES.sub(" ", _LONELY_SPACE.sub("", _SPACES.sub(" ", text)))
