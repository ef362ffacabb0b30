"""One book, three engines, three rates: another voice changes nothing but the voice."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("piper", reason="the optional part dauys[piper] is not installed")
pytest.importorskip("onnx", reason="onnx, which makes the model of these tests, is not installed")

from api.cli.main import run
from api.samples import BOOKS, pack
from tests.tts.tiny_voices import lay_command, lay_piper_voice

FORMS = "daisy202,daisy3,epub3,audiobook,lpf,mp3,m4b"
VOICES = ("--voice", "ru=piper:tiny", "--voice", "en=command:humming")


@pytest.fixture(autouse=True)
def _laid_voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_piper_voice(tmp_path / "voices", language="ru_RU", rate_hz=16_000)
    lay_command(tmp_path / "voices", rate_hz=24_000)
    monkeypatch.setenv("DAUYS_VOICES_DIR", str(tmp_path / "voices"))
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))


def converted(source: Path, shelf: Path, forms: str, *flags: str) -> dict[str, Any]:
    """The report of a book made with the voices laid; it has no fault."""
    days = ("--made-on", "2026-11-22", "--plain", "--workers", "1")
    assert run(["convert", str(source), "--to", forms, "--out", str(shelf), *flags, *days]) == 0
    report: dict[str, Any] = json.loads((shelf / source.stem / "report.json").read_bytes())
    assert report["faults"] == []
    return report


def test_a_book_of_three_engines_is_clean_in_every_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Kazakh by eSpeak NG, Russian by a Piper voice, English by a program: seven clean forms."""
    source = pack(BOOKS / "mixed", tmp_path / "mixed.epub")
    shelf = tmp_path / "shelf"
    report = converted(source, shelf, FORMS, *VOICES)
    assert report["voices"] == {"kk": "espeak:kk", "ru": "piper:tiny", "en": "command:humming"}
    assert min(report["languages"].values()) > 20
    capsys.readouterr()
    assert run(["check", str(shelf)]) == 0
    assert capsys.readouterr().out.count("No fault found") == len(FORMS.split(","))


@pytest.mark.parametrize("rate_hz", [16_000, 44_100])
def test_a_book_made_again_with_an_empty_store_is_the_same(tmp_path: Path, rate_hz: int) -> None:
    """Sound for sound, byte for byte, with a Piper voice and a program that are resampled."""
    lay_piper_voice(tmp_path / "voices", "main", language="kk_KZ", rate_hz=rate_hz)
    source, voices = small_book(tmp_path), ("--voice", "kk=piper:main", *VOICES)
    sounds = []
    for name in ("first", "second"):
        report = converted(source, tmp_path / name, "mp3", *voices)
        assert report["reused"] == 0
        files = sorted((tmp_path / name / "small" / "mp3").glob("*.mp3"))
        sounds.append([path.read_bytes() for path in files])
        shutil.rmtree(tmp_path / "store")
    assert sounds[0] == sounds[1]


def test_another_voice_speaks_only_its_own_sentences(tmp_path: Path) -> None:
    """What the other voices said is kept; made again with the same voices, all of it is."""
    source, voices = small_book(tmp_path), (*VOICES, "--no-framing")  # which names the voices
    first = converted(source, tmp_path / "shelf", "epub3", *voices)
    again = converted(source, tmp_path / "shelf", "epub3", *voices, "--voice", "en=espeak:en")
    assert again["spoken"] == first["languages"]["en"] == 1
    last = converted(source, tmp_path / "shelf", "epub3", *voices)
    assert last["spoken"] == 0


def small_book(folder: Path) -> Path:
    """A few sentences in three languages."""
    source = folder / "small.md"
    source.write_text(
        "---\nlang: kk\ntitle: Үш тіл\n---\n\n# Көктем\n\n"
        "Қар еріп, өзендер тасыды. Ауылға көктем келді.\n\n"
        "Снег растаял, и реки вышли из берегов.\n\n"
        "The snow melted and the rivers rose.\n",
        "utf-8",
    )
    return source
