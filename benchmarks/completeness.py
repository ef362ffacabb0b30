"""Is any sentence lost in a very large book? Every one is looked for in the finished sound.

`python -m benchmarks.completeness [--sentences N] [--workers N]`

Short sentences of words from our sample books, Kazakh and Russian in turn, no two alike. Afterwards
every phrase must have its clip; the clips must tile the decoded sound; each must be as long as its
own sound and its pause, to the sample; and the talking book must pass the check.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.narration import processor_s
from fixtures.gold import SENTENCES
from tts.book import Heading, Metadata, Paragraph, PartRole
from tts.check.checking import check
from tts.engines.registry import default_castings
from tts.forms import daisy202
from tts.forms.making import Making
from tts.manner.choice import PLAIN
from tts.narration.encode import DELAY_SAMPLES
from tts.narration.narrator import Manner, Narration, narrate
from tts.narration.store import Store
from tts.script import Phrase, Role, Script, Section, Span, section_phrases

_PARAGRAPH, _SECTION = 5, 200
_MAKING = Making(producer="-", narrators=("-",), made_on=date(2026, 1, 1), generator="benchmark")


def short_sentences(count: int) -> Iterator[tuple[str, str]]:
    """Language and text; never the same text twice."""
    draw = random.Random(count)  # noqa: S311 - words, not secrets
    words = {
        language: sorted(
            {word for word in (SENTENCES / name).read_text().split() if word.isalpha()}
        )
        for language, name in (("kk", "kazakh.txt"), ("ru", "russian.txt"))
    }
    seen = set[str]()
    while len(seen) < count:
        language = ("kk", "ru")[len(seen) % 2]
        text = " ".join(draw.sample(words[language], 3)).capitalize() + "."
        if text not in seen:
            seen.add(text)
            yield language, text


def large_script(count: int) -> Script:
    """So many sentences, 200 a section, five a paragraph."""
    phrases = [
        Phrase(
            phrase_id=f"e{number:06}",
            role=Role.SENTENCE,
            spans=(Span(text, language),),
            language=language,
        )
        for number, (language, text) in enumerate(short_sentences(count), 1)
    ]
    sections = []
    for number, begin in enumerate(range(0, count, _SECTION), 1):
        heading, *rest = phrases[begin : begin + _SECTION]
        paragraphs = (tuple(rest[n : n + _PARAGRAPH]) for n in range(0, len(rest), _PARAGRAPH))
        sections.append(
            Section(
                section_id=f"s{number:04}",
                part=PartRole.BODY,
                level=1,
                heading=Heading(1, (heading,)),
                blocks=tuple(map(Paragraph, paragraphs)),
            )
        )
    metadata = Metadata(identifier="large", title="Large", language="kk")
    return Script(metadata=metadata, sections=tuple(sections))


def losses(script: Script, narration: Narration) -> list[str]:
    """What is missing or out of place, a sentence each."""
    timing, found = narration.timing, [str(fault) for fault in narration.faults]
    for section in script.sections:
        at = 0
        for phrase in section_phrases(section):
            clip = timing.clips.get(phrase.phrase_id)
            if clip is None:
                found.append(f"{phrase.phrase_id} has no clip.")
            elif clip.first_sample != at or clip.end_sample <= clip.first_sample + DELAY_SAMPLES:
                found.append(f"{phrase.phrase_id} is at {clip.first_sample}, not {at}, or empty.")
            at = clip.end_sample if clip else at
        if at != timing.sound(f"{section.section_id}.mp3").samples:
            found.append(f"{section.section_id} has sound without words.")
    return found


def main() -> int:
    """Make the book, look for its sentences, say what was found; 1 if any is lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=2)
    choices = parser.parse_args()
    script = large_script(choices.sentences)
    began_s, clock_s = processor_s(), time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        narration = narrate(
            script,
            default_castings("espeak"),
            Store(folder / "store"),
            workers=choices.workers,
            manner=Manner(reading=PLAIN),
        )
        spent_s, clock_s = processor_s() - began_s, time.monotonic() - clock_s
        found = losses(script, narration)
        (folder / "book").mkdir()
        daisy202.write(script, narration.timing, _MAKING, folder / "book")
        found += [fault.sentence for fault in check(folder / "book").faults]
    print(
        f"{choices.sentences:,} sentences, {narration.spoken:,} spoken, "
        f"{narration.timing.total_ms / 3_600_000:.2f} h of sound, {len(found)} lost or faulty; "
        f"{spent_s:.0f} s of processor, {clock_s:.0f} s on the clock"
    )
    print("\n".join(found[:20]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
