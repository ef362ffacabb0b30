"""What a reader's record says of them and of how they want to be served, checked field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from access.catalogue.records import Medium
from access.people.errors import BadField, Wrong
from access.people.fields import (
    birthday_checked,
    day_written,
    language_written,
    name_written,
    text_written,
)
from access.people.records import Reader, Way

FORMS = (
    "daisy202", "daisy3", "epub3", "audiobook", "lpf", "mp3", "m4b", "brf", "pef",
    *(medium.value for medium in Medium),
)  # fmt: skip
SLOWEST_PERCENT, FASTEST_PERCENT = 50, 300
MOST_VOICES = 20
MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How to address a reader, in which language and voice to serve them, how to tell them.

    `born_on` may be text, as a door got it. `voices` names a voice by language of speech. Quiet
    hours are minutes of the network's day.
    """

    family_name: str
    given_name: str
    patronymic: str = ""
    born_on: date | str | None = None
    speech_language: str = "kk"
    screen_language: str = "kk"
    voices: Mapping[str, str] = field(default_factory=dict)
    speed_percent: int = 100
    forms: Sequence[str] = ()
    accepts_synthetic: bool = True
    home_point_id: int | None = None
    notice_way: Way = Way.WEB
    quiet_from_minute: int = 21 * 60
    quiet_until_minute: int = 9 * 60


def profile_of(reader: Reader) -> Profile:
    """What the record says now; change it with `dataclasses.replace` and hand it back."""
    return Profile(
        family_name=reader.family_name,
        given_name=reader.given_name,
        patronymic=reader.patronymic,
        born_on=reader.born_on,
        speech_language=reader.speech_language,
        screen_language=reader.screen_language,
        voices=dict(reader.voices),
        speed_percent=reader.speed_percent,
        forms=tuple(reader.forms),
        accepts_synthetic=reader.accepts_synthetic,
        home_point_id=reader.home_point_id,
        notice_way=reader.notice_way,
        quiet_from_minute=reader.quiet_from_minute,
        quiet_until_minute=reader.quiet_until_minute,
    )


def checked(profile: Profile, *, on: date) -> Profile:
    """The profile as it is kept; `on` is today in the network's zone. Raises BadField."""
    for name, minute in (
        ("quiet_from_minute", profile.quiet_from_minute),
        ("quiet_until_minute", profile.quiet_until_minute),
    ):
        if not 0 <= minute < MINUTES_A_DAY:
            raise BadField(name, Wrong.OUT_OF_BOUNDS)
    if not SLOWEST_PERCENT <= profile.speed_percent <= FASTEST_PERCENT:
        raise BadField("speed_percent", Wrong.OUT_OF_BOUNDS)
    if unknown := set(profile.forms) - set(FORMS):
        raise BadField("forms", Wrong.NO_SUCH_CHOICE) from ValueError(sorted(unknown))
    return replace(
        profile,
        family_name=name_written("family_name", profile.family_name),
        given_name=name_written("given_name", profile.given_name),
        patronymic=name_written("patronymic", profile.patronymic, may_be_empty=True),
        born_on=_birthday(profile.born_on, on),
        speech_language=language_written("speech_language", profile.speech_language, of=()),
        screen_language=language_written("screen_language", profile.screen_language),
        voices=_voices(profile.voices),
        forms=tuple(dict.fromkeys(profile.forms)),
    )


def put(reader: Reader, profile: Profile) -> None:
    """Write a checked profile into the record."""
    reader.family_name, reader.given_name = profile.family_name, profile.given_name
    reader.patronymic = profile.patronymic
    reader.born_on = profile.born_on if isinstance(profile.born_on, date) else None
    reader.speech_language = profile.speech_language
    reader.screen_language = profile.screen_language
    reader.voices, reader.speed_percent = dict(profile.voices), profile.speed_percent
    reader.forms, reader.accepts_synthetic = list(profile.forms), profile.accepts_synthetic
    reader.home_point_id, reader.notice_way = profile.home_point_id, profile.notice_way
    reader.quiet_from_minute = profile.quiet_from_minute
    reader.quiet_until_minute = profile.quiet_until_minute


def _birthday(born_on: date | str | None, on: date) -> date | None:
    day = day_written("born_on", born_on) if isinstance(born_on, str) and born_on.strip() else None
    day = born_on if isinstance(born_on, date) else day
    return None if day is None else birthday_checked(day, on=on)


def _voices(voices: Mapping[str, str]) -> dict[str, str]:
    if len(voices) > MOST_VOICES:
        raise BadField("voices", Wrong.TOO_MANY)
    return {
        language_written("voices", language, of=()): text_written("voices", voice, longest=100)
        for language, voice in voices.items()
    }
