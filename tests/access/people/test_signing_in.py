"""Readers and staff come in with what is theirs, and nobody else does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.database.opening import Database
from access.people.accounts import disable
from access.people.acting import act_for, act_for_nobody
from access.people.assisting import grant, withdraw
from access.people.doors import Look, SignIn
from access.people.errors import MayNotActFor
from access.people.locks import A_NAME, A_PIN
from access.people.passwords import unlock
from access.people.records import Reader, Role
from access.people.secrets import Cost, needs_rehash
from access.people.signing_in import (
    FOR_READERS,
    Refused,
    SignedIn,
    sign_in_account,
    sign_in_by_pin,
    sign_in_reader,
    sign_out,
    sign_out_everywhere,
    tidy_sign_ins,
    who,
)
from tests.access.people.people import (
    NOON,
    PASSWORD,
    PIN,
    QUICK,
    a_reader,
    a_reader_with_secrets,
    an_account,
)

Comes = Callable[..., SignedIn | Refused]


def comes(
    db: Session,
    card: str,
    password: str = PASSWORD,
    *,
    place: str = "192.0.2.1",
    now: datetime = NOON,
) -> SignedIn | Refused:
    return sign_in_reader(db, card_number=card, password=password, place=place, now=now, cost=QUICK)


def signed_in(db: Session, card: str, *, now: datetime = NOON) -> SignedIn:
    found = comes(db, card, now=now)
    assert isinstance(found, SignedIn)
    return found


def test_a_reader_comes_in_with_card_and_password(db: Session) -> None:
    """However the card is typed: with spaces, small letters, letters of the other keyboard."""
    reader = a_reader_with_secrets(db, card="AB12345")
    for typed in ("AB12345", " ab 123-45 ", "АВ12345"):
        found = comes(db, typed)
        assert isinstance(found, SignedIn)
        person = who(db, key=found.key, now=NOON)
        assert person
        assert person.reader_id == reader.id
        assert person.serves_id == reader.id
        assert person.roles == {Role.READER}


def test_the_key_is_kept_as_a_digest_and_never_shown_again(db: Session) -> None:
    found = signed_in(db, a_reader_with_secrets(db).card_number)
    kept = db.scalars(select(SignIn)).one()
    assert found.key not in str(vars(kept))
    assert found.key not in repr(found)
    assert who(db, key=kept.key_digest, now=NOON) is None


def test_each_sign_in_has_its_own_key(db: Session) -> None:
    card = a_reader_with_secrets(db).card_number
    assert signed_in(db, card).key != signed_in(db, card).key


def test_wrong_card_and_wrong_password_sound_alike(db: Session) -> None:
    card = a_reader_with_secrets(db).card_number
    a_reader(db, card="NOPASSWORD")
    wrong = [comes(db, card, "not my password"), comes(db, "UNKNOWN1"), comes(db, "NOPASSWORD")]
    assert wrong == [Refused(None, was_tried=True)] * 3
    assert comes(db, "…") == Refused(None, was_tried=True)


def test_an_unknown_card_costs_the_same_work(db: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash of nobody is compared at the same cost as that of somebody."""
    compared: list[str] = []
    real = PasswordHasher.verify

    def counted(self: object, kept: str, secret: str) -> bool:
        compared.append(kept.rsplit("$", 2)[0])
        return real(self, kept, secret)  # type: ignore[arg-type]

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    card = a_reader_with_secrets(db).card_number
    comes(db, card, "wrong password")
    comes(db, "UNKNOWN1", "wrong password")
    assert len(compared) == 2
    assert compared[0] == compared[1]


@pytest.mark.parametrize("card", ["KNOWN1", "UNKNOWN1"])
def test_each_failure_costs_a_longer_wait(db: Session, card: str) -> None:
    """For a card that exists and for one that does not, just the same."""
    a_reader_with_secrets(db, card="KNOWN1")
    now, waits = NOON, []
    for turn in range(A_NAME.free + 4):
        found = comes(db, card, "wrong password", place=f"192.0.2.{turn}", now=now)
        assert isinstance(found, Refused)
        assert found.was_tried
        waits.append(0 if found.until_at is None else int((found.until_at - now).total_seconds()))
        now = found.until_at or now
    assert waits == [0, 0, 0, 0, 5, 10, 20, 40]


def test_the_right_password_waits_too(db: Session) -> None:
    card = a_reader_with_secrets(db).card_number
    for _ in range(A_NAME.free + 1):
        last = comes(db, card, "wrong password")
    assert isinstance(last, Refused)
    assert last.until_at
    assert comes(db, card) == Refused(last.until_at, was_tried=False)
    assert isinstance(comes(db, card, now=last.until_at), SignedIn)
    assert comes(db, card, "wrong password", now=last.until_at) == Refused(None, was_tried=True)


def test_one_place_cannot_try_every_card(db: Session) -> None:
    card = a_reader_with_secrets(db).card_number
    for turn in range(31):
        last = comes(db, f"UNKNOWN{turn}")
    assert isinstance(last, Refused)
    assert last.until_at
    assert isinstance(comes(db, card), Refused)
    assert isinstance(comes(db, card, place="192.0.2.2"), SignedIn)


