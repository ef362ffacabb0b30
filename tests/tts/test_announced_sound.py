"""Announcements become sound: by whom, where, and at what price when they are switched."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tts.announcing import Pen, in_section
from tests.tts.digest import digest
from tests.tts.sample import sample_script
from tests.tts.small_scripts import ABOUT, Words
from tts.book import Block, Cell, Listing, ListItem, Note, Paragraph, Row, Table
from tts.engine import Casting
from tts.engines.registry import default_castings
from tts.manner.choice import NOTHING, PLAIN, Announced, ReadingManner
from tts.narration.booth import Booth
from tts.narration.narrator import Fault, FaultKind, Manner, narrate
from tts.narration.section_sound import Cut, Limits, Line, Said, SectionMaker, line_of
from tts.narration.spoken import Cast
from tts.narration.store import Store
from tts.narration.voiced import voiced
from tts.script import Phrase, Script, Span
from tts.text.respelling import for_voice
from tts.timing import Timing

SCRIPT = sample_script()
VOICES = default_castings("espeak")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def hums(manner: str = "") -> Mapping[str, Casting]:
    return {"kk": Casting("tone", f"hum {manner}".strip())}


def said(*blocks: Block[Phrase], language: str) -> list[list[tuple[str, str, bool, int]]]:
    """Of each phrase after the heading: voice, words, whether they end a sentence, the rest."""
    lines = voiced(in_section(Words(), *blocks), Cast(VOICES, language), ReadingManner(), language)
    return [
        [
            (p.utterance.casting.voice, p.utterance.text, p.utterance.ends_sentence, p.rest_ms)
            for p in line.pieces
        ]
        for line in lines[1:]
    ]


def book(*blocks: Block[Phrase]) -> Script:
    """A Kazakh book of one section."""
    return Script(metadata=ABOUT, sections=(in_section(Words(), *blocks),))


def test_the_main_voice_announces_and_a_header_keeps_its_own() -> None:
    """A header said again leads over to its cell, a whole sentence does not."""
    pen = Pen()
    table = Table(
        (
            Row((Cell((pen.say("Season", language="en", spans=(Span("Season", "en"),)),), True),)),
            Row((Cell((pen.say("жаз"),)),)),
        )
    )
    assert said(table, language="kk") == [
        [("kk", "Кесте, екі жол, бір баған.", True, 80), ("en", "Season", True, 0)],
        [
            ("en", "Season", False, 80),
            ("kk", "жаз", True, 80),
            ("kk", "Кестенің соңы.", True, 0),
        ],
    ]


def test_words_that_lead_over_do_not_end_a_sentence() -> None:
    """The voice stays up between «Подпись:» and the caption."""
    pen = Pen()
    run = Paragraph((pen.picture("Старый дом."),))
    assert said(run, language="ru")[0][0] == ("ru", "Рисунок:", False, 80)


def test_the_clip_of_a_phrase_holds_its_announcement(store: Store) -> None:
    """The clips are the same phrases in the same order; those with announcements are longer by
    what is said, those without are as long as they were."""
    pen = Pen()
    listing = pen.listing("алма", "алмұрт", "өрік", ordered=True)
    script = book(pen.paragraph("Бұл."), listing)
    plain = narrate(script, hums(), store, manner=Manner(reading=PLAIN)).timing
    whole = narrate(script, hums(), store).timing
    assert list(plain.clips) == list(whole.clips)

    def length(timing: Timing, phrase: Phrase) -> int:
        clip = timing.clips[phrase.phrase_id]
        return clip.end_sample - clip.first_sample

    _, before, first, second, _ = script.phrases()
    assert length(whole, before) == length(plain, before)
    number_ms = 60 * len("екі.") + 300 + 80  # a hum of 60 ms a letter, a pause, a rest
    assert length(whole, second) - length(plain, second) == number_ms * 22_050 // 1000
    opening = "Тізім, үш тармақ."
    opening_ms = 60 * (len(opening) - 2) + 2 * 40 + 300 + 80 + 60 * len("бір.") + 300 + 80
    assert length(whole, first) - length(plain, first) == opening_ms * 22_050 // 1000


def test_another_manner_speaks_only_what_is_announced_anew(store: Store) -> None:
    """And back again nothing at all, to the same octets."""
    castings = default_castings("espeak")
    plain = narrate(SCRIPT, castings, store, manner=Manner(reading=PLAIN))
    whole = narrate(SCRIPT, castings, store)
    cast = Cast(castings, "kk")

    def spoken(manner: ReadingManner) -> set[tuple[Casting, str, bool]]:
        lines = [line for s in SCRIPT.sections for line in voiced(s, cast, manner, "kk")]
        utterances = [piece.utterance for line in lines for piece in line.pieces]
        return {(u.casting, u.text, u.ends_sentence) for u in utterances}

    assert whole.spoken == len(spoken(ReadingManner()) - spoken(PLAIN))
    again = narrate(SCRIPT, castings, store, manner=Manner(reading=PLAIN))
    assert again.spoken == 0
    assert digest(again) == digest(plain)


def test_longer_pauses_speak_nothing_anew(store: Store) -> None:
    """They make the book longer."""
    usual = narrate(SCRIPT, hums(), store)
    slow = narrate(SCRIPT, hums(), store, manner=Manner(reading=ReadingManner(pauses_percent=200)))
    assert slow.spoken == 0
    assert slow.timing.total_ms > usual.timing.total_ms


def test_a_header_that_fails_costs_no_cell(store: Store) -> None:
    """A tone stands for the header alone, and every cell is still said after it."""
    pen = Pen()
    script = book(pen.table("*Жыл | *Кітап", "мың | бес"))
    well = narrate(script, hums(), store).timing
    narration = narrate(script, hums("fails-on=Жыл"), store)
    assert [(fault.kind, fault.words) for fault in narration.faults] == [
        (FaultKind.UNSPOKEN, "Жыл"), (FaultKind.UNSPOKEN, "мың")
    ]  # fmt: skip
    cell = narration.faults[1].phrase_id
    lengths_ms = [t.end_ms(cell) - t.begin_ms(cell) for t in (well, narration.timing)]
    instead_ms = 1_000 - 60 * len("Жыл")
    assert lengths_ms[1] - lengths_ms[0] == pytest.approx(instead_ms, abs=2)


def test_what_failed_three_times_is_not_tried_at_every_cell(store: Store, tmp_path: Path) -> None:
    """A voice that hangs on a header would hang at each row; the next run tries it afresh."""
    stumbling = Casting("tone", f"hum stumbles-on=Жыл marker={tmp_path / 'stumbled'}")
    line = Line((Said("ab" * 32, stumbling, "Жыл", ends_sentence=False),), 100)

    def make() -> dict[int, str]:
        maker = SectionMaker(
            store, Cut(22_050), Limits(tries=1), lambda casting: Booth(casting, store)
        )
        try:
            return maker.make([line, line], lambda _so_far: None).failed
        finally:
            maker.close()

    assert make().keys() == {0, 1}
    assert make() == {}


def test_a_doubtful_announcement_says_which_it_is(store: Store) -> None:
    """A Kazakh book in the Russian voice: the page is doubted by the words that announce it, and
    a header only once, where it stands."""
    pen = Pen()
    script = book(
        Paragraph((pen.page("149", 149), pen.say("Да."))),
        pen.table("*Құнанбайдың үлкен өзені", "Да.", "Нет."),
    )
    castings = {"kk": Casting("espeak", "ru")}
    faults = narrate(script, castings, store).faults

    def about(words: str) -> list[Fault]:
        return [fault for fault in faults if fault.words == words]

    (page,) = about("149")
    assert page.reason.startswith("is announced as “жүз қырық тоғызыншы бет.”: ")
    reasons = [fault.reason for fault in about("Құнанбайдың үлкен өзені")]
    assert any("announced" not in reason for reason in reasons)
    assert all("announced" in fault.reason for fault in about("Да.") + about("Нет."))


def test_a_note_switched_off_is_a_note_without_words_around_it(store: Store) -> None:
    """Its own words stay."""
    pen = Pen()
    blocks = (
        pen.paragraph("Бұл.", pen.mark("1")),
        Note("n", (pen.paragraph("Ескертпе мәтіні."),)),
    )
    quiet = ReadingManner(announced=frozenset(Announced) - {Announced.NOTES})
    with_notes = narrate(book(*blocks), hums(), store).timing
    without = narrate(book(*blocks), hums(), store, manner=Manner(reading=quiet)).timing
    nothing = narrate(
        book(*blocks), hums(), store, manner=Manner(reading=ReadingManner(announced=NOTHING))
    ).timing
    assert without.total_ms == nothing.total_ms < with_notes.total_ms


def test_a_line_survives_its_way_to_another_process() -> None:
    """With its rests."""
    said_twice = Said("k", Casting("espeak", "kk", 200), "сөз", ends_sentence=False, rest_ms=80)
    line = Line((said_twice, replace(said_twice, rest_ms=0)), 300)
    assert line_of(line.as_json()) == line


def test_a_list_of_pages_announces_nothing(store: Store) -> None:
    """There is no word to put it beside; the pages are said."""
    pen = Pen()
    items = tuple(ListItem((Paragraph((pen.page(str(n), n),)),)) for n in (1, 2, 3))
    assert said(Listing(items, ordered=True), language="ru") == [
        [("ru", for_voice(f"Страница {n}.", "ru"), True, 0)] for n in (1, 2, 3)
    ]
    assert narrate(book(Listing(items)), hums(), store).faults == ()
