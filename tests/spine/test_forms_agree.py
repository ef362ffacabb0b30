"""Every sample book in every form: nothing lost, nothing twice, each word at its sound."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import av
import pytest

from tests.spine.conftest import FRAMING, Made
from tests.spine.forms import Spot, daisy3_spots, daisy202_spots, epub3_spots
from tts.script import Phrase, Role
from tts.scripting.maker import make_script
from tts.sources.reading import read_book

ENCODER_TAIL_MS = 60
"""Two MP3 frames of 576 samples at 22,050 Hz, rounded up: how far padding may reach."""
TOLERANCE_MS = 5


def spots_of(made: Made, form: str, scratch: Path) -> list[Spot]:
    match form:
        case "daisy202":
            return daisy202_spots(made.folder / form)
        case "daisy3":
            return daisy3_spots(made.folder / form)
        case _:
            return epub3_spots(made.epub, scratch)


def sounds_of(made: Made) -> Path:
    return made.folder / "daisy3"


def decoded_ms(sound: Path) -> float:
    """What a decoder hears, sample by sample."""
    with av.open(str(sound)) as media:
        frames = [(frame.samples, frame.sample_rate) for frame in media.decode(audio=0)]
    return sum(samples for samples, _ in frames) * 1000 / frames[0][1]


@pytest.fixture
def phrases(made: Made) -> list[Phrase]:
    """The phrases of the source, as they are to be read, between what frames them."""
    return list(make_script(read_book(made.source), FRAMING).phrases())


@pytest.mark.parametrize("form", ["daisy202", "daisy3", "epub3"])
def test_every_sentence_is_in_the_text_once_and_in_the_audio_once(
    made: Made, form: str, phrases: list[Phrase], tmp_path: Path
) -> None:
    """A listener misses no sentence and hears none twice (in 2.02 a note is one clip)."""
    heard = Counter(spot.words for spot in spots_of(made, form, tmp_path))
    said = [p for p in phrases if p.role is Role.SENTENCE]
    whole = "\n".join(heard)
    for text, count in Counter(phrase.text for phrase in said).items():
        in_notes = sum(text in words and text != words for words in heard)
        assert heard[text] + in_notes >= count, f"{text!r} is not heard {count} times"
    assert all(phrase.text in whole for phrase in said)
    if form != "daisy202":
        assert sum(heard.values()) == len(phrases)


@pytest.mark.parametrize("form", ["daisy202", "daisy3", "epub3"])
def test_clips_tile_the_decoded_sound(made: Made, form: str, tmp_path: Path) -> None:
    """A player that plays only what clips cover plays everything, and never past the end."""
    by_sound: dict[str, list[Spot]] = {}
    for spot in spots_of(made, form, tmp_path):
        by_sound.setdefault(Path(spot.sound).name, []).append(spot)
    for name, spots in by_sound.items():
        ordered = sorted(spots, key=lambda spot: spot.begin_ms)
        assert ordered[0].begin_ms == 0
        assert all(spot.begin_ms < spot.end_ms for spot in ordered)
        assert all(first.end_ms == then.begin_ms for first, then in pairwise(ordered))
        length_ms = decoded_ms(sounds_of(made) / name)
        assert length_ms - ENCODER_TAIL_MS <= ordered[-1].end_ms <= length_ms + TOLERANCE_MS


def test_the_three_forms_say_the_same_at_the_same_time(made: Made, tmp_path: Path) -> None:
    """A place found in one player is the same place in another."""
    third = {(s.words, s.sound, s.begin_ms) for s in daisy3_spots(made.folder / "daisy3")}
    epub = {(s.words, Path(s.sound).name, s.begin_ms) for s in epub3_spots(made.epub, tmp_path)}
    assert third == epub
    second = {(s.words, s.sound, s.begin_ms) for s in daisy202_spots(made.folder / "daisy202")}
    assert {name for _, name, _ in second} == {name for _, name, _ in third}
    assert len(second & third) >= 0.9 * len(second)


def test_the_report_agrees_with_the_sound(made: Made) -> None:
    """The length promised on the shelf is the length heard."""
    heard_ms = sum(decoded_ms(path) for path in sounds_of(made).glob("s[0-9]*.mp3"))
    sounds = len(list(sounds_of(made).glob("s[0-9]*.mp3")))
    assert abs(heard_ms - made.report["audio_s"] * 1000) <= sounds
    assert made.report["faults"] == []
