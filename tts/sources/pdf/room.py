"""The process that holds PDFium: it opens one file and answers for one page at a time.

PDFium is C++ and its files come from strangers, so its memory and its processor time are bounded,
and when it falls only this process does. Source: PDFium's public headers, fpdfview.h.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from tts.narration.lines import Lines, Message
from tts.sources.pdf.facts import facts_of
from tts.sources.pdf.glyphs import read_words
from tts.sources.pdf.objects import survey_page

MOST_PIXELS = 60_000_000
MOST_SIDE_PIXELS = 30_000
POINTS_AN_INCH = 72.0


def serve(lines: Lines) -> None:
    """Answer until the parent closes: first {"open": path, …}, then pages and pictures of pages.

    The first message says what an answer may cost: `memory_bytes` in all, `page_cpu_s` each.
    """
    pdfium.FPDF_InitLibrary()
    document: Any = None
    limits: Message = {}
    while (asked := lines.receive()) is not None:
        limits = limits or asked
        _limit(limits["memory_bytes"], limits["page_cpu_s"])
        if "open" in asked:
            document = pdfium.FPDF_LoadDocument(asked["open"].encode(), None)
            lines.send(facts_of(document) if document else {"error": pdfium.FPDF_GetLastError()})
        elif "render" in asked:
            lines.send(_with_page(document, asked["render"], lambda page: _render(page, asked)))
        else:
            lines.send(_with_page(document, asked["page"], _page))


def _limit(memory_bytes: int, page_cpu_s: int) -> None:
    """The next answer may take so much processor time and no more; memory is bounded for good."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is no such module on Windows

    for what, bound in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, int(_spent_s(resource)) + page_cpu_s),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        if hard == resource.RLIM_INFINITY or hard >= bound:
            resource.setrlimit(what, (bound, hard))


def _spent_s(resource: Any) -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return float(used.ru_utime + used.ru_stime)


def _with_page(document: Any, number: int, answer: Any) -> Message:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return {"error": pdfium.FPDF_GetLastError()}
    try:
        found: Message = answer(page)
        return found
    finally:
        pdfium.FPDF_ClosePage(page)


def _page(page: Any) -> Message:
    """Words and pictures of a page; places are points from the left, and downwards."""
    survey = survey_page(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return {"error": pdfium.FPDF_GetLastError()}
    try:
        words = read_words(text_page, survey.roles)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return {**words, **survey.message()}


def _render(page: Any, asked: Message) -> Message:
    """Draw a page in grey into a file (PGM, which has no compression to get wrong)."""
    width_points = max(1.0, float(pdfium.FPDF_GetPageWidthF(page)))
    height_points = max(1.0, float(pdfium.FPDF_GetPageHeightF(page)))
    scale = asked["dpi"] / POINTS_AN_INCH
    scale = min(
        scale,
        MOST_SIDE_PIXELS / max(width_points, height_points),
        (MOST_PIXELS / (width_points * height_points)) ** 0.5,
    )
    width, height = max(1, int(width_points * scale)), max(1, int(height_points * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return {"error": pdfium.FPDF_ERR_UNKNOWN}
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT
        )
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
        raw = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ubyte * (stride * height))).contents
        shades = np.frombuffer(raw, np.uint8).reshape(height, stride)[:, :width]
        with open(asked["file"], "wb") as file:  # noqa: PTH123 - the parent's own path
            file.write(b"P5\n%d %d\n255\n" % (width, height) + shades.tobytes())
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return {"dpi": round(scale * POINTS_AN_INCH)}
