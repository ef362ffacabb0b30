"""Words as keys: one spelling in plain letters for all the ways in which a word is written.

«Достоевский», «Достоевскій», "Dostoyevsky" and "dostoevskij" have one key, and so have «қазақ»,
«казак» and "qazaq". Keys are for machines: letters a to z and digits, nothing else, so that both
databases cut them alike. ш and щ become w, ц q, ч c, ж j, х h; q, w, x and y are written in
Latin for other sounds, so these letters are free.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST_KEY = 32

_APOSTROPHES = "'’‘ʼʻ`´ʹʺ′"
_INNER_APOSTROPHE = re.compile(rf"(?<=[^\W\d_])[{_APOSTROPHES}]+(?=[^\W\d_])|[ʹʺʼʻ]")
_WORD = re.compile(r"[^\W_]+")
_MAY_BE_A_MARK = re.compile(r"[^\0-\u02ff\u0370-\u0482\u048a-\u0590\u2000-\u206f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[a-z\u00df-\u024f\u0259\u1e00-\u1eff]")

_CYRILLIC_KEYS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "q", "ч": "c", "ш": "w", "щ": "w",
    "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
    "ґ": "g", "є": "e", "ї": "i", "ў": "u", "ѣ": "e", "ѳ": "f", "ѵ": "i", "җ": "j", "ҥ": "n",
    "ҳ": "h", "ҷ": "c", "ӣ": "i", "ӯ": "u", "ј": "j", "ѓ": "g", "ќ": "k", "ђ": "d", "ћ": "c",
    "љ": "l", "њ": "n", "џ": "j", "ӏ": "",
}  # fmt: skip
_LOOKALIKES = str.maketrans("aceopxykmtbhi", "асеорхукмтвні")
"""Latin letters among Cyrillic ones in one word: typed so by mistake, and seen by nobody."""

_ANY_LATIN = {
    "shch": "w", "sch": "w", "şç": "w", "ştş": "w", "šč": "w", "tch": "c", "tsh": "c", "tş": "c",
    "sh": "w", "zh": "j", "kh": "h", "ch": "c", "ph": "f", "gh": "g", "ck": "k",
    "š": "w", "ş": "w", "ș": "w", "ŝ": "w", "č": "c", "ç": "c", "ž": "j", "ə": "a", "æ": "ae",
    "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n",
    "q": "k", "w": "v", "x": "ks", "y": "i", "c": "k",
}  # fmt: skip
_RUSSIAN_LATIN = _ANY_LATIN | {"shh": "w", "j": "i", "c": "q", "x": "h", "â": "ia", "û": "iu"}
_KAZAKH_LATIN = _ANY_LATIN | {"ng": "n", "w": "u", "ý": "u", "x": "h", "c": "q"}

_DOUBLED = re.compile(r"([a-z])\1+")
_SOFT_E = re.compile(r"ie|io")

_BACK = {
    "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "e": "е", "j": "ж", "z": "з", "i": "и",
    "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т",
    "u": "у", "f": "ф", "h": "х", "q": "ц", "c": "ч", "w": "ш",
    "iia": "ия", "iiu": "ию", "ia": "я", "iu": "ю", "ii": "ий",
}  # fmt: skip
_BACK_SIGNS = re.compile("iia|iiu|ia|iu|ii|.")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, marks of stress and apostrophes gone.

    «O'Генри» is one word; letters written as a letter and a mark are put together first.
    """
    text = _INNER_APOSTROPHE.sub("", text).replace("№", " ")
    composed = unicodedata.normalize("NFKC", text).casefold()
    composed = unicodedata.normalize("NFC", composed)
    if _MAY_BE_A_MARK.search(composed):
        composed = "".join(c for c in composed if not unicodedata.category(c).startswith("M"))
    return _WORD.findall(composed)


def pieces_of(text: str) -> list[str]:
    """What stands on both sides of an apostrophe («О'Генри»: «генри»), without single letters."""
    return [
        piece
        for whole in text.split()
        if _INNER_APOSTROPHE.search(whole)
        for piece in words_of(re.sub(f"[{_APOSTROPHES}]", " ", whole))
        if len(piece) > 2
    ]


def is_cyrillic(word: str) -> bool:
    """Whether a word in small letters has a Cyrillic letter."""
    return _CYRILLIC.search(word) is not None


def cyrillic_key(word: str) -> str:
    """A Cyrillic word in plain letters, not yet shortened by `finished`."""
    if _LATIN.search(word):
        word = word.translate(_LOOKALIKES)
    return "".join(_CYRILLIC_KEYS.get(c) if c in _CYRILLIC_KEYS else _plain(c) for c in word)  # type: ignore[misc]


def latin_keys(word: str) -> list[str]:
    """A Latin word in plain letters, not yet shortened: as it stands, as Russian, as Kazakh.

    In English and in no other way first; j is ж in Kazakh and й in Russian, c is ц there.
    """
    return list(dict.fromkeys(spell(word) for spell in (any_latin, russian_latin, kazakh_latin)))


def any_latin(word: str) -> str:
    """A Latin word as it is spelled in no special way."""
    return _spelled(word, _ANY_LATIN, _ANY_SIGNS)


def russian_latin(word: str) -> str:
    """A Latin word taken for Russian: ISO 9, the passport's way, and what people type."""
    return _spelled(word, _RUSSIAN_LATIN, _RUSSIAN_SIGNS)


def kazakh_latin(word: str) -> str:
    """A Latin word taken for Kazakh: the alphabets of 2018 and 2021, and what people type."""
    return _spelled(word, _KAZAKH_LATIN, _KAZAKH_SIGNS)


def finished(key: str) -> str:
    """The key shortened: doubled letters once, the many spellings of е and ё as one, тс as ц."""
    short = _DOUBLED.sub(r"\1", key.replace("ts", "q"))
    short = _DOUBLED.sub(r"\1", _SOFT_E.sub("e", short))
    return short[:LONGEST_KEY] if len(short) > 1 else key[:2]


def in_cyrillic(key: str) -> str:
    """An unfinished key as a Russian word, near enough to find its stem."""
    return _BACK_SIGNS.sub(lambda sign: _BACK.get(sign[0], sign[0]), key)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """One letter of any script: without its marks, or else its number."""
    if letter.isascii() and letter.isalnum():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _CYRILLIC_KEYS:
        return _CYRILLIC_KEYS[base]
    return base if base.isascii() and base.isalnum() else f"x{ord(letter):x}"


def _signs(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join([*sorted(table, key=len, reverse=True), "."]), re.DOTALL)


_ANY_SIGNS, _RUSSIAN_SIGNS, _KAZAKH_SIGNS = map(_signs, (_ANY_LATIN, _RUSSIAN_LATIN, _KAZAKH_LATIN))


def _spelled(word: str, table: dict[str, str], signs: re.Pattern[str]) -> str:
    def key(sign: re.Match[str]) -> str:
        known = table.get(sign[0])
        if known is not None:
            return known
        base = _plain(sign[0])
        return table.get(base, base)

    return signs.sub(key, word)
