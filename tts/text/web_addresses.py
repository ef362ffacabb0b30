"""Addresses of the web and of e-mail, part by part, with their signs in a language's words.

"https://" goes unsaid, and a slash at the end; nobody needs them to type the address again.
"""

import re
from collections.abc import Mapping

_WEB = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s<>«»\"”]{1,2000}"
    r"|(?<![\w@./-])[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){0,6}"
    r"\.(?:kz|ru|com|org|net|edu|gov|info|io|uk)(?:/[^\s<>«»\"”]{0,2000})?(?![\w@])"
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_CLOSING = ".,;:!?)]}…’'"
_SCHEME = re.compile(r"https?://")
_PART = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")


def addresses_in_words(text: str, signs: Mapping[str, str]) -> str:
    """The text with its addresses spelt out; `signs` has the words for ./@-_?=&#%+:~."""
    if "@" in text:
        text = _MAIL.sub(lambda found: _spelt(found[0], signs), text)
    if "." in text or "://" in text:
        text = _WEB.sub(lambda found: _spelt(found[0], signs), text)
    return text


def _spelt(address: str, signs: Mapping[str, str]) -> str:
    bare = address.rstrip(_CLOSING)
    closing = address[len(bare) :]
    bare = _SCHEME.sub("", bare).rstrip("/")
    words = [signs.get(part, part) for part in _PART.findall(bare)]
    return " ".join(word for word in words if word[0].isalnum()) + closing
