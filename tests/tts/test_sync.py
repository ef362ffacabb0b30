"""A player that jumps to a phrase hears its first sound there: not later, not cut."""

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.tts.narrating import book
from tts.engine import Casting
from tts.engines.espeak import EspeakEngine
from tts.narration.narrator import Narration, narrate
from tts.narration.spoken import Cast
from tts.narration.store import Store
from tts.script import Script

CASTINGS = {language: Casting("espeak", language) for language in ("kk", "ru")}
RATE_HZ = 22_050
WINDOW = RATE_HZ // 2
FARTHEST = 60
MOST_OFF = RATE_HZ // 1000
SCRIPT = book(sections=3, sentences=10)


@pytest.fixture(scope="module")
def narration(tmp_path_factory: pytest.TempPathFactory) -> Narration:
    return narrate(SCRIPT, CASTINGS, Store(tmp_path_factory.mktemp("store")))


def decoded(path: Path) -> NDArray[np.float64]:
    with av.open(str(path)) as media:
        frames = [frame.to_ndarray() for frame in media.decode(audio=0)]
    whole: NDArray[np.float64] = np.concatenate(frames, axis=1)[0].astype(np.float64)
    return whole


def said(script: Script) -> dict[str, NDArray[np.float64]]:
    """What each phrase is before it is encoded, spoken here once more."""
    cast = Cast(CASTINGS, script.metadata.language)
    sounds = {}
    for phrase in script.phrases():
        pieces = [
            EspeakEngine(part.casting).speak(part.text, ends_sentence=part.ends_sentence)
            for part in cast.utterances(phrase)
        ]
        sounds[phrase.phrase_id] = np.frombuffer(b"".join(pieces), np.int16).astype(np.float64)
    return sounds


def lag(whole: NDArray[np.float64], words: NDArray[np.float64], at: int) -> int:
    """By how many samples the words sound later than `at`: where they fit the whole best."""
    start = int(np.argmax(np.abs(words) > 300))
    words = words[start : start + WINDOW]
    fits = [
        float(np.dot(whole[at + start + shift :][: len(words)], words))
        for shift in range(-FARTHEST, FARTHEST + 1)
    ]
    return int(np.argmax(fits)) - FARTHEST


def test_every_clip_begins_within_a_millisecond_of_its_words(narration: Narration) -> None:
    """In the decoded sound, against the same words spoken afresh; but for the first of a file,
    which begins with the file and is heard the encoder's delay later."""
    sounds, words = said(SCRIPT), {}
    for sound in narration.timing.sounds:
        words[sound.name] = decoded(sound.path)
    checked = 0
    for phrase_id, clip in narration.timing.clips.items():
        if clip.first_sample:
            begin = narration.timing.begin_ms(phrase_id) * RATE_HZ // 1000
            assert abs(lag(words[clip.sound], sounds[phrase_id], begin)) <= MOST_OFF, phrase_id
            checked += 1
    assert checked == len(sounds) - len(SCRIPT.sections)


def test_no_onset_is_cut(narration: Narration) -> None:
    """Just before a clip begins there is only the rest after the phrase before."""
    for sound in narration.timing.sounds:
        whole = decoded(sound.path)
        loud = np.abs(whole).max()
        for clip in narration.timing.clips.values():
            if clip.sound == sound.name and clip.first_sample:
                before = whole[clip.first_sample - MOST_OFF * 10 : clip.first_sample - MOST_OFF]
                assert np.abs(before).max() < loud / 100, clip.phrase_id
