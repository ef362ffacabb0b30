"""What a copy is made of, in the words and codes of cataloguers."""

from access.catalogue.records import Medium

WORDS: tuple[tuple[str, Medium], ...] = (
    ("брайл", Medium.BRAILLE), ("braille", Medium.BRAILLE), ("рельефно-точеч", Medium.BRAILLE),
    ("бедерлі", Medium.BRAILLE), ("brl", Medium.BRAILLE),
    ("крупн", Medium.LARGE_PRINT), ("укрупн", Medium.LARGE_PRINT),
    ("large print", Medium.LARGE_PRINT), ("large_print", Medium.LARGE_PRINT),
    ("large type", Medium.LARGE_PRINT), ("ірі әріп", Medium.LARGE_PRINT),
    ("ірі шрифт", Medium.LARGE_PRINT),
    ("картридж", Medium.CARTRIDGE), ("cartridge", Medium.CARTRIDGE), ("флеш", Medium.CARTRIDGE),
    ("флэш", Medium.CARTRIDGE), ("flash", Medium.CARTRIDGE), ("usb", Medium.CARTRIDGE),
    ("аудио", Medium.AUDIO), ("audio", Medium.AUDIO), ("звукозапис", Medium.AUDIO),
    ("звукоз", Medium.AUDIO), ("говорящ", Medium.AUDIO), ("дыбыс", Medium.AUDIO),
    ("sound", Medium.AUDIO), ("spoken word", Medium.AUDIO), ("мультимедиа", Medium.AUDIO),
)  # fmt: skip
PRINT_WORDS = ("print", "печат", "книга", "кітап", "текст", "баспа")


def medium_in(words: str) -> Medium | None:
    """The medium that words speak of, None where they say nothing of it.

    >>> medium_in("Шрифт Брайля"), medium_in("[Звукозапись]").value
    (<Medium.BRAILLE: 'braille'>, 'audio')
    """
    folded = words.casefold()
    return next((medium for word, medium in WORDS if word in folded), None)


def medium_said(words: str) -> Medium | None:
    """The same where the words are nothing but a medium: "печатная" is print."""
    found = medium_in(words)
    if found is None and any(word in words.casefold() for word in PRINT_WORDS):
        return Medium.PRINT
    return found
