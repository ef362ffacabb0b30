"""Whether the full stop of a short form is also the one that ends the sentence."""

import re

from tts.text.abbreviations import abbreviations
from tts.text.russian.letters import GAP, LETTER

CLOSED = re.compile(r"[\s»”\")\]…!?]*\Z")
"""Nothing but what may stand behind the last full stop."""
_STARTERS = "|".join(sorted((word.capitalize() for word in abbreviations("ru").starters), key=len))
_STARTER_NEXT = re.compile(rf"[»”\")]*{GAP}(?:— )?(?:{_STARTERS})(?![{LETTER}])")


def ends_sentence(text: str, at: int) -> bool:
    """Whether text[at:] is nothing, or begins with a word that begins sentences (Потом, Он)."""
    return bool(CLOSED.match(text, at) or _STARTER_NEXT.match(text, at))


def stop_at(text: str, at: int) -> str:
    """The full stop that a short form which ends at `at` leaves behind: "." or nothing."""
    return "." if ends_sentence(text, at) else ""
