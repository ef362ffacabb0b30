"""Initials, and where a full stop ends the text."""

import re

CLOSED = re.compile(r"[\s»”\")\]’'…!?]*\Z")
"""Nothing but what may stand behind the last full stop."""
_INITIALS = re.compile(
    r"(?<![\w.'’-])((?:[A-Z]\.[ \u00a0\u202f-]?){1,4})(?=[A-Z][a-zé’']{1,30}|[A-Z]{3,}\b)"
)
_AFTER_SURNAME = re.compile(r"(?<=[a-z], )((?:[A-Z]\.[ \u00a0]?){1,4})(?![\w.])")
_LETTERED = re.compile(
    r"\b(?:[Pp]lan|[Vv]itamin|[Tt]ype|[Cc]lass|[Gg]rade|[Gg]roup|Section|Appendix|Part|Figure|Table"
    r"|[Pp]oint|Option|Platform|Block|Unit|Room|Exhibit|Schedule) \Z"
)
_NEARBY_CHARACTERS = 30
_NOT_INITIALS = frozenset({"I."})
_DOTTED_LETTERS = re.compile(r"(?<![\w.])((?:[A-Z]\.){2,6})(?!\w)")


def text_before(found: re.Match[str]) -> str:
    """The few characters before a match: no more, so that reading stays linear."""
    return found.string[max(0, found.start() - _NEARBY_CHARACTERS) : found.start()]


def name_initials(text: str) -> str:
    """The text with initials without their full stops, at each of which a voice would rest.

    An A is written as it sounds, because a voice takes it for the article.
    """
    text = _INITIALS.sub(lambda found: _initials(found, after=" "), text)
    text = _AFTER_SURNAME.sub(lambda found: _initials(found, after=""), text)
    return _DOTTED_LETTERS.sub(_letters, text)


def _initials(found: re.Match[str], *, after: str) -> str:
    letters = [part.strip(" \u00a0\u202f-") for part in found[1].split(".")[:-1]]
    if found[1].strip() in _NOT_INITIALS or _LETTERED.search(text_before(found)):
        return found[0]
    words = " ".join("Eh" if letter == "A" else letter for letter in letters)
    if after:
        return words + after
    stop = "." if CLOSED.match(found.string, found.end()) else ""
    return words + stop + " " * found[1][-1].isspace()


def _letters(found: re.Match[str]) -> str:
    """U.S., B.C., S.S.W. without the last full stop, unless it ends the text."""
    return found[1][:-1] + "." * bool(CLOSED.match(found.string, found.end()))
