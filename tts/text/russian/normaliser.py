"""Russian text as it is spoken: the one entry to this room.

The order matters. Addresses go first, because their full stops and figures mean nothing else;
initials and short forms next, because the number after them takes its case from them; then our
own readings of figures, then the library for what agrees with its noun; capitals come after Roman
numerals, signs last of all.
"""

import re

from tts.text.clean import with_spaces_of
from tts.text.russian import (
    addresses,
    agreement,
    capitals,
    compounds,
    initials,
    places,
    roman,
    short_forms,
    signs,
    tidying,
    titles,
)
from tts.text.russian.counting import bare_ranges_in_words, counted_in_words
from tts.text.russian.dates_times import dates_written_out, hours_in_words, years_in_words
from tts.text.russian.left_over import with_numbers_mended, with_stop_of, without_digits
from tts.text.russian.letters import LETTER
from tts.text.russian.library import numbers_in_words
from tts.text.russian.numbering import millennia_written_out, numbering_in_words

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
        return with_spaces_of(shown, signs.left_signs_in_words(text))
    text = addresses.in_words(roman.latin_letters(text))
    text = initials.name_initials(places.cities_of_print_in_full(text))
    text = _names_written_out(millennia_written_out(text))
    if _NUMBER.search(text) or _NUMERAL.search(text):
        text = _numbers_in_words(text)
    text = capitals.name_capitals(short_forms.left_in_full(text))
    return with_spaces_of(shown, signs.left_signs_in_words(text))


def _names_written_out(text: str) -> str:
    text = agreement.in_full(titles.in_full(places.in_full(text)))
    return short_forms.in_full(text)


def _is_plain(text: str) -> bool:
    """Whether there is nothing to do, as in most sentences."""
    return not (
        _PLAIN.match(text) is None
        or _CAPITALS.search(text)
        or short_forms.may_stand_in(text)
        or places.may_stand_in(text)
    )


def _numbers_in_words(text: str) -> str:
    written = text
    text = addresses.grouped(years_in_words(dates_written_out(text)))
    text = hours_in_words(tidying.without_groups(text))
    text = compounds.fractions_in_words(tidying.powers_in_words(text))
    text = numbering_in_words(roman.ordinals_in_words(signs.measures_ready(text)))
    text = compounds.compounds_in_words(counted_in_words(text))
    text = bare_ranges_in_words(text)
    text = signs.calculations_in_words(text)
    text = tidying.zeros_and_points_in_words(text)
    text = roman.left_in_words(numbers_in_words(text))
    return with_stop_of(written, with_numbers_mended(without_digits(text)))
