"""Piper voices laid in a folder: they say the same words alike, and a bad file is told, not met."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("piper", reason="the optional part dauys[piper] is not installed")
pytest.importorskip("onnx", reason="onnx, which makes the model of these tests, is not installed")

from tests.tts.tiny_voices import lay_piper_voice
from tts.engine import Casting
from tts.engines.installation import Installation
from tts.engines.piper import PiperEngine
from tts.engines.piper_files import _language, _rate_hz, _speakers, piper_voices
from tts.errors import BadChoice, EngineMissing, SpeechFailed
from tts.narration.booth import Booth
from tts.narration.store import Store

ROOT = Path(__file__).parents[2]
SENTENCE = "Қар еріп, өзендер тасыды да, ауылға көктем келді."
OTHERS = ("Иә.", "М. О. Әуезов 1897 ж. туған — белгілі!", SENTENCE * 3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A voice, one of three speakers at another rate, and nothing wrong."""
    folder = tmp_path_factory.mktemp("voices")
    lay_piper_voice(folder)
    lay_piper_voice(folder, "three", language="ru_RU", rate_hz=16_000, speakers="abc")
    return folder


def opened(folder: Path, name: str = "tiny", wpm: int = 175) -> PiperEngine:
    return PiperEngine(Casting("piper", name, wpm), folder)


