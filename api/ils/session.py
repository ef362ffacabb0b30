"""One conversation with an ILS: a line, one login on it, messages numbered 0 to 9.

A question may be asked twice; a command may not. What a damaged answer means for each is decided
here; the line ends at the first thing that is not understood.
Source: 3M Standard Interchange Protocol, version 2.00, "Error detection and retries".
"""

from dataclasses import replace
from typing import Protocol

from api.ils import commands
from api.ils.answers import Status, is_let_in, status_in
from api.ils.commands import Place
from api.ils.errors import (
    AnswerLost,
    BadMessage,
    IlsAway,
    IlsError,
    LoginRefused,
    NotOffered,
    WrongChecksum,
)
from api.ils.message import PLEASE_RESEND, RESEND, Letters, Message, encoded, parsed

MOST_RESENDS = 3
ANSWER_TO = {
    "93": "94", "99": "98", "23": "24", "63": "64", "11": "12", "09": "10", "29": "30",
    "17": "18", "35": "36",
}  # fmt: skip


class Wire(Protocol):
    """What carries lines: see api.ils.line.Line."""

    def send(self, line: bytes) -> None:
        """Send one message. Raises IlsAway, BadMessage."""
        ...

    def read(self) -> bytes:
        """The next message. Raises IlsAway, BadMessage."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Session:
    """Let in at an ILS, until something goes wrong."""

    def __init__(self, wire: Wire, place: Place, letters: Letters, *, is_checked: bool) -> None:
        """Log in and ask what the ILS can do. Raises IlsAway, LoginRefused, BadMessage."""
        self._wire, self._letters, self._is_checked = wire, letters, is_checked
        self._next = 0
        self._known: Status | None = None
        if place.login and not is_let_in(self.question(commands.login(place))):
            raise LoginRefused(
                "The ILS does not let us in: look at DAUYS_ILS_LOGIN and DAUYS_ILS_PASSWORD."
            )
        self.status = self._known = status_in(self.question(commands.status()))
        if not self.status.is_online:
            raise IlsAway("The ILS says that it is out of service.")

    def question(self, message: Message) -> Message:
        """Ask; a damaged answer is asked for again under the same number.

        Raises IlsAway, BadMessage, NotOffered, CannotBeSaid.
        """
        self._require_offered(message)
        line, sequence = self._line(message)
        self._wire.send(line)
        for _ in range(MOST_RESENDS):
            try:
                answer = self._answer(message, sequence)
            except WrongChecksum:
                answer = None
            if answer is not None:
                return answer
            self._wire.send(line)
        return self._last(message, sequence)

    def command(self, message: Message) -> Message:
        """Have something done, once. A damaged answer is asked for (97), the command is not sent
        again; it is where the ILS says that it could not read it (96).

        Raises AnswerLost where it may have been done, NotOffered and CannotBeSaid where it is not.
        """
        self._require_offered(message)
        line, sequence = self._line(message)
        try:
            self._wire.send(line)
            return self._outcome(message, line, sequence)
        except IlsError as error:
            raise AnswerLost(f"A command went out and its answer was lost: {error}") from error

    def close(self) -> None:
        """The end of it."""
        self._wire.close()

    def _outcome(self, message: Message, line: bytes, sequence: int | None) -> Message:
        is_asked_for = False
        for _ in range(MOST_RESENDS):
            try:
                answer = self._answer(message, sequence)
            except WrongChecksum:
                self._require_offered(RESEND)
                is_asked_for = True
                self._wire.send(encoded(RESEND, self._letters))
                continue
            if answer is not None:
                return answer
            if is_asked_for:  # it may be our asking that it could not read, and not the command
                raise BadMessage("The ILS did not say what became of the command.")
            self._wire.send(line)
        return self._last(message, sequence)

    def _answer(self, message: Message, sequence: int | None) -> Message | None:
        """The answer; None where the ILS could not read what was sent."""
        got = parsed(self._wire.read(), self._letters, is_checked=self._is_checked)
        if got.code == PLEASE_RESEND:
            return None
        if got.code != ANSWER_TO[message.code]:
            raise BadMessage(f"Message {message.code} was answered by message {got.code}.")
        if self._is_checked and got.sequence != sequence:
            raise BadMessage(f"The answer to message {message.code} is that to another one.")
        return got

    def _last(self, message: Message, sequence: int | None) -> Message:
        answer = self._answer(message, sequence)
        if answer is None:
            raise BadMessage("The ILS cannot read what is sent: look at DAUYS_ILS_CHECKSUMS.")
        return answer

    def _line(self, message: Message) -> tuple[bytes, int | None]:
        if not self._is_checked:
            return encoded(message, self._letters), None
        sequence, self._next = self._next, (self._next + 1) % 10
        return encoded(replace(message, sequence=sequence), self._letters), sequence

    def _require_offered(self, message: Message) -> None:
        if self._known is not None and not self._known.knows(message.code):
            raise NotOffered(f"This ILS does not know message {message.code}.")
