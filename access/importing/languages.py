"""Codes and names of languages in catalogues, and the tags we know them by.

Sources: MARC Code List for Languages; ISO 639-2; RFC 5646.
"""

import re

_TAGS = {
    "ab": "abk", "af": "afr", "am": "amh", "ar": "ara", "az": "aze", "ba": "bak", "be": "bel",
    "bg": "bul", "bn": "ben", "bs": "bos", "ca": "cat", "ce": "che", "cs": "cze ces", "cv": "chv",
    "cy": "wel cym", "da": "dan", "de": "ger deu", "el": "gre ell", "en": "eng", "eo": "epo esp",
    "es": "spa", "et": "est", "eu": "baq eus", "fa": "per fas", "fi": "fin", "fr": "fre fra",
    "ga": "gle iri", "gl": "glg gag", "he": "heb", "hi": "hin", "hr": "hrv scr", "hu": "hun",
    "hy": "arm hye", "id": "ind", "is": "ice isl", "it": "ita", "ja": "jpn", "ka": "geo kat",
    "kk": "kaz", "ko": "kor", "ku": "kur", "ky": "kir", "la": "lat", "lt": "lit", "lv": "lav",
    "mk": "mac mkd", "mn": "mon", "ms": "may msa", "nb": "nob", "ne": "nep", "nl": "dut nld",
    "nn": "nno", "no": "nor", "os": "oss", "pl": "pol", "ps": "pus", "pt": "por",
    "ro": "rum ron mol", "ru": "rus", "sa": "san", "sk": "slo slk", "sl": "slv", "sq": "alb sqi",
    "sr": "srp scc", "sv": "swe", "tg": "tgk taj", "th": "tha", "tk": "tuk", "tr": "tur",
    "tt": "tat tar", "ug": "uig", "uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie", "yi": "yid",
    "zh": "chi zho",
}  # fmt: skip
_NAMES = {
    "kk": "kazakh казахский қазақ қазақша qazaq",
    "ru": "russian русский орысша орыс",
    "en": "english английский ағылшынша ағылшын",
    "de": "german немецкий неміс",
    "fr": "french французский француз",
    "uz": "uzbek узбекский өзбек",
    "ky": "kyrgyz киргизский кыргызский қырғыз",
    "ug": "uyghur уйгурский ұйғыр",
    "tr": "turkish турецкий түрік",
    "uk": "ukrainian украинский украин",
    "ko": "korean корейский кәріс",
    "tt": "tatar татарский татар",
}
MANY = "mul"
_KNOWN = {code: tag for tag, codes in _TAGS.items() for code in (tag, *codes.split())}
_KNOWN |= {name: tag for tag, names in _NAMES.items() for name in names.split()}
_KNOWN |= {MANY: MANY}
_SAYS_NOTHING = frozenset({"und", "zxx", "mis", "xxx", "|||", "---", ""})
_WELL_FORMED = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}\Z")
LONGEST_TAG = 16


def language_tag(said: str) -> str:
    """The tag of a language by its code or name, in small letters; "" for what says nothing.

    A code that the lists do not know but that could be one is kept.

    >>> language_tag("kaz"), language_tag("RU"), language_tag("Казахский"), language_tag("zxx")
    ('kk', 'ru', 'kk', '')
    """
    plain = said.strip().strip(".").casefold().replace("_", "-").removesuffix(" язык")
    plain = plain.removesuffix(" тілі")
    first, _, rest = plain.partition("-")
    if first in _SAYS_NOTHING:
        return ""
    if first in _KNOWN:
        tag = f"{_KNOWN[first]}-{rest}" if rest else _KNOWN[first]
        return tag if len(tag) <= LONGEST_TAG and _WELL_FORMED.match(tag) else _KNOWN[first]
    return plain if len(plain) <= LONGEST_TAG and _WELL_FORMED.match(plain) else ""


def tags_of(codes: str) -> list[str]:
    """The tags of codes that stand one after the other without a space, as old records have them.

    >>> tags_of("kazrus")
    ['kk', 'ru']
    """
    plain = codes.strip().casefold()
    if len(plain) > 3 and len(plain) % 3 == 0 and plain.isascii() and plain.isalpha():
        parts = [plain[at : at + 3] for at in range(0, len(plain), 3)]
        if all(part in _KNOWN for part in parts):
            return [_KNOWN[part] for part in parts]
    return list(filter(None, (language_tag(part) for part in re.split(r"[,;\s]+", plain))))
