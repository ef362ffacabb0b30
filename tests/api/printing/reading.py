"""Reading a PDF back: its text, its bar codes as a scanner sees them, its structure."""

from dataclasses import dataclass

import pypdfium2
import zxingcpp
from pypdfium2 import raw

SCALE = 4.0
"""288 dots an inch: what a plain printer and a cheap scanner make of it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a printer, a scanner and a screen reader find in a PDF."""

    pages: int
    text: str
    codes: list[str]
    is_tagged: bool
    title: str
    language: str
    roles: set[str]
    smallest_pt: float
    commonest_pt: float


def read(pdf: bytes, *, with_codes: bool = True) -> Paper:
    """Everything of it. Text is without the gaps that long words are broken at."""
    document = pypdfium2.PdfDocument(pdf)
    texts, codes, roles, sizes = [], list[str](), set[str](), list[float]()
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        sizes += [_size(text, place) for place in range(0, text.count_chars(), 7)]
        text.close()
        roles |= _roles(page)
        if with_codes:
            picture = page.render(scale=SCALE).to_pil()
            codes += [one.text for one in zxingcpp.read_barcodes(picture)]
        page.close()
    found = Paper(
        pages=len(document), text=" ".join("\n".join(texts).replace("\u200b", "").split()),
        codes=codes, is_tagged=bool(raw.FPDFCatalog_IsTagged(document)),
        title=document.get_metadata_value("Title"), language=_language(document), roles=roles,
        smallest_pt=min((size for size in sizes if size > 1), default=0.0),
        commonest_pt=max(sizes, key=sizes.count, default=0.0),
    )  # fmt: skip
    document.close()
    return found


def _size(text: pypdfium2.PdfTextPage, place: int) -> float:
    return float(raw.FPDFText_GetFontSize(text, place))


def _language(document: pypdfium2.PdfDocument) -> str:
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (raw.FPDF_WCHAR * (length // 2 + 1))()
    raw.FPDFCatalog_GetLanguage(document, buffer, length)
    return "".join(chr(sign) for sign in buffer if sign)


def _roles(page: pypdfium2.PdfPage) -> set[str]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    found = set[str]()
    if not tree:
        return found
    waiting = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, place)
        for place in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        length = raw.FPDF_StructElement_GetType(element, None, 0)
        buffer = (raw.FPDF_WCHAR * (length // 2 + 1))()
        raw.FPDF_StructElement_GetType(element, buffer, length)
        found.add("".join(chr(sign) for sign in buffer if sign))
        waiting += [
            raw.FPDF_StructElement_GetChildAtIndex(element, place)
            for place in range(raw.FPDF_StructElement_CountChildren(element))
        ]
    raw.FPDF_StructTree_Close(tree)
    return found
