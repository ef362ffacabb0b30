"""A library's folder: many small books of many sources, and one in ten that is no book at all."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fixtures import hostile
from fixtures.hostile import Hostile
from tests.tts import docxs, epubs
from tests.tts.fb2s import fb2

SHELVES = 8
ONE_BAD_IN = 10
TEXTS = {
    "kk": ("Кітапхана {n} кітапты таңертең ашты.", "Оқырман тыңдап отыр.", "Сыртта жаңбыр жауды.",
           "Шам кешке дейін сөнбеді."),
    "ru": ("Библиотека выдала книгу {n}.", "Читатель слушает её у окна.", "На улице шёл дождь.",
           "Лампа горела до утра."),
    "en": ("The library lent out book {n}.", "A reader listens by the window.", "It was raining.",
           "The lamp burned until morning."),
}  # fmt: skip


@dataclass(frozen=True)
class Library:
    """A folder of folders, the names of the books on its shelf-to-be, and what is none."""

    folder: Path
    good: tuple[str, ...]
    bad: tuple[Path, ...]


def laid_library(folder: Path, books: int) -> Library:
    """So many files, the bad ones scattered among the good, in folders as libraries keep them."""
    good, bad = list[str](), list[Path]()
    for number in range(books):
        shelf = folder / f"shelf {number % SHELVES}"
        shelf.mkdir(parents=True, exist_ok=True)
        if number % ONE_BAD_IN == ONE_BAD_IN - 1:
            ending, make = BAD[number // ONE_BAD_IN % len(BAD)]
            bad.append(make(shelf / f"bad{number:03}{ending}"))
        else:
            ending, write = GOOD[number % len(GOOD)]
            language = tuple(TEXTS)[number // len(GOOD) % len(TEXTS)]
            sentences = [text.format(n=number) for text in TEXTS[language][: 2 + number % 3]]
            write(shelf / f"book{number:03}{ending}", language, f"{language} {number}", sentences)
            good.append(f"book{number:03}")
    return Library(folder, tuple(good), tuple(bad))


def first_sentence(name: str) -> str:
    """What a good book says, and no other."""
    number = int(name.removeprefix("book"))
    return TEXTS[tuple(TEXTS)[number // len(GOOD) % len(TEXTS)]][0].format(n=number)


# --- what is a book ---------------------------------------------------------------------------

Write = Callable[[Path, str, str, list[str]], object]


def _epub(place: Path, language: str, title: str, sentences: list[str]) -> None:
    metadata = (
        f'<dc:identifier id="uid">{place.stem}</dc:identifier><dc:title>{title}</dc:title>'
        f"<dc:language>{language}</dc:language>"
    )
    text = epubs.page(f"<h1>{title}</h1><p>{' '.join(sentences)}</p>")
    files = {"nav.xhtml": epubs.nav(), "a.xhtml": text}
    epubs.epub(place, files, package=epubs.opf(files, metadata=metadata))


def _fb2(place: Path, language: str, title: str, sentences: list[str]) -> None:
    info = f"<book-title>{title}</book-title><lang>{language}</lang>"
    body = f"<section><title><p>{title}</p></title><p>{' '.join(sentences)}</p></section>"
    place.write_text(fb2(body, info=info), "utf-8")


def _txt(place: Path, _language: str, title: str, sentences: list[str]) -> None:
    place.write_text(f"{title}\n\n{' '.join(sentences)}\n", "utf-8")


def _html(place: Path, language: str, title: str, sentences: list[str]) -> None:
    head = f'<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
    place.write_text(f"{head}<body><h1>{title}</h1><p>{' '.join(sentences)}</body></html>", "utf-8")


def _markdown(place: Path, _language: str, title: str, sentences: list[str]) -> None:
    place.write_text(f"# {title}\n\n{' '.join(sentences)}\n", "utf-8")


def _docx(place: Path, _language: str, title: str, sentences: list[str]) -> None:
    body = docxs.line(title, style="1") + docxs.line(" ".join(sentences))
    core = docxs.core(f"<dc:title>{title}</dc:title>")
    docxs.packed(place, docxs.files(body, core=core))


GOOD: tuple[tuple[str, Write], ...] = (
    (".epub", _epub),
    (".fb2", _fb2),
    (".txt", _txt),
    (".html", _html),
    (".md", _markdown),
    (".docx", _docx),
    (".epub", _epub),  # so that the kinds and the bad ones do not fall into one step
)


# --- what is none -----------------------------------------------------------------------------


def _noise(place: Path) -> Path:
    """Bytes that are nothing, under the name of a document."""
    place.write_bytes(hostile.NOISE)
    return place


def _blank(place: Path) -> Path:
    """White space is no text."""
    place.write_text(" \n\n\t\n", "utf-8")
    return place


def _growing(place: Path) -> Path:
    """Entities of entities, ten thousand million words, and not one of the author's."""
    layers = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    text = fb2("<section><p>&e10;</p></section>")
    head, _, rest = text.partition("\n")
    place.write_text(f'{head}<!DOCTYPE FictionBook [<!ENTITY e0 "ha ">{layers}]>{rest}', "utf-8")
    return place


def _half_a_pdf(place: Path) -> Path:
    """A download that broke off at once."""
    place.write_bytes(b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages")
    return place


BAD: tuple[tuple[str, Hostile], ...] = (
    *((".epub", make) for make in hostile.MUST_BE_REFUSED if make is not hostile.zip_bomb),
    (".epub", hostile.zip_bomb),
    (".docx", _noise),
    (".txt", _blank),
    (".fb2", _growing),
    (".pdf", _half_a_pdf),
    (".md", hostile.empty_file),
    (".docx", hostile.cut_short),
)
