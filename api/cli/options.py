"""The options of every command that makes talking books, declared once."""

from pathlib import Path
from typing import Annotated

import typer

from tts.engines.espeak import FASTEST_WPM, SLOWEST_WPM
from tts.forms.writers import Form
from tts.manner.choice import (
    LONGEST_PAUSES_PERCENT,
    SHORTEST_PAUSES_PERCENT,
    Announced,
)

Books = Annotated[
    list[Path],
    typer.Argument(
        help="EPUB, FB2 (.fb2.zip too), DOCX, PDF, page images, DAISY 2.02 or 3 with text (a "
        "folder or a zip), DTBook, HTML, Markdown or plain text; or folders of such files."
    ),
]
Forms = Annotated[str, typer.Option(help=f"Forms, with commas: {','.join(Form)}.")]
Shelf = Annotated[Path, typer.Option(help="The shelf: a folder for each book goes here.")]
Voices = Annotated[
    list[str] | None,
    typer.Option(
        help="LANGUAGE=NAME, LANGUAGE=ENGINE:NAME, and @SPEED behind it, as ru=ru@200; see "
        "`dauys voices`. May be repeated."
    ),
]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option(help="How words are said: .pls, .csv or .tsv; later ones win. May be repeated."),
]
Engine = Annotated[str, typer.Option(help="Who speaks: see `dauys voices`.")]
Speed = Annotated[
    int,
    typer.Option(
        min=SLOWEST_WPM, max=FASTEST_WPM, help="Speed of voices without a speed of their own."
    ),
]
Announce = Annotated[
    str,
    typer.Option(help=f"What is said beside the words: all, none, or of {','.join(Announced)}."),
]
WithFraming = Annotated[
    bool, typer.Option(help="Say at the beginning who made the book, and at its end that it ends.")
]
Pauses = Annotated[
    int,
    typer.Option(
        min=SHORTEST_PAUSES_PERCENT,
        max=LONGEST_PAUSES_PERCENT,
        help="Rests between sentences, paragraphs and headings, in per cent of the usual.",
    ),
]
Scans = Annotated[
    str,
    typer.Option(help="Languages of scanned pages, likeliest first, as tesseract has them."),
]
Split = Annotated[
    str,
    typer.Option(
        help="Cut what has no room on a cd (650 MB), a cartridge (4 GB), or in bytes such as "
        "700M, into volumes."
    ),
]
BraillePage = Annotated[
    str, typer.Option(help="Of brf and pef: CELLSxLINES, or CELLSxLINESxPAGES of a volume.")
]
BrailleGrade = Annotated[
    int, typer.Option(min=1, max=2, help="2 contracts English; kk and ru stay in full.")
]
Workers = Annotated[int, typer.Option(min=0, max=64, help="Processes; 0 for one a processor.")]
MadeOn = Annotated[
    str, typer.Option(help="Day to write into the edition, YYYY-MM-DD; today if not said.")
]
Listen = Annotated[
    bool,
    typer.Option("--listen", help="What is ready can be heard at once: BOOK/listen/book.m3u8."),
]
Again = Annotated[
    bool, typer.Option("--again", help="Write anew what is on the shelf just as ordered.")
]
Plain = Annotated[bool, typer.Option(help="Words only; no moving bar.")]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]

SCANS = "kaz+rus+eng"
