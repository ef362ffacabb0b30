"""Characters as they are shown and spoken: composed, visible, with single spaces."""

import re
import unicodedata

_DROPPED = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls; the rest of them are white space
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, byte order mark
    "\ud800-\udfff\ufffe\uffff"  # halves of a character, and none at all: no file can hold them
    "]+"
)
_SPACES = re.compile(r"[^\S \u00a0\u202f]\s*|[ \u00a0\u202f]\s+")
_SPOKEN = re.compile(r"[^\W_]")


def clean(text: str) -> str:
    """The text as it is shown: composed (NFC), without invisible signs, white space folded.

    A run of white space becomes one space, also at either end; a single no-break space between
    characters stays, because it holds a number or a name together ("12 345").
    Joiners that shape letters (U+200C, U+200D) and marks of direction stay.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    visible = _SPACES.sub(" ", _DROPPED.sub("", text))
    return unicodedata.normalize("NFC", visible)


def is_speakable(text: str) -> bool:
    """Whether there is anything to say: a letter or a digit."""
    return _SPOKEN.search(text) is not None


def with_spaces_of(shown: str, spoken: str) -> str:
    """The spoken text with a space at either end just where the shown one has it."""
    if not spoken.strip():
        return ""
    return " " * shown[:1].isspace() + spoken.strip() + " " * shown[-1:].isspace()
