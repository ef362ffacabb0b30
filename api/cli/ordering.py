"""The words of a command become an order: which forms, which voices, read how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from api.cli.console import warn
from api.cli.options import SCANS
from api.settings import Settings
from tts.braille.manner import BrailleManner
from tts.engine import ORDINARY_WPM, Casting
from tts.engines.espeak import FASTEST_WPM, SLOWEST_WPM
from tts.engines.installation import Installation
from tts.engines.registry import ENGINES, default_castings
from tts.errors import BadChoice
from tts.forms.making import Making
from tts.forms.writers import forms_named
from tts.lexicon.files import layered, read_lexicon
from tts.lexicon.lexicon import Lexicon
from tts.manner.choice import ReadingManner, announced_named
from tts.narration.narrator import Manner
from tts.narration.section_sound import Limits
from tts.order import Order
from tts.sources.scans.recognition import Recognition
from tts.volumes.media import medium_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Who reads, how fast, and how words are said, as a command was told."""

    engine: str = "espeak"
    voices: Sequence[str] = ()
    words_per_minute: int = ORDINARY_WPM
    lexicons: Sequence[Path] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a command was told of the books it makes."""

    forms: str
    shelf: Path
    workers: int
    speech: Speech = field(default_factory=Speech)
    reading: ReadingManner = field(default_factory=ReadingManner)
    braille: BrailleManner = field(default_factory=BrailleManner)
    scans: str = SCANS
    split: str = ""
    made_on: str = ""
    may_listen: bool = False


def order_for(settings: Settings, wishes: Wishes) -> Order:
    """What is wanted of every book. Raises BadChoice, BadLexicon."""
    speech = wishes.speech
    cast = castings(settings.installation, speech)
    return Order(
        forms=forms_named(wishes.forms),
        castings=cast,
        shelf=wishes.shelf,
        making=Making(
            producer=settings.producer,
            narrators=tuple(dict.fromkeys(map(narrator, cast.values()))),
            made_on=day(wishes.made_on),
            generator=f"Dauys {version('dauys')}",
            braille=wishes.braille,
        ),
        workers=wishes.workers,
        manner=Manner(
            limits=Limits(base_s=settings.speech_timeout_s),
            installation=settings.installation,
            reading=wishes.reading,
            lexicon=lexicon_from(speech.lexicons),
        ),
        medium=medium_named(wishes.split) if wishes.split else None,
        recognition=Recognition(languages=tuple(wishes.scans.split("+")), workers=wishes.workers),
        may_listen=wishes.may_listen,
    )


def reading_manner(announce: str, *, framing: bool, pauses_percent: int) -> ReadingManner:
    """The manner that the options ask for. Raises BadChoice."""
    return ReadingManner(
        announced=announced_named(announce), frames=framing, pauses_percent=pauses_percent
    )


def narrator(casting: Casting) -> str:
    """A voice and its speed, as a catalogue names who reads."""
    return f"{casting.engine} {casting.voice} ({casting.words_per_minute} words a minute)"


def lexicon_from(paths: Sequence[Path]) -> Lexicon:
    """The lexicon for every book; its warnings are said. Raises BadLexicon."""
    files = [read_lexicon(path) for path in paths]
    for warning in (w for file in files for w in file.warnings):
        warn(f"note: {warning}")
    return layered(files)


def castings(installation: Installation, speech: Speech) -> Mapping[str, Casting]:
    """A voice for each language: the usual ones, but for those chosen. Raises BadChoice.

    A language that the engine does not speak is read by eSpeak NG, not by a voice of another.
    """
    usual = default_castings("espeak") | default_castings(speech.engine, installation)
    cast = {
        language: Casting(casting.engine, casting.voice, speech.words_per_minute)
        for language, casting in usual.items()
    }
    for choice in speech.voices:
        language, equals, voice = choice.partition("=")
        named, own_speed = voice_and_speed(voice)
        engine, colon, name = named.partition(":")
        if not (colon and engine in ENGINES):
            engine, name = speech.engine, named
        if not (language and equals and name):
            raise BadChoice(
                f"--voice {choice!r} is not LANGUAGE=NAME; write kk=kk, kk=espeak:kk or kk=kk@150."
            )
        cast[language.lower()] = Casting(engine, name, own_speed or speech.words_per_minute)
    return cast


def voice_and_speed(voice: str) -> tuple[str, int | None]:
    """The name of a voice and the words a minute behind its @, if any. Raises BadChoice."""
    name, at, speed = voice.rpartition("@")
    if not (at and speed.isascii() and speed.isdecimal()):
        return voice, None
    if not SLOWEST_WPM <= int(speed[:6]) <= FASTEST_WPM:
        raise BadChoice(
            f"A voice cannot read {speed} words a minute; choose {SLOWEST_WPM} to {FASTEST_WPM}."
        )
    return name, int(speed)


def day(text: str) -> date:
    """The day of an option; today where nothing is said. Raises BadChoice."""
    if not text:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadChoice(f"--made-on {text!r} is not a day; write it as 2026-11-22.") from error
