"""What a PDF says of itself: pages and their labels, title, author, language, bookmarks.

Source: ISO 32000-1, 12.3.3 "Document outline", 12.4.2 "Page labels", 14.3 "Metadata".
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from tts.narration.lines import Message
from tts.sources.pdf.wide import wide

MOST_PAGES = 20_000
MOST_BOOKMARKS = 10_000
DEEPEST_BOOKMARK = 32
INFO = ("Title", "Author", "Subject", "Keywords")


def facts_of(document: Any) -> Message:
    """The answer to opening a file. Labels are empty where the file has none."""
    pages = pdfium.FPDF_GetPageCount(document)
    counted = range(min(pages, MOST_PAGES))
    return {
        "pages": pages,
        "info": {key: wide(pdfium.FPDF_GetMetaText, document, key.encode()) for key in INFO},
        "language": wide(pdfium.FPDFCatalog_GetLanguage, document),
        "labels": [wide(pdfium.FPDF_GetPageLabel, document, number) for number in counted],
        "bookmarks": _bookmarks(document),
    }


def _bookmarks(document: Any) -> list[list[Any]]:
    """Title, depth (from 1), page (from 0) and height on it of every bookmark, in order.

    Bookmarks that lead round in a circle are met once.
    """
    found, seen = list[list[Any]](), set[int]()
    stack = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while stack and len(seen) < MOST_BOOKMARKS:
        bookmark, depth = stack.pop()
        address = ctypes.cast(bookmark, ctypes.c_void_p).value if bookmark else None
        if address is None or address in seen or depth > DEEPEST_BOOKMARK:
            continue
        seen.add(address)
        title = wide(pdfium.FPDFBookmark_GetTitle, bookmark)
        page, height = _place(document, bookmark)
        if title and page >= 0:
            found.append([title, depth, page, height])
        stack.append((pdfium.FPDFBookmark_GetNextSibling(document, bookmark), depth))
        stack.append((pdfium.FPDFBookmark_GetFirstChild(document, bookmark), depth + 1))
    return found


def _place(document: Any, bookmark: Any) -> tuple[int, float | None]:
    """The page a bookmark leads to, and how far down (as `y` of words); -1 for none."""
    target = pdfium.FPDFBookmark_GetDest(document, bookmark)
    if not target:
        action = pdfium.FPDFBookmark_GetAction(bookmark)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_GOTO:
            return -1, None
        target = pdfium.FPDFAction_GetDest(document, action)
    if not target:
        return -1, None
    has_x, has_y, has_zoom = (ctypes.c_int() for _ in range(3))
    x, y, zoom = (ctypes.c_float() for _ in range(3))
    pdfium.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom)
    return pdfium.FPDFDest_GetDestPageIndex(document, target), -y.value if has_y.value else None
