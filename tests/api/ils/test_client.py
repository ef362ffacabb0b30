"""The line to a library system, over real sockets: what is asked, what is done, what goes wrong."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from api.ils.client import TRIES, Client
from api.ils.errors import (
    AnswerLost,
    BadMessage,
    IlsAway,
    IlsError,
    LoginRefused,
    NotOffered,
    NotSafe,
)
from tests.api.ils.conftest import NOON
from tests.api.ils.small_ils import FAULTS, SmallIls, self_signed

DUE_ON = date(2026, 12, 27)
MAYBE_DONE = ("drop_after", "half", "long", "other_number", "silence", "wrong_answer")
NOT_DONE = ("deaf", "drop_before")


def test_the_desk_learns_what_it_can_do(client: Client, ils: SmallIls) -> None:
    status = client.status()
    assert (status.is_online, status.version, status.library_name) == (True, "2.00", "Кітапхана")
    assert status.knows("11")
    assert not status.knows("37")
    assert ils.logins == 1


def test_cards_are_asked_about(client: Client, ils: SmallIls) -> None:
    ils.blocked.add("K2")
    assert client.patron("K1").may_borrow
    assert (client.patron("K2").is_known, client.patron("K2").may_borrow) == (True, False)
    assert not client.patron("K9").is_known
    assert client.patron("K1").words == "Сәлем"
    assert ils.logins == 1


def test_a_pin_is_right_only_for_its_card(client: Client) -> None:
    assert client.is_pin_right("K1", "4711")
    assert not client.is_pin_right("K1", "1234")
    assert not client.is_pin_right("K9", "4711")


def test_an_ils_that_knows_only_23_is_asked_by_it(
    ils: SmallIls, client_of: Callable[..., Client]
) -> None:
    ils.bx = "YYYYYYYNNNYNNNNN"
    client = client_of(ils)
    assert client.patron("K1").may_borrow
    assert client.is_pin_right("K1", "4711")
    with pytest.raises(NotOffered):
        client.lent_to("K1")
    with pytest.raises(NotOffered):
        client.renew("K1", "C1", at=NOON, due_on=DUE_ON)
    assert not [line for line in ils.heard if line[:2] in {"63", "29"}]


def test_a_copy_is_lent_renewed_and_comes_back(client: Client, ils: SmallIls) -> None:
    lent = client.check_out("K1", "C1", at=NOON, due_on=DUE_ON)
    assert (lent.is_done, lent.due_on) == (True, DUE_ON)
    assert client.lent_to("K1").charged == ("C1",)
    assert client.item("C1").is_out
    assert client.renew("K1", "C1", at=NOON, due_on=DUE_ON).is_done
    client.end_session("K1")
    assert client.check_in("C1", at=NOON).is_done
    assert not client.item("C1").is_out
    assert not client.check_in("C1", at=NOON).is_done
    said = next(line for line in ils.heard if line.startswith("11"))
    assert said.startswith("11NY20261127    07000020261227    235900AOMAIN|AAK1|ABC1|")


def test_a_long_list_of_copies_is_read_page_by_page(client: Client, ils: SmallIls) -> None:
    ils.lent |= {f"D{number:03}": "K1" for number in range(230)}
    found = client.lent_to("K1")
    assert len(found.charged) == 230
    assert found.are_all_named


@pytest.mark.parametrize("fault", FAULTS)
def test_a_question_is_asked_again_until_it_is_answered(
    fault: str, client: Client, ils: SmallIls
) -> None:
    ils.faults = [("63", fault)]
    assert client.patron("K1").may_borrow
    assert not ils.faults


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"deaf", "silence"}))
def test_a_question_is_not_asked_for_ever(fault: str, client: Client, ils: SmallIls) -> None:
    ils.faults = [("63", fault)] * 100
    with pytest.raises((BadMessage, IlsAway)):
        client.patron("K1")
    assert ils.logins <= TRIES


@pytest.mark.parametrize("code", ["93", "99"])
@pytest.mark.parametrize("fault", FAULTS)
def test_the_way_in_is_tried_again(code: str, fault: str, client: Client, ils: SmallIls) -> None:
    ils.faults = [(code, fault)]
    assert client.status().is_online


@pytest.mark.parametrize("fault", MAYBE_DONE)
def test_a_command_whose_answer_is_lost_is_not_sent_again(
    fault: str, client: Client, ils: SmallIls
) -> None:
    ils.faults = [("11", fault)]
    with pytest.raises(AnswerLost):
        client.check_out("K1", "C1", at=NOON, due_on=DUE_ON)
    assert ils.done["11", "K1", "C1"] == 1
    assert client.lent_to("K1").charged == ("C1",)


@pytest.mark.parametrize("fault", NOT_DONE)
def test_a_command_that_was_never_heard_is_found_out_by_asking(
    fault: str, client: Client, ils: SmallIls
) -> None:
    ils.faults = [("11", fault)]
    with pytest.raises(AnswerLost):
        client.check_out("K1", "C1", at=NOON, due_on=DUE_ON)
    assert not ils.done
    assert client.lent_to("K1").charged == ()


@pytest.mark.parametrize("fault", ["noise", "wrong_checksum"])
def test_a_damaged_answer_to_a_command_is_asked_for_once_more(
    fault: str, client: Client, ils: SmallIls
) -> None:
    """By 97, so that even an ILS that remembers no numbers does nothing twice."""
    ils.remembers = False
    ils.faults = [("11", fault)]
    assert client.check_out("K1", "C1", at=NOON, due_on=DUE_ON).is_done
    assert ils.done["11", "K1", "C1"] == 1
    assert "97AZFEF5" in ils.heard


def test_an_ils_that_gives_no_second_answer_leaves_it_open(
    ils: SmallIls, client_of: Callable[..., Client]
) -> None:
    ils.bx = "YYYYYNYYYNYNNNYN"
    ils.faults = [("11", "wrong_checksum")]
    with pytest.raises(AnswerLost):
        client_of(ils).check_out("K1", "C1", at=NOON, due_on=DUE_ON)
    assert not [line for line in ils.heard if line.startswith("97")]


def test_what_the_ils_could_not_read_is_sent_again_under_its_number(
    client: Client, ils: SmallIls
) -> None:
    ils.faults = [("11", "please_resend"), ("11", "please_resend")]
    assert client.check_out("K1", "C1", at=NOON, due_on=DUE_ON).is_done
    sent = [line for line in ils.heard if line.startswith("11")]
    assert len(sent) == 3
    assert len(set(sent)) == 1


def test_numbers_go_round(client: Client, ils: SmallIls) -> None:
    for _ in range(25):
        assert client.patron("K1").may_borrow
    numbers = [line[line.index("|AY") + 3] for line in ils.heard if line.startswith("63")]
    assert numbers == [str((place + 2) % 10) for place in range(25)]


def test_an_ils_without_checksums_is_spoken_to_without_them(
    ils: SmallIls, client_of: Callable[..., Client]
) -> None:
    ils.is_checked = False
    client = client_of(ils, is_checked=False)
    assert client.patron("K1").may_borrow
    assert client.check_out("K1", "C1", at=NOON, due_on=DUE_ON).is_done
    assert not [line for line in ils.heard if "AZ" in line]


@pytest.mark.parametrize("letters", ["cp1251", "utf-8"])
def test_letters_are_those_of_the_site(
    letters: str, ils: SmallIls, client_of: Callable[..., Client]
) -> None:
    ils.letters, ils.words, ils.cards = letters, "Выдано до декабря", {"Ж1": "1"}
    client = client_of(ils, letters=letters)
    assert client.check_out("Ж1", "C1", at=NOON, due_on=DUE_ON).words == ils.words


def test_who_is_not_let_in_is_told_so_and_does_not_try_again(
    ils: SmallIls, client_of: Callable[..., Client]
) -> None:
    with pytest.raises(LoginRefused, match="DAUYS_ILS_PASSWORD"):
        client_of(ils, password="another").status()  # noqa: S106
    assert ils.logins == 1


def test_an_ils_that_is_out_of_service_is_away(client: Client, ils: SmallIls) -> None:
    ils.is_online = False
    with pytest.raises(IlsAway, match="out of service"):
        client.patron("K1")


def test_nobody_there_is_said_in_a_sentence(client: Client, ils: SmallIls) -> None:
    ils.go_away()
    with pytest.raises(IlsAway, match="Nobody answers"):
        client.status()


def test_a_line_that_was_cut_meanwhile_is_opened_again(client: Client, ils: SmallIls) -> None:
    assert client.patron("K1").may_borrow
    ils.go_away()
    ils.open()
    assert client.patron("K1").may_borrow
    assert ils.logins == 2


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    return self_signed(tmp_path)


@pytest.fixture
def safe_ils(certificate: Path) -> Iterator[SmallIls]:
    made = SmallIls(cards={"K1": "4711"}, lent={"C1": None}, certificate=certificate)
    made.open()
    yield made
    made.close()


def test_a_line_with_tls_leads_to_whom_the_certificate_names(
    safe_ils: SmallIls, certificate: Path, client_of: Callable[..., Client]
) -> None:
    crt = certificate.with_suffix(".crt")
    client = client_of(safe_ils, is_tls=True, certificates=crt, host="localhost", limit_s=5)
    assert client.check_out("K1", "C1", at=NOON, due_on=DUE_ON).is_done


def test_a_stranger_is_not_spoken_to(
    safe_ils: SmallIls, certificate: Path, tmp_path: Path, client_of: Callable[..., Client]
) -> None:
    """Not without the file of its certificate, not with another's, not under another name."""
    other = self_signed(tmp_path, "library.example").with_suffix(".crt")
    for certificates, host in (
        (None, "localhost"), (other, "localhost"), (certificate.with_suffix(".crt"), "127.0.0.1"),
    ):  # fmt: skip
        client = client_of(safe_ils, is_tls=True, certificates=certificates, host=host, limit_s=5)
        with pytest.raises(NotSafe, match="not to be trusted"):
            client.status()
    assert safe_ils.heard == []


def test_a_bare_line_never_leaves_this_machine(
    ils: SmallIls, client_of: Callable[..., Client], tmp_path: Path
) -> None:
    with pytest.raises(NotSafe, match="DAUYS_ILS_TLS"):
        client_of(ils, host="192.0.2.1").status()
    with pytest.raises(NotSafe, match="DAUYS_ILS_CERTIFICATES"):
        client_of(ils, is_tls=True, certificates=tmp_path / "none.pem").status()


def test_tls_to_who_speaks_none_is_a_failure_in_a_sentence(
    ils: SmallIls, client_of: Callable[..., Client]
) -> None:
    with pytest.raises(IlsError, match="TLS"):
        client_of(ils, is_tls=True, host="localhost").status()
