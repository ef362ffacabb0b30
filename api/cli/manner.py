"""How a book is to be read: the same options for every command that makes talking books."""

from typing import Annotated

import typer

from tts.manner.choice import (
    LONGEST_PAUSES_PERCENT,
    SHORTEST_PAUSES_PERCENT,
    Announced,
    ReadingManner,
    announced_named,
)

SLOWEST_WPM, FASTEST_WPM = 80, 450

Voices = Annotated[
    list[str] | None,
    typer.Option(
        help="LANGUAGE=NAME or LANGUAGE=NAME@SPEED, as ru=ru@200; see `dauys voices`. "
        "May be repeated."
    ),
]
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


def reading_manner(announce: str, *, framing: bool, pauses_percent: int) -> ReadingManner:
    """The manner that the options ask for. Raises BadChoice."""
    return ReadingManner(
        announced=announced_named(announce), frames=framing, pauses_percent=pauses_percent
    )
