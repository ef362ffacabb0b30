"""Which files of a folder are one book: those of one name, or of one folder with metadata.opf."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from access.importing.books.beside import OPF
from access.importing.keeping import ending_of
from access.importing.remarks import Code, RecordRefused
from tts.sources.daisy.folder import is_daisy_folder

MOST_FILES = 500_000
DEEPEST = 32
NO_BOOKS = frozenset({".json", ".opf", ".csv", ".tsv", ".pls", ".xml.bak", ".css", ".js", ".ini",
                      ".db", ".log", ".ncx"})  # fmt: skip
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})
ORDER = (".epub", ".fb2", ".fb2.zip", "", ".docx", ".zip", ".html", ".htm", ".md", ".txt", ".pdf")
"""Which file of several says best what the book is; "" is a folder of DAISY."""


class TooManyFiles(RecordRefused):
    """A folder holds more files than anybody lays into one; nothing of it is taken over."""

    def __init__(self, folder: str) -> None:
        sentence = f"A folder may hold {MOST_FILES} files; lay them into several folders."
        super().__init__(Code.TOO_MANY, sentence, folder=folder)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files of one book, the one that says most about it first; what describes it, or None."""

    files: tuple[Path, ...]
    beside: Path | None


def bundles(place: Path, *, but: Path) -> Iterator[Bundle]:
    """The books at a place, in the order of their names: one file, or all of a folder.

    Hidden files and links are passed over, and the folder `but`; so are pictures beside other
    books, which are covers.
    """
    if not place.is_dir() or is_daisy_folder(place):
        yield _bundle([place], place.parent)
        return
    yield from _below(place, 0, but.resolve())


def _below(folder: Path, depth: int, but: Path) -> Iterator[Bundle]:
    files, folders = list[Path](), list[Path]()
    inside = sorted(islice(folder.iterdir(), MOST_FILES + 1))
    if len(inside) > MOST_FILES:
        raise TooManyFiles(folder.name)
    for inner in inside:
        if inner.name.startswith(".") or inner.is_symlink() or inner.resolve() == but:
            continue
        if inner.is_dir() and not is_daisy_folder(inner):
            folders.append(inner)
        elif inner.is_dir() or inner.suffix.lower() not in NO_BOOKS:
            files.append(inner)
    yield from _of_folder(folder, files)
    for inner in folders if depth < DEEPEST else ():
        yield from _below(inner, depth + 1, but)


def _of_folder(folder: Path, files: list[Path]) -> Iterator[Bundle]:
    books = [file for file in files if file.suffix.lower() not in PICTURES]
    if not books:
        books = files
    if (folder / OPF).is_file() and books:
        yield _bundle(books, folder)
        return
    by_name = dict[str, list[Path]]()
    for file in books:
        by_name.setdefault(stem_of(file).casefold(), []).append(file)
    for same in by_name.values():
        yield _bundle(same, folder)


def stem_of(file: Path) -> str:
    """The name without its ending; all of it for a folder."""
    return file.name if file.is_dir() else file.name[: len(file.name) - len(ending_of(file.name))]


def _bundle(files: list[Path], folder: Path) -> Bundle:
    def rank(file: Path) -> tuple[int, str]:
        ending = "" if file.is_dir() else ending_of(file.name)
        return (ORDER.index(ending) if ending in ORDER else len(ORDER), file.name)

    ranked = sorted(files, key=rank)
    names = (f"{stem_of(ranked[0])}.json", f"{ranked[0].name}.json", OPF)
    beside = next((folder / name for name in names if (folder / name).is_file()), None)
    return Bundle(tuple(ranked), beside)
