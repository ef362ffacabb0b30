"""The judge itself: it finds faults, and the same ones alone as among others."""

from pathlib import Path
from zipfile import ZipFile

from tests.tts import epubcheck
from tests.tts.epubcheck import messages, messages_of, needs_java
from tests.tts.sample import MAKING, sample_script, sample_timing
from tts.forms import epub3


def _sound(tmp_path: Path) -> Path:
    script = sample_script()
    book = tmp_path / "sound.epub"
    epub3.write(script, sample_timing(script, tmp_path), MAKING, book)
    return book


def _faulty(sound: Path) -> Path:
    """The same book without its contents page."""
    book = sound.with_name("faulty.epub")
    with ZipFile(sound) as source, ZipFile(book, "w") as target:
        for entry in source.infolist():
            if not entry.filename.endswith("nav.xhtml"):
                target.writestr(entry, source.read(entry))
    return book


@needs_java
def test_a_fault_is_named_with_its_file(tmp_path: Path) -> None:
    """Who reads the message knows what is missing, and where."""
    found = messages(_faulty(_sound(tmp_path)))
    assert any("RSC-001" in message and "nav.xhtml" in message for message in found)


@needs_java
def test_a_book_is_judged_alone_as_among_others(tmp_path: Path) -> None:
    """One run over several books mixes none of their faults up."""
    sound = _sound(tmp_path)
    faulty = _faulty(sound)
    alone = epubcheck._faults(epubcheck._alone(faulty))
    assert alone
    assert messages_of([sound, faulty, sound]) == [[], alone, []]
