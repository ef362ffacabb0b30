"""Engines speak, refuse what they cannot do, and agree where they stand on the same library."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tts.engine import Casting, SpeaksInPieces
from tts.engines.espeak import EspeakEngine, EspeakHome, bundled_home
from tts.engines.registry import default_castings, open_engine, voices
from tts.engines.system import SystemEngine
from tts.errors import BadChoice, EngineMissing, SpeechFailed

ROOT = Path(__file__).parents[2]
SENTENCES = {
    "kk": "Қар еріп, өзендер тасыды да, ауылға көктем келді.",
    "ru": "Снег растаял, реки вышли из берегов, и пришла весна.",
    "en": "The snow melted, the rivers rose, and spring came.",
}


@pytest.mark.parametrize("engine", ["espeak", "system", "tone"])
@pytest.mark.parametrize("language", SENTENCES)
def test_every_engine_reads_our_languages(engine: str, language: str) -> None:
    """A sentence of nine words lasts one to eight seconds, whoever says it."""
    speaking = open_engine(default_castings(engine)[language])
    pcm = speaking.speak(SENTENCES[language])
    assert 1 < len(pcm) / 2 / speaking.rate_hz < 8


@pytest.mark.parametrize("engine", ["espeak", "system", "tone"])
def test_a_sentence_ends_with_a_pause(engine: str) -> None:
    """The same words are longer by a quarter of a second or more where a sentence ends."""
    speaking = open_engine(default_castings(engine)["ru"])
    inside = speaking.speak("Пришла весна", ends_sentence=False)
    at_end = speaking.speak("Пришла весна", ends_sentence=True)
    assert len(at_end) - len(inside) > speaking.rate_hz // 2
    assert not any(at_end[-speaking.rate_hz // 5 * 2 :])


@pytest.mark.parametrize("language", SENTENCES)
def test_pyttsx3_says_what_espeak_says(language: str) -> None:
    """Both stand on one library; their lengths differ by less than one sample in a hundred."""
    espeak = open_engine(Casting("espeak", language)).speak(SENTENCES[language])
    system = open_engine(Casting("system", language)).speak(SENTENCES[language])
    assert len(system) == pytest.approx(len(espeak), rel=0.01)


def test_two_engines_in_one_process_keep_their_voices() -> None:
    """The library has one voice at a time; each engine takes its own back."""
    kazakh, english = open_engine(Casting("espeak", "kk")), open_engine(Casting("espeak", "en"))
    before = len(kazakh.speak("Қазақстан"))
    english.speak("Kazakhstan")
    assert len(kazakh.speak("Қазақстан")) == pytest.approx(before, rel=0.02)


def test_pieces_are_the_whole() -> None:
    """An engine that hands over pieces hands over everything, piece by piece."""
    engine = open_engine(Casting("espeak", "ru"))
    assert isinstance(engine, SpeaksInPieces)
    lengths: list[int] = []
    engine.speak_into(lambda piece: lengths.append(piece.nbytes), SENTENCES["ru"] * 3)
    assert len(lengths) > 3
    assert sum(lengths) == pytest.approx(len(engine.speak(SENTENCES["ru"] * 3)), rel=0.01)


def test_faster_is_shorter() -> None:
    """Twice the words a minute take less than two thirds of the time."""
    usual, fast = (open_engine(Casting("espeak", "kk", wpm)) for wpm in (175, 350))
    assert len(fast.speak(SENTENCES["kk"])) < len(usual.speak(SENTENCES["kk"])) * 2 / 3


def test_a_zero_inside_the_text_does_not_cut_it() -> None:
    """C ends a text at a zero byte; the words behind it are said all the same."""
    engine = open_engine(Casting("espeak", "ru"))
    whole = len(engine.speak("Первое слово, второе слово."))
    assert len(engine.speak("Первое слово,\0 второе слово.")) == pytest.approx(whole, rel=0.02)


def test_a_broken_character_does_not_stop_the_engine() -> None:
    """Half a surrogate pair is not UTF-8; the rest is said."""
    assert open_engine(Casting("espeak", "ru")).speak("Слово \ud800 слово.")


def test_a_failing_sink_stops_the_engine_and_is_told() -> None:
    """No exception is lost inside the library, and the engine still speaks afterwards."""
    engine = open_engine(Casting("espeak", "ru"))
    assert isinstance(engine, SpeaksInPieces)

    def full_disk(_piece: memoryview) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        engine.speak_into(full_disk, SENTENCES["ru"])
    assert engine.speak("Дальше.")


@pytest.mark.parametrize("text", ["", " ", "…"])
@pytest.mark.parametrize("engine", ["espeak", "tone", "system"])
def test_a_text_without_sound_is_a_failure(engine: str, text: str) -> None:
    """Nobody takes silence for speech; the hum alone finds three dots worth humming."""
    speaking = open_engine(default_castings(engine)["ru"])
    if engine == "tone" and text == "…":
        assert speaking.speak(text)
    else:
        with pytest.raises(SpeechFailed):
            speaking.speak(text)


@pytest.mark.parametrize(
    ("casting", "told"),
    [
        (Casting("festival", "kk"), "there are espeak, system, piper, command, tone"),
        (Casting("espeak", "zz"), r"it has .*\bkk\b"),
        (Casting("espeak", ""), r"it has .*\bkk\b"),
        (Casting("system", "zz"), r"it has .*\bkk\b"),
        (Casting("tone", "whistle"), "it has hum"),
        (Casting("tone", "hum sings-on=мост"), "sings-on"),
        (Casting("espeak", "kk", 4000), "80 to 450 words a minute"),
        (Casting("tone", "hum", 0), "above 0 words a minute"),
    ],
)
def test_what_does_not_exist_is_a_bad_choice(casting: Casting, told: str) -> None:
    """One sentence names what was asked for and what there is."""
    with pytest.raises(BadChoice, match=told):
        open_engine(casting)


def test_a_missing_library_is_told(tmp_path: Path) -> None:
    """In a process of its own, because one process opens one library."""
    home = EspeakHome(tmp_path / "none.so", tmp_path)
    with pytest.raises(EngineMissing):
        EspeakEngine(Casting("espeak", "kk"), home)


def test_missing_tables_do_not_end_the_process(tmp_path: Path) -> None:
    """The library's own answer to missing tables is exit(1)."""
    code = (
        "import sys; from pathlib import Path; from tts.engines.espeak import *\n"
        "from tts.engine import Casting\n"
        f"home = EspeakHome(bundled_home().library, Path({str(tmp_path)!r}))\n"
        "try: EspeakEngine(Casting('espeak', 'kk'), home)\n"
        "except EngineMissing as error: print(error)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert str(tmp_path) in told.stdout


def test_every_engine_lists_its_voices() -> None:
    """Kazakh, Russian and English readers are among them, by the name that opens them."""
    found = voices()
    for engine in ("espeak", "system", "tone"):
        for language in SENTENCES:
            assert any(v.engine == engine and language in v.languages for v in found)


def test_the_version_tells_the_tables_apart(tmp_path: Path) -> None:
    """Other language tables may sound otherwise, so they make another version."""
    tables = tmp_path / "tables"
    tables.symlink_to(bundled_home().tables)
    code = (
        "from pathlib import Path; from tts.engines.espeak import *\n"
        "import sys, shutil\n"
        "home = bundled_home(); copy = Path(sys.argv[1]) / 'copy'\n"
        "shutil.copytree(home.tables, copy)\n"
        "with (copy / 'kk_dict').open('ab') as table: table.write(b'\\0')\n"
        "print(open_library(EspeakHome(home.library, copy)).version)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    ours = open_engine(Casting("espeak", "kk")).version
    assert other.stdout.strip().split()[0] == ours.split()[0] == "1.52.0"
    assert other.stdout.strip() != ours


@pytest.mark.skipif(sys.platform != "linux", reason="needs pyttsx3's own eSpeak driver")
def test_a_stock_driver_of_pyttsx3_speaks_through_a_file() -> None:
    """The way of Windows and macOS, walked here with the driver that pyttsx3 has for Linux."""
    home = bundled_home()
    code = (
        "import ctypes, sys\n"
        "ctypes.CDLL(sys.argv[1], mode=ctypes.RTLD_GLOBAL)\n"  # where that driver looks for it
        "from tts.engine import Casting; from tts.engines.system import SystemEngine\n"
        "engine = SystemEngine(Casting('system', 'zle/ru'), driver='espeak')\n"
        "print(engine.rate_hz, len(engine.speak('Пришла весна, и растаял снег.')))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(home.library)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
        env={**os.environ, "ESPEAK_DATA_PATH": str(home.tables)},
    )  # fmt: skip
    rate_hz, length = map(int, told.stdout.split())
    assert rate_hz == 22_050
    assert 1 < length / 2 / rate_hz < 4


def test_a_system_engine_is_asked_again_and_again() -> None:
    """pyttsx3 keeps one engine a driver; a second sentence and a second voice still work."""
    russian, kazakh = SystemEngine(Casting("system", "ru")), SystemEngine(Casting("system", "kk"))
    first = len(russian.speak(SENTENCES["ru"]))
    assert kazakh.speak(SENTENCES["kk"])
    assert len(russian.speak(SENTENCES["ru"])) == pytest.approx(first, rel=0.02)


def test_a_hum_is_the_same_every_time() -> None:
    """The tone engine has no memory: 60 ms a letter, 40 ms between words, 300 ms at the end."""
    engine = open_engine(Casting("tone", "hum"))
    assert engine.speak("ән ой") == engine.speak("ән ой")
    assert len(engine.speak("ән ой")) // 2 == engine.rate_hz * (120 + 40 + 120 + 300) // 1000
