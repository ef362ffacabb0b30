"""Words on the keys of a telephone.

Latin letters lie on the keys as ITU-T E.161 has them, Russian ones as on the telephones sold here
(АБВГ on 2 … ЬЭЮЯ on 9); a Kazakh letter lies on the key of the Russian letter from which it is
made, so that nobody needs to know more than the print on the keys: ә with а, қ with к, і with и.
"""

import unicodedata

SHORTEST, LONGEST = 3, 24

_KEYS = {
    "2": "abc абвг әғґ",
    "3": "def деёжз җє",
    "4": "ghi ийкл іқїј",
    "5": "jkl мноп ңө",
    "6": "mno рсту ұүў",
    "7": "pqrs фхцч һҳ",
    "8": "tuv шщъы",
    "9": "wxyz ьэюя",
}
_KEY_OF = {letter: key for key, letters in _KEYS.items() for letter in letters if letter != " "}
_OTHERS = {"ə": "2", "ı": "4", "ß": "77", "æ": "23", "œ": "63", "ø": "6", "ł": "5", "đ": "3"}


def digits_of(word: str) -> str:
    """The keys of a word in small letters; digits are themselves, other signs have no key."""
    return "".join(map(_key, word))


def _key(letter: str) -> str:
    key = _KEY_OF.get(letter) or _OTHERS.get(letter)
    if key:
        return key
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    base = unicodedata.normalize("NFD", letter)[0]
    return _KEY_OF.get(base, "")
