"""Small PDFs built from a few operators, scans made of them, and what our samples must read as."""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from lxml import html
from numpy.typing import NDArray

from tts.sources.pdf.pdfium_child import Pdf
from tts.sources.scans.recognition import Recognition
from tts.sources.scans.tesseract import missing

SAMPLES = Path(__file__).parents[2] / "fixtures" / "books_pdf"
Shades = NDArray[np.uint8]
DPI = 200  # what a small scanner does, and half the work of 300
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PROSE = "It was a bright cold day in the harbour and all the clocks were striking noon at once"

needs_tesseract = pytest.mark.skipif(
    bool(missing(Recognition())),
    reason=f"scans need tesseract with kaz, rus, eng and osd. {Recognition().remedy()}",
)


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    out, places = b"%PDF-1.7\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n" % (len(content), entries) + content + b"\nendstream"


def pages_pdf(
    contents: Sequence[bytes],
    *,
    media: bytes = b"0 0 400 600",
    catalogue: bytes = b"",
    page: bytes = b"",
    more: Sequence[bytes] = (),
) -> bytes:
    """A page for each content, in Helvetica as F1; `more` objects begin at number 4 + 2 · pages."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        FONT,
    ]
    for at, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>%s>>" % (media, first + 2 * at + 1, page)
        )
        objects.append(stream(content))
    return pdf([*objects, *more])


def said(*lines: tuple[float, float, float, str]) -> bytes:
    """Operators that write lines: from the left, from the bottom, size, text."""
    return b"".join(
        b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, left, up, text.encode("latin-1"))
        for left, up, size, text in lines
    )


def drawn(path: Path, page: int, folder: Path, dpi: int = DPI) -> Shades:
    """A page as a scanner would see it, in grey."""
    file = folder / "drawn.pgm"
    with Pdf(path) as opened:
        opened.draw(page, dpi, file)
    _, size, _, dots = file.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    shades: Shades = np.frombuffer(dots, np.uint8).reshape(height, width)
    return shades


def scanned(shades: Shades, *, skew_deg: float = 0.0, noise: float = 20.0, seed: int = 1) -> Shades:
    """Laid on the glass a little askew, paler, with grain."""
    height, width = shades.shape
    down, across = np.mgrid[:height, :width]
    turn = np.radians(skew_deg)
    x, y = across - width / 2, down - height / 2
    from_x = np.rint(np.cos(turn) * x + np.sin(turn) * y + width / 2).astype(int)
    from_y = np.rint(np.cos(turn) * y - np.sin(turn) * x + height / 2).astype(int)
    askew = shades[from_y.clip(0, height - 1), from_x.clip(0, width - 1)]
    grain = np.random.default_rng(seed).normal(0, noise, askew.shape)
    seen: Shades = (askew * 0.8 + 30 + grain).clip(0, 255).astype(np.uint8)
    return seen


def scan_pdf(scans: Sequence[Shades], dpi: int = DPI, layer: bytes = b"") -> bytes:
    """A PDF whose pages are nothing but pictures, and perhaps a layer of text that is not seen."""
    first = 3
    kids = b" ".join(b"%d 0 R" % (first + 3 * at) for at in range(len(scans)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(scans)),
    ]
    for at, shades in enumerate(scans):
        height, width = shades.shape
        across, up = 72 * width / dpi, 72 * height / dpi
        number = first + 3 * at
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Contents %d 0 R"
            b"/Resources<</XObject<</I %d 0 R>>/Font<</F1<</Type/Font/Subtype/Type1/BaseFont"
            b"/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>" % (across, up, number + 1, number + 2)
        )
        objects.append(stream(b"q %g 0 0 %g 0 0 cm /I Do Q 3 Tr " % (across, up) + layer))
        entries = (
            b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Filter/FlateDecode" % (width, height)
        )
        objects.append(stream(zlib.compress(shades.tobytes(), 1), entries))
    return pdf(objects)


def png(shades: Shades, dpi: int = DPI) -> bytes:
    """A grey PNG that says its resolution."""
    height, width = shades.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), shades]).tobytes()
    metre = round(dpi / 0.0254)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", metre, metre, 1)),
        (b"IDAT", zlib.compress(rows, 1)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def tiff(scans: Sequence[Shades], dpi: int = DPI) -> bytes:
    """A grey TIFF of several pages, not compressed."""
    out = b"II*\x00" + struct.pack("<L", 8)
    for at, shades in enumerate(scans):
        height, width = shades.shape
        begin = len(out) + 2 + 11 * 12 + 4
        numbers = {
            256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: begin + 16, 277: 1, 278: height,
            279: width * height,
        }  # fmt: skip
        entries = [struct.pack("<HHLL", tag, 4, 1, value) for tag, value in numbers.items()]
        entries += [struct.pack("<HHLL", tag, 5, 1, begin + 8 * (tag - 282)) for tag in (282, 283)]
        after = begin + 16 + width * height
        link = struct.pack("<L", after if at + 1 < len(scans) else 0)
        out += struct.pack("<H", 11) + b"".join(entries) + link
        out += struct.pack("<LLLL", dpi, 1, dpi, 1) + shades.tobytes()
    return out


def expected(name: str, turns: dict[str, str] | None = None) -> tuple[list[str], list[str]]:
    """What a sample must read as, from its readable source: blocks and notes, in order.

    Pages show as |8|, note marks as ^1. `turns` says before which words a page turns, where the
    source leaves that to the printer.
    """
    body = html.fromstring((SAMPLES / f"{name}.html").read_bytes()).find("body")
    assert body is not None
    blocks, notes = list[str](), list[str]()
    for page in body.xpath("//div[@class='page']") or [body]:
        label = page.xpath("string(div[@class='number'])")
        turn = f"|{label}|" if label else ""
        for element in page.iter("div", "p", "h1", "h2", "table", "img"):
            kind = element.get("class", "")
            if element.xpath("ancestor::div[@class='notes']"):
                notes.append(_words(element).partition(" ")[2])
            elif kind == "goes-on":
                blocks[-1] += f" {turn}{_words(element)}"
                turn = ""
            elif element.tag in {"p", "h1", "h2", "table", "img"} or kind in TITLES:
                words = element.get("alt") or _words(element)
                turn = (turns or {}).get(words[:12], turn)
                blocks += [turn] if turn else []
                blocks.append(words)
                turn = ""
    return blocks, notes


TITLES = {"title", "author", "chapter"}


def _words(element: html.HtmlElement) -> str:
    """The words of an element, note marks as ^1, without soft hyphens; cells side by side."""
    for mark in element.iter("sup"):
        mark.text = f"^{mark.text}"
    pieces = element.iter("th", "td") if element.tag == "table" else [element]
    texts = ("".join(piece.itertext()).replace("\u00ad", "") for piece in pieces)
    return "".join(" ".join(text.split()) for text in texts)
