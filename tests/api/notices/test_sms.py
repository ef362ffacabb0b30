"""Short messages reach a real gateway, signed, and its answers are understood."""

import hashlib
import hmac
import json

import pytest

from access.people.records import Way
from api.notices.message import LastingFailure, Message, PassingFailure
from api.notices.sms import Gateway, Sms
from tests.api.notices.servers import dripping_server, free_port, gateway, silent_server

KEY = "тайна"


def message(address: str = "+77010000001") -> Message:
    return Message(
        notice_id=17,
        way=Way.SMS,
        address=address,
        language="ru",
        subject="Книга готова",
        text="Книга «Абай жолы» готова.",
    )


def sms(port: int, limit_s: float = 5) -> Sms:
    return Sms(Gateway(url=f"http://127.0.0.1:{port}/sms", secret=KEY, limit_s=limit_s))


def test_the_gateway_gets_the_message_and_can_prove_that_it_is_ours() -> None:
    with gateway() as desk:
        sms(desk.server_port).deliver(message())
    ((headers, body),) = desk.calls
    assert json.loads(body) == {
        "id": "notice-17",
        "to": "+77010000001",
        "language": "ru",
        "text": "Книга «Абай жолы» готова.",
    }
    assert headers["Idempotency-Key"] == "notice-17"
    at, proof = headers["Dauys-Signature"].split(",")
    expected = hmac.new(
        KEY.encode(), at.removeprefix("t=").encode() + b"." + body, hashlib.sha256
    ).hexdigest()
    assert proof == f"v1={expected}"


@pytest.mark.parametrize("status", [429, 500, 503, 401, 302, 408])
def test_some_answers_pass(status: int) -> None:
    with gateway(status) as desk, pytest.raises(PassingFailure, match=f"sms_{status}"):
        sms(desk.server_port).deliver(message())


@pytest.mark.parametrize("status", [400, 422, 410])
def test_some_answers_last(status: int) -> None:
    with gateway(status) as desk, pytest.raises(LastingFailure, match=f"sms_{status}"):
        sms(desk.server_port).deliver(message())


@pytest.mark.parametrize("number", ["", "87010000001", "+7701", "+7701000000a", "+77010000001\n"])
def test_a_number_that_is_none_is_never_tried(number: str) -> None:
    with gateway() as desk, pytest.raises(LastingFailure, match="bad_number"):
        sms(desk.server_port).deliver(message(number))
    assert desk.calls == []


def test_a_gateway_that_is_not_there_may_come_back() -> None:
    with pytest.raises(PassingFailure, match="sms_unreachable"):
        sms(free_port()).deliver(message())


def test_a_silent_gateway_is_left_alone_in_time() -> None:
    with silent_server() as port, pytest.raises(PassingFailure, match="sms_too_slow"):
        sms(port, limit_s=0.5).deliver(message())


def test_a_gateway_that_drips_is_left_alone_in_time() -> None:
    with (
        dripping_server(b"HTTP/1.1 200 OK\r\nX-Slow: ") as port,
        pytest.raises(PassingFailure, match="sms_too_slow"),
    ):
        sms(port, limit_s=0.7).deliver(message())
