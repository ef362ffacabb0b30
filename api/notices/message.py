"""What an adapter is given to deliver, and how it says that it could not."""

from dataclasses import dataclass
from typing import Protocol

from access.people.records import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One notice to one address, in words. The subject names no title and no person."""

    notice_id: int
    way: Way
    address: str
    language: str
    subject: str
    text: str


class DeliveryFailed(Exception):
    """A message did not go out; `code` is short and holds nothing of the reader."""

    def __init__(self, code: str) -> None:
        self.code = code[:64]
        super().__init__(self.code)


class PassingFailure(DeliveryFailed):
    """It may go out later: nobody answered, or too much was sent."""


class LastingFailure(DeliveryFailed):
    """It never will by this way: the address is wrong, or the message was refused for good."""


class Adapter(Protocol):
    """One way out of the house."""

    def deliver(self, message: Message) -> None:
        """Hand the message over, within a bounded time.

        Raises PassingFailure, LastingFailure. Logs nothing of address or text.
        """
        ...
