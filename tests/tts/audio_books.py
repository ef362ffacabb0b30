"""Books that are only listened to, for the tests that read and break them."""

import zipfile
from dataclasses import replace
from pathlib import Path

from tests.shared import DATA
from tests.tts.sample import MAKING, PNG, sample_script, sample_timing
from tts.book import Heading, Picture
from tts.forms.writers import WRITERS, Form
from tts.script import Script, Section, section_phrases
from tts.timing import Timing

SAMPLES = DATA / "talking-book-samples"
PACKED = ("audiobook", "lpf")
FORMS = (*PACKED, "mp3", "m4b")


def shared_sound_timing(script: Script, folder: Path) -> Timing:
    """The first two sections in one real MP3, every other in its own."""
    first, second, *others = script.sections
    together = Heading(1, (*section_phrases(first), *section_phrases(second)))
    joined: Section = replace(first, heading=together, blocks=())
    return sample_timing(replace(script, sections=(joined, *others)), folder)


def written(form: str, folder: Path, *, script: Script | None = None, apart: bool = False) -> Path:
    """What our writer makes of the sample, as it stands on a shelf; `apart`: a sound a section."""
    sounds = folder / "sounds"
    sounds.mkdir(parents=True)
    script = script or sample_script()
    timing = sample_timing(script, sounds) if apart else shared_sound_timing(script, sounds)
    writer = WRITERS[Form(form)]
    target = folder / f"book{writer.file_ending}"
    if writer.is_folder:
        target.mkdir()
    writer.write(script, timing, MAKING, target)
    return target


def faultless(form: str, folder: Path) -> Path:
    """A book to break, in a folder of its own: unpacked, if it is a ZIP."""
    made = written(form, folder)
    if form not in PACKED:
        return made
    with zipfile.ZipFile(made) as archive:
        archive.extractall(folder / form)
    return folder / form


def with_cover(data: bytes = PNG, media_type: str = "image/png") -> Script:
    """The sample with this cover."""
    return replace(sample_script(), pictures={"cover.png": Picture(media_type, data)})
