"""Braille Ready Format: a folder with one file of ASCII braille for each volume.

Every cell is one of 64 characters (North American ASCII braille), a line ends with CR LF, a page
with a form feed. The file has no place for metadata, so the title page of each volume has them.
Source: docs/formats.md; the character set of BANA (us-brf, the same in every embosser).
"""

from pathlib import Path

from tts.forms.braille_facts import book_of
from tts.forms.making import Making
from tts.script import Script
from tts.timing import Timing

ASCII_BRAILLE = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
"""The characters of U+2800 to U+283F, in this order."""
_LINE_END, _PAGE_END = "\r\n", "\f"
_LEAST_DIGITS = 2
_TO_ASCII = {0x2800 + place: character for place, character in enumerate(ASCII_BRAILLE)}


def write(script: Script, _timing: Timing, making: Making, out: Path) -> tuple[str, ...]:
    """Write one file a volume into `out`, an empty folder; what is not as in print comes back.

    Raises EngineMissing, OSError.
    """
    book = book_of(script, making)
    digits = max(_LEAST_DIGITS, len(str(len(book.volumes))))
    for number, pages in enumerate(book.volumes, start=1):
        text = "".join(_page(page) for page in pages)
        (out / f"book_v{number:0{digits}}.brf").write_bytes(text.encode("ascii"))
    return book.warnings


def _page(lines: tuple[str, ...]) -> str:
    return "".join(line.translate(_TO_ASCII) + _LINE_END for line in lines) + _PAGE_END
