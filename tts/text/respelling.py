"""Words in letters that a voice does not know, written in letters that it reads.

Nothing that is shown changes; this is for the voice alone. A Russian voice of eSpeak NG drops most
of the nine Kazakh letters and spells the others as "letter 49B".
"""

from tts.text.kazakh_latin import in_cyrillic

_KAZAKH_FOR_RUSSIAN = {
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
}  # fmt: skip
_FOR_RUSSIAN = str.maketrans(
    _KAZAKH_FOR_RUSSIAN | {k.upper(): v.upper() for k, v in _KAZAKH_FOR_RUSSIAN.items()}
)
_TYPED_LATIN = str.maketrans({"i": "і", "h": "һ", "I": "І", "H": "Һ"})


def for_voice(text: str, language: str) -> str:
    """The text for a voice that reads `language`.

    A Russian one gets its numbers, short forms and signs in words and Kazakh names as Russians
    say them; a Kazakh one gets Latin Kazakh in Cyrillic, words of old typescripts with their Latin
    i and h put right, and the same in its words; an English one gets those of its language.
    """
    # Each language's rules take a tenth of a second to load: a book loads those it needs.
    match language.partition("-")[0]:
        case "ru":
            from tts.text.russian.normaliser import spoken_russian  # noqa: PLC0415

            return spoken_russian(text).translate(_FOR_RUSSIAN)
        case "kk":
            from tts.text.kazakh.normaliser import spoken_kazakh  # noqa: PLC0415

            return spoken_kazakh(in_cyrillic(" ".join(map(_mended, text.split(" ")))))
        case "en":
            from tts.text.english.normaliser import spoken_english  # noqa: PLC0415

            return spoken_english(text)
        case _:
            return text


def _mended(word: str) -> str:
    """A Cyrillic word with a Latin i or h in it: "бiлiм" is "білім"."""
    if word.isascii() or not any("Ѐ" <= letter <= "ӿ" for letter in word):
        return word
    latin = {letter for letter in word if letter.isascii() and letter.isalpha()}
    return word.translate(_TYPED_LATIN) if latin and latin <= set("iIhH") else word
