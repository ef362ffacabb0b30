"""What the forms that are only listened to say of the book as a whole."""

import json
from collections.abc import Mapping
from uuid import NAMESPACE_OID, UUID, uuid5

from tts.forms.daisy import catalogue
from tts.forms.epub3.language import tag
from tts.forms.epub3.words import words_in
from tts.script import Script

_UUID_URN = "urn:uuid:"
_THREE_LETTERS = {"kk": "kaz", "ru": "rus", "en": "eng", "ky": "kir", "uz": "uzb", "tt": "tat"} | {
    "uk": "ukr", "de": "deu", "fr": "fra", "tr": "tur", "ug": "uig", "ar": "ara", "zh": "zho",
}  # fmt: skip
UNKNOWN_LANGUAGE = "und"


def language(script: Script) -> str:
    """The book's main language, as a well-formed tag."""
    return tag(script.metadata.language)


def languages(script: Script) -> list[str]:
    """Every language spoken in the book, as well-formed tags, the main one first."""
    return list(dict.fromkeys(map(tag, catalogue.languages(script))))


def three_letters(language: str) -> str:
    """The code that sound files have for a language, "und" where we know none.

    Source: ISO 639-2/T.
    """
    primary = tag(language).partition("-")[0].lower()
    return primary if len(primary) == 3 else _THREE_LETTERS.get(primary, UNKNOWN_LANGUAGE)


def book_title(script: Script) -> str:
    """The title of the catalogue, else the first heading; never empty."""
    return catalogue.book_title(script) or words_in(language(script)).untitled


def volume_of(script: Script) -> str:
    """ "2/3" as music players number the discs of an album; "" for a whole book."""
    return f"{script.volume.number}/{script.volume.count}" if script.volume.count > 1 else ""


def number_of(script: Script) -> str:
    """The book's number in the catalogue, on one line; "" if it has none."""
    return catalogue.identifier(script)


def uuid_of(script: Script) -> str:
    """A URI of the book: its own UUID if its number is one, else one made from number, title and
    authors, the same each time."""
    number = number_of(script)
    if _is_uuid(number.lower().removeprefix(_UUID_URN)):
        return _UUID_URN + number.lower().removeprefix(_UUID_URN)
    named = (number, book_title(script), *catalogue.names(script.metadata.creators))
    return f"{_UUID_URN}{uuid5(NAMESPACE_OID, chr(10).join(named))}"


def known(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts without those that are not known."""
    return {name: value for name, value in facts.items() if value not in ("", [], None)}


def json_bytes(facts: Mapping[str, object]) -> bytes:
    """A JSON document as it is stored: UTF-8, every letter as itself, in lines."""
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
