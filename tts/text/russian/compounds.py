"""Numbers grown together with letters (20-летний, в 90-е, 2-м), and fractions."""

import re

from tts.text.russian.dates_times import MONTH_NAMES
from tts.text.russian.letters import GAP, LETTER, SMALL
from tts.text.russian.nouns import case_asked
from tts.text.russian.numbers import cardinal, digits_in_words, joined, ordinal

_JOINED = re.compile(rf"(?<![\w.,/-])(\d{{1,6}})[-‐‑]([{SMALL}]{{4,}})(?![{LETTER}])")
_PERCENT = re.compile(rf"(?<![\w.,/-])(\d{{1,3}}){GAP}?%[-‐‑]н([{SMALL}]{{2,3}})(?![{LETTER}])")
_NAMED_WITH_NUMBER = re.compile(r"(?<![\w-])([A-ZА-ЯЁ][^\W\d_]{0,30})[-‐‑](?=\d)")
_ENDINGS = {"ый": "й", "ий": "й", "ое": "е", "ее": "е", "ая": "я", "ого": "го", "ому": "му",
            "ую": "ю", "ые": "е", "ых": "х", "ыми": "ми"}  # fmt: skip
_LONG_ENDING = re.compile(rf"(?<![\w.,/-])(\d{{1,4}})-({'|'.join(_ENDINGS)})(?![{LETTER}-])")
_COLLECTIVE = re.compile(rf"(?<![\w.,/-])(\d{{1,4}})-(тью|мью|ью|та)(?![{LETTER}-])")
_JOINED_RANGE = re.compile(
    rf"(?<![\w.,/-])(\d{{1,3}})[-–—](\d{{1,3}})-([{SMALL}]{{4,}})(?![{LETTER}])"
)
_ENDED_RANGE = re.compile(
    rf"(?<![\w.,/–—-])(\d{{1,4}}){GAP}?[-–—]{GAP}?(\d{{1,4}})-(й|я|го|му|ю|ой)(?![{LETTER}-])"
)
_IN_OR_ON = re.compile(
    r"(?<!\w)(?:в|во|на|о|об|при)[ \u00a0](?:\d{1,4}-м(?:,| и| или)[ \u00a0]){0,6}\Z", re.IGNORECASE
)
_PREPOSITIONAL = re.compile(rf"(?<![\w.,/-])(?<!\d[-–—])(\d{{1,4}})[-‐‑](?:ом|ем|м)(?![{LETTER}-])")
_ACCUSATIVE = re.compile(
    rf"(?<![\w.,/-])(\d{{1,4}})[-‐‑]ю(?![{LETTER}-])(?!{GAP}[{SMALL}]{{1,30}}м[ия])"
)
_TENS = re.compile(
    rf"(?<![\w.,/-])(\d{{0,3}}[1-9]0)[-‐‑]е(?![{LETTER}-])(?!{GAP}(?!год)[{SMALL}]{{1,30}}[еоя]"
    rf"(?!\w))"
)

_VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8),
    "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_NOUN = rf"(?:({GAP})([{SMALL}]+))?"
_MIXED = re.compile(rf"(?<!\d)(\d{{0,6}}){GAP}?([{''.join(_VULGAR)}]){_NOUN}")
_SLASHED = re.compile(rf"(?<![\w.,/-])(\d{{1,4}})[/⁄](\d{{1,4}})(?![\d/⁄]|[.,]\d){_NOUN}")
_VULGAR_SIGNS = {parts: sign for sign, parts in _VULGAR.items()}
_MIXED_APART = re.compile(
    rf"(?<![\d.,/])(\d{{1,3}}){GAP}(?=1/[234568]|2/[35]|3/[458]|5/[68])(\d)/(\d)(?![\d/])"
)
_AND_A_HALF = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}),5{GAP}(?=(?:часа|раза|года|минуты|недели|месяца|тысячи|миллиона|"
    rf"миллиарда|стакана|ложки|суток|дня)(?![{LETTER}]))"
)
_NAMED = {2: ("половина", "половины"), 3: ("треть", "трети"), 4: ("четверть", "четверти")}
_HALVED = frozenset(
    {
        "стакана", "часа", "ложки", "литра", "килограмма", "дня", "года", "минуты", "листа",
        "банки", "пачки", "яблока", "лимона", "метра", "таблетки", "километра", "страницы",
    }
)  # fmt: skip
_APART = frozenset("лаеёиоуыэюя")
_PARTS_OF = {3: "третей", 4: "четвертей"}
_MORE_OR_LESS = re.compile(r"(?i)(?:более|менее|больше|меньше|свыше)[ \u00a0]\Z")
_ACCUSATIVES = {
    "половина": "половину", "одна треть": "одну треть", "одна четверть": "одну четверть",
}  # fmt: skip
_LARGEST_BELOW = 100
_YEARS = range(1000, 2200)


def compounds_in_words(text: str) -> str:
    """The text with the numbers in words that are grown together with letters."""
    text = _NAMED_WITH_NUMBER.sub(r"\1 ", text)
    text = _LONG_ENDING.sub(lambda f: f"{f[1]}-{_ENDINGS[f[2]]}", text)
    text = _PERCENT.sub(lambda found: f"{joined(int(found[1]))}процентн{found[2]}", text)
    text = _COLLECTIVE.sub(_collective, text)
    text = _JOINED_RANGE.sub(
        lambda f: (
            f"{joined(int(f[1]))}-{joined(int(f[2]))}{f[3]}" if int(f[1]) * int(f[2]) else f[0]
        ),
        text,
    )
    text = _ENDED_RANGE.sub(r"\1-\3 — \2-\3", text)
    text = _JOINED.sub(_joined, text)
    text = _TENS.sub(lambda found: ordinal(int(found[1]), is_many=True), text)
    text = _ACCUSATIVE.sub(lambda found: ordinal(int(found[1]), "a", "f"), text)
    return _PREPOSITIONAL.sub(_masculine, text)


def _collective(found: re.Match[str]) -> str:
    """5-тью, 100-та."""
    return cardinal(int(found[1]), "i" if found[2].endswith("ью") else "g")


def _joined(found: re.Match[str]) -> str:
    if found[2] in MONTH_NAMES or not 0 < int(found[1]) < 10_000:
        return f"{found[1]} {found[2]}"
    return joined(int(found[1])) + found[2]


def _masculine(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 40) : found.start()]
    return ordinal(int(found[1]), "p" if _IN_OR_ON.search(" " + before) else "i")


