"""In which voices and how a title is read, as a choice that has a short name of its own."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from access.production.errors import BadManner
from tts.errors import BadChoice
from tts.manner.choice import Announced, ReadingManner

STANDARD_KEY = "standard"
KEY_LETTERS = 24
LONGEST_VOICE = 100
MOST_LANGUAGES = 20
SLOWEST_WPM, FASTEST_WPM = 80, 450
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}")
_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """In which voices, how fast and how a title is read; two equal manners sound alike.

    `voices` has "ENGINE:NAME" by language (lower case, BCP 47), `words_per_minute` a speed by
    language: a language that is not named there is read as the network usually reads it. Raises
    BadManner for what no voice could do.
    """

    voices: Mapping[str, str] = field(default_factory=dict)
    words_per_minute: Mapping[str, int] = field(default_factory=dict)
    reading: ReadingManner = field(default_factory=ReadingManner)

    def __post_init__(self) -> None:
        for language in (*self.voices, *self.words_per_minute):
            if not _LANGUAGE.fullmatch(language):
                raise BadManner(f"{language[:40]!r} is no language; write kk, ru or en.")
        if max(len(self.voices), len(self.words_per_minute)) > MOST_LANGUAGES:
            raise BadManner(f"A manner names at most {MOST_LANGUAGES} languages.")
        for voice in self.voices.values():
            engine, _, name = voice.partition(":")
            if not (engine and name and len(voice) <= LONGEST_VOICE and voice.isprintable()):
                raise BadManner(f"{voice[:40]!r} is no voice; write ENGINE:NAME.")
        for speed in self.words_per_minute.values():
            if not SLOWEST_WPM <= speed <= FASTEST_WPM:
                raise BadManner(
                    f"A voice cannot read {speed} words a minute; choose "
                    f"{SLOWEST_WPM} to {FASTEST_WPM}."
                )

    @property
    def key(self) -> str:
        """A short name of the choices: the same choices have the same key on every machine."""
        told = self.told()
        if told == _STANDARD_TOLD:
            return STANDARD_KEY
        line = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return "m" + hashlib.sha256(line.encode()).hexdigest()[:KEY_LETTERS]

    def told(self) -> dict[str, Any]:
        """The choices as plain words and numbers, as a record keeps them."""
        return {
            "voices": dict(sorted(self.voices.items())),
            "words_per_minute": dict(sorted(self.words_per_minute.items())),
            "announced": sorted(kind.value for kind in self.reading.announced),
            "frames": self.reading.frames,
            "pauses_percent": self.reading.pauses_percent,
        }

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Manner":
        """The manner that `told` was written from; what is not said there is as usual.

        Raises BadManner for words that say no manner.
        """
        usual = ReadingManner()
        try:
            return cls(
                voices={str(tag): str(voice) for tag, voice in told.get("voices", _NONE).items()},
                words_per_minute={
                    str(tag): int(speed)
                    for tag, speed in told.get("words_per_minute", _NONE).items()
                },
                reading=ReadingManner(
                    announced=frozenset(map(Announced, told.get("announced", usual.announced))),
                    frames=bool(told.get("frames", usual.frames)),
                    pauses_percent=int(told.get("pauses_percent", usual.pauses_percent)),
                ),
            )
        except (AttributeError, TypeError, ValueError, BadChoice) as error:
            raise BadManner(f"This says no manner of reading: {error}") from error

    def only(self, languages: Collection[str]) -> "Manner":
        """The same, without wishes for languages that the title does not have.

        Who wished for another Kazakh voice need not wait for an English book made twice.
        """
        return replace(
            self,
            voices={tag: voice for tag, voice in self.voices.items() if tag in languages},
            words_per_minute={
                tag: speed for tag, speed in self.words_per_minute.items() if tag in languages
            },
        )


STANDARD = Manner()
"""As the network usually reads: its own voices, everything announced."""
_STANDARD_TOLD = STANDARD.told()
