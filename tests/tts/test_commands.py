"""Any program can be a voice; a book's words never steer it, and it never outlives its time."""

import os
import shutil
import signal
import sys
import time
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tts.tiny_voices import lay_command, lay_settings
from tts.engine import Casting
from tts.engines.command import CommandEngine
from tts.engines.command_file import commands, read_command
from tts.engines.installation import Installation
from tts.engines.voices_dir import BadVoiceFile
from tts.errors import BadChoice, EngineMissing, SpeechFailed
from tts.narration.booth import Booth
from tts.narration.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="programs are voices on Linux and macOS")

WORDS = "The snow melted, the rivers rose, and spring came."
ECHO = """
import sys, wave
told = repr((sys.argv[1:], sys.stdin.read()))
sys.stderr.write(told)
sys.exit(7)
"""


def opened(folder: Path, name: str = "humming", wpm: int = 175) -> CommandEngine:
    return CommandEngine(Casting("command", name, wpm), folder)


@pytest.mark.parametrize("arguments", [["{wav_file}"], ["-"], ["{wav_file}", "{text_file}"]])
def test_words_and_sound_go_by_files_or_streams(tmp_path: Path, arguments: list[str]) -> None:
    """55 ms a character, and 300 ms behind the sentence, whichever way."""
    lay_command(tmp_path, arguments=arguments)
    engine = opened(tmp_path)
    assert engine.rate_hz == 24_000
    sound = engine.speak(WORDS)
    assert len(sound) // 2 == (len(WORDS) + 1) * 55 * 24 + 300 * 24
    assert sound == engine.speak(WORDS)
    assert len(engine.speak(WORDS, ends_sentence=False)) == len(sound) - 2 * 300 * 24


def test_many_channels_become_one(tmp_path: Path) -> None:
    """A stereo program sounds as the same in mono."""
    lay_command(tmp_path, "mono")
    lay_command(tmp_path, "stereo", channels=2)
    assert opened(tmp_path, "stereo").speak(WORDS) == opened(tmp_path, "mono").speak(WORDS)


@pytest.mark.parametrize("text", ["--help", "-o /etc/passwd", "$(reboot)", "`x`; y", "{wav_file}"])
def test_words_never_become_arguments(tmp_path: Path, text: str) -> None:
    """The program tells what it was given: its own arguments, and the words as its input."""
    lay_command(tmp_path)
    (tmp_path / "later.py").write_text(ECHO)
    engine = opened(tmp_path)
    (tmp_path / "humming.py").write_text(ECHO)
    with pytest.raises(SpeechFailed) as failure:
        engine.speak(text)
    assert str(failure.value).endswith(f"sound.wav'], {text + chr(10)!r})")


def test_speed_is_told_in_the_program_s_own_unit(tmp_path: Path) -> None:
    """175 words a minute are its ordinary speed; twice as many, twice the number."""
    arguments = ["{wav_file}", "-r{speed}", "{wpm}"]
    path = lay_command(tmp_path, arguments=arguments, ordinary_speed=100)
    files = {"text_file": Path("t"), "wav_file": Path("w")}
    assert read_command(path).with_values(**files, words_per_minute=350)[-2:] == ("-r200", "350")
    path = lay_command(tmp_path, arguments=arguments, ordinary_speed=1.0)
    assert read_command(path).with_values(**files, words_per_minute=140)[-2] == "-r0.80"


def test_a_program_of_one_speed_refuses_another(tmp_path: Path) -> None:
    """Rather than read at a speed that nobody asked for."""
    lay_command(tmp_path)
    with pytest.raises(BadChoice, match="one speed only"):
        opened(tmp_path, wpm=200)


def test_a_failing_program_says_why_and_speaks_on(tmp_path: Path) -> None:
    """Its last line of error is passed on."""
    lay_command(tmp_path)
    engine = opened(tmp_path)
    with pytest.raises(SpeechFailed, match="told to fail"):
        engine.speak("FAIL")
    with pytest.raises(SpeechFailed, match="no sound file"):
        engine.speak("SILENT")
    with pytest.raises(SpeechFailed, match="no words"):
        engine.speak("\0 ")
    assert engine.speak(WORDS)


