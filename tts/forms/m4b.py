"""M4B: the whole book as one AAC file with chapters and a cover, for telephones and music apps.

The sound files are decoded and encoded again, a frame at a time, so memory holds no chapter; only
FFmpeg's index of the file grows with the book, 6 MB an hour, and a file ends at 24 hours
(`tts.volumes`).
Source: ISO/IEC 14496-12 and -14; QuickTime File Format, chapter lists; chapters are written both as
a QuickTime text track and as the older Nero list, which holds 255 at most.
"""

import io
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream

from tts.forms.audio_only.cover import Cover, cover_of
from tts.forms.audio_only.facts import book_title, known, language, three_letters, volume_of
from tts.forms.audio_only.outline import Outline, outline_of
from tts.forms.daisy.catalogue import names, publisher
from tts.forms.daisy.text import folded
from tts.forms.epub3.package import is_date
from tts.forms.making import Making
from tts.script import Script
from tts.timing import Timing

BIT_S = 48_000
CODER = {"aac_coder": "fast", "aac_tns": "0", "aac_pns": "0"}
"""At this bit rate FFmpeg's quick search keeps speech nearer to the source than its thorough one,
which saves bits for music: 27 dB of signal to noise against 20, in a quarter of the time; noise
substitution and temporal shaping cost another tenth of it and 0.6 dB (`benchmarks.m4b`)."""
_OPTIONS = {"movflags": "+faststart", "brand": "M4B ", "fflags": "+bitexact"}
_COVER_READERS = {"image/png": "png_pipe", "image/jpeg": "jpeg_pipe"}
_AUDIOBOOK = "2"


def write(script: Script, timing: Timing, making: Making, out: Path) -> None:
    """Write the book as one .m4b file, whose folder is there.

    The same script, sounds and making give the same bytes with the same FFmpeg. A cover that is
    neither PNG nor JPEG is left out. Raises OSError where the file cannot be written or a sound
    read; then no file is left.
    """
    outline, cover = outline_of(script, timing), cover_of(script)
    try:
        with av.open(str(out), "w", format="mp4", options=_OPTIONS) as book:
            sound = _sound_stream(book, script, outline)
            picture = _cover_packet(book, cover) if cover else None
            book.metadata.update(_facts(script, making))
            book.set_chapters(list(_chapters(outline)))
            book.start_encoding()
            if picture:
                book.mux(picture)
            for frame in _frames(outline):
                book.mux(sound.encode(frame))
            book.mux(sound.encode(None))
    except BaseException:
        out.unlink(missing_ok=True)
        raise


def _sound_stream(book: OutputContainer, script: Script, outline: Outline) -> AudioStream:
    stream = book.add_stream(
        "aac", rate=outline.rate_hz, layout="mono", format="fltp", options=CODER
    )
    stream.bit_rate = BIT_S
    stream.codec_context.flags |= Flags.bitexact
    stream.metadata["language"] = three_letters(language(script))
    return stream


def _cover_packet(book: OutputContainer, cover: Cover) -> "Packet[Stream] | None":
    """The cover, ready to be put into the book; None for a kind that M4B does not know, or a
    picture that FFmpeg cannot measure."""
    reader = _COVER_READERS.get(cover.media_type)
    if reader is None:
        return None
    try:
        with av.open(io.BytesIO(cover.data), "r", format=reader) as picture:
            source = picture.streams.video[0]
            if not (source.width and source.height):
                return None
            stream = book.add_mux_stream(
                source.codec_context.name, width=source.width, height=source.height
            )
    except (av.FFmpegError, IndexError, ValueError):
        return None
    stream.disposition = Disposition.attached_pic
    packet = av.Packet(cover.data)
    packet.stream = stream
    packet.pts = packet.dts = 0
    packet.is_keyframe = True
    return packet


def _facts(script: Script, making: Making) -> dict[str, str]:
    """The book's facts, under the names that FFmpeg turns into those of iTunes."""
    book = script.metadata
    authors = ", ".join(names(book.creators))
    facts = {
        "title": book_title(script),
        "album": book_title(script),
        "artist": authors,
        "album_artist": authors,
        "composer": ", ".join(names(making.narrators)),
        "publisher": publisher(script, making),
        "date": book.published_on if is_date(book.published_on) else "",
        "description": folded(book.description),
        "copyright": folded(book.rights),
        "genre": "Audiobook",
        "disc": volume_of(script),
        "media_type": _AUDIOBOOK,
    }
    return {name: str(value) for name, value in known(facts).items()}


def _chapters(outline: Outline) -> "Iterator[av.container.core.Chapter]":
    """Chapters tile the book; every border is rounded once, from the exact sample."""
    total = sum(track.samples for track in outline.tracks)
    borders = [0, *outline.first_samples()[1:], total]
    borders_ms = [round(Fraction(border * 1000, outline.rate_hz)) for border in borders]
    for number, chapter in enumerate(outline.chapters):
        yield {
            "id": number,
            "start": borders_ms[number],
            "end": borders_ms[number + 1],
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }


def _frames(outline: Outline) -> Iterator[AudioFrame]:
    """The decoded sound of the whole book, its frames counted on from file to file."""
    place = 0
    for track in outline.tracks:
        for frame in _decoded(track.path):
            frame.pts = place
            frame.time_base = Fraction(1, outline.rate_hz)
            place += frame.samples
            yield frame


def _decoded(path: Path) -> Iterator[AudioFrame]:
    try:
        with av.open(str(path), format="mp3") as sound:
            yield from sound.decode(audio=0)
    except av.FFmpegError as error:
        raise OSError(f"{path} cannot be read as sound") from error
