"""What an entry changes in the sound of a book: the sentences that it touches, and those only."""

from pathlib import Path

import pytest

from tests.tts.lexicons import entry, lexicon
from tests.tts.narrating import book
from tts.engine import Casting
from tts.engines.registry import default_castings, open_engine
from tts.lexicon.lexicon import NO_LEXICON, Lexicon
from tts.narration.narrator import Manner, Narration, narrate
from tts.narration.sanity import doubt, usual_length_ms
from tts.narration.spoken import Cast
from tts.narration.store import Store
from tts.script import Phrase, Role, Span
from tts.text.phonemes import around_phonemes, as_phonemes, in_brackets, shown

RU = Casting("espeak", "ru")
ZAMOK = lexicon(entry("замок", "зАмок", phonemes="z'amak"))


def said(
    text: str, words: Lexicon = NO_LEXICON, language: str = "ru", engine: str = "espeak"
) -> str:
    """What the voice is given, phonemes in brackets."""
    castings = {code: Casting(engine, code) for code in ("kk", "ru", "en")}
    phrase = Phrase(
        phrase_id="e000001",
        role=Role.SENTENCE,
        spans=(Span(text, language),),
        language=language,
    )
    return shown(" ".join(u.text for u in Cast(castings, "ru", words).utterances(phrase)))


def test_an_entry_goes_before_our_rules_and_is_read_on() -> None:
    """A short form gets its own words; a number in them is read as any number."""
    words = lexicon(entry("ж.", "жол 5", "kk"), entry("т.б.", "тағы біраз", "kk"))
    assert said("1991 ж. т.б.", language="kk") != said("1991 ж. т.б.", words, language="kk")
    assert said("Екі ж. т.б.", words, language="kk") == "Екі жол бес тағы біраз"


def test_phonemes_are_left_as_they_are_between_words_that_are_read() -> None:
    """Our rules for Kazakh would spell them."""
    words = lexicon(entry("Құнанбай", phonemes="q%un'anbaI", language="kk"))
    assert said("5 жыл, Құнанбай. 1991 ж.", words, language="kk") == (
        "бес жыл, [[q%un'anbaI]]. мың тоғыз жүз тоқсан бірінші жылы."
    )


def test_another_engine_gets_the_said_form() -> None:
    """It would read the phonemes as letters."""
    assert said("Это замок.", ZAMOK) == "Это [[z'amak]]."
    assert said("Это замок.", ZAMOK, engine="tone") == "Это зАмок."


def test_a_language_without_a_voice_has_the_entries_of_the_main_one() -> None:
    """Who reads it needs the help."""
    assert said("Die Zeit", lexicon(entry("Zeit", "цайт")), language="de") == "Die цайт"


def test_phonemes_are_heard_and_brackets_of_the_text_are_not() -> None:
    """As eSpeak NG would take them, if it was let."""
    engine = open_engine(RU)

    def sound(text: str) -> bytes:
        return engine.speak(text, ends_sentence=False)

    def lasts_ms(text: str) -> float:
        return len(sound(text)) / 2 / engine.rate_hz * 1000

    assert abs(lasts_ms(as_phonemes("z'amak")) - lasts_ms("замок")) < 100
    spelt_ms = lasts_ms("[[z'amak]]")
    assert spelt_ms > 1.5 * lasts_ms(as_phonemes("z'amak"))
    both_ms = lasts_ms(as_phonemes("z'amak") + " [[z'amak]]")
    assert both_ms > lasts_ms(as_phonemes("z'amak")) + 0.8 * spelt_ms


@pytest.mark.parametrize("text", ["[[", "[[[[a]]", "[" * 9])
def test_no_brackets_of_the_text_stand_side_by_side(text: str) -> None:
    """Only ours do."""
    assert in_brackets(text + as_phonemes("a") + text).count("[[") == 1


def test_marks_between_phonemes_stay() -> None:
    """The rules are for words; a full stop alone would be taken for a rule of dots."""
    text = f"{as_phonemes('a')}, {as_phonemes('b')}."
    assert around_phonemes(lambda words: "X " * ("x" in words), "x " + text) == "X " + text


def test_phonemes_raise_no_doubt() -> None:
    """Nor hide one: letters beside them are looked at, and the length has a bound."""
    text = "Старый " + as_phonemes("z'amak") + " стоит."
    length_ms = len(open_engine(RU).speak(text, ends_sentence=False)) / 2 / 22.05
    assert doubt(text, "ru", RU, length_ms) == ""
    assert doubt(as_phonemes("q%un'anbaI"), "ru", RU, 700) == ""
    assert usual_length_ms(as_phonemes("q%un'anbaI" * 9), "ru", RU)[0] == 0
    assert "suspicious length" in doubt(text, "ru", RU, 20 * length_ms)
    assert "letters" in doubt(text + " қой", "ru", RU, length_ms)


def files(store: Path) -> dict[str, tuple[int, int]]:
    """Every sound with what changes if it is written again."""
    return {
        path.relative_to(store).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in store.rglob("*")
        if path.is_file()
    }


def narrated(store: Path, words: Lexicon) -> Narration:
    return narrate(
        book(3, 6), default_castings("espeak"), Store(store), manner=Manner(lexicon=words)
    )


def test_a_changed_entry_remakes_only_what_it_touches(tmp_path: Path) -> None:
    """The third section has one sentence more to say; every other sound stays as it was."""
    before = narrated(tmp_path, lexicon(entry("нет", "да")))
    kept = files(tmp_path)
    first = lexicon(entry("номер 2 главы 3", "второй номер"), entry("никогда", "иногда"))
    changed = narrated(tmp_path, first)
    ((used, times),) = changed.lexicon_uses.items()
    assert (before.spoken, before.lexicon_uses) == (21, {})
    assert (changed.spoken, changed.reused) == (1, 20)
    assert (used.written, times) == ("номер 2 главы 3", 1)
    after = files(tmp_path)
    assert {name: after[name] for name in kept} == kept
    fresh = sorted(name.partition("/")[0] for name in after.keys() - kept)
    assert fresh == ["sections", "sections", "utterances"]
    was, now = before.timing.sounds, changed.timing.sounds
    assert [sound.path for sound in was[:2]] == [sound.path for sound in now[:2]]
    assert was[2].path != now[2].path


def test_the_same_lexicon_in_another_order_speaks_nothing_again(tmp_path: Path) -> None:
    """Only what is said counts."""
    entries = [entry("река", "речка"), entry("главы", "главки")]
    assert narrated(tmp_path, lexicon(*entries)).spoken == 21
    assert narrated(tmp_path, lexicon(*reversed(entries))).spoken == 0
