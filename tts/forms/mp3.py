"""A folder of numbered MP3 files with tags, for any player that plays music.

FFmpeg writes the tag; the sound behind it is that of the timing table, byte for byte.
Source: ID3v2.3.0; ID3v2 Chapter Frame Addendum 1.0.
"""

import io
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from shutil import copyfileobj

import av

from tts.forms.audio_only.facts import book_title, known, three_letters, volume_of
from tts.forms.audio_only.outline import Chapter, Outline, Track, outline_of
from tts.forms.daisy.catalogue import names
from tts.forms.making import Making
from tts.script import Script
from tts.timing import Timing

LONGEST_NAME = 40
MOST_CHAPTERS = 255
"""A table of contents counts its chapters in one byte; a file with more has none."""
_LEAST_DIGITS = 3
_TAG_ONLY = {"id3v2_version": "3", "write_xing": "0", "write_id3v1": "0", "fflags": "+bitexact"}


def write(script: Script, timing: Timing, _making: Making, out: Path) -> None:
    """Write one tagged file a sound into `out`, an empty folder. Raises OSError."""
    outline = outline_of(script, timing)
    for number, track in enumerate(outline.tracks, start=1):
        tag = tag_of(script, outline, number)
        with track.path.open("rb") as sound, (out / file_name(outline, number)).open("wb") as file:
            file.write(tag)
            copyfileobj(sound, file)


def file_name(outline: Outline, number: int) -> str:
    """ "001_part_one.mp3": the number, and what of the title is ASCII, if that has a letter."""
    digits = max(_LEAST_DIGITS, len(str(len(outline.tracks))))
    words = "_".join(re.findall("[a-z0-9]+", outline.tracks[number - 1].title.lower()))
    tail = f"_{words[:LONGEST_NAME].strip('_')}" if re.search("[a-z]", words) else ""
    return f"{number:0{digits}}{tail}.mp3"


def tag_of(script: Script, outline: Outline, number: int) -> bytes:
    """The tag of one file: titles, authors, number of how many, language, and its chapters if it
    holds more than one heading. Words beyond ASCII are in UTF-16."""
    track = outline.tracks[number - 1]
    chapters = outline.chapters_of(track)
    facts = {
        "title": track.title,
        "album": book_title(script),
        "artist": ", ".join(names(script.metadata.creators)),
        "track": f"{number}/{len(outline.tracks)}",
        "disc": volume_of(script),
        "language": three_letters(track.language),
    }
    file = io.BytesIO()
    with av.open(file, "w", format="mp3", options=_TAG_ONLY) as tagged:
        tagged.add_mux_stream("mp3", rate=outline.rate_hz)
        tagged.metadata.update({name: str(value) for name, value in known(facts).items()})
        if 1 < len(chapters) <= MOST_CHAPTERS:
            tagged.set_chapters(list(_marks(chapters, track)))
        tagged.start_encoding()
    return file.getvalue()


def _marks(chapters: Sequence[Chapter], track: Track) -> "list[av.container.core.Chapter]":
    """Chapters tile the file: the first begins with it, the last ends with it."""
    begins = [0, *(chapter.begin_ms for chapter in chapters[1:])]
    ends = [*begins[1:], track.length_ms]
    return [
        {
            "id": number,
            "start": begin_ms,
            "end": end_ms,
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }
        for number, (chapter, begin_ms, end_ms) in enumerate(
            zip(chapters, begins, ends, strict=True)
        )
    ]
