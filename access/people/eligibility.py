"""Who may use which service: a confirmed need, written down without any illness, for a time.

Source: Marrakesh Treaty, article 3 (beneficiary persons) and 4 (what may be made for them); Law of
Kazakhstan 161-VIII of 28 January 2025. Home delivery is the library's own service with its own
grounds: a right to the one gives none to the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from access.network.zone import today
from access.people.by_number import reader_held
from access.people.cards import reader_who_stayed
from access.people.errors import BadField, DatesInWrongOrder, DoesNotServe, Wrong
from access.people.looking import looked
from access.people.records import (
    Basis,
    Certifier,
    Document,
    Eligibility,
    Reader,
    Service,
)

SERVES = MappingProxyType(
    {
        # Article 3 (a) sight, (b) perception or reading, (c) holding and turning a book
        Service.AUDIO: frozenset(
            {Basis.CANNOT_SEE_PRINT, Basis.CANNOT_READ_PRINT, Basis.CANNOT_HOLD_BOOK}
        ),
        Service.HOME_DELIVERY: frozenset(
            {
                Basis.CANNOT_SEE_PRINT,
                Basis.CANNOT_HOLD_BOOK,
                Basis.CANNOT_LEAVE_HOME,
                Basis.AGE,
                Basis.CARES_FOR_SOMEBODY,
            }
        ),
    }
)
"""Which kind of need gives a right to which service."""

MOST_EXPIRING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What was confirmed: by somebody in which role, on which paper, when, from when to when."""

    service: Service
    basis: Basis
    certifier: Certifier
    document: Document
    certified_on: date
    since_on: date
    until_on: date | None = None
    """The last day; None: for good."""


def certify(
    db: Session,
    *,
    reader_id: int,
    certificate: Certificate,
    by_id: int | None,
    now: datetime,
    door: str = "desk",
) -> Eligibility:
    """A reader may use a service from now on. One that is already there for this service ends and
    stays readable: so it is renewed too.

    Raises ReaderNotFound, ReaderClosed, DoesNotServe, DatesInWrongOrder, BadField (confirmed in
    the future).
    """
    _require_sound(certificate, on=today(db, now=now))
    reader_held(db, reader_id)
    for old in _in_force(db, reader_id, certificate.service):
        old.withdrawn_at = now
    db.flush()
    row = Eligibility(
        reader_id=reader_id,
        service=certificate.service,
        basis=certificate.basis,
        certifier=certificate.certifier,
        document=certificate.document,
        certified_on=certificate.certified_on,
        since_on=certificate.since_on,
        until_on=certificate.until_on,
        recorded_by_id=by_id,
        recorded_at=now,
    )
    db.add(row)
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="certified", door=door, now=now)
    return row


def renew(
    db: Session,
    *,
    reader_id: int,
    service: Service,
    until_on: date | None,
    by_id: int | None,
    now: datetime,
) -> Eligibility | None:
    """The same need goes on until a later day, or for good; None where there is none to renew.

    Raises ReaderNotFound, ReaderClosed, DatesInWrongOrder.
    """
    old = next(iter(_in_force(db, reader_id, service)), None)
    if old is None:
        return None
    on = today(db, now=now)
    since_on = max(on, old.since_on)
    certificate = Certificate(
        service=service,
        basis=old.basis,
        certifier=old.certifier,
        document=old.document,
        certified_on=old.certified_on,
        since_on=since_on,
        until_on=until_on,
    )
    return certify(db, reader_id=reader_id, certificate=certificate, by_id=by_id, now=now)


def withdraw(
    db: Session, *, reader_id: int, service: Service, by_id: int | None, now: datetime
) -> bool:
    """The right to a service ends at once; False where there was none. It stays readable."""
    reader_held(db, reader_id)
    found = _in_force(db, reader_id, service)
    for row in found:
        row.withdrawn_at = now
    db.flush()
    if found:
        looked(
            db,
            reader_id=reader_id,
            account_id=by_id,
            what="eligibility_ended",
            door="desk",
            now=now,
        )
    return bool(found)


def entitled(db: Session, *, reader_id: int, service: Service, on: date) -> bool:
    """Whether a reader may use a service on a day of the network; closed readers may not.

    Raises ReaderNotFound.
    """
    reader = reader_who_stayed(db, reader_id)
    if reader.closed_at is not None:
        return False
    return (
        db.scalars(
            select(Eligibility.id)
            .where(
                Eligibility.reader_id == reader.id,
                Eligibility.service == service,
                Eligibility.withdrawn_at.is_(None),
                Eligibility.since_on <= on,
                or_(Eligibility.until_on.is_(None), Eligibility.until_on >= on),
            )
            .limit(1)
        ).first()
        is not None
    )


def eligibilities_of(db: Session, *, reader_id: int) -> Sequence[Eligibility]:
    """All of them, the newest first, ended ones too."""
    return db.scalars(
        select(Eligibility)
        .where(Eligibility.reader_id == reader_id)
        .order_by(Eligibility.id.desc())
        .limit(MOST_EXPIRING)
    ).all()


def expiring(
    db: Session,
    *,
    before_on: date,
    from_on: date | None = None,
    after_id: int = 0,
    limit: int = 50,
) -> Sequence[Eligibility]:
    """Rights whose last day comes before a day (and not before `from_on`), each with its reader.

    Go on with the last one's number as `after_id`.
    """
    return db.scalars(
        select(Eligibility)
        .join(Reader)
        .where(
            Eligibility.withdrawn_at.is_(None),
            Eligibility.until_on >= (from_on or date.min),
            Eligibility.until_on < before_on,
            Eligibility.id > after_id,
            Reader.closed_at.is_(None),
        )
        .options(joinedload(Eligibility.reader))
        .order_by(Eligibility.id)
        .limit(max(1, min(limit, MOST_EXPIRING)))
    ).all()


def entitled_counts(db: Session, *, on: date) -> dict[Service, int]:
    """How many readers may use each service on a day; for statistics, no names."""
    rows = db.execute(
        select(Eligibility.service, func.count(Eligibility.reader_id.distinct()))
        .join(Reader)
        .where(
            Eligibility.withdrawn_at.is_(None),
            Eligibility.since_on <= on,
            or_(Eligibility.until_on.is_(None), Eligibility.until_on >= on),
            Reader.closed_at.is_(None),
        )
        .group_by(Eligibility.service)
    )
    return {service: int(count) for service, count in rows}


def _require_sound(certificate: Certificate, *, on: date) -> None:
    if certificate.basis not in SERVES[certificate.service]:
        raise DoesNotServe(certificate.basis.value, certificate.service.value)
    if certificate.certified_on > on:
        raise BadField("certified_on", Wrong.IN_THE_FUTURE)
    if certificate.until_on is not None and certificate.until_on < certificate.since_on:
        raise DatesInWrongOrder(certificate.since_on, certificate.until_on)


def _in_force(db: Session, reader_id: int, service: Service) -> Sequence[Eligibility]:
    return db.scalars(
        select(Eligibility)
        .where(
            Eligibility.reader_id == reader_id,
            Eligibility.service == service,
            Eligibility.withdrawn_at.is_(None),
        )
        .with_for_update()
    ).all()
