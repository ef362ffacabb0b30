"""A pass sends what is due by the way of each reader, and no log line gives a reader away."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from access.database.opening import Database
from access.notices.outbox import tell
from access.notices.records import Notice, NoticeKind, NoticeState
from access.people.records import Way
from api.notices.adapters import adapters_of
from api.notices.email import Email, MailServer, Security
from api.notices.message import Message
from api.notices.sender import Tally, send_due
from api.settings import Settings
from tests.access import desk
from tests.api.notices.servers import Postbox, free_port, gateway, mail_server

EMAIL, SMS = (Way.EMAIL, "aigul@example.kz"), (Way.SMS, "+77010000001")


def noon() -> datetime:
    return desk.NOON


def letters(port: int) -> Email:
    server = MailServer(
        host="127.0.0.1", port=port, sender="kitap@library.kz", security=Security.NONE
    )
    return Email(server)


def tell_many(database: Database, number: int, way: Way = Way.EMAIL) -> None:
    with database.change.begin() as db:
        desk.network(db)
        reader_id = desk.reader(db, way=way, contacts=(EMAIL, SMS))
        for place in range(number):
            tell(
                db,
                reader_id=reader_id,
                kind=NoticeKind.READY,
                about=f"request:{place}",
                facts={"title": "Абай жолы"},
                now=desk.NOON,
            )


def states(database: Database) -> list[NoticeState]:
    with database.look.begin() as db:
        return list(db.scalars(select(Notice.state).order_by(Notice.id)))


def test_two_senders_at_once_send_each_letter_once(database: Database) -> None:
    tell_many(database, 24)
    postbox = Postbox()
    with mail_server(postbox) as port, ThreadPoolExecutor(2) as senders:
        passes = senders.map(
            lambda _: send_due(database, {Way.EMAIL: letters(port)}, noon), range(2)
        )
        assert sum(tally.sent for tally in passes) == 24
    assert len(postbox.letters) == 24
    assert set(states(database)) == {NoticeState.SENT}


def test_a_pass_has_a_bound(database: Database) -> None:
    tell_many(database, 8)
    with mail_server(Postbox()) as port:
        assert send_due(database, {Way.EMAIL: letters(port)}, noon, limit=7) == Tally(7, 0)
        assert send_due(database, {Way.EMAIL: letters(port)}, noon, limit=7) == Tally(1, 0)


def test_where_a_way_is_missing_or_refuses_the_next_one_is_taken(database: Database) -> None:
    tell_many(database, 1)
    postbox = Postbox(at_recipient="550 no such person")
    with mail_server(postbox) as port, gateway() as calls:
        settings = Settings(
            mail_host="127.0.0.1", mail_port=port, mail_security="none", mail_from="a@library.kz",
            sms_url=f"http://127.0.0.1:{calls.server_port}", sms_secret=SecretStr("s"),
        )  # fmt: skip
        assert send_due(database, adapters_of(settings), noon) == Tally(1, 1)
    assert len(calls.calls) == 1
    assert states(database) == [NoticeState.SENT]


def test_a_server_that_is_away_costs_a_try_and_no_notice(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    tell_many(database, 2)
    with caplog.at_level(logging.DEBUG):
        assert send_due(database, {Way.EMAIL: letters(free_port())}, noon) == Tally(0, 2)
        assert send_due(database, {Way.EMAIL: letters(free_port())}, noon) == Tally(0, 0)
    assert states(database) == [NoticeState.WAITING] * 2
    for secret in ("aigul", "+7701", "Абай", "Ахметова"):
        assert secret not in caplog.text


class Broken:
    """An adapter with a fault of ours in it."""

    def deliver(self, message: Message) -> None:
        """Break, with the address in the fault."""
        raise KeyError(message.address)


def test_a_fault_of_ours_in_one_notice_does_not_stop_the_others(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    tell_many(database, 3)
    assert send_due(database, {Way.EMAIL: Broken()}, noon) == Tally(0, 3)
    assert "fault_KeyError" in caplog.text
    assert "aigul" not in caplog.text


def test_nothing_is_set_up_until_an_admin_does(tmp_path: Path) -> None:
    assert adapters_of(Settings()) == {}
    assert set(adapters_of(Settings(call_spool_dir=tmp_path))) == {Way.CALL}
