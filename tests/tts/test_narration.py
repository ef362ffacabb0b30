"""A whole script becomes sound: complete, exactly timed, with every fault at its place."""

import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from tests.tts.digest import digest
from tests.tts.narrating import book
from tests.tts.sample import sample_script
from tests.tts.tiny_voices import lay_command
from tts.engine import Casting
from tts.engines.installation import Installation
from tts.engines.registry import default_castings
from tts.errors import BadChoice, SpeechFailed
from tts.narration.narrator import FaultKind, Manner, Narration, narrate
from tts.narration.section_sound import Limits
from tts.narration.store import Store
from tts.script import Script, Section, Span
from tts.timing import Timing

SCRIPT = sample_script()
QUICK = Manner(limits=Limits(base_s=1, per_100_characters_s=0))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def hums(voice: str = "hum") -> Mapping[str, Casting]:
    return {"kk": Casting("tone", voice)}


def heard(timing: Timing, name: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    with av.open(str(timing.sound(name).path), "r") as media:
        frames = [frame.to_ndarray().mean(axis=0) for frame in media.decode(audio=0)]
    return np.asarray(np.concatenate(frames) * 32_768, np.int64)


def failed(narration: Narration) -> list[tuple[str, str]]:
    return [(fault.phrase_id, fault.words) for fault in narration.faults]


def with_heading(section: Section, text: str) -> Section:
    phrase = replace(section.heading.content[0], spans=(Span(text, "kk"),))
    return replace(section, heading=replace(section.heading, content=(phrase,)))


def headed(text: str) -> Script:
    """A book of one section with this heading."""
    script = book(1, 2)
    return replace(script, sections=(with_heading(script.sections[0], text),))


def test_every_phrase_is_in_the_sound_once(store: Store) -> None:
    """One clip each, in reading order, and a sound for each section."""
    timing = narrate(SCRIPT, default_castings("espeak"), store, workers=2).timing
    assert list(timing.clips) == [phrase.phrase_id for phrase in SCRIPT.phrases()]
    assert [sound.name for sound in timing.sounds] == [
        f"{section.section_id}.mp3" for section in SCRIPT.sections
    ]


def test_clips_tile_the_decoded_sound(store: Store) -> None:
    """From the first sample to the last that a decoder gives, without gap or overlap."""
    timing = narrate(SCRIPT, hums(), store).timing
    for sound in timing.sounds:
        clips = [clip for clip in timing.clips.values() if clip.sound == sound.name]
        assert clips[0].first_sample == 0
        assert clips[-1].end_sample == sound.samples == len(heard(timing, sound.name))
        assert all(a.end_sample == b.first_sample for a, b in pairwise(clips))
        assert all(clip.first_sample < clip.end_sample for clip in clips)


def test_a_phrase_begins_where_its_clip_begins(store: Store) -> None:
    """In the decoded sound, to five milliseconds; before it there is silence."""
    timing = narrate(SCRIPT, hums(), store).timing
    for sound in timing.sounds:
        loud = np.abs(heard(timing, sound.name)) > 1_500
        for clip in [clip for clip in timing.clips.values() if clip.sound == sound.name][1:]:
            begins = clip.first_sample
            assert not loud[begins - 1_500 : begins - 110].any()
            assert loud[begins : begins + 110].any()


def test_one_worker_or_two_make_no_difference(store: Store, tmp_path: Path) -> None:
    """Nor does another store: the same octets, the same table."""
    castings = default_castings("espeak")
    alone = narrate(SCRIPT, castings, store, workers=1)
    together = narrate(SCRIPT, castings, Store(tmp_path / "other"), workers=2)
    assert digest(together) == digest(alone)


def test_what_is_finished_is_not_spoken_again(store: Store) -> None:
    """The second time everything is reused, and nothing in the store is written."""
    first = narrate(SCRIPT, hums(), store)
    times = {path: path.stat().st_mtime_ns for path in store.root.rglob("*") if path.is_file()}
    second = narrate(SCRIPT, hums(), store)
    assert (second.spoken, second.reused) == (0, first.spoken + first.reused)
    assert digest(second) == digest(first)
    assert times == {p: p.stat().st_mtime_ns for p in store.root.rglob("*") if p.is_file()}


def test_what_changed_alone_is_spoken(store: Store) -> None:
    """One sentence of one section is new; one utterance is spoken."""
    script = book(3, 4)
    narrate(script, hums(), store)
    changed = with_heading(script.sections[1], "Жаңа тарау")
    again = replace(script, sections=(script.sections[0], changed, script.sections[2]))
    assert narrate(again, hums(), store).spoken == 1


@pytest.mark.parametrize("spoil", ["utterances", "sections"])
def test_spoilt_files_are_made_again(store: Store, spoil: str) -> None:
    """Every file of one kind is emptied; the book comes out the same."""
    whole = digest(narrate(SCRIPT, hums(), store))
    for path in (store.root / spoil).rglob("*.*"):
        path.write_bytes(b"")
    assert digest(narrate(SCRIPT, hums(), store)) == whole


def test_progress_is_told_from_nothing_to_all(store: Store) -> None:
    """In phrases, never backwards; all at once when nothing is left to do."""
    told: list[tuple[int, int]] = []
    narrate(SCRIPT, hums(), store, workers=2, on_progress=lambda *seen: told.append(seen))
    total = len(list(SCRIPT.phrases()))
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, total), (total, total))
    told.clear()
    narrate(SCRIPT, hums(), store, on_progress=lambda *seen: told.append(seen))
    assert set(told) == {(total, total)}


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        ("fails-on", "told to fail"),
        ("says-nothing-on", "no sound"),
        ("crashes-on", "crashed"),
        ("hangs-on", "longer than 1 s"),
    ],
)
def test_a_phrase_that_fails_is_heard_as_a_tone_and_told(
    store: Store, manner: str, reason: str
) -> None:
    """By its section, its place there and its words; all others are spoken."""
    narration = narrate(SCRIPT, hums(f"hum {manner}=Алмұрт"), store, manner=QUICK)
    (fault,) = narration.faults
    assert fault.kind is FaultKind.UNSPOKEN
    assert (fault.section_title, fault.position, fault.words) == ("Бірінші тарау", 9, "Алмұрт.")
    assert reason in fault.reason
    clip = narration.timing.clips[fault.phrase_id]
    tone = heard(narration.timing, clip.sound)[clip.first_sample + 2_000 :][:17_640]
    spectrum = np.abs(np.fft.rfft(tone))
    assert np.argmax(spectrum) * 22_050 / len(tone) == pytest.approx(100, abs=3)


