"""The sample edition that the forms are tested with is itself sound."""

from pathlib import Path

import av

from tests.tts.sample import sample_script, sample_timing


def test_the_sample_numbers_its_phrases_in_reading_order() -> None:
    """Whoever walks the script meets e000001, e000002 and so on."""
    ids = [phrase.phrase_id for phrase in sample_script().phrases()]
    assert ids == [f"e{number:06}" for number in range(1, len(ids) + 1)]


def test_the_sample_timing_tiles_its_decoded_sounds(tmp_path: Path) -> None:
    """A decoder hears exactly as many samples as the table says."""
    timing = sample_timing(sample_script(), tmp_path)
    for sound in timing.sounds:
        with av.open(str(sound.path)) as media:
            decoded = sum(frame.samples for frame in media.decode(audio=0))
        assert decoded == sound.samples
