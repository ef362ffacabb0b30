"""Valhalla's own server: a far one by its address, or one of ours that lives as long as we do."""

import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic, sleep
from types import TracebackType

from routing.travel.errors import RequestRefused, RoadsUnavailable
from routing.travel.http import USUAL, Bounds, Json, RoadServer
from routing.travel.programs import Programs
from routing.travel.tiles import Tiles, engine_settings, last_words

STARTS_WITHIN_S = 20.0
LOOK_AGAIN_S = 0.02
LOOPBACK = "127.0.0.1"


class ServerAsker:
    """Asks a Valhalla by its address. Safe in several threads; close it at the end."""

    def __init__(self, url: str, bounds: Bounds = USUAL) -> None:
        self._server = RoadServer(url, bounds)
        self.name = self._server.name

    def close(self) -> None:
        """Hangs up."""
        self._server.close()

    def __call__(self, action: str, question: Json) -> Json:
        """See `Asker`."""
        status, answer = self._server.ask(action, question=question)
        if status == 200:
            return answer
        if "error_code" in answer:
            raise RequestRefused(str(answer["error_code"]), str(answer.get("error"))[:200])
        raise RoadsUnavailable(
            self.name,
            f"the server answers {status} to '{action}': it is no Valhalla.",
            "See that the address is that of a Valhalla.",
        )

    def version(self) -> str:
        """The server's own version and that of its tiles; empty where it does not tell."""
        try:
            told = self("status", {})
        except RequestRefused:
            return ""
        version, tiles = told.get("version"), told.get("tileset_last_modified")
        return f"valhalla {version} {tiles}" if version and tiles else ""


@contextmanager
def own_server(
    programs: Programs, tiles: Tiles, *, quick: bool = False, processors: int = 1
) -> Iterator[ServerAsker]:
    """A server of ours on loopback, at a port that is free, ended with the block.

    It also ends when this process does, however that happens. Raises RoadsUnavailable where it
    does not start.
    """
    with TemporaryDirectory(prefix="dauys-") as scratch, ExitStack() as open_things:
        port = _free_port()
        settings = Path(scratch) / "valhalla.json"
        wanted = engine_settings(programs, tiles.tiles_dir, quick=quick)
        settings.write_text(json.dumps(_at(wanted, port, scratch)), "utf-8")
        command = [str(programs.service), str(settings), str(processors)]
        log = open_things.enter_context((Path(scratch) / "log").open("w+b"))
        server = subprocess.Popen(  # noqa: S603  Valhalla's own server
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=scratch,
        )
        open_things.callback(_end, server)
        open_things.enter_context(_guard(server))
        asker = ServerAsker(f"http://{LOOPBACK}:{port}")
        open_things.callback(asker.close)
        _wait_until_it_answers(server, port, Path(scratch) / "log")
        yield asker


def _at(settings: Json, port: int, scratch: str) -> Json:
    """The settings for one server: its port on loopback, its sockets in a folder of its own."""
    for part in ("loki", "thor", "odin", "meili"):
        inside = settings[part]
        if isinstance(inside, dict):
            inside["service"] = {"proxy": f"ipc://{scratch}/{part}"}
    service = {
        "listen": f"tcp://{LOOPBACK}:{port}",
        "loopback": f"ipc://{scratch}/loopback",
        "interrupt": f"ipc://{scratch}/interrupt",
        "drain_seconds": 1,
        "shutdown_seconds": 1,
        "timeout_seconds": -1,
    }
    return settings | {"httpd": {"service": service}}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def _guard(server: subprocess.Popen[bytes]) -> Iterator[None]:
    """Something that ends the server should this process vanish: a shell that hears us no more."""
    guard = subprocess.Popen(  # noqa: S603  one fixed line, and a number
        ["/bin/sh", "-c", 'read -r _; kill -9 "$0" 2>/dev/null', str(server.pid)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        guard.kill()  # before the server ends: its number may soon be another's
        guard.wait()
        if guard.stdin:
            guard.stdin.close()


def _end(server: subprocess.Popen[bytes]) -> None:
    server.kill()  # it writes nothing, so there is nothing to finish
    server.wait()


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    ends_s = monotonic() + STARTS_WITHIN_S
    while monotonic() < ends_s:
        if server.poll() is not None:
            raise _no_start(f"it ended at once; {last_words(log.read_bytes())}")
        with socket.socket() as caller:
            caller.settimeout(1)
            if caller.connect_ex((LOOPBACK, port)) == 0:
                return
        sleep(LOOK_AGAIN_S)
    raise _no_start(f"it did not answer within {STARTS_WITHIN_S:.0f} seconds.")


def _no_start(why: str) -> RoadsUnavailable:
    return RoadsUnavailable(
        "Valhalla",
        f"its server does not start: {why}",
        "Build the tiles anew with the Valhalla that is here, or use --matrix great-circle.",
    )


class LazyServer:
    """A server of ours that starts with the first question, if there ever is one."""

    def __init__(
        self, programs: Programs, tiles: Tiles, *, quick: bool, processors: int = 1
    ) -> None:
        self._programs, self._tiles = programs, tiles
        self._quick, self._processors = quick, processors
        self._open_things = ExitStack()
        self._asker: ServerAsker | None = None
        self._lock = Lock()

    def __enter__(self) -> "LazyServer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._open_things.close()

    def __call__(self, action: str, question: Json) -> Json:
        """See `Asker`."""
        with self._lock:
            if self._asker is None:
                self._asker = self._open_things.enter_context(
                    own_server(
                        self._programs,
                        self._tiles,
                        quick=self._quick,
                        processors=self._processors,
                    )
                )
        return self._asker(action, question)
