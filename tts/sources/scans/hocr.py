"""What tesseract read (hOCR) becomes words with places, upright and straight, whatever the scan.

Source: the hOCR specification, version 1.2 (bbox, baseline, x_size, textangle, x_wconf).
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from tts.sources.layout.sheet import Word
from tts.sources.scans.lookalikes import one_script
from tts.xml_safe import BadXml, parse_xml

POINTS_AN_INCH = 72.0
USUAL_DPI = 300.0
XHTML = "{http://www.w3.org/1999/xhtml}"
FLOAT = r"(-?[0-9]{1,9}(?:\.[0-9]{1,12})?)"
BOX = re.compile(r"\bbbox (-?[0-9]{1,7}) (-?[0-9]{1,7}) (-?[0-9]{1,7}) (-?[0-9]{1,7})")
BASELINE = re.compile(rf"\bbaseline {FLOAT} {FLOAT}")
SIZE = re.compile(rf"\bx_size {FLOAT}")
ANGLE = re.compile(r"\btextangle ([0-9]{1,3})")
SURE = re.compile(rf"\bx_wconf {FLOAT}")
RESOLUTION = re.compile(r"\bscan_res ([0-9]{1,5}) ")
DASHES = re.compile(r"-{2,3}|–-|-–")
SIZE_ALIKE = 0.13
LEAST_CONFIDENCE = 0.1
MOST_SLOPE = 0.12


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of one page. `confidence` (0 to 1) is the mean over their letters."""

    words: tuple[Word, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as tesseract saw it; `angle_deg` is how far its page was turned."""

    words: tuple[tuple[str, float, tuple[float, ...]], ...]
    box: tuple[float, ...]
    slope: float
    offset: float
    size: float
    angle_deg: int


def read_hocr(said: bytes) -> Recognised:
    """The words of a page in points. Raises BadXml if it is no hOCR.

    Specks that were taken for letters, which tesseract itself hardly believes in, are left out.
    """
    root = parse_xml(said, long_text=True)
    page = next((one for one in root.iter(f"{XHTML}div") if one.get("class") == "ocr_page"), None)
    if page is None:
        raise BadXml("there is no page in it", 1)
    rows = _evened([row for row in map(_row, _lines(page)) if row.words])
    if not rows:
        return Recognised()
    angle = Counter(row.angle_deg for row in rows).most_common(1)[0][0]
    found = RESOLUTION.search(page.get("title", ""))
    scale = POINTS_AN_INCH / (float(found[1]) if found and int(found[1]) >= 70 else USUAL_DPI)
    slope = _slope(rows, angle)
    words = [word for row in rows for word in one_script(list(_words(row, angle, slope, scale)))]
    letters = sum(len(text) for row in rows for text, _, _ in row.words)
    sure = sum(len(text) * confidence for row in rows for text, confidence, _ in row.words)
    return Recognised(tuple(words), sure / letters)


def _lines(page: etree._Element) -> Iterator[etree._Element]:
    for paragraph in page.iter(f"{XHTML}p"):
        yield from paragraph.iterchildren(f"{XHTML}span")


def _row(line: etree._Element) -> _Row:
    title = line.get("title", "")
    words = list[tuple[str, float, tuple[float, ...]]]()
    for word in line.iterchildren(f"{XHTML}span"):
        text = "".join("".join(map(str, word.itertext())).split())
        said = word.get("title", "")
        sure = SURE.search(said)
        confidence = float(sure[1]) / 100 if sure else 0.0
        if text and confidence >= LEAST_CONFIDENCE:
            words.append((text, confidence, _box(said)))
    baseline, size, angle = BASELINE.search(title), SIZE.search(title), ANGLE.search(title)
    box = _box(title)
    return _Row(
        words=tuple(words),
        box=box,
        slope=float(baseline[1]) if baseline else 0.0,
        offset=float(baseline[2]) if baseline else 0.0,
        size=float(size[1]) if size else max(1.0, box[3] - box[1]),
        angle_deg=int(angle[1]) if angle else 0,
    )


def _box(title: str) -> tuple[float, ...]:
    found = BOX.search(title)
    return tuple(map(float, found.groups())) if found else (0.0, 0.0, 0.0, 0.0)


def _evened(rows: Sequence[_Row]) -> list[_Row]:
    """Lines of one type have one size. Tesseract measures each by itself, and no two alike."""
    sizes = Counter[int]()
    for row in rows:
        sizes[round(row.size)] += sum(len(text) for text, _, _ in row.words)
    means = dict[int, float]()
    while sizes:
        usual, _ = max(sizes.items(), key=lambda one: sum(_near(sizes, one[0]).values()))
        alike = _near(sizes, usual)
        mean = sum(size * count for size, count in alike.items()) / alike.total()
        means |= dict.fromkeys(alike, mean)
        sizes -= alike
    return [replace(row, size=means[round(row.size)]) for row in rows]


def _near(sizes: Counter[int], usual: int) -> Counter[int]:
    return Counter({s: n for s, n in sizes.items() if abs(s - usual) <= SIZE_ALIKE * usual})


def _slope(rows: Sequence[_Row], angle_deg: int) -> float:
    """How far lines sink to the right. A page turned by right angles has no base lines in its
    hOCR; there the lower edges of first and last words tell it."""
    slopes = list[float]()
    for row in rows:
        first, last = (_turned(row.words[at][2], angle_deg) for at in (0, -1))
        if len(row.words) > 1 and last[0] > first[0]:
            seen = (last[3] - first[3]) / (last[0] - first[0])
            slopes.append(seen if angle_deg else row.slope)
    slope = statistics.median(slopes) if slopes else 0.0
    return slope if abs(slope) < MOST_SLOPE else 0.0


def _words(row: _Row, angle_deg: int, slope: float, scale: float) -> Iterator[Word]:
    """The words of a line on its base line, on a page put upright and straight."""
    boxes = [_turned(box, angle_deg) for _, _, box in row.words]
    level = statistics.median(box[3] - slope * box[0] for box in boxes)
    size = max(0.1, row.size * scale)
    for (text, _, _), (left, _, right, bottom) in zip(row.words, boxes, strict=True):
        y = level if angle_deg else _base(row, left) - slope * left
        shift = slope * bottom
        yield Word(
            DASHES.sub("—", text), (left + shift) * scale, (right + shift) * scale, y * scale, size
        )


def _base(row: _Row, left: float) -> float:
    return row.box[3] + row.offset + row.slope * (left - row.box[0])


def _turned(box: tuple[float, ...], angle_deg: int) -> tuple[float, ...]:
    """A box on the page put upright: 90 reads up the page, 270 down it."""
    left, top, right, bottom = box
    match angle_deg:
        case 90:
            return -bottom, left, -top, right
        case 180:
            return -right, -bottom, -left, -top
        case 270:
            return top, -right, bottom, -left
    return box
