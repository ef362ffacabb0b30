"""The folder where an admin lays voices: what is found there, good or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tts.engine import Voice
from tts.errors import TtsError

MOST_FILES = 1_000
LARGEST_SETTINGS_BYTES = 5_000_000


class BadVoiceFile(TtsError):
    """A file among the voices that cannot be used as one; the sentence names it and says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """Voices, and a sentence for every file that is none though it should be."""

    voices: tuple[Voice, ...]
    unusable: tuple[str, ...]


def files(folder: Path | None, ending: str) -> tuple[Path, ...]:
    """The files of this ending, by name; none where there is no folder. Raises BadVoiceFile.

    Hidden ones are left out: macOS lays such beside each file that it copies.
    """
    if folder is None or not folder.is_dir():
        return ()
    try:
        here = sorted(
            path
            for path in folder.iterdir()
            if path.name.endswith(ending) and not path.name.startswith(".")
        )
    except OSError as error:
        raise BadVoiceFile(f"{folder} cannot be read: {error.strerror}.") from error
    if len(here) > MOST_FILES:
        raise BadVoiceFile(f"{folder} has more than {MOST_FILES} files *{ending}.")
    return tuple(here)


def read_settings(path: Path) -> bytes:
    """The bytes of a small file of settings. Raises BadVoiceFile."""
    try:
        with path.open("rb") as file:
            octets = file.read(LARGEST_SETTINGS_BYTES + 1)
    except OSError as error:
        raise BadVoiceFile(f"{path} cannot be read: {error.strerror}.") from error
    if len(octets) > LARGEST_SETTINGS_BYTES:
        raise BadVoiceFile(f"{path} is too large for the settings of a voice.")
    return octets


def found(
    list_paths: Callable[[], Iterable[Path]], voices_of: Callable[[Path], Iterable[Voice]]
) -> Found:
    """The voices of all paths; what is wrong with one does not hide the others."""
    voices: list[Voice] = []
    unusable: list[str] = []
    try:
        paths = list_paths()
    except BadVoiceFile as error:
        return Found((), (str(error),))
    for path in paths:
        try:
            voices += voices_of(path)
        except BadVoiceFile as error:
            unusable.append(str(error))
    return Found(tuple(voices), tuple(unusable))
