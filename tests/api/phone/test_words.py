"""Every sentence of the line is there in each language, and is spoken as it is written."""

import re
from pathlib import Path

import pytest

from api.phone import voice as line_voice
from api.phone.saying import SENTENCES, Foreign, Say, fixed, key_sentence
from api.phone.voice import PACES_PERCENT, Voice
from api.phone.words.sentence import KEYS, LANGUAGES
from tests.api.phone.sip import LOUD, decoded, loudness
from tts.engine import Casting
from tts.engines.espeak import bundled_home, open_library
from tts.engines.installation import BARE
from tts.narration.spoken import words_to_say
from tts.narration.store import Store

FACTS = re.compile(r"\{(\w+)\}")
LETTERS = {
    "kk": re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі\d\s.,:;!?«»-]*"),
    "ru": re.compile(r"[А-Яа-яЁё\d\s.,:;!?«»-]*"),
    "en": re.compile(r"[A-Za-z\d\s.,:;!?'-]*"),
}
CASTINGS = {language: Casting("espeak", {"en": "en-us"}.get(language, language)) for language in
            LANGUAGES}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_is_there_in_each_language_with_the_same_facts(name: str) -> None:
    sentence = SENTENCES[name]
    facts = [sorted(FACTS.findall(sentence.within(language))) for language in LANGUAGES]
    assert facts[0] == facts[1] == facts[2]
    for language in LANGUAGES:
        text = FACTS.sub("", sentence.within(language))
        own = name.removeprefix("language_") if name.startswith("language_") else language
        assert sentence.within(language).strip()
        assert LETTERS[own].fullmatch(text), "only letters that this language's voice reads"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_sentence_is_spoken_in_its_own_language_without_a_fault(language: str) -> None:
    """The engine's own phonemes tell what it would spell, drop, or give to another voice."""
    library = open_library(bundled_home())
    for own, say in fixed():
        if own != language:
            continue
        spans = say.spans(language)
        (spoken,) = {piece.language for piece in spans}
        library.choose(CASTINGS[spoken])
        text = "".join(piece.text for piece in spans)
        phonemes = library.phonemes(words_to_say(text, spoken))
        assert "(" not in phonemes, (say, phonemes)
        assert len(phonemes) > len(text) / 3, (say, phonemes)


def test_every_key_has_a_word_in_each_language() -> None:
    assert {language: set(words) for language, words in KEYS.items()} == {
        language: set("0123456789*#") for language in LANGUAGES
    }


@pytest.fixture
def voice(tmp_path: Path) -> Voice:
    return Voice(CASTINGS, folder=tmp_path, store=Store(tmp_path / "store"), installation=BARE)


def test_a_sentence_is_made_once_and_slower_for_who_did_not_answer(voice: Voice) -> None:
    lengths = []
    for slower in range(len(PACES_PERCENT)):
        path = voice.sound(Say("card"), "kk", slower)
        assert voice.sound(Say("card"), "kk", slower) == path
        sound = path.read_bytes()
        assert loudness(decoded(sound)) > LOUD
        lengths.append(len(sound))
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == 3
    voice.close()


def test_a_title_is_said_in_its_own_language(voice: Voice) -> None:
    kazakh = voice.sound(Say("title", {"title": Foreign("Абай жолы", "kk")}), "en")
    english = voice.sound(Say("title", {"title": Foreign("Абай жолы", "en")}), "en")
    assert kazakh.read_bytes() != english.read_bytes()
    voice.close()


def test_nothing_to_say_is_a_moment_of_silence(voice: Voice) -> None:
    for text in ("", " ", "…", "\x00"):
        path = voice.sound(Say("about", {"text": text}), "ru")
        assert set(path.read_bytes()) <= {0xFF}
    voice.close()


def test_what_was_said_longest_ago_goes_first(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_voice, "SAID_LIMIT_BYTES", 30_000)
    monkeypatch.setattr(line_voice, "TRIMMED_EVERY", 1)
    for number in range(1, 10):
        voice.sound(key_sentence("to_find", str(number)), "en")
    kept = sum(path.stat().st_size for path in (voice._folder).rglob("*.ulaw"))
    assert kept <= 30_000
    assert voice.sound(key_sentence("to_find", "1"), "en").exists()
    voice.close()
