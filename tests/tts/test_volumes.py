"""Volumes: every phrase once and in order, notes beside what refers to them, nothing too large."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.tts.generated import scripts, timing_of
from tests.tts.sample import MAKING, sample_script, sample_timing
from tests.tts.small_scripts import Words, one_section
from tts.book import (
    Block,
    Cell,
    Emphasis,
    Figure,
    Line,
    Listing,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Row,
    Table,
    Verse,
)
from tts.check.checking import check
from tts.errors import BadBook, BadChoice
from tts.forms.writers import WRITERS, Form
from tts.script import Phrase, Role, Script, Span, section_phrases
from tts.timing import Timing
from tts.volumes.binding import Bound, bound
from tts.volumes.dividing import TooLarge, divided
from tts.volumes.media import CARTRIDGE, CD, LONGEST_M4B_MS, Medium, medium_named
from tts.volumes.places import INSIDE, Piece, pieces
from tts.volumes.slicing import Share, shares
from tts.volumes.weights import MARKUP, Scales
from tts.walk import pieces_of

Blocks = tuple[Block[Phrase], ...]
FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=200, deadline=None)
WIDE = Medium("wide", 10**9)
WITHOUT_CODEC = [form for form in Form if form in MARKUP and form is not Form.M4B]


def ids(phrases: Sequence[Phrase] | Script) -> list[str]:
    found = phrases.phrases() if isinstance(phrases, Script) else phrases
    return [phrase.phrase_id for phrase in found]


def spoken(folder: Path, extra: Script) -> Timing:
    """What a narrator would give for the openings: a sound a section."""
    return timing_of(extra, folder, phrases_in_sound=99)


def cut(script: Script, timing: Timing, form: Form, room: int, folder: Path) -> tuple[Bound, ...]:
    return bound(script, timing, form, Medium("m", room), lambda extra: spoken(folder, extra))


# --- any script ------------------------------------------------------------------------------


@FEW
@given(script=scripts(), length=st.integers(1, 9), chance=st.data())
def test_every_phrase_is_in_one_volume_once_and_in_order(
    script: Script, length: int, chance: st.DataObject
) -> None:
    """Wherever a book may be cut, nothing of it is lost, said twice, or moved."""
    with tempfile.TemporaryDirectory() as folder:
        timing = timing_of(script, Path(folder), phrases_in_sound=length)
    places = [piece.first for piece in pieces_at(script, timing)]
    chosen = chance.draw(st.sets(st.sampled_from(places)))
    found = shares(script, sorted({0, *chosen}))
    held = [phrases_of(one) for one in found]
    assert [phrase for one in held for phrase in one] == list(script.phrases())
    sounds = [{timing.clips[name].sound for name in ids(one)} for one in held]
    assert sum(map(len, sounds)) == len(timing.sounds)


def phrases_of(share: Share) -> list[Phrase]:
    """What of the book is in a volume; a section that goes on has its heading in another."""
    phrases = [phrase for section in share.sections for phrase in section_phrases(section)]
    return phrases[len(share.parted.heading.content) :] if share.parted else phrases


def pieces_at(script: Script, timing: Timing) -> list[Piece]:
    """The pieces, as if no file lay anywhere."""

    class Weightless(Scales):
        def sound(self, _timing: Timing, _sound: object) -> float:
            return 0

    return list(pieces(script, timing, Weightless(Form.DAISY202, WIDE)))


@FEW
@given(script=scripts(), length=st.integers(1, 9), form=st.sampled_from(WITHOUT_CODEC))
def test_no_form_is_larger_than_it_was_weighed(script: Script, length: int, form: Form) -> None:
    """So that a disc is never full before the book ends; odd letters, deep lists, many pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        timing = timing_of(script, folder, phrases_in_sound=length)
        scales = Scales(form, WIDE)
        weighed = sum(piece.weight for piece in pieces(script, timing, scales))
        out = folder / "out"
        if WRITERS[form].is_folder:
            out.mkdir()
        WRITERS[form].write(script, timing, MAKING, out)
        assert WIDE.taken_by(out) <= (weighed + scales.book(script)) * WIDE.room_bytes


