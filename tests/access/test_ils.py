"""What the library's own system is to be told stands with the loan; its word counts as ruled."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy
from access.database.opening import Database
from access.ils import carrying, moves
from access.ils.errors import BlockedAtIls, MoveNotFound, NotTheCarrier
from access.ils.records import IlsRule, LoanMove, MoveKind, MoveState, Standing, Verdict, WhyRefused
from access.ils.rule import ils_of, note_answered, note_fault, rule_of, set_rule
from access.ils.standing import (
    BELIEVED_FOR,
    note_standing,
    require_good,
    standing_of,
    to_be_asked,
    want_standing,
)
from access.people.forgetting import forget_reader
from access.people.merging import merge_readers
from access.people.records import Reader, Role
from access.requests.closing import fulfil
from access.requests.copies import copy_gone, returned
from access.requests.handing import hand_over
from access.requests.limits import STANDARD_LIMITS
from access.requests.loans import extend, lend
from access.requests.records import RequestKind
from tests.access import desk
from tests.access.wishes import COPY, HOUR, NOON, asked


def told(db: Session) -> list[tuple[MoveKind, MoveState]]:
    rows = db.scalars(
        select(LoanMove).order_by(LoanMove.id).execution_options(populate_existing=True)
    )
    return [(row.kind, row.state) for row in rows]


def a_copy(db: Session, barcode: str | None = "C1") -> int:
    copy_id = desk.copy(db, desk.title(db, has_source=False), desk.point(db, f"p{barcode}"))
    db.get_one(Copy, copy_id).barcode = barcode
    db.flush()
    return copy_id


def a_loan(db: Session, barcode: str | None = "C1", *, at: datetime = NOON) -> tuple[int, int]:
    reader_id, copy_id = desk.reader(db), a_copy(db, barcode)
    lend(db, copy_id=copy_id, reader_id=reader_id, now=at)
    return reader_id, copy_id


def test_nothing_is_written_down_where_there_is_no_ils(db: Session) -> None:
    assert rule_of(db) is IlsRule.OFF
    _, copy_id = a_loan(db)
    returned(db, copy_id=copy_id, now=NOON)
    assert told(db) == []


def test_every_change_of_a_loan_is_written_down_once_and_in_order(db: Session) -> None:
    set_rule(db, IlsRule.TOLD, now=NOON)
    reader_id, copy_id = a_loan(db)
    loan = lend(db, copy_id=copy_id, reader_id=reader_id, now=NOON)
    later = loan.due_on + timedelta(days=7)
    for until_on in (later, later, loan.due_on):
        extend(db, loan_id=loan.id, reader_id=reader_id, until_on=until_on, now=NOON)
    returned(db, copy_id=copy_id, now=NOON + HOUR)
    returned(db, copy_id=copy_id, now=NOON + HOUR)
    waits = MoveState.WAITING
    assert told(db) == [(MoveKind.LEND, waits), (MoveKind.RENEW, waits), (MoveKind.RETURN, waits)]


def test_what_is_rolled_back_is_not_told(database: Database) -> None:
    """The loan and what is told of it are there together or not at all."""
    with database.change.begin() as db:
        set_rule(db, IlsRule.TOLD, now=NOON)
    db = database.change()
    a_loan(db)
    assert told(db)
    db.rollback()
    db.close()
    with database.look.begin() as db:
        assert told(db) == []


def test_a_lost_copy_goes_to_a_person_at_once(db: Session) -> None:
    set_rule(db, IlsRule.TOLD, now=NOON)
    _, copy_id = a_loan(db)
    copy_gone(db, copy_id=copy_id, now=NOON)
    assert told(db)[-1] == (MoveKind.LOSE, MoveState.REFUSED)
    (lost,) = moves.refused(db)
    assert lost.why is WhyRefused.LOST
    with pytest.raises(MoveNotFound):
        moves.try_again(db, move_id=lost.id)


def test_one_carries_at_a_time_until_its_time_is_over(db: Session) -> None:
    assert not carrying.take(db, holder="a", now=NOON)  # there is no ILS
    set_rule(db, IlsRule.TOLD, now=NOON)
    assert carrying.take(db, holder="a", now=NOON)
    assert carrying.take(db, holder="a", now=NOON)
    assert not carrying.take(db, holder="b", now=NOON)
    with pytest.raises(NotTheCarrier):
        carrying.next_errand(db, holder="b", now=NOON)
    later = NOON + carrying.HELD_FOR
    assert carrying.take(db, holder="b", now=later)
    with pytest.raises(NotTheCarrier):
        carrying.next_errand(db, holder="a", now=later)
    carrying.let_go(db, holder="b")
    assert carrying.take(db, holder="a", now=later)


def test_what_waits_goes_in_its_order_with_todays_card(db: Session) -> None:
    set_rule(db, IlsRule.TOLD, now=NOON)
    reader_id, copy_id = a_loan(db)
    a_loan(db, "C2")
    returned(db, copy_id=copy_id, now=NOON)
    db.get_one(Reader, reader_id).card_number = "NEW1"
    db.flush()
    assert carrying.take(db, holder="a", now=NOON)
    seen = []
    while errand := carrying.next_errand(db, holder="a", now=NOON):
        seen.append((errand.kind, errand.barcode))
        if errand.barcode == "C1":
            assert errand.card == "NEW1"
        carrying.goes_out(db, errand, holder="a", now=NOON)
        again = carrying.next_errand(db, holder="a", now=NOON)
        assert again
        assert again.may_be_done
        carrying.done(db, errand, holder="a", words="", now=NOON)
    assert seen == [(MoveKind.LEND, "C1"), (MoveKind.LEND, "C2"), (MoveKind.RETURN, "C1")]


def test_a_copy_without_a_bar_code_is_left_to_a_person_and_stops_nobody(db: Session) -> None:
    set_rule(db, IlsRule.TOLD, now=NOON)
    a_loan(db, None)
    a_loan(db, "C2")
    carrying.take(db, holder="a", now=NOON)
    errand = carrying.next_errand(db, holder="a", now=NOON)
    assert errand
    assert errand.barcode == "C2"
    assert [one.why for one in moves.refused(db)] == [WhyRefused.NO_BARCODE]


def test_a_person_settles_or_has_it_told_again(db: Session) -> None:
    set_rule(db, IlsRule.TOLD, now=NOON)
    _, copy_id = a_loan(db, None)
    staff_id = desk.account(db, Role.COORDINATOR)
    carrying.take(db, holder="a", now=NOON)
    assert carrying.next_errand(db, holder="a", now=NOON) is None
    (move,) = moves.refused(db)
    db.get_one(Copy, copy_id).barcode = "C9"
    db.flush()
    moves.try_again(db, move_id=move.id)
    errand = carrying.next_errand(db, holder="a", now=NOON)
    assert errand
    assert errand.barcode == "C9"
    with pytest.raises(MoveNotFound):
        moves.settle(db, move_id=move.id, by_id=staff_id, now=NOON)
    carrying.turned_down(db, errand, holder="a", why=WhyRefused.REFUSED, words="Жоқ", now=NOON)
    for _ in range(2):
        db.expire_all()
        settled = moves.settle(db, move_id=move.id, by_id=staff_id, now=NOON)
        assert (settled.state, settled.settled_by_id) == (MoveState.SETTLED, staff_id)
    with pytest.raises(MoveNotFound):
        moves.settle(db, move_id=999, by_id=staff_id, now=NOON)
    assert moves.refused(db) == []


def test_a_full_list_loses_nothing(db: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moves, "MOST_WAITING", 2)
    _, before_id = a_loan(db, "C0", at=NOON - HOUR)
    set_rule(db, IlsRule.TOLD, now=NOON)
    copies = [a_loan(db, f"C{number}")[1] for number in range(1, 5)]
    returned(db, copy_id=before_id, now=NOON + HOUR)
    for copy_id in copies:
        returned(db, copy_id=copy_id, now=NOON + HOUR)
    assert len(told(db)) == 2
    assert moves.catch_up(db, now=NOON) == 0
    carrying.take(db, holder="a", now=NOON)
    seen = []
    for _ in range(20):
        moves.catch_up(db, now=NOON + HOUR)
        errand = carrying.next_errand(db, holder="a", now=NOON)
        if errand is None:
            break
        seen.append((errand.barcode, errand.kind))
        carrying.done(db, errand, holder="a", words="", now=NOON)
    everything = {(f"C{number}", kind) for number in range(1, 5) for kind in ("lend", "return")}
    assert set(seen) == everything | {("C0", MoveKind.RETURN)}
    assert len(seen) == len(set(seen))
    for number in range(1, 5):
        assert seen.index((f"C{number}", MoveKind.LEND)) < seen.index(
            (f"C{number}", MoveKind.RETURN)
        )


def test_how_it_is_is_known_since_when(db: Session) -> None:
    note_fault(db, "away", now=NOON)
    note_fault(db, "away", now=NOON + HOUR)
    row = ils_of(db)
    assert row
    assert (row.fault_code, row.fault_at) == ("away", NOON)
    note_answered(db, now=NOON + HOUR)
    row = ils_of(db)
    assert row
    assert (row.fault_code, row.answered_at) == (None, NOON + HOUR)


def says(db: Session, reader_id: int, verdict: Verdict, *, now: object = NOON) -> None:
    want_standing(db, reader_id=reader_id, now=NOON, even_if_fresh=True)
    (one,) = [each for each in to_be_asked(db, now=NOON) if each.reader_id == reader_id]
    note_standing(db, one, verdict=verdict, words="Карта просрочена", now=NOON)


@pytest.mark.parametrize("verdict", [Verdict.BLOCKED, Verdict.UNKNOWN])
def test_the_ils_keeps_copies_back_only_where_it_has_the_last_word(
    db: Session, verdict: Verdict
) -> None:
    """And never a talking book."""
    reader_id, title_id, other_id = desk.reader(db), desk.title(db), desk.title(db)
    point_id = desk.point(db)
    for number in (title_id, other_id):
        desk.copy(db, number, point_id)
    set_rule(db, IlsRule.TOLD, now=NOON)
    says(db, reader_id, verdict)
    request = asked(db, reader_id, title_id, COPY)
    set_rule(db, IlsRule.DECIDES, now=NOON)
    with pytest.raises(BlockedAtIls):
        hand_over(db, request_id=request.id, now=NOON, limits=STANDARD_LIMITS)
    with pytest.raises(BlockedAtIls):
        asked(db, reader_id, other_id, COPY)
    assert asked(db, reader_id, desk.title(db), RequestKind.AUDIO)
    says(db, reader_id, Verdict.GOOD)
    assert hand_over(db, request_id=request.id, now=NOON, limits=STANDARD_LIMITS).closed_at


def test_what_happened_at_the_door_is_written_whatever_the_ils_says(db: Session) -> None:
    reader_id, title_id = desk.reader(db), desk.title(db)
    desk.copy(db, title_id, desk.point(db))
    set_rule(db, IlsRule.DECIDES, now=NOON)
    request = asked(db, reader_id, title_id, COPY)
    says(db, reader_id, Verdict.BLOCKED)
    assert fulfil(
        db, request_id=request.id, reader_id=reader_id, now=NOON, limits=STANDARD_LIMITS
    ).closed_at


def test_an_old_no_counts_no_more(db: Session) -> None:
    """Where the ILS is away for long, Dauys' own records decide again."""
    set_rule(db, IlsRule.DECIDES, now=NOON)
    reader_id = desk.reader(db)
    require_good(db, reader_id=reader_id, now=NOON)
    says(db, reader_id, Verdict.BLOCKED)
    with pytest.raises(BlockedAtIls):
        require_good(db, reader_id=reader_id, now=NOON)
    require_good(db, reader_id=reader_id, now=NOON + BELIEVED_FOR)


