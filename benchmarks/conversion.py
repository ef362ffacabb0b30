"""What a whole conversion costs, EPUB in and talking books out, beside the bare limit.

`python -m benchmarks.conversion [--characters N] [--languages ru kk] [--workers 1 2]`

The limit is that of `benchmarks.narration`: speaking the same utterances and encoding the same
samples, measured in this run. Then the same book is made into a second form: nothing is spoken
again, so it shows what reading, writing and checking cost.
"""

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import time
from datetime import date
from html import escape
from pathlib import Path

from api.samples import pack
from benchmarks.growing import grown_script
from benchmarks.narration import Memory, limit_of, processor_s
from tts.conversion import convert
from tts.edition import Edition
from tts.engines.registry import default_castings
from tts.forms.making import Making
from tts.forms.writers import Form
from tts.manner.choice import PLAIN
from tts.narration.narrator import Manner
from tts.narration.store import Store
from tts.order import Order
from tts.script import Script, section_phrases

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">urn:grown</dc:identifier>
<dc:title>{title}</dc:title><dc:language>{language}</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest>{items}
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
</manifest><spine>{refs}</spine></package>
"""
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>{title}</title></head><body>{body}</body></html>
"""


def epub_of(script: Script, folder: Path) -> Path:
    """The script's text as an EPUB, a chapter a section, eight sentences a paragraph."""
    source = folder / "source"
    (source / "META-INF").mkdir(parents=True)
    (source / "mimetype").write_text("application/epub+zip")
    (source / "META-INF" / "container.xml").write_text(CONTAINER)
    names = [section.section_id for section in script.sections]
    for section in script.sections:
        heading, *texts = (escape(phrase.text) for phrase in section_phrases(section))
        paragraphs = (" ".join(texts[n : n + 8]) for n in range(0, len(texts), 8))
        body = f"<h1>{heading}</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs)
        page = PAGE.format(title=heading, body=body)
        (source / f"{section.section_id}.xhtml").write_text(page, encoding="utf-8")
    links = "".join(f'<li><a href="{name}.xhtml">{name}</a></li>' for name in names)
    toc = f'<nav epub:type="toc"><ol>{links}</ol></nav>'
    (source / "nav.xhtml").write_text(PAGE.format(title="toc", body=toc), encoding="utf-8")
    package = PACKAGE.format(
        title=escape(script.metadata.title),
        language=script.metadata.language,
        items="".join(
            f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>'
            for name in names
        ),
        refs="".join(f'<itemref idref="{name}"/>' for name in names),
    )
    (source / "book.opf").write_text(package, encoding="utf-8")
    return pack(source, folder / "grown.epub")


def converted(book: Path, form: Form, folder: Path, workers: int) -> tuple[Edition, float, float]:
    """The edition, the processor seconds and the seconds on the clock that it took."""
    order = Order(
        forms=(form,),
        castings=default_castings("espeak"),
        shelf=folder / "shelf",
        making=Making(
            producer="-", narrators=("-",), made_on=date(2026, 1, 1), generator="benchmark"
        ),
        workers=workers,
        manner=Manner(reading=PLAIN),  # the limit has nothing but the words either
    )
    began_s, clock_s = processor_s(), time.monotonic()
    edition = convert(book, order, Store(folder / "store"), lambda _done, _total: None)
    return edition, processor_s() - began_s, time.monotonic() - clock_s


def measure(language: str, characters: int, workers: int) -> None:
    """Print one line of the table."""
    script = grown_script(language, characters)
    exact = sum(len(phrase.text) for phrase in script.phrases())
    limits = [limit_of(language, characters)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = epub_of(script, folder)
        memory = Memory()
        memory.start()
        edition, used_s, clock_s = converted(book, Form.DAISY202, folder, workers)
        memory.stop()
        _, second_s, _ = converted(book, Form.EPUB3, folder, workers)
    limits.append(limit_of(language, characters))
    limit_s = min(limit.all_s for limit in limits)
    sound_s = edition.audio_ms / 1000
    main_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{language}, {workers} worker(s): {exact} characters, {sound_s / 3600:.2f} h of sound, "
        f"{len(edition.faults)} faults\n"
        f"  limit       {limit_s:6.1f} s of processor\n"
        f"  DAISY 2.02  {used_s:6.1f} s = {used_s / limit_s:.2f} of the limit; "
        f"clock {clock_s:.1f} s on {os.cpu_count()} processors\n"
        f"  EPUB 3 too  {second_s:6.1f} s = {second_s / used_s:.2f} of the first form\n"
        f"  {exact / used_s:,.0f} characters and {sound_s / used_s:.0f} s of sound "
        f"for a second of processor\n"
        f"{_beside(used_s, peer_s(language, script))}"
        f"  memory: worker with booths {memory.worker_bytes / 2**20:.0f} MB, main {main_mb:.0f} MB"
    )


def _beside(used_s: float, others_s: float) -> str:
    if not others_s:
        return ""
    return f"  espeak-ng | lame {others_s:.1f} s; ours is {used_s / others_s:.2f} of it\n"


def peer_s(language: str, script: Script) -> float:
    """Processor seconds of `espeak-ng | lame` for the same text; 0 where they are not installed."""
    if not (shutil.which("espeak-ng") and shutil.which("lame")):
        return 0
    text = " ".join(phrase.text for phrase in script.phrases())
    before_s = processor_s()
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "text").write_text(text, encoding="utf-8")
        speak = ["espeak-ng", "-v", language, "-f", f"{name}/text", "--stdout"]
        encode = ["lame", "--quiet", "-m", "m", "-b", "48", "-", f"{name}/book.mp3"]
        with subprocess.Popen(speak, stdout=subprocess.PIPE) as speaking:
            subprocess.run(encode, stdin=speaking.stdout, check=True)
    return processor_s() - before_s


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=60_000)
    parser.add_argument("--languages", nargs="+", default=["ru", "kk"])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    choices = parser.parse_args()
    for language in choices.languages:
        for workers in choices.workers:
            measure(language, choices.characters, workers)


if __name__ == "__main__":
    main()
