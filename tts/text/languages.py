"""The languages we read aloud with care: their tags, their letters.

Kazakh is written in Cyrillic and in two Latin alphabets (2018 with acutes, 2021 with umlauts);
all three are one language here, "kk". Source: RFC 5646 (BCP 47) for tags, ISO 639 for codes.
"""

import re

KAZAKH = "kk"
RUSSIAN = "ru"
ENGLISH = "en"
KNOWN = (KAZAKH, RUSSIAN, ENGLISH)

CYRILLIC_KAZAKH_ONLY = "әғқңөұүһі"
"""Letters that Kazakh has and Russian has not."""
LATIN_KAZAKH_ONLY = "áǵıńóúýäğñöşūü"
"""Letters of the two Latin Kazakh alphabets that English has not."""
_CYRILLIC_ELSEWHERE = """
    ab av ba be bg bua ce chm cu cv kbd krc kum ky mk mn myv nog os sah sr tg tk tt tyv udm uk
"""
CYRILLIC_ELSEWHERE = frozenset(_CYRILLIC_ELSEWHERE.split())
"""Other languages written in Cyrillic: a book that says it is in one of them is believed."""

_NAMES = {
    KAZAKH: "kk kaz kazakh казахский қазақ қазақша qazaq qazaqşa",
    RUSSIAN: "ru rus russian русский орысша",
    ENGLISH: "en eng english английский ағылшынша",
}
_KNOWN_AS = {name: tag for tag, names in _NAMES.items() for name in names.split()}
_SAYS_NOTHING = frozenset({"und", "mul", "zxx", "mis", "unknown"})
_WELL_FORMED = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z|[xX](?:-[A-Za-z0-9]{1,8})+\Z")
_LONGEST_TAG = 35


def normalized(tag: str) -> str:
    """The tag as we use it: "kk-KZ", "kaz", "KK" and "kk-Latn" are all "kk".

    A tag of a language we do not know is kept as it is, with hyphens. What says nothing ("und"),
    or is no tag at all, gives "", which means that nobody said the language.
    """
    plain = tag.strip().replace("_", "-")
    first = plain.partition("-")[0].casefold()
    if first in _KNOWN_AS:
        return _KNOWN_AS[first]
    if first in _SAYS_NOTHING or len(plain) > _LONGEST_TAG or not _WELL_FORMED.match(plain):
        return ""
    return plain


def is_cyrillic_elsewhere(tag: str) -> bool:
    """Whether the tag names a language, not one of ours, that is written in Cyrillic."""
    primary, *subtags = tag.casefold().split("-")
    return primary in CYRILLIC_ELSEWHERE or "cyrl" in subtags
