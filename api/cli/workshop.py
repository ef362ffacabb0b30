"""Books through the whole chain, one after another, and what is said of each."""

import json
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from api.cli.console import counting, duration_words, say, warn
from api.report import REPORT_NAME, EditionReport, LexiconReport
from api.settings import Settings
from tts.conversion import convert, shelf_name
from tts.errors import BadBook, BadChoice, SpeechFailed, TtsError
from tts.lexicon.faults import BadLexicon
from tts.lexicon.files import ENDINGS
from tts.narration.store import Store
from tts.order import Order
from tts.publishing import replacing
from tts.sources.daisy.folder import UNPACKED_EPUB, is_daisy_folder

GOOD, FAULTS, REFUSED, OUR_FAULT = 0, 1, 2, 3
SUMMARY_NAME = "conversion.json"
MOST_BOOKS = 100_000
# What lies beside books in a folder and is none: lexicons, and what a page or a text shows.
NO_BOOKS = frozenset({*ENDINGS, ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".css", ".json"})


class Workshop:
    """Makes one book after another; remembers the worst that happened as an exit code.

    What stands on the shelf just as ordered, from the same source, is left as it is; with `again`
    it is written anew.
    """

    def __init__(
        self, settings: Settings, order: Order, *, plain: bool, quiet: bool, again: bool = False
    ) -> None:
        self.settings, self.order, self.again = settings, order, again
        self.plain, self.quiet = plain, quiet
        self.store = Store(settings.store_dir)
        self.worst = GOOD

    def make_all(self, books: Sequence[Path]) -> list[dict[str, Any]]:
        """Make them all. Of several, a summary is said, and lies on the shelf as `SUMMARY_NAME`."""
        reports = []
        for number, book in enumerate(books, start=1):
            if len(books) > 1 and not self.quiet:
                warn(f"Book {number} of {len(books)}: {book.name}")
            reports.append(self.make(book))
        self.tidy()
        if len(books) > 1:
            self._sum_up(books, reports)
        return reports

    def make(self, book: Path) -> dict[str, Any]:
        """Convert one book and say what came of it; a refused book does not stop the others."""
        began_s = time.monotonic()
        made_from = self._fingerprint(book)
        if there := self._on_the_shelf(book, made_from):
            return self._done(there, book)
        try:
            with counting(book.name, plain=self.plain, quiet=self.quiet) as count:
                edition = convert(book, self.order, self.store, count)
        except (BadBook, BadLexicon, SpeechFailed) as error:
            return self._failed(book, str(error), REFUSED)
        except (TtsError, OSError):
            raise  # what would befall every other book, too
        except Exception as error:  # noqa: BLE001 - the other books shall not suffer for our fault
            traceback.print_exc()
            return self._failed(
                book, f"a fault of ours ({error!r}); please send it to us", OUR_FAULT
            )
        report = EditionReport.of(edition, spent_s=time.monotonic() - began_s, made_from=made_from)
        with replacing(edition.folder / REPORT_NAME, is_folder=False) as partial:
            partial.write_text(report.model_dump_json(indent=1), encoding="utf-8")
        return self._done(report, book)

    def tidy(self) -> None:
        """Bring the store back to its limit. That lists the whole store: once, at the end."""
        self.store.trim(self.settings.store_limit_bytes)

    def _fingerprint(self, book: Path) -> str:
        try:
            return self.order.fingerprint_of(book)
        except OSError:
            return ""  # the conversion will say what is wrong with it

    def _on_the_shelf(self, book: Path, made_from: str) -> EditionReport | None:
        """The report of an edition that is there, whole, as ordered and from this very source."""
        folder = self.order.shelf / shelf_name(book)
        if self.again or not made_from or not (folder / REPORT_NAME).is_file():
            return None
        try:
            report = EditionReport.model_validate_json((folder / REPORT_NAME).read_bytes())
        except ValueError:
            return None
        is_whole = all((folder / place).exists() for place in report.places())
        return report if report.made_from == made_from and is_whole else None

    def _done(self, report: EditionReport, book: Path) -> dict[str, Any]:
        if report.faults:
            self.worst = max(self.worst, FAULTS)
        if not self.quiet:
            tell(report, self.order.shelf / shelf_name(book))
        return report.model_dump(mode="json")

    def _failed(self, book: Path, why: str, code: int) -> dict[str, Any]:
        self.worst = max(self.worst, code)
        warn(why if code == REFUSED else f"{book.name}: {why}")
        return {"source": book.name, "refused": why}

    def _sum_up(self, books: Sequence[Path], reports: Sequence[Mapping[str, Any]]) -> None:
        refused = {
            str(b): r["refused"] for b, r in zip(books, reports, strict=True) if "refused" in r
        }
        faulty = [r["source"] for r in reports if r.get("faults")]
        summary = {"books": len(books), "refused": refused, "with_faults": faulty}
        with replacing(self.order.shelf / SUMMARY_NAME, is_folder=False) as partial:
            partial.write_text(json.dumps(summary, ensure_ascii=False, indent=1), encoding="utf-8")
        if not self.quiet:
            say(
                f"Of {len(books)} books {len(books) - len(refused)} are on the shelf, "
                f"{len(faulty)} of them with faults; {len(refused)} were refused, each with its "
                f"reason in {self.order.shelf / SUMMARY_NAME}."
            )