def costly(words: Words) -> tuple[Block[Phrase], ...]:
    """Phrases of one letter in five spans, where mark-up is dearest: pages, marks, cells, lists."""

    def short() -> Phrase:
        spans = tuple(Span("x", language, Emphasis.STRONG) for language in ("kk", "ru") * 2)
        return replace(words.say("x"), spans=(*spans, Span("x", "en")))

    rows = tuple(Row((Cell((short(),)), Cell((short(), words.mark("n"))))) for _ in range(300))
    items = tuple(ListItem((Paragraph((words.page(str(n)), short())),)) for n in range(1, 300))
    lines = tuple(Line((short(),)) for _ in range(300))
    note = Note("n", (Paragraph((short(),)),))
    return (Table(rows), note, Listing(items, ordered=True), Verse((lines,)), Quotation((note,)))


@pytest.mark.parametrize("form", WITHOUT_CODEC)
def test_the_dearest_mark_up_is_weighed_in_full(form: Form, tmp_path: Path) -> None:
    """Hundreds of phrases of one letter each: here the words are nothing, their elements all."""
    script = one_section(costly)
    timing = timing_of(script, tmp_path, phrases_in_sound=len(ids(script)))
    (whole,) = pieces(script, timing, Scales(form, WIDE))
    out = tmp_path / "out"
    if WRITERS[form].is_folder:
        out.mkdir()
    WRITERS[form].write(script, timing, MAKING, out)
    assert WIDE.taken_by(out) <= whole.weight * WIDE.room_bytes


