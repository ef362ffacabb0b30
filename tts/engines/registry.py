"""Which engines there are, who speaks in them, and how one is opened by its casting."""

from __future__ import annotations

from collections.abc import Iterable

from tts.engine import Casting, SpeechEngine, Voice
from tts.engines.command_file import NAME as COMMAND
from tts.engines.command_file import commands
from tts.engines.espeak import NAME as ESPEAK
from tts.engines.espeak import EspeakEngine, bundled_home, open_library
from tts.engines.installation import BARE, Installation
from tts.engines.piper_files import NAME as PIPER
from tts.engines.piper_files import piper_voices
from tts.engines.tone import NAME as TONE
from tts.engines.tone import ToneEngine
from tts.engines.tone import voices as tone_voices
from tts.errors import BadChoice
from tts.text.phonemes import X_ESPEAK

SYSTEM = "system"
ENGINES = (ESPEAK, SYSTEM, PIPER, COMMAND, TONE)
_KNOWN_AS = {ESPEAK: "eSpeak NG", PIPER: "Piper"}
LANGUAGES = ("kk", "ru", "en")


def open_engine(casting: Casting, installation: Installation = BARE) -> SpeechEngine:
    """The engine of this casting, ready to speak.

    Raises BadChoice for an engine, voice or speed that does not exist; EngineMissing.
    """
    # What loads slowly, or need not be there, is imported by those who choose it.
    match casting.engine:
        case "espeak":
            return EspeakEngine(casting, installation.espeak_home)
        case "tone":
            return ToneEngine(casting)
        case "system":
            from tts.engines.system import SystemEngine  # noqa: PLC0415

            return SystemEngine(casting, installation.espeak_home)
        case "piper":
            from tts.engines.piper import PiperEngine  # noqa: PLC0415

            return PiperEngine(casting, installation.voices_dir)
        case "command":
            from tts.engines.command import CommandEngine  # noqa: PLC0415

            return CommandEngine(casting, installation.voices_dir)
    raise _no_engine(casting.engine)


def phoneme_alphabet(engine: str) -> str:
    """The phonemes that an engine reads among its words: eSpeak NG its own; "" for none."""
    return X_ESPEAK if engine == ESPEAK else ""


def voices(engine: str = "", installation: Installation = BARE) -> tuple[Voice, ...]:
    """Everybody who can speak here, in one engine or in all. Raises BadChoice, EngineMissing."""
    if engine and engine not in ENGINES:
        raise _no_engine(engine)
    found: list[Voice] = []
    if engine in {"", ESPEAK}:
        found += open_library(installation.espeak_home or bundled_home()).voices()
    if engine in {"", SYSTEM}:
        from tts.engines.system import voices as system_voices  # noqa: PLC0415 - as above

        found += system_voices(installation.espeak_home)
    if engine in {"", PIPER}:
        found += piper_voices(installation.voices_dir).voices
    if engine in {"", COMMAND}:
        found += commands(installation.voices_dir).voices
    if engine in {"", TONE}:
        found += tone_voices()
    return tuple(found)


def unusable(installation: Installation) -> tuple[str, ...]:
    """A sentence for every file laid among the voices that is no voice, with its reason."""
    folder = installation.voices_dir
    return (*piper_voices(folder).unusable, *commands(folder).unusable)


def default_castings(engine: str, installation: Installation = BARE) -> dict[str, Casting]:
    """The voice that an engine reads each of our languages with; a language without one is absent.

    Raises BadChoice, EngineMissing.
    """
    here = voices(engine, installation)
    chosen = {language: _first_reader(language, here) for language in LANGUAGES}
    return {language: Casting(engine, name) for language, name in chosen.items() if name}


def known_as(casting: Casting) -> str:
    """The name by which listeners may know a voice; "" where a file or a code is all its name."""
    return _KNOWN_AS.get(casting.engine, "")


def _no_engine(name: str) -> BadChoice:
    return BadChoice(f"There is no engine “{name}”; there are {', '.join(ENGINES)}.")


def _first_reader(language: str, here: Iterable[Voice]) -> str:
    """The voice named for the language, else the first that reads it or a dialect of it."""
    names = [voice.name for voice in here if voice.reads(language)]
    return language if language in names else next(iter(names), "")
