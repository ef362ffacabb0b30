"""The letters that came: to whom, about what, in which words."""

from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default

from tests.api.notices.servers import Postbox


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as a reader gets it."""

    to: str
    subject: str
    text: str


def letters(postbox: Postbox) -> list[Letter]:
    """In the order in which they came."""
    found = []
    for raw in postbox.letters:
        read = message_from_bytes(raw, policy=default)
        text = " ".join(str(read.get_content()).split())
        found.append(Letter(str(read["To"]), str(read["Subject"]), text))
    return found


def about(postbox: Postbox, subject: str) -> list[Letter]:
    """Those with this subject."""
    return [one for one in letters(postbox) if one.subject == subject]
