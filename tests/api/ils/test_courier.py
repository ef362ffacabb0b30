"""A courier delivers while the library system is away; when all is back, loans are right."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from access.database.opening import Database
from access.ils.records import IlsRule, LoanMove, MoveKind, MoveState
from access.ils.rule import set_rule
from access.people.records import Reader
from access.requests.copies import returned
from api.ils.client import Client
from api.ils.telling import Carrier
from delivery.runs.hands import took_copy
from delivery.visits.records import Outcome
from tests.api.ils.small_ils import SmallIls
from tests.delivery import town
from tests.delivery.road import Day


def test_what_a_courier_did_offline_is_right_at_the_library_system(
    database: Database, ils: SmallIls, client_of: Callable[..., Client]
) -> None:
    """Two books are handed over, one reader is not at home; one book goes back at the next visit.
    The device speaks hours later, the library system is away until the evening, and a report that
    comes twice counts once."""
    with database.change() as db:
        set_rule(db, IlsRule.TOLD, now=town.MORNING)
        day = Day(db, doors=3)
        cards = [db.get_one(Reader, number).card_number for number in day.readers]
        codes = [day.copy(n).barcode or "" for n in range(3)]
        copies = [day.copy(n).id for n in range(3)]
        db.commit()
        ils.cards |= dict.fromkeys(cards, "0000")
        ils.lent |= dict.fromkeys(codes)
        ils.go_away()

        carrier = Carrier(database, client_of(ils), lambda: town.at(18, days=1), holder="worker-0")
        stop_ids = [day.stop(n).id for n in range(3)]
        for n, outcome in enumerate((Outcome.DELIVERED, Outcome.DELIVERED, Outcome.NO_ANSWER)):
            for _ in range(2):
                day.outcome(
                    n, outcome, stop_id=stop_ids[n], hour=10 + n, client_id=f"device-of-marat:{n}"
                )
            db.commit()
            assert carrier.carry().fault is not None
        took_copy(db, copy_id=copies[0], now=town.at(16, days=1))
        returned(db, copy_id=copies[0], now=town.at(17, days=1))
        db.commit()
    assert not ils.done

    ils.open()
    tally = carrier.carry()
    assert (tally.told, tally.refused, tally.fault) == (3, 0, None)
    assert ils.done == {
        ("11", cards[0], codes[0]): 1, ("11", cards[1], codes[1]): 1, ("09", cards[0], codes[0]): 1,
    }  # fmt: skip
    assert [ils.lent[code] for code in codes] == [None, cards[1], None]
    with database.look.begin() as db:
        moves = db.scalars(select(LoanMove).order_by(LoanMove.id)).all()
        assert [move.kind for move in moves] == [MoveKind.LEND, MoveKind.LEND, MoveKind.RETURN]
        assert {move.state for move in moves} == {MoveState.DONE}
        lent_at = moves[0].happened_at
    said = next(line for line in ils.heard if line.startswith("11"))
    assert said[4:22] == lent_at.strftime("%Y%m%d    %H%M%S")
    assert lent_at < town.at(18, days=1) - timedelta(hours=5)
