"""A DAISY book in a folder: its files, found and read with the bounds that an archive has."""

from collections.abc import Collection
from itertools import islice
from pathlib import Path

from tts.errors import BadBook
from tts.sources.archive import MEBIBYTE, MOST_ENTRIES, MOST_ENTRY_BYTES, MOST_READ_BYTES

NCC = "ncc.html"
UNPACKED_EPUB = frozenset({"mimetype", "meta-inf"})
LONGEST_NAME = 1_000


def is_daisy3(endings: Collection[str]) -> bool:
    """These kinds of files make a DAISY 3 book, or a DTBook with its package."""
    has = frozenset(endings)
    return {"opf", "ncx", "smil"} <= has or ({"opf", "xml"} <= has and not has & {"html", "xhtml"})


def is_folder(path: Path) -> bool:
    """A folder; not what has a name that no folder can have."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_daisy_folder(folder: Path) -> bool:
    """The folder itself holds a DAISY book; one that holds folders of books does not."""
    names = {name.lower() for name in _listed(folder)}
    if names & UNPACKED_EPUB:
        return False
    return NCC in names or is_daisy3({name.rpartition(".")[2] for name in names})


class Folder:
    """Files in a folder, nothing in or outside of the folders around. `book` is the folder's name,
    or that of the file which was given, for messages."""

    def __init__(self, folder: Path, book: str) -> None:
        self._folder = folder.resolve()
        self._left_bytes = MOST_READ_BYTES
        self.book = book
        self.names = tuple(_listed(folder))
        self._alike: dict[str, str] = {}
        for name in self.names:
            self._alike.setdefault(name.casefold(), name)

    def find(self, name: str) -> str | None:
        """The name a file really has; forgives letter case. Nothing outside is found."""
        plain = name[:LONGEST_NAME].replace("\\", "/")
        plain = self._alike.get(plain.casefold(), plain)
        try:
            path = (self._folder / plain).resolve()
            is_here = path.is_relative_to(self._folder) and path.is_file()
        except (OSError, ValueError, RuntimeError):
            return None
        return plain if is_here else None

    def read(self, name: str) -> bytes:
        """The bytes of a file that `find` has found. Raises BadBook if it is huge or locked."""
        where = f"{self.book}, {name}"
        most = min(MOST_ENTRY_BYTES, self._left_bytes)
        try:
            with (self._folder / name).open("rb") as handle:
                content = handle.read(most + 1)
        except (OSError, ValueError) as error:
            raise BadBook(
                f"The file cannot be opened ({getattr(error, 'strerror', None) or 'bad name'}).",
                where=where,
                remedy="Check that you may read it.",
            ) from error
        if len(content) > most:
            raise BadBook(
                f"The book is too large to be read: one file may have "
                f"{MOST_ENTRY_BYTES // MEBIBYTE} MiB, all together {MOST_READ_BYTES // MEBIBYTE}.",
                where=where,
                remedy="Split the book into volumes.",
            )
        self._left_bytes -= len(content)
        return content


def _listed(folder: Path) -> list[str]:
    """The names in a folder, in order; of one that cannot be read, none."""
    try:
        return sorted(path.name for path in islice(folder.iterdir(), MOST_ENTRIES))
    except (OSError, ValueError):
        return []
