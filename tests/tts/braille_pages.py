"""Braille books as lists of volumes of pages of rows of cells, read from files and written back.

Shares nothing with the writers and nothing with `tts.check`: the character set is written out here
a third time, dot by dot.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from api.samples import BOOKS, pack
from tests.tts.sample import MAKING
from tts.braille.manner import BrailleManner
from tts.forms.making import Making
from tts.script import Script
from tts.scripting.maker import make_script
from tts.sources.reading import read_book

Pages = list[list[list[str]]]
PEF = "{http://www.daisy.org/ns/2008/pef}"
BLANK = "\u2800"
DOTS = """
  0| A 1| B 12| C 14| D 145| E 15| F 124| G 1245| H 125| I 24| J 245| K 13| L 123| M 134| N 1345|
O 135| P 1234| Q 12345| R 1235| S 234| T 2345| U 136| V 1236| W 2456| X 1346| Y 13456| Z 1356|
& 12346| = 123456| ( 12356| ! 2346| ) 23456| * 16| < 126| % 146| ? 1456| : 156| $ 1246| ] 12456|
\\ 1256| [ 246| / 34| + 346| # 3456| > 345| ' 3| - 36| @ 4| ^ 45| _ 456| " 5| . 46| ; 56| , 6|
1 2| 2 23| 3 25| 4 256| 5 26| 6 235| 7 2356| 8 236| 9 35| 0 356
"""


def has_liblouis() -> bool:
    """Whether braille can be written here."""
    return shutil.which("lou_translate") is not None


needs_liblouis = pytest.mark.skipif(
    not has_liblouis(),
    reason="liblouis is not here; on Debian: apt-get install liblouis20 liblouis-data liblouis-bin",
)


def cell(dots: str) -> str:
    """The cell of some dots, "125"; "0" is the blank."""
    return chr(0x2800 + sum(1 << int(dot) - 1 for dot in dots if dot != "0"))


@cache
def characters() -> dict[str, str]:
    """The cell of each character of ASCII braille."""
    entries = DOTS.replace("\n", "").split("|")
    pairs = (entry.strip().rpartition(" ") for entry in entries)
    return {sign or " ": cell(dots) for sign, _, dots in pairs}


def read_brf(folder: Path) -> Pages:
    table = str.maketrans(characters())
    return [
        [
            [row.translate(table) for row in page.split("\r\n")[:-1]]
            for page in file.read_bytes().decode("ascii").split("\f")[:-1]
        ]
        for file in sorted(folder.glob("*.brf"))
    ]


def write_brf(pages: Pages, folder: Path) -> None:
    for file in folder.glob("*.brf"):
        file.unlink()
    table = str.maketrans({braille: sign for sign, braille in characters().items()})
    for number, volume in enumerate(pages, start=1):
        text = "".join("".join(f"{row}\r\n" for row in page) + "\f" for page in volume)
        (folder / f"book_v{number:02}.brf").write_bytes(text.translate(table).encode("ascii"))


def read_pef(file: Path) -> Pages:
    return [
        [[row.text or "" for row in page.iter(f"{PEF}row")] for page in volume.iter(f"{PEF}page")]
        for volume in etree.parse(file).getroot().iter(f"{PEF}volume")
    ]


def write_pef(pages: Pages, file: Path) -> None:
    """Put other pages into a file; its first volume says how they are described."""
    tree = etree.parse(file)
    body = tree.getroot().find(f"{PEF}body")
    assert body is not None
    volumes = list(body)
    said = dict(volumes[0].attrib)
    for volume in volumes:
        body.remove(volume)
    for volume_pages in pages:
        volume = etree.SubElement(body, f"{PEF}volume", said)
        section = etree.SubElement(volume, f"{PEF}section")
        for rows in volume_pages:
            page = etree.SubElement(section, f"{PEF}page")
            for row in rows:
                etree.SubElement(page, f"{PEF}row").text = row or None
    tree.write(file, xml_declaration=True, encoding="utf-8")


def making(**manner: int) -> Making:
    return Making(
        producer=MAKING.producer,
        narrators=(),
        made_on=MAKING.made_on,
        generator=MAKING.generator,
        braille=BrailleManner(**manner),
    )


@cache
def sample_book_script(name: str, folder: Path) -> Script:
    """One of the sample books of the fixtures as a script; `folder` holds its file meanwhile."""
    return make_script(read_book(pack(BOOKS / name, folder / f"{name}.epub")))