def fractions_in_words(text: str) -> str:
    """The text with ½, 2½ and 3/4 in words."""
    text = _AND_A_HALF.sub(lambda f: f"{f[1]}½ " if f[1] != "0" else f[0], text)
    text = _MIXED_APART.sub(lambda f: f[1] + _VULGAR_SIGNS[int(f[2]), int(f[3])], text)
    text = _MIXED.sub(_mixed, text)
    return _SLASHED.sub(_slashed, text)


def _mixed(found: re.Match[str]) -> str:
    whole, sign, gap, noun = found.groups()
    above, below = _VULGAR[sign]
    behind = f"{gap}{noun}" if noun else ""
    if not whole or int(whole) == 0:
        return _part(above, below, gap, noun)
    if (above, below) != (1, 2):
        count = int(whole)
        word = "целая" if count % 10 == 1 and count % 100 != 11 else "целых"
        return f"{cardinal(count, 'n', 'f')} {word} {_part(above, below, gap, noun)}"
    if int(whole) == 1:
        return ("полторы" if behind.endswith(("и", "ы")) else "полтора") + behind
    return f"{whole} с половиной{behind}"


def _part(above: int, below: int, gap: str | None, noun: str | None) -> str:
    """½ стакана is полстакана, whatever the case; 3/4 are три четверти."""
    behind = f"{gap}{noun}" if noun else ""
    if (above, below) == (1, 2) and noun in _HALVED:
        return f"пол{'-' if noun[0] in _APART else ''}{noun}"
    if below in _NAMED:
        one, many = _NAMED[below]
        words = f"{'одна ' if below > 2 else ''}{one}" if above == 1 else many
        return (words if above == 1 else f"{cardinal(above, 'n', 'f')} {words}") + behind
    is_many = above % 10 != 1 or above % 100 == 11
    parts = ordinal(below, "g", is_many=True) if is_many else ordinal(below, "n", "f")
    return f"{cardinal(above, 'n', 'f')} {parts}{behind}"


def _part_of(above: int, below: int) -> str:
    """In the second case: около одной трети, не менее двух третей."""
    if (above, below) == (1, 2):
        return "половины"
    if above == 1:
        return f"одной {_NAMED[below][1] if below in _NAMED else ordinal(below, 'g', 'f')}"
    parts = _PARTS_OF.get(below) or ordinal(below, "g", is_many=True)
    return f"{cardinal(above, 'g', 'f')} {parts}"


def _slashed(found: re.Match[str]) -> str:
    """A fraction where the upper number is less; school years as a range; else дробь."""
    first, second, gap, noun = found.groups()
    above, below = int(first), int(second)
    behind = f"{gap}{noun}" if noun else ""
    if above in _YEARS and below in _YEARS:
        return f"{above}–{below}{behind}"
    if 0 < above < below <= _LARGEST_BELOW and first[0] != "0":
        before = found.string[max(0, found.start() - 12) : found.start()]
        case = case_asked(found.string, found.start())
        if case == "g" or _MORE_OR_LESS.search(before):
            return _part_of(above, below) + behind
        words = _part(above, below, gap, noun)
        return _ACCUSATIVES.get(words, words) if case in "ap" else words
    return f"{digits_in_words(first)} дробь {digits_in_words(second)}{behind}"
