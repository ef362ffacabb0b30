"""Readers, those who act for them, and staff, as records. No record holds a diagnosis."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from access.catalogue.records import Contributor, Subject
from access.database.base import Base, word_type
from access.people.folding import folded


class Role(StrEnum):
    """What somebody who signs in may do."""

    READER = "reader"
    ASSISTANT = "assistant"
    COURIER = "courier"
    COORDINATOR = "coordinator"
    PRODUCER = "producer"
    ADMINISTRATOR = "administrator"


class Way(StrEnum):
    """How a reader is told something. WEB: it only waits on their page."""

    EMAIL = "email"
    SMS = "sms"
    CALL = "call"
    WEB = "web"


def _begins_with(name: str, column: str) -> Index:
    """An index that finds what begins with some letters, whatever order Postgres sorts them in."""
    return Index(name, column, postgresql_ops={column: "text_pattern_ops"})


class Reader(Base):
    """A person we serve: how to address them, in which language and voice, how fast."""

    __tablename__ = "readers"
    __table_args__ = (
        CheckConstraint("speed_percent BETWEEN 50 AND 300", name="speed"),
        CheckConstraint("merged_into_id IS NULL OR closed_at IS NOT NULL", name="merged_is_closed"),
        _begins_with("readers_by_card", "card_number"),
        _begins_with("readers_by_family", "family_folded"),
        _begins_with("readers_by_given", "given_folded"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    card_number: Mapped[str] = mapped_column(String(32), unique=True)
    family_name: Mapped[str] = mapped_column(String(100))
    given_name: Mapped[str] = mapped_column(String(100))
    patronymic: Mapped[str] = mapped_column(String(100), default="")
    family_folded: Mapped[str] = mapped_column(String(400), default="")
    given_folded: Mapped[str] = mapped_column(String(800), default="")
    """Names as they are sought (see access.people.folding); they follow the names by themselves."""
    born_on: Mapped[date | None]
    speech_language: Mapped[str] = mapped_column(String(16), default="kk")
    screen_language: Mapped[str] = mapped_column(String(16), default="kk")
    voices: Mapped[dict[str, str]] = mapped_column(default=dict)
    """The voice wished for each language of speech, where one is: {"ru": "piper:irina"}."""
    speed_percent: Mapped[int] = mapped_column(default=100)
    forms: Mapped[list[str]] = mapped_column(default=list)
    """Forms that they can use, the dearest first."""
    accepts_synthetic: Mapped[bool] = mapped_column(default=True)
    home_point_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_points.id", ondelete="SET NULL"), index=True
    )
    notice_way: Mapped[Way] = mapped_column(word_type(Way), default=Way.WEB)
    quiet_from_minute: Mapped[int] = mapped_column(default=21 * 60)
    """Between these minutes of the network's day nobody calls or writes; equal: no quiet hours."""
    quiet_until_minute: Mapped[int] = mapped_column(default=9 * 60)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    """Of the 4 to 6 digits for the telephone."""
    registered_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    contacts: Mapped[list["Contact"]] = relationship(
        back_populates="reader", cascade="all, delete-orphan", lazy="raise"
    )
    eligibilities: Mapped[list["Eligibility"]] = relationship(back_populates="reader", lazy="raise")
    consents: Mapped[list["Consent"]] = relationship(back_populates="reader", lazy="raise")
    subjects: Mapped[list[Subject]] = relationship(secondary="reader_subjects", lazy="raise")
    authors: Mapped[list[Contributor]] = relationship(secondary="reader_authors", lazy="raise")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it so

    @property
    def name(self) -> str:
        """As the library addresses them: given name, patronymic, family name."""
        return " ".join(filter(None, (self.given_name, self.patronymic, self.family_name)))


@event.listens_for(Reader, "before_insert")
@event.listens_for(Reader, "before_update")
def _fold_names(_mapper: Mapper[Reader], _connection: Connection, reader: Reader) -> None:
    """However a name is changed, it can be found."""
    family = folded(reader.family_name)
    given = folded(f"{reader.given_name} {reader.patronymic or ''}")
    if (reader.family_folded, reader.given_folded) != (family, given):
        reader.family_folded, reader.given_folded = family, given


class Contact(Base):
    """An address by which a reader can be reached: an e-mail address or a telephone number."""

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("reader_id", "way", "address"),
        _begins_with("contacts_by_address", "address"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), index=True)
    way: Mapped[Way] = mapped_column(word_type(Way))
    address: Mapped[str] = mapped_column(String(254))
    """E-mail as written; a telephone number as E.164 (+77271234567)."""
    verified_at: Mapped[datetime | None]
    reader: Mapped[Reader] = relationship(back_populates="contacts", lazy="raise")


