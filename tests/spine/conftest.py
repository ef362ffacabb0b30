"""Every sample of every source made once into every form, for all the tests that look at it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.cli.main import run
from tests.spine.sources import SCAN, SOURCES, lay_all
from tests.tts.braille_pages import has_liblouis
from tests.tts.pdfs import needs_tesseract
from tts.check.checking import Checked, check_all
from tts.forms.writers import Form
from tts.scripting.framing import Framing

FORMS: tuple[Form, ...] = tuple(
    form for form in Form if has_liblouis() or form not in {Form.BRF, Form.PEF}
)
"""All there are; without liblouis, all that can be made here."""
WITH_TEXT = (Form.DAISY202, Form.DAISY3, Form.EPUB3)
MADE_ON = date(2026, 11, 22)
FRAMING = Framing(
    producer="Dauys", made_on=MADE_ON, voices=dict.fromkeys(("kk", "ru", "en"), "eSpeak NG")
)
"""What a sample book says of its making."""


@dataclass(frozen=True)
class Made:
    """One sample book: its source, its folder on the shelf, its report, what the check says."""

    source: Path
    folder: Path
    report: dict[str, Any]
    checked: tuple[Checked, ...]

    @property
    def epub(self) -> Path:
        """The EPUB 3 form."""
        return self.place(Form.EPUB3)

    def place(self, form: Form) -> Path:
        """Where a form stands."""
        return self.folder / str(self.report["forms"][form])


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
    sources = lay_all(root / "sources")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAUYS_STORE_DIR", str(root / "store"))
        code = run(convert_arguments(sources, root / "shelf", FORMS))
    assert code == 0
    return Workshop(sources, root / "shelf", root / "store")


def convert_arguments(
    sources: tuple[Path, ...], shelf: Path, forms: Sequence[Form] = WITH_TEXT
) -> list[str]:
    """The command line that makes these books into these forms, on a fixed day."""
    return [
        *("convert", *map(str, sources), "--to", ",".join(forms), "--out", str(shelf)),
        *("--made-on", MADE_ON.isoformat(), "--plain"),
    ]


@pytest.fixture(scope="session")
def editions(workshop: Workshop) -> tuple[Made, ...]:
    """The finished sample books."""
    return tuple(_made(source, workshop.shelf / source.stem) for source in workshop.sources)


def _made(source: Path, folder: Path) -> Made:
    report = json.loads((folder / "report.json").read_bytes())
    return Made(source, folder, report, tuple(check_all(folder)))


BOOKS = ("english", "kazakh", "mixed", "russian")
"""The four EPUBs, which have everything in them."""


@pytest.fixture(params=BOOKS)
def made(request: pytest.FixtureRequest, editions: tuple[Made, ...]) -> Made:
    """Each of the four EPUBs in turn."""
    return next(edition for edition in editions if edition.folder.name == request.param)


@pytest.fixture(
    params=[pytest.param(n, marks=needs_tesseract) if n == SCAN else n for n in SOURCES]
)
def edition(request: pytest.FixtureRequest, editions: tuple[Made, ...]) -> Made:
    """Each sample of every source in turn."""
    return next(one for one in editions if one.source.name == request.param)
