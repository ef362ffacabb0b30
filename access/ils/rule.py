"""What the ILS is to this network, and how it was last."""

from datetime import datetime

from sqlalchemy.orm import Session

from access.database.once import insert_once
from access.ils.records import Ils, IlsRule

ONLY = 1


def rule_of(db: Session) -> IlsRule:
    """The network's rule; OFF where nobody chose one."""
    row = db.get(Ils, ONLY)
    return IlsRule.OFF if row is None else row.rule


def ils_of(db: Session) -> Ils | None:
    """The row about the ILS, as it is now."""
    return db.get(Ils, ONLY, populate_existing=True)


def set_rule(db: Session, rule: IlsRule, *, now: datetime) -> Ils:
    """Choose what the ILS is. Loans are written down for it from the first moment on in which it
    is told of them; what waits then stays, and goes when it is told again."""
    row = row_held(db)
    if row.rule is IlsRule.OFF and rule is not IlsRule.OFF:
        row.since_at = now
    row.rule = rule
    db.flush()
    return row


def row_held(db: Session) -> Ils:
    """The row, made where there is none, held."""
    insert_once(db, Ils, {"id": ONLY, "rule": IlsRule.OFF})
    return db.get_one(Ils, ONLY, populate_existing=True, with_for_update=True)


def note_answered(db: Session, *, now: datetime) -> None:
    """It answers."""
    row = row_held(db)
    row.answered_at, row.fault_code, row.fault_at = now, None, None
    db.flush()


def note_fault(db: Session, code: str, *, now: datetime) -> None:
    """It could not be asked; since when, is kept from the first time on."""
    row = row_held(db)
    if row.fault_code != code:
        row.fault_code, row.fault_at = code, now
    db.flush()
