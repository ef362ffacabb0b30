"""Keys for machines: an app or a program comes with a reader's or an account's rights."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from access.people.by_number import account_of, reader_held
from access.people.doors import Token
from access.people.errors import BadField, Wrong
from access.people.fields import text_written
from access.people.keys import digest, fresh_key
from access.people.person import Person, person_of_account, person_of_reader
from access.people.records import Account, Reader

PREFIX = "dauys_"
"""So that a key that slipped into a file is found by those who look for such."""
MOST_TOKENS = 50
USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token and its key; the key is shown this once."""

    token_id: int
    key: str = field(repr=False)


def create_token(
    db: Session,
    *,
    name: str,
    reader_id: int | None = None,
    account_id: int | None = None,
    ends_at: datetime | None = None,
    now: datetime,
) -> NewToken:
    """Give a machine a key, with the rights of a reader or of an account.

    Raises BadField (too many, or it would end before it begins), ReaderNotFound, ReaderClosed,
    AccountNotFound.
    """
    if (reader_id is None) == (account_id is None):
        raise ValueError("a token belongs either to a reader or to an account")
    if reader_id is not None:
        reader_held(db, reader_id)
    if account_id is not None:
        account_of(db, account_id)
    if ends_at is not None and ends_at <= now:
        raise BadField("ends_at", Wrong.WRONG_ORDER)
    if len(tokens_of(db, reader_id=reader_id, account_id=account_id, now=now)) >= MOST_TOKENS:
        raise BadField("tokens", Wrong.TOO_MANY)
    key = PREFIX + fresh_key()
    row = Token(
        key_digest=digest(key),
        name=text_written("name", name, longest=100),
        reader_id=reader_id,
        account_id=account_id,
        created_at=now,
        ends_at=ends_at,
    )
    db.add(row)
    db.flush()
    return NewToken(row.id, key)


def tokens_of(
    db: Session, *, reader_id: int | None = None, account_id: int | None = None, now: datetime
) -> Sequence[Token]:
    """The tokens that open something now, newest first; at most 50."""
    whose = Token.account_id == account_id if reader_id is None else Token.reader_id == reader_id
    return db.scalars(
        select(Token)
        .where(whose, Token.revoked_at.is_(None), or_(Token.ends_at.is_(None), Token.ends_at > now))
        .order_by(Token.id.desc())
        .limit(MOST_TOKENS)
    ).all()


def revoke_token(db: Session, *, token_id: int, person: Person, now: datetime) -> bool:
    """Take a token of their own away; False where they have none of that number."""
    whose = (
        Token.reader_id == person.reader_id
        if person.account_id is None
        else Token.account_id == person.account_id
    )
    found = db.scalars(select(Token).where(Token.id == token_id, whose).with_for_update()).first()
    if found is None:
        return False
    found.revoked_at = found.revoked_at or now
    db.flush()
    return True


def who_by_token(db: Session, *, key: str, now: datetime, note: bool = True) -> Person | None:
    """Whose rights this key has; None where it opens nothing (any more).

    Its use is noted at most once a minute; not at all where `note` is False.
    """
    row = db.scalars(
        select(Token).where(
            Token.key_digest == digest(key),
            Token.revoked_at.is_(None),
            or_(Token.ends_at.is_(None), Token.ends_at > now),
        )
    ).one_or_none()
    person = None if row is None else _person(db, row)
    if row is None or person is None:
        return None
    if note and (row.used_at is None or now - row.used_at >= USED_EVERY):
        db.execute(update(Token).where(Token.id == row.id).values(used_at=now))
    return person


def _person(db: Session, row: Token) -> Person | None:
    if row.reader_id is not None:
        reader = db.get_one(Reader, row.reader_id)
        return None if reader.closed_at else person_of_reader(reader, sign_in_id=None)
    account = db.get_one(Account, row.account_id)
    if account.disabled_at:
        return None
    return person_of_account(account, acts_for=None, sign_in_id=None)
