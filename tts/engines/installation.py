"""What is installed on a machine to speak with, as one value that is handed down to every booth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tts.engines.espeak import EspeakHome


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Where engines and voices are found. It decides what there is, never how a voice sounds.

    `espeak_home` stands in for the eSpeak NG that came with us. In `voices_dir` an admin lays
    Piper voices (`NAME.onnx`, `NAME.onnx.json`) and commands (`NAME.toml`); none without it.
    """

    espeak_home: EspeakHome | None = None
    voices_dir: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """For a message to another process; `installation_of` reads it."""
        home = self.espeak_home
        return {
            "espeak": home and [str(home.library), str(home.tables)],
            "voices": self.voices_dir and str(self.voices_dir),
        }


def installation_of(json: dict[str, Any]) -> Installation:
    """The installation that `Installation.as_json` wrote."""
    return Installation(
        espeak_home=json["espeak"] and EspeakHome(*map(Path, json["espeak"])),
        voices_dir=json["voices"] and Path(json["voices"]),
    )


BARE = Installation()
"""What comes with Dauys itself."""
