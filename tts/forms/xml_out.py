"""Writing XML the way players expect it: UTF-8, declaration first, a given document type."""

from pathlib import Path

from lxml import etree


def xml_bytes(root: etree._Element, *, doctype: str = "") -> bytes:
    """A document ready to be stored. `doctype` is the whole declaration, subset included, or ""."""
    body = etree.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    return (head + (doctype + "\n" if doctype else "") + body + "\n").encode()


def write_xml(root: etree._Element, path: Path, *, doctype: str = "") -> None:
    """Write a document. `doctype` is the whole declaration, internal subset included, or ""."""
    path.write_bytes(xml_bytes(root, doctype=doctype))


def clock(milliseconds: int) -> str:
    """H:MM:SS.mmm with hours unpadded, the clock value of Z39.86 and EPUB Media Overlays."""
    seconds, ms = divmod(milliseconds, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{ms:03}"
