"""`dauys voices`: who can speak here."""

import json
from typing import Annotated

import typer

from api.cli.console import say, warn
from api.settings import load_settings
from tts.engine import Voice
from tts.engines.registry import unusable, voices


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="voices")
    def _voices(
        language: Annotated[
            str, typer.Option(help="Only voices of this language, such as kk.")
        ] = "",
        as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    ) -> None:
        """Say which voices speak on this machine, engine by engine.

        Piper voices and programs are found in the folder of DAUYS_VOICES_DIR; what lies there and
        cannot speak is told with its reason. `dauys doctor` has each of them say a sentence.
        """
        installation = load_settings().installation
        for sentence in unusable(installation):
            warn(sentence)
        found = [v for v in voices("", installation) if not language or v.reads(language)]
        if as_json:
            say(json.dumps([_facts(voice) for voice in found], ensure_ascii=False, indent=1))
            return
        for voice in found:
            say(f"{voice.engine}:{voice.name} reads {', '.join(voice.languages)}")
        say(f"{len(found)} voices. Choose one with: dauys convert … --voice kk=ENGINE:NAME")


def _facts(voice: Voice) -> dict[str, object]:
    return {"engine": voice.engine, "name": voice.name, "languages": voice.languages}
