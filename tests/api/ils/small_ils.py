"""A small library system over real sockets, for tests: it lends, and it fails as it is told to.

It shares no code with the client: its lines are written and read here anew, after the standard. It
counts what it did, so that a test sees whether something was done twice.
"""

import contextlib
import re
import socket
import ssl
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

NOW = "20261127    120000"
BX = "YYYYYYYYYNYNNNYN"
"""Not 37, 19, 25, 15, 65."""
FIXED = {"09": 37, "11": 38, "17": 18, "23": 21, "29": 38, "35": 18, "63": 31, "93": 2, "99": 8}
FAULTS = (
    "deaf", "drop_after", "drop_before", "half", "long", "noise", "other_number", "please_resend",
    "silence", "wrong_answer", "wrong_checksum",
)  # fmt: skip


def sealed(text: str, number: str | None, letters: str) -> bytes:
    """A line with its number and its checksum."""
    line = text.encode(letters) + (f"AY{number}".encode() if number else b"") + b"AZ"
    return line + f"{(-sum(line)) & 0xFFFF:04X}".encode() + b"\r"


@dataclass
class SmallIls:
    """Cards with their PINs, copies with who has them; `faults` come in turn, each at a message of
    its number. `done` counts what was done: ("11", card, bar code)."""

    cards: dict[str, str] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    lent: dict[str, str | None] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    done: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    heard: list[str] = field(default_factory=list)
    words: str = "Сәлем"
    letters: str = "utf-8"
    password: str = "secret"  # noqa: S105 - of nobody
    bx: str = BX
    is_checked: bool = True
    names_copies: bool = True
    is_online: bool = True
    remembers: bool = True
    """Whether a message that comes again under its number is answered as before, not done again."""
    is_naive: bool = False
    """It takes the same loan or return once more, and does it once more."""
    certificate: Path | None = None
    port: int = 0
    logins: int = 0
    _kept: socket.socket = field(default_factory=socket.socket, repr=False)

    def open(self) -> None:
        """Listen on a free port of this machine."""
        self._kept.close()
        self._server = socket.create_server(("127.0.0.1", self.port))
        self.port = self._server.getsockname()[1]
        self._open = set[socket.socket]()
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._lock = threading.Lock()
        self._threads[0].start()

    def go_away(self) -> None:
        """Hear nobody for a while. The port stays ours, or whoever gets it next might take the
        calls and say nothing."""
        self._end_calls()
        self._kept = socket.socket()
        self._kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._kept.bind(("127.0.0.1", self.port))

    def close(self) -> None:
        """End for good."""
        self._end_calls()
        self._kept.close()

    def _end_calls(self) -> None:
        """Listen no more, and take every line along."""
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for line in list(self._open):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(10)

    def _listen(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(line,), daemon=True)
            self._open.add(line)
            self._threads.append(thread)
            thread.start()

    def _serve(self, bare: socket.socket) -> None:
        line = bare
        with contextlib.suppress(OSError):
            if self.certificate is not None:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(self.certificate)
                line = context.wrap_socket(bare, server_side=True)
                self._open.add(line)
            self._talk(line)
        for one in (line, bare):
            self._open.discard(one)
            one.close()

    def _talk(self, line: socket.socket) -> None:
        left, last, answered = b"", b"", b""
        while True:
            while b"\r" not in left:
                block = line.recv(4096)
                if not block:
                    return
                left += block
            said, _, left = left.partition(b"\r")
            if not said[:2].isdigit():
                return
            code = said[:2].decode()
            self.heard.append(said.decode(self.letters, "replace"))
            fault = self._fault(code)
            if fault == "please_resend":
                line.sendall(sealed("96", None, self.letters))
                continue
            if fault == "drop_before":
                return
            if fault == "deaf":
                continue
            if code == "97":
                line.sendall(answered)
                continue
            if not (self.remembers and self.is_checked and said == last):
                answered = self._answer(said)
            last = said
            if fault:
                if not self._spoiled(line, fault, answered):
                    return
                continue
            line.sendall(answered)

    def _fault(self, code: str) -> str:
        with self._lock:
            for place, (at, fault) in enumerate(self.faults):
                if at == code:
                    del self.faults[place]
                    return fault
        return ""

    def _spoiled(self, line: socket.socket, fault: str, answer: bytes) -> bool:
        """Say it wrongly. False: the line ends."""
        if fault == "wrong_checksum":
            line.sendall(answer[:3] + bytes([answer[3] ^ 1]) + answer[4:])
        elif fault == "half":
            line.sendall(answer[: len(answer) // 2])
            return False
        elif fault == "drop_after":
            return False
        elif fault == "long":
            line.sendall(b"A" * 1_000_000)
        elif fault == "noise":
            line.sendall(bytes(range(14, 120)) + b"\r")
        elif fault == "wrong_answer":
            line.sendall(sealed("941", re.search(rb"AY(\d)", answer)[1].decode(), "ascii"))  # type: ignore[index]
        elif fault == "other_number":
            text = answer.partition(b"AY")[0].decode(self.letters)
            number = int(re.search(rb"AY(\d)", answer)[1])  # type: ignore[index]
            line.sendall(sealed(text, str((number + 1) % 10), self.letters))
        return True

    def _answer(self, said: bytes) -> bytes:
        text = said.decode(self.letters)
        number = None
        if self.is_checked:
            tail = re.search(r"AY(\d)AZ[0-9A-F]{4}$", text)
            assert tail, text
            number = tail[1]
            text = text[: tail.start()]
            assert sealed(text, number, self.letters) == said + b"\r"
        code = text[:2]
        with self._lock:
            answer: str = getattr(self, f"_on_{code}")(text)
        if not self.is_checked:
            return answer.encode(self.letters) + b"\r\n"
        return sealed(answer, number, self.letters)

    @staticmethod
    def _of(text: str, tag: str) -> str:
        fields = text[2 + FIXED[text[:2]] :].split("|")
        return next((one[2:] for one in fields if one[:2] == tag), "")

    def _on_93(self, text: str) -> str:
        self.logins += 1
        is_right = text.endswith("|") and f"CO{self.password}|" in text
        return f"94{int(is_right)}"

    def _on_99(self, _text: str) -> str:
        online = "Y" if self.is_online else "N"
        return f"98{online}YYYYY300003{NOW}2.00AOMAIN|AMКітапхана|BX{self.bx}|AF{self.words}|"

    def _patron(self, text: str) -> tuple[str, str, str]:
        card, pin = self._of(text, "AA"), self._of(text, "AD")
        is_known = card in self.cards
        denied = "Y" if not is_known or card in self.blocked else " "
        valid = f"BL{'Y' if is_known else 'N'}|"
        if pin:
            valid += f"CQ{'Y' if is_known and self.cards[card] == pin else 'N'}|"
        name = "Айгүл Ахметова" if is_known else ""
        return card, denied + " " * 13, f"AOMAIN|AA{card}|AE{name}|{valid}AF{self.words}|"

    def _on_23(self, text: str) -> str:
        _, status, fields = self._patron(text)
        return f"24{status}000{NOW}{fields}"

    def _on_63(self, text: str) -> str:
        card, status, fields = self._patron(text)
        charged = sorted(code for code, who in self.lent.items() if who == card)
        counts = f"00000000{len(charged):04d}000000000000"
        if self.names_copies and text[23:33].strip() == "Y":
            first, last = int(self._of(text, "BP")), int(self._of(text, "BQ"))
            fields += "".join(f"AU{code}|" for code in charged[first - 1 : last])
        return f"64{status}000{NOW}{counts}XXunknown|{fields}"

    def _on_17(self, text: str) -> str:
        code = self._of(text, "AB")
        state = "04" if self.lent.get(code) else "03"
        return f"18{state}0001{NOW}AB{code}|AJAbai|"

    def _on_11(self, text: str) -> str:
        card, code = self._of(text, "AA"), self._of(text, "AB")
        free = {None, card} if self.is_naive else {None}
        is_good = card in self.cards and code in self.lent and self.lent[code] in free
        if is_good:
            self.lent[code] = card
            self.done["11", card, code] += 1
        due = text[22:30]
        fields = f"AA{card}|AB{code}|AJAbai|AH{due}    235900|AF{self.words}|"
        return f"12{int(is_good)}NNY{NOW}AOMAIN|{fields}"

    def _on_09(self, text: str) -> str:
        code = self._of(text, "AB")
        is_good = self.lent.get(code) is not None or (self.is_naive and code in self.lent)
        if is_good:
            self.done["09", self.lent[code] or "", code] += 1
            self.lent[code] = None
        return f"10{int(is_good)}YNN{NOW}AOMAIN|AB{code}|AQB01|AF{self.words}|"

    def _on_29(self, text: str) -> str:
        card, code = self._of(text, "AA"), self._of(text, "AB")
        is_good = self.lent.get(code) == card
        self.done["29", card, code] += is_good
        return f"30{int(is_good)}YNN{NOW}AOMAIN|AA{card}|AB{code}|AJAbai|AH{text[22:30]}    235900|"

    def _on_35(self, text: str) -> str:
        return f"36Y{NOW}AOMAIN|AA{self._of(text, 'AA')}|"


def until(condition: object, *, most_s: float = 10) -> None:
    """Wait until a function says yes; not for ever."""
    assert callable(condition)
    ends_s = time.monotonic() + most_s
    while not condition():
        assert time.monotonic() < ends_s, "it never came"
        time.sleep(0.01)


def self_signed(folder: Path, name: str = "localhost") -> Path:
    """A key and a certificate for a name, in one file."""
    path = folder / f"{name}.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}",
            "-keyout", str(path), "-out", str(path.with_suffix(".crt")),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    with path.open("a") as file:
        file.write(path.with_suffix(".crt").read_text())
    return path