def test_a_failed_phrase_is_tried_again_in_the_next_run(store: Store, tmp_path: Path) -> None:
    """A book with a fault is no finished book: when the engine is well, the phrase is spoken."""
    marker = tmp_path / "stumbled"
    voice = f"hum stumbles-on=Алмұрт marker={marker}"
    manner = Manner(limits=Limits(tries=1))
    assert len(narrate(SCRIPT, hums(voice), store, manner=manner).faults) == 1
    well = narrate(SCRIPT, hums(voice), store, manner=manner)
    assert (well.faults, well.spoken) == ((), 1)


def test_an_engine_that_stumbles_once_is_asked_again(store: Store, tmp_path: Path) -> None:
    """Nothing is heard of it."""
    voice = f"hum stumbles-on=Алмұрт marker={tmp_path / 'stumbled'}"
    assert narrate(SCRIPT, hums(voice), store).faults == ()
    assert (tmp_path / "stumbled").exists()


def test_a_section_that_ends_its_worker_is_given_up_alone(store: Store) -> None:
    """After three workers; the other sections are spoken by the fourth."""
    narration = narrate(SCRIPT, hums("hum takes-all-down-on=Третья"), store, workers=2)
    section = SCRIPT.sections[2]
    lost = [(p.phrase_id, p.text) for p in [section.heading.content[0]]]
    assert failed(narration)[0] == lost[0]
    assert {fault.section_title for fault in narration.faults} == {section.title}
    assert all("ended 3 times" in fault.reason for fault in narration.faults)
    assert list(narration.timing.clips) == [phrase.phrase_id for phrase in SCRIPT.phrases()]


@pytest.mark.parametrize("cast_for_kazakh", [True, False])
def test_a_wrong_voice_is_told(store: Store, *, cast_for_kazakh: bool) -> None:
    """A Kazakh book read by the Russian voice: its Kazakh sentences are spoken, and doubtful.

    By their letters where nobody is cast for Kazakh, by their length where a wrong voice is.
    """
    castings = {"ru": Casting("espeak", "ru")} | (
        {"kk": Casting("espeak", "ru")} if cast_for_kazakh else {}
    )
    script = replace(book(1, 4), metadata=replace(SCRIPT.metadata, language="ru"))
    narration = narrate(script, castings, store)
    assert {fault.kind for fault in narration.faults} == {FaultKind.DOUBTFUL}
    assert [fault.position for fault in narration.faults] == [2, 4]


