"""Numbers that are one character ("Ⅳ", "③", "٣"), in plain figures or capital letters."""

import re
import unicodedata

_PLAIN = re.compile(r"[0-9IVXLCDM]+")


def in_plain_figures(character: str) -> str:
    """The number that the character is, set apart where it has to be; a character that is no number
    as it is, and a space for one whose worth is not whole."""
    if not unicodedata.category(character).startswith("N"):
        return character
    simple = unicodedata.normalize("NFKC", character)
    if _PLAIN.fullmatch(simple):
        return simple
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    worth = unicodedata.numeric(character, None)
    return f" {int(worth)} " if worth is not None and worth >= 0 and worth == int(worth) else " "
