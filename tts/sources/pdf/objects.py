"""The pictures of a page, and what the tags of a tagged PDF say of its headings and pictures.

Source: ISO 32000-1, 14.7 "Logical structure", 14.8.4 "Standard structure types".
"""

from __future__ import annotations

import base64
import ctypes
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from tts.narration.lines import Message
from tts.sources.pdf.wide import wide

Roles = Mapping[int, int]
MOST_TAGS = 20_000
DEEPEST_TAG = 60
MOST_OBJECTS = 200_000
DEEPEST_FORM = 8
HEADINGS = {"Title": 1, "H": 1, **{f"H{level}": level for level in range(1, 7)}}
MOST_PICTURE_BYTES = 8 * 1024 * 1024
MOST_PICTURE_PIXELS = 16_000_000
SMALL_SHARE = 0.01
MOST_DRAWN = 1_000


@dataclass(slots=True)
class Survey:
    """What stands on a page beside its letters. Shares are of the page's area."""

    roles: dict[int, int] = field(default_factory=dict)
    alt: dict[int, str] = field(default_factory=dict)
    pictures: list[Message] = field(default_factory=list)
    mute: int = 0
    covered: float = 0.0
    drawn: int = 0

    def message(self) -> Message:
        """For the parent."""
        return {
            "pictures": self.pictures,
            "mute": self.mute,
            "covered": self.covered,
            "drawn": self.drawn,
        }


def survey_page(page: Any) -> Survey:
    """Tags first, then every picture: with the text that stands for it, or counted as mute."""
    found = Survey()
    _read_tags(page, found)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    area = max(1.0, width * height)
    said = set[str]()
    for drawn in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _picture(page, drawn, area, found, said)
        elif kind in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING}:
            found.drawn += 1
    for text in found.alt.values():
        if text and text not in said:  # a drawing of lines: no file, but words all the same
            said.add(text)
            found.pictures.append({"alt": text})
    return found


def is_artifact(drawn: Any) -> bool:
    """The file itself says that this is no content: a running head, a page number, a border."""
    for index in range(min(8, max(0, pdfium.FPDFPageObj_CountMarks(drawn)))):
        mark = pdfium.FPDFPageObj_GetMark(drawn, index)
        if mark and wide(_mark_name, mark) == "Artifact":
            return True
    return False


def _mark_name(mark: Any, buffer: Any, length: int) -> int:
    needed = ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, length, needed)
    return needed.value


_mark_name.argtypes = pdfium.FPDFPageObjMark_GetName.argtypes[:3]  # type: ignore[attr-defined]


def _read_tags(page: Any, found: Survey) -> None:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for element, heading, alt in _elements(tree):
            for number in _content_ids(element):
                if heading:
                    found.roles[number] = heading
                if alt:
                    found.alt[number] = alt
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _elements(tree: Any) -> Iterator[tuple[Any, int, str]]:
    """Every tag with the heading level and the alternative text that hold in it."""
    count = max(0, pdfium.FPDF_StructTree_CountChildren(tree))
    tops = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(min(count, MOST_TAGS))]
    stack = [(one, 0, "", 1) for one in reversed(tops)]
    for _ in range(MOST_TAGS):
        if not stack:
            return
        element, heading, alt, depth = stack.pop()
        if not element:
            continue
        kind = wide(pdfium.FPDF_StructElement_GetType, element)
        heading = HEADINGS.get(kind, heading)
        if kind in {"Figure", "Formula"}:
            alt = wide(pdfium.FPDF_StructElement_GetAltText, element) or alt
        yield element, heading, alt
        if depth < DEEPEST_TAG:
            inner = min(MOST_TAGS, max(0, pdfium.FPDF_StructElement_CountChildren(element)))
            children = (
                pdfium.FPDF_StructElement_GetChildAtIndex(element, i)
                for i in reversed(range(inner))
            )
            stack += [(one, heading, alt, depth + 1) for one in children if one]


def _content_ids(element: Any) -> Iterator[int]:
    count = pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)
    for index in range(min(MOST_TAGS, max(0, count))):
        number = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
        if number >= 0:
            yield number


def _objects(page: Any) -> Iterator[Any]:
    """Everything drawn on a page, also inside of what is drawn as one."""
    left = MOST_OBJECTS
    stack: list[tuple[Any, int]] = []
    for index in range(min(left, max(0, pdfium.FPDFPage_CountObjects(page)))):
        stack.append((pdfium.FPDFPage_GetObject(page, index), 0))
        while stack and left > 0:
            drawn, depth = stack.pop()
            left -= 1
            if not drawn:
                continue
            yield drawn
            if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_FORM:
                inner = pdfium.FPDFFormObj_CountObjects(drawn) if depth < DEEPEST_FORM else 0
                stack += [
                    (pdfium.FPDFFormObj_GetObject(drawn, i), depth + 1)
                    for i in reversed(range(min(left, max(0, inner))))
                ]


def _picture(page: Any, drawn: Any, area: float, found: Survey, said: set[str]) -> None:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(drawn, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    share = min(1.0, max(0.0, (right - left) * (top - bottom)) / area)
    found.covered = min(1.0, found.covered + share)
    alt = found.alt.get(pdfium.FPDFPageObj_GetMarkedContentID(drawn), "")
    if not alt or alt in said:
        found.mute += share >= SMALL_SHARE and not alt
        return
    said.add(alt)
    media_type, data = _file_of(page, drawn)
    found.pictures.append(
        {
            "alt": alt,
            "place": [left, right, -top, -bottom],
            "media_type": media_type,
            "data": base64.b64encode(data).decode(),
        }
    )


def _file_of(page: Any, drawn: Any) -> tuple[str, bytes]:
    """The picture as a JPEG, if it is one in the file, or drawn anew as PNG; empty if too large."""
    name = ctypes.create_string_buffer(32)
    filters = pdfium.FPDFImageObj_GetImageFilterCount(drawn)
    pdfium.FPDFImageObj_GetImageFilter(drawn, 0, name, 32)
    length = pdfium.FPDFImageObj_GetImageDataRaw(drawn, None, 0)
    if filters == 1 and name.value == b"DCTDecode" and 0 < length <= MOST_PICTURE_BYTES:
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFImageObj_GetImageDataRaw(drawn, buffer, length)
        return "image/jpeg", buffer.raw
    across, down = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(drawn, across, down)
    if not 0 < across.value * down.value <= MOST_PICTURE_PIXELS:
        return "", b""
    bitmap = pdfium.FPDFImageObj_GetBitmap(drawn)
    if not bitmap:
        return "", b""
    try:
        png = _png(bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return ("image/png", png) if 0 < len(png) <= MOST_PICTURE_BYTES else ("", b"")


def _png(bitmap: Any) -> bytes:
    """A bitmap of PDFium as a PNG, grey or in colours. Source: RFC 2083."""
    depth = {
        pdfium.FPDFBitmap_Gray: 1,
        pdfium.FPDFBitmap_BGR: 3,
        pdfium.FPDFBitmap_BGRx: 4,
        pdfium.FPDFBitmap_BGRA: 4,
    }.get(pdfium.FPDFBitmap_GetFormat(bitmap), 0)
    width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    if not depth:
        return b""
    buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
    raw = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ubyte * (stride * height))).contents
    dots = np.frombuffer(raw, np.uint8).reshape(height, stride)[:, : width * depth]
    if depth > 1:
        dots = dots.reshape(height, width, depth)[:, :, 2::-1].reshape(height, width * 3)
    rows = np.hstack([np.zeros((height, 1), np.uint8), dots]).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 0 if depth == 1 else 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
