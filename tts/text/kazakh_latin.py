"""Kazakh in Latin letters, written again in Cyrillic: no voice here reads the Latin alphabets.

Two are met in books: that of 2018, with acutes (á ǵ ı ń ó ú ý, sh, ch), and that of 2021, with
umlauts (ä ğ ı ñ ö ş ü ū). They give some letters different sounds, so the alphabet is found first.
Source: Decree 637 of the President of Kazakhstan of 19 February 2018; the alphabet approved by the
national commission on 28 January 2021.
"""

import re

_BOTH = {
    "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "j": "ж",
    "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с",
    "t": "т", "v": "в", "w": "у", "x": "кс", "y": "ы", "z": "з",
}  # fmt: skip
_OF_2021 = _BOTH | {
    "ä": "ә", "ğ": "ғ", "ı": "і", "ñ": "ң", "ö": "ө", "ş": "ш", "ü": "ү", "ū": "ұ", "u": "у",
}  # fmt: skip
_OF_2018 = _BOTH | {
    "á": "ә", "ǵ": "ғ", "i": "і", "ń": "ң", "ó": "ө", "ú": "ү", "u": "ұ", "ý": "у",
}  # fmt: skip
_PAIRS_OF_2018 = {"sh": "ш", "ch": "ч"}

_ONLY_2018 = frozenset("áǵńóúý")
_TELLING = frozenset("áǵńóúýäğñöşüūı")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-ɏ]+")
_ROMAN = re.compile(r"[IVX]{1,9}")  # "XX ğasyr" is a number, and no word is spelled so
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_VOWELS = frozenset("аәеоөуұүыі")


def in_cyrillic(text: str) -> str:
    """The text with its Latin Kazakh words in Cyrillic; English words stay as they are.

    Where most of the text is Latin, all its words are taken for Kazakh; among Cyrillic ones only
    a word with a letter that English lacks, or with a q that no u follows.
    """
    words = _LATIN_WORD.findall(text)
    if not any(_is_telling(word) for word in words):
        return text
    letters = "".join(words).lower()
    all_kazakh = len(letters) > len(_CYRILLIC.findall(text))
    is_2018 = not _ONLY_2018.isdisjoint(letters)
    return _LATIN_WORD.sub(
        lambda found: (
            _respelt(found[0], is_2018=is_2018)
            if _is_telling(found[0]) or (all_kazakh and not _ROMAN.fullmatch(found[0]))
            else found[0]
        ),
        text,
    )


def _is_telling(word: str) -> bool:
    """Whether a word alone shows that it is Kazakh."""
    small = _lower(word)
    return not _TELLING.isdisjoint(small) or "q" in small.replace("qu", "")


def _respelt(word: str, *, is_2018: bool) -> str:
    small = _lower(word, undotted_is_2021=not is_2018)
    cyrillic, place = "", 0
    while place < len(small):
        pair = small[place : place + 2]
        if is_2018 and pair in _PAIRS_OF_2018:
            cyrillic += _PAIRS_OF_2018[pair]
            place += 2
            continue
        letter = small[place]
        if letter == ("ı" if is_2018 else "i"):
            cyrillic += "й" if cyrillic[-1:] in _VOWELS else "и"
        else:
            cyrillic += (_OF_2018 if is_2018 else _OF_2021).get(letter, letter)
        place += 1
    return cyrillic.capitalize() if word[:1].isupper() and word[1:].islower() else cyrillic


def _lower(word: str, *, undotted_is_2021: bool = True) -> str:
    """Small letters; in 2021 a capital I is the undotted ı and a capital İ the dotted i."""
    if undotted_is_2021 and not word.isascii():
        word = word.replace("I", "ı")
    return word.replace("İ", "i").lower()
