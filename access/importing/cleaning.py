"""Words of strangers, made fit for a catalogue: nothing unseen, single spaces, no ISBD signs.

Sources: ISBD (punctuation that stands before a field); ISO 2108 (ISBN-13).
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

NON_SORTING = re.compile("[\x88\x89\x98\x9c]|<<|>>")
"""Signs around words that are not sorted by: of MARC (88, 89) and UNIMARC (NSB, NSE)."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
KEPT_UNSEEN = frozenset("\u200d\u200c")
ISBD_SIGNS = " :;/=,"
LAST_STOP = re.compile(r"(?<=\w{3})\.$")
BRACKETS = re.compile(r"^\[(.*)\]$", re.DOTALL)
YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2}|[89][0-9]{2})(?!\d)")
NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,2})?")
ROMAN = re.compile(r"\b([IVXLC]{1,8})\b")
ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
ISBN_SIGNS = re.compile(r"[\s\u2010-\u2015\u2212-]")
ISBN_HEAD = re.compile(r"(97[89]\d{9}[\dXx]|\d{9}[\dXxХх])(?!\d)")
EARLIEST, LATEST = 800, 2200


def clean(text: str) -> str:
    """Composed letters, single spaces, nothing unseen; safe for every database.

    >>> clean(" Каз\\u0438\\u0306  \\x00книга\\n")
    'Казй книга'
    """
    if not text.isprintable() or "<<" in text or ">>" in text:
        text = "".join(map(_seen, NON_SORTING.sub("", text)))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def _seen(letter: str) -> str:
    """A space for any white space, nothing for what cannot be seen."""
    if letter.isspace():
        return " "
    is_unseen = unicodedata.category(letter) in UNSEEN and letter not in KEPT_UNSEEN
    return "" if is_unseen else letter


def unpunctuated(text: str) -> str:
    """Without the signs that ISBD puts between fields, and without brackets around the whole.

    >>> unpunctuated("Абай жолы :"), unpunctuated("Роман-эпопея /"), unpunctuated("[Алматы] :")
    ('Абай жолы', 'Роман-эпопея', 'Алматы')
    """
    text = clean(text).rstrip(ISBD_SIGNS)
    while text.endswith(" ."):
        text = text[:-2].rstrip(ISBD_SIGNS)
    inner = BRACKETS.match(text)
    return inner[1].strip() if inner and "[" not in inner[1] else text


def heading(text: str) -> str:
    """A name or a title without the comma or stop that stands before the next subfield.

    >>> heading("Әуезов, Мұхтар,"), heading("Толстой, Л. Н."), heading("Abai.")
    ('Әуезов, Мұхтар', 'Толстой, Л. Н.', 'Abai')
    """
    return LAST_STOP.sub("", unpunctuated(text))


def year_in(text: str) -> int | None:
    """The first year of a date as printed: "[2019]", "cop. 1998", "Алматы, 1987 ж."."""
    found = YEAR.search(text)
    year = int(found[1]) if found else 0
    return year if EARLIEST <= year <= LATEST else None


def number_in(text: str) -> Decimal | None:
    """A volume's number in the words of a series: "Т. 3", "кн. 2.5", "Vol. IV"."""
    found = NUMBER.search(text)
    if found:
        try:
            return Decimal(found[0].replace(",", "."))
        except InvalidOperation:
            return None
    roman = ROMAN.search(text)
    return Decimal(_roman(roman[1])) if roman else None


def isbn_13(text: str) -> str | None:
    """The thirteen digits of an ISBN with its check digit right, ten-digit ones made longer.

    >>> isbn_13("5-02-013850-9 (в пер.)"), isbn_13("978-601-7000-00-1")
    ('9785020138506', None)
    """
    found = ISBN_HEAD.match(ISBN_SIGNS.sub("", text).upper().replace("Х", "X"))
    if not found:
        return None
    digits = found[1].upper().replace("Х", "X")
    if len(digits) == 10:
        values = [10 if sign == "X" else int(sign) for sign in digits]
        if sum(value * (10 - place) for place, value in enumerate(values)) % 11:
            return None
        digits = "978" + digits[:9]
        return digits + _check_digit(digits)
    if not digits.isdigit() or _check_digit(digits[:12]) != digits[12]:
        return None
    return digits


def _check_digit(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-total % 10)


def _roman(letters: str) -> int:
    values = [ROMANS[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
