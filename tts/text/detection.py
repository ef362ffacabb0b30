"""Which language a sentence is in, where the mark-up says nothing.

Made for our three languages and short sentences: a Kazakh letter in a word that is no name decides
at once, otherwise the words vote, and what stands around the sentence (the prior) breaks a tie.
"""

import re

from tts.text.evidence import cyrillic_vote, latin_vote
from tts.text.languages import (
    CYRILLIC_KAZAKH_ONLY,
    ENGLISH,
    KAZAKH,
    KNOWN,
    RUSSIAN,
    is_cyrillic_elsewhere,
)

_LONGEST_WORD = 40
_CYRILLIC_WORD = re.compile(rf"[а-яё{CYRILLIC_KAZAKH_ONLY}ih]{{1,{_LONGEST_WORD}}}", re.IGNORECASE)
_LATIN_WORD = re.compile(rf"[a-zà-öø-ɏ]{{1,{_LONGEST_WORD}}}")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-ɏ]")
_KAZAKH_WORD = re.compile(rf"(?<![\w-])[а-яё{CYRILLIC_KAZAKH_ONLY}]*[{CYRILLIC_KAZAKH_ONLY}]")
"""A word in small letters with a Kazakh one in it. In a capitalised word the letter proves less:
Russian sentences are full of Kazakh names."""
_KAZAKH_LETTER = re.compile(f"[{CYRILLIC_KAZAKH_ONLY}]")
_NAME_VOTE = 2
_CYRILLIC_COUNTS = 3
"""One Cyrillic letter weighs as three Latin ones: a Russian sentence may hold an English title,
while an English voice spells Cyrillic letter by letter."""


def detect(text: str, prior: str) -> str:
    """The language of one sentence: "kk", "ru" or "en", or the prior where that is likelier.

    `prior` is the language of the paragraph or book around it, "" where that is unknown. Text
    without letters, or in a script that is neither Cyrillic nor Latin, has the language of the
    prior. So has text in the script of a prior that is none of ours.
    """
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if not cyrillic and not latin:
        return prior
    if cyrillic * _CYRILLIC_COUNTS >= latin:
        if _KAZAKH_WORD.search(text) and not is_cyrillic_elsewhere(prior):
            return KAZAKH
        return _cyrillic(text, prior)
    return _latin(text, prior)


def main_language(text: str, prior: str) -> str:
    """The language of most of a longer text, a paragraph or a book, where a foreign name or one
    foreign letter decides nothing; otherwise as `detect`."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if not cyrillic and not latin:
        return prior
    return _cyrillic(text, prior) if cyrillic >= latin else _latin(text, prior)


def _cyrillic(text: str, prior: str) -> str:
    if is_cyrillic_elsewhere(prior):
        return prior
    vote = sum(map(_cyrillic_word_vote, _CYRILLIC_WORD.findall(text)))
    vote += (prior == KAZAKH) - (prior == RUSSIAN)
    return KAZAKH if vote > 0 else RUSSIAN


def _cyrillic_word_vote(word: str) -> int:
    small = word.lower()
    if word != small and _KAZAKH_LETTER.search(small):
        return _NAME_VOTE
    return cyrillic_vote(small)


def _latin(text: str, prior: str) -> str:
    if prior and prior not in KNOWN and not is_cyrillic_elsewhere(prior):
        return prior
    vote = sum(map(latin_vote, _LATIN_WORD.findall(text.lower())))
    vote += (prior == KAZAKH) - (prior == ENGLISH)
    return KAZAKH if vote > 0 else ENGLISH
