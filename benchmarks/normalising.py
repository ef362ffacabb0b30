"""What it costs to turn a book's text into the words that a voice is given.

`python -m benchmarks.normalising [--characters N] [--languages ru kk]`

Two books a language: a novel, of which few sentences have a figure or a short form, and a
reference book, of which every third has. The first figure in each row is the time to load what the
language needs, paid once a process.
"""

import argparse
import time

from benchmarks.growing import grown_script
from tts.text.respelling import for_voice

_FIRST = {"ru": "В 1991 г. открыли 5 школ.", "kk": "1991 ж. 5 мектеп ашылды."}
_WITH_FIGURES = {
    "ru": (
        "В 1887 г. в доме № 5 на ул. Садовой жили 12 человек.",
        "Он вернулся 12 мая, в 7:30, и привёз 3 кг яблок.",
        "А. С. Ключев (1799–1861) написал об этом в XIX в.",
        "До станции 25 км, т. е. 6–7 часов пути.",
        "За 2,5 тыс. руб. купили 40 книг.",
    ),
    "kk": (
        "1887 ж. Бақ к-сі, 5-үйде 12 адам тұрды.",
        "Ол 12 мамырда, сағат 7:30-да келіп, 3 кг алма әкелді.",
        "А. С. Кілтов (1799–1861) бұл туралы XIX ғ. жазған.",
        "Бекетке дейін 25 км, яғни 6–7 сағат жол.",
        "2,5 мың теңгеге 40 кітап алынды.",
    ),
}
_BOOKS = {"a novel": 40, "a reference book": 3}


def sentences(language: str, characters: int, every: int) -> list[str]:
    """That many characters, in which every so-manieth sentence has figures."""
    plain = [phrase.text for phrase in grown_script(language, characters).phrases()]
    figures = _WITH_FIGURES[language]
    return [
        figures[place // every % len(figures)] if place % every == 0 else text
        for place, text in enumerate(plain)
    ]


def main() -> None:
    """Print a row a book: characters, sentences, processor seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=600_000)
    parser.add_argument("--languages", nargs="+", default=["ru", "kk"], choices=[*_FIRST])
    chosen = parser.parse_args()
    for language in chosen.languages:
        started = time.process_time()
        for_voice(_FIRST[language], language)
        print(f"{language}  loading {time.process_time() - started:.2f} s")
        for name, every in _BOOKS.items():
            texts = sentences(language, chosen.characters, every)
            started = time.process_time()
            for text in texts:
                for_voice(text, language)
            took_s = time.process_time() - started
            print(
                f"{language}  {name:<17} {sum(map(len, texts)):>8} characters"
                f" {len(texts):>6} sentences {took_s:6.2f} s"
                f" {1e6 * took_s / len(texts):7.0f} µs a sentence"
            )


if __name__ == "__main__":
    main()
