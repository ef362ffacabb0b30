"""M4B and MP3 as others read them: FFmpeg hears the sound, mutagen reads tags and chapters."""

from itertools import pairwise
from typing import Any

import av
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from tests.spine.conftest import Made
from tests.spine.test_forms_agree import decoded_ms
from tts.forms.writers import Form

FRAME_MS = 47
"""One frame of AAC at 22,050 Hz: the last is filled up."""
PRIMING_MS = 100
"""A player drops what an encoder puts before the sound; FFmpeg drops it when it decodes."""


def titles(edition: Made) -> list[str]:
    """The headings that are heard, white space folded."""
    return [" ".join(section["title"].split()) for section in edition.report["sections"]]


def tape(edition: Made) -> Any:
    """The M4B form as mutagen reads it."""
    return MP4(edition.place(Form.M4B))  # type: ignore[no-untyped-call]


def test_m4b_has_a_chapter_for_every_heading_and_the_whole_sound(edition: Made) -> None:
    """Chapters begin with the book, follow each other, and end within it."""
    chapters = tape(edition).chapters
    assert [chapter.title for chapter in chapters] == titles(edition)
    begins_s = [chapter.start for chapter in chapters]
    assert begins_s[0] == 0
    assert all(first < then for first, then in pairwise(begins_s))
    assert begins_s[-1] < edition.report["audio_s"]
    heard_ms = decoded_ms(edition.place(Form.M4B))
    assert abs(heard_ms - edition.report["audio_s"] * 1000) <= FRAME_MS + PRIMING_MS


def test_m4b_says_what_it_is(edition: Made) -> None:
    """Title, author, kind, and that it is an audiobook, as telephones look for it."""
    tags = tape(edition).tags
    assert tags["\xa9nam"] == tags["\xa9alb"] == [edition.report["title"]]
    assert tags["\xa9gen"] == ["Audiobook"]
    assert tags["stik"] == [2]
    assert tags.get("\xa9ART", [""]) == [", ".join(edition.report["creators"])]


def test_mp3_files_are_numbered_titled_and_as_long_as_the_book(edition: Made) -> None:
    """A player that knows only files plays them in order, and each says what it is."""
    files = sorted(edition.place(Form.MP3).iterdir())
    tags = [ID3(path) for path in files]  # type: ignore[no-untyped-call]
    assert [str(tag["TRCK"]) for tag in tags] == [
        f"{number}/{len(files)}" for number in range(1, len(files) + 1)
    ]
    assert {str(tag["TALB"]) for tag in tags} == {edition.report["title"]}
    assert [str(tag["TIT2"]) for tag in tags] == titles(edition)
    heard_ms = sum(map(decoded_ms, files))
    assert abs(heard_ms - edition.report["audio_s"] * 1000) <= len(files)


def test_a_mono_stream_of_sound_is_all_that_is_played(edition: Made) -> None:
    """And a cover, where the book has one."""
    for path in (edition.place(Form.M4B), *edition.place(Form.MP3).iterdir()):
        with av.open(str(path)) as media:
            assert [stream.layout.name for stream in media.streams.audio] == ["mono"]
            assert len(media.streams.video) <= 1
