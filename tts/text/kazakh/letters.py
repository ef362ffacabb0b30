"""The Kazakh letters, what they are called, and short forms that are said letter by letter.

Only the initials of a name and a capital short form without a vowel, or with one at its end, are
said so (ҚХР, БҚО); any other ("АҚШ") is read as a word, as on the radio.
"""

import re

from tts.text.kazakh.endings import with_ending

LETTER = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІ"
SMALL = "а-яёәғқңөұүһі"
HYPHEN = "[-‐‑–]"

_NAMES = {
    "Б": "бе", "В": "ве", "Г": "ге", "Ғ": "ға", "Д": "де", "Ж": "же", "З": "зе", "Й": "йот",
    "К": "ка", "Қ": "қа", "Л": "эл", "М": "эм", "Н": "эн", "Ң": "ың", "П": "пе", "Р": "эр",
    "С": "эс", "Т": "те", "Ф": "эф", "Х": "ха", "Һ": "һа", "Ц": "це", "Ч": "че", "Ш": "ша",
    "Щ": "ща",
}  # fmt: skip

_MORE_INITIALS = rf"[{SMALL}]?\.(?:[ \u00a0\u202f]?[{CAPITAL}]\.){{0,2}}"
_BEFORE_SURNAME = re.compile(
    rf"([{CAPITAL}](?<![\w.].){_MORE_INITIALS})"
    rf"(?=[ \u00a0\u202f]?[{CAPITAL}][{SMALL}])"
)
_AFTER_SURNAME = re.compile(rf"([{CAPITAL}](?<=[{SMALL}][ \u00a0\u202f].){_MORE_INITIALS})(?!\w)")
CLOSED = re.compile(r"[\s»”\")\]…!?]*\Z")
"""Nothing but what may stand behind the last full stop."""
_CONSONANT = f"[{''.join(_NAMES)}]"
_SPELT = re.compile(
    rf"({_CONSONANT}(?<!\w.){_CONSONANT}{{1,5}}[АОӨУҰІ]?)(?!\w)"
    rf"(?:{HYPHEN}([{SMALL}]+)(?![{LETTER}]))?"
)


def letter_name(letter: str) -> str:
    """What a capital letter is called; a vowel is called by its sound, and stays."""
    return _NAMES.get(letter, letter)


def name_letters(text: str) -> str:
    """The text with initials and vowelless capital short forms in the names of their letters.

    The full stops of initials go, because a voice rests at each; one that ends the text stays.
    """
    if "." in text:
        text = _BEFORE_SURNAME.sub(lambda found: _initials(found, stop=False), text)
        text = _AFTER_SURNAME.sub(lambda found: _initials(found, stop=True), text)
    return _SPELT.sub(_spelt, text)


def _initials(found: re.Match[str], *, stop: bool) -> str:
    parts = [part.strip() for part in found[1].split(".")[:-1]]
    words = " ".join(map(_initial, parts))
    if not stop:
        return words if found.string[found.end()].isspace() else words + " "
    return words + "." * bool(CLOSED.match(found.string, found.end()))


def _initial(part: str) -> str:
    """One letter, or two that write one sound: Дж."""
    if part == "Дж":
        return "дже"
    is_said = len(part) > 1 and part[1] in "аәеёиоөуұүыіэюя"
    return part if is_said else " ".join(map(letter_name, part))


def _spelt(found: re.Match[str]) -> str:
    words = " ".join(map(letter_name, found[1])).lower()
    if found[2] is None:
        return words
    return with_ending(words, found[2]) or f"{words} {found[2]}"
