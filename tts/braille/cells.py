"""The cells that layout needs by name, and numbers in them."""

BLANK = "\u2800"
BREAK = "\u200b"
"""Stands among cells where a line may end although no blank is there."""
NO_BREAK = "\u00a0"
"""Stands for a blank at which no line may end."""
NUMBER_SIGN = "⠼"
HYPHEN = "⠤"
GUIDE = "⠐"
"""Guide dots lead from a heading in the contents to its page. Source: BANA Formats 2016, 2.10."""
_DIGITS = dict(zip("1234567890", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚", strict=True))


def number(value: int) -> str:
    """A whole number, at least 0: the number sign and the letters a to j, in every language."""
    return NUMBER_SIGN + "".join(_DIGITS[digit] for digit in str(value))


def plain(cells: str) -> str:
    """Cells as they are embossed, without the marks that only layout reads."""
    return cells.replace(BREAK, "").replace(NO_BREAK, BLANK)
