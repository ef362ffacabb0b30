"""Cyrillic words in an English sentence: an English voice would spell them letter by letter."""

import re

from tts.text.detection import detect
from tts.text.languages import ENGLISH

_CYRILLIC_WORDS = re.compile(r"[Ѐ-ӿ][Ѐ-ӿ\d'’-]*(?:[\s.,;:!?…—–-]+[Ѐ-ӿ][Ѐ-ӿ\d'’-]*)*")


def by_script(text: str, language: str) -> list[tuple[str, str]]:
    """The text in pieces, each with its language: an English text is parted where the letters
    change, any other is one piece, because Russian and Kazakh voices read Latin words too."""
    if language.partition("-")[0] != ENGLISH:
        return [(text, language)]
    pieces, place = [], 0
    for found in _CYRILLIC_WORDS.finditer(text):
        if text[place : found.start()]:
            pieces.append((text[place : found.start()], language))
        pieces.append((found[0], detect(found[0], "")))
        place = found.end()
    if text[place:] or not pieces:
        pieces.append((text[place:], language))
    return pieces
