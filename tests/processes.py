"""Real processes of Dauys for the tests: `dauys serve`, `dauys worker`, any other command."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "api.cli")
STARTS_WITHIN_S = 60
ENDS_WITHIN_S = 60
ADDRESS = re.compile(r"http://[\w.:\[\]]+")


def dauys(
    *words: str, folder: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """One command from beginning to end."""
    return subprocess.run(
        [*COMMAND, *words], cwd=folder, env=_environment(settings), text=True,
        capture_output=True, timeout=STARTS_WITHIN_S * 5, check=False,
    )  # fmt: skip


@dataclass
class Running:
    """A process that goes on until it is ended."""

    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)
    address: str = ""

    def end(self) -> str:
        """End it in good order, as a service manager does; answers all that it said."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self._gone()

    def kill(self) -> str:
        """End it as a power cut does."""
        self.process.kill()
        return self._gone()

    def wait_for(self, word: str) -> str:
        """The first line that has this word."""
        ends_s = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < ends_s:
            for line in list(self.said):
                if word in line:
                    return line
            assert self.process.poll() is None, "".join(self.said)
            time.sleep(0.05)
        raise AssertionError(f"it never said {word!r}: {''.join(self.said)}")

    def _gone(self) -> str:
        try:
            self.process.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        for thread in self._threads:
            thread.join(ENDS_WITHIN_S)
        return "".join(self.said)

    def listen(self) -> None:
        """Gather what it says, so that its pipe is never full."""
        assert self.process.stdout is not None
        reading = threading.Thread(target=self.said.extend, args=(self.process.stdout,))
        reading.start()
        self._threads = [reading]

    _threads: list[threading.Thread] = field(default_factory=list)


@contextmanager
def running(*words: str, folder: Path | None = None, **settings: str) -> Iterator[Running]:
    """A command that goes on; it is ended in the end."""
    with subprocess.Popen(
        [*COMMAND, *words], cwd=folder, env=_environment(settings), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        one = Running(process)
        one.listen()
        try:
            yield one
        finally:
            one.end()


@contextmanager
def serving(
    url: str, *, port: int = 0, folder: Path | None = None, **settings: str
) -> Iterator[Running]:
    """`dauys serve` over a database, from when it answers on."""
    settings = {"DAUYS_DATABASE_URL": url} | settings
    with running("serve", "--port", str(port), folder=folder, **settings) as server:
        found = ADDRESS.search(server.wait_for("http://"))
        assert found
        server.address = found[0]
        yield server


def _environment(settings: dict[str, str]) -> dict[str, str]:
    own = {"PYTHONPATH": os.fspath(ROOT), "PYTHONUNBUFFERED": "1"}
    return dict(os.environ) | own | settings
