"""A call file holds a number to ring and a notice's number, and appears whole or not at all."""

from pathlib import Path

import pytest

from access.people.records import Way
from api.notices.call import Call, Exchange
from api.notices.message import LastingFailure, Message, PassingFailure


def message(address: str = "+77010000002") -> Message:
    return Message(
        notice_id=17,
        way=Way.CALL,
        address=address,
        language="kk",
        subject="Кітап дайын",
        text="«Абай жолы» кітабы дайын.",
    )


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    (tmp_path / "outgoing").mkdir()
    return Exchange(spool=tmp_path / "outgoing", beside=tmp_path / "dauys-tmp")


def test_the_exchange_learns_whom_to_ring_and_nothing_of_the_book(exchange: Exchange) -> None:
    Call(exchange).deliver(message())
    (file,) = exchange.spool.iterdir()
    told = file.read_text("ascii")
    assert "Channel: PJSIP/+77010000002@trunk\n" in told
    assert "Setvar: DAUYS_NOTICE=17\n" in told
    assert "Context: dauys-notice\n" in told
    assert list(exchange.beside.iterdir()) == []


@pytest.mark.parametrize(
    "number", ["", "101", "+7701\nApplication: System", "+7701000000x", "*98", "+77010000002\n"]
)
def test_no_number_can_tell_the_exchange_what_to_do(exchange: Exchange, number: str) -> None:
    with pytest.raises(LastingFailure, match="bad_number"):
        Call(exchange).deliver(message(number))
    assert list(exchange.spool.iterdir()) == []


def test_without_a_spool_it_is_tried_again_later(exchange: Exchange) -> None:
    exchange.spool.rmdir()
    with pytest.raises(PassingFailure, match="spool_not_writable"):
        Call(exchange).deliver(message())
    assert list(exchange.beside.iterdir()) == []