def test_a_reader_is_asked_about_when_they_ask_for_a_copy_and_not_at_every_wish(
    db: Session,
) -> None:
    set_rule(db, IlsRule.TOLD, now=NOON)
    reader_id, point_id = desk.reader(db), desk.point(db)
    wishes = [desk.title(db) for _ in range(3)]
    for title_id in wishes:
        desk.copy(db, title_id, point_id)
    asked(db, reader_id, wishes[0], COPY)
    (one,) = to_be_asked(db, now=NOON)
    note_standing(db, one, verdict=Verdict.GOOD, words="", now=NOON)
    asked(db, reader_id, wishes[1], COPY, now=NOON + HOUR)
    assert to_be_asked(db, now=NOON + HOUR) == []
    asked(db, reader_id, wishes[2], COPY, now=NOON + 13 * HOUR)
    assert [each.reader_id for each in to_be_asked(db, now=NOON + 13 * HOUR)] == [reader_id]


def test_an_answer_about_another_card_is_not_kept(db: Session) -> None:
    set_rule(db, IlsRule.TOLD, now=NOON)
    reader_id = desk.reader(db)
    want_standing(db, reader_id=reader_id, now=NOON)
    (one,) = to_be_asked(db, now=NOON)
    db.get_one(Reader, reader_id).card_number = "OTHER1"
    db.flush()
    note_standing(db, one, verdict=Verdict.BLOCKED, words="", now=NOON)
    standing = standing_of(db, reader_id=reader_id)
    assert standing
    assert standing.verdict is None


def test_nothing_is_told_of_a_reader_who_is_forgotten(db: Session) -> None:
    set_rule(db, IlsRule.TOLD, now=NOON)
    reader_id, copy_id = a_loan(db)
    returned(db, copy_id=copy_id, now=NOON)
    says(db, reader_id, Verdict.BLOCKED)
    forget_reader(db, reader_id=reader_id, by_id=None, now=NOON)
    assert {state for _, state in told(db)} == {MoveState.SETTLED}
    assert db.scalars(select(Standing)).all() == []


def test_of_a_merged_reader_it_is_asked_anew(db: Session) -> None:
    set_rule(db, IlsRule.TOLD, now=NOON)
    stays_id = desk.reader(db)
    goes_id, _ = a_loan(db)
    says(db, goes_id, Verdict.BLOCKED)
    merge_readers(db, stays_id=stays_id, goes_id=goes_id, by_id=None, now=NOON)
    assert standing_of(db, reader_id=stays_id) is None
    carrying.take(db, holder="a", now=NOON)
    errand = carrying.next_errand(db, holder="a", now=NOON)
    assert errand
    assert errand.card == db.get_one(Reader, stays_id).card_number
    assert errand.due_on > date(2026, 11, 27)
