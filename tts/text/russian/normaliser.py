"""Russian text as it is spoken: the one entry to this room.

The order matters. Addresses go first, because their full stops and figures mean nothing else;
initials and short forms next, because the number after them takes its case from them; then our
own readings of figures, then the library for what agrees with its noun; capitals come after Roman
numerals, signs last of all.
"""

import re

from tts.text.russian import addresses, compounds, letters, roman, short_forms, signs, tidying
from tts.text.russian.dates_times import dates_written_out, hours_in_words, years_in_words
from tts.text.russian.left_over import with_numbers_mended, with_stop_of, without_digits
from tts.text.russian.letters import LETTER
from tts.text.russian.library import numbers_in_words
from tts.text.russian.numbering import numbering_in_words

_PLAIN = re.compile(rf"(?![^.]*[.][^.])[{LETTER}\s.,:;!?()«»\"'’“”„…—–-]*\Z")
_CAPITALS = re.compile(r"[А-ЯЁ]{2}")
_NUMBER = re.compile(r"[\d½¼¾⅐-⅞]")
_NUMERAL = re.compile(r"(?<![^\W\d_])[IVX]+(?![^\W\d_])")


def spoken_russian(text: str) -> str:
    """The text in the words of a reader on the radio. No digit is left; ends keep their spaces.

    Takes a sentence of any length; foreign words in Latin letters stay, Kazakh letters too. Text
    that is all signs gives "". Never fails; what it does not know it leaves as it is.
    """
    shown, text = text, tidying.tidied(text)
    if _is_plain(text):
        return signs.with_spaces_of(shown, signs.left_signs_in_words(text))
    text = letters.name_initials(addresses.in_words(roman.latin_letters(text)))
    text = short_forms.in_full(short_forms.before_numbers(text))
    if _NUMBER.search(text) or _NUMERAL.search(text):
        text = _numbers_in_words(text)
    text = letters.name_capitals(short_forms.left_in_full(text))
    return signs.with_spaces_of(shown, signs.left_signs_in_words(text))


def _is_plain(text: str) -> bool:
    """Whether there is nothing to do, as in most sentences."""
    return not (
        _PLAIN.match(text) is None or _CAPITALS.search(text) or short_forms.may_stand_in(text)
    )


def _numbers_in_words(text: str) -> str:
    written = text
    text = addresses.grouped(years_in_words(dates_written_out(text)))
    text = hours_in_words(tidying.without_groups(text))
    text = compounds.fractions_in_words(tidying.powers_in_words(text))
    text = numbering_in_words(roman.ordinals_in_words(text))
    text = compounds.compounds_in_words(text)
    text = signs.calculations_in_words(signs.money_behind(text))
    text = tidying.zeros_and_points_in_words(text)
    text = roman.left_in_words(numbers_in_words(text))
    return with_stop_of(written, with_numbers_mended(without_digits(text)))
