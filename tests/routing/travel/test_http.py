"""A road server that misbehaves costs one clear sentence, never a hang."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from routing.travel import http
from routing.travel.errors import RoadsUnavailable
from routing.travel.http import Bounds, RoadServer, shown
from tests.routing.travel.cities import server


@pytest.fixture(autouse=True)
def _no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "FIRST_PAUSE_S", 0.001)


def ask(url: str, bounds: Bounds = http.USUAL) -> tuple[int, dict[str, object]]:
    with closing(RoadServer(url, bounds)) as asked:
        return asked.ask("where", question={"who": "we"}, wishes={"how": "fast"})


def test_question_and_wishes_arrive_beside_what_the_address_brings() -> None:
    """An address may have a path and a key of its own."""
    heard: list[tuple[str, bytes]] = []

    def answer(path: str, body: bytes) -> tuple[int, bytes]:
        heard.append((path, body))
        return 200, b'{"good": true}'

    with server(answer) as url:
        assert ask(f"{url}/roads/?key=7") == (200, {"good": True})
    assert heard == [("/roads/where?key=7&how=fast", b'{"who":"we"}')]


def test_a_bare_list_is_found_under_the_empty_name() -> None:
    with server(lambda *_: (200, b"[1, 2]")) as url:
        assert ask(url) == (200, {"": [1, 2]})


def test_a_server_that_is_busy_for_a_moment_is_asked_again() -> None:
    answers: Iterator[tuple[int, bytes]] = iter([(503, b""), (502, b""), (200, b"{}")])

    with server(lambda *_: next(answers)) as url:
        assert ask(url) == (200, {})


def test_a_server_that_stays_busy_is_asked_three_times() -> None:
    asked: list[str] = []

    def answer(path: str, _: bytes) -> tuple[int, bytes]:
        asked.append(path)
        return 503, b"<html>busy</html>"

    with server(answer) as url, pytest.raises(RoadsUnavailable, match="answers 503 with something"):
        ask(url)
    assert len(asked) == http.TRIES


@pytest.mark.parametrize(
    "text", [b"", b"<html>", b"7", b"null", b'{"a":', b"\xff\xfe", b"[" * 9999]
)
def test_what_is_no_json_object_is_told(text: bytes) -> None:
    with server(lambda *_: (200, text)) as url, pytest.raises(RoadsUnavailable, match="no JSON"):
        ask(url)


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    bounds = Bounds(most_bytes=1_000)
    answer = b"[" + b"1," * 5_000
    with (
        server(lambda *_: (200, answer)) as url,
        pytest.raises(RoadsUnavailable, match="more than"),
    ):
        ask(url, bounds)


def test_a_server_that_says_nothing_is_left() -> None:
    """It accepts, and is silent."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(RoadsUnavailable, match="does not answer in time"):
            ask(url, Bounds(answer_s=0.2))


def test_nobody_at_the_address_is_told_with_what_would_help() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(RoadsUnavailable, match="cannot be reached") as told:
        ask(f"http://127.0.0.1:{port}")
    assert "--matrix great-circle" in str(told.value)


def test_a_redirect_leads_nowhere() -> None:
    """Who names a server means that server."""
    with server(lambda *_: (302, b"")) as url, pytest.raises(RoadsUnavailable, match="302"):
        ask(url)


def test_no_password_and_no_key_is_said_aloud() -> None:
    assert shown("https://we:secret@roads.example:8443/a/?key=s3cret") == (
        "https://roads.example:8443/a"
    )
    assert shown("http://[::1]:80") == "http://[::1]:80"


@pytest.mark.parametrize(
    "url", ["", "roads.example", "ftp://roads.example", "http://", "http://a:99999", "http://[::1"]
)
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(RoadsUnavailable, match="its address is none"):
        RoadServer(url)
