"""`dauys check`: reads talking books back and says what is wrong with them."""

import json
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import duration_words, say, warn
from tts.check.checking import Checked, Fault, check_all
from tts.errors import BadBook

FAULTS_FOUND, NO_BOOK = 1, 2
_NAMES = {
    "daisy202": "DAISY 2.02",
    "daisy3": "DAISY 3",
    "epub3": "EPUB 3",
    "audiobook": "Readium Audiobook",
    "lpf": "W3C Audiobook",
    "mp3": "folder of MP3 files",
    "m4b": "M4B",
    "brf": "braille (BRF)",
    "pef": "braille (PEF)",
}


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="check")
    def _check(
        path: Annotated[
            Path, typer.Argument(help="A talking book (a folder or a file), or a folder of them.")
        ],
        as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    ) -> None:
        """List every fault of a talking book, whatever its form."""
        try:
            books = check_all(path)
        except BadBook as error:
            warn(str(error))
            raise typer.Exit(NO_BOOK) from error
        if as_json:
            facts = [_facts(book) for book in books]
            say(json.dumps(facts, ensure_ascii=False, indent=1))
        else:
            for book in books:
                _tell(book)
        if any(book.faults for book in books):
            raise typer.Exit(FAULTS_FOUND)


def _tell(book: Checked) -> None:
    """What was looked at, then each fault on a line of its own, then how many."""
    form = _NAMES.get(book.form, "not known")
    say(
        f"{book.path}: {form}, {book.sections} sections, {book.phrases} phrases, "
        f"{duration_words(book.sound_ms / 1000)}."
    )
    for fault in book.faults:
        say(_line(fault))
    say(f"Faults: {len(book.faults)}." if book.faults else "No fault found.")


def _line(fault: Fault) -> str:
    where = ", ".join(part for part in (fault.file, fault.place) if part) or "the book"
    return f"{where}: {fault.sentence} ({fault.code})"


def _facts(book: Checked) -> dict[str, object]:
    return {
        "path": str(book.path),
        "form": book.form,
        "sections": book.sections,
        "phrases": book.phrases,
        "sound_s": book.sound_ms / 1000,
        "faults": [
            {
                "code": fault.code,
                "file": fault.file,
                "place": fault.place,
                "sentence": fault.sentence,
            }
            for fault in book.faults
        ],
    }
