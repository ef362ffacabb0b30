"""Every sample book made once into every form, for all the tests that look at the result."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.cli.main import run
from api.samples import pack_all
from tts.scripting.framing import Framing

FORMS = "daisy202,daisy3,epub3"
MADE_ON = date(2026, 11, 22)
FRAMING = Framing(
    producer="Dauys", made_on=MADE_ON, voices=dict.fromkeys(("kk", "ru", "en"), "eSpeak NG")
)
"""What a sample book says of its making."""


@dataclass(frozen=True)
class Made:
    """One sample book: its source, its folder on the shelf, its report."""

    source: Path
    folder: Path
    report: dict[str, Any]

    @property
    def epub(self) -> Path:
        """The EPUB 3 form."""
        return self.folder / f"{self.folder.name}.epub"


@dataclass(frozen=True)
class Workshop:
    """Where everything was made: to make it again, differently."""

    sources: tuple[Path, ...]
    shelf: Path
    store: Path


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """All sample books through the command, with the real voices."""
    root = tmp_path_factory.mktemp("spine")
    sources = pack_all(root / "sources")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAUYS_STORE_DIR", str(root / "store"))
        code = run(convert_arguments(sources, root / "shelf"))
    assert code == 0
    return Workshop(sources, root / "shelf", root / "store")


def convert_arguments(sources: tuple[Path, ...], shelf: Path) -> list[str]:
    """The command line that makes these books into every form, on a fixed day."""
    return [
        *("convert", *map(str, sources), "--to", FORMS, "--out", str(shelf)),
        *("--made-on", MADE_ON.isoformat(), "--plain"),
    ]


@pytest.fixture(scope="session")
def editions(workshop: Workshop) -> tuple[Made, ...]:
    """The finished sample books."""
    folders = [workshop.shelf / source.stem for source in workshop.sources]
    return tuple(
        Made(source, folder, json.loads((folder / "report.json").read_bytes()))
        for source, folder in zip(workshop.sources, folders, strict=True)
    )


BOOKS = ("english", "kazakh", "mixed", "russian")


@pytest.fixture(params=BOOKS)
def made(request: pytest.FixtureRequest, editions: tuple[Made, ...]) -> Made:
    """Each sample book in turn."""
    return next(edition for edition in editions if edition.folder.name == request.param)
