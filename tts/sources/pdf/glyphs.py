"""The letters of a page become words: with place, size, weight and slant.

Places are points along the writing direction and downwards, so that text written up the page
reads like any other. Source: PDFium's public header fpdf_text.h.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from tts.narration.lines import Message
from tts.sources.layout.sheet import ARTIFACT, BOLD, GLUED, ITALIC
from tts.sources.pdf.objects import Roles, is_artifact

MOST_CHARACTERS = 500_000
HEAVY = 600
ITALIC_FLAG = 1 << 6
TURN_DEG = 90
# In parts of the letter size:
JUMP, BACK, LEVEL = 1.0, 0.6, 0.12
LOST = "\ufffd"
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
LINE_END_HYPHEN = 0x02  # PDFium's own sign for a hyphen at which a word goes on
SOFT_HYPHENS = frozenset({0xAD, 0xFFFE})


class Style(NamedTuple):
    """How the letters of one text object look; `heading` is what the file's tags say."""

    size: float
    turn_deg: int
    flags: int
    heading: int


@dataclass(slots=True)
class Gathering:
    """A word while letters are added to it."""

    style: Style
    left: float
    right: float
    y: float
    letters: list[str]
    is_glued: bool

    def row(self) -> list[Any]:
        """The word for the message."""
        style = self.style
        flags = style.flags | (GLUED if self.is_glued else 0)
        places = (self.left, self.right, self.y, style.size)
        text = "".join(self.letters).translate(LIGATURES)
        return [text, *(round(one, 2) for one in places), flags, style.heading]


def read_words(text_page: Any, roles: Roles) -> Message:
    """Every word of the page: those written the usual way round, and those that are `turned`.

    `letters` counts letters, `lost` those that stand for nothing: without a Unicode map,
    private, control.
    """
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MOST_CHARACTERS:
        return {"too_many": count}
    reader = _Reader(text_page, roles)
    for index in range(max(0, count)):
        reader.take(index)
    reader.end_word()
    turns = Counter(turn for turn, row in reader.words for _ in row[0])
    main = turns.most_common(1)[0][0] if turns else 0
    return {
        "words": [row for turn, row in reader.words if turn == main],
        "turned": [row for turn, row in reader.words if turn != main],
        "turn_deg": main,
        "letters": reader.letters,
        "lost": reader.lost,
    }


class _Reader:
    """Goes through the letters in the order of the file."""

    def __init__(self, text_page: Any, roles: Roles) -> None:
        self._page, self._roles = text_page, roles
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, int] = {}
        self._word: Gathering | None = None
        self._doubles = tuple(ctypes.c_double() for _ in range(6))
        self.words = list[tuple[int, list[Any]]]()
        self.letters = self.lost = 0

    def take(self, index: int) -> None:
        """Add one letter to the word, or end the word."""
        code = pdfium.FPDFText_GetUnicode(self._page, index)
        drawn = pdfium.FPDFText_GetTextObject(self._page, index)
        letter = self._letter(code, index) if drawn else " "
        if letter.isspace():
            if drawn or code == ord(" "):
                self.end_word()
            return
        style = self._style(drawn, index)
        left, right, y = self._place(index, style)
        self._add(letter, style, left, right, y)

    def end_word(self) -> None:
        """White space, a jump, or the end."""
        if self._word:
            self.words.append((self._word.style.turn_deg, self._word.row()))
        self._word = None

    def _add(self, letter: str, style: Style, left: float, right: float, y: float) -> None:
        word = self._word
        is_glued = False
        if word:
            size = max(word.style.size, style.size)
            far = left - word.right > JUMP * size or left < word.left - BACK * size
            if far or abs(y - word.y) > size or style.turn_deg != word.style.turn_deg:
                self.end_word()
            elif style != word.style or abs(y - word.y) > LEVEL * size:
                is_glued = True
                self.end_word()
        if self._word:
            self._word.letters.append(letter)
            self._word.right = max(self._word.right, right)
        else:
            self._word = Gathering(style, left, right, y, [letter], is_glued)

    def _letter(self, code: int, index: int) -> str:
        if code == LINE_END_HYPHEN:
            return "-"
        if code in SOFT_HYPHENS:
            return "\u00ad"
        letter = chr(code) if 0 < code < 0x110000 else LOST
        is_lost = (
            (code < 0x20 and letter not in "\t\n\r")
            or 0x7F <= code < 0xA0
            or 0xD800 <= code < 0xF900
            or letter == LOST
            or pdfium.FPDFText_HasUnicodeMapError(self._page, index) == 1
        )  # fmt: skip
        self.letters += not letter.isspace()
        self.lost += is_lost
        return LOST if is_lost else letter

    def _place(self, index: int, style: Style) -> tuple[float, float, float]:
        """Where a letter begins and ends, and how far down its line stands."""
        left, right, bottom, top, x, y = self._doubles
        pdfium.FPDFText_GetCharOrigin(self._page, index, x, y)
        pdfium.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        if right.value <= left.value and top.value <= bottom.value:
            left.value = right.value = x.value
            top.value = bottom.value = y.value
        match style.turn_deg:
            case 90:
                return bottom.value, top.value, x.value
            case 180:
                return -right.value, -left.value, y.value
            case 270:
                return -top.value, -bottom.value, -x.value
        return left.value, right.value, -y.value

    def _style(self, drawn: Any, index: int) -> Style:
        address = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if address not in self._styles:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(self._page, index, matrix)
            height = math.hypot(matrix.c, matrix.d) or 1.0
            turned_deg = math.degrees(math.atan2(matrix.b, matrix.a))
            role = self._roles.get(pdfium.FPDFPageObj_GetMarkedContentID(drawn), 0)
            self._styles[address] = Style(
                size=abs(pdfium.FPDFText_GetFontSize(self._page, index)) * height or 1.0,
                turn_deg=round(turned_deg / TURN_DEG) * TURN_DEG % 360,
                flags=self._font(drawn, index) | (ARTIFACT if is_artifact(drawn) else 0),
                heading=role,
            )
        return self._styles[address]

    def _font(self, drawn: Any, index: int) -> int:
        font = pdfium.FPDFTextObj_GetFont(drawn)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._fonts:
            name = _font_name(font)
            heavy = pdfium.FPDFText_GetFontWeight(self._page, index) >= HEAVY or "bold" in name
            sloped = pdfium.FPDFFont_GetFlags(font) & ITALIC_FLAG if font else 0
            is_sloped = sloped or "italic" in name or "oblique" in name
            self._fonts[address] = (BOLD if heavy else 0) | (ITALIC if is_sloped else 0)
        return self._fonts[address]


def _font_name(font: Any) -> str:
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(200)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.raw[: max(0, min(length, 200) - 1)].decode("utf-8", "replace").lower()
