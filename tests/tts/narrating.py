"""A process that narrates a book of its own, for the tests that kill it.

`python -m tests.tts.narrating STORE REPORT VOICE WORKERS` writes what came of it as JSON. It says
"n of m" on standard output as it goes, so that one can choose the moment.
"""

import json
import sys
from pathlib import Path

from tests.tts.digest import digest
from tts.book import Heading, Metadata, Paragraph, PartRole
from tts.engine import Casting
from tts.narration.narrator import narrate
from tts.narration.store import Store
from tts.script import Phrase, Role, Script, Section, Span

_SENTENCES = {
    "kk": "Бұл — {number}-тараудың {place}-сөйлемі, ал үлкен өзен баяу ағып жатыр.",
    "ru": "Это предложение номер {place} главы {number}, а большая река течёт медленно.",
}


def book(sections: int, sentences: int) -> Script:
    """A book of that size in which Kazakh and Russian sentences take turns."""
    last = 0

    def phrase(text: str, language: str) -> Phrase:
        nonlocal last
        last += 1
        return Phrase(
            phrase_id=f"e{last:06}",
            role=Role.SENTENCE,
            spans=(Span(text, language),),
            language=language,
        )

    made = []
    for number in range(1, sections + 1):
        heading = phrase(f"{number}-тарау", "kk")
        made.append(
            Section(
                section_id=f"s{number:04}",
                part=PartRole.BODY,
                level=1,
                heading=Heading(1, (heading,)),
                blocks=tuple(
                    Paragraph(
                        tuple(
                            phrase(text.format(number=number, place=place), language)
                            for language, text in _SENTENCES.items()
                        )
                    )
                    for place in range(sentences // 2)
                ),
            )
        )
    metadata = Metadata(identifier="b1", title="Кітап", language="kk")
    return Script(metadata=metadata, sections=tuple(made))


def main() -> None:
    """Narrate, and tell."""
    store, report, voice, workers = sys.argv[1:]
    castings = {
        "kk": Casting("tone" if voice.startswith("hum") else "espeak", voice),
        "ru": Casting("tone" if voice.startswith("hum") else "espeak", voice.replace("kk", "ru")),
    }
    narration = narrate(
        book(4, 20),
        castings,
        Store(Path(store)),
        workers=int(workers),
        on_progress=lambda done, total: print(f"{done} of {total}", flush=True),  # noqa: T201
    )
    Path(report).write_text(json.dumps(digest(narration)))


if __name__ == "__main__":
    main()