def test_a_long_section_is_cut_at_a_phrase(store: Store) -> None:
    """Into files no longer than asked for, named so that they sort; the table still tiles."""
    narration = narrate(book(2, 40), hums(), store, manner=Manner(longest_sound_s=60))
    timing = narration.timing
    names = [sound.name for sound in timing.sounds]
    assert names[:3] == ["s0001.mp3", "s0001_02.mp3", "s0001_03.mp3"]
    assert names == sorted(names)
    for name in names:
        assert timing.length_ms(name) < 60_500
        clips = [clip for clip in timing.clips.values() if clip.sound == name]
        assert clips[0].first_sample == 0
        assert clips[-1].end_sample == timing.sound(name).samples


def test_an_endless_sentence_is_a_fault_not_a_flood(store: Store) -> None:
    """Ten thousand characters is the longest that is spoken in one go."""
    (fault,) = narrate(headed("а" * 10_001), hums(), store).faults
    assert "has 10001 characters" in fault.reason


def test_a_phrase_without_words_is_a_pause(store: Store) -> None:
    """Three asterisks between two scenes: 600 ms and no fault."""
    narration = narrate(headed("* * *"), hums(), store)
    assert narration.faults == ()
    assert narration.timing.end_ms("e000001") >= 600


@pytest.mark.parametrize(
    ("castings", "told"),
    [
        ({"ru": Casting("tone", "hum")}, "No voice is cast for “kk”"),
        ({"kk": Casting("tone", "whistle")}, "it has hum"),
        ({"kk": Casting("espeak", "zz")}, "no voice “zz”"),
    ],
)
def test_a_bad_cast_is_told_before_anything_is_spoken(
    store: Store, castings: Mapping[str, Casting], told: str
) -> None:
    """In the words of whoever knows."""
    with pytest.raises(BadChoice, match=told):
        narrate(SCRIPT, castings, store)
    assert not store.root.exists()


def test_at_least_one_worker_is_needed(store: Store) -> None:
    """Rather than waiting for nobody."""
    with pytest.raises(BadChoice, match="at least one worker"):
        narrate(SCRIPT, hums(), store, workers=0)


def test_voices_of_different_rates_share_a_book(store: Store, tmp_path: Path) -> None:
    """A hum of 200 Hz at 22,050 and one at 24,000 samples a second are the same height in it."""
    lay_command(tmp_path, languages=["ru"])
    castings = {**hums(), "ru": Casting("command", "humming")}
    manner = Manner(installation=Installation(voices_dir=tmp_path))
    script = book(1, 4)
    narration = narrate(script, castings, store, manner=manner)
    assert narration.faults == ()
    assert narration.timing.rate_hz == 22_050
    for phrase in script.phrases():
        clip = narration.timing.clips[phrase.phrase_id]
        sound = heard(narration.timing, clip.sound)[clip.first_sample : clip.end_sample]
        loudest = np.argmax(np.abs(np.fft.rfft(sound))) * 22_050 / len(sound)
        assert loudest == pytest.approx(200, abs=2)


def test_a_store_that_cannot_be_written_ends_the_narration(tmp_path: Path) -> None:
    """Once, not once a phrase."""
    (tmp_path / "utterances").write_text("a file where the folder should be")
    with pytest.raises(SpeechFailed, match="cannot be kept"):
        narrate(SCRIPT, hums(), Store(tmp_path))


def test_whoever_listens_may_stop_it(store: Store) -> None:
    """An exception of the listener ends the narration at once, even where an engine hangs."""

    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    began_s = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        narrate(SCRIPT, hums("hum hangs-on=Алмұрт"), store, workers=2, on_progress=stop)
    assert time.monotonic() - began_s < 25  # the hanging engine had 30
    assert not any(thread.name.startswith("worker") for thread in threading.enumerate())


def test_a_script_without_sections_has_no_sound(store: Store) -> None:
    """And is no error here."""
    empty = Script(metadata=SCRIPT.metadata, sections=())
    assert narrate(empty, hums(), store).timing.sounds == ()
