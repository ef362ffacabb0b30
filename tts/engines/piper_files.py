"""Piper voices as files: a model NAME.onnx with its settings NAME.onnx.json beside it.

Reads the settings only, without Piper, so that a list of voices costs nothing and is never
broken by one of them. Source: the `config.json` that Piper's training writes, and
`piper.config.PiperConfig` of piper-tts 1.8.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tts.engine import Voice
from tts.engines.voices_dir import BadVoiceFile, Found, files, found, read_settings
from tts.errors import BadChoice, EngineMissing

NAME = "piper"
HOW_TO_GET_IT = "Piper is not installed here; get it with: pip install 'dauys[piper]'."

_MODEL, _SETTINGS = ".onnx", ".onnx.json"
_RATES_HZ = range(8_000, 48_001)
_MARKS = ("_", "^", "$")  # between sounds, at the beginning, at the end
_KINDS = {"espeak", "text"}  # the others fetch parts from the network when they first speak
_MOST_SPEAKERS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PiperFile:
    """One model and what its settings say. `speakers` gives names their numbers; may be empty."""

    name: str
    model: Path
    languages: tuple[str, ...]
    rate_hz: int
    speakers: dict[str, int]

    @property
    def settings(self) -> Path:
        """The JSON file beside the model."""
        return self.model.with_name(self.model.name + ".json")

    def voices(self) -> Iterator[Voice]:
        """One voice, or one a speaker: "NAME#SPEAKER"."""
        names = [f"{self.name}#{speaker}" for speaker in self.speakers] or [self.name]
        return (Voice(NAME, name, self.languages) for name in names)


def piper_voices(folder: Path | None) -> Found:
    """The Piper voices in a folder, and what is wrong with the others."""
    here = found(lambda: _models(folder), lambda model: read_piper_file(model).voices())
    if here.voices and not is_installed():
        return Found((), (*here.unusable, f"{len(here.voices)} Piper voices wait: {HOW_TO_GET_IT}"))
    return here


def is_installed() -> bool:
    """Whether the optional part `piper` is here."""
    return find_spec("piper") is not None


def find_piper_voice(name: str, folder: Path | None) -> tuple[PiperFile, int | None]:
    """The file of a voice, and its speaker's number; None is the one that the file prefers.

    Raises BadChoice, EngineMissing for a file that is there but cannot be used.
    """
    stem, _, speaker = name.partition("#")
    try:
        models = {model.name.removesuffix(_MODEL): model for model in _models(folder)}
        file = read_piper_file(models[stem]) if stem in models else None
    except BadVoiceFile as error:
        raise EngineMissing(str(error)) from error
    if file is None:
        names = ", ".join(voice.name for voice in piper_voices(folder).voices[:20]) or "none"
        raise BadChoice(f"There is no Piper voice “{stem}” in {folder}; it has {names}.")
    if not speaker:
        return file, None
    if speaker not in file.speakers:
        names = ", ".join(list(file.speakers)[:20]) or "one speaker only"
        raise BadChoice(f"The Piper voice “{stem}” has no speaker “{speaker}”; it has {names}.")
    return file, file.speakers[speaker]


def read_piper_file(model: Path) -> PiperFile:
    """What the settings beside a model say. Raises BadVoiceFile."""
    path = model.with_name(model.name + ".json")
    if not path.is_file():
        raise BadVoiceFile(f"{model} has no settings beside it; lay {path.name} there.")
    if not model.is_file() or not model.stat().st_size:
        raise BadVoiceFile(f"{path} has no model beside it; lay {model.name} there.")
    name = model.name.removesuffix(_MODEL)
    if "#" in name:
        raise BadVoiceFile(f"{model} has # in its name, which is for speakers; rename both files.")
    try:
        settings = json.loads(read_settings(path))
        return PiperFile(
            name=name,
            model=model,
            languages=(_language(settings),),
            rate_hz=_rate_hz(settings),
            speakers=_speakers(settings),
        )
    except _Wrong as error:
        raise BadVoiceFile(f"{path}: {error}") from error
    except _NOT_AS_EXPECTED as error:
        raise BadVoiceFile(f"{path} is not the settings of a Piper voice.") from error


_NOT_AS_EXPECTED = (
    ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError
)  # fmt: skip


class _Wrong(Exception):
    """What is wrong with settings that are Piper's."""


def _models(folder: Path | None) -> tuple[Path, ...]:
    """Every model, also one of which there are the settings only."""
    models = {*files(folder, _MODEL)}
    models |= {path.with_suffix("") for path in files(folder, _SETTINGS)}
    return tuple(sorted(models))


def _language(settings: Any) -> str:
    """A tag such as "kk-kz", in small letters."""
    told = settings.get("language", {}).get("code") or settings["espeak"]["voice"]
    return str(told).replace("_", "-").lower()


def _rate_hz(settings: Any) -> int:
    if settings.get("phoneme_type", "espeak") not in _KINDS:
        raise _Wrong(f"voices of the kind “{settings['phoneme_type']}” cannot be used.")
    if not set(_MARKS) <= settings["phoneme_id_map"].keys():
        raise _Wrong(f"its phoneme_id_map lacks one of {' '.join(_MARKS)}.")
    rate_hz = settings["audio"]["sample_rate"]
    if rate_hz not in _RATES_HZ:
        raise _Wrong(f"{rate_hz} samples a second cannot be used.")
    return int(rate_hz)


def _speakers(settings: Any) -> dict[str, int]:
    count = int(settings["num_speakers"])
    if count > _MOST_SPEAKERS:
        raise _Wrong(f"it has {count} speakers; at most {_MOST_SPEAKERS} may be.")
    if count <= 1:
        return {}
    named = settings.get("speaker_id_map") or {str(number): number for number in range(count)}
    if not all(isinstance(number, int) and 0 <= number < count for number in named.values()):
        raise _Wrong("its speaker_id_map names speakers that the model does not have.")
    return dict(sorted(named.items(), key=lambda speaker: int(speaker[1])))
