"""Numbers in English words: how many, which one, which year, how much of one.

Most numbers stay in figures, because every English voice reads those well; these are the others.
"""

_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
)  # fmt: skip
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_LARGEST = 9_999


def cardinal(number: int) -> str:
    """How many, from 0 to 9999: 121 is one hundred and twenty-one. Raises ValueError."""
    if not 0 <= number <= _LARGEST:
        raise ValueError(f"{number} is left in figures")
    if number == 0:
        return "zero"
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    words = [f"{_ONES[thousands]} thousand"] * bool(thousands)
    words += [f"{_ONES[hundreds]} hundred"] * bool(hundreds)
    if small:
        words += ["and"] * bool(words) + [_below_hundred(small)]
    return " ".join(words)


def ordinal(number: int) -> str:
    """Which one, from 0 to 9999: 21 is twenty-first. Raises ValueError."""
    words = cardinal(number)
    head, cut, last = words.rpartition("-") if "-" in words else words.rpartition(" ")
    named = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return head + cut + named


def year(number: int) -> str:
    """A year as it is called: nineteen eighty-four, nineteen oh five, two thousand and nine."""
    century, rest = divmod(number, 100)
    if century % 10 == 0 and (rest < 10 or number < 1000):
        return cardinal(number)
    if not rest:
        return f"{_below_hundred(century)} hundred"
    small = f"oh {_ONES[rest]}" if rest < 10 else _below_hundred(rest)
    return f"{_below_hundred(century)} {small}"


def decade(number: int) -> str:
    """Ten years, or a hundred: the nineteen nineties, the nineties, the eighteen hundreds."""
    words = year(number) if number >= 100 else cardinal(number)
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


def fraction(above: int, below: int) -> str:
    """One half, three quarters, two thirds, five eighths."""
    part = {2: "half", 4: "quarter"}.get(below) or ordinal(below)
    if above == 1:
        return f"one {part}"
    return f"{cardinal(above)} {'halve' if below == 2 else part}s"


def _below_hundred(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
