"""The sample books are read back from their cells, and no word of them is missing."""

import re
import subprocess
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from tests.tts.braille_pages import (
    BLANK,
    Pages,
    cell,
    making,
    needs_liblouis,
    read_brf,
    sample_book_script,
)
from tts.forms import brf
from tts.script import Role, Script
from tts.timing import Timing

pytestmark = needs_liblouis
BOOKS = ("english", "kazakh", "mixed", "russian")
RUSSIAN = """
а 1|б 12|в 2456|г 1245|д 145|е 15|ё 16|ж 245|з 1356|и 24|й 12346|к 13|л 123|м 134|н 1345|о 135|
п 1234|р 1235|с 234|т 2345|у 136|ф 124|х 125|ц 14|ч 12345|ш 156|щ 1346|ъ 12356|ы 2346|ь 23456|
э 246|ю 1256|я 1246
"""
"""GOST R 58511-2019, 6.1.1."""
KAZAKH = "ә 345|ғ 12456|қ 1456|ң 146|ө 126|ұ 346|ү 34|һ 1236|і 13456"
LATIN = """
a 1|b 12|c 14|d 145|e 15|f 124|g 1245|h 125|i 24|j 245|k 13|l 123|m 134|n 1345|o 135|p 1234|
q 12345|r 1235|s 234|t 2345|u 136|v 1236|w 2456|x 1346|y 13456|z 1356
"""
DIGITS = "1 1|2 12|3 14|4 145|5 15|6 124|7 1245|8 125|9 24|0 245"
MISREAD = {"c", "s", "больше", "д", "доб", "из"}
ALPHABET = {
    letter: cell(dots)
    for table in (RUSSIAN, KAZAKH, LATIN, DIGITS)
    for letter, _, dots in (entry.strip().partition(" ") for entry in table.split("|"))
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Script, Pages]]:
    """Every sample book as a script, and its pages."""
    folder = tmp_path_factory.mktemp("back")
    books = {}
    for name in BOOKS:
        (folder / name).mkdir()
        script = sample_book_script(name, folder)
        brf.write(script, Timing(1, (), {}), making(), folder / name)
        books[name] = (script, read_brf(folder / name))
    return books


def words_of(script: Script) -> Iterator[str]:
    """The words and numbers of a script in order, in small letters, as far as hand tables reach."""
    for phrase in script.phrases():
        if phrase.role is not Role.PAGE:
            for word in re.findall(r"[^\W_]+", phrase.text.casefold().replace("\u0301", "")):
                yield from re.findall(r"\d+|[^\W\d_]+", word)


def rows_of(pages: Pages) -> list[str]:
    """The rows of the text: no title page, no contents, no running lines, no turns."""
    texts = (page for volume in pages for page in volume[1:] if "⠐⠐⠐" not in "".join(page))
    rows = (row.strip(BLANK) for page in texts for row in page[1:])
    return [row for row in rows if row and not row.startswith("⠤⠤⠤⠤⠤")]


@pytest.mark.parametrize("name", BOOKS)
def test_every_word_stands_in_the_pages_in_order(
    made: dict[str, tuple[Script, Pages]], name: str
) -> None:
    """Spelled by hand from the alphabets of the standards, letter by letter."""
    script, pages = made[name]
    text, place, found = BLANK.join(rows_of(pages)), 0, 0
    for word in words_of(script):
        if all(letter in ALPHABET for letter in word):
            cells = "".join(ALPHABET[letter] for letter in word)
            at = text.find(cells, place)
            assert at >= 0, f"{word} is not behind {script_place(text, place)}"
            place, found = at + len(cells), found + 1
    assert found > 800


def script_place(text: str, place: int) -> str:
    return text[max(place - 40, 0) : place]


def reverse(table: str, rows: list[str]) -> str:
    """What liblouis reads in these rows, by its own command."""
    answer = subprocess.run(
        ["lou_translate", "--backward", f"unicode.dis,{table}"],
        input="\n".join(rows) + "\n", capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return answer.stdout


@pytest.mark.parametrize(
    ("name", "table", "misread"),
    [("english", "en-ueb-g1.ctb", set()), ("russian", "ru-litbrl.ctb", MISREAD)],
)
def test_liblouis_reads_back_every_word(
    made: dict[str, tuple[Script, Pages]], name: str, table: str, misread: set[str]
) -> None:
    """Uncontracted, word after word; what no table knows would be missing here.

    Where a Russian comma stands between a number and a word, liblouis takes the word's first letter
    for a digit, and of two Latin letters it knows the first only. Our own reading above finds these
    words in their cells.
    """
    script, pages = made[name]
    read = re.findall(r"\d+|[^\W\d_]+", reverse(table, rows_of(pages)).casefold())
    said = list(words_of(script))
    steps = SequenceMatcher(None, said, read, autojunk=False).get_opcodes()
    lost = {
        word for step, a, b, _, _ in steps if step in {"delete", "replace"} for word in said[a:b]
    }
    assert lost <= misread


def test_the_same_book_gives_the_same_bytes(
    made: dict[str, tuple[Script, Pages]], tmp_path: Path
) -> None:
    """A book made again is the same book."""
    script, pages = made["mixed"]
    brf.write(script, Timing(1, (), {}), making(), tmp_path)
    assert read_brf(tmp_path) == pages
