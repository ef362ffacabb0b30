"""What becomes of words of the ILS, and of what it was to be told, when readers merge or leave."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from access.ils.records import LoanMove, MoveState, Standing
from access.people.leaving import at_forgetting
from access.people.merging import RULES, Merge
from access.requests.records import Loan


def _ask_anew(db: Session, merge: Merge, *_column: object) -> None:
    """What was said of the card that goes counts no more; of the one that stays it is asked."""
    db.execute(delete(Standing).where(Standing.reader_id == merge.goes_id))


RULES["ils_standings.reader_id"] = _ask_anew


@at_forgetting
def is_forgotten(db: Session, reader_id: int, now: datetime) -> None:
    """The ILS is told nothing more of somebody whose card is gone; its words may hold a name."""
    db.execute(delete(Standing).where(Standing.reader_id == reader_id))
    theirs = LoanMove.loan_id.in_(select(Loan.id).where(Loan.reader_id == reader_id))
    db.execute(update(LoanMove).where(theirs).values(words=""))
    unsaid = LoanMove.state.in_((MoveState.WAITING, MoveState.REFUSED))
    db.execute(
        update(LoanMove).where(theirs, unsaid).values(state=MoveState.SETTLED, closed_at=now)
    )
