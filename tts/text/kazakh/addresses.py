"""Addresses that are typed or dialled: of the web, of e-mail, of a telephone."""

import re

from tts.text.web_addresses import addresses_in_words

_SIGNS = {
    ".": "нүкте", "/": "қиғаш сызық", "@": "ит белгісі", "-": "сызықша", "_": "астын сызу",
    "?": "сұрақ белгісі", "=": "тең", "&": "және", "#": "тор", "%": "пайыз", "+": "плюс",
    ":": "қос нүкте", "~": "толқын",
}  # fmt: skip

_TELEPHONE = re.compile(
    r"(?<![\w+.,/-])(?:(\+)(\d{1,3})[ \u00a0-]?|(\d)[ \u00a0-])?"
    r"(?:\((\d{2,5})\)[ \u00a0-]?|(\d{3})[ \u00a0-])?"
    r"(\d{2,3})-(\d{2})-(\d{2})(?![\d.,]*\d)(?!-\d)"
)
_SPACED_TELEPHONE = re.compile(
    r"(?<![\w+.,/-])(\+)?([78])[ \u00a0-]?\(?(\d{3})\)?[ \u00a0-]?"
    r"(\d{3})[ \u00a0-]?(\d{2})[ \u00a0-]?(\d{2})(?![\d.,-]*\d)"
)
_GROUPS = re.compile(r"(?<![\w.,/-])\d{1,7}(?:-\d{1,7}){2,12}(?![\d-])")


def in_words(text: str) -> str:
    """The text with its web and e-mail addresses part by part, signs in words."""
    return addresses_in_words(text, _SIGNS)


def grouped(text: str) -> str:
    """The text with telephone and catalogue numbers cut into groups, with a rest between them."""
    text = _SPACED_TELEPHONE.sub(lambda found: _dialled(found[1], found.groups()[1:]), text)
    text = _TELEPHONE.sub(lambda found: _dialled(found[1], found.groups()[1:]), text)
    return _GROUPS.sub(lambda found: found[0].replace("-", ", "), text)


def _dialled(plus: str | None, groups: tuple[str | None, ...]) -> str:
    return ("плюс " if plus else "") + ", ".join(group for group in groups if group)
