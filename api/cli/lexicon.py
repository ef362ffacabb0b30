"""`dauys lexicon`: lists of how words are said, checked, and written in another format."""

import json
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import say, warn
from tts.lexicon.faults import BadLexicon
from tts.lexicon.files import lexicon_bytes, read_lexicon
from tts.lexicon.trying import Trial, trials
from tts.publishing import replacing
from tts.text.languages import normalized

GOOD, FAULTS = 0, 1


def register(app: typer.Typer) -> None:
    """Add the commands."""
    lexicon = typer.Typer(
        help="Pronunciation lexicons: PLS 1.0, or tables as CSV or TSV.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    app.add_typer(lexicon, name="lexicon")

    @lexicon.command(name="check")
    def _check(
        files: Annotated[list[Path], typer.Argument(help="Files .pls, .csv or .tsv.")],
        as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    ) -> int:
        """List every fault of lexicons, try their test sentences, show what would be said."""
        told = [check(path, quiet=as_json) for path in files]
        if as_json:
            say(json.dumps(told, ensure_ascii=False, indent=1))
        return GOOD if all(facts["is_good"] for facts in told) else FAULTS

    @lexicon.command(name="export")
    def _export(
        files: Annotated[list[Path], typer.Argument(help="Files .pls, .csv or .tsv.")],
        to: Annotated[Path, typer.Option(help="The file to write: .pls or .csv.")],
        language: Annotated[
            str, typer.Option(help="Only entries of this language; a PLS file has one.")
        ] = "",
    ) -> None:
        """Write lexicons as one file of the other format: CSV as PLS, or PLS as CSV."""
        read = [read_lexicon(path) for path in files]
        entries = [
            entry
            for file in read
            for entry in file.entries
            if not language or entry.language == normalized(language)
        ]
        data, left = lexicon_bytes(entries, to.suffix)
        with replacing(to, is_folder=False) as partial:
            partial.write_bytes(data)
        for sentence in (*(w for file in read for w in file.warnings), *left):
            warn(f"note: {sentence}")
        say(f"{len(entries)} entries written to {to}.")


def check(path: Path, *, quiet: bool) -> dict[str, object]:
    """Check one file and say what is found; the same as facts. Raises OSError."""
    try:
        file = read_lexicon(path)
        tried = list(trials(file))
    except BadLexicon as error:
        faults = [str(fault) for fault in error.faults]
        if not quiet:
            for fault in faults:
                say(fault)
        return {"file": str(path), "is_good": False, "faults": faults}
    bad = sum(not trial.is_good for trial in tried)
    if not quiet:
        for warning in file.warnings:
            say(f"note: {warning}")
        for trial in tried:
            say(f"{path.name}, line {trial.line}: {_outcome(trial)}")
        failed = f"{bad} not as expected" if bad else "all as expected"
        say(f"{path}: {len(file.placed)} entries, {len(tried)} test sentences, {failed}.")
    return {
        "file": str(path),
        "is_good": not bad,
        "faults": [],
        "entries": len(file.placed),
        "warnings": list(file.warnings),
        "tests": [
            {
                "line": trial.line,
                "text": trial.example.text,
                "expected": trial.example.said,
                "said": trial.said,
                "is_good": trial.is_good,
            }
            for trial in tried
        ],
    }


def _outcome(trial: Trial) -> str:
    told = f"“{trial.example.text}” is said “{trial.said}”"
    if not trial.is_met:
        return f"{told}; the entry was not met in it."
    if not trial.is_as_expected:
        return f"{told}; “{trial.example.said}” was expected."
    return f"{told}, as expected." if trial.example.said else f"{told}."
