"""Notices by telephone: a call file for the library's Asterisk, which rings the reader up.

The file holds the number to ring and the notice's number, nothing else of the reader: what is
said, the telephone line asks the desk when somebody has answered. Source: Asterisk documentation,
"Asterisk Call Files": a file is moved into the spool whole, since the exchange reads it at once.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from api.notices.message import LastingFailure, Message, PassingFailure

NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
"""E.164."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """How calls are laid out. `channel` has {number} where the number goes.

    `spool` is Asterisk's folder of outgoing calls, `beside` a folder on the same file system.
    """

    spool: Path
    beside: Path
    channel: str = "PJSIP/{number}@trunk"
    context: str = "dauys-notice"
    rings_s: int = 45
    retries: int = 2
    retry_after_s: int = 600


class Call:
    """Lays call files into the spool of one exchange."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def deliver(self, message: Message) -> None:
        """Raises PassingFailure, LastingFailure."""
        if not NUMBER.fullmatch(message.address):
            raise LastingFailure("bad_number")
        name = f"dauys-notice-{message.notice_id}.call"
        written = self._exchange.beside / name
        try:
            self._exchange.beside.mkdir(parents=True, exist_ok=True)
            with written.open("w", encoding="ascii") as file:
                file.write(self._told(message))
                file.flush()
                os.fsync(file.fileno())
            written.chmod(0o660)
            written.replace(self._exchange.spool / name)
        except OSError as error:
            written.unlink(missing_ok=True)
            raise PassingFailure("spool_not_writable") from error

    def _told(self, message: Message) -> str:
        exchange = self._exchange
        lines = (
            f"Channel: {exchange.channel.format(number=message.address)}",
            f"WaitTime: {exchange.rings_s}",
            f"MaxRetries: {exchange.retries}",
            f"RetryTime: {exchange.retry_after_s}",
            f"Context: {exchange.context}",
            "Extension: s",
            "Priority: 1",
            f"Setvar: DAUYS_NOTICE={message.notice_id}",
            "Archive: no",
        )
        return "\n".join(lines) + "\n"
