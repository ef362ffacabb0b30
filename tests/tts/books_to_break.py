"""Faultless talking books, unpacked, for the tests that break them: shared samples and our own."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.shared import DATA
from tests.tts.sample import MAKING, sample_script, sample_timing
from tts.forms.writers import WRITERS, Form

SAMPLES = DATA / "talking-book-samples"
SAMPLE_OF = {"daisy202": "d202", "daisy3": "z39", "epub3": "epub"}
MAKERS = ("shared", "ours")


def faultless_book(form: str, maker: str, folder: Path) -> Path:
    """A talking book of this form in a new folder: a shared sample, or what our writer makes."""
    return _sample(form, folder) if maker == "shared" else _ours(form, folder)


def _sample(form: str, folder: Path) -> Path:
    source = SAMPLES / SAMPLE_OF[form]
    if not source.is_dir():
        pytest.skip(f"the shared samples are not here: {source.name}")
    target = folder / form
    target.mkdir(parents=True)
    for file in source.rglob("*"):
        if file.is_file():
            place = target / file.relative_to(source)
            place.parent.mkdir(exist_ok=True)
            shutil.copyfile(file, place)
    return target


def _ours(form: str, folder: Path) -> Path:
    sounds = folder / "sounds"
    sounds.mkdir(parents=True)
    script = sample_script()
    timing = sample_timing(script, sounds)
    target, writer = folder / form, WRITERS[Form(form)]
    if writer.is_folder:
        target.mkdir()
        writer.write(script, timing, MAKING, target)
        return target
    packed = folder / "book.epub"
    writer.write(script, timing, MAKING, packed)
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(target)
    return target