def test_a_program_that_hangs_ends_with_all_it_started(tmp_path: Path) -> None:
    """A shell and the sleep that it left in the background are both gone."""
    lay_settings(
        tmp_path, "slow", languages=["en"], version="1", timeout_s=0.5,
        command=["/bin/sh", "-c", f"sleep 600 & echo $! > {tmp_path}/pid; wait"],
    )  # fmt: skip
    with pytest.raises(EngineMissing, match=r"longer than 0\.5 s"):
        opened(tmp_path, "slow")
    wait_until_gone(int((tmp_path / "pid").read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_killed_booth_takes_its_program_along(tmp_path: Path) -> None:
    """Even by `kill -9`, when it can end nothing itself; and its folder of files is removed."""
    lay_command(tmp_path, timeout_s=20)
    casting, store = Casting("command", "humming"), Store(tmp_path / "store")
    with Booth(casting, store, installation=Installation(voices_dir=tmp_path)) as booth:
        booth.facts()
        (tmp_path / "humming.py").write_text(
            f"import os, time; told = open({str(tmp_path / 'pid')!r}, 'w')\n"
            "told.write(f'{os.getpid()} {os.getcwd()}'); told.close(); time.sleep(600)"
        )
        booth.ask("k1", WORDS, ends_sentence=True, limit_s=600)
        deadline_s = time.monotonic() + 10
        while not ((tmp_path / "pid").exists() and (tmp_path / "pid").read_text()):
            assert time.monotonic() < deadline_s
            time.sleep(0.01)
        assert booth._child is not None
        os.kill(booth._child._process.pid, signal.SIGKILL)
        process, folder = (tmp_path / "pid").read_text().split()
        wait_until_gone(int(process))
        deadline_s = time.monotonic() + 10
        while Path(folder).parent.exists():
            assert time.monotonic() < deadline_s
            time.sleep(0.01)


def wait_until_gone(process: int) -> None:
    deadline_s = time.monotonic() + 10
    while Path(f"/proc/{process}").exists() if sys.platform == "linux" else is_there(process):
        assert time.monotonic() < deadline_s
        time.sleep(0.01)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_booth_speaks_with_a_program_and_survives_it(tmp_path: Path) -> None:
    """At the rate of the book; what fails costs one utterance; nothing of it is kept."""
    lay_command(tmp_path)
    store = Store(tmp_path / "store")
    installation = Installation(voices_dir=tmp_path)
    casting = Casting("command", "humming")
    with Booth(casting, store, installation=installation, rate_hz=22_050) as booth:
        assert booth.facts().rate_hz == 22_050
        with pytest.raises(SpeechFailed, match="told to fail"):
            booth.say("k1", "FAIL", ends_sentence=True, limit_s=30)
        with pytest.raises(SpeechFailed, match="longer than 1 s"):
            booth.say("k2", "HANG", ends_sentence=True, limit_s=1)
        booth.say("k3", WORDS, ends_sentence=True, limit_s=30)
        assert booth.facts().version.startswith("1, ")
    assert not store.has("k1")
    assert not store.has("k2")
    samples = (len(WORDS) + 1) * 55 * 24 + 300 * 24
    assert len(store.get("k3") or b"") // 2 == -(-samples * 22_050 // 24_000)


def test_the_version_is_the_program_s_own(tmp_path: Path) -> None:
    """A new program, other arguments or another environment make other sounds."""
    version_command = [sys.executable, "-c", "print('humming 2.1')"]
    lay_command(tmp_path, version=None, version_command=version_command)
    first = opened(tmp_path).version
    assert first.startswith("humming 2.1, ")
    lay_command(tmp_path, version=None, version_command=version_command, arguments=["-"])
    assert opened(tmp_path).version != first
    lay_command(tmp_path, version="3")
    assert opened(tmp_path).version.startswith("3, ")


def test_a_program_gets_a_plain_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says does not depend on who starts Dauys, and it learns no secret of ours."""
    monkeypatch.setenv("DAUYS_SECRET", "a secret")
    path = lay_command(tmp_path)
    path.write_text(path.read_text() + '[environment]\nVOICE_HOME = "/srv/voice"\n')
    engine = opened(tmp_path)
    (tmp_path / "humming.py").write_text("import os, sys; sys.exit(repr(dict(os.environ)))")
    with pytest.raises(SpeechFailed) as failure:
        engine.speak(WORDS)
    assert "VOICE_HOME" in str(failure.value)
    assert "DAUYS_SECRET" not in str(failure.value)


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="the command espeak-ng is not installed")
def test_the_command_espeak_ng_is_a_voice(tmp_path: Path) -> None:
    """A real program: words by its input, the sound, of unknown length, by its output."""
    lay_settings(
        tmp_path, "robot", languages=["en-gb"], version_command=["espeak-ng", "--version"],
        command=["espeak-ng", "--stdin", "--stdout", "-v", "en", "-s", "{wpm}"],
    )  # fmt: skip
    engine, fast = opened(tmp_path, "robot"), opened(tmp_path, "robot", 350)
    assert 2 < len(engine.speak(WORDS)) / 2 / engine.rate_hz < 6
    assert len(fast.speak(WORDS)) < 0.7 * len(engine.speak(WORDS))
    assert "eSpeak NG" in engine.version
    assert engine.speak("-h, --help")


GOOD = {"languages": ["ru"], "command": ["say", "{wav_file}"], "version": "1"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"languages": None}, "languages is a list of words"),
        ({"languages": "ru"}, "languages is a list of words"),
        ({"languages": []}, "languages is a list of words"),
        ({"command": "say {wav_file}"}, "a shell is never asked"),
        ({"command": ["say", 5]}, "command has 5"),
        ({"command": ["say", "{text}"]}, r"there is no \{text\}"),
        ({"command": ["{text_file}"]}, "the program itself"),
        ({"command": ["say", "{speed}"]}, "need each other"),
        ({"ordinary_speed": 100}, "need each other"),
        ({"command": ["say", "{speed}"], "ordinary_speed": 0}, "more than 0"),
        ({"command": ["say", "{speed}"], "ordinary_speed": "fast"}, "no number"),
        ({"version": None}, "either version or version_command"),
        ({"version_command": ["say", "-v"]}, "either version or version_command"),
        ({"timeout_s": 0}, "at most 25"),
        ({"timeout_s": 1_000}, "at most 25"),
        ({"timeout_s": True}, "no number"),
        ({"environment": "HOME"}, "a table of names and words"),
        ({"voice": "anna"}, "there is no key “voice”"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, changed: dict[str, Any], told: str) -> None:
    """With the file, so that an admin finds it."""
    path = lay_settings(tmp_path, "anna", **GOOD | changed)
    with pytest.raises(BadVoiceFile, match=told) as failure:
        read_command(path)
    assert str(path) in str(failure.value)


@pytest.mark.parametrize("octets", [b"", b"= 1", b"\xff\xfe", b"a = " + b"[" * 3_000])
def test_a_file_that_is_no_settings_hides_no_other(tmp_path: Path, octets: bytes) -> None:
    """The list of voices has the good ones and a sentence for the bad one."""
    lay_settings(tmp_path, "good", **GOOD)
    (tmp_path / "bad.toml").write_bytes(octets)
    here = commands(tmp_path)
    assert [voice.name for voice in here.voices] == ["good"]
    (sentence,) = here.unusable
    assert str(tmp_path / "bad.toml") in sentence
    with pytest.raises(EngineMissing):
        opened(tmp_path, "bad")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("aй{} ", max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*GOOD, "timeout_s", "ordinary_speed"]), _VALUES))
def test_any_settings_are_good_or_bad(changed: dict[str, Any]) -> None:
    """Whatever an admin writes for a key, the answer is a command or a sentence."""
    from tts.engines.command_file import _command, _Wrong  # noqa: PLC0415 - the part without files

    with suppress(_Wrong):
        command = _command(Path("x.toml"), GOOD | changed)
        assert command.arguments
        assert 0 < command.timeout_s <= 25


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its name, when it is opened."""
    lay_settings(tmp_path, "anna", **GOOD | {"command": ["no-such-program", "{wav_file}"]})
    with pytest.raises(EngineMissing, match="no-such-program does not start"):
        opened(tmp_path, "anna")
    with pytest.raises(BadChoice, match="it has anna"):
        opened(tmp_path, "boris")


def test_the_example_in_the_manual_is_read(tmp_path: Path) -> None:
    """What docs/voices.md shows for RHVoice is a file that we accept."""
    text = (Path(__file__).parents[2] / "docs" / "voices.md").read_text("utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "anna.toml").write_text(example, "utf-8")
    assert read_command(tmp_path / "anna.toml").languages == ("ru",)
    assert tomllib.loads(example)
