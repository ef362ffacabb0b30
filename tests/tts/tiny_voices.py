"""Voices for tests, made here: a Piper model of two kilobytes, and a program that hums.

The model takes and gives what Piper's do. It hums 46 ms for every sound, higher for a higher number
of the sound and of the speaker; it obeys `length_scale`, and hisses with `noise_scale`.
"""

import json
import sys
from collections.abc import Sequence
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

    def constant(name: str, value: float | Sequence[int], kind: type) -> Any:
        return numpy_helper.from_array(np.asarray(value, kind), name)

    def step(kind: str, takes: str, gives: str, **settings: Any) -> Any:
        return helper.make_node(kind, takes.split(), [gives], **settings)

    nodes = [
        step("Cast", text_tensor, "number", to=TensorProto.FLOAT),
        step("Mul", "number step", "pitch"),
        step("Gather", "scales one", "slowness"),
        step("Gather", "scales zero", "noise_scale"),
        step("Mul", "slowness hop", "length"),
        step("Cast", "length", "samples", to=TensorProto.INT64),
        step("Range", "zero samples one", "places"),
        step("Cast", "places", "ramp", to=TensorProto.FLOAT),
        step("Unsqueeze", "voiced last", "column"),
        step("Mul", "column ramp", "phase"),
        step("Sin", "phase", "wave"),
        step("RandomNormalLike", "wave", "hiss"),
        step("Mul", "hiss noise_scale", "noise"),
        step("Add", "wave noise", "sound"),
        step("Mul", "sound loudness", "quiet"),
        step("Reshape", "quiet shape", "output"),
    ]
    if has_speakers:
        nodes[2:2] = [
            step("Cast", "sid", "speaker", to=TensorProto.FLOAT),
            step("Add", "speaker full", "higher"),
            step("Mul", "pitch higher", "voiced"),
        ]
    else:
        nodes.insert(2, step("Identity", "pitch", "voiced"))
    inputs = [
        helper.make_tensor_value_info(text_tensor, TensorProto.INT64, [1, "sounds"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if has_speakers:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "samples"])],
        [
            constant("step", 2 * np.pi * 12 / rate_hz, np.float32),
            constant("hop", _SOUND_S * rate_hz, np.float32),
            constant("loudness", loudness, np.float32),
            constant("full", 1, np.float32),
            constant("zero", 0, np.int64),
            constant("one", 1, np.int64),
            constant("last", [2], np.int64),
            constant("shape", [1, 1, 1, -1], np.int64),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)])
    model.ir_version = 8
    octets: bytes = model.SerializeToString()
    return octets


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
