"""What a number counts: money and measures in words, in the plural where there is more than one."""

import re
from collections.abc import Iterable

from tts.text.english.letters import CLOSED, text_before
from tts.text.english.numbers import fraction

_MAGNITUDES = {
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million",
    "mln": "million", "bn": "billion", "b": "billion", "B": "billion", "tn": "trillion",
    "trn": "trillion",
}  # fmt: skip
_WORDS = "hundred|thousand|million|billion|trillion"
_MONEY = {
    "US$": ("US dollar", "cent"), "A$": ("Australian dollar", "cent"),
    "C$": ("Canadian dollar", "cent"), "NZ$": ("New Zealand dollar", "cent"),
    "HK$": ("Hong Kong dollar", "cent"), "$": ("dollar", "cent"), "£": ("pound", "penny"),
    "€": ("euro", "cent"), "₸": ("tenge", ""), "₽": ("rouble", "kopeck"), "¥": ("yen", ""),
    "₹": ("rupee", ""), "₴": ("hryvnia", ""), "₩": ("won", ""),
}  # fmt: skip
_SAME_IN_PLURAL = frozenset(
    {"tenge", "yen", "won", "hertz", "kilohertz", "megahertz", "per cent", "per mille"}
)
_IRREGULAR = {"foot": "feet", "inch": "inches", "penny": "pence"}
_UNITS = {
    "km/h": "kilometre per hour", "kph": "kilometre per hour", "kmh": "kilometre per hour",
    "mph": "mile per hour", "m/s": "metre per second", "km/s": "kilometre per second",
    "m/s²": "metre per second squared", "m/s2": "metre per second squared",
    "kg/m³": "kilogram per cubic metre", "kg/m3": "kilogram per cubic metre",
    "g/cm³": "gram per cubic centimetre", "g/cm3": "gram per cubic centimetre",
    "g/l": "gram per litre", "mg/l": "milligram per litre", "mg/dl": "milligram per decilitre",
    "r.p.m.": "revolution per minute", "rpm": "revolution per minute",
    "km²": "square kilometre", "km2": "square kilometre", "sq km": "square kilometre",
    "sq. km": "square kilometre", "m²": "square metre", "m2": "square metre",
    "sq m": "square metre", "sq. m": "square metre", "cm²": "square centimetre",
    "cm2": "square centimetre", "sq ft": "square foot", "sq. ft": "square foot",
    "m³": "cubic metre", "m3": "cubic metre", "cm³": "cubic centimetre",
    "cm3": "cubic centimetre", "km": "kilometre", "m": "metre", "cm": "centimetre",
    "mm": "millimetre", "nm": "nanometre", "μm": "micrometre", "µm": "micrometre", "ft": "foot",
    "yd": "yard", "yds": "yard", "mi": "mile", "kg": "kilogram", "g": "gram", "mg": "milligram",
    "lb": "pound", "lbs": "pound", "oz": "ounce", "t": "tonne", "l": "litre", "L": "litre",
    "ml": "millilitre", "mL": "millilitre", "cl": "centilitre", "ha": "hectare", "kW": "kilowatt",
    "MW": "megawatt", "GW": "gigawatt", "kWh": "kilowatt hour", "W": "watt", "Hz": "hertz",
    "kHz": "kilohertz", "MHz": "megahertz", "KB": "kilobyte", "kB": "kilobyte", "MB": "megabyte",
    "GB": "gigabyte", "TB": "terabyte", "kcal": "kilocalorie", "kJ": "kilojoule", "min": "minute",
    "mins": "minute", "sec": "second", "secs": "second", "hr": "hour", "hrs": "hour", "h": "hour",
    "s": "second", "yr": "year", "yrs": "year", "°C": "degree Celsius", "℃": "degree Celsius",
    "°F": "degree Fahrenheit", "°": "degree", "‰": "per mille", "%": "per cent", "¢": "cent",
}  # fmt: skip
_WITH_STOP = frozenset(
    {"ft", "yd", "mi", "lb", "lbs", "oz", "min", "sec", "hr", "hrs", "yr", "yrs"}
)
_ONLY_APART = frozenset({"s", "t", "h", "W", "L", "mi"})

_VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8),
    "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_VULGAR_SIGN = re.compile(r"(\d*)[ \u00a0]?([½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])")
_STROKE = re.compile(
    r"(?<![\w.,/:$£€-])(?:(\d{1,4})[ \u00a0])?(\d{1,2})[/⁄](\d{1,3})(?![\w/]|[.,]\d)"
)
_LARGEST_BELOW = 100
_NOT_A_FRACTION = frozenset({"9/11", "7/7"})

_GAP = "[ \u00a0\u202f]?"
_AMOUNT = r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?"


def _one_of(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


_MANY = rf"(?:(?:{_GAP}|-)({_WORDS})\b|{_GAP}({_one_of(_MAGNITUDES)})(?![\w/]))?"
_SIGN_FIRST = re.compile(
    rf"((?:\b[Aa]n? )?)(?<![A-Za-z])({_one_of(_MONEY)}){_GAP}{_AMOUNT}"
    rf"(?:(\s?[-–—]\s?)(?:{_one_of(_MONEY)})?{_AMOUNT})?{_MANY}"
)
_SIGN_LAST = re.compile(rf"(?<![\w.,]){_AMOUNT}{_MANY}{_GAP}([₸₽€£₴])(?!\d)")
_PENCE = re.compile(r"(?<![\w.,])(\d{1,3})p(?!\w|\.\w)")
_UNIT = re.compile(
    rf"((?:\b[Aa]n? )?)(?<![\w.,/])((?:\d[\d,]*(?:\.\d+)?)?[½¼¾⅓⅔]?)(?<=[\d½¼¾⅓⅔])"
    rf"(?:({_GAP}|-))({_one_of(_UNITS)})(?:(?<=[%‰°℃¢])|(?![\w/²³]))(?!['’]\w)(\.?)"
)
_FEET_AND_INCHES = re.compile(r"(?<![\w.])(\d{1,2})['’′][ ]?(\d{1,2})(?:\"|”|″|'')")
_INCHES = re.compile(r"(?<=feet )(\d{1,2}) in\b\.?|(?<![\w.,])(\d{1,3}) in\.(?!\w)|(?<=\d)(″)")
_FEET = re.compile(r"(?<![\w.])(\d{1,3})(?:′|['’](?= (?:tall|high|long|wide|deep)\b))")
_DEGREES_OF = re.compile(r"(\d{1,3})°[ ]?(\d{1,2})[′'’](?:[ ]?(\d{1,2})[″\"”])?[ ]?([NSEW])?\b")
_NOUN_FOLLOWS = re.compile(r"[ -][a-z]")
_POINTS = {"N": " north", "S": " south", "E": " east", "W": " west"}


def money_in_words(text: str) -> str:
    """$5.50 as 5 dollars and 50 cents, £3m as 3 million pounds, a $5 note as a 5 dollar note."""
    text = _SIGN_FIRST.sub(_money_first, text)
    text = _SIGN_LAST.sub(
        lambda f: _money(f[5], (f[1], f[2]), f[3] or _MAGNITUDES.get(f[4] or "", "")), text
    )
    return _PENCE.sub(lambda f: f"{f[1]} {'penny' if f[1] == '1' else 'pence'}", text)


def measures_in_words(text: str) -> str:
    """5 km as 5 kilometres, 1 kg as 1 kilogram, a 5 km walk as a 5 kilometre walk."""
    text = _DEGREES_OF.sub(_degrees, text)
    text = _FEET_AND_INCHES.sub(
        lambda f: f"{_counted(f[1], 'foot')} {_counted(f[2], 'inch')}", text
    )
    text = _FEET.sub(lambda f: _counted(f[1], "foot"), _UNIT.sub(_measured, text))
    return _INCHES.sub(_inches, text)


def _inches(found: re.Match[str]) -> str:
    if found[3]:
        return " inches"
    stop = "." if found[0].endswith(".") and CLOSED.match(found.string, found.end()) else ""
    return _counted(found[1] or found[2], "inch") + stop


def fractions_in_words(text: str) -> str:
    """½ as one half, 2½ as 2 and a half, 3/4 as three quarters."""
    text = _VULGAR_SIGN.sub(_vulgar, text)
    return _STROKE.sub(_stroke, text)


def _money_first(found: re.Match[str]) -> str:
    article, sign, whole, part, to, whole_to, part_to, word, short = found.groups()
    many = word or _MAGNITUDES.get(short or "", "")
    is_adjective = bool(article and _NOUN_FOLLOWS.match(found.string, found.end()))
    if to is None:
        return article + _money(sign, (whole, part), many, is_adjective=is_adjective)
    name = _MONEY[sign][0]
    amounts = [f"{w}.{p}" if p else w for w, p in ((whole, part), (whole_to, part_to))]
    return f"{article}{amounts[0]} to {amounts[1]}{f' {many}' if many else ''} {_plural(name)}"


def _money(
    sign: str, amount: tuple[str, str | None], many: str, *, is_adjective: bool = False
) -> str:
    """An amount with its currency, hundredths by their own name; as in "a 5 dollar note" or not."""
    (whole, part), (name, small) = amount, _MONEY[sign]
    if many or (part and (len(part) != 2 or not small)):
        exact = f"{whole}.{part}" if part else whole
        return f"{exact}{f' {many}' if many else ''} {name if is_adjective else _plural(name)}"
    hundredths = int(part or 0)
    if not hundredths:
        return f"{whole} {name}" if is_adjective else _counted(whole, name)
    coins = _counted(str(hundredths), small)
    return coins if not int(whole.replace(",", "")) else f"{_counted(whole, name)} and {coins}"


def _counted(number: str, name: str) -> str:
    return f"{number} {name if number == '1' else _plural(name)}"


def _plural(name: str) -> str:
    """Of the first word that counts: miles per hour, degrees Celsius, square feet."""
    if name in _SAME_IN_PLURAL:
        return name
    if name.startswith("degree"):
        return name.replace("degree", "degrees", 1)
    head, per, rest = name.partition(" per ")
    first, space, last = head.rpartition(" ")
    return first + space + _IRREGULAR.get(last, last + "s") + per + rest


def _measured(found: re.Match[str]) -> str:
    article, number, gap, unit, stop = found.groups()
    if not gap and unit in _ONLY_APART:
        return found[0]
    text, end = found.string, found.end()
    if unit in _WITH_STOP and not CLOSED.match(text, end):
        stop = ""
    name = _UNITS[unit]
    is_adjective = gap == "-" or (article and _NOUN_FOLLOWS.match(text, end))
    is_one = number == "1" or (not number.strip("½¼¾⅓⅔"))
    words = name if is_adjective or is_one else _plural(name)
    return f"{article}{number} {words}{stop}"


def _degrees(found: re.Match[str]) -> str:
    seconds = f" {_counted(found[3], 'second')}" if found[3] else ""
    point = _POINTS.get(found[4] or "", "")
    return f"{_counted(found[1], 'degree')} {_counted(found[2], 'minute')}{seconds}{point}"


def _mixed(whole: str, above: int, below: int) -> str:
    part = fraction(above, below)
    if not whole:
        return part
    return f"{whole} and {part.replace('one ', 'a ', 1)}"


def _vulgar(found: re.Match[str]) -> str:
    words = _mixed(found[1], *_VULGAR[found[2]])
    before, after = text_before(found)[-1:], found.string[found.end() : found.end() + 1]
    return " " * before.isalnum() + words + " " * after.isalnum()


def _stroke(found: re.Match[str]) -> str:
    """A fraction where the upper number is less; else the stroke is said: 24 slash 7."""
    whole, above, below = found[1] or "", int(found[2]), int(found[3])
    if f"{above}/{below}" in _NOT_A_FRACTION or (above, below) == (24, 7):
        return found[0].replace("/", " ")
    if 0 < above < below <= _LARGEST_BELOW and below > 1 and not found[2].startswith("0"):
        return _mixed(whole, above, below)
    return found[0].replace("/", " slash ").replace("⁄", " slash ")
