"""`dauys convert`: books to talking books, without a database."""

import json
import os

import typer

from api.cli import options as of
from api.cli.console import say
from api.cli.ordering import Speech, Wishes, order_for, reading_manner
from api.cli.workshop import Workshop, books_in
from api.settings import load_settings
from tts.braille.manner import braille_manner
from tts.engine import ORDINARY_WPM


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="convert")
    def _convert(  # noqa: PLR0913 - one parameter an option
        books: of.Books,
        *,
        to: of.Forms,
        out: of.Shelf,
        voice: of.Voices = None,
        lexicon: of.Lexicons = None,
        engine: of.Engine = "espeak",
        words_per_minute: of.Speed = ORDINARY_WPM,
        announce: of.Announce = "all",
        framing: of.WithFraming = True,
        pauses: of.Pauses = 100,
        scans: of.Scans = of.SCANS,
        split: of.Split = "",
        braille_page: of.BraillePage = "40x25",
        braille_grade: of.BrailleGrade = 1,
        workers: of.Workers = 0,
        made_on: of.MadeOn = "",
        listen: of.Listen = False,
        again: of.Again = False,
        plain: of.Plain = False,
        as_json: of.AsJson = False,
    ) -> int:
        """Turn books into talking books. What is finished is kept; run it again to go on.

        What a file is, its content tells. Text may be in any encoding of Russian and Kazakh; a
        page in HTML or Markdown takes pictures from its own folder only. A lexicon beside a book
        that has its name (BOOK.pls, BOOK.csv) is for that book, and wins over --lexicon. The forms
        brf and pef are braille; ordered alone, nothing is spoken.
        """
        settings = load_settings()
        wishes = Wishes(
            forms=to,
            shelf=out,
            workers=workers or os.cpu_count() or 1,
            speech=Speech(
                engine=engine,
                voices=voice or (),
                words_per_minute=words_per_minute,
                lexicons=lexicon or (),
            ),
            reading=reading_manner(announce, framing=framing, pauses_percent=pauses),
            braille=braille_manner(braille_page, braille_grade),
            scans=scans,
            split=split,
            made_on=made_on,
            may_listen=listen,
        )
        order = order_for(settings, wishes)
        found = books_in(books)
        shop = Workshop(settings, order, plain=plain, quiet=as_json, again=again)
        reports = shop.make_all(found)
        if as_json:
            say(json.dumps(reports, ensure_ascii=False, indent=1))
        return shop.worst
