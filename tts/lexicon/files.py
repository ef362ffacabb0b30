"""Lexicons as files: which file is one, what is in it, which one is a book's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from tts.engine import Casting
from tts.engines.espeak import NAME as ESPEAK
from tts.engines.espeak import bundled_home, open_library
from tts.errors import BadBook, BadChoice, EngineMissing
from tts.lexicon.entry import BadEntry, Entry
from tts.lexicon.faults import BadLexicon, Desk, LexiconFault, LexiconFile
from tts.lexicon.letters import STRESS
from tts.lexicon.lexicon import NO_LEXICON, Lexicon
from tts.lexicon.pls_in import read_pls
from tts.lexicon.pls_out import pls_of
from tts.lexicon.table import read_table, table_of
from tts.sources.encodings import letters_of
from tts.text.phonemes import IPA, X_ESPEAK

ENDINGS = (".csv", ".tsv", ".pls")
"""Of files that are lexicons; a later one goes before an earlier one of the same book."""
MOST_BYTES, MOST_ENTRIES = 20_000_000, 200_000


def read_lexicon(path: Path) -> LexiconFile:
    """The lexicon in a file. Raises BadLexicon with every fault, OSError."""
    desk = Desk(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        desk.fault(0, f"A lexicon's name ends in {', '.join(ENDINGS)}.")
    elif path.stat().st_size > MOST_BYTES:
        desk.fault(0, f"A lexicon has at most {MOST_BYTES:,} bytes.")
    elif ending == ".pls":
        read_pls(path.read_bytes(), desk)
    else:
        _read_table(path, desk)
    file = desk.finished()
    if len(file.placed) > MOST_ENTRIES:
        desk.fault(0, f"It has {len(file.placed):,} entries; at most {MOST_ENTRIES:,} are read.")
    _look_over(file, desk)
    _try_phonemes(file, desk)
    return desk.finished()


def layered(files: Iterable[LexiconFile], under: Lexicon = NO_LEXICON) -> Lexicon:
    """The files as layers over a lexicon, later ones winning. Raises BadLexicon."""
    lexicon = under
    for file in files:
        try:
            lexicon = lexicon.with_layer(file.entries, file.path.name)
        except BadEntry as error:
            raise BadLexicon([LexiconFault(file.path.name, 0, str(error))]) from error
    return lexicon


def own_lexicons(book: Path) -> tuple[LexiconFile, ...]:
    """The lexicons of one book, read. Raises BadLexicon."""
    return tuple(map(read_lexicon, beside(book)))


def beside(book: Path) -> tuple[Path, ...]:
    """Where a book's own lexicons are: files beside it with its name, BOOK.pls, BOOK.csv."""
    stem = book.name.removesuffix(book.suffix).removesuffix(".fb2")
    paths = [book.with_name(stem + ending) for ending in ENDINGS]
    return tuple(path for path in paths if path.is_file() and path != book)


def lexicon_bytes(entries: Sequence[Entry], ending: str) -> tuple[bytes, tuple[str, ...]]:
    """The entries as a file of this ending, and a sentence for what has no place in it.

    Raises BadChoice for another ending, or for a PLS of several languages.
    """
    match ending.lower():
        case ".pls":
            return pls_of(entries), ()
        case ".csv":
            table, left = table_of(entries)
            return table.encode("utf-8-sig"), left  # with its mark a spreadsheet sees UTF-8
    raise BadChoice(f"A lexicon is written as .pls or .csv, not as “{ending}”.")


def _read_table(path: Path, desk: Desk) -> None:
    try:
        letters = letters_of(path.read_bytes(), path.name)
    except BadBook as error:
        return desk.fault(0, error.what)
    if letters.remark:
        desk.warn(0, letters.remark)
    return read_table(letters.text, desk)


def _try_phonemes(file: LexiconFile, desk: Desk) -> None:
    """Phonemes that the voice of their language does not know: it would drop what follows them."""
    placed_here = [placed for placed in file.placed if placed.entry.alphabet == X_ESPEAK]
    if not placed_here:
        return
    try:
        library = open_library(bundled_home())
    except EngineMissing as error:
        desk.warn(0, f"The phonemes cannot be tried: {error}")
        return
    for placed in placed_here:
        entry = placed.entry
        with suppress(BadChoice):  # a language that has no voice of its name
            library.choose(Casting(ESPEAK, entry.language))
            if not library.knows_phonemes(entry.phonemes):
                desk.fault(
                    placed.line,
                    f"The voice for {entry.language} does not know all of “{entry.phonemes}”, and "
                    "would leave out what follows.",
                )


def _look_over(file: LexiconFile, desk: Desk) -> None:
    """What is no fault but should be known: doubles, and what will not be heard."""
    first_lines: dict[tuple[object, ...], int] = {}
    for placed in file.placed:
        entry, line = placed.entry, placed.line
        name = (entry.language, entry.written, entry.case, entry.kind)
        first = first_lines.setdefault(name, line)
        if first != line:
            desk.warn(line, f"“{entry.written}” stands in line {first} already; that one is said.")
        if entry.alphabet not in ("", X_ESPEAK):
            instead = f"“{entry.said}” is said" if entry.said else "it is read as it is written"
            kind = "IPA" if entry.alphabet == IPA else entry.alphabet
            desk.warn(line, f"No voice here reads {kind}; {instead} for “{entry.written}”.")
        if STRESS in entry.said:
            desk.warn(
                line,
                f"eSpeak NG does not hear the stress mark in “{entry.said}”; phonemes in "
                f"{X_ESPEAK} can place the stress.",
            )