def tell(report: EditionReport, folder: Path) -> None:
    """Say in words what was made, and every fault and warning."""
    languages = ", ".join(f"{language} {count}" for language, count in report.languages.items())
    sound = f"{duration_words(report.audio_s)} of sound" if report.audio_s else "no sound"
    say(
        f"{report.title}: {report.sentences} sentences, {sound}, "
        f"made in {duration_words(report.spent_s)} ({report.spoken} spoken, {report.reused} kept "
        f"from before). Phrases by language: {languages}."
    )
    for form, place in report.forms.items():
        say(f"  {form}: {folder / place}")
    for form, places in report.volumes.items():
        for number, place in enumerate(places, start=1):
            say(f"  {form}, volume {number} of {len(places)}: {folder / place}")
    if report.lexicon:
        say(f"  {lexicon_words(report.lexicon)}")
    for warning in report.warnings:
        say(f"  note: {warning}")
    for fault in report.faults:
        say(f"  fault: {fault}")


def lexicon_words(lexicon: LexiconReport) -> str:
    """Which lexicons, and how much of them was used."""
    return (
        f"lexicon: {', '.join(lexicon.sources)} (version {lexicon.version or 'of no entry'}), "
        f"{len(lexicon.uses)} of {lexicon.entries} entries used "
        f"{sum(lexicon.uses.values())} times"
    )


def books_in(places: Sequence[Path]) -> list[Path]:
    """The books named, and those in the folders named, by name. A DAISY book is a folder itself.

    Raises BadChoice where two books of one name would share a folder of the shelf, where a folder
    holds none, and beyond `MOST_BOOKS`.
    """
    books = [book for place in places for book in _books_of(place)]
    if len(books) > MOST_BOOKS:
        raise BadChoice(f"These are more than {MOST_BOOKS:,} books; convert them in parts.")
    seen: dict[str, Path] = {}
    for book in books:
        twin = seen.setdefault(shelf_name(book).casefold(), book)
        if twin is not book:
            raise BadChoice(f"{twin} and {book} would share a folder; convert them one by one.")
    return books


def _books_of(place: Path) -> Iterator[Path]:
    if not place.is_dir() or _is_one_book(place):
        yield place
        return
    books = list(_books_below(place))
    if not books:
        raise BadChoice(f"There is no book in the folder {place}.")
    yield from books


def _books_below(folder: Path) -> Iterator[Path]:
    for inner in sorted(folder.iterdir()):
        if inner.name.startswith(".") or inner.is_symlink():
            continue
        if inner.is_dir() and not _is_one_book(inner):
            yield from _books_below(inner)
        elif inner.is_dir() or inner.suffix.lower() not in NO_BOOKS:
            yield inner


def _is_one_book(folder: Path) -> bool:
    """A DAISY book; also an unpacked EPUB, of which the conversion will say that it is not read."""
    names = {inner.name.lower() for inner in folder.iterdir()}
    return is_daisy_folder(folder) or not names.isdisjoint(UNPACKED_EPUB)
