"""How loud a voice is, and what brings it to the loudness of the others in the same book.

Loudness by ITU-R BS.1770-5, one channel: K-weighted power of blocks of 400 ms, gated at -70 LUFS
and 10 LU below the mean. The weighting is done on each block's spectrum instead of by filters,
which differs by less than 0.1 LU for speech and needs no loop over samples.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tts.engine import Pcm

USUAL_LUFS = -21.0
"""About that of eSpeak NG 1.52, the voice that is always there: it was measured between -20.3
(English) and -21.3 (ten minutes of Russian)."""

CALIBRATION = {
    "kk": "Қар еріп, өзендер тасыды, ауылға көктем келді, балалар далаға жүгіріп шықты.",
    "ru": "Снег растаял, реки вышли из берегов, пришла весна, и дети выбежали на улицу.",
    "en": "The snow melted, the rivers rose, spring came, and the children ran outside.",
}
_ANY_VOICE = "1, 2, 3, 4, 5, 6, 7, 8, 9."

_MOST_DB, _STEP_DB = 24.0, 0.5
_KNEE = 0.9
_BLOCK_S, _STEPS_A_BLOCK = 0.4, 4
_K_RATE_HZ = 48_000
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285),
          (1.0, -1.69065929318241, 0.73248077421585))  # fmt: skip
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def calibration(languages: tuple[str, ...]) -> str:
    """What a voice of these languages says to be measured; digits if we know none of them."""
    for tag in languages:
        if sentence := CALIBRATION.get(tag.partition("-")[0]):
            return sentence
    return _ANY_VOICE


def loudness_lufs(sound: NDArray[np.float32], rate_hz: int) -> float:
    """Loudness of samples between -1 and 1; minus infinity for silence."""
    block = round(_BLOCK_S * rate_hz)
    padded = np.pad(sound, (0, max(0, block - len(sound))))
    blocks = np.lib.stride_tricks.sliding_window_view(padded, block)[:: block // _STEPS_A_BLOCK]
    weight = _k_weight(np.asarray(np.fft.rfftfreq(block, 1 / rate_hz), np.float64))
    power = np.asarray([2 * np.sum(np.abs(np.fft.rfft(b)) ** 2 * weight) for b in blocks])
    power = power / block**2
    heard = power[power > _power(-70.0)]
    heard = heard[heard > heard.mean() / 10] if len(heard) else heard
    return -0.691 + 10 * math.log10(heard.mean()) if len(heard) else -math.inf


@dataclass(frozen=True, slots=True)
class Level:
    """A constant gain. What it would push over the edge is bent, so that nothing is clipped."""

    gain_db: float = 0.0

    def __str__(self) -> str:
        return f"{self.gain_db:+.1f} dB"

    def pcm(self, sound: NDArray[np.float32]) -> Pcm:
        """Samples between -1 and 1 as sound at this level."""
        louder = np.asarray(sound, np.float64) * 10 ** (self.gain_db / 20)
        size = np.abs(louder)
        bent = _KNEE + (1 - _KNEE) * np.tanh((size - _KNEE) / (1 - _KNEE))
        safe = np.where(size > _KNEE, np.copysign(bent, louder), louder)
        return bytes(np.rint(safe * 32_767).astype("<i2").data)


def usual_level(sound: NDArray[np.float32], rate_hz: int) -> Level:
    """What brings a voice that gave this sound to the usual loudness, to half a decibel.

    Steps, so that a voice that is a little different each time still has one level.
    """
    lacking_db = min(max(USUAL_LUFS - loudness_lufs(sound, rate_hz), -_MOST_DB), _MOST_DB)
    return Level(round(lacking_db / _STEP_DB) * _STEP_DB)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _k_weight(frequencies_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of the power at each frequency counts. Source: BS.1770-5, annex 1, tables 1, 2."""
    turn = np.exp(-2j * np.pi * np.minimum(frequencies_hz, _K_RATE_HZ / 2) / _K_RATE_HZ)
    response = np.ones_like(turn)
    for above, below in (_SHELF, _HIGH_PASS):
        response *= np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn)
    return np.asarray(np.abs(response) ** 2, np.float64)
