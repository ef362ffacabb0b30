"""A reader who waits for a book can hear its beginning while the rest is made."""

from collections.abc import Sequence
from pathlib import Path

from tests.tts.narrating import book
from tts.engine import Casting
from tts.listening import FOLDER, PLAYLIST, Listening
from tts.narration.narrator import narrate
from tts.narration.store import Store
from tts.timing import Sound

HUM = {language: Casting("tone", "hum") for language in ("kk", "ru", "en")}
RATE_HZ = 22_050


def sounds(folder: Path, *names: str) -> list[Sound]:
    made = []
    for name in names:
        (folder / f"kept-{name}").write_bytes(name.encode())
        made.append(Sound(name, folder / f"kept-{name}", RATE_HZ * 2))
    return made


def listed(folder: Path) -> list[str]:
    lines = (folder / FOLDER / PLAYLIST).read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_what_is_ready_is_listed_in_the_order_of_reading(tmp_path: Path) -> None:
    """A chapter that is ready early waits for those before it, so that no end is heard first."""
    with Listening(tmp_path, book(3, 2)) as listening:
        listening.add(1, sounds(tmp_path, "s0002.mp3", "s0002_02.mp3"), RATE_HZ)
        assert not (tmp_path / FOLDER / PLAYLIST).exists()
        listening.add(0, sounds(tmp_path, "s0001.mp3"), RATE_HZ)
        assert listed(tmp_path) == ["s0001.mp3", "s0002.mp3", "s0002_02.mp3"]
        assert (tmp_path / FOLDER / "s0002.mp3").read_bytes() == b"s0002.mp3"
        grown = (tmp_path / FOLDER / PLAYLIST).read_text("utf-8")
        assert "#EXTINF:2.000,1-тарау\ns0001.mp3\n" in grown
        assert "#EXT-X-ENDLIST" not in grown
        listening.add(2, sounds(tmp_path, "s0003.mp3"), RATE_HZ)
        whole = (tmp_path / FOLDER / PLAYLIST).read_text("utf-8")
        assert whole.startswith(grown.rstrip("\n"))
        assert whole.endswith("s0003.mp3\n#EXT-X-ENDLIST\n")
    assert not (tmp_path / FOLDER).exists()


def test_what_a_killed_run_left_to_listen_to_is_cleared(tmp_path: Path) -> None:
    """Its files would be mixed up with the new ones."""
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "old.mp3").write_bytes(b"old")
    with Listening(tmp_path, book(1, 2)):
        assert not list((tmp_path / FOLDER).iterdir())


def test_every_section_is_told_once_and_the_beginning_first(tmp_path: Path) -> None:
    """Also those that lie in the store already; long sections at the end do not go before it."""
    script = book(6, 40)
    told = list[tuple[int, tuple[str, ...]]]()

    def on_made(place: int, made: Sequence[Sound], rate_hz: int) -> None:
        assert rate_hz == RATE_HZ
        assert all(sound.path.is_file() for sound in made)
        told.append((place, tuple(sound.name for sound in made)))

    timing = narrate(script, HUM, Store(tmp_path), on_made=on_made).timing
    assert told[0] == (0, ("s0001.mp3",))
    assert sorted(told) == [(place, (f"s000{place + 1}.mp3",)) for place in range(6)]
    assert [name for _, names in sorted(told) for name in names] == [s.name for s in timing.sounds]
    told.clear()
    narrate(script, HUM, Store(tmp_path), on_made=on_made)
    assert [place for place, _ in told] == list(range(6))
