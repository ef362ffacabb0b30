"""Words on the keys of a telephone.

Latin letters lie on the keys as ITU-T E.161 has them, Russian ones as on the telephones sold here
(АБВГ on 2 … ЬЭЮЯ on 9); a Kazakh letter lies on the key of the Russian letter from which it is
made, so that nobody needs to know more than the print on the keys: ә with а, қ with к, і with и.
A network whose readers know their letters otherwise says so: access.search.layout.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from access.search.errors import BadKeypad

SHORTEST, LONGEST = 3, 24
KEYS = "23456789"
"""On 0 a person is reached, 1 is no letter on any telephone."""
ALPHABETS = "abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
"""Every letter that has to lie on a key: English, Russian, Kazakh."""

_USUAL = {
    "2": "abc абвг әғґ",
    "3": "def деёжз җє",
    "4": "ghi ийкл іқїј",
    "5": "jkl мноп ңө",
    "6": "mno рсту ұүў",
    "7": "pqrs фхцч һҳ",
    "8": "tuv шщъы",
    "9": "wxyz ьэюя",
}
_SPELLED = {
    "ə": "a", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d",
}  # fmt: skip
"""Letters that lie nowhere and have no sign to be taken off: pressed as these."""


@dataclass(frozen=True, slots=True)
class Keypad:
    """Which letters lie on which keys; made by `keypad_of`, which compares them."""

    letters: Mapping[str, str]
    """By key, small letters without blanks."""
    _key_of: Mapping[str, str] = field(repr=False, compare=False)

    def digits_of(self, word: str) -> str:
        """The keys of a word in small letters; digits are themselves, other signs have no key."""
        return "".join(map(self._key, word))

    def _key(self, letter: str) -> str:
        key = self._key_of.get(letter)
        if key:
            return key
        if letter in _SPELLED:
            return "".join(self._key_of.get(one, "") for one in _SPELLED[letter])
        if letter.isdecimal():
            return str(unicodedata.decimal(letter))
        base = unicodedata.normalize("NFD", letter)[0]
        return self._key_of.get(base, "")


def keypad_of(table: Mapping[str, object]) -> Keypad:
    """A layout as it is written down: {"2": "abc абвг әғ", …}; blanks count for nothing.

    Raises BadKeypad where a key is none, a letter is none or lies twice, or one of the three
    alphabets lies nowhere.
    """
    key_of: dict[str, str] = {}
    letters: dict[str, str] = {}
    for key, row in sorted(table.items()):
        if key not in KEYS or len(key) != 1:
            raise BadKeypad("no_such_key", key)
        if not isinstance(row, str):
            raise BadKeypad("no_letters", key)
        letters[key] = "".join(unicodedata.normalize("NFC", row).lower().split())
        for letter in letters[key]:
            if not letter.isalpha():
                raise BadKeypad("no_letter", letter)
            if letter in key_of:
                raise BadKeypad("twice", letter)
            key_of[letter] = key
    for letter in ALPHABETS:
        if letter not in key_of:
            raise BadKeypad("missing", letter)
    return Keypad(letters, key_of)


USUAL = keypad_of(_USUAL)


def digits_of(word: str) -> str:
    """The keys of a word where letters lie as usual."""
    return USUAL.digits_of(word)
