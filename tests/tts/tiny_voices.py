"""Voices for tests, made here: a Piper model of two kilobytes, and a program that hums.

The model takes and gives what Piper's do. It hums 46 ms for every sound, higher for a higher number
of the sound and of the speaker; it obeys `length_scale`, and hisses with `noise_scale`.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

_SOUND_S = 0.0232  # each sound has a pause of the same length behind it
_LOUDNESS = 0.2


def lay_piper_voice(
    folder: Path,
    name: str = "tiny",
    *,
    language: str = "kk_KZ",
    rate_hz: int = 22_050,
    speakers: Sequence[str] = (),
    text_tensor: str = "input",
    loudness: float = _LOUDNESS,
) -> Path:
    """Lay a model and its settings into the folder, and answer the model's path."""
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / f"{name}.onnx"
    model.write_bytes(_model(rate_hz, bool(speakers), text_tensor, loudness))
    settings = _settings(language, rate_hz, speakers)
    model.with_name(model.name + ".json").write_text(json.dumps(settings), "utf-8")
    return model


def _settings(language: str, rate_hz: int, speakers: Sequence[str]) -> dict[str, Any]:
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP  # noqa: PLC0415 - may be absent

    return {
        "audio": {"sample_rate": rate_hz},
        "espeak": {"voice": language.partition("_")[0]},
        "language": {"code": language},
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "num_symbols": 256,
        "num_speakers": max(1, len(speakers)),
        "speaker_id_map": {speaker: number for number, speaker in enumerate(speakers)},
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
    }


def _model(rate_hz: int, has_speakers: bool, text_tensor: str, loudness: float) -> bytes:
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415 - may be absent

    def takes(name: str, *shape: int | str) -> Any:
        kind = TensorProto.FLOAT if name in {"scales", "output"} else TensorProto.INT64
        return helper.make_tensor_value_info(name, kind, shape)

    constants = {
        "step": np.float32(2 * np.pi * 12 / rate_hz),
        "hop": np.float32(_SOUND_S * rate_hz),
        "loudness": np.float32(loudness),
        "full": np.float32(1),
        "zero": np.int64(0),
        "one": np.int64(1),
        "last": np.asarray([2]),
        "shape": np.asarray([1, 1, 1, -1]),
    }
    graph = helper.make_graph(
        [*_steps(has_speakers, text_tensor)],
        "tiny",
        [
            takes(text_tensor, 1, "sounds"),
            takes("input_lengths", 1),
            takes("scales", 3),
            *([takes("sid", 1)] if has_speakers else []),
        ],
        [takes("output", 1, 1, 1, "samples")],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)])
    model.ir_version = 8
    octets: bytes = model.SerializeToString()
    return octets


def _steps(has_speakers: bool, text_tensor: str) -> Iterator[Any]:
    """What is done, from the numbers of the sounds to the samples."""
    from onnx import TensorProto, helper  # noqa: PLC0415 - may be absent

    def step(kind: str, takes: str, gives: str, **settings: Any) -> Any:
        return helper.make_node(kind, takes.split(), [gives], **settings)

    yield step("Cast", text_tensor, "number", to=TensorProto.FLOAT)
    yield step("Mul", "number step", "pitch")
    if has_speakers:
        yield step("Cast", "sid", "speaker", to=TensorProto.FLOAT)
        yield step("Add", "speaker full", "higher")
    yield step("Mul", f"pitch {'higher' if has_speakers else 'full'}", "voiced")
    yield step("Gather", "scales one", "slowness")
    yield step("Mul", "slowness hop", "length")
    yield step("Cast", "length", "samples", to=TensorProto.INT64)
    yield step("Range", "zero samples one", "places")
    yield step("Cast", "places", "ramp", to=TensorProto.FLOAT)
    yield step("Unsqueeze", "voiced last", "column")
    yield step("Mul", "column ramp", "phase")
    yield step("Sin", "phase", "wave")
    yield step("Gather", "scales zero", "noise_scale")
    yield step("RandomNormalLike", "wave", "hiss")
    yield step("Mul", "hiss noise_scale", "noise")
    yield step("Add", "wave noise", "sound")
    yield step("Mul", "sound loudness", "quiet")
    yield step("Reshape", "quiet shape", "output")


_HUMMING = """
import math, struct, sys, time, wave
words = open(sys.argv[2], encoding="utf-8").read() if len(sys.argv) > 2 else sys.stdin.read()
for word, act in (("FAIL", lambda: sys.exit("the program was told to fail")),
                  ("SILENT", sys.exit),
                  ("HANG", lambda: time.sleep(600))):
    if word in words:
        act()
sound = wave.open(sys.argv[1] if sys.argv[1] != "-" else sys.stdout.buffer, "wb")
samples = len(words) * 55 * RATE // 1000
sound.setparams((CHANNELS, 2, RATE, samples, "NONE", ""))
wave_of_5_ms = b"".join(
    CHANNELS * struct.pack("<h", round(6000 * math.sin(2 * math.pi * place * 200 / RATE)))
    for place in range(RATE // 200)
)
hum = wave_of_5_ms * (200 * samples // RATE + 1)
sound.writeframes(hum[: 2 * CHANNELS * samples])
sound.close()
"""


def lay_command(
    folder: Path,
    name: str = "humming",
    *,
    languages: Sequence[str] = ("en",),
    rate_hz: int = 24_000,
    channels: int = 1,
    arguments: Sequence[str] = ("{wav_file}",),
    **settings: Any,
) -> Path:
    """Lay a program that hums 55 ms a character, and its settings; answer their path."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / f"{name}.py"
    text = _HUMMING.replace("CHANNELS", str(channels)).replace("RATE", str(rate_hz))
    program.write_text(text, "utf-8")
    return lay_settings(
        folder,
        name,
        languages=[*languages],
        command=[sys.executable, "-I", "-S", str(program), *arguments],
        **{"version": "1"} | settings,
    )


def lay_settings(folder: Path, name: str, **settings: Any) -> Path:
    """Lay NAME.toml with these keys; a key that is None is left out."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    lines = [
        f"{key} = {json.dumps(value)}\n" for key, value in settings.items() if value is not None
    ]
    path.write_text("".join(lines), "utf-8")
    return path
