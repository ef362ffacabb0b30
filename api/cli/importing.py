"""`dauys import`: catalogues, books and the network come in."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from access.importing.arrivals import Arrivals
from access.importing.files import Kind, Wishes, import_feed, import_file
from access.importing.report import Report
from access.importing.running import Desk
from api.cli.console import say, warn
from api.cli.desk import opened
from api.fetching import HttpFetcher
from api.settings import Settings, load_settings
from delivery.homes.importing import bring_home

REFUSED = 1
MOST_SAID = 50
EVERY_RECORDS = 5_000
ADDRESSES = ("http://", "https://")


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="import")
    def _import(
        files: Annotated[
            list[str],
            typer.Argument(
                metavar="FILE…",
                help="MARC 21 or RUSMARC (ISO 2709 or MARCXML), CSV of titles, readers, service "
                "points or holidays, OPDS feeds (a file or an address), books, or folders of them.",
            ),
        ],
        kind: Annotated[
            Kind, typer.Option(help="What the files are; auto asks their content.")
        ] = Kind.AUTO,
        catalogue: Annotated[
            str, typer.Option(help="Whose numbers the records have, where they do not say.")
        ] = "own",
        dry_run: Annotated[
            bool,
            typer.Option("--dry-run", help="Only say what would be: for tables of readers."),
        ] = False,
        as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    ) -> int:
        """Take over catalogues and books. The same file again changes nothing.

        What is refused is named with its number and why; the rest is taken. Ends with 1 if
        anything was refused.
        """
        settings = load_settings()
        wishes = Wishes(
            sources=settings.sources_dir,
            kind=kind,
            catalogue=catalogue,
            most_bytes=settings.max_source_bytes,
            at_home=bring_home,
            is_trial=dry_run,
        )
        reports = import_all(files, settings, wishes, quiet=as_json)
        if as_json:
            say(json.dumps([one.told() for one in reports], ensure_ascii=False, indent=1))
        return REFUSED if any(one.refused for one in reports) else 0


def import_all(
    files: Sequence[str], settings: Settings, wishes: Wishes, *, quiet: bool
) -> list[Report]:
    """Every file in the order given: a network before the copies that stand in it.

    What came is found at once, and goes to those who waited for it.
    """
    for file in files:
        if not file.startswith(ADDRESSES):
            Path(file).stat()
    reports = list[Report]()
    with opened(settings) as database:
        arrivals = Arrivals(database, datetime.now(UTC))
        desk = Desk(
            transaction=database.change.begin,
            now=arrivals.now,
            on_titles_changed=arrivals.note,
            on_progress=_nothing if quiet else _counting,
        )
        for file in files:
            if file.startswith(ADDRESSES):
                with HttpFetcher() as fetcher:
                    reports.append(import_feed(file, fetcher, desk, wishes))
            else:
                reports.append(import_file(Path(file), desk, wishes))
            if not quiet:
                _tell(reports[-1])
            arrivals.hand_out()
    return reports


def _nothing(_done: int) -> None:
    """Where a machine reads the outcome."""


def _counting(done: int) -> None:
    if done and done % EVERY_RECORDS == 0:
        warn(f"{done:,} records so far")


def _tell(report: Report) -> None:
    for remark in report.remarks[:MOST_SAID]:
        warn(f"{'refused' if remark.is_refusal else 'note'}: {remark}")
    unsaid = sum(report.said.values()) - min(len(report.remarks), MOST_SAID)
    if unsaid > 0:
        warn(f"{unsaid:,} more remarks; --json gives the first thousand.")
    say(
        f"{report.what}: {report.records:,} records; {report.added:,} added, "
        f"{report.changed:,} changed, {report.unchanged:,} unchanged, {report.refused:,} refused."
    )
