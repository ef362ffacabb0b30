"""`dauys convert`: books to talking books, without a database."""

import json
import os
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import counting, duration_words, say, warn
from api.report import REPORT_NAME, EditionReport
from api.settings import Settings, load_settings
from tts.conversion import Order, convert, shelf_name
from tts.engine import Casting
from tts.engines.registry import default_castings
from tts.errors import BadBook, BadChoice
from tts.forms.making import Making
from tts.forms.writers import forms_named
from tts.narration.narrator import Manner
from tts.narration.section_sound import Limits
from tts.narration.store import Store
from tts.publishing import replacing
from tts.sources.scans.recognition import Recognition

GOOD, FAULTS, REFUSED = 0, 1, 2


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="convert")
    def _convert(  # noqa: PLR0913  one parameter a flag
        books: Annotated[
            list[Path],
            typer.Argument(
                help="EPUB, FB2 (.fb2.zip too), PDF, page images, HTML, Markdown or plain text."
            ),
        ],
        to: Annotated[
            str,
            typer.Option(help="Forms, with commas: daisy202,daisy3,epub3,audiobook,lpf,mp3,m4b."),
        ],
        out: Annotated[Path, typer.Option(help="The shelf: a folder for each book goes here.")],
        voice: Annotated[
            list[str] | None,
            typer.Option(help="LANGUAGE=NAME; see `dauys voices`. May be repeated."),
        ] = None,
        engine: Annotated[str, typer.Option(help="Who speaks: see `dauys voices`.")] = "espeak",
        words_per_minute: Annotated[int, typer.Option(min=80, max=450)] = 175,
        workers: Annotated[
            int, typer.Option(min=0, max=64, help="Processes; 0 for one a processor.")
        ] = 0,
        made_on: Annotated[
            str, typer.Option(help="Day to write into the edition, YYYY-MM-DD; today if not said.")
        ] = "",
        scans: Annotated[
            str,
            typer.Option(
                help="Languages of scanned pages, likeliest first, as tesseract has them."
            ),
        ] = "kaz+rus+eng",
        plain: Annotated[bool, typer.Option(help="Words only; no moving bar.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    ) -> int:
        """Turn books into talking books. What is finished is kept; run it again to go on.

        What a file is, its content tells. Text may be in any encoding of Russian and Kazakh; a
        page in HTML or Markdown takes pictures from its own folder only.
        """
        settings = load_settings()
        order = order_for(
            settings,
            forms=to,
            shelf=out,
            workers=workers or os.cpu_count() or 1,
            castings=castings(engine, voice or [], words_per_minute),
            made_on=made_on,
            scans=scans,
        )
        refuse_twins(books)
        shop = Workshop(settings, order, plain=plain, quiet=as_json)
        reports = [shop.make(book) for book in books]
        if as_json:
            say(json.dumps(reports, ensure_ascii=False, indent=1))
        return shop.worst


def order_for(
    settings: Settings,
    *,
    forms: str,
    shelf: Path,
    workers: int,
    castings: Mapping[str, Casting] | None = None,
    made_on: str = "",
    scans: str = "kaz+rus+eng",
) -> Order:
    """What is wanted of every book, from the words of a command. Raises BadChoice."""
    cast = castings or default_castings("espeak")
    return Order(
        forms=forms_named(forms),
        castings=cast,
        shelf=shelf,
        making=Making(
            producer=settings.producer,
            narrators=tuple(dict.fromkeys(f"{c.engine} {c.voice}" for c in cast.values())),
            made_on=day(made_on),
            generator=f"Dauys {version('dauys')}",
        ),
        workers=workers,
        recognition=Recognition(languages=tuple(scans.split("+")), workers=workers),
        manner=Manner(limits=Limits(base_s=settings.speech_timeout_s)),
    )


class Workshop:
    """Makes one book after another; remembers the worst that happened as an exit code."""

    def __init__(self, settings: Settings, order: Order, *, plain: bool, quiet: bool) -> None:
        self.settings, self.order = settings, order
        self.plain, self.quiet = plain, quiet
        self.store = Store(settings.store_dir)
        self.worst = GOOD

    def make(self, book: Path) -> dict[str, object]:
        """Convert one book and say what came of it; a refused book does not stop the others."""
        began_s = time.monotonic()
        try:
            with counting(book.name, plain=self.plain, quiet=self.quiet) as count:
                edition = convert(book, self.order, self.store, count)
        except BadBook as error:
            self.worst = max(self.worst, REFUSED)
            warn(str(error))
            return {"source": book.name, "refused": str(error)}
        report = EditionReport.of(edition, spent_s=time.monotonic() - began_s)
        with replacing(edition.folder / REPORT_NAME, is_folder=False) as partial:
            partial.write_text(report.model_dump_json(indent=1), encoding="utf-8")
        self.store.trim(self.settings.store_limit_bytes)
        if report.faults:
            self.worst = max(self.worst, FAULTS)
        if not self.quiet:
            tell(report, edition.folder)
        return report.model_dump(mode="json")


def tell(report: EditionReport, folder: Path) -> None:
    """Say in words what was made, and every fault and warning."""
    languages = ", ".join(f"{language} {count}" for language, count in report.languages.items())
    say(
        f"{report.title}: {report.sentences} sentences, {duration_words(report.audio_s)} of sound, "
        f"made in {duration_words(report.spent_s)} ({report.spoken} spoken, {report.reused} kept "
        f"from before). Phrases by language: {languages}."
    )
    for form, place in report.forms.items():
        say(f"  {form}: {folder / place}")
    for warning in report.warnings:
        say(f"  note: {warning}")
    for fault in report.faults:
        say(f"  fault: {fault}")


def castings(engine: str, choices: Sequence[str], words_per_minute: int) -> dict[str, Casting]:
    """A voice for each language: the usual ones, but for those chosen. Raises BadChoice."""
    cast = {
        language: Casting(casting.engine, casting.voice, words_per_minute)
        for language, casting in default_castings(engine).items()
    }
    for choice in choices:
        language, equals, name = choice.partition("=")
        if not (language and equals and name):
            raise BadChoice(f"--voice {choice!r} is not LANGUAGE=NAME, such as kk=kk.")
        cast[language.lower()] = Casting(engine, name, words_per_minute)
    return cast


def day(text: str) -> date:
    """The day of an option; today where nothing is said. Raises BadChoice."""
    if not text:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadChoice(f"--made-on {text!r} is not a day; write it as 2026-11-22.") from error


def refuse_twins(books: Sequence[Path]) -> None:
    """Two books of one name would share a folder: say so before anything is made."""
    seen: dict[str, Path] = {}
    for book in books:
        twin = seen.setdefault(shelf_name(book).casefold(), book)
        if twin is not book:
            raise BadChoice(f"{twin} and {book} would share a folder; convert them one by one.")
