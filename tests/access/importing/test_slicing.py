"""A damaged file costs what is damaged in it, and nothing more."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from access.importing.entry import Entry, Refused
from access.importing.marc.entries import MarcKind, entries_of
from access.importing.marc.reading import read_marc
from access.importing.marc.slicing import Noise, slices
from fixtures.marc_files import iso_2709, marc_bytes, sources_of
from tests.access.importing.desks import Counter, codes, outcome

RECORDS = [iso_2709(lines) for lines in sources_of("marc21")]
WHOLE = marc_bytes("marc21")


def names(raw: bytes) -> list[str]:
    read = entries_of(read_marc(io.BytesIO(raw)), kind=MarcKind.AUTO, catalogue="own")
    return [one.name if isinstance(one, Entry) else f"!{one.remark.code}" for one in read]


def test_noise_between_records_is_refused_and_the_rest_read() -> None:
    raw = RECORDS[0] + b"\x00\xff no record \x1d at all" + RECORDS[1]
    found = names(raw)
    assert found[0] == "Тау суы"
    assert found[-1] == '"Тихий" перевал'
    assert set(found[1:-1]) == {"!noise"}


def test_a_record_cut_short_does_not_swallow_the_next() -> None:
    assert names(RECORDS[0][:200] + RECORDS[1]) == ["!truncated", '"Тихий" перевал']


def test_a_file_that_breaks_off_says_so() -> None:
    assert names(RECORDS[0] + RECORDS[1][:150]) == ["Тау суы", "!truncated"]


def test_a_wrong_length_is_mended_by_the_end_of_the_record() -> None:
    wrong = b"00500" + RECORDS[0][5:]
    assert names(wrong + RECORDS[1]) == ["Тау суы", '"Тихий" перевал']


def test_lengths_counted_in_letters_are_mended() -> None:
    """Some programs count letters where bytes should be counted."""
    text = RECORDS[0].decode()
    counted = iso_2709(sources_of("marc21")[0], "utf-8").decode()
    directory, place = "", 0
    for field, old in zip(
        text[text.index("\x1e") + 1 :].split("\x1e"), range(24, 10_000, 12), strict=False
    ):
        if field.startswith("\x1d") or not field:
            break
        directory += counted[old : old + 3] + f"{len(field) + 1:04d}{place:05d}"
        place += len(field) + 1
    body = text[text.index("\x1e") :]
    base = 24 + len(directory) + 1
    head = f"{base + len(body) - 1:05d}{text[5:12]}{base:05d}{text[17:24]}"
    assert names((head + directory + body).encode()) == ["Тау суы"]


def test_line_ends_between_records_are_no_noise() -> None:
    assert names(b"\r\n".join(RECORDS)) == names(WHOLE)


def test_a_record_longer_than_marc_allows_is_noise_with_an_end() -> None:
    huge = b"99999nam a2200037 i 4500" + b"001000200000\x1e" + b"x" * 400_000 + RECORDS[0]
    assert names(huge)[-1] == "Тау суы"


@given(st.binary(max_size=3_000))
@settings(max_examples=150, deadline=None)
def test_random_bytes_are_told_and_nothing_else(raw: bytes) -> None:
    for piece in slices(io.BytesIO(raw)):
        assert isinstance(piece, Noise) or piece.record
    assert all(isinstance(name, str) for name in names(raw))


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_file_with_any_damage_is_read_to_its_end(data: st.DataObject) -> None:
    """Bytes changed, taken out, put in: every record behind the damage is still read."""
    raw = bytearray(WHOLE)
    first = len(RECORDS[0])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, first - 1))
        end = data.draw(st.integers(at, min(first, at + 40)))
        raw[at:end] = data.draw(st.binary(max_size=40))
        first = max(1, len(raw) - (len(WHOLE) - len(RECORDS[0])))
    assert names(bytes(raw))[-3:] == names(WHOLE)[-3:]


@pytest.mark.parametrize("size", [0, 1, 23, 24, 40])
def test_a_beginning_alone_never_crashes(size: int) -> None:
    assert [name for name in names(WHOLE[:size]) if not name.startswith("!")] == []


def test_nothing_of_a_damaged_record_is_kept(city: Counter) -> None:
    broken = RECORDS[0].replace(b"\x1e", b" ", 3)
    report = city.take(broken + RECORDS[1])
    assert outcome(report) == (1, 0, 0, 1)
    assert codes(report) == ["broken_record"]
    assert city.count() == 1


def test_a_refusal_names_the_record() -> None:
    nameless = iso_2709(["=LDR  00000nam a2200000 i 4500", "=001  K-7", "=500  \\\\$aничего"])
    (one,) = entries_of(read_marc(io.BytesIO(nameless)), kind=MarcKind.MARC21, catalogue="own")
    assert isinstance(one, Refused)
    assert (one.remark.record, one.remark.control, one.remark.code) == (1, "K-7", "no_name")
    assert str(one.remark) == "record 1, number K-7: The record has no title, so it is left out."
