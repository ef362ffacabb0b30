"""W3C Audiobook in the Lightweight Packaging Format: one .lpf file.

Source: W3C Audiobooks (recommendation, 2020); Publication Manifest; Lightweight Packaging Format.
"""

from pathlib import Path

from lxml import etree

from tts.forms.audio_only.cover import Cover, cover_of
from tts.forms.audio_only.facts import (
    book_title,
    json_bytes,
    known,
    language,
    languages,
    uuid_of,
)
from tts.forms.audio_only.outline import Branch, Outline, Track, outline_of
from tts.forms.audio_only.words import summary
from tts.forms.daisy.catalogue import names, publisher
from tts.forms.daisy.text import folded
from tts.forms.epub3.language import direction, tag
from tts.forms.epub3.package import is_date
from tts.forms.epub3.words import words_in
from tts.forms.making import Making
from tts.forms.zip_out import Zip
from tts.script import Script, Volume
from tts.timing import Timing

MANIFEST, ENTRY_PAGE = "publication.json", "index.html"
PROFILE = "https://www.w3.org/TR/audiobooks/"
_SOUND = "audio/mpeg"
_RESOURCE = "LinkedResource"


def write(script: Script, timing: Timing, making: Making, out: Path) -> None:
    """Write the book as one .lpf file, whose folder is there.

    The same script, sounds and making give the same bytes. Raises OSError where the file cannot
    be written or a sound read; then no file is left.
    """
    outline, cover = outline_of(script, timing), cover_of(script)
    with Zip(out) as book:
        book.text(MANIFEST, json_bytes(manifest(script, outline, making, cover)))
        book.text(ENTRY_PAGE, entry_page(script, outline))
        if cover:
            book.text(cover.file, cover.data)
        for track in outline.tracks:
            book.sound(track.name, track.path)


def manifest(
    script: Script, outline: Outline, making: Making, cover: Cover | None
) -> dict[str, object]:
    """The whole publication manifest. Lengths are ISO 8601 durations in seconds."""
    book, main = script.metadata, language(script)
    return known(
        {
            "@context": [
                "https://schema.org",
                "https://www.w3.org/ns/pub-context",
                {"language": main, "direction": direction(main)},
            ],
            "conformsTo": PROFILE,
            "type": "Audiobook",
            "id": uuid_of(script),
            "name": book_title(script),
            "author": list(names(book.creators)),
            "contributor": list(names(book.contributors)),
            "readBy": list(names(making.narrators)),
            "publisher": publisher(script, making),
            "inLanguage": languages(script),
            "datePublished": book.published_on if is_date(book.published_on) else "",
            "dateModified": f"{making.made_on.isoformat()}T00:00:00Z",
            "description": folded(book.description),
            "abridged": False,
            "isPartOf": _set(script.volume),
            "position": script.volume.number if script.volume.count > 1 else None,
            "readingProgression": direction(main),
            "duration": iso_duration(outline.total_ms),
            "accessMode": ["auditory"],
            "accessModeSufficient": [{"type": "ItemList", "itemListElement": ["auditory"]}],
            "accessibilityFeature": ["readingOrder", "structuralNavigation", "tableOfContents"],
            "accessibilityHazard": ["none"],
            "accessibilitySummary": summary(book.language),
            "readingOrder": [_track(track) for track in outline.tracks],
            "resources": _resources(cover),
        }
    )


def iso_duration(milliseconds: int) -> str:
    """Seconds with three decimals, as ISO 8601 writes a length of time: PT4.088S."""
    return f"PT{milliseconds // 1000}.{milliseconds % 1000:03}S"


def _track(track: Track) -> dict[str, object]:
    return {
        "type": _RESOURCE,
        "url": track.name,
        "encodingFormat": _SOUND,
        "name": {"value": track.title, "language": tag(track.language)},
        "duration": iso_duration(track.length_ms),
    }


def _resources(cover: Cover | None) -> list[dict[str, str]]:
    page = {"url": ENTRY_PAGE, "encodingFormat": "text/html", "rel": "contents"}
    resources = [{"type": _RESOURCE, **page}]
    if cover:
        image = {"url": cover.file, "encodingFormat": cover.media_type, "rel": "cover"}
        resources.append({"type": _RESOURCE, **image})
    return resources


def _set(volume: Volume) -> dict[str, object] | None:
    """The whole of which this is a volume. Source: schema.org, isPartOf and position."""
    if volume.count == 1:
        return None
    return {"type": "Audiobook", "name": folded(volume.title)}


def entry_page(script: Script, outline: Outline) -> bytes:
    """The page with the table of contents, which any browser shows; links lead into the sounds."""
    main, title = language(script), book_title(script)
    words = words_in(main)
    root = etree.Element("html", lang=main, dir=direction(main))
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "meta", charset="utf-8")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "link", rel="publication", href=MANIFEST)
    body = etree.SubElement(root, "body")
    etree.SubElement(body, "h1").text = title
    nav = etree.SubElement(body, "nav", role="doc-toc")
    etree.SubElement(nav, "h2", lang=words.language).text = words.contents
    _list_branches(nav, outline.tree(), main)
    text = etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return (text + "\n").encode()


def _list_branches(parent: etree._Element, branches: list[Branch], around: str) -> None:
    entries = etree.SubElement(parent, "ol")
    for branch in branches:
        entry = etree.SubElement(entries, "li")
        link = etree.SubElement(entry, "a", href=branch.chapter.address)
        link.text = branch.chapter.title
        own = tag(branch.chapter.language)
        if own != around:
            link.set("lang", own)
            link.set("dir", direction(own))
        if branch.inner:
            _list_branches(entry, branch.inner, around)
