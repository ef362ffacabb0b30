"""Initials of a name, in the names of their letters: А. С. Пушкин, Ж.-Ж. Руссо."""

import re

from tts.text.russian.letters import CAPITAL, GAP, SMALL, letter_name
from tts.text.russian.stops import ends_sentence, stop_at

_ONE_INITIAL = rf"[{CAPITAL}]{{1}}[{SMALL}]?\."
_BEFORE_SURNAME = re.compile(
    rf"([{CAPITAL}](?<![\w.].)[{SMALL}]?\.(?:(?:{GAP}?|-){_ONE_INITIAL}){{0,2}})"
    rf"(?={GAP}?[{CAPITAL}][{SMALL}]|{GAP}?д[’'][{CAPITAL}])"
)
_AFTER_SURNAME = re.compile(
    rf"([{CAPITAL}](?<=[{SMALL}]{GAP}.)\.(?:{GAP}?{_ONE_INITIAL}){{1,2}})(?!\w)"
)
_SURNAME_BEFORE = re.compile(
    rf"[{CAPITAL}][{SMALL}]+(?:ов|ев|ёв|ин|ын|ова|ева|ина|ский|цкий|ская|енко|ук|юк|ян){GAP}\Z"
)
_LONE = re.compile(rf"([{CAPITAL}](?<![\w.].))\.(?={GAP}?:|{GAP}[{SMALL}]{{1,30}}(?![{SMALL}.]))")


def name_initials(text: str) -> str:
    """The text with initials in the names of their letters.

    Their full stops go, because a voice rests at each; one that ends the text stays.
    """
    text = _BEFORE_SURNAME.sub(lambda found: _initials(found, is_behind=False), text)
    text = _AFTER_SURNAME.sub(lambda found: _initials(found, is_behind=True), text)
    return _LONE.sub(lambda found: letter_name(found[1]), text)


def _initials(found: re.Match[str], *, is_behind: bool) -> str:
    if not is_behind and ends_sentence(found.string, found.end()):  # в группе А. Потом
        return found[0]
    words = " ".join(
        _initial(part.strip(" \u00a0\u2009\u202f-")) for part in found[1].split(".")[:-1]
    )
    if found[1].count(".") > 1 and _SURNAME_BEFORE.search(found.string[: found.start()][-30:]):
        return words + "."  # Иванов А. А. История края
    if is_behind:
        return words + stop_at(found.string, found.end())
    return words if found.string[found.end()].isspace() else words + " "


def _initial(part: str) -> str:
    """И is doubled, because a voice reads it alone as "and"."""
    if len(part) > 1:
        return "джэ" if part == "Дж" else part.lower()
    return "ии" if part == "И" else letter_name(part)
