"""Finished talking books opened again, by readers written for the tests alone.

They share nothing with the writers and nothing with `tts.check`.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

XML = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)


@dataclass(frozen=True)
class Spot:
    """One stretch of sound and the text it says: file, begin and end in ms, target, words."""

    sound: str
    begin_ms: int
    end_ms: int
    target: str
    words: str


def daisy202_spots(folder: Path) -> list[Spot]:
    """Every clip of a DAISY 2.02 book, in the order of its NCC."""
    order = dict.fromkeys(
        href.partition("#")[0]
        for href in _read(folder / "ncc.html").xpath("//*[local-name()='a']/@href")
    )
    return [spot for name in order for spot in _spots(folder, name)]


def daisy3_spots(folder: Path) -> list[Spot]:
    """Every clip of a DAISY 3 book, in the order of its spine."""
    package = _read(next(folder.glob("*.opf")))
    hrefs = {item.get("id"): item.get("href") for item in _all(package, "item")}
    return [
        spot
        for itemref in _all(package, "itemref")
        for spot in _spots(folder, str(hrefs[itemref.get("idref")]))
    ]


def epub3_spots(epub: Path, into: Path) -> list[Spot]:
    """Every clip of an EPUB 3 with media overlays, in the order of its spine."""
    with zipfile.ZipFile(epub) as archive:
        archive.extractall(into)
    package_path = next(into.rglob("*.opf"))
    package = _read(package_path)
    items = {item.get("id"): item for item in _all(package, "item")}
    spots = []
    for itemref in _all(package, "itemref"):
        overlay = items[itemref.get("idref")].get("media-overlay")
        if overlay:
            spots += list(_spots(package_path.parent, str(items[overlay].get("href"))))
    return spots


def _spots(folder: Path, smil: str) -> Iterator[Spot]:
    for par in _all(_read(folder / smil), "par"):
        target = _all(par, "text")[0].get("src") or ""
        clips = _all(par, "audio")
        if clips:
            first, last = clips[0], clips[-1]
            yield Spot(
                first.get("src") or "",
                _ms(first.get("clipBegin") or first.get("clip-begin") or ""),
                _ms(last.get("clipEnd") or last.get("clip-end") or ""),
                target,
                _words(folder / smil, target),
            )


_DOCUMENTS: dict[Path, dict[str, etree._Element]] = {}


def _words(smil: Path, target: str) -> str:
    name, _, fragment = target.partition("#")
    path = (smil.parent / name).resolve()
    if path not in _DOCUMENTS:
        _DOCUMENTS[path] = {e.get("id", ""): e for e in _read(path).iter() if e.get("id")}
    element = _DOCUMENTS[path][fragment]
    seen = " ".join("".join(element.itertext()).split())
    return seen or element.get("alt") or element.get("aria-label") or ""


def _read(path: Path) -> etree._Element:
    return etree.fromstring(path.read_bytes(), XML)


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [e for e in element.iter() if etree.QName(e).localname == name]


def _ms(clock: str) -> int:
    parts = clock.removeprefix("npt=").removesuffix("s").split(":")
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + float(part)
    return round(seconds * 1000)
