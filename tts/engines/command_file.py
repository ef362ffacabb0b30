"""Any program as a voice: what an admin writes about it in NAME.toml in the folder of voices.

    languages = ["ru"]
    command = ["RHVoice-test", "-p", "anna", "-r", "{speed}", "-o", "{wav_file}"]
    ordinary_speed = 100
    version_command = ["RHVoice-test", "--version"]

docs/voices.md tells every key. The words of a book are never among the arguments.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tts.engine import ORDINARY_WPM, Voice
from tts.engines.voices_dir import BadVoiceFile, Found, files, found, read_settings
from tts.errors import BadChoice, EngineMissing

NAME = "command"

TEXT_FILE, WAV_FILE, WPM, SPEED = "{text_file}", "{wav_file}", "{wpm}", "{speed}"
_PLACEHOLDERS = {TEXT_FILE, WAV_FILE, WPM, SPEED}
_ENDING = ".toml"
_LONGEST_S = 25.0  # the version, and a first sentence, must come before a booth gives up
_ORDINARY_CHARACTERS = 200
_MOST_ARGUMENTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program that says what it is given. Made by `read_command`.

    `arguments` still have their placeholders; without {text_file} the words come by standard
    input, without {wav_file} the sound by standard output. `fixed_version` or `version_command`
    tells a new voice from an old one.
    """

    name: str
    path: Path
    languages: tuple[str, ...]
    arguments: tuple[str, ...]
    fixed_version: str = ""
    version_command: tuple[str, ...] = ()
    ordinary_speed: float | None = None
    timeout_s: float = 20.0
    environment: Mapping[str, str] = field(default_factory=dict)

    def with_values(
        self, *, text_file: Path, wav_file: Path, words_per_minute: int
    ) -> tuple[str, ...]:
        """The arguments for one utterance."""
        values = {
            TEXT_FILE: str(text_file),
            WAV_FILE: str(wav_file),
            WPM: str(words_per_minute),
            SPEED: self._speed(words_per_minute),
        }
        pattern = "|".join(map(re.escape, values))
        return tuple(
            re.sub(pattern, lambda match: values[match[0]], argument) for argument in self.arguments
        )

    def limit_s(self, words: str) -> float:
        """Seconds that it may take over these words: longer for more than an ordinary sentence."""
        return self.timeout_s * max(1.0, len(words) / _ORDINARY_CHARACTERS)

    def takes(self, placeholder: str) -> bool:
        """Whether an argument has it."""
        return any(placeholder in argument for argument in self.arguments)

    def _speed(self, words_per_minute: int) -> str:
        if self.ordinary_speed is None:
            return ""
        speed = self.ordinary_speed * words_per_minute / ORDINARY_WPM
        return f"{speed:.2f}" if isinstance(self.ordinary_speed, float) else f"{speed:.0f}"


def commands(folder: Path | None) -> Found:
    """The voices that programs have here, and what is wrong with the other files."""

    def voices_of(path: Path) -> Iterator[Voice]:
        command = read_command(path)
        yield Voice(NAME, command.name, command.languages)

    return found(lambda: files(folder, _ENDING), voices_of)


def find_command(name: str, folder: Path | None) -> Command:
    """The command of this name. Raises BadChoice; EngineMissing for a file that cannot be used."""
    try:
        for path in files(folder, _ENDING):
            if path.name.removesuffix(_ENDING) == name:
                return read_command(path)
    except BadVoiceFile as error:
        raise EngineMissing(str(error)) from error
    names = ", ".join(voice.name for voice in commands(folder).voices) or "none"
    raise BadChoice(f"There is no command “{name}” in {folder}; it has {names}.")


def read_command(path: Path) -> Command:
    """What an admin wrote. Raises BadVoiceFile, which says which key is wrong and why."""
    try:
        told = tomllib.loads(read_settings(path).decode("utf-8"))
    except (ValueError, RecursionError) as error:  # TOML's own and UTF-8's are kinds of the first
        raise BadVoiceFile(f"{path} is not TOML in UTF-8: {error}.") from error
    try:
        return _command(path, told)
    except _Wrong as error:
        raise BadVoiceFile(f"{path}: {error}") from error


class _Wrong(Exception):
    """What is wrong with a key."""


_KEYS = {
    "languages", "command", "version", "version_command", "ordinary_speed", "timeout_s",
    "environment",
}  # fmt: skip


def _command(path: Path, told: Mapping[str, Any]) -> Command:
    unknown = sorted(told.keys() - _KEYS)
    if unknown:
        raise _Wrong(f"there is no key “{unknown[0]}”; there are {', '.join(sorted(_KEYS))}.")
    if ("version" in told) == ("version_command" in told):
        raise _Wrong("either version or version_command must say when the voice is another.")
    command = Command(
        name=path.name.removesuffix(_ENDING),
        path=path,
        languages=tuple(tag.lower() for tag in _words(told, "languages")),
        arguments=_words(told, "command"),
        fixed_version=_word(told.get("version", ""), "version"),
        version_command=_words(told, "version_command") if "version_command" in told else (),
        ordinary_speed=_number(told, "ordinary_speed", None),
        timeout_s=_number(told, "timeout_s", 20.0) or 0,
        environment=_environment(told),
    )
    _check(command)
    return command


def _check(command: Command) -> None:
    if not 0 < command.timeout_s <= _LONGEST_S:
        raise _Wrong(f"timeout_s is more than 0 and at most {_LONGEST_S:.0f}.")
    placeholders = {p for a in command.arguments for p in re.findall(r"\{\w*\}", a)}
    if unknown := sorted(placeholders - _PLACEHOLDERS):
        raise _Wrong(f"there is no {unknown[0]}; there are {', '.join(sorted(_PLACEHOLDERS))}.")
    if command.ordinary_speed is not None and not 0 < command.ordinary_speed < math.inf:
        raise _Wrong("ordinary_speed is more than 0.")
    if command.takes(SPEED) != (command.ordinary_speed is not None):
        raise _Wrong(f"{SPEED} in the command and ordinary_speed need each other.")
    if _PLACEHOLDERS & set(re.findall(r"\{\w*\}", command.arguments[0])):
        raise _Wrong("the first word of the command is the program itself.")


def _words(told: Mapping[str, Any], key: str) -> tuple[str, ...]:
    words = told.get(key)
    if not isinstance(words, list) or not 1 <= len(words) <= _MOST_ARGUMENTS:
        raise _Wrong(f'{key} is a list of words, such as ["ru"]; a shell is never asked.')
    return tuple(_word(word, key) for word in words)


def _word(word: object, key: str) -> str:
    if not isinstance(word, str) or "\0" in word:
        raise _Wrong(f"{key} has {word!r} where words in quotes should be.")
    return word


def _number(told: Mapping[str, Any], key: str, usual: float | None) -> float | None:
    number = told.get(key, usual)
    if number is None or (isinstance(number, int | float) and not isinstance(number, bool)):
        return number
    raise _Wrong(f"{key} is {number!r}, which is no number.")


def _environment(told: Mapping[str, Any]) -> dict[str, str]:
    table = told.get("environment", {})
    if not isinstance(table, dict):
        raise _Wrong("environment is a table of names and words.")
    return {_word(name, "environment"): _word(text, "environment") for name, text in table.items()}
