"""`dauys doctor`: what is missing on this machine, and how to get it."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from api.cli.console import say
from api.settings import load_settings
from routing.errors import BadProblem
from routing.travel.programs import find_programs
from tts.braille.liblouis import open_liblouis, remedy
from tts.braille.tables import TABLE_FILES
from tts.engine import Casting, Voice
from tts.engines.installation import Installation
from tts.engines.registry import default_castings, open_engine, unusable, voices
from tts.errors import EngineMissing, TtsError
from tts.narration.booth import Booth
from tts.narration.store import Store
from tts.sources.scans.recognition import Recognition
from tts.sources.scans.tesseract import missing

ROOM_BYTES = 2_000_000_000
GREETINGS = {"kk": "Сәлем", "ru": "Привет", "en": "Hello"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: is it there, is it needed, and what to do if it is not."""

    what: str
    is_there: bool
    is_needed: bool
    sentence: str


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(name="doctor")
    def _doctor(
        as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    ) -> int:
        """Say what works here and what is missing; exit 1 if something needed is."""
        findings = [finding for look in LOOKS for finding in look()]
        if as_json:
            say(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
        else:
            for finding in findings:
                say(f"{_verdict(finding)}: {finding.sentence}")
        return int(any(f.is_needed and not f.is_there for f in findings))


def _verdict(finding: Finding) -> str:
    if finding.is_there:
        return "good"
    return "missing" if finding.is_needed else "optional, missing"


def _python() -> list[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    return [Finding("python", good, True, f"Python {version}; 3.11 or newer is needed.")]


def _speech() -> list[Finding]:
    """Each language says a word: the only proof that a voice is there."""
    return [_speaks(language, casting) for language, casting in default_castings("espeak").items()]


def _speaks(language: str, casting: Casting) -> Finding:
    try:
        sound = open_engine(casting).speak(GREETINGS[language])
    except TtsError as error:
        return Finding(f"voice-{language}", False, True, f"{language} cannot be spoken: {error}")
    return Finding(
        f"voice-{language}",
        len(sound) > 2_000,
        True,
        f"{language} is spoken by {casting.engine} voice {casting.voice}.",
    )


def _system_voices() -> list[Finding]:
    count = len(voices("system"))
    return [Finding("system-voices", count > 0, False, f"{count} voices through pyttsx3.")]


def _laid_voices() -> list[Finding]:
    """What an admin laid in the folder of voices; each says a sentence, away from this process."""
    installation = load_settings().installation
    findings = [Finding("voice-file", False, False, told) for told in unusable(installation)]
    models = dict[tuple[str, str], Voice]()  # of a model with many speakers one is asked
    for voice in (*voices("piper", installation), *voices("command", installation)):
        models.setdefault((voice.engine, voice.name.partition("#")[0]), voice)
    findings += [_laid_voice_speaks(voice, installation) for voice in models.values()]
    where = f"{installation.voices_dir} (another folder: DAUYS_VOICES_DIR)"
    nothing = f"No voices are laid in {where}; docs/voices.md tells how."
    return findings or [Finding("voice-file", False, False, nothing)]


def _laid_voice_speaks(voice: Voice, installation: Installation) -> Finding:
    what, name = f"voice-{voice.engine}", f"{voice.engine}:{voice.name}"
    with TemporaryDirectory() as folder:
        casting, store = Casting(voice.engine, voice.name), Store(Path(folder))
        try:
            with Booth(casting, store, installation=installation, own_group=True) as booth:
                rate_hz = booth.facts().rate_hz
        except TtsError as error:
            return Finding(what, False, False, f"{name} cannot speak: {error}")
    languages = ", ".join(voice.languages)
    return Finding(what, True, False, f"{name} reads {languages} at {rate_hz} samples a second.")


def _room() -> list[Finding]:
    store = load_settings().store_dir
    standing = next(path for path in (store, *store.parents) if path.exists())
    free = shutil.disk_usage(standing).free
    return [
        Finding(
            "store",
            _is_writable(standing) and free > ROOM_BYTES,
            True,
            f"The store {store} has {free // 10**9} GB free; 2 GB are needed "
            "(choose another place with DAUYS_STORE_DIR).",
        )
    ]


def _is_writable(folder: Path) -> bool:
    probe = folder / ".dauys-doctor"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _braille() -> list[Finding]:
    """The library of braille, and the tables of our languages."""
    try:
        library = open_liblouis()
        lacking = [name for name in TABLE_FILES if not library.has(name)]
    except EngineMissing as error:
        return [Finding("braille", False, False, f"The forms brf and pef cannot be made: {error}")]
    said = f"liblouis {library.version} translates into braille."
    if lacking:
        said = f"liblouis {library.version} lacks the tables {', '.join(lacking)}. {remedy()}"
    return [Finding("braille", not lacking, False, said)]


def _recognition() -> list[Finding]:
    """What reads scanned pages, and its languages."""
    recognition = Recognition()
    lacking = missing(recognition)
    return [
        Finding(
            "tesseract",
            not lacking,
            False,
            f"Tesseract recognises scanned pages, here in {', '.join(recognition.languages)}."
            if not lacking
            else f"Scanned pages need tesseract ({', '.join(lacking)}). {recognition.remedy()}",
        )
    ]


def _roads() -> list[Finding]:
    """What answers from road maps and builds them."""
    settings = load_settings()
    try:
        programs = find_programs(settings.valhalla, settings.roads_dir)
    except BadProblem as error:
        return [Finding("roads", False, False, f"Road maps cannot be used: {error}")]
    how = "in this process" if programs.loads else "by its own server on loopback"
    said = f"Valhalla {programs.version} answers from road maps, {how}."
    return [Finding("roads", True, False, said)]


def _validators() -> list[Finding]:
    where = shutil.which("java")
    return [
        Finding(
            "java",
            where is not None,
            False,
            "Java runs EPUBCheck in our tests; readers and libraries do not need it. "
            "On Debian: apt-get install default-jre-headless",
        )
    ]


LOOKS: tuple[Callable[[], list[Finding]], ...] = (
    _python,
    _speech,
    _system_voices,
    _laid_voices,
    _room,
    _braille,
    _recognition,
    _roads,
    _validators,
)
