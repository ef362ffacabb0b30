"""Notices by e-mail, over the network's own mail server.

Sources: RFC 5321 (SMTP), RFC 6531 (addresses in any script), RFC 8314 (TLS), RFC 3834 (letters
that a machine wrote), RFC 2369 (List-Unsubscribe).
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from pathlib import Path
from socket import SHUT_RDWR
from threading import Timer

from api.notices.message import LastingFailure, Message, PassingFailure

READY_TO_SERVE, LASTING_FROM = 220, 500


class Security(StrEnum):
    """How the way to the mail server is kept from listeners."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """Only for a mail server on the same machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where letters are handed over, and as whom. `limit_s` is for all of one letter."""

    host: str
    port: int
    sender: str
    sender_name: str = ""
    security: Security = Security.STARTTLS
    login: str | None = None
    password: str | None = None
    unsubscribe: str | None = None
    """An address of the library that takes letters of people who want no more of them."""
    trusted: Path | None = None
    """A file of certificates of which the server's must come; None: those of the machine."""
    limit_s: float = 30


class Email:
    """Hands letters to one mail server; each over a connection of its own."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    def deliver(self, message: Message) -> None:
        """Raises PassingFailure, LastingFailure."""
        try:
            letter = self._letter(message)
        except (ValueError, IndexError, MessageError) as error:
            raise LastingFailure("bad_address") from error
        try:
            with self._connected() as smtp:
                smtp.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            code = max(code for code, _ in error.recipients.values())
            raise _failure(code, "recipient_refused") from error
        except smtplib.SMTPNotSupportedError as error:
            raise LastingFailure("smtp_not_supported") from error
        except smtplib.SMTPDataError as error:
            raise _failure(error.smtp_code, "letter_refused") from error
        except smtplib.SMTPResponseException as error:
            # what is wrong with us (sender, password, greeting) is wrong until somebody mends it
            raise PassingFailure(f"smtp_{error.smtp_code}") from error
        except (smtplib.SMTPException, ssl.SSLError) as error:
            raise PassingFailure("smtp_broken_off") from error
        except OSError as error:
            raise PassingFailure("smtp_unreachable") from error

    def _letter(self, message: Message) -> EmailMessage:
        letter = EmailMessage(policy=SMTP)
        server = self._server
        sender = Address(server.sender_name, addr_spec=server.sender)
        letter["From"] = sender
        letter["To"] = Address(addr_spec=message.address)
        letter["Subject"] = message.subject
        letter["Date"] = format_datetime(datetime.now(UTC))
        letter["Message-ID"] = f"<notice-{message.notice_id}@{sender.domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter["Content-Language"] = message.language
        if server.unsubscribe:
            letter["List-Unsubscribe"] = f"<mailto:{server.unsubscribe}?subject=unsubscribe>"
        letter.set_content(message.text, cte="base64")
        return letter

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Signed in to the server. However slowly it answers, after `limit_s` it is over.

        smtplib learns the server's name, which its certificate must have, only when it is made
        and connects at once; then nobody could hang up on a server that is slow to greet.
        """
        server = self._server
        context = ssl.create_default_context(cafile=server.trusted)
        own_name = server.sender.rpartition("@")[2]  # given, so that nobody asks the name service
        smtp: smtplib.SMTP
        if server.security is Security.TLS:
            smtp = smtplib.SMTP_SSL(
                local_hostname=own_name, timeout=server.limit_s, context=context
            )
        else:
            smtp = smtplib.SMTP(local_hostname=own_name, timeout=server.limit_s)
        smtp._host = server.host  # type: ignore[attr-defined]  # noqa: SLF001 - see below
        watch = Timer(server.limit_s, _hang_up, (smtp,))
        watch.daemon = True
        watch.start()
        try:
            code, greeting = smtp.connect(server.host, server.port)
            if code != READY_TO_SERVE:
                raise smtplib.SMTPConnectError(code, greeting)
            if server.security is Security.STARTTLS:
                smtp.starttls(context=context)
            if server.login and server.password:
                smtp.login(server.login, server.password)
            yield smtp
            _part(smtp)
        finally:
            watch.cancel()
            smtp.close()


def _part(smtp: smtplib.SMTP) -> None:
    """The letter is handed over: a server that does not say goodbye changes nothing about it."""
    try:
        smtp.quit()
    except (smtplib.SMTPException, OSError):
        return


def _hang_up(smtp: smtplib.SMTP) -> None:
    try:
        if smtp.sock is not None:
            smtp.sock.shutdown(SHUT_RDWR)
    except OSError:
        return


def _failure(code: int, name: str) -> PassingFailure | LastingFailure:
    kind = LastingFailure if code >= LASTING_FROM else PassingFailure
    return kind(f"{name}_{code}")
