"""Addresses that are typed or dialled: of the web, of e-mail, of a telephone; and book numbers.

"https://" goes unsaid, and a slash at the end; nobody needs them to type the address again.
"""

import re

from tts.text.russian.letters import GAP
from tts.text.russian.numbers import digits_in_words

_WEB = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s<>«»\"”]{1,2000}"
    r"|(?<![\w@./-])[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){0,6}"
    r"\.(?:kz|ru|com|org|net|edu|gov|info|io|uk)(?:/[^\s<>«»\"”]{0,2000})?(?![\w@])"
    r"|(?<![\w@./-])[а-яё0-9-]{1,63}\.(?:рф|қаз)(?:/[^\s<>«»\"”]{0,2000})?(?![\w@])"
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_CLOSING = ".,;:!?)]}…"
_SCHEME = re.compile(r"https?://")
_SIGNS = {
    ".": "точка", "/": "слэш", "@": "собака", "-": "дефис", "_": "подчёркивание",
    "?": "вопросительный знак", "=": "равно", "&": "амперсанд", "#": "решётка", "%": "процент",
    "+": "плюс", ":": "двоеточие", "~": "тильда",
}  # fmt: skip
_PART = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")

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
    """The text with its addresses and dialled numbers part by part, signs in words."""
    if "@" in text:
        text = _MAIL.sub(lambda found: _spelt(found[0]), text)
    if "." in text or "://" in text:
        text = _WEB.sub(lambda found: _spelt(found[0]), text)
    return text


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


def _spelt(address: str) -> str:
    bare = address.rstrip(_CLOSING)
    closing = address[len(bare) :]
    bare = _SCHEME.sub("", bare).rstrip("/")
    words = (_word(part) for part in _PART.findall(bare))
    return " ".join(word for word in words if word[0].isalnum()) + closing


def _word(part: str) -> str:
    if part.isascii() and part.isdigit():
        return digits_in_words(part)
    return _SIGNS.get(part, part)
