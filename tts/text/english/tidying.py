"""Characters before words: what is not heard goes, every digit is 0 to 9, raised digits are said.

eSpeak NG spells letters with two marks (ễ is "letter 1EC5"), so those are read without them.
"""

import re
import unicodedata

_UNHEARD = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]")
_UNUSUAL = re.compile(
    r"[^\x00-\x7f\u00a0-\u00b1\u00b4-\u00b8\u00bb-\u024f\u2010-\u2044\u20a0-\u20bf№°™−×÷\u2190-\u22ff]"
)
_RAISED = re.compile(r"([A-Za-z0-9)])([⁰¹²³⁴-⁹]+)")
_NOTE_MARK = re.compile(r"(?<=[.,;:!?…»”’\"'])[⁰¹²³⁴-⁹]+")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CONSONANTS = re.compile(r"[^aeiouyAEIOUY]{2}\Z")
_POWER = re.compile(r"(?<=[A-Za-z0-9)])\^\(?(-?\d{1,6})\)?")
_BY_SPACES = re.compile(
    r"(?<![\d.,/-])(?:\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d{1,2}(?: \d{3})+)(?![\d-]| \d)"
)
_BY_STROKES = re.compile(r"(?<![\d.,/-])\d{1,3}(?:['’]\d{3})+(?!\d)")
_NOT_DIGIT = re.compile(r"\D")
_LONG = re.compile(r"\d{16,}")
_LONG_GROUPED = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3}){5,}(?![\d,])")
_LEADING_POINT = re.compile(r"(?<![\w.,])\.(\d{1,20})(?![\d.])")


def tidied(text: str) -> str:
    """Composed (NFC), without unseen signs, with digits 0 to 9 only; powers in words."""
    if text.isascii():
        return _POWER.sub(lambda found: _power(found[1]), text) if "^" in text else text
    text = unicodedata.normalize("NFC", _UNHEARD.sub("", text))
    text = _RAISED.sub(_raised, text)
    text = _NOTE_MARK.sub(lambda found: " " + found[0].translate(_RAISED_DIGITS), text)
    text = _POWER.sub(lambda found: _power(found[1]), text)
    return _UNUSUAL.sub(_usual, text)


def _raised(found: re.Match[str]) -> str:
    """m² stays for the measures, x² is a power; after a word it is the mark of a note."""
    text, before = found.string, found.start(1)
    digits = found[2].translate(_RAISED_DIGITS)
    word = re.search(r"[A-Za-z]*\Z", text[max(0, before - 3) : before + 1])
    letters = word[0] if word else ""
    if digits in ("2", "3") and letters in ("m", "cm", "km", "mm", "ft", "in", "yd", "dm"):
        return found[1] + digits
    if len(letters) > 1 and not _CONSONANTS.match(letters):
        return f"{found[1]} {digits}"
    return found[1] + _power(digits)


def _power(exponent: str) -> str:
    named = {"2": "squared", "3": "cubed"}.get(exponent)
    return f" {named}" if named else f" to the power of {exponent}"


def _usual(found: re.Match[str]) -> str:
    character = found[0]
    category = unicodedata.category(character)
    if category.startswith("N"):
        return _figures(character)
    if "\u1e00" <= character <= "\u1eff":
        return unicodedata.normalize("NFD", character)[0]
    return character


def _figures(character: str) -> str:
    simple = unicodedata.normalize("NFKC", character)
    if simple.isascii():
        return simple
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if "\u2044" in simple:  # a fraction in one character: its stroke is read with the fractions
        return character
    worth = unicodedata.numeric(character, None)
    return f" {int(worth)} " if worth is not None and worth >= 0 and worth == int(worth) else " "


def numbers_in_one_run(text: str) -> str:
    """Grouped thousands without their spaces; a number too long for a name digit by digit."""
    text = _BY_SPACES.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)
    text = _BY_STROKES.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)
    text = _LONG_GROUPED.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)
    text = _LEADING_POINT.sub(lambda found: "point " + " ".join(found[1]), text)
    return _LONG.sub(lambda found: " ".join(found[0]), text)
