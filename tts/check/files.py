"""The files of a DAISY talking book: their names, their kinds, and how their sound is encoded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from tts.check.fault import Fault
from tts.check.sound import Sound, suffix

_PLAIN_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]*")
_RATES_HZ = (22_050, 44_100)


def file_names(names: Iterable[str]) -> Iterator[Fault]:
    """All files lie flat in one folder and have plain names.

    Source: docs/formats.md (ZedVal rejects Cyrillic names; CD players want the top level).
    """
    for name in names:
        if "/" in name:
            sentence = "All files must lie in one folder, not in folders inside it."
            yield Fault("file-in-folder", name, "", sentence)
        elif not _PLAIN_NAME.fullmatch(name):
            sentence = "A file name may hold only small Latin letters, digits, point, - and _."
            yield Fault("file-name", name, "", sentence)


def file_kinds(names: Iterable[str], kinds: Collection[str]) -> Iterator[Fault]:
    """Every file is of a kind that players of the form know. Source: DAISY 2.02 and Z39.86-2005."""
    for name in names:
        if suffix(name) not in kinds:
            sentence = f"A talking book may hold only {', '.join(sorted(kinds))} files."
            yield Fault("file-kind", name, "", sentence)


def sound_encodings(sounds: Iterable[Sound]) -> Iterator[Fault]:
    """MP3 of constant bit rate, mono, at 22.05 or 44.1 kHz, without ID3v2 tag.

    Source: docs/formats.md: the validators complain of each, and two players lose their way.
    """
    for sound in sounds:
        if not sound.is_constant:
            sentence = "The bit rate varies; players need a constant one to find a place."
            yield Fault("sound-not-constant", sound.name, "", sentence)
        if sound.channels != 1:
            sentence = f"The sound has {sound.channels} channels; speech needs one."
            yield Fault("sound-not-mono", sound.name, "", sentence)
        if sound.rate_hz not in _RATES_HZ:
            sentence = f"The rate is {sound.rate_hz} Hz; it must be 22050 or 44100 Hz."
            yield Fault("sound-rate", sound.name, "", sentence)
        if sound.has_id3:
            sentence = "The file begins with an ID3 tag, which shifts the sound in some players."
            yield Fault("sound-id3", sound.name, "", sentence)