class ReaderSubject(Base):
    """A subject that a reader asked to hear news of."""

    __tablename__ = "reader_subjects"

    reader_id: Mapped[int] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True
    )
    subject_id: Mapped[int] = mapped_column(
        ForeignKey("subjects.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ReaderAuthor(Base):
    """An author whose new books a reader asked to hear of."""

    __tablename__ = "reader_authors"

    reader_id: Mapped[int] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True
    )
    contributor_id: Mapped[int] = mapped_column(
        ForeignKey("contributors.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Account(Base):
    """Somebody who signs in and is no reader: staff, or an assistant of named readers."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    roles: Mapped[list[str]] = mapped_column(default=list)
    """Words of Role."""
    language: Mapped[str] = mapped_column(String(16), default="ru")
    email: Mapped[str | None] = mapped_column(String(254))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    def may_as(self, *roles: Role) -> bool:
        """Whether one of these roles is theirs."""
        return any(role.value in self.roles for role in roles)


class Assistance(Base):
    """An assistant may act for a reader, from a day on until it ends or is withdrawn."""

    __tablename__ = "assistances"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= since_on", name="order"),
        Index(
            "one_assistance", "account_id", "reader_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"), index=True)
    since_on: Mapped[date]
    until_on: Mapped[date | None]
    granted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    account: Mapped[Account] = relationship(lazy="raise")
    reader: Mapped[Reader] = relationship(lazy="raise")


class Service(StrEnum):
    """What a reader may be entitled to."""

    AUDIO = "audio"
    HOME_DELIVERY = "home_delivery"


class Basis(StrEnum):
    """Why: the kind of need, never an illness (Marrakesh Treaty, article 3)."""

    CANNOT_SEE_PRINT = "cannot_see_print"
    CANNOT_READ_PRINT = "cannot_read_print"
    CANNOT_HOLD_BOOK = "cannot_hold_book"
    CANNOT_LEAVE_HOME = "cannot_leave_home"
    AGE = "age"
    CARES_FOR_SOMEBODY = "cares_for_somebody"


class Certifier(StrEnum):
    """In which role somebody confirmed the need."""

    DOCTOR = "doctor"
    SOCIAL_WORKER = "social_worker"
    SOCIETY_OF_THE_BLIND = "society_of_the_blind"
    LIBRARIAN = "librarian"
    SCHOOL = "school"


class Document(StrEnum):
    """What paper was seen; no copy of it is kept."""

    DISABILITY_CERTIFICATE = "disability_certificate"
    SOCIETY_CARD = "society_card"
    LETTER = "letter"
    PENSION_CERTIFICATE = "pension_certificate"
    OWN_WORD = "own_word"


class Eligibility(Base):
    """A reader may use a service, because of a confirmed need, for a time or for good.

    Source: Marrakesh Treaty, articles 3 and 4; Law of Kazakhstan 161-VIII of 28 January 2025.
    """

    __tablename__ = "eligibilities"
    __table_args__ = (
        CheckConstraint("until_on IS NULL OR until_on >= since_on", name="order"),
        Index(
            "one_eligibility", "reader_id", "service", unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"), index=True)
    service: Mapped[Service] = mapped_column(word_type(Service))
    basis: Mapped[Basis] = mapped_column(word_type(Basis))
    certifier: Mapped[Certifier] = mapped_column(word_type(Certifier))
    document: Mapped[Document] = mapped_column(word_type(Document))
    certified_on: Mapped[date]
    since_on: Mapped[date]
    until_on: Mapped[date | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    reader: Mapped[Reader] = relationship(back_populates="eligibilities", lazy="raise")


class Purpose(StrEnum):
    """What a reader's facts may be used for, each agreed to by itself."""

    SERVICE = "service"
    HISTORY = "history"
    NOTICES = "notices"
    CALLS = "calls"
    COURIER_CALLS = "courier_calls"
    """When we call about a courier, day and hours are said to whoever answers, without the PIN."""
    RECOMMENDATIONS = "recommendations"
    STATISTICS = "statistics"


class Consent(Base):
    """A reader agreed that their facts be used for one purpose, and when they took it back."""

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "one_consent", "reader_id", "purpose", unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(word_type(Purpose))
    wording: Mapped[str] = mapped_column(String(32))
    """Which wording they heard or read: its date."""
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    reader: Mapped[Reader] = relationship(back_populates="consents", lazy="raise")
