"""Letters reach a real mail server, and what it refuses is known for what it is."""

import shutil
import ssl
import subprocess
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from access.people.records import Way
from api.notices.email import Email, MailServer, Security
from api.notices.message import LastingFailure, Message, PassingFailure
from tests.api.notices.servers import (
    Postbox,
    dripping_server,
    free_port,
    mail_server,
    silent_server,
)


def letter(address: str = "aigul@example.kz") -> Message:
    return Message(
        notice_id=17,
        way=Way.EMAIL,
        address=address,
        language="kk",
        subject="Кітап дайын",
        text="«Абай жолы» кітабы дайын.\n",
    )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine with its key, in one file."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    path = tmp_path_factory.mktemp("certificate") / "server.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", path.with_suffix(".key"), "-out", path,
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_bytes(path.read_bytes() + path.with_suffix(".key").read_bytes())
    return path


def context(certificate: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate)
    return made


def email(
    port: int,
    security: Security = Security.NONE,
    limit_s: float = 5,
    trusted: Path | None = None,
) -> Email:
    return Email(
        MailServer(
            host="127.0.0.1",
            port=port,
            sender="kitap@library.kz",
            sender_name="Кітапхана",
            security=security,
            unsubscribe="stop@library.kz",
            limit_s=limit_s,
            trusted=trusted,
        )
    )


def test_a_letter_in_kazakh_arrives_as_it_was_written() -> None:
    postbox = Postbox()
    with mail_server(postbox) as port:
        email(port).deliver(letter())
    read = message_from_bytes(postbox.letters[0], policy=default)
    assert postbox.recipients == ["aigul@example.kz"]
    assert read["Subject"] == "Кітап дайын"
    assert read["From"].addresses[0].display_name == "Кітапхана"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Message-ID"] == "<notice-17@library.kz>"
    assert read["List-Unsubscribe"] == "<mailto:stop@library.kz?subject=unsubscribe>"
    assert read.get_content().strip() == "«Абай жолы» кітабы дайын."


@pytest.mark.parametrize(
    ("postbox", "kind", "code"),
    [
        (Postbox(at_recipient="550 no such person"), LastingFailure, "recipient_refused_550"),
        (Postbox(at_recipient="450 too many"), PassingFailure, "recipient_refused_450"),
        (Postbox(at_letter="554 we do not like it"), LastingFailure, "letter_refused_554"),
        (Postbox(at_letter="451 later"), PassingFailure, "letter_refused_451"),
    ],
)
def test_a_refusal_lasts_or_passes(postbox: Postbox, kind: type[Exception], code: str) -> None:
    with mail_server(postbox) as port, pytest.raises(kind, match=code):
        email(port).deliver(letter())


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b\r\nBcc: c@d", "a b@c d", "@", "a@", "a@b, c@d"]
)
def test_an_address_that_is_none_is_never_tried(address: str) -> None:
    postbox = Postbox()
    with mail_server(postbox) as port, pytest.raises(LastingFailure):
        email(port).deliver(letter(address))
    assert postbox.letters == []


def test_a_server_that_is_not_there_may_come_back() -> None:
    with pytest.raises(PassingFailure, match="smtp_unreachable"):
        email(free_port()).deliver(letter())


def test_a_server_without_encryption_gets_no_letter() -> None:
    postbox = Postbox()
    with mail_server(postbox) as port, pytest.raises((PassingFailure, LastingFailure)):
        email(port, Security.STARTTLS).deliver(letter())
    assert postbox.letters == []


def test_a_silent_server_is_left_alone_in_time() -> None:
    with silent_server() as port, pytest.raises(PassingFailure):
        email(port, limit_s=0.5).deliver(letter())


def test_a_server_that_drips_is_left_alone_in_time() -> None:
    with dripping_server(b"220-") as port, pytest.raises(PassingFailure):
        email(port, limit_s=0.7).deliver(letter())


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_an_encrypted_server_is_trusted_by_its_certificate_alone(
    certificate: Path, security: Security
) -> None:
    postbox = Postbox()
    ours = context(certificate)
    kind = {"tls": ours} if security is Security.TLS else {"starttls": ours}
    with mail_server(postbox, **kind) as port:
        with pytest.raises(PassingFailure, match="smtp_broken_off"):
            email(port, security).deliver(letter())
        assert postbox.letters == []
        email(port, security, trusted=certificate).deliver(letter())
    assert len(postbox.letters) == 1
