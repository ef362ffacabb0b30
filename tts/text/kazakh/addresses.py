"""Addresses that are typed or dialled: of the web, of e-mail, of a telephone.

"https://" goes unsaid, and a slash at the end; nobody needs them to type the address again.
"""

import re

_WEB = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s<>«»\"”]{1,2000}"
    r"|(?<![\w@./-])[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){0,6}"
    r"\.(?:kz|ru|com|org|net|edu|gov|info|io|uk)(?:/[^\s<>«»\"”]{0,2000})?(?![\w@])"
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_CLOSING = ".,;:!?)]}…"
_SCHEME = re.compile(r"https?://")
_SIGNS = {
    ".": "нүкте", "/": "қиғаш сызық", "@": "ит белгісі", "-": "сызықша", "_": "астын сызу",
    "?": "сұрақ белгісі", "=": "тең", "&": "және", "#": "тор", "%": "пайыз", "+": "плюс",
    ":": "қос нүкте", "~": "толқын",
}  # fmt: skip
_PART = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")

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
    if "@" in text:
        text = _MAIL.sub(lambda found: _spelt(found[0]), text)
    if "." in text or "://" in text:
        text = _WEB.sub(lambda found: _spelt(found[0]), text)
    return text


def _spelt(address: str) -> str:
    bare = address.rstrip(_CLOSING)
    closing = address[len(bare) :]
    bare = _SCHEME.sub("", bare).rstrip("/")
    words = [_SIGNS.get(part, part) for part in _PART.findall(bare)]
    spoken = [word for word in words if word[0].isalnum()]
    return " ".join(spoken) + closing


def grouped(text: str) -> str:
    """The text with telephone and catalogue numbers cut into groups, with a rest between them."""
    text = _SPACED_TELEPHONE.sub(lambda found: _dialled(found[1], found.groups()[1:]), text)
    text = _TELEPHONE.sub(lambda found: _dialled(found[1], found.groups()[1:]), text)
    return _GROUPS.sub(lambda found: found[0].replace("-", ", "), text)


def _dialled(plus: str | None, groups: tuple[str | None, ...]) -> str:
    return ("плюс " if plus else "") + ", ".join(group for group in groups if group)