def test_failures_are_forgiven_with_time(db: Session) -> None:
    card = a_reader_with_secrets(db).card_number
    for _ in range(A_NAME.free):
        comes(db, card, "wrong password")
    later = NOON + timedelta(seconds=A_NAME.forgiven_s)
    assert comes(db, card, "wrong password", now=later) == Refused(None, was_tried=True)


def test_a_coordinator_opens_the_lock(db: Session) -> None:
    reader, staff = a_reader_with_secrets(db), an_account(db)
    for _ in range(A_NAME.free + 1):
        comes(db, reader.card_number, "wrong password")
    unlock(db, reader_id=reader.id, by_id=staff.id, now=NOON)
    assert isinstance(comes(db, reader.card_number), SignedIn)
    assert db.scalars(select(Look)).one().account_id == staff.id


def test_guesses_at_the_same_instant_are_all_counted(database: Database) -> None:
    """Twenty at once get no more tries than twenty in a row."""
    with database.change.begin() as db:
        card = a_reader_with_secrets(db).card_number

    def guess(turn: int) -> bool:
        with database.change.begin() as db:
            found = comes(db, card, "wrong password", place=f"192.0.2.{turn}")
            return isinstance(found, Refused) and found.was_tried

    with ThreadPoolExecutor(8) as guessers:
        assert sum(guessers.map(guess, range(20))) == A_NAME.free + 1


def test_a_pin_has_three_tries_then_waits_longer_each_time(db: Session) -> None:
    reader = a_reader_with_secrets(db)

    def calls(pin: str, now: datetime, caller: str = "+77270000001") -> SignedIn | Refused:
        return sign_in_by_pin(
            db, card_number=reader.card_number, pin=pin, caller=caller, now=now, cost=QUICK
        )

    assert calls("1111", NOON) == calls("1111", NOON) == Refused(None, was_tried=True)
    third = calls("1111", NOON)
    assert third == Refused(NOON + timedelta(minutes=15), was_tried=True)
    assert calls(PIN, NOON, caller="+77270000002") == Refused(third.until_at, was_tried=False)
    fourth = calls("1111", NOON + timedelta(minutes=15))
    assert fourth == Refused(NOON + timedelta(minutes=45), was_tried=True)
    assert isinstance(calls(PIN, NOON + timedelta(minutes=45)), SignedIn)


def test_a_caller_cannot_try_three_pins_of_each_card(db: Session) -> None:
    one, other = a_reader_with_secrets(db), a_reader_with_secrets(db)
    for reader, pin in ((one, "1111"), (other, "1111"), (one, "2222")):
        last = sign_in_by_pin(
            db, card_number=reader.card_number, pin=pin, caller="+77270000001", now=NOON, cost=QUICK
        )
    assert isinstance(last, Refused)
    assert last.until_at
    assert A_PIN.free == 2


def test_a_sign_in_ends_when_it_is_not_used(db: Session) -> None:
    key = signed_in(db, a_reader_with_secrets(db).card_number).key
    idle = timedelta(seconds=FOR_READERS.idle_s)
    used = NOON + idle - timedelta(minutes=1)
    assert who(db, key=key, now=used)
    assert who(db, key=key, now=used + idle - timedelta(minutes=1))
    assert who(db, key=key, now=used + 3 * idle) is None


def test_a_sign_in_ends_however_much_it_is_used(db: Session) -> None:
    found = signed_in(db, a_reader_with_secrets(db).card_number)
    now, step = NOON, timedelta(days=10)
    while now + step < found.ends_at:
        now += step
        assert who(db, key=found.key, now=now)
    assert who(db, key=found.key, now=found.ends_at) is None
    tidy_sign_ins(db, now=found.ends_at + timedelta(seconds=1))
    assert db.scalars(select(SignIn)).all() == []


def test_use_is_noted_at_most_once_a_minute(db: Session) -> None:
    key = signed_in(db, a_reader_with_secrets(db).card_number).key

    def seen_after(seconds: int, *, renew: bool = True) -> datetime:
        assert who(db, key=key, now=NOON + timedelta(seconds=seconds), renew=renew)
        db.expire_all()
        return db.scalars(select(SignIn)).one().seen_at

    assert seen_after(59) == NOON
    assert seen_after(60, renew=False) == NOON
    assert seen_after(60) == NOON + timedelta(seconds=60)


def test_signing_out_here_leaves_the_others(db: Session) -> None:
    card = a_reader_with_secrets(db).card_number
    staff = an_account(db, login="aigerim")
    here, there = signed_in(db, card), signed_in(db, card)
    desk = sign_in_account(db, login="AIGERIM", password=PASSWORD, place="", now=NOON, cost=QUICK)
    assert isinstance(desk, SignedIn)
    sign_out(db, key=here.key)
    assert who(db, key=here.key, now=NOON) is None
    assert who(db, key=there.key, now=NOON)

    assert there.person.reader_id
    sign_out_everywhere(db, reader_id=there.person.reader_id)
    assert who(db, key=there.key, now=NOON) is None
    person = who(db, key=desk.key, now=NOON)
    assert person
    assert person.account_id == staff.id


