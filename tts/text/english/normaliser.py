"""English text as it is spoken: the one entry to this room.

The order matters. Addresses go first, because their full stops and figures mean nothing else; then
Roman numerals, dates and hours, money and measures, each of which knows its figures by what stands
beside them; ranges and signs come last. Numbers that no rule took stay in figures: an English
voice reads 51,900 and 3.14 well.
"""

import re

from tts.text.clean import with_spaces_of
from tts.text.english import addresses, dates_times, measures, roman, signs, tidying
from tts.text.english.abbreviations import ends_in_short_form, in_full
from tts.text.english.letters import name_initials

_PLAIN = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ɏ\s,;:!?()\"'“”‘’«»…—–-]*(?:\.[\s»”\")\]’'…!?]*)?\Z"
)  # one full stop, at the end
_TELLING = re.compile(
    r"\b(?:[IVX]{2,}|[ivx]{2,}|M[MCDLXVI]{3,}|Mx|Ms|Messrs|Mt|St|Revd|Prof|Capt|Lt|Sgt|Cpl|Col|Gen"
    r"|vs?|[A-Z][\w’']* [IVX])\b|-{3}|—{2}"
)
_DIGIT = re.compile(r"[\d½¼¾⅐-⅞]")


def spoken_english(text: str) -> str:
    """The text in the words of a reader; ends keep their spaces.

    Takes a sentence of any length. Text that is all signs gives "". Never fails; what it does not
    know it leaves as it is.
    """
    if _PLAIN.match(text) and not _TELLING.search(text) and not ends_in_short_form(text):
        return text if text.strip() else ""
    shown, text = text, tidying.tidied(text)
    text = addresses.in_words(text)
    text = roman.in_figures(text)
    text = _numbers_in_words(text) if _DIGIT.search(text) else in_full(text)
    text = signs.calculations_in_words(text)
    text = signs.left_signs_in_words(name_initials(text))
    return with_spaces_of(shown, text)


def _numbers_in_words(text: str) -> str:
    text = tidying.numbers_in_one_run(addresses.dialled(text))
    text = signs.numbering_in_words(in_full(text))
    text = dates_times.hours_in_words(dates_times.dates_in_words(text))
    text = measures.measures_in_words(measures.money_in_words(text))
    return measures.fractions_in_words(text)
