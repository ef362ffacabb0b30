"""A reader who waits for a book can hear its beginning while the rest is made."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tts.narrating import book
from tts.check.mp3_frames import even_frames
from tts.engine import Casting
from tts.engines.hum import hum
from tts.listening import FOLDER, PLAYLIST, Listening, Ready, ready_in
from tts.narration.encode import Mp3Settings, Mp3Writer
from tts.narration.growth import Growing
from tts.narration.narrator import Listener, narrate
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

    timing = narrate(script, HUM, Store(tmp_path), listener=Listener(made=on_made)).timing
    assert told[0] == (0, ("s0001.mp3",))
    assert sorted(told) == [(place, (f"s000{place + 1}.mp3",)) for place in range(6)]
    assert [name for _, names in sorted(told) for name in names] == [s.name for s in timing.sounds]
    told.clear()
    narrate(script, HUM, Store(tmp_path), listener=Listener(made=on_made))
    assert [place for place, _ in told] == list(range(6))


def as_mp3(samples: int) -> bytes:
    target = BytesIO()
    target.close = lambda: None  # type: ignore[method-assign]
    writer = Mp3Writer(target, RATE_HZ, Mp3Settings())
    writer.write(hum(samples * 1000 // RATE_HZ, frequency_hz=200, rate_hz=RATE_HZ))
    writer.finish()
    return target.getvalue()


@given(st.lists(st.integers(0, 60_000), max_size=40))
@settings(deadline=None)
def test_the_pieces_of_a_growing_chapter_make_up_its_file(ends: list[int]) -> None:
    """Wherever the encoder had come to: no byte twice, none left out, every border at a frame, and
    the times add up to what the finished chapter lasts."""
    whole = as_mp3(RATE_HZ * 10)
    with TemporaryDirectory() as name:
        folder, kept = Path(name), Path(name) / "kept.mp3"
        with Listening(folder, book(1, 2)) as listening:
            for end in sorted(ends):
                kept.write_bytes(whole[:end])
                listening.grow(0, [Growing("s0001.mp3", kept, RATE_HZ, 48)])
            kept.write_bytes(whole)
            made = even_frames(whole)
            assert made is not None
            listening.add(0, [Sound("s0001.mp3", kept, made.samples)], RATE_HZ)
            lines = (folder / FOLDER / PLAYLIST).read_text("utf-8").splitlines()
            pieces = [line.partition(":")[2] for line in lines if "BYTERANGE" in line]
            borders = [tuple(map(int, piece.split("@"))) for piece in pieces]
            heard = b"".join(whole[first : first + octets] for octets, first in borders)
            assert heard == (whole if borders else b"")
            assert all(even_frames(whole[first : first + n]) for n, first in borders)
            (ready,) = ready_in(folder / FOLDER / PLAYLIST)
            assert (ready.name, ready.title, ready.is_whole) == ("s0001.mp3", "1-тарау", True)
            assert ready.length_s == pytest.approx(made.samples / RATE_HZ, abs=0.01)


def test_a_long_first_chapter_is_heard_before_it_is_finished(tmp_path: Path) -> None:
    """A chapter of an hour takes a while; its reader begins at once, and goes on without a gap."""
    folder, at_first = tmp_path / "book", list[Ready]()
    script = book(1, 240)
    with Listening(folder, script) as listening:

        def grows(place: int, sounds: Sequence[Growing]) -> None:
            if listening.grow(place, sounds) and not at_first:
                at_first.extend(ready_in(folder / FOLDER / PLAYLIST))

        listener = Listener(made=listening.add, grows=grows)
        timing = narrate(script, HUM, Store(tmp_path / "store"), listener=listener).timing
        (ready,) = ready_in(folder / FOLDER / PLAYLIST)
        kept = (folder / FOLDER / "s0001.mp3").read_bytes()
    assert kept == timing.sounds[0].path.read_bytes()
    assert ready.is_whole
    assert not at_first[0].is_whole
    assert 2 <= at_first[0].length_s < ready.length_s
    assert ready.length_s == pytest.approx(timing.total_ms / 1000, abs=0.5)


def test_a_chapter_whose_maker_died_goes_on_from_what_was_listed(tmp_path: Path) -> None:
    """The next worker begins it anew and comes to the same bytes; nobody hears a piece twice."""
    whole = as_mp3(RATE_HZ * 10)
    died, again = tmp_path / "died.part", tmp_path / "again.part"
    died.write_bytes(whole[:30_000])
    with Listening(tmp_path, book(1, 2)) as listening:
        assert listening.grow(0, [Growing("s0001.mp3", died, RATE_HZ, 48)])
        died.unlink()
        assert not listening.grow(0, [Growing("s0001.mp3", died, RATE_HZ, 48)])
        again.write_bytes(whole[:10_000])
        assert not listening.grow(0, [Growing("s0001.mp3", again, RATE_HZ, 48)])
        again.write_bytes(whole[:50_000])
        assert listening.grow(0, [Growing("s0001.mp3", again, RATE_HZ, 48)])
        assert (tmp_path / FOLDER / "s0001.mp3").read_bytes() == whole[:50_000]
        assert not listening.grow(1, [Growing("s0002.mp3", again, RATE_HZ, 48)])


def test_a_chapter_that_is_finished_while_somebody_looks_at_it_is_no_fault(tmp_path: Path) -> None:
    """Its maker gives the file another name at any moment: what is new is told with its end."""
    sound = as_mp3(RATE_HZ * 5)
    with Listening(tmp_path, book(1, 2)) as listening:
        for turn in range(400):
            part = tmp_path / f".{turn}.part"
            part.write_bytes(sound)
            finishing = Thread(target=part.replace, args=(tmp_path / "s0001.mp3",))
            finishing.start()
            listening.grow(0, [Growing(f"s{turn}.mp3", part, RATE_HZ, 48)])
            finishing.join()


def test_a_list_that_is_not_there_has_nothing_ready(tmp_path: Path) -> None:
    """It goes with the folder when the book is finished, perhaps while somebody looks."""
    assert ready_in(tmp_path / PLAYLIST) == []
