"""Piper: neural voices of ONNX models that an admin lays in a folder.

The network is given no noise (`noise_scale` and `noise_w` are 0), so that the same words are the
same samples whatever went before and whichever process says them; and one thread, so that as many
booths as there are processors keep each one busy. Its session does not live through a fork.

Source: piper-tts 1.8, ONNX Runtime 1.32.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tts.engine import ORDINARY_WPM, Casting, Pcm, PcmSink, speak_whole
from tts.engines.hum import silence
from tts.engines.loudness import Level, calibration, usual_level
from tts.engines.piper_files import HOW_TO_GET_IT, PiperFile, find_piper_voice
from tts.errors import BadChoice, EngineMissing, SpeechFailed

try:
    import onnxruntime
    from piper import PiperVoice, SynthesisConfig
    from piper.config import PiperConfig
except ImportError as error:
    raise EngineMissing(HOW_TO_GET_IT) from error

SLOWEST_WPM, FASTEST_WPM = 80, 450

_AFTER_SENTENCE_MS = 300
_LONGEST_PHONEMES = 600  # the network's memory grows with the square
_ASKED = {"input", "input_lengths", "scales"}
# Double brackets would make Piper read a book's text as phonemes, and C ends a text at a zero.
_PLAIN = str.maketrans({"[": "(", "]": ")", "\0": None})


class PiperEngine:
    """`SpeechEngine` and `SpeaksInPieces` with a Piper voice ("kk_KZ-name", "name#speaker")."""

    remembers = False

    def __init__(self, casting: Casting, voices_dir: Path | None) -> None:
        """Opens the model, and has it say a sentence to know how loud it is.

        Raises BadChoice; EngineMissing for a model that does not open or does not speak.
        """
        if not SLOWEST_WPM <= casting.words_per_minute <= FASTEST_WPM:
            raise BadChoice(
                f"Piper speaks {SLOWEST_WPM} to {FASTEST_WPM} words a minute, "
                f"not {casting.words_per_minute}."
            )
        self._file, speaker = find_piper_voice(casting.voice, voices_dir)
        self._level = Level()
        try:
            self._voice = _opened(self._file)
            self._manner = SynthesisConfig(
                speaker_id=speaker,
                length_scale=self._voice.config.length_scale
                * ORDINARY_WPM
                / casting.words_per_minute,
                noise_scale=0.0,
                noise_w_scale=0.0,
            )
            sentence = calibration(self._file.languages)
            self._level = usual_level(np.concatenate([*self._sounds(sentence)]), self.rate_hz)
        except Exception as error:  # ONNX Runtime and eSpeak raise kinds of their own
            reason = str(error).rstrip(".").splitlines()[0] if str(error) else type(error).__name__
            raise EngineMissing(
                f"The Piper voice {self._file.model} does not speak: {reason}."
            ) from error

    @property
    def version(self) -> str:
        """Of the libraries, the model, its settings, and the level it is brought to."""
        libraries = [f"{name} {metadata.version(name)}" for name in ("piper-tts", "onnxruntime")]
        digests = [_sha256(path)[:16] for path in (self._file.model, self._file.settings)]
        return ", ".join((*libraries, *digests, str(self._level)))

    @property
    def rate_hz(self) -> int:
        """As the model's settings say."""
        return self._file.rate_hz

    def speak(self, spoken_text: str, *, ends_sentence: bool = True) -> Pcm:
        """Say it whole. Raises SpeechFailed."""
        return speak_whole(self, spoken_text, ends_sentence=ends_sentence)

    def speak_into(self, sink: PcmSink, spoken_text: str, *, ends_sentence: bool = True) -> None:
        """Say it into `sink`, some six hundred phonemes at a time. Raises SpeechFailed."""
        for sound in self._sounds(spoken_text):
            sink(memoryview(self._level.pcm(sound)))
        if ends_sentence:
            sink(memoryview(silence(_AFTER_SENTENCE_MS, rate_hz=self.rate_hz)))

    def _sounds(self, spoken_text: str) -> Iterator[NDArray[np.float32]]:
        """The voice's own sound, piece by piece. Raises SpeechFailed where all of it is silence."""
        heard = False
        for phonemes in self._pieces(spoken_text):
            sound = self._said(phonemes)
            heard = heard or bool(np.any(np.abs(sound) > 1e-4))
            yield sound
        if not heard:
            raise SpeechFailed("Piper gave no sound for the words.")

    def _pieces(self, spoken_text: str) -> Iterator[list[str]]:
        """The phonemes that the voice knows, cut where they are too many for one go."""
        plain = spoken_text.translate(_PLAIN).encode("utf-8", "replace").decode()
        known = self._voice.config.phoneme_id_map
        sentences: list[list[str]] = self._voice.phonemize(plain)
        said = [[phoneme for phoneme in phonemes if phoneme in known] for phonemes in sentences]
        if 2 * sum(map(len, said)) < sum(map(len, sentences)):
            raise SpeechFailed("The Piper voice does not know most of the sounds of these words.")
        return itertools.chain.from_iterable(map(_cut, filter(None, said)))

    def _said(self, phonemes: Sequence[str]) -> NDArray[np.float32]:
        ids = self._voice.phonemes_to_ids(list(phonemes))
        sound = np.atleast_1d(self._voice.phoneme_ids_to_audio(ids, self._manner))
        if sound.ndim != 1 or not np.all(np.isfinite(sound)):
            raise SpeechFailed("The Piper model gave something that is not sound.")
        return np.asarray(sound, np.float32)


def _cut(phonemes: list[str]) -> Iterator[list[str]]:
    """Pieces of bounded length, cut between words where there is a space."""
    begin = 0
    while len(phonemes) - begin > _LONGEST_PHONEMES:
        end = begin + _LONGEST_PHONEMES
        spaces = (place for place in range(end, begin, -1) if phonemes[place - 1] == " ")
        end = next(spaces, end)
        yield phonemes[begin:end]
        begin = end
    yield phonemes[begin:]


def _opened(file: PiperFile) -> Any:
    """The voice with a session of one thread. Raises ValueError if it is no Piper model."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 4  # what is wrong is raised; the terminal is not its place
    session = onnxruntime.InferenceSession(
        str(file.model), sess_options=options, providers=["CPUExecutionProvider"]
    )
    asked = {tensor.name for tensor in session.get_inputs()}
    expected = _ASKED | ({"sid"} if file.speakers else set())
    if asked != expected:
        raise ValueError(
            f"the model asks for {', '.join(sorted(asked))}, "
            f"a Piper voice for {', '.join(sorted(expected))}"
        )
    config = PiperConfig.from_dict(json.loads(file.settings.read_bytes()))
    return PiperVoice(session=session, config=config)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
