"""What an admin lays in the folder of voices is listed, tried and chosen; what is bad is told."""

import json
from pathlib import Path

import pytest

from api.cli.main import run
from api.cli.ordering import Speech, castings
from tests.tts.tiny_voices import lay_command, lay_settings
from tts.engine import Casting
from tts.engines.installation import Installation
from tts.errors import BadChoice


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that hums, one that is not there, and half a Piper voice."""
    folder = tmp_path / "voices"
    lay_command(folder, languages=["ru", "en-gb"])
    lay_settings(folder, "absent", languages=["kk"], command=["no-such-program"], version="1")
    (folder / "half.onnx").write_bytes(b"a model without settings")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_VOICES_DIR", str(folder))
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    return folder


def test_laid_voices_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the name that chooses them; what is none is told beside, and hides nothing."""
    assert run(["voices"]) == 0
    said = capsys.readouterr()
    assert "command:humming reads ru, en-gb\n" in said.out
    assert "espeak:kk reads kk\n" in said.out
    assert f"{folder / 'half.onnx'} has no settings beside it" in said.err
    assert run(["voices", "--language", "en-gb", "--json"]) == 0
    names = {voice["name"] for voice in json.loads(capsys.readouterr().out)}
    assert "humming" in names
    assert "en-GB-x-rp" in names
    assert "absent" not in names


def test_the_doctor_has_laid_voices_speak(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad one does not make the machine ill, for the others speak."""
    assert run(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "good: command:humming reads ru, en-gb at 24000 samples a second." in said
    assert "command:absent cannot speak" in said
    assert "no-such-program does not start" in said
    assert f"{folder / 'half.onnx'} has no settings beside it" in said


def test_the_doctor_says_where_voices_may_be_laid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the folder and the setting."""
    monkeypatch.setenv("DAUYS_VOICES_DIR", str(tmp_path / "none"))
    assert run(["doctor"]) == 0
    said = capsys.readouterr().out
    assert f"No voices are laid in {tmp_path / 'none'}" in said
    assert "DAUYS_VOICES_DIR" in said


def test_a_voice_is_chosen_by_language_with_or_without_its_engine(folder: Path) -> None:
    """A plain name is of the engine of --engine; a language that it lacks is eSpeak NG's."""
    here = Installation(voices_dir=folder)
    cast = castings(
        here,
        Speech(engine="espeak", voices=["RU=command:humming", "kk=kk+f2"], words_per_minute=200),
    )
    assert cast == {
        "kk": Casting("espeak", "kk+f2", 200),
        "ru": Casting("command", "humming", 200),
        "en": Casting("espeak", "en", 200),
    }
    assert castings(
        here, Speech(engine="command", voices=["en=humming"], words_per_minute=175)
    ) == {
        "kk": Casting("command", "absent"),
        "ru": Casting("command", "humming"),
        "en": Casting("command", "humming"),
    }
    assert (
        castings(here, Speech(engine="tone", voices=["kk=hum fails-on=a:b"], words_per_minute=175))[
            "kk"
        ].voice
        == "hum fails-on=a:b"
    )
    assert castings(here, Speech(engine="piper", voices=[], words_per_minute=175)) == {
        language: Casting("espeak", language) for language in ("kk", "ru", "en")
    }
    for wrong in ("kk", "kk=", "kk=command:", "=kk"):
        with pytest.raises(BadChoice, match="LANGUAGE=NAME"):
            castings(here, Speech(engine="espeak", voices=[wrong], words_per_minute=175))


def test_a_voice_that_is_not_there_stops_a_conversion_with_a_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is spoken, with the names of those that are."""
    (tmp_path / "book.md").write_text("# Глава\n\nПришла весна.\n", "utf-8")
    flags = ["--to", "mp3", "--out", str(tmp_path / "shelf"), "--voice"]
    assert run(["convert", str(tmp_path / "book.md"), *flags, "ru=command:boris"]) == 2
    assert "it has absent, humming" in capsys.readouterr().err
    assert run(["convert", str(tmp_path / "book.md"), *flags, "ru=command:absent"]) == 2
    assert "no-such-program does not start" in capsys.readouterr().err
