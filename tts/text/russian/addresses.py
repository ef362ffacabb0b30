"""Addresses that are typed or dialled: of the web, of e-mail, of a telephone; and book numbers."""

import re

from tts.text.russian.letters import GAP
from tts.text.russian.numbers import digits_in_words
from tts.text.web_addresses import addresses_in_words

_SIGNS = {
    ".": "точка", "/": "слэш", "@": "собака", "-": "дефис", "_": "подчёркивание",
    "?": "вопросительный знак", "=": "равно", "&": "амперсанд", "#": "решётка", "%": "процент",
    "+": "плюс", ":": "двоеточие", "~": "тильда",
}  # fmt: skip

_TELEPHONE = re.compile(
    rf"(?<![\w+.,/-])(?:(\+)(\d{{1,3}})(?:{GAP}|-)?|(\d)(?:{GAP}|-))?"
    rf"(?:\((\d{{2,5}})\){GAP}?-?|(\d{{3}})(?:{GAP}|-))?"
    rf"(\d{{2,3}})-(\d{{2}})-(\d{{2}})(?![\d.,]*\d)(?!-\d)"
)
_SPACED_TELEPHONE = re.compile(
    rf"(?<![\w+.,/-])(\+)?([78])(?:{GAP}|-)?\(?(\d{{3}})\)?(?:{GAP}|-)?"
    rf"(\d{{3}})(?:{GAP}|-)?(\d{{2}})(?:{GAP}|-)?(\d{{2}})(?![\d.,-]*\d)"
)
_GROUPS = re.compile(r"(?<![\w.,/-])\d{1,7}(?:-\d{1,7}){2,12}(?:-[XХ])?(?![\d-])")


def in_words(text: str) -> str:
    """The text with its web and e-mail addresses part by part, signs in words."""
    return addresses_in_words(text, _SIGNS)


def grouped(text: str) -> str:
    """The text with telephone and book numbers said in their groups, with a rest between them."""
    text = _SPACED_TELEPHONE.sub(lambda found: _dialled(found[1], found.groups()[1:]), text)
    if "-" not in text:
        return text
    text = _TELEPHONE.sub(lambda found: _dialled(found[1], found.groups()[1:]), text)
    return _GROUPS.sub(lambda found: _dialled(None, tuple(found[0].split("-"))), text)


def _dialled(plus: str | None, groups: tuple[str | None, ...]) -> str:
    """A group of zeros digit by digit, any other as a number."""
    said = (digits_in_words(group) if group.isdigit() else "икс" for group in groups if group)
    return ("плюс " if plus else "") + ", ".join(said)
