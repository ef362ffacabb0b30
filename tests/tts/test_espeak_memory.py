"""eSpeak NG is made to forget: what it says depends on the words alone."""

import ctypes
import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.gold import SENTENCES
from tts.engine import Casting
from tts.engines.espeak import EspeakEngine, bundled_home
from tts.engines.espeak_memory import memory_of
from tts.errors import SpeechFailed
from tts.narration.booth import CAN_FORK

ROOT = Path(__file__).parents[2]
WORDS = [word for path in sorted(SENTENCES.glob("*.txt")) for word in path.read_text().split()]
SIGNS = "абвгәғқңөұүһіёжщъ abc XYZ 123 .,;:!?-—«»()%№§$₸*/+=@#&🙂ñé\n\u0301"


def any_text(draw: random.Random) -> str:
    """Words of three languages in any order, or signs in any order, or a change of voice."""
    match draw.random():
        case chance if chance < 0.7:
            return " ".join(draw.choices(WORDS, k=draw.randint(1, 25)))
        case chance if chance < 0.9:
            return "".join(draw.choices(SIGNS, k=draw.randint(1, 60)))
        case _:
            return " ".join((*draw.choices(WORDS, k=3), "moderate 123", str(draw.getrandbits(30))))


def said(engine: EspeakEngine, text: str) -> bytes:
    """A fingerprint of the sound, or why there is none."""
    digest = hashlib.sha256()
    try:
        engine.speak_into(digest.update, text)
    except SpeechFailed as error:
        return str(error).encode()[:64]
    return digest.digest()


def said_by_a_fresh_child(engine: EspeakEngine, text: str) -> bytes:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, said(engine, text))
        os._exit(0)
    os.close(writing)
    answer = os.read(reading, 100)
    os.close(reading)
    os.waitpid(child, 0)
    return answer


TRUTH = """
import random, sys
from tests.tts.test_espeak_memory import any_text, said, said_by_a_fresh_child
from tts.engine import Casting
from tts.engines.espeak import EspeakEngine
from tts.narration.booth_room import hand_out_zeros

hand_out_zeros()
engine = EspeakEngine(Casting("espeak", sys.argv[1]))
assert not engine.remembers
draw = random.Random(7)
texts = [any_text(draw) for _ in range(250)]
truth = {text: said_by_a_fresh_child(engine, text) for text in texts}
draw.shuffle(texts)
wrong = [text for text in texts if said(engine, text) != truth[text]]
assert not wrong, wrong
"""


@pytest.mark.skipif(not CAN_FORK, reason="a fresh child cannot be had here")
@pytest.mark.parametrize("voice", ["kk", "ru", "en"])
def test_any_words_sound_as_if_said_by_a_fresh_process(voice: str) -> None:
    """250 texts of any kind, in one process, in another order: each bit for bit."""
    told = subprocess.run(
        [sys.executable, "-c", TRUTH, voice], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr


def test_a_variant_of_a_voice_is_known_to_remember() -> None:
    """Its breath draws lots, so its sentences are left to fresh children."""
    assert EspeakEngine(Casting("espeak", "ru+f2")).remembers


@pytest.mark.parametrize(
    "content", [b"", b"\x7fELF\x02\x01", b"\x7fELF\x02\x01" + bytes(200), b"MZ"]
)
def test_a_library_that_does_not_show_its_memory_is_left_alone(
    content: bytes, tmp_path: Path
) -> None:
    """Stripped, cut short, of another system: nothing is found, nothing is written to."""
    path = tmp_path / "library.so"
    path.write_bytes(content)
    assert memory_of(path, ctypes.CDLL(str(bundled_home().library))) is None
    assert memory_of(tmp_path / "none.so", None) is None
