"""The translated sentences: one `.po` file a language and area, read as they are."""

import gettext
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from api.words.languages import LANGUAGES

LOCALES = Path(str(files("api.words"))) / "locales"
SOURCE_LANGUAGE = "en"
"""The language of the sentences in the code; it needs no file."""


def mark(sentence: str) -> str:
    """Names a sentence that is said elsewhere, so that it is gathered for translation."""
    return sentence


@cache
def words_in(language: str) -> gettext.NullTranslations:
    """Every sentence of the pages in one language of ours; `gettext` and `ngettext` say them."""
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is no language of the pages")
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    whole: gettext.GNUTranslations | None = None
    for _, catalogue in catalogues(language):
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        part = gettext.GNUTranslations(compiled)
        if whole is None:
            whole = part
        else:
            whole.add_fallback(part)
    return whole or gettext.NullTranslations()


def catalogues(language: str) -> Iterator[tuple[str, Catalog]]:
    """Every area's sentences in this language, by the name of the area."""
    for path in sorted((LOCALES / language).glob("*.po")):
        with path.open("rb") as file:
            yield path.stem, read_po(file, locale=language)
