"""Addresses that are typed or dialled: of the web, of e-mail, of a telephone.

Telephone numbers are said digit by digit, with a rest between their groups.
"""

import re

from tts.text.web_addresses import addresses_in_words

_SIGNS = {
    ".": "dot", "/": "slash", "@": "at", "-": "dash", "_": "underscore", "?": "question mark",
    "=": "equals", "&": "and", "#": "hash", "%": "percent", "+": "plus", ":": "colon",
    "~": "tilde",
}  # fmt: skip

_GAP = r"[ \u00a0\u202f.-]"
_INTERNATIONAL = re.compile(
    rf"(?<![\w+])\+\d{{1,3}}(?:{_GAP}?\(\d{{1,5}}\))?(?:{_GAP}?\d{{1,7}}){{1,8}}(?!\d)"
)
_WITH_AREA = re.compile(
    rf"(?<![\w+])(?:[18]{_GAP}?)?\(0?\d{{2,5}}\){_GAP}?\d{{2,4}}(?:{_GAP}\d{{2,4}}){{1,4}}(?!\d)"
)
_FROM_ZERO = re.compile(r"(?<![\w.,/+-])0\d{2,4} \d{3,4}(?: \d{3,4})?(?![\d.,]*\d)")
_HYPHENED = re.compile(
    r"(?<![\w.,/+-])(?:\d-)?(?:\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|\d{2,3}-\d{2}-\d{2})(?![\d-])"
)
_CATALOGUE = re.compile(r"(?<![\w.,/+-])\d{1,7}(?:-\d{1,7}){3,12}(?:-[Xx])?(?![\w-])")
_DIGITS = re.compile(r"\d+")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 18


def in_words(text: str) -> str:
    """The text with its web and e-mail addresses part by part, signs in words."""
    return addresses_in_words(text, _SIGNS)


def dialled(text: str) -> str:
    """The text with telephone and catalogue numbers digit by digit, in their groups."""
    for numbers in (_INTERNATIONAL, _WITH_AREA, _FROM_ZERO, _HYPHENED, _CATALOGUE):
        text = numbers.sub(_in_digits, text)
    return text


def _in_digits(found: re.Match[str]) -> str:
    groups = _DIGITS.findall(found[0])
    if not _FEWEST_DIGITS <= sum(map(len, groups)) <= _MOST_DIGITS:
        return found[0]
    said = ", ".join(" ".join(group) for group in groups)
    check = ", X" if found[0][-1] in "xX" else ""
    return ("plus " if found[0].startswith("+") else "") + said + check
