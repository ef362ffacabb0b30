"""Languages as EPUB wants them: well-formed tags, and the direction in which each is written."""

import re
from collections.abc import Iterable

from tts.script import Phrase, Role

UNKNOWN = "und"
"""The tag that BCP 47 keeps for a language nobody could name."""

_WELL_FORMED = re.compile(
    r"(?P<primary>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-([a-z]{2}|[0-9]{3}))?"
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))?",
    re.IGNORECASE,
)
_PRIMARY = re.compile(r"[a-z]{2,3}(?![a-z0-9])", re.IGNORECASE)
_RIGHT_TO_LEFT = frozenset(
    "ar arc ckb dv fa he iw ji ks lrc mzn nqo ps sd syr ug ur yi".split()  # noqa: SIM905 a table
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ("adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa")
)


def tag(language: str) -> str:
    """A well-formed BCP 47 tag for what a source calls a language.

    `ru_RU` becomes `ru-RU`; of a tag with parts no player would understand the first stays;
    "English" or nothing becomes `und`. Source: RFC 5646 §2.1, without extensions.
    """
    tidy = language.strip().replace("_", "-")
    if _WELL_FORMED.fullmatch(tidy):
        return tidy
    primary = _PRIMARY.match(tidy)
    return primary.group().lower() if primary else UNKNOWN


def direction(language: str) -> str:
    """`rtl` or `ltr`: how the language is written. A script in the tag decides, as in `kk-Arab`."""
    match = _WELL_FORMED.fullmatch(tag(language))
    script = match and match["script"]
    if script:
        return "rtl" if script.lower() in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if match and match["primary"].lower() in _RIGHT_TO_LEFT else "ltr"


def main_language(phrases: Iterable[Phrase], otherwise: str) -> str:
    """The language in which most characters of these phrases stand, or `otherwise` for none."""
    characters: dict[str, int] = {}
    for phrase in phrases:
        if phrase.role is not Role.PAGE:
            language = tag(phrase.language)
            characters[language] = characters.get(language, 0) + len(phrase.text)
    return max(characters, key=lambda language: characters[language], default=tag(otherwise))
