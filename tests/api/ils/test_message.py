"""Messages of SIP2: what the standard's vectors say, and that nothing that comes can do harm."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.ils import commands
from api.ils.answers import item_in, outcome_in, patron_in, status_in
from api.ils.commands import Place
from api.ils.dates import day_read, moment_read, moment_written
from api.ils.errors import BadMessage, CannotBeSaid, IlsError, WrongChecksum
from api.ils.message import FIXED_LENGTHS, LONGEST_LINE_BYTES, RESEND, Message, encoded, parsed

ALMATY = ZoneInfo("Asia/Almaty")
NOON = datetime(2026, 11, 27, 7, tzinfo=UTC)
PLACE = Place(institution="CPL", login="term1", password="term1", location="The floor", zone=UTC)  # noqa: S106
SAYABLE = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="|"), max_size=40
)
TAGS = st.sampled_from(sorted(["AA", "AB", "AE", "AF", "AO", "BX", "PA", "ZZ"]))


@st.composite
def messages(draw: st.DrawFn) -> Message:
    code = draw(st.sampled_from(sorted(FIXED_LENGTHS)))
    sign = st.sampled_from(sorted("0123456789YN +-*"))
    length = FIXED_LENGTHS[code]
    fixed = "".join(draw(st.lists(sign, min_size=length, max_size=length)))
    fields = draw(st.lists(st.tuples(TAGS, SAYABLE), max_size=12))
    return Message(code, fixed, tuple(fields), draw(st.integers(0, 9)))


def test_lines_are_those_of_the_standard() -> None:
    assert encoded(RESEND, "utf-8") == b"97AZFEF5"
    assert encoded(Message("96"), "utf-8") == b"96AZFEF6"
    login = commands.login(PLACE)
    assert encoded(Message(*_parts(login), sequence=1), "utf-8") == (
        b"9300CNterm1|COterm1|CPThe floor|AY1AZF36F"
    )
    status = Message("99", "10302.00", sequence=2)
    assert encoded(status, "utf-8") == b"9910302.00AY2AZFCA3"
    known = b"6300020060329    201700          AOCPL|AA23529001000463|AY3AZF373"
    asked = commands.patron_information(
        Place(institution="CPL", zone=UTC),
        "23529001000463",
        datetime(2006, 3, 29, 20, 17, tzinfo=UTC),
    )
    assert encoded(Message(*_parts(asked), sequence=3), "utf-8") == known
    assert parsed(known, "utf-8", is_checked=True).get("AA") == "23529001000463"


def _parts(message: Message) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return message.code, message.fixed, message.fields


@pytest.mark.parametrize(
    "made",
    [
        commands.login(PLACE),
        commands.status(),
        commands.patron_status(PLACE, "K1", NOON, pin="1234"),
        commands.patron_information(PLACE, "K1", NOON, with_charged=True),
        commands.item_information(PLACE, "C1", NOON),
        commands.checkout(PLACE, "K1", "C1", at=NOON, due_on=date(2026, 12, 27)),
        commands.checkin(PLACE, "C1", at=NOON, now=NOON),
        commands.renew(PLACE, "K1", "C1", at=NOON, due_on=date(2026, 12, 27)),
        commands.end_session(PLACE, "K1", NOON),
    ],
    ids=lambda message: message.code,
)
def test_whatever_is_said_has_its_fixed_fields_whole(made: Message) -> None:
    line = encoded(Message(*_parts(made), sequence=0), "utf-8")
    assert parsed(line, "utf-8", is_checked=True).fields == made.fields


@given(messages())
def test_what_was_said_is_what_is_read(message: Message) -> None:
    line = encoded(message, "utf-8")
    got = parsed(line, "utf-8", is_checked=True)
    assert got == message


@given(messages(), st.data())
def test_a_single_damaged_byte_is_always_found(message: Message, data: st.DataObject) -> None:
    line = bytearray(encoded(message, "utf-8"))
    place = data.draw(st.integers(0, len(line) - 1))
    line[place] ^= data.draw(st.integers(1, 255))
    if bytes(line[-4:]).upper() == encoded(message, "utf-8")[-4:] and place >= len(line) - 4:
        return  # a small letter for a capital in the checksum says the same number
    with pytest.raises(BadMessage):
        parsed(bytes(line), "utf-8", is_checked=True)


@given(messages(), st.data())
def test_a_line_that_is_cut_is_always_found(message: Message, data: st.DataObject) -> None:
    line = encoded(message, "utf-8")
    with pytest.raises(BadMessage):
        parsed(line[: data.draw(st.integers(0, len(line) - 1))], "utf-8", is_checked=True)


@given(st.binary(max_size=300), st.sampled_from(["cp1251", "utf-8"]), st.booleans())
def test_noise_raises_nothing_but_our_error(noise: bytes, letters: str, checked: bool) -> None:
    for line in (noise, b"64" + noise, b"98" + b"Y" * 34 + noise, b"12" + b"1" * 22 + noise):
        try:
            got = parsed(line, letters, is_checked=checked)  # type: ignore[arg-type]
        except IlsError:
            continue
        if got.code in {"24", "64"}:
            patron_in(got)
        elif got.code == "98":
            status_in(got)
        elif got.code == "18":
            item_in(got)
        elif got.code in {"10", "12", "30"}:
            outcome_in(got)


def test_order_unknown_and_missing_fields_are_no_fault() -> None:
    """A card that may borrow is understood whatever stands around it."""
    head = "64" + " " * 14 + "000" + "20261127    120000" + "0000" * 6
    for tail in ("AEАйгүл|BLY|CQY|", "CQY|ZZ?|BLY|AEАйгүл|AUX1|AFa|AFb|AGc|", "||CQY||BLY|AEА|"):
        found = patron_in(parsed((head + tail).encode(), "utf-8", is_checked=False))
        assert found.may_borrow
        assert found.is_pin_right
    alone = patron_in(parsed((head + "AEАйгүл|").encode(), "utf-8", is_checked=False))
    assert alone.may_borrow
    assert not alone.is_pin_right
    unknown = patron_in(parsed(("64Y" + head[3:] + "AE|BLN|").encode(), "utf-8", is_checked=False))
    assert not unknown.is_known


@pytest.mark.parametrize(
    ("fields", "is_right"),
    [
        ("BLY|CQY|", True),
        ("BLY|CQN|", False),
        ("BLY|", False),
        ("CQY|", False),
        ("BLN|CQY|", False),
    ],
)
def test_a_pin_is_right_only_where_both_answers_say_so(fields: str, *, is_right: bool) -> None:
    line = "24" + " " * 14 + "000" + "20261127    120000" + "AEА|" + fields
    assert patron_in(parsed(line.encode(), "utf-8", is_checked=False)).is_pin_right is is_right


def test_letters_of_another_site_hide_no_outcome() -> None:
    """A name in the wrong letters is unreadable; that the copy is lent is not."""
    line = ("121NNY20261127    120000" + "AEӘуезов|AFТапсырылды|").encode("utf-8")
    assert outcome_in(parsed(line, "cp1251", is_checked=False)).is_done
    line = ("121NNY20261127    120000" + "AEТолстой|AFВыдано|").encode("cp1251")
    assert outcome_in(parsed(line, "utf-8", is_checked=False)).is_done
    assert parsed(line, "cp1251", is_checked=False).get("AF") == "Выдано"


def test_what_no_message_can_carry_is_not_sent() -> None:
    for bad in ("a|b", "a\rb", "a\nb", "\0", "x" * 1_001):
        with pytest.raises(CannotBeSaid):
            encoded(commands.item_information(PLACE, bad, NOON), "utf-8")
    with pytest.raises(CannotBeSaid):
        encoded(commands.item_information(PLACE, "Ә1", NOON), "cp1251")


def test_bounds_are_kept() -> None:
    with pytest.raises(BadMessage):
        parsed(b"64" + b"A" * LONGEST_LINE_BYTES, "utf-8", is_checked=False)
    with pytest.raises(BadMessage):
        parsed(b"941" + b"AFx|" * 5_000, "utf-8", is_checked=False)


def test_a_checksum_that_was_agreed_on_may_not_be_missing() -> None:
    assert parsed(b"941", "utf-8", is_checked=False).fixed == "1"
    with pytest.raises(WrongChecksum):
        parsed(b"941", "utf-8", is_checked=True)
    with pytest.raises(WrongChecksum):
        parsed(b"941AY1AZ0000", "utf-8", is_checked=False)


def test_moments_are_of_the_place() -> None:
    assert moment_written(NOON, ALMATY) == "20261127    120000"
    assert moment_read("20261127    120000", ALMATY) == NOON
    assert moment_read("20261127   Z070000", ALMATY) == NOON
    for said in ("", " " * 18, "20261341    120000", "20261127  120000"):
        assert moment_read(said, ALMATY) is None
    assert day_read("20261227    235900") == date(2026, 12, 27)
    assert day_read("2026-12-27 23:59") == date(2026, 12, 27)
    assert day_read("27 декабря") is None
