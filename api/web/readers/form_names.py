"""What the forms of talking books are called on the pages."""

from collections.abc import Mapping

from api.words.catalogues import mark, words_in

FORM_NAMES: Mapping[str, str] = {
    "daisy202": mark("DAISY 2.02, for players of talking books (ZIP)"),
    "daisy3": mark("DAISY 3, for players of talking books (ZIP)"),
    "epub3": mark("EPUB 3 with sound, for reading apps"),
    "audiobook": mark("Readium audiobook, for reading apps"),
    "lpf": mark("W3C audiobook, for reading apps"),
    "m4b": mark("M4B, one file with chapters, for telephones"),
    "mp3": mark("MP3, a file for each chapter (ZIP)"),
    "brf": mark("Braille for embossers, BRF (ZIP)"),
    "pef": mark("Braille for embossers, PEF"),
}


def form_name(form: str, language: str) -> str:
    """The name of a form in one language of the pages."""
    return words_in(language).gettext(FORM_NAMES[form])