def test_a_closed_reader_and_a_disabled_account_open_nothing(db: Session) -> None:
    reader, staff = a_reader_with_secrets(db), an_account(db, login="aigerim")
    key = signed_in(db, reader.card_number).key
    desk = sign_in_account(db, login="aigerim", password=PASSWORD, place="", now=NOON, cost=QUICK)
    assert isinstance(desk, SignedIn)
    reader.closed_at = NOON
    disable(db, account_id=staff.id, now=NOON)
    assert who(db, key=key, now=NOON) is None
    assert who(db, key=desk.key, now=NOON) is None
    assert comes(db, reader.card_number) == Refused(None, was_tried=True)
    again = sign_in_account(db, login="aigerim", password=PASSWORD, place="", now=NOON, cost=QUICK)
    assert again == Refused(None, was_tried=True)


def test_a_hash_of_yesterdays_cost_is_made_anew(db: Session) -> None:
    reader = a_reader_with_secrets(db)
    dearer = Cost(passes=2, memory_kib=16, threads=1)
    found = sign_in_reader(
        db, card_number=reader.card_number, password=PASSWORD, place="", now=NOON, cost=dearer
    )
    assert isinstance(found, SignedIn)
    assert reader.password_hash
    assert not needs_rehash(reader.password_hash, cost=dearer)
    assert isinstance(comes(db, reader.card_number), SignedIn)


def test_the_card_of_a_merged_double_leads_to_the_one_who_stayed(db: Session) -> None:
    stays, went = a_reader_with_secrets(db), a_reader(db)
    went.closed_at, went.merged_into_id = NOON, stays.id
    db.flush()
    assert signed_in(db, went.card_number).person.reader_id == stays.id


def staff_person(db: Session, *roles: Role) -> tuple[int, SignedIn]:
    account = an_account(db, *roles)
    found = sign_in_account(
        db, login=account.login, password=PASSWORD, place="", now=NOON, cost=QUICK
    )
    assert isinstance(found, SignedIn)
    return account.id, found


def test_an_assistant_acts_only_for_those_who_gave_leave(db: Session) -> None:
    mine, other = a_reader(db), a_reader(db)
    account_id, desk = staff_person(db, Role.ASSISTANT)
    today = NOON.date()
    grant(db, account_id=account_id, reader_id=mine.id, since_on=today, until_on=today, now=NOON)
    with pytest.raises(MayNotActFor):
        act_for(db, person=desk.person, reader_id=other.id, now=NOON)

    assert act_for(db, person=desk.person, reader_id=mine.id, now=NOON).serves_id == mine.id
    person = who(db, key=desk.key, now=NOON)
    assert person
    assert person.acts_for_id == mine.id
    assert person.acts_for_name == mine.name
    assert [look.reader_id for look in db.scalars(select(Look))] == [mine.id]
    midnight = NOON + timedelta(hours=12)  # in Almaty; in Greenwich it is still the same day
    with pytest.raises(MayNotActFor):
        act_for(db, person=desk.person, reader_id=mine.id, now=midnight)


def test_leave_that_is_taken_back_ends_at_once(db: Session) -> None:
    mine = a_reader(db)
    account_id, desk = staff_person(db, Role.ASSISTANT)
    grant(db, account_id=account_id, reader_id=mine.id, since_on=NOON.date(), now=NOON)
    act_for(db, person=desk.person, reader_id=mine.id, now=NOON)
    withdraw(db, account_id=account_id, reader_id=mine.id, now=NOON)
    person = who(db, key=desk.key, now=NOON)
    assert person
    assert person.serves_id is None


@pytest.mark.parametrize("role", [Role.COURIER, Role.PRODUCER, Role.ADMINISTRATOR])
def test_other_staff_acts_for_nobody(db: Session, role: Role) -> None:
    reader: Reader = a_reader(db)
    _, desk = staff_person(db, role)
    with pytest.raises(MayNotActFor):
        act_for(db, person=desk.person, reader_id=reader.id, now=NOON)


def test_a_coordinator_acts_for_anybody_and_then_for_nobody(db: Session) -> None:
    reader = a_reader(db)
    _, desk = staff_person(db, Role.COORDINATOR)
    person = act_for(db, person=desk.person, reader_id=reader.id, now=NOON)
    assert act_for_nobody(db, person=person).serves_id is None
    person_now = who(db, key=desk.key, now=NOON)
    assert person_now
    assert person_now.acts_for_id is None


def test_a_reader_acts_for_nobody_else(db: Session) -> None:
    other, found = a_reader(db), signed_in(db, a_reader_with_secrets(db).card_number)
    with pytest.raises(MayNotActFor):
        act_for(db, person=found.person, reader_id=other.id, now=NOON)
