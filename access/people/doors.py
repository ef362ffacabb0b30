"""Who is signed in, with what, and who looked at whose record, as records."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.database.base import Base
from access.people.records import Account, Reader

ONE_PERSON = "(reader_id IS NULL) <> (account_id IS NULL)"


class SignIn(Base):
    """A signed-in browser or app. Only the digest of its key is kept, so a stolen copy of the
    database opens no door."""

    __tablename__ = "sign_ins"
    __table_args__ = (CheckConstraint(ONE_PERSON, name="one_person"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    reader_id: Mapped[int | None] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    acts_for_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id", ondelete="SET NULL"))
    """The reader for whom an assistant or coordinator acts at this moment."""
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    """Moves on with use, by idle_s each time, but never past last_at."""
    idle_s: Mapped[int]
    last_at: Mapped[datetime]
    reader: Mapped[Reader | None] = relationship(foreign_keys=reader_id, lazy="raise")
    account: Mapped[Account | None] = relationship(foreign_keys=account_id, lazy="raise")
    acts_for: Mapped[Reader | None] = relationship(foreign_keys=acts_for_id, lazy="raise")


class Token(Base):
    """A key for a machine: what it is called, whose rights it has, until when."""

    __tablename__ = "tokens"
    __table_args__ = (CheckConstraint(ONE_PERSON, name="one_person"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    reader_id: Mapped[int | None] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class ResetKey(Base):
    """Digits that a coordinator gives a reader, once, to choose a new password with."""

    __tablename__ = "reset_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), index=True)
    key_hash: Mapped[str] = mapped_column(String(200))
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    issued_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Lock(Base):
    """How often signing in failed for one name or from one place; the delay grows each time.

    `what` is a digest of the name or the place: a list of wrong names is nobody's business.
    """

    __tablename__ = "locks"

    what: Mapped[str] = mapped_column(String(80), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime]
    until_at: Mapped[datetime | None]


class Look(Base):
    """Somebody looked at, or changed, a reader's record: who, whose, what, when, by which door."""

    __tablename__ = "looks"

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    """None: the readers themselves."""
    what: Mapped[str] = mapped_column(String(64))
    """A code such as `profile_read`, `request_made`; no fact of the record itself."""
    door: Mapped[str] = mapped_column(String(16))
    looked_at: Mapped[datetime] = mapped_column(index=True)


class Given(Base):
    """An answer that was given to a machine, kept for a day: the same call again gets the same.

    `call_digest` is of who calls and the key they chose, `sent_digest` of what they sent.
    Source: The Idempotency-Key HTTP Header Field (IETF draft), section 2.
    """

    __tablename__ = "given"

    call_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    sent_digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(index=True)
