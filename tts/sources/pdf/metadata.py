"""Title, author and language of a PDF: what its catalogue entries say, or else its first heading.

Source: ISO 32000-1, 14.3.3 "Document information dictionary", 14.3.2 "Metadata streams" (XMP).
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from tts.book import Block, Heading, Inline, Metadata, Paragraph
from tts.narration.lines import Message
from tts.sources.identifying import identifier_of_file
from tts.sources.running_text import folded
from tts.sources.toc import text_of
from tts.xml_safe import BadXml, parse_xml

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LONGEST_PACKET = 256 * 1024
MOST_PACKETS = 50
NO_TITLE = re.compile(
    r"(?:untitled|без имени|безымянный|document|документ|title)?\s?[0-9]{0,4}"
    r"|.{0,200}\.(?:docx?|indd|rtf|odt|pdf|qxd|pmd|p65|cdr|tex|dvi|html?)|scan.{0,40}",
    re.IGNORECASE,
)
MAKER = re.compile(r"(?:Microsoft Word|Microsoft PowerPoint|PowerPoint Presentation)\s+-\s+")
BETWEEN_NAMES = re.compile(r"\s*;\s*")
LONGEST_TITLE = 300
OPENING_BLOCKS = 12


def read_metadata(facts: Message, blocks: Sequence[Block[Inline]], path: Path) -> Metadata:
    """What a catalogue says of the book. A title that is a file's name is none."""
    packet = _packet(path)
    info = facts["info"]
    creators = _said(packet, "creator") or BETWEEN_NAMES.split(folded(info["Author"]))
    titles = [*_said(packet, "title"), folded(info["Title"])]
    said = (MAKER.sub("", title)[:LONGEST_TITLE] for title in titles)
    title = next((one for one in said if not NO_TITLE.fullmatch(one)), "")
    return Metadata(
        identifier=identifier_of_file(path),
        title=title or _first_heading(blocks) or path.stem,
        language=folded(facts["language"]) or next(iter(_said(packet, "language")), ""),
        creators=tuple(name for name in creators if name),
        publisher=next(iter(_said(packet, "publisher")), ""),
        description=folded(info["Subject"]) or next(iter(_said(packet, "description")), ""),
        rights=next(iter(_said(packet, "rights")), ""),
    )


def _first_heading(blocks: Sequence[Block[Inline]]) -> str:
    """The highest heading that the book opens with."""
    opening = [block for block in blocks[:OPENING_BLOCKS] if isinstance(block, Heading)]
    best = min(opening, key=lambda block: block.level, default=None)
    is_first = not any(isinstance(block, Paragraph) for block in blocks[:1])
    return folded(text_of(best))[:LONGEST_TITLE] if best and is_first else ""


def _packet(path: Path) -> etree._Element | None:
    """The document's own XMP packet: of all in the file, pictures' too, the last that speaks of
    PDF. Packets are not compressed, so that they can be found by looking."""
    with path.open("rb") as file:
        try:
            view = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (ValueError, OSError):
            return None
        with view:
            end = len(view)
            for _ in range(MOST_PACKETS):
                begin = view.rfind(b"<x:xmpmeta", 0, end)
                if begin < 0:
                    return None
                packet = view[begin : begin + LONGEST_PACKET]
                close = packet.find(b"</x:xmpmeta>")
                if close > 0 and b"ns.adobe.com/pdf" in packet[:close]:
                    return _parsed(packet[: close + len(b"</x:xmpmeta>")])
                end = begin
    return None


def _parsed(packet: bytes) -> etree._Element | None:
    try:
        return parse_xml(packet)
    except BadXml:
        return None


def _said(packet: etree._Element | None, name: str) -> list[str]:
    """Every value of a Dublin Core term in the packet."""
    if packet is None:
        return []
    entries = (entry for term in packet.iter(DC + name) for entry in term.iter(RDF + "li"))
    return [text for entry in entries if (text := folded(entry.text or ""))]
