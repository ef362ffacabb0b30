"""Whether a reader may use a service on a day."""

from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from access.people.records import Eligibility, Service


def entitled(db: Session, *, reader_id: int, service: Service, on: date) -> bool:
    """Whether a confirmed need entitles the reader to the service on that day."""
    return bool(
        db.scalar(
            select(
                exists().where(
                    Eligibility.reader_id == reader_id,
                    Eligibility.service == service,
                    Eligibility.withdrawn_at.is_(None),
                    Eligibility.since_on <= on,
                    or_(Eligibility.until_on.is_(None), Eligibility.until_on >= on),
                )
            )
        )
    )
