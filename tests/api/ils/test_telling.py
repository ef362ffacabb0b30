"""What happened to loans reaches the library system once each, whatever fails on the way."""

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy
from access.database.opening import Database
from access.ils.records import IlsRule, LoanMove, MoveState, Standing, Verdict, WhyRefused
from access.ils.rule import ils_of, set_rule
from access.ils.standing import want_standing
from access.people.records import Reader
from access.requests.copies import returned
from access.requests.loans import extend, lend
from api.ils.client import Client
from api.ils.telling import Carrier
from tests.access import desk
from tests.api.ils.conftest import NOON
from tests.api.ils.small_ils import FAULTS, SmallIls, until

MINUTE = timedelta(minutes=1)
ANY_OF = sorted(FAULTS)


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        """What it shows."""
        return self.now


class Desk:
    """A lending desk: who has what."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.change.begin() as db:
            set_rule(db, IlsRule.TOLD, now=NOON)
            self.point_id = desk.point(db)
            self.title_id = desk.title(db, has_source=False)
        self.readers = dict[str, int]()
        self.copies = dict[str, int]()

    def reader(self, db: Session, card: str) -> int:
        """The reader with a card."""
        if card not in self.readers:
            self.readers[card] = desk.reader(db)
            db.get_one(Reader, self.readers[card]).card_number = card
            db.flush()
        return self.readers[card]

    def copy(self, db: Session, barcode: str) -> int:
        """The copy with a bar code."""
        if barcode not in self.copies:
            self.copies[barcode] = desk.copy(db, self.title_id, self.point_id)
            db.get_one(Copy, self.copies[barcode]).barcode = barcode
            db.flush()
        return self.copies[barcode]

    def lend(self, card: str, barcode: str) -> int:
        """Somebody borrows a copy; the number of the loan."""
        with self.database.change.begin() as db:
            copy_id, reader_id = self.copy(db, barcode), self.reader(db, card)
            return lend(db, copy_id=copy_id, reader_id=reader_id, now=NOON).id

    def take_back(self, barcode: str) -> None:
        """It comes back."""
        with self.database.change.begin() as db:
            returned(db, copy_id=self.copies[barcode], now=NOON + MINUTE)

    def moves(self) -> list[LoanMove]:
        """What is to be told, or was."""
        with self.database.look.begin() as db:
            rows = list(db.scalars(select(LoanMove).order_by(LoanMove.id)))
            db.expunge_all()
            return rows

    def states(self) -> list[MoveState]:
        """How far each is."""
        return [move.state for move in self.moves()]


@pytest.fixture
def lending(database: Database) -> Desk:
    return Desk(database)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def carrier(database: Database, client: Client, clock: Clock) -> Carrier:
    return Carrier(database, client, clock, "worker-0")


@pytest.fixture(autouse=True)
def more_copies(ils: SmallIls) -> Iterator[None]:
    ils.lent |= {f"D{number}": None for number in range(12)}
    return iter(())


def test_loans_and_returns_arrive_in_their_order(
    lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    lending.lend("K1", "D1")
    lending.lend("K2", "D2")
    lending.take_back("D1")
    lending.lend("K2", "D1")
    assert (carrier.carry().told, carrier.carry().told) == (4, 0)
    assert lending.states() == [MoveState.DONE] * 4
    assert ils.done == {
        ("11", "K1", "D1"): 1, ("11", "K2", "D2"): 1, ("09", "K1", "D1"): 1, ("11", "K2", "D1"): 1,
    }  # fmt: skip
    assert (ils.lent["D1"], ils.lent["D2"]) == ("K2", "K2")


def test_a_loan_that_goes_on_is_told_where_the_ils_knows_it(
    lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    loan_id = lending.lend("K1", "D1")
    with lending.database.change.begin() as db:
        loan = extend(
            db, loan_id=loan_id, reader_id=lending.readers["K1"], now=NOON,
            until_on=(NOON + timedelta(days=60)).date(),
        )  # fmt: skip
        assert loan
    assert carrier.carry().told == 2
    assert ils.done["29", "K1", "D1"] == 1
    ils.bx = "YYYYYYYYYNYNNNNN"
    with lending.database.change.begin() as db:
        extend(
            db, loan_id=loan_id, reader_id=lending.readers["K1"], now=NOON,
            until_on=(NOON + timedelta(days=90)).date(),
        )  # fmt: skip
    assert carrier.carry().refused == 1
    assert lending.moves()[-1].why is WhyRefused.NOT_OFFERED


def test_while_it_is_away_all_is_kept_and_arrives_when_it_is_back(
    lending: Desk, carrier: Carrier, ils: SmallIls, clock: Clock
) -> None:
    ils.go_away()
    lending.lend("K1", "D1")
    lending.take_back("D1")
    lending.lend("K2", "D1")
    for _ in range(12):  # far more often than the answer to one thing may be lost
        tally = carrier.carry()
        assert tally.fault is not None
        clock.now += MINUTE
    assert lending.states() == [MoveState.WAITING] * 3
    with lending.database.look.begin() as db:
        row = ils_of(db)
        assert row
        assert (row.fault_code, row.fault_at) == ("away", NOON)
    ils.open()
    assert carrier.carry().told == 3
    assert ils.lent["D1"] == "K2"
    with lending.database.look.begin() as db:
        row = ils_of(db)
        assert row
        assert (row.fault_code, row.answered_at) == (None, clock.now)


@pytest.mark.parametrize("code", ["09", "11"])
@pytest.mark.parametrize("fault", ANY_OF)
def test_whatever_goes_wrong_once_it_is_done_once(
    code: str, fault: str, lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    ils.remembers, ils.is_naive = False, True
    lending.lend("K1", "D1")
    lending.take_back("D1")
    ils.faults = [(code, fault)]
    for _ in range(3):
        carrier.carry()
    assert lending.states() == [MoveState.DONE] * 2
    assert ils.done == {("11", "K1", "D1"): 1, ("09", "K1", "D1"): 1}


@pytest.mark.parametrize("seed", range(5))
def test_any_faults_in_any_order_do_nothing_twice(
    seed: int, lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    """Readers borrow and bring back while the line fails in all its ways, then it is well again."""
    lot = random.Random(seed)  # noqa: S311 - no secret
    ils.remembers, ils.is_naive = False, True
    wanted = dict[str, str | None]()
    loans = 0
    for _ in range(14):
        barcode = f"D{lot.randrange(5)}"
        if wanted.get(barcode):
            lending.take_back(barcode)
            wanted[barcode] = None
        else:
            wanted[barcode] = lot.choice(["K1", "K2"])
            lending.lend(wanted[barcode] or "", barcode)
            loans += 1
        if lot.random() < 0.5:
            codes = ("09", "11", "17", "63", "93", "99")
            ils.faults.append((lot.choice(codes), lot.choice(ANY_OF)))
        if lot.random() < 0.3:
            carrier.carry()
    for _ in range(30):
        carrier.carry()
        if MoveState.WAITING not in lending.states():
            break
    assert set(lending.states()) == {MoveState.DONE}
    assert sum(ils.done.values()) == len(lending.states())
    assert sum(n for (code, *_), n in ils.done.items() if code == "11") == loans
    assert {code: ils.lent[code] for code in wanted} == wanted


def test_where_asking_does_not_tell_a_person_decides(
    lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    """The ILS names no copies of a reader, and says only that the copy is with somebody."""
    ils.names_copies = False
    lending.lend("K1", "D1")
    ils.faults = [("11", "drop_after")]
    assert carrier.carry().refused == 1
    assert [move.why for move in lending.moves()] == [WhyRefused.UNSURE]
    assert ils.done["11", "K1", "D1"] == 1


def test_a_thing_whose_answer_is_always_lost_keeps_nobody_waiting_for_ever(
    lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    lending.lend("K1", "D1")
    lending.lend("K2", "D2")
    ils.faults = [("11", "drop_before")] * 5
    carrier.carry()
    first, second = lending.moves()
    assert (first.state, first.why) == (MoveState.REFUSED, WhyRefused.UNSURE)
    assert second.state is MoveState.DONE
    assert ils.done == {("11", "K2", "D2"): 1}


def test_what_it_refuses_is_kept_with_its_words_and_stops_nobody(
    lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    ils.words = "Оқырман табылмады"
    lending.lend("K9", "D1")
    lending.lend("K1", "D2")
    tally = carrier.carry()
    assert (tally.told, tally.refused) == (1, 1)
    move = lending.moves()[0]
    assert (move.why, move.words) == (WhyRefused.REFUSED, "Оқырман табылмады")


def test_what_somebody_entered_there_by_hand_counts_as_done(
    lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    ils.lent |= {"D1": "K1"}
    lending.lend("K1", "D1")
    assert carrier.carry().told == 1
    assert not ils.done
    lending.take_back("D1")
    ils.lent |= {"D1": None}
    assert carrier.carry().told == 1
    assert lending.states() == [MoveState.DONE] * 2


def test_a_card_that_no_message_can_carry_goes_to_a_person(
    lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    lending.lend("K1", "D|1")
    assert carrier.carry().refused == 1
    assert lending.moves()[0].why is WhyRefused.CANNOT_BE_SAID
    assert not ils.done


def test_two_workers_tell_nothing_twice(
    lending: Desk, ils: SmallIls, client_of: Callable[..., Client], clock: Clock
) -> None:
    for number in range(10):
        lending.lend("K1", f"D{number}")
    carriers = [
        Carrier(lending.database, client_of(ils, limit_s=5), clock, f"worker-{number}")
        for number in range(3)
    ]
    threads = [threading.Thread(target=one.carry) for one in carriers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    carriers[0].carry()
    assert lending.states() == [MoveState.DONE] * 10
    assert set(ils.done.values()) == {1}


KILLED = """
import sys
from api.cli.main import run
run(["ils", "send"])
"""


@pytest.mark.parametrize("fault", ["deaf", "silence"])
def test_who_is_killed_while_telling_leaves_nothing_done_twice(
    fault: str, lending: Desk, carrier: Carrier, ils: SmallIls, clock: Clock, tmp_path: Path
) -> None:
    """The process dies after the command went out and before it could write down the answer."""
    lending.lend("K1", "D1")
    lending.lend("K1", "D2")
    ils.faults = [("11", fault)]
    settings = {
        "DAUYS_DATABASE_URL": lending.database.engine.url.render_as_string(hide_password=False),
        "DAUYS_ILS_HOST": "127.0.0.1", "DAUYS_ILS_PORT": str(ils.port), "DAUYS_ILS_TLS": "false",
        "DAUYS_ILS_LOGIN": "dauys", "DAUYS_ILS_PASSWORD": "secret", "DAUYS_ILS_LIMIT_S": "30",
        "PYTHONPATH": str(Path(__file__).parents[3]), "HOME": str(tmp_path),
    }  # fmt: skip
    process = subprocess.Popen([sys.executable, "-c", KILLED], env=settings, cwd=tmp_path)
    try:
        until(lambda: any(line.startswith("11") for line in ils.heard), most_s=60)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not carrier.carry().is_carrier  # it may be alive, as far as anybody knows
    clock.now = datetime.now(NOON.tzinfo) + timedelta(hours=1)
    assert carrier.carry().told == 2
    assert ils.done == {("11", "K1", "D1"): 1, ("11", "K1", "D2"): 1}


def test_readers_are_asked_about(lending: Desk, carrier: Carrier, ils: SmallIls) -> None:
    ils.blocked.add("K2")
    with lending.database.change.begin() as db:
        ids = {card: lending.reader(db, card) for card in ("K1", "K2", "K9", "Ә")}
        for number in ids.values():
            want_standing(db, reader_id=number, now=NOON)
    assert carrier.carry().readers == 4
    with lending.database.look.begin() as db:
        found = {row.reader_id: row.verdict for row in db.scalars(select(Standing))}
    assert found == {
        ids["K1"]: Verdict.GOOD, ids["K2"]: Verdict.BLOCKED,
        ids["K9"]: Verdict.UNKNOWN, ids["Ә"]: Verdict.UNKNOWN,
    }  # fmt: skip
    assert carrier.carry().readers == 0


def test_nothing_is_told_where_the_rule_says_so(
    lending: Desk, carrier: Carrier, ils: SmallIls
) -> None:
    lending.lend("K1", "D1")
    with lending.database.change.begin() as db:
        set_rule(db, IlsRule.OFF, now=NOON)
    assert not carrier.carry().is_carrier
    assert ils.heard == []


def test_with_nothing_to_tell_it_is_asked_now_and_then_whether_it_is_there(
    lending: Desk, carrier: Carrier, ils: SmallIls, clock: Clock
) -> None:
    for minute in range(11):
        clock.now = NOON + minute * MINUTE
        carrier.carry()
    assert ils.logins == 3
    assert lending.moves() == []
