"""Kazakh text as it is spoken: the one entry to this room.

The order matters. Addresses go first, because their full stops and figures mean nothing else; then
whatever is figures in disguise becomes figures (Roman numerals, dates, hours); then every number
is read by what stands behind it; short forms come after the numbers that they lean on.
"""

import re

from tts.text.clean import with_spaces_of
from tts.text.kazakh import addresses, signs, tidying
from tts.text.kazakh.abbreviations import in_full, in_full_before_numbers
from tts.text.kazakh.dates_times import dates_written_out, hours_written_out
from tts.text.kazakh.letters import name_letters
from tts.text.kazakh.measures import money_behind
from tts.text.kazakh.reading import read_numbers
from tts.text.kazakh.roman import in_figures

_DIGIT = re.compile(r"[\d½¼¾⅐-⅞]")


def spoken_kazakh(text: str) -> str:
    """The text in the words of a reader on the radio. No digit is left; ends keep their spaces.

    Takes a sentence in Cyrillic, of any length; foreign words in Latin letters stay. Text that
    is all signs gives "". Never fails; what it does not know it leaves as it is.
    """
    shown, text = text, tidying.tidied(text)
    text = addresses.in_words(text)
    text = in_figures(text)
    if _DIGIT.search(text):
        text = _numbers_in_words(text)
    text = name_letters(in_full(text))
    text = tidying.without_signs_of_softness(signs.left_signs_in_words(text))
    return with_spaces_of(shown, text)


def _numbers_in_words(text: str) -> str:
    text = addresses.grouped(dates_written_out(text))
    text = hours_written_out(tidying.without_groups(text))
    text = in_full_before_numbers(signs.fractions_in_words(text))
    text = signs.numbering_in_words(money_behind(text))
    return read_numbers(tidying.points_in_words(text))
