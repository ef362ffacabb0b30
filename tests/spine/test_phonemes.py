"""Every utterance of every sample, with its announcements, as the voice will say it, in phonemes.

The voice itself is the judge: what it would give to the English voice, spell or drop shows there.
"""

import re
from collections.abc import Iterator

import pytest

from tests.spine.conftest import FRAMING, Made
from tests.tts.unsaid import unsaid
from tts.engine import Casting
from tts.engines.espeak import EspeakLibrary, bundled_home, open_library
from tts.manner.choice import ReadingManner
from tts.narration.spoken import Cast, Utterance
from tts.narration.voiced import voiced
from tts.scripting.maker import make_script
from tts.sources.reading import read_book

VOICES = {code: Casting("espeak", code) for code in ("kk", "ru", "en")}
LATIN = re.compile("[A-Za-z]")
FIGURES_AND_SIGNS = re.compile(r"[\d§№%°+=/*#&<>²³½₸$€₽]")
VOWELS = {"kk": "аәеёиоөуұүыіэюя", "ru": "аеёиоуыэюя"}
MENTIONED = {"тс", "жж", "дб"}
"""A hush, and short forms that a book tells the meaning of: to spell them is right."""


@pytest.fixture
def utterances(edition: Made) -> list[Utterance]:
    """All that is said for the source, in the usual manner."""
    script = make_script(read_book(edition.source), FRAMING)
    language = script.metadata.language
    cast, manner = Cast(VOICES, language), ReadingManner()
    return [
        piece.utterance
        for section in script.sections
        for line in voiced(section, cast, manner, language)
        for piece in line.pieces
    ]


@pytest.fixture(scope="module")
def library() -> EspeakLibrary:
    """The voices of most libraries; they tell how they read a text."""
    return open_library(bundled_home())


def test_every_utterance_is_said_whole_in_its_own_voice(
    utterances: list[Utterance], library: EspeakLibrary
) -> None:
    """No switch to another voice but for foreign letters, no figure or sign left, nothing spelled,
    no word without a sound."""
    faults = [fault for one in utterances for fault in faults_of(one, library)]
    assert faults == []
    assert len(utterances) > 10


def faults_of(utterance: Utterance, library: EspeakLibrary) -> Iterator[str]:
    """What the voice would do wrongly, in words."""
    language, text = utterance.language, utterance.text
    library.choose(utterance.casting)
    heard = library.phonemes(text)
    if (f"({language})" in heard) != (language != "en" and LATIN.search(text) is not None):
        yield f"{language} “{text}” changes its voice: {heard}"
    for word in text.split():
        if any(map(str.isalnum, word)) and not library.phonemes(word).strip():
            yield f"{language} “{text}” loses “{word}”"
    if language == "en":
        yield from (f"en “{text}” leaves {sign}" for sign in unsaid(library, text))
        return
    if left := FIGURES_AND_SIGNS.search(text):
        yield f"{language} “{text}” leaves {left[0]} to the voice"
    for word in re.findall(r"[^\W\d_]{2,}", text.lower()):
        if not (LATIN.search(word) or set(word) & set(VOWELS[language]) or word in MENTIONED):
            yield f"{language} “{text}” spells {word}"


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("kk", "25 %", "changes its voice"),
        ("ru", "XX век", ""),
        ("ru", "§ три", "leaves §"),
        ("ru", "дом 5", "leaves 5"),
        ("ru", "в кв метрах", "spells кв"),
        ("en", "₸500", "leaves ₸"),
        ("en", "Nguyễn", "leaves spelt"),
    ],
)
def test_the_judge_is_not_deaf(language: str, text: str, told: str, library: EspeakLibrary) -> None:
    """What the voice alone would say wrongly is found; a foreign word is not."""
    found = list(faults_of(Utterance(VOICES[language], language, text, True), library))
    assert any(told in fault for fault in found) if told else found == []
