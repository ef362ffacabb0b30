"""A small network for the tests of the desk: readers, titles with files and copies, editions."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from sqlalchemy.orm import Session

from access.catalogue.made import Edition, EditionForm, Source
from access.catalogue.records import Copy, Medium, Series, Title
from access.network.records import Network, PointKind, ServicePoint
from access.people.records import (
    Account,
    Basis,
    Certifier,
    Consent,
    Contact,
    Document,
    Eligibility,
    Purpose,
    Reader,
    Role,
    Service,
    Way,
)
from access.production.manner import STANDARD
from access.production.records import Production, ProductionState

NOON = datetime(2026, 11, 27, 7, tzinfo=UTC)
"""Noon in Almaty."""
CARDS = count(1000)


def network(db: Session) -> Network:
    made = Network(names={"kk": "Желі", "ru": "Сеть", "en": "Network"}, phone="+77272000000")
    db.add(made)
    db.flush()
    return made


def point(db: Session, code: str = "b1", *, lat_deg: float = 43.24, lon_deg: float = 76.9) -> int:
    made = ServicePoint(
        code=code,
        kind=PointKind.BRANCH,
        names={"ru": code},
        lat_deg=lat_deg,
        lon_deg=lon_deg,
    )
    db.add(made)
    db.flush()
    return made.id


def reader(
    db: Session,
    *,
    entitled: tuple[Service, ...] = (Service.AUDIO, Service.HOME_DELIVERY),
    agreed: tuple[Purpose, ...] = (Purpose.HISTORY, Purpose.NOTICES, Purpose.CALLS),
    way: Way = Way.WEB,
    forms: tuple[str, ...] = ("daisy202",),
    contacts: tuple[tuple[Way, str], ...] = (),
    home_point_id: int | None = None,
) -> int:
    made = Reader(
        card_number=str(next(CARDS)),
        family_name="Ахметова",
        given_name="Айгүл",
        forms=list(forms),
        notice_way=way,
        home_point_id=home_point_id,
        registered_at=NOON,
    )
    db.add(made)
    db.flush()
    for service in entitled:
        db.add(
            Eligibility(
                reader_id=made.id,
                service=service,
                basis=Basis.CANNOT_SEE_PRINT,
                certifier=Certifier.LIBRARIAN,
                document=Document.OWN_WORD,
                certified_on=date(2026, 1, 1),
                since_on=date(2026, 1, 1),
                recorded_at=NOON,
            )
        )
    db.add_all(
        Consent(reader_id=made.id, purpose=purpose, wording="2026-01-01", given_at=NOON)
        for purpose in agreed
    )
    db.add_all(
        Contact(reader_id=made.id, way=kind, address=address, verified_at=NOON)
        for kind, address in contacts
    )
    db.flush()
    return made.id


def account(db: Session, *roles: Role) -> int:
    made = Account(
        login=f"staff{next(CARDS)}",
        name="Сәуле",
        roles=[role.value for role in roles],
        created_at=NOON,
    )
    db.add(made)
    db.flush()
    return made.id


def title(
    db: Session,
    name: str = "Абай жолы",
    *,
    has_source: bool = True,
    refused: str | None = None,
    series_id: int | None = None,
    number: str | None = None,
) -> int:
    made = Title(
        name=name,
        language="kk",
        languages=["kk"],
        series_id=series_id,
        series_number=Decimal(number) if number else None,
        added_at=NOON,
        changed_at=NOON,
    )
    db.add(made)
    db.flush()
    if has_source:
        source(db, made.id, refused=refused)
    return made.id


def series(db: Session, name: str = "Жол") -> int:
    made = Series(name=name)
    db.add(made)
    db.flush()
    return made.id


def source(db: Session, title_id: int, *, refused: str | None = None, size_bytes: int = 1) -> int:
    made = Source(
        title_id=title_id,
        path=f"{title_id}.epub",
        sha256=f"{next(CARDS):064x}",
        size_bytes=size_bytes,
        added_at=NOON,
        refused=refused,
    )
    db.add(made)
    db.flush()
    return made.id


def copy(db: Session, title_id: int, point_id: int, medium: Medium = Medium.BRAILLE) -> int:
    made = Copy(title_id=title_id, service_point_id=point_id, medium=medium)
    db.add(made)
    db.flush()
    return made.id


def edition(
    db: Session,
    title_id: int,
    *,
    forms: tuple[str, ...] = ("daisy202",),
    manner_key: str = STANDARD.key,
    published: bool = True,
) -> int:
    made = Edition(
        title_id=title_id,
        manner_key=manner_key,
        language="kk",
        voices={"kk": "espeak:kk"},
        speeds={"kk": 175},
        folder=f"{title_id}",
        fingerprint="0" * 64,
        length_ms=1,
        sentences=1,
        made_at=NOON,
        published_at=NOON if published else None,
    )
    db.add(made)
    db.flush()
    db.add_all(
        EditionForm(edition_id=made.id, form=form, places=[form], size_bytes=1) for form in forms
    )
    db.flush()
    return made.id


def done(db: Session, production: Production, *, published: bool = True) -> int:
    """What the worker does at the end: the edition is there, with every form of the production."""
    made = edition(
        db,
        production.title_id,
        forms=tuple(production.forms),
        manner_key=production.manner_key,
        published=published,
    )
    production.state, production.edition_id = ProductionState.DONE, made
    production.finished_at = NOON
    db.flush()
    return made