@FEW
@given(script=scripts(), length=st.integers(1, 9), share=st.floats(0.15, 0.9))
def test_any_script_becomes_volumes_without_fault(
    script: Script, length: int, share: float
) -> None:
    """Each is a whole book: the ids of the phrases and their milliseconds are those of the book."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        timing = timing_of(script, folder, phrases_in_sound=length)
        scales = Scales(Form.EPUB3, WIDE)
        whole = sum(piece.weight for piece in pieces(script, timing, scales))
        room = int((whole * share + scales.book(script)) * WIDE.room_bytes)
        try:
            volumes = cut(script, timing, Form.EPUB3, room, folder)
        except BadBook:
            assume(False)
        held = [name for one in volumes for name in ids(one.script) if name[0] == "e"]
        assert held == ids(script)
        for one in volumes:
            assert set(ids(one.script)) == set(one.timing.clips)
            for phrase_id in filter(timing.clips.__contains__, ids(one.script)):
                assert one.timing.begin_ms(phrase_id) == timing.begin_ms(phrase_id)
                assert one.timing.end_ms(phrase_id) == timing.end_ms(phrase_id)
            levels = [section.level for section in one.script.sections]
            assert levels[0] == 1
            assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


# --- where it is cut -------------------------------------------------------------------------


def piece(weight: float, rank: int, first: int = 0) -> Piece:
    return Piece(first, rank, "", weight)


WEIGHTS = st.lists(
    st.tuples(st.floats(0.001, 0.4), st.integers(1, INSIDE)), min_size=1, max_size=40
)


@MANY
@given(weights=WEIGHTS)
def test_volumes_are_as_few_as_can_be_and_none_is_too_heavy(
    weights: list[tuple[float, int]],
) -> None:
    """What a section holds stays together if it can; no cut is where none may be."""
    found = [piece(weight, rank, n) for n, (weight, rank) in enumerate(weights)]
    found[0] = replace(found[0], rank=1)
    begins = divided(found, 1.0)
    assert begins[0] == 0
    ends = (*begins[1:], len(found))
    heavy = [sum(p.weight for p in found[a:b]) for a, b in zip(begins, ends, strict=True)]
    assert max(heavy) <= 1 + 1e-9
    assert len(begins) <= 2 * sum(heavy) + 1 or any(p.rank == INSIDE for p in found)
    for begin in begins[1:]:
        if found[begin].rank == INSIDE:
            head = max(n for n in range(begin) if found[n].rank != INSIDE)
            rest = (n for n in range(begin, len(found)) if found[n].rank != INSIDE)
            assert sum(p.weight for p in found[head : next(rest, len(found))]) > 1


def test_volumes_are_about_equally_long() -> None:
    """Not a full disc and a scrap."""
    found = [piece(0.1, 1, n) for n in range(11)]
    assert divided(found, 1.0) == (0, 5) or divided(found, 1.0) == (0, 6)


def test_a_volume_begins_with_a_chapter_rather_than_its_part() -> None:
    """A level 1 near the middle goes before a level 3 in the middle."""
    ranks = [1, 3, 3, 3, 3, 3, 1, 3, 3, 3]
    found = [piece(0.11, rank, n) for n, rank in enumerate(ranks)]
    assert divided(found, 1.0) == (0, 6)


def test_a_part_that_has_no_room_is_named() -> None:
    """Who chose the medium is told which part it is."""
    with pytest.raises(TooLarge) as caught:
        divided([piece(0.5, 1), replace(piece(1.2, 1, 1), title="Ұзақ")], 1.0)
    assert caught.value.piece.title == "Ұзақ"


def test_a_heading_keeps_its_first_words_and_a_mark_its_note() -> None:
    """Even where every phrase has a sound of its own."""
    script = sample_script()
    with tempfile.TemporaryDirectory() as folder:
        timing = timing_of(script, Path(folder), phrases_in_sound=1)
    first = {piece.first for piece in pieces_at(script, timing)}
    phrases = list(script.phrases())
    mark = next(n for n, phrase in enumerate(phrases) if phrase.role is Role.NOTE_REFERENCE)
    body = next(n for n, phrase in enumerate(phrases) if phrase.text == "Екінші сөйлем.")
    assert not first & set(range(mark + 1, body + 1))
    assert body + 1 in first
    assert 1 not in first


# --- parting a section -----------------------------------------------------------------------


def say(words: Words, count: int) -> tuple[Phrase, ...]:
    return tuple(words.say() for _ in range(count))


def halves(script: Script, at: int) -> tuple[Blocks, Blocks]:
    """The blocks of the one section, cut before a phrase."""
    first, second = shares(script, (0, at))
    return first.sections[0].blocks, second.sections[0].blocks


def test_a_list_goes_on_counting() -> None:
    """Item 3 is item 3 in the second volume, too."""
    script = one_section(
        lambda w: (Listing(tuple(ListItem((Paragraph(say(w, 2)),)) for _ in range(4)), True, 5),)
    )
    (first,), (second,) = halves(script, 5)
    assert isinstance(first, Listing)
    assert isinstance(second, Listing)
    assert (len(first.items), first.start) == (2, 5)
    assert (len(second.items), second.start) == (2, 7)


def test_a_table_keeps_its_columns() -> None:
    """A cell that is in the other volume is empty here."""
    script = one_section(lambda w: (Table((Row((Cell(say(w, 1)), Cell(say(w, 1)))),), say(w, 1)),))
    order = [phrase.text for phrase in script.phrases()]
    assert len(order) == 4
    table = script.sections[0].blocks[0]
    last = next(n for n, p in enumerate(script.phrases()) if p is list(pieces_of(table))[-1])
    (first,), (second,) = halves(script, last)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert [len(cell.content) for cell in first.rows[0].cells] == [1, 0]
    assert [len(cell.content) for cell in second.rows[0].cells] == [0, 1]
    assert second.caption == ()


def test_verse_quotation_and_figure_are_parted_between_phrases() -> None:
    """The picture stays with the first of its words; lines stay lines."""
    script = one_section(
        lambda w: (
            Verse(((Line(say(w, 1)), Line(say(w, 1))), (Line(say(w, 1)),))),
            Quotation((Paragraph(say(w, 2)), Figure("a.png", say(w, 1), say(w, 1)))),
        )
    )
    for at in range(2, len(ids(script))):
        first, second = halves(script, at)
        told = [p for block in (*first, *second) for p in pieces_of(block)]
        assert ids(told) == ids(script)[1:]
    (_, _), (last,) = halves(script, len(ids(script)) - 1)
    assert isinstance(last, Quotation)
    assert isinstance(last.blocks[0], Paragraph)


def test_a_picture_without_words_is_in_one_volume() -> None:
    """It stays with what stands before it."""
    script = one_section(
        lambda w: (Paragraph(say(w, 1)), Figure("a.png", ()), Note("n", (Paragraph(say(w, 1)),)))
    )
    first, second = halves(script, 2)
    assert [type(block) for block in first] == [Paragraph, Figure]
    assert [type(block) for block in second] == [Note]


# --- one book, really written ----------------------------------------------------------------


def test_a_section_larger_than_its_medium_is_cut_between_its_sounds(tmp_path: Path) -> None:
    """The next volume says that it goes on with it."""
    script = sample_script()
    timing = timing_of(script, tmp_path, phrases_in_sound=3)
    for sound in timing.sounds:
        sound.path.write_bytes(bytes(40_000))
    volumes = cut(script, timing, Form.MP3, 130_000, tmp_path)
    titles = [[section.title for section in one.script.sections] for one in volumes]
    assert titles[0][0].startswith("Абай туралы әңгіме")
    assert any("Бірінші тарау" in words for one in titles for words in one)
    parted = [
        one.script.sections[1]
        for one in volumes
        if one.script.sections[1].title.endswith("(жалғасы)")
    ]
    assert parted
    assert all(section.heading.content[0].phrase_id.startswith("c0") for section in parted)


def test_what_fits_is_written_as_usual(tmp_path: Path) -> None:
    """Nobody hears "volume 1 of 1"."""
    script = sample_script()
    timing = sample_timing(script, tmp_path)
    (only,) = cut(script, timing, Form.DAISY202, CD.room_bytes, tmp_path)
    assert only.script is script
    assert only.timing is timing


def test_a_medium_without_room_for_one_sound_is_refused(tmp_path: Path) -> None:
    """With the name of the section that has no room."""
    script = sample_script()
    timing = sample_timing(script, tmp_path)
    with pytest.raises(BadBook, match="no room in one volume"):
        cut(script, timing, Form.DAISY202, 30_000, tmp_path)


def test_a_mark_whose_note_is_in_an_earlier_volume_is_still_read(tmp_path: Path) -> None:
    """It leads nowhere there, and no player stumbles."""
    script = sample_script()
    timing = sample_timing(script, tmp_path)
    volumes = cut(script, timing, Form.DAISY3, 100_000, tmp_path)
    assert len(volumes) > 1
    for number, one in enumerate(volumes):
        out = tmp_path / f"out{number}"
        out.mkdir()
        WRITERS[Form.DAISY3].write(one.script, one.timing, MAKING, out)
        unheard = {"sound-unreadable"}  # the openings are no real sound here
        codes = {fault.code for fault in check(out).faults}
        assert codes <= unheard


# --- media -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "room"),
    [("CD", CD.room_bytes), ("cartridge", CARTRIDGE.room_bytes), ("700M", 700_000_000),
     ("4g", 4_000_000_000), ("20K", 20_000), ("123456", 123_456)],
)  # fmt: skip
def test_a_medium_has_a_name_or_a_size(name: str, room: int) -> None:
    """As it stands on the disc or stick."""
    assert medium_named(name).room_bytes == room


@pytest.mark.parametrize("name", ["", "dvd", "0", "999", "-1", "1.5G", "700 MB", "٣٠٠٠"])
def test_no_other_medium_is_known(name: str) -> None:
    """A wrong size would cost a night of work."""
    with pytest.raises(BadChoice, match="--split"):
        medium_named(name)


def test_a_file_takes_whole_blocks() -> None:
    """Many small files fill a disc before their bytes do; FAT32 ends at 4 GiB a file."""
    assert CD.taken(1) == 2_048
    assert CD.taken(2_049) == 4_096
    assert CARTRIDGE.room_bytes < 2**32


def test_an_m4b_ends_at_a_day_of_sound(tmp_path: Path) -> None:
    """FFmpeg keeps its index in memory; whatever the book, that has an end. No medium is needed."""
    script = sample_script()
    timing = timing_of(script, tmp_path, phrases_in_sound=99)
    ten_hours = 36_000 * timing.rate_hz
    long = Timing(
        timing.rate_hz, tuple(replace(s, samples=ten_hours) for s in timing.sounds), timing.clips
    )
    volumes = bound(script, long, Form.M4B, None, lambda extra: spoken(tmp_path, extra))
    assert [len(one.script.sections) for one in volumes] == [3, 3]
    assert all(one.timing.total_ms < LONGEST_M4B_MS for one in volumes)
    assert len(bound(script, long, Form.MP3, None, lambda extra: spoken(tmp_path, extra))) == 1
