"""The line of text between an exchange and us, with an exchange of the tests' own: over real TCP.

Whatever it sends, the call is over at once, others go on, and no log tells who called.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from access.database.opening import Database, open_database
from access.listening.records import Position
from api.phone import agi
from api.phone.server import PhoneServer
from api.settings import Settings
from tests.access import desk
from tests.access.people.people import PIN, QUICK
from tests.api.phone.lines import CARD
from tests.loops import run_scene

CALLER = "77010000001"
OPENING = (
    "agi_network: yes\nagi_network_script: {script}\nagi_request: agi://127.0.0.1/{script}\n"
    "agi_channel: PJSIP/trunk-1\nagi_language: en\nagi_uniqueid: 1795308790.3\n"
    f"agi_callerid: {CALLER}\nagi_arg_1: {{argument}}\n\n"
)
Scene = Callable[[str, int, PhoneServer], Coroutine[Any, Any, None]]


class Peer:
    """An exchange that says what the test wants."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self.writer = reader, writer
        self.asked: list[str] = []

    @classmethod
    async def call(cls, host: str, port: int, script: str = "reader", argument: str = "") -> "Peer":
        """Connect, and tell of a call."""
        peer = cls(*await asyncio.open_connection(host, port))
        peer.say(OPENING.format(script=script, argument=argument))
        return peer

    def say(self, text: str) -> None:
        """Send it."""
        self.writer.write(text.encode())

    async def hears(self) -> str:
        """The next command; "" when we have closed."""
        async with asyncio.timeout(10):
            line = (await self._reader.readline()).decode().rstrip("\n")
        self.asked.append(line)
        return line

    async def presses(self, keys: str) -> list[str]:
        """Answer everything as an exchange whose caller presses these keys, one after another."""
        waiting = list(keys)
        while waiting:
            command = await self.hears()
            if not command:
                break
            takes = command.startswith("WAIT") or (
                command.startswith("STREAM") and not command.endswith('""')
            )
            if command.startswith("GET DATA"):
                self.say(f"200 result={''.join(_until_hash(waiting))}\n")
            elif takes:
                self.say(f"200 result={ord(waiting.pop(0))} endpos=800\n")
            else:
                self.say("200 result=0 endpos=0\n")
        return self.asked

    async def ends(self) -> bool:
        """Whether we close within some seconds."""
        async with asyncio.timeout(10):
            while await self._reader.readline():
                self.say("200 result=-1\n")
        self.writer.close()
        return True


def _until_hash(waiting: list[str]) -> list[str]:
    taken = []
    while waiting:
        key = waiting.pop(0)
        if key == "#":
            break
        taken.append(key)
    return taken


