"""Sounds are kept whole or not at all, found again, and make room when they must."""

import os
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.engine import Casting
from tts.narration.keys import fingerprint, utterance_key
from tts.narration.store import Store

ROOT = Path(__file__).parents[2]
KEY = fingerprint("a sound")
PCM = b"\1\2" * 1000


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_what_was_put_is_got(store: Store) -> None:
    """Also by another store on the same folder."""
    store.put(KEY, PCM)
    assert Store(store.root).get(KEY) == PCM
    assert store.has(KEY)


def test_what_was_never_put_is_absent(store: Store) -> None:
    """Without a folder there is nothing, and no error."""
    assert store.get(KEY) is None
    assert not store.has(KEY)


@given(st.lists(st.text(), max_size=6), st.lists(st.text(), max_size=6))
def test_two_lists_never_share_a_fingerprint(first: list[str], second: list[str]) -> None:
    """Fields carry their lengths, so "ab" + "c" is not "a" + "bc"."""
    assert (fingerprint(*first) == fingerprint(*second)) == (first == second)


def test_everything_that_changes_the_sound_changes_its_key() -> None:
    """Engine, voice, speed, version, rate, words, and where the sentence ends."""
    ru = Casting("espeak", "ru")
    keys = {
        utterance_key(ru, "1", 22_050, "да", ends_sentence=True),
        utterance_key(Casting("system", "ru"), "1", 22_050, "да", ends_sentence=True),
        utterance_key(Casting("espeak", "kk"), "1", 22_050, "да", ends_sentence=True),
        utterance_key(Casting("espeak", "ru", 200), "1", 22_050, "да", ends_sentence=True),
        utterance_key(ru, "2", 22_050, "да", ends_sentence=True),
        utterance_key(ru, "1", 24_000, "да", ends_sentence=True),
        utterance_key(ru, "1", 22_050, "нет", ends_sentence=True),
        utterance_key(ru, "1", 22_050, "да", ends_sentence=False),
    }
    assert len(keys) == 8


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: b"",
        lambda whole: whole[:10],
        lambda whole: whole[:-1],
        lambda whole: whole[:-2],
        lambda whole: whole + b"\0\0",
        lambda whole: bytes(len(whole)),
        lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda whole: b"another kind of file" * 20,
    ],
)
def test_a_spoilt_file_is_absent(store: Store, spoil: object) -> None:
    """Empty, cut, odd, too long, zeroed, one bit turned, or not ours."""
    assert callable(spoil)
    store.put(KEY, PCM)
    store.path(KEY).write_bytes(spoil(store.path(KEY).read_bytes()))
    assert store.get(KEY) is None
    store.put(KEY, PCM)
    assert store.get(KEY) == PCM


@pytest.mark.parametrize("size_bytes", [0, 10, 16, 1_000, 2_015, 2_014, 2_017])
def test_a_file_of_the_wrong_size_is_absent_at_a_glance(store: Store, size_bytes: int) -> None:
    """Without reading it: a head of 16 octets promises 1,000 samples."""
    store.put(KEY, PCM)
    os.truncate(store.path(KEY), size_bytes)
    assert not store.has(KEY)


def test_a_sound_that_breaks_off_leaves_nothing(store: Store) -> None:
    """Neither a sound nor a part of one."""

    def break_off() -> None:
        with store.writing(KEY) as recording:
            recording.take(memoryview(PCM))
            raise OSError("broke")

    with pytest.raises(OSError, match="broke"):
        break_off()
    assert not store.has(KEY)
    assert [path for path in store.root.rglob("*") if path.is_file()] == []


def test_silence_is_not_kept(store: Store) -> None:
    """An utterance of no length would be a sentence missing without a word."""
    with pytest.raises(ValueError, match="without sound"):
        store.put(KEY, b"")
    assert not store.has(KEY)


def test_a_killed_writer_leaves_no_half_sound(store: Store) -> None:
    """Killed in the middle of writing; what it left does not count as the sound, and is swept up
    as soon as somebody tidies."""
    code = (
        "import os, sys; from pathlib import Path; from tts.narration.store import Store\n"
        "with Store(Path(sys.argv[1])).writing(sys.argv[2]) as recording:\n"
        "    recording.take(memoryview(b'12' * 1000)); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(store.root), KEY], cwd=ROOT, check=False)
    assert any(path.suffix == ".part" for path in store.root.rglob("*"))
    assert not store.has(KEY)
    assert store.get(KEY) is None
    store.trim(1 << 30)
    assert not any(path.suffix == ".part" for path in store.root.rglob("*"))


def test_use_is_marked_and_making_is_not(store: Store) -> None:
    """The time of access moves on, the time of change and the file itself stay.

    Even where the system no longer marks a second reading (mount option relatime).
    """
    store.put(KEY, PCM)
    time.sleep(0.05)
    store.path(KEY).read_bytes()
    before = store.path(KEY).stat()
    time.sleep(0.05)
    store.get(KEY)
    after = store.path(KEY).stat()
    assert after.st_atime_ns > before.st_atime_ns
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_trimming_removes_what_was_used_longest_ago(store: Store) -> None:
    """Three sounds, room for two: the one nobody asked for goes."""
    keys = [fingerprint(str(number)) for number in range(3)]
    for place, key in enumerate(keys):
        store.put(key, PCM)
        os.utime(store.path(key), (time.time() - 3_600 + place, 1_000))
    store.get(keys[0])
    size = store.path(keys[0]).stat().st_size
    assert store.trim(2 * size) == size
    assert [store.has(key) for key in keys] == [True, False, True]


def test_trimming_sweeps_up_after_killed_processes_only(store: Store) -> None:
    """A part an hour old is litter; a fresh one of another machine may be being written."""
    store.put(KEY, PCM)
    old, fresh = (store.path(KEY).with_name(name) for name in (".old.part", ".fresh.part"))
    old.touch()
    fresh.touch()
    os.utime(old, (time.time() - 4_000, time.time() - 4_000))
    store.trim(1 << 30)
    assert (old.exists(), fresh.exists(), store.has(KEY)) == (False, True, True)


def finished_section(store: Store) -> dict[str, object]:
    with store.part() as (path, file):
        file.write(b"mp3" * 50)
        file.close()
        store.keep_part(path, KEY, 1)
    table = {"sounds": [{"bytes": 150, "crc32": zlib.crc32(b"mp3" * 50)}], "lines": [[0, 0]]}
    store.put_table(KEY, table)
    return table


def test_a_finished_section_is_found_with_its_table(store: Store) -> None:
    """And leaves no part behind."""
    table = finished_section(store)
    assert store.get_table(KEY) == table
    assert not any(path.suffix == ".part" for path in store.root.rglob("*"))


@pytest.mark.parametrize("octets", [None, b"", b"mp3" * 49, b"mp4" * 50])
def test_a_section_with_a_spoilt_file_is_absent(store: Store, octets: bytes | None) -> None:
    """Its MP3 gone, empty, cut or changed."""
    finished_section(store)
    path = store.sound_path(KEY, 1)
    path.unlink() if octets is None else path.write_bytes(octets)
    assert store.get_table(KEY) is None


@pytest.mark.parametrize("octets", [b"", b"{", b"[]", b"{}", b'{"sounds": 5}'])
def test_a_spoilt_table_is_absent(store: Store, octets: bytes) -> None:
    """As are its files, then."""
    finished_section(store)
    store.sound_path(KEY, 1).with_name(f"{KEY}.json").write_bytes(octets)
    assert store.get_table(KEY) is None
