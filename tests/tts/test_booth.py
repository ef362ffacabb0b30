"""A booth says the same words alike, whatever went before, and survives its engine."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tts.engine import Casting, Pcm
from tts.errors import BadChoice, SpeechFailed
from tts.narration.booth import CAN_FORK, Booth, StoreBroken
from tts.narration.store import Store

WORDS = {
    "kk": ("Қар еріп, өзендер тасыды.", "Ауылға көктем келді.", "Иә."),
    "ru": ("Снег растаял, и реки вышли из берегов.", "Пришла весна.", "Да."),
    "en": ("The snow melted and the rivers rose.", "Spring came.", "Yes."),
}
UNRULY = Casting(
    "tone", "hum fails-on=мост says-nothing-on=нет hangs-on=лес crashes-on=дом"
)  # fmt: skip
BOTH_WAYS = [
    pytest.param(True, marks=pytest.mark.skipif(not CAN_FORK, reason="no safe fork here")),
    False,
    None,
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture(params=BOTH_WAYS, ids=["forking", "not forking", "as the engine needs"])
def unruly(store: Store, request: pytest.FixtureRequest) -> Iterator[Booth]:
    with Booth(UNRULY, store, fork=request.param) as booth:
        yield booth


def spoken(booth: Booth, store: Store, text: str, *, limit_s: float = 30) -> Pcm:
    key = f"{text.encode().hex()}-{time.monotonic_ns()}"
    booth.say(key, text, ends_sentence=True, limit_s=limit_s)
    pcm = store.get(key)
    assert pcm is not None
    return pcm


@pytest.mark.skipif(not CAN_FORK, reason="without a fork the sound depends on what went before")
@pytest.mark.parametrize("engine", ["espeak", "system"])
@pytest.mark.parametrize("language", WORDS)
def test_the_same_words_sound_the_same_in_any_order(
    store: Store, engine: str, language: str
) -> None:
    """Alone, after others, before others, in another booth: bit for bit."""
    casting, words = Casting(engine, language), WORDS[language]
    alone = {}
    for text in words:
        with Booth(casting, store) as booth:
            alone[text] = spoken(booth, store, text)
    with Booth(casting, store) as first, Booth(casting, store) as second:
        assert {text: spoken(first, store, text) for text in words} == alone
        assert {text: spoken(second, store, text) for text in reversed(words)} == alone
        assert {text: spoken(first, store, text) for text in reversed(words)} == alone


def test_an_engine_that_fails_says_why(unruly: Booth, store: Store) -> None:
    """And the booth goes on."""
    with pytest.raises(SpeechFailed, match="told to fail"):
        unruly.say("k1", "старый мост", ends_sentence=True, limit_s=30)
    assert spoken(unruly, store, "река")


def test_an_engine_that_says_nothing_has_failed(unruly: Booth, store: Store) -> None:
    """Silence is never kept for words."""
    with pytest.raises(SpeechFailed, match="no sound"):
        unruly.say("k1", "нет", ends_sentence=True, limit_s=30)
    assert not store.has("k1")


def test_an_engine_that_crashes_costs_one_utterance(unruly: Booth, store: Store) -> None:
    """The next one is spoken."""
    with pytest.raises(SpeechFailed, match="crashed"):
        unruly.say("k1", "старый дом", ends_sentence=True, limit_s=30)
    assert spoken(unruly, store, "река")


def test_an_engine_that_hangs_is_ended_at_the_limit(unruly: Booth, store: Store) -> None:
    """After that second the next one is spoken, and nothing of the first is left."""
    assert spoken(unruly, store, "река")
    began_s = time.monotonic()
    with pytest.raises(SpeechFailed, match="longer than 1 s"):
        unruly.say("k1", "тёмный лес", ends_sentence=True, limit_s=1)
    assert time.monotonic() - began_s < 30
    assert spoken(unruly, store, "поле")
    assert not store.has("k1")


def test_what_is_asked_ahead_is_told_later(unruly: Booth, store: Store) -> None:
    """Three at once, good and bad; each is answered for itself, in whatever order."""
    for key, text in (("k1", "река"), ("k2", "мост"), ("k3", "поле")):
        unruly.ask(key, text, ends_sentence=True, limit_s=30)
    unruly.say("k3", "поле", ends_sentence=True, limit_s=30)
    with pytest.raises(SpeechFailed, match="told to fail"):
        unruly.say("k2", "мост", ends_sentence=True, limit_s=30)
    unruly.say("k1", "река", ends_sentence=True, limit_s=30)
    assert [store.has(key) for key in ("k1", "k2", "k3")] == [True, False, True]
    assert not any(map(unruly.has_asked, ("k1", "k2", "k3")))


def test_a_voice_that_does_not_exist_is_told_as_such(store: Store) -> None:
    """Through two processes, as if the engine were here."""
    with pytest.raises(BadChoice, match="no voice “zz”"):
        Booth(Casting("espeak", "zz"), store).facts()


def test_a_store_that_cannot_be_written_is_not_the_engine_s_fault(tmp_path: Path) -> None:
    """So nobody tries again."""
    (tmp_path / "utterances").write_text("a file where the folder should be")
    with (
        Booth(Casting("tone", "hum"), Store(tmp_path)) as booth,
        pytest.raises(StoreBroken, match="cannot be kept"),
    ):
        booth.say("k1", "река", ends_sentence=True, limit_s=30)


def test_a_booth_tells_version_and_rate(store: Store) -> None:
    """What goes into the keys of its sounds."""
    with Booth(Casting("tone", "hum"), store) as booth:
        assert (booth.facts().version, booth.facts().rate_hz) == ("1", 22_050)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_booth_takes_its_hanging_child_along(store: Store) -> None:
    """Nothing that hangs outlives the one who waits for it."""
    with Booth(UNRULY, store, fork=True) as booth:
        booth.ask("k1", "лес", ends_sentence=True, limit_s=600)
        assert booth._child is not None
        process = booth._child._process.pid
        child = wait_for_child(process)
        os.kill(process, signal.SIGKILL)
        deadline_s = time.monotonic() + 5
        while is_running(child):
            assert time.monotonic() < deadline_s
            time.sleep(0.01)


def wait_for_child(parent: int) -> int:
    path = Path(f"/proc/{parent}/task/{parent}/children")
    deadline_s = time.monotonic() + 20
    while not (children := path.read_text().split()):
        assert time.monotonic() < deadline_s
        time.sleep(0.01)
    return int(children[0])


def is_running(process: int) -> bool:
    """Neither gone nor dead and waiting to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
