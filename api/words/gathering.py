"""Gathers every sentence of the pages into the files for translators; `make words` runs it.

What is new comes in without a translation, what is no longer said goes, what somebody translated
stays. A test keeps the files complete.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from api.words.catalogues import LOCALES, SOURCE_LANGUAGE
from api.words.languages import LANGUAGES

API = Path(__file__).parents[1]
AREAS = {
    "words": ("words",),
    "answers": ("answers",),
    "rest": ("rest",),
    "frame": ("web/frame", "web/templates/frame"),
    "readers": ("web/readers", "web/templates/readers"),
    "staff": ("web/staff", "web/templates/staff"),
    "day": ("web/day", "web/templates/day"),
    "homes": ("web/homes", "web/templates/homes"),
    "courier": ("web/courier", "web/templates/courier"),
    "bags": ("web/bags", "web/templates/bags", "printing"),
    "bench": ("web/bench", "web/templates/bench"),
}
"""Which folders of `api` each file speaks for."""

KEYWORDS = {"gettext": None, "_": None, "mark": None, "ngettext": (1, 2), "fault": (2,)}
"""Which calls hold a sentence; of `Form.fault` it is the second argument."""
READERS = {".py": "python", ".html": "jinja2.ext.babel_extract"}
OPTIONS = {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "trimmed": "true"}
WIDTH = 100


def gathered(area: str) -> Catalog:
    """The sentences of one area, without translations, in the order of their files."""
    catalogue = Catalog(project="Dauys", charset="utf-8")
    for path in _files(area):
        options = OPTIONS if path.suffix == ".html" else {}
        found = extract_from_file(READERS[path.suffix], path, KEYWORDS, (), options)
        for _line, message, _comments, _context in found:
            catalogue.add(message, locations=[(path.relative_to(API).as_posix(), 0)])
    return catalogue


def renewed(area: str, language: str) -> Catalog:
    """The file of one area and language as it should be: today's sentences, kept translations."""
    template, path = gathered(area), _po(area, language)
    kept: Catalog | None = None
    if path.exists():
        with path.open("rb") as file:
            kept = read_po(file, locale=language)
    catalogue = Catalog(locale=language, project="Dauys", charset="utf-8", fuzzy=False)
    for message in template:
        if message.id:
            old = kept.get(message.id) if kept else None
            blank = ("",) * catalogue.num_plurals if message.pluralizable else ""
            catalogue.add(
                message.id, old.string if old else blank, sorted(set(message.locations)),
            )  # fmt: skip
    return catalogue


def missing(area: str, language: str) -> list[str]:
    """The sentences of an area that this language does not say yet."""
    return [
        str(message.id)
        for message in renewed(area, language)
        if message.id and not all(forms(message))
    ]


def forms(message: Message) -> list[str]:
    """The translation, or its forms for the numbers of a language."""
    said = message.string
    if isinstance(said, str) or said is None:
        return [said or ""]
    return [str(form or "") for form in said]


def written(catalogue: Catalog) -> bytes:
    """A file for translators: the same sentences give the same bytes."""
    target = BytesIO()
    write_po(target, catalogue, width=WIDTH, omit_header=False, include_lineno=False)
    lines = target.getvalue().decode("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(VOLATILE)]
    return ("\n".join(kept).strip() + "\n").encode("utf-8")


VOLATILE = (
    '"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Report-Msgid',
    '"Language-Team', "# Translations template", "# Copyright", "# This file", "# FIRST AUTHOR",
)  # fmt: skip
"""Lines that would change every day, or say nothing."""


def _files(area: str) -> Iterator[Path]:
    for folder in AREAS[area]:
        yield from sorted(path for path in (API / folder).rglob("*") if path.suffix in READERS)


def _po(area: str, language: str) -> Path:
    return LOCALES / language / f"{area}.po"


def gather() -> None:
    """Write every file anew."""
    for language in LANGUAGES:
        if language == SOURCE_LANGUAGE:
            continue
        for area in AREAS:
            catalogue = renewed(area, language)
            path = _po(area, language)
            if len(catalogue) or path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(written(catalogue))


if __name__ == "__main__":
    gather()