def test_a_model_laid_in_a_folder_speaks(folder: Path) -> None:
    """About as long as speech is, with a pause behind it, at the rate of its settings."""
    engine = opened(folder)
    sentence, part = engine.speak(SENTENCE), engine.speak(SENTENCE, ends_sentence=False)
    assert engine.rate_hz == 22_050
    assert 40 < len(part) / 2 / 22.05 / len(SENTENCE) < 90
    assert sentence == part + bytes(2 * 22_050 * 300 // 1000)


def test_fresh_processes_and_talkative_ones_say_the_same(folder: Path) -> None:
    """Bit for bit, though the model hisses by nature: so a book goes on where it was killed."""
    code = (
        "import sys, hashlib; from pathlib import Path; from tts.engine import Casting\n"
        "from tts.engines.piper import PiperEngine\n"
        "engine = PiperEngine(Casting('piper', 'tiny'), Path(sys.argv[1]))\n"
        "print(engine.version, hashlib.sha256(engine.speak(sys.argv[2])).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(folder), SENTENCE],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout
        for _ in range(2)
    }  # fmt: skip
    engine = opened(folder)
    for other in OTHERS:
        engine.speak(other)
    here = hashlib.sha256(engine.speak(SENTENCE)).hexdigest()
    assert told == {f"{engine.version} {here}\n"}


def test_faster_is_shorter(folder: Path) -> None:
    """Twice the words a minute, half the sound."""
    usual, fast = (
        opened(folder, wpm=wpm).speak(SENTENCE, ends_sentence=False) for wpm in (175, 350)
    )
    assert len(fast) == pytest.approx(len(usual) / 2, rel=0.01)


def test_every_speaker_is_a_voice(folder: Path) -> None:
    """Listed by name, each with a sound of its own; the model's own choice is its first."""
    assert [(voice.name, voice.languages) for voice in piper_voices(folder).voices] == [
        *((f"three#{speaker}", ("ru-ru",)) for speaker in "abc"),
        ("tiny", ("kk-kz",)),
    ]
    own, first, second = (
        opened(folder, name).speak("Пришла весна.") for name in ("three", "three#a", "three#b")
    )
    assert own == first != second


def test_a_long_sentence_is_said_in_pieces(folder: Path) -> None:
    """The network's memory would grow with the square; and nothing is lost between the pieces."""
    engine = opened(folder)
    pieces: list[int] = []
    engine.speak_into(lambda piece: pieces.append(piece.nbytes), "көктем " * 500)
    assert max(pieces) <= 602 * 2 * 1024
    words = [engine.speak("көктем " * count, ends_sentence=False) for count in (1, 2)]
    one_word = len(words[1]) - len(words[0])
    assert sum(pieces) == pytest.approx(500 * one_word, rel=0.02)


@pytest.mark.parametrize("text", ["[[abc]]", "a\0b", "сөз \ud800 сөз", "[[", "сөз]] [[[сөз"])
def test_no_words_are_taken_for_phonemes_or_break_the_engine(folder: Path, text: str) -> None:
    """Double brackets, zeros and broken characters in a book are words like others."""
    engine = opened(folder)
    if text == "[[":
        with pytest.raises(SpeechFailed):
            engine.speak(text)
    else:
        assert engine.speak(text)
    assert engine.speak("[[abc]]") == engine.speak("((abc))")


@pytest.mark.parametrize("text", ["", " ", "…", "—"])
def test_a_text_without_sound_is_a_failure(folder: Path, text: str) -> None:
    """Nobody takes silence for speech."""
    with pytest.raises(SpeechFailed, match="no sound"):
        opened(folder).speak(text)


def test_loud_and_quiet_models_come_out_alike(tmp_path: Path) -> None:
    """One is ten times as loud as the other; half a decibel is left of it."""
    lay_piper_voice(tmp_path, "loud", loudness=0.5)
    lay_piper_voice(tmp_path, "quiet", loudness=0.05)
    loud, quiet = (opened(tmp_path, name) for name in ("loud", "quiet"))
    assert loud.version != quiet.version
    peaks = [peak(engine.speak(SENTENCE)) for engine in (loud, quiet)]
    assert peaks[0] == pytest.approx(peaks[1], rel=0.06)


def peak(pcm: bytes) -> int:
    return int(max(map(abs, memoryview(pcm).cast("h"))))


def test_a_booth_lets_no_fork_speak(folder: Path, tmp_path: Path) -> None:
    """At any rate, after any words, the same sound, from the one process that has the model."""
    store = Store(tmp_path)
    installation, casting = Installation(voices_dir=folder), Casting("piper", "three#c")
    with Booth(casting, store, installation=installation, rate_hz=22_050) as booth:
        for key, text in (("k1", SENTENCE), ("k2", "Иә."), ("k3", SENTENCE)):
            booth.say(key, text, ends_sentence=True, limit_s=30)
        assert not opened(folder, "three#c").remembers
        assert "from 16000 Hz" in booth.facts().version
    assert store.get("k1") == store.get("k3") != store.get("k2")
    here = opened(folder, "three#c").speak(SENTENCE)
    assert len(store.get("k1") or b"") // 2 == -(-len(here) // 2 * 22_050 // 16_000)


def broken(folder: Path, name: str) -> None:
    """Break the settings of a voice or its model."""
    model = lay_piper_voice(folder, name)
    settings = model.with_name(model.name + ".json")
    told = json.loads(settings.read_text())
    match name:
        case "garbage":
            model.write_bytes(b"this is no model")
        case "half":
            model.write_bytes(model.read_bytes()[: model.stat().st_size // 2])
        case "tensors":
            lay_piper_voice(folder, name, text_tensor="words")
        case "silent":
            lay_piper_voice(folder, name, loudness=0)
        case "speakers":
            settings.write_text(json.dumps(told | {"num_speakers": 2}))
        case "strange-language":
            settings.write_text(json.dumps(told | {"espeak": {"voice": "zz"}}))
        case "few-sounds":
            marks = {mark: told["phoneme_id_map"][mark] for mark in "_^$a"}
            settings.write_text(json.dumps(told | {"phoneme_id_map": marks}))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("garbage", "INVALID_PROTOBUF|INVALID_ARGUMENT|No graph"),
        ("half", "INVALID_PROTOBUF|INVALID_ARGUMENT|INVALID_GRAPH"),
        ("tensors", "asks for input_lengths, scales, words, a Piper voice for input"),
        ("silent", "no sound"),
        ("speakers", "a Piper voice for input, input_lengths, scales, sid"),
        ("strange-language", "Failed to set voice: zz"),
        ("few-sounds", "does not know most of the sounds"),
    ],
)
def test_a_model_that_cannot_speak_is_told_when_it_is_opened(
    tmp_path: Path, name: str, told: str
) -> None:
    """With its file and the reason, in one sentence."""
    broken(tmp_path, name)
    with pytest.raises(EngineMissing, match=told) as failure:
        opened(tmp_path, name)
    assert str(tmp_path / f"{name}.onnx") in str(failure.value)


SETTINGS: dict[str, Any] = {
    "audio": {"sample_rate": 22_050},
    "espeak": {"voice": "en-us"},
    "num_speakers": 1,
    "num_symbols": 256,
    "phoneme_id_map": {"_": [0], "^": [1], "$": [2]},
}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (b"", "not the settings of a Piper voice"),
        (b"[1, 2]", "not the settings of a Piper voice"),
        (b"[" * 100_000, "not the settings of a Piper voice"),
        (b"\xff", "not the settings of a Piper voice"),
        (SETTINGS | {"audio": {"sample_rate": 5}}, "5 samples a second"),
        (SETTINGS | {"phoneme_type": "pinyin"}, "kind “pinyin”"),
        (SETTINGS | {"phoneme_id_map": {"a": [1]}}, "phoneme_id_map lacks"),
        (SETTINGS | {"num_speakers": 10**6}, "1000000 speakers"),
        (SETTINGS | {"num_speakers": 2, "speaker_id_map": {"a": 7}}, "does not have"),
        (SETTINGS | {"num_speakers": float("inf")}, "not the settings of a Piper voice"),
    ],
)
def test_wrong_settings_hide_no_other_voice(
    tmp_path: Path, settings: bytes | dict[str, Any], told: str
) -> None:
    """The list has the good voice, and a sentence for the bad one."""
    lay_piper_voice(tmp_path)
    (tmp_path / "bad.onnx").write_bytes(b"a model")
    octets = settings if isinstance(settings, bytes) else json.dumps(settings).encode()
    (tmp_path / "bad.onnx.json").write_bytes(octets)
    here = piper_voices(tmp_path)
    assert [voice.name for voice in here.voices] == ["tiny"]
    (sentence,) = here.unusable
    assert told in sentence
    assert str(tmp_path / "bad.onnx.json") in sentence
    with pytest.raises(EngineMissing, match=r"bad\.onnx\.json"):
        opened(tmp_path, "bad")


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("ab", max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab"), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from([*SETTINGS, "language", "speaker_id_map"]), _ANYTHING)
def test_any_settings_are_a_voice_or_a_sentence(key: str, value: object) -> None:
    """No file that somebody lays there breaks the list of voices."""
    from tts.engines.piper_files import _NOT_AS_EXPECTED, _Wrong  # noqa: PLC0415

    for part in (_language, _rate_hz, _speakers):
        try:
            part(SETTINGS | {key: value})
        except (_Wrong, *_NOT_AS_EXPECTED):
            pass


def test_half_a_voice_is_told_as_such(tmp_path: Path) -> None:
    """Both files are needed; hidden ones, which macOS lays beside, are nobody's."""
    model = lay_piper_voice(tmp_path, "one")
    model.unlink()
    (tmp_path / "other.onnx").write_bytes(b"a model")
    (tmp_path / "._one.onnx").write_bytes(b"of macOS")
    lay_piper_voice(tmp_path, "a#b")
    here = piper_voices(tmp_path)
    assert here.voices == ()
    assert [sentence.partition(" has ")[2] for sentence in here.unusable] == [
        "# in its name, which is for speakers; rename both files.",
        "no model beside it; lay one.onnx there.",
        "no settings beside it; lay other.onnx.json there.",
    ]


def test_what_does_not_exist_is_a_bad_choice(folder: Path, tmp_path: Path) -> None:
    """One sentence names what was asked for and what there is."""
    with pytest.raises(BadChoice, match="it has three#a, three#b, three#c, tiny"):
        opened(folder, "aru")
    with pytest.raises(BadChoice, match="no speaker “z”; it has a, b, c"):
        opened(folder, "three#z")
    with pytest.raises(BadChoice, match="no speaker “a”; it has one speaker only"):
        opened(folder, "tiny#a")
    with pytest.raises(BadChoice, match="80 to 450"):
        opened(folder, wpm=20)
    with pytest.raises(BadChoice, match="it has none"):
        opened(tmp_path / "no-such-folder")


def test_without_piper_the_voices_wait_and_say_for_what(folder: Path) -> None:
    """In a process where Piper cannot be imported: the list goes on, the engine tells the cure."""
    code = (
        "import sys; sys.modules['piper'] = None\n"
        "from pathlib import Path; from tts.engine import Casting\n"
        "from tts.engines.installation import Installation; from tts.engines.registry import *\n"
        "here = Installation(voices_dir=Path(sys.argv[1]))\n"
        "print(voices('piper', here), unusable(here))\n"
        "try: open_engine(Casting('piper', 'tiny'), here)\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert told[0].startswith('() ("4 Piper voices wait')
    assert told[1].startswith("EngineMissing Piper is not installed here")
    assert "pip install 'dauys[piper]'" in told[1]
