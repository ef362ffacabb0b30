"""One pass over the notices that are due: claimed, put into words, handed over, written down."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from access.database.opening import Database
from access.network.records import Network
from access.notices.sending import Claim, due, failed, sent
from access.people.records import Way
from api.notices.message import Adapter, DeliveryFailed, Message, PassingFailure
from api.notices.words import Letterhead, words_of

AT_A_TIME = 5
"""Claimed together: so many of the slowest deliveries still end long before the claim does."""
LOG = logging.getLogger("dauys.notices")


@dataclass(frozen=True, slots=True)
class Tally:
    """What a pass came to."""

    sent: int = 0
    failed: int = 0


def send_due(
    database: Database,
    adapters: Mapping[Way, Adapter],
    now: Callable[[], datetime],
    *,
    limit: int = 200,
) -> Tally:
    """Send what is due, at most `limit` notices, and say how many went out and how many did not.

    Several may do it at once: no notice is sent by two. `now` is asked before and after each
    delivery, since they take their time. No transaction is open while something is delivered.
    """
    tally = Tally()
    while (room := limit - tally.sent - tally.failed) > 0:
        with database.change.begin() as db:
            claims = due(db, now=now(), limit=min(AT_A_TIME, room))
            network = db.scalars(select(Network).order_by(Network.id).limit(1)).one_or_none()
            head = Letterhead(network.names, network.phone) if network else Letterhead({})
        if not claims:
            break
        for claim in claims:
            went_out = _send(database, adapters, claim, head, now)
            tally = Tally(tally.sent + went_out, tally.failed + (not went_out))
    return tally


def _send(
    database: Database,
    adapters: Mapping[Way, Adapter],
    claim: Claim,
    head: Letterhead,
    now: Callable[[], datetime],
) -> bool:
    try:
        _deliver(adapters, claim, head)
    except DeliveryFailed as failure:
        passing = isinstance(failure, PassingFailure)
        LOG.warning("notice %d by %s: %s", claim.notice_id, claim.way.value, failure.code)
        with database.change.begin() as db:
            failed(db, claim, code=failure.code, passing=passing, now=now())
        return False
    with database.change.begin() as db:
        sent(db, claim, now=now())
    LOG.info("notice %d by %s: sent", claim.notice_id, claim.way.value)
    return True


def _deliver(adapters: Mapping[Way, Adapter], claim: Claim, head: Letterhead) -> None:
    """Raises DeliveryFailed, whatever goes wrong: one notice must not keep the others waiting."""
    adapter = adapters.get(claim.way)
    if adapter is None:
        raise DeliveryFailed("no_adapter")
    try:
        words = words_of(claim.kind, claim.way, claim.language, claim.facts, head)
        adapter.deliver(
            Message(
                notice_id=claim.notice_id,
                way=claim.way,
                address=claim.address,
                language=claim.language,
                subject=words.subject,
                text=words.text,
            )
        )
    except DeliveryFailed:
        raise
    except Exception as error:
        raise PassingFailure(f"fault_{type(error).__name__}") from error
