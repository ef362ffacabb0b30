"""The manual says what the commands do, because they write it."""

from pathlib import Path

from api.cli.manual import manual

COMMANDS = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_manual_is_not_behind_the_commands() -> None:
    """If this fails, run: make docs"""
    assert COMMANDS.read_text("utf-8") == manual()
