"""Breaking one thing in a talking book, on purpose: the tools of the tables of mutations.

A mutation works on any unpacked talking book of its form that has pages, a note and headings of two
levels; it names things by what they are, not by where the writer happened to put them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import lameenc
import numpy as np
from lxml import etree

Element = etree._Element
Change = Callable[[Path], None]
RATE_HZ = 22_050


@dataclass(frozen=True)
class Mutation:
    """What is done to the book, and the code of the fault that must be found."""

    what: str
    code: str
    change: Change

    def __str__(self) -> str:
        return f"{self.code}: {self.what}"


def at(pattern: str, path: str, act: Callable[[Element], None], *, nth: int = 0) -> Change:
    """Do something to the nth element that matches, in the first file where there is one."""

    def change(book: Path) -> None:
        for file in sorted(book.glob(pattern)):
            tree = etree.parse(file)
            found = tree.findall(path)
            if len(found) > nth:
                act(found[nth])
                tree.write(file, xml_declaration=True, encoding="utf-8")
                return
        raise LookupError(f"nothing in {pattern} matches {path}")

    return change


def set_to(name: str, value: str) -> Callable[[Element], None]:
    """Give an attribute a value."""
    return lambda element: element.set(name, value)


def without(name: str) -> Callable[[Element], None]:
    """Take an attribute away."""
    return lambda element: element.attrib.__delitem__(name)


def says(text: str) -> Callable[[Element], None]:
    """Put other words in an element."""

    def act(element: Element) -> None:
        for inner in list(element):
            element.remove(inner)
        element.text = text

    return act


def gone(element: Element) -> None:
    """Take an element away, but not what follows it."""
    parent = element.getparent()
    assert parent is not None
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def twice(element: Element) -> None:
    """Put a copy of an element behind it."""
    element.addnext(deepcopy(element))


def last(element: Element) -> None:
    """Move an element behind all its brothers."""
    parent = element.getparent()
    assert parent is not None
    parent.append(element)


def first(element: Element) -> None:
    """Move an element before all its brothers."""
    parent = element.getparent()
    assert parent is not None
    parent.insert(0, element)


def holds(name: str, text: str = "", **attributes: str) -> Callable[[Element], None]:
    """Put a new element, in the namespace of its parent, at the end of one."""

    def act(element: Element) -> None:
        space = str(element.tag).rpartition("}")[0]
        inner = etree.SubElement(element, f"{space}}}{name}" if space else name)
        inner.text = text or None
        for key, value in attributes.items():
            inner.set(key.replace("_", "-"), value)

    return act


def becomes(name: str) -> Callable[[Element], None]:
    """Turn an element into another of the same namespace."""

    def act(element: Element) -> None:
        space, brace, _ = str(element.tag).rpartition("}")
        element.tag = f"{space}{brace}{name}"

    return act


def text_of(pattern: str, old: str, new: str) -> Change:
    """Replace the first match of a pattern in the characters of the first file that has one."""

    def change(book: Path) -> None:
        for file in sorted(book.glob(pattern)):
            text = file.read_text("utf-8")
            if re.search(old, text):
                file.write_text(re.sub(old, new, text, count=1), "utf-8")
                return
        raise LookupError(f"nothing in {pattern} matches {old}")

    return change


def everywhere(pattern: str, old: str, new: str) -> Change:
    """Replace some characters wherever they stand in the files of a kind."""

    def change(book: Path) -> None:
        for file in sorted(book.glob(pattern)):
            file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    return change


def file_gone(pattern: str) -> Change:
    """Delete the first file of a kind."""
    return lambda book: _first(book, pattern).unlink()


def file_named(pattern: str, name: str) -> Change:
    """Rename the first file of a kind, and nothing that points to it."""

    def change(book: Path) -> None:
        file = _first(book, pattern)
        file.rename(file.with_name(name))

    return change


def file_added(name: str, content: bytes = b"x") -> Change:
    """Put a file into the book that nothing speaks of."""

    def change(book: Path) -> None:
        place = book / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)

    return change


def bytes_of(pattern: str, act: Callable[[bytes], bytes]) -> Change:
    """Change the first file of a kind as bytes."""

    def change(book: Path) -> None:
        file = _first(book, pattern)
        file.write_bytes(act(file.read_bytes()))

    return change


def half(content: bytes) -> bytes:
    """The first half of a sound: the rest of it is lost."""
    return content[: len(content) // 2]


def longer(content: bytes) -> bytes:
    """The same sound, and then itself again, which nobody asked for."""
    return content + content


def tagged(content: bytes) -> bytes:
    """The sound behind an ID3v2 tag of 32 bytes."""
    return b"ID3\x03\x00\x00\x00\x00\x00\x20" + bytes(32) + content


def hum(*, channels: int = 1, rate_hz: int = RATE_HZ, varying: bool = False) -> bytes:
    """A real MP3 of three seconds, of a kind that a talking book should not have."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_out_sample_rate(rate_hz)
    encoder.set_channels(channels)
    if varying:
        encoder.set_vbr(4)
        encoder.set_vbr_quality(5)
    else:
        encoder.set_bit_rate(64)
    time_s = np.arange(3 * rate_hz * channels) / rate_hz
    loudness = 4_000 * (1 + np.sin(5 * time_s))
    pcm = (loudness * np.sin(2 * np.pi * 220 * time_s)).astype("<i2").tobytes()
    return bytes(encoder.encode(pcm) + encoder.flush())


def _first(book: Path, pattern: str) -> Path:
    return min(book.glob(pattern))
