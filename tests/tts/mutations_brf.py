"""Every way in which we know how to break the files of a BRF book."""

from collections.abc import Callable
from pathlib import Path

from tests.tts.braille_pages import read_brf, write_brf
from tests.tts.mutating import Change, Mutation, bytes_of, file_added, file_gone, file_named
from tests.tts.mutations_braille import on

FIRST, SECOND = "book_v01.brf", "book_v02.brf"


def swap(old: bytes, new: bytes, *, count: int = 1) -> Change:
    """Other bytes in the second volume."""

    def act(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, count)

    return bytes_of(SECOND, act)


def second(act: Callable[[bytes], bytes]) -> Change:
    return bytes_of(SECOND, act)


def letter(new: bytes) -> Change:
    """The first E of the second volume as something else."""
    return swap(b"E", new)


def renamed(old: str, new: str) -> Change:
    return file_named(old, new)


def shifted(book: Path) -> None:
    """All volumes are counted from 2."""
    for file in sorted(book.glob("*.brf"), reverse=True):
        number = int(file.stem[-2:]) + 1
        file.rename(file.with_name(f"book_v{number:02}.brf"))


FILES = (
    Mutation("a small letter", "brf-character", letter(b"e")),
    Mutation("a grave accent", "brf-character", letter(b"`")),
    Mutation("a brace", "brf-character", letter(b"{")),
    Mutation("a vertical bar", "brf-character", letter(b"|")),
    Mutation("a tilde", "brf-character", letter(b"~")),
    Mutation("a delete", "brf-character", letter(b"\x7f")),
    Mutation("a null", "brf-character", letter(b"\0")),
    Mutation("a tab", "brf-character", letter(b"\t")),
    Mutation("an escape", "brf-character", letter(b"\x1b")),
    Mutation("an end of file", "brf-character", letter(b"\x1a")),
    Mutation("a no-break space", "brf-character", letter(b"\xa0")),
    Mutation("a letter in UTF-8", "brf-character", letter("ә".encode())),
    Mutation("a cell in UTF-8", "brf-character", letter("⠑".encode())),
    Mutation("a byte order mark", "brf-character", second(lambda data: b"\xef\xbb\xbf" + data)),
    Mutation("the file in small letters", "brf-character", second(bytes.lower)),
    Mutation("the file in UTF-16", "brf-character",
             second(lambda data: data.decode().encode("utf-16-le"))),
    Mutation("a line ends with LF", "brf-line-end", swap(b"\r\n", b"\n")),
    Mutation("a line ends with CR", "brf-line-end", swap(b"\r\n", b"\r")),
    Mutation("all lines end with LF", "brf-line-end", swap(b"\r\n", b"\n", count=-1)),
    Mutation("all lines end with CR", "brf-line-end", swap(b"\r\n", b"\r", count=-1)),
    Mutation("LF before CR", "brf-line-end", swap(b"\r\n", b"\n\r")),
    Mutation("CR twice", "brf-line-end", swap(b"\r\n", b"\r\r\n")),
    Mutation("a form feed in a line", "brf-form-feed", letter(b"\f")),
    Mutation("a form feed before the end of its line", "brf-form-feed", swap(b"\r\n\f", b"\f\r\n")),
    Mutation("a form feed at the very top", "brf-form-feed", second(lambda data: b"\f" + data)),
    Mutation("a form feed twice", "braille-page-empty", swap(b"\f", b"\f\f")),
    Mutation("a form feed lost", "braille-page-long", swap(b"\f", b"")),
    Mutation("no form feed", "braille-page-long", swap(b"\f", b"", count=-1)),
    Mutation("the last form feed lost", "brf-file-end", second(lambda data: data[:-1])),
    Mutation("words behind the last page", "brf-file-end", second(lambda data: data + b"END")),
    Mutation("a line end behind the last page", "brf-file-end",
             second(lambda data: data + b"\r\n")),
    Mutation("half of a volume", "brf-file-end", second(lambda data: data[: len(data) // 2])),
    Mutation("half of the first volume", "brf-file-end",
             bytes_of(FIRST, lambda data: data[: len(data) // 2])),
    Mutation("an empty volume", "braille-volume-empty", second(lambda _: b"")),
    Mutation("a volume of form feeds", "braille-page-empty", second(lambda _: b"\f" * 9)),
    Mutation("a volume of too many pages", "braille-too-many-pages",
             second(lambda _: b"A\r\n\f" * 20_001)),
    Mutation("a volume of strange bytes", "brf-character", second(lambda _: bytes(range(256)) * 9)),
    Mutation("the second volume gone", "brf-volume-gap", file_gone(SECOND)),
    Mutation("the first volume gone", "brf-volume-gap", file_gone(FIRST)),
    Mutation("volumes counted from 2", "brf-volume-gap", shifted),
    Mutation("a number of one digit", "brf-file", renamed(SECOND, "book_v2.brf")),
    Mutation("a number of three digits", "brf-volume-names", renamed(SECOND, "book_v002.brf")),
    Mutation("a volume of another book", "brf-volume-names", renamed(SECOND, "abai_v02.brf")),
    Mutation("a name without number", "brf-file", renamed(SECOND, "book.brf")),
    Mutation("a name in capitals", "file-name", renamed(SECOND, "BOOK_V02.BRF")),
    Mutation("a name in Kazakh", "file-name", renamed(SECOND, "кітап_v02.brf")),
    Mutation("another kind of file", "brf-file", file_added("readme.txt")),
    Mutation("a sound among the volumes", "brf-file", file_added("s0001.mp3")),
    Mutation("a folder among the volumes", "file-in-folder", file_added("more/book_v05.brf")),
)  # fmt: skip
MUTATIONS = (*FILES, *on(read_brf, write_brf))