@pytest.fixture
def play(sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Any:
    """Plays a scene; afterwards no log line tells who called or what was keyed in."""
    caplog.set_level(logging.DEBUG, logger="dauys.phone")

    def played(scene: Scene, **settings: Any) -> Database:
        database = open_database(sqlite_url)
        server = PhoneServer(
            Settings(
                shelf_dir=tmp_path / "shelf", store_dir=tmp_path / "store",
                phone_dir=tmp_path / "line", **settings,
            ),
            database, clock=lambda: desk.NOON, cost=QUICK,
        )  # fmt: skip

        async def whole() -> None:
            async with server.listening("127.0.0.1", 0) as (host, port):
                await scene(host, port, server)
                await asyncio.sleep(0.05)
            assert server.calls == 0

        run_scene(whole())
        told = caplog.text
        for secret in (CALLER, PIN, CARD, "Traceback"):
            assert secret not in told
        return database

    return played


def test_a_call_is_answered_and_asked_for_a_language(play: Any) -> None:
    async def scene(host: str, port: int, _server: PhoneServer) -> None:
        peer = await Peer.call(host, port)
        assert await peer.hears() == "ANSWER"
        peer.say("200 result=0\n")
        first = await peer.hears()
        assert first.startswith('STREAM FILE "/')
        assert first.endswith(f'"{agi.ALL_KEYS}"')
        peer.say("HANGUP\n200 result=-1 endpos=0\n")
        assert await peer.ends()

    play(scene)


BAD = {
    "a greeting of another protocol": b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "a line of a megabyte": b"agi_network: " + b"x" * 1_000_000 + b"\n\n",
    "endless lines": b"".join(b"agi_%d: x\n" % n for n in range(10_000)),
    "nothing but an empty line": b"\n",
    "bytes that are no text": bytes(range(128, 256)) * 3 + b"\n\n",
    "no such dialogue": OPENING.format(script="../../etc", argument="").encode(),
    "a notice without a number": OPENING.format(script="notice", argument="1;x").encode(),
    "a notice that is not there": OPENING.format(script="notice", argument="99").encode(),
    "answers before questions": OPENING.format(script="reader", argument="").encode()
    + b"520-usage\n" * 500,
    "an answer without a number": OPENING.format(script="reader", argument="").encode()
    + b"200 nothing\n",
    "an answer that is no answer": OPENING.format(script="reader", argument="").encode()
    + b"hello\n",
    "numbers too large": OPENING.format(script="reader", argument="").encode()
    + b"200 result=0\n200 result=" + b"9" * 500 + b" endpos=" + b"9" * 500 + b"\n",
}  # fmt: skip


@pytest.mark.parametrize("sent", BAD.values(), ids=BAD.keys())
def test_whatever_a_peer_sends_the_call_is_over_and_another_goes_on(play: Any, sent: bytes) -> None:
    async def scene(host: str, port: int, _server: PhoneServer) -> None:
        good = await Peer.call(host, port)
        assert await good.hears() == "ANSWER"
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(sent)
        writer.write(b"200 result=-1\n")
        async with asyncio.timeout(10):
            try:
                while await reader.read(65_536):
                    writer.write(b"200 result=-1\n")
            except ConnectionError:
                pass
        writer.close()
        good.say("200 result=0\n")
        assert (await good.hears()).startswith("STREAM FILE")
        good.writer.close()

    play(scene)


def test_who_connects_and_says_nothing_is_let_go(
    play: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agi, "OPENS_WITHIN_S", 0.2)
    monkeypatch.setattr(agi, "ANSWERS_WITHIN_S", 0.3)

    async def scene(host: str, port: int, _server: PhoneServer) -> None:
        reader, writer = await asyncio.open_connection(host, port)
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        writer.close()
        silent = await Peer.call(host, port)
        assert await silent.hears() == "ANSWER"
        async with asyncio.timeout(10):
            assert await silent.hears() == ""
        silent.writer.close()

    play(scene)


@pytest.mark.parametrize("dropped_at", range(12))
def test_a_socket_may_drop_at_every_step(play: Any, dropped_at: int) -> None:
    async def scene(host: str, port: int, _server: PhoneServer) -> None:
        peer = await Peer.call(host, port)
        for _ in range(dropped_at):
            command = await peer.hears()
            peer.say(f"200 result={ord('1') if command.startswith('WAIT') else 0}\n")
        peer.writer.close()

    play(scene)


def test_a_thousand_connections_at_once_are_bounded_and_harm_nobody(play: Any) -> None:
    async def scene(host: str, port: int, server: PhoneServer) -> None:
        good = await Peer.call(host, port)
        assert await good.hears() == "ANSWER"
        others = await asyncio.gather(*(asyncio.open_connection(host, port) for _ in range(1_000)))
        await asyncio.sleep(0.2)
        assert server.calls <= 20
        good.say("200 result=0\n")
        assert (await good.hears()).startswith("STREAM FILE")
        for _, writer in others:
            writer.close()
        good.writer.close()
        await asyncio.sleep(0.5)
        late = await Peer.call(host, port)
        assert await late.hears() == "ANSWER"
        late.writer.close()

    play(scene, phone_calls=20)


def test_a_token_is_asked_for_where_one_is_set(play: Any) -> None:
    async def scene(host: str, port: int, _server: PhoneServer) -> None:
        for script, opens in (("reader", False), ("wrong/reader", False), ("k3y/reader", True)):
            peer = await Peer.call(host, port, script)
            assert await peer.hears() == ("ANSWER" if opens else "")
            peer.writer.close()

    play(scene, phone_token="k3y")  # noqa: S106 - nobody's


def test_a_pin_goes_through_and_stands_in_no_log(play: Any) -> None:
    async def scene(host: str, port: int, _server: PhoneServer) -> None:
        peer = await Peer.call(host, port)
        asked = await peer.presses(f"2{CARD}#{PIN}#{CARD}#{PIN}#")
        assert any(command.startswith("GET DATA") for command in asked)
        assert not any(PIN in command or CARD in command for command in asked)
        peer.writer.close()

    database = play(scene)
    with database.look.begin() as db:
        assert db.query(Position).count() == 0
    database.close()


def test_arguments_are_quoted_whatever_stands_in_them() -> None:
    assert agi.quoted('a "b" \\ c\n200 result=1') == '"a \\"b\\" \\\\ c200 result=1"'
