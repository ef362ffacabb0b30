"""Which engines there are, who speaks in them, and how one is opened by its casting."""

from __future__ import annotations

from collections.abc import Iterable

from tts.engine import Casting, SpeechEngine, Voice
from tts.engines.espeak import NAME as ESPEAK
from tts.engines.espeak import EspeakEngine, EspeakHome, bundled_home, open_library
from tts.engines.tone import NAME as TONE
from tts.engines.tone import ToneEngine
from tts.engines.tone import voices as tone_voices
from tts.errors import BadChoice

SYSTEM = "system"
ENGINES = (ESPEAK, SYSTEM, TONE)
_KNOWN_AS = {ESPEAK: "eSpeak NG"}
LANGUAGES = ("kk", "ru", "en")


def open_engine(casting: Casting, *, espeak_home: EspeakHome | None = None) -> SpeechEngine:
    """The engine of this casting, ready to speak. `espeak_home` stands in for the bundled one.

    Raises BadChoice for an engine, voice or speed that does not exist; EngineMissing.
    """
    match casting.engine:
        case "espeak":
            return EspeakEngine(casting, espeak_home)
        case "tone":
            return ToneEngine(casting)
        case "system":
            from tts.engines.system import SystemEngine  # noqa: PLC0415 - pyttsx3 loads slowly

            return SystemEngine(casting, espeak_home)
    raise BadChoice(f"There is no engine “{casting.engine}”; there are {', '.join(ENGINES)}.")


def voices(engine: str = "", *, espeak_home: EspeakHome | None = None) -> tuple[Voice, ...]:
    """Everybody who can speak here, in one engine or in all. Raises BadChoice, EngineMissing."""
    if engine and engine not in ENGINES:
        raise BadChoice(f"There is no engine “{engine}”; there are {', '.join(ENGINES)}.")
    found: list[Voice] = []
    if engine in {"", ESPEAK}:
        found += open_library(espeak_home or bundled_home()).voices()
    if engine in {"", SYSTEM}:
        from tts.engines.system import voices as system_voices  # noqa: PLC0415 - as above

        found += system_voices(espeak_home)
    if engine in {"", TONE}:
        found += tone_voices()
    return tuple(found)


def default_castings(engine: str, *, espeak_home: EspeakHome | None = None) -> dict[str, Casting]:
    """The voice that an engine reads each of our languages with; a language without one is absent.

    Raises BadChoice, EngineMissing.
    """
    here = voices(engine, espeak_home=espeak_home)
    chosen = {language: _first_reader(language, here) for language in LANGUAGES}
    return {language: Casting(engine, name) for language, name in chosen.items() if name}


def known_as(casting: Casting) -> str:
    """The name by which listeners may know a voice; "" where a file or a code is all its name."""
    return _KNOWN_AS.get(casting.engine, "")


def _first_reader(language: str, here: Iterable[Voice]) -> str:
    """The voice named for the language, else the first that reads it or a dialect of it."""
    names = [
        voice.name
        for voice in here
        if any(tag.partition("-")[0] == language for tag in voice.languages)
    ]
    return language if language in names else next(iter(names), "")
