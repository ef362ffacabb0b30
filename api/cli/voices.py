"""`dauys voices`: who can speak here."""

import json
from typing import Annotated

import typer

from api.cli.console import say
from tts.engine import Voice
from tts.engines.registry import voices


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="voices")
    def _voices(
        language: Annotated[
            str, typer.Option(help="Only voices of this language, such as kk.")
        ] = "",
        as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    ) -> None:
        """Say which voices speak on this machine, engine by engine."""
        found = [v for v in voices() if not language or language in v.languages]
        if as_json:
            say(json.dumps([_facts(voice) for voice in found], ensure_ascii=False, indent=1))
            return
        for voice in found:
            say(f"{voice.engine} {voice.name}: {', '.join(voice.languages)}")
        say(
            f"{len(found)} voices. Choose one with: dauys convert … --voice kk=NAME --engine ENGINE"
        )


def _facts(voice: Voice) -> dict[str, object]:
    return {"engine": voice.engine, "name": voice.name, "languages": voice.languages}
