"""The sound of an edition, loose beside its forms: what a page, a telephone or a producer plays.

It is the same whichever forms were ordered. `phrases.json` says which phrase is heard where, in
reading order, so that a place can be found by its sentence, and a sentence by its place.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tts.publishing import replacing
from tts.script import Script, section_phrases
from tts.timing import Timing

FOLDER, TABLE = "sound", "phrases.json"


def keep_loose_sound(script: Script, timing: Timing, folder: Path, forms: Sequence[Path]) -> None:
    """Lay the sound files and their table into `folder`, all of them at once.

    A file that lies in one of the `forms` already is only named a second time, where the file
    system can do that; otherwise it is copied. Raises OSError.
    """
    with replacing(folder / FOLDER, is_folder=True) as partial:
        for sound in timing.sounds:
            twins = [form / sound.name for form in forms if (form / sound.name).is_file()]
            _lay(next(iter(twins), sound.path), partial / sound.name)
        table = {
            "sounds": {sound.name: timing.length_ms(sound.name) for sound in timing.sounds},
            "phrases": list(_phrases(script, timing)),
        }
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
        (partial / TABLE).write_text(text, encoding="utf-8")


def _phrases(script: Script, timing: Timing) -> Iterator[dict[str, Any]]:
    for number, section in enumerate(script.sections):
        for phrase in section_phrases(section):
            clip = timing.clips.get(phrase.phrase_id)
            if clip is not None:
                yield {
                    "id": phrase.phrase_id,
                    "section": number,
                    "role": phrase.role.value,
                    "language": phrase.language,
                    "text": phrase.text,
                    "sound": clip.sound,
                    "begins_ms": timing.begin_ms(phrase.phrase_id),
                    "ends_ms": timing.end_ms(phrase.phrase_id),
                }


def _lay(source: Path, place: Path) -> None:
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)
