"""Readium Audiobook: one .audiobook file for reading apps that play sound.

Source: Readium Web Publication Manifest, and its Audiobook Profile.
"""

from pathlib import Path

from tts.book import Metadata
from tts.forms.audio_only.cover import Cover, cover_of
from tts.forms.audio_only.facts import book_title, json_bytes, known, languages, number_of, uuid_of
from tts.forms.audio_only.outline import Branch, Outline, Track, outline_of
from tts.forms.audio_only.words import summary
from tts.forms.daisy.catalogue import names, publisher
from tts.forms.daisy.text import folded
from tts.forms.epub3.language import tag
from tts.forms.epub3.package import is_date
from tts.forms.making import Making
from tts.forms.zip_out import Zip
from tts.script import Script, Volume
from tts.timing import Timing

MANIFEST = "manifest.json"
CONTEXT = "https://readium.org/webpub-manifest/context.jsonld"
PROFILE = "https://readium.org/webpub-manifest/profiles/audiobook"
_SOUND = "audio/mpeg"
_WHOLE_DAY = len("YYYY-MM-DD")


def write(script: Script, timing: Timing, making: Making, out: Path) -> None:
    """Write the book as one .audiobook file, whose folder is there.

    The same script, sounds and making give the same bytes. Raises OSError where the file cannot
    be written or a sound read; then no file is left.
    """
    outline, cover = outline_of(script, timing), cover_of(script)
    with Zip(out) as book:
        book.text(MANIFEST, json_bytes(manifest(script, outline, making, cover)))
        if cover:
            book.text(cover.file, cover.data)
        for track in outline.tracks:
            book.sound(track.name, track.path)


def manifest(
    script: Script, outline: Outline, making: Making, cover: Cover | None
) -> dict[str, object]:
    """The whole manifest. Lengths are seconds, three decimals."""
    facts: dict[str, object] = {
        "@context": CONTEXT,
        "metadata": _metadata(script, outline, making),
        "readingOrder": [_track(track) for track in outline.tracks],
    }
    if cover:
        facts["resources"] = [{"href": cover.file, "type": cover.media_type, "rel": "cover"}]
    facts["toc"] = [_entry(branch) for branch in outline.tree()]
    return facts


def _metadata(script: Script, outline: Outline, making: Making) -> dict[str, object]:
    book = script.metadata
    number = number_of(script)
    return known(
        {
            "@type": "http://schema.org/Audiobook",
            "conformsTo": PROFILE,
            "identifier": uuid_of(script),
            "altIdentifier": [{"value": number}] if number else [],
            "title": book_title(script),
            "author": list(names(book.creators)),
            "contributor": list(names(book.contributors)),
            "narrator": list(names(making.narrators)),
            "publisher": publisher(script, making),
            "published": _day(book),
            "modified": f"{making.made_on.isoformat()}T00:00:00Z",
            "language": languages(script),
            "description": folded(book.description),
            "subject": list(names(book.subjects)),
            "belongsTo": _set(script.volume),
            "duration": outline.total_ms / 1000,
            "accessibility": {
                "accessMode": ["auditory"],
                "accessModeSufficient": ["auditory"],
                "feature": ["readingOrder", "structuralNavigation", "tableOfContents", "unlocked"],
                "hazard": ["none"],
                "summary": summary(book.language),
            },
        }
    )


def _set(volume: Volume) -> dict[str, object] | None:
    if volume.count == 1:
        return None
    return {"collection": {"name": folded(volume.title), "position": volume.number}}


def _day(book: Metadata) -> str:
    """The day of publication; the manifest has no way to say only a year."""
    day = book.published_on
    return day if len(day) == _WHOLE_DAY and is_date(day) else ""


def _track(track: Track) -> dict[str, object]:
    return {
        "href": track.name,
        "type": _SOUND,
        "duration": track.length_ms / 1000,
        "title": track.title,
        "language": tag(track.language),
    }


def _entry(branch: Branch) -> dict[str, object]:
    """A line of the contents. Only here a place inside a sound may be named."""
    facts: dict[str, object] = {"href": branch.chapter.address, "title": branch.chapter.title}
    if branch.inner:
        facts["children"] = [_entry(inner) for inner in branch.inner]
    return facts
